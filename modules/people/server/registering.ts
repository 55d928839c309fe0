/** How a person enters the register or is changed in it: the same way from a screen, another module or a file. */
import { identity } from '@liren/identity/contract'
import { secretsOf, uuidv7, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { DocumentKind, Person, PrivateField, people } from '../contract.ts'
import { examine, type FieldFault, type Tidy } from '../registration.ts'
import { birthdayMark, passedBirthdays } from './birthdays.ts'
import { dayOf } from './calendar-day.ts'
import { reach } from './reach.ts'
import { type OpenColumns, type SealedColumns, store } from './store.ts'
import { claims } from './store-claims.ts'

/** What code behind the door of this module works with, be it a route or the port of somebody else's work. */
export type Deed = Pick<
  Work<typeof people>,
  | 'db'
  | 'actor'
  | 'now'
  | 'locale'
  | 'refuse'
  | 'emit'
  | 'audit'
  | 'use'
  | 'may'
  | 'must'
  | 'scope'
  | 'words'
  | 'requestId'
  | 'setting'
>

/** Ports, seeds and the data desk receive a work without its contract's types; the kernel made it for this very module. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

export const registerOf = (work: Deed) =>
  store(work.db, {
    today: dayOf(work.now),
    seesSensitive: reach(work, 'sensitive-tag.read'),
    passed: passedBirthdays(work, work.now),
  })

export const placeOf = (field: PrivateField, personId: string) => `people:${field}:${personId}`

type Marks = ReturnType<typeof marksOf>
/** Keyed hashes by which somebody is found. */
export const marksOf = (work: object) => {
  const { fingerprint } = secretsOf(work)
  return {
    identity: (kind: DocumentKind, number: string) => fingerprint(`identity:${kind}:${number}`),
    phone: (phone: string) => fingerprint(`phone:${phone}`),
    name: (name: string) => fingerprint(`name:${name}`),
    birthday: (birthOn: string) => birthdayMark(work, birthOn),
    row: (row: unknown) => fingerprint(`row:${JSON.stringify(row)}`),
  }
}

/** Columns as they are kept, from what was examined. A number that is only declared marks its entry, and is nobody's identity. */
export const openColumns = ({ open, sealed }: Tidy, marks: Marks, isDeclared = false): OpenColumns => {
  const { areaCode, ...rest } = open
  const number = sealed.identityNumber
    ? marks.identity(open.documentKind ?? 'residentId', sealed.identityNumber)
    : undefined
  return {
    ...rest,
    ...(areaCode === undefined ? {} : { areaCode: areaCode ?? '' }),
    ...(number === undefined
      ? {}
      : isDeclared
        ? { declaredFingerprint: number }
        : { identityFingerprint: number, declaredFingerprint: null }),
    ...(sealed.phone === undefined
      ? {}
      : { phoneFingerprint: sealed.phone === null ? null : marks.phone(sealed.phone) }),
    ...(sealed.birthOn ? { birthdayMark: marks.birthday(sealed.birthOn) } : {}),
    ...(sealed.fullName ? { nameFingerprint: marks.name(sealed.fullName) } : {}),
  }
}

export const sealedColumns = (work: object, personId: string, sealed: Tidy['sealed']): SealedColumns => {
  const { seal } = secretsOf(work)
  // Keys of a record of private fields.
  const entries = Object.entries(sealed) as [PrivateField, string | null][]
  return Object.fromEntries(
    entries.map(([field, text]) => [field, text === null ? null : seal(text, placeOf(field, personId))]),
  )
}

/** Where a dwelling is given, the person's area is the dwelling's grid cell. */
export const settle = async (work: Deed, tidy: Tidy): Promise<FieldFault['field'] | null> => {
  const { open } = tidy
  if (open.dwellingId) {
    const dwelling = await work.use(territory).dwelling(open.dwellingId)
    if (!dwelling) return 'dwellingId'
    open.areaCode = dwelling.cellCode
  } else if (open.areaCode && !(await work.use(territory).area(open.areaCode))) return 'areaCode'
  return null
}

const checked = async (work: Deed, written: Parameters<typeof examine>[0], isNew: boolean): Promise<Tidy> => {
  const { tidy, faults } = examine(written, dayOf(work.now), isNew)
  const [first] = faults
  if (first)
    throw work.refuse(first.fault, { errors: faults.map(({ field, fault }) => ({ field, rule: fault })) }, first.field)
  const unknown = await settle(work, tidy)
  if (unknown) throw work.refuse(unknown === 'dwellingId' ? 'unknown-dwelling' : 'unknown-area', {}, unknown)
  return tidy
}

type Declared = Awaited<ReturnType<ReturnType<typeof registerOf>['declared']>>[number]

/** The entry somebody made of themself, where name and proved phone are those of the office: the same person. */
export const sameAs = (declared: readonly Declared[], open: OpenColumns): Declared | undefined =>
  declared.find(
    (one) =>
      one.phoneFingerprint !== null &&
      one.phoneFingerprint === open.phoneFingerprint &&
      one.nameFingerprint === open.nameFingerprint,
  )

/** Whoever gave this number as their own does not get the entry of an office by that: the community looks at both. */
export const claimBy = async (work: Deed, declared: readonly Declared[], person: { id: string; areaCode: string }) => {
  for (const one of declared) {
    const accountId = one.id === person.id ? null : await work.use(identity).accountOfPerson(one.id)
    if (accountId)
      await claims(work.db).add({
        ...{ id: uuidv7(), accountId, personId: person.id },
        ...{ areaCode: person.areaCode, claimedAt: work.now },
      })
  }
}

/** Enters somebody. `taken` names who holds the identity number already; then nothing has been written. */
export const enter = async (
  work: Deed,
  written: Parameters<typeof examine>[0],
  maySettle: (areaCode: string | null) => void = () => {},
  isDeclared = false,
): Promise<{ personId: string; isNew: boolean }> => {
  const tidy = await checked(work, written, true)
  maySettle(tidy.open.areaCode ?? null)
  const register = registerOf(work)
  const id = uuidv7()
  const open = openColumns(tidy, marksOf(work), isDeclared)
  const declared = open.identityFingerprint ? await register.declared([open.identityFingerprint]) : []
  const same = sameAs(declared, open)
  if (same && !(await register.identityHolder(open.identityFingerprint ?? ''))) {
    await register.update(same.id, open, work.now)
    await register.updateSealed(same.id, sealedColumns(work, same.id, tidy.sealed))
    work.emit('updated', { personId: same.id, fields: Object.keys(written) })
    return { personId: same.id, isNew: true }
  }
  if (!(await register.insert(id, open, work.now))) {
    const holder = await register.identityHolder(open.identityFingerprint ?? '')
    if (!holder) throw work.refuse('already-registered', {}, 'identityNumber')
    return { personId: holder, isNew: false }
  }
  await register.insertSealed(id, sealedColumns(work, id, tidy.sealed))
  await claimBy(work, declared, { id, areaCode: open.areaCode ?? '' })
  work.emit(
    'registered',
    { personId: id, areaCode: tidy.open.areaCode ?? null },
    tidy.open.areaCode ? [`area:${tidy.open.areaCode}`] : [],
  )
  return { personId: id, isNew: true }
}

/** Changes what is given, and tells which fields. */
export const change = async (
  work: Deed,
  person: Person,
  written: Parameters<typeof examine>[0],
  maySettle: (areaCode: string | null) => void = () => {},
  reason?: string,
): Promise<void> => {
  const tidy = await checked(work, written, false)
  if (tidy.open.areaCode !== undefined) maySettle(tidy.open.areaCode)
  const register = registerOf(work)
  const open = openColumns(tidy, marksOf(work))
  if (open.identityFingerprint) {
    const holder = await register.identityHolder(open.identityFingerprint)
    if (holder && holder !== person.id) throw work.refuse('already-registered', {}, 'identityNumber')
  }
  await register.update(person.id, { ...open, rowFingerprint: null }, work.now).catch((error: unknown) => {
    // Two people given the same number at the same moment: the second hears what it would have heard a moment later.
    throw (error as { code?: string }).code === '23505'
      ? work.refuse('already-registered', {}, 'identityNumber')
      : error
  })
  await register.updateSealed(person.id, sealedColumns(work, person.id, tidy.sealed))
  if (open.identityFingerprint)
    await claimBy(work, await register.declared([open.identityFingerprint]), {
      id: person.id,
      areaCode: open.areaCode ?? person.areaCode ?? '',
    })
  const fields = Object.keys(written)
  work.audit({
    object: `person:${person.id}`,
    area: person.areaCode,
    facts: { fields, ...(reason ? { why: reason } : {}) },
  })
  work.emit('updated', { personId: person.id, fields })
  if (tidy.open.areaCode !== undefined && tidy.open.areaCode !== person.areaCode)
    work.emit('moved', { personId: person.id, from: person.areaCode, to: tidy.open.areaCode })
}
