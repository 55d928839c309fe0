/** Values about somebody with their sources: facts through the registers' ports, shared values from here; private ones leave a footprint. */
import { secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { consentPurposes, holds } from '../consent.ts'
import type { Entry } from '../dictionary/entry.ts'
import type { Claim, Subject, Value, Verified, Why } from '../port.ts'
import { isConflicting, isStale, standing } from '../provenance.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { fromOwners, verdictsFromOwners } from './owner-ports/ask.ts'
import { privateFieldOf, registerFacts, registerPrivates } from './register-facts.ts'
import { store, type ValueRow } from './store.ts'
import { enterpriseLookStore } from './store-enterprise-looks.ts'
import { rightsStore } from './store-rights.ts'
import { isPrivate, placeOf, withheldBy } from './withheld.ts'

export { isPrivate, placeOf, withheldBy }

export const opened = (work: object, row: ValueRow): unknown =>
  row.sealed === null ? row.plain : JSON.parse(secretsOf(work).open(row.sealed, placeOf(row)))

/** Which purposes among these somebody agreed to. */
export const agreed = async (work: Deed, personIds: readonly string[], purposes: readonly string[]) => {
  const known = consentPurposes.filter(({ purpose }) => purposes.includes(purpose))
  const said = await store(work.db).consents(
    personIds,
    known.map(({ purpose }) => purpose),
  )
  return new Set(
    said.flatMap((row) => {
      const purpose = known.find((one) => one.purpose === row.purpose)
      return purpose && holds(purpose, row) ? [`${row.personId} ${row.purpose}`] : []
    }),
  )
}

const emptyOf = (entry: Entry | undefined, key: string, withheld: Value['withheld']): Value => ({
  key,
  value: null,
  source: entry?.source ?? null,
  on: null,
  verifiedAt: null,
  sensitivity: entry?.sensitivity ?? 'internal',
  isStale: false,
  isConflicting: false,
  withheld,
})

/** What is held of an enterprise and is not for everybody leaves a footprint with it. */
const noteFirmLook = async (work: Deed, subject: Subject, looked: readonly Entry[], why: Why) => {
  if (subject.kind !== 'enterprise' || looked.length === 0 || why.purpose === 'own-request') return
  await enterpriseLookStore(work.db).keep({
    ...{ id: uuidv7(), enterpriseId: subject.id, at: work.now, byId: work.actor.id, byName: work.actor.name },
    ...{ keys: looked.map(({ key }) => key), purpose: why.purpose, reason: why.reason },
  })
}

/** Which of these may be had for this, and why the others are kept from whoever asks. */
const allowedOf = async (work: Deed, subject: Subject, asked: readonly Entry[], why: Why) => {
  const facts = await registerFacts(work, subject, asked)
  const purposes = [...new Set(asked.flatMap(({ consent }) => consent ?? []))]
  const agreedTo = await agreed(work, facts.personIds, purposes)
  // Of a household everybody has to agree.
  const doAllAgree = (purpose: string) =>
    facts.personIds.length > 0 && facts.personIds.every((id) => agreedTo.has(`${id} ${purpose}`))
  // 限制处理: kept, but used for nothing any more.
  const isRestricted = why.purpose !== 'own-request' && (await rightsStore(work.db).isRestricted(facts.personIds))
  const keptFrom = (entry: Entry): Value['withheld'] =>
    isRestricted && isPrivate(entry) && (entry.held === 'shared' || entry.held === 'port')
      ? 'restricted'
      : withheldBy(entry, why, doAllAgree)
  return { facts, keptFrom, wanted: asked.filter((entry) => keptFrom(entry) === null) }
}

const isBehindPort = ({ held }: Entry) => held === 'port'

/**
 * Asks owners now what `values` and `verify` of this act will want, so that neither has to wait in its transaction. Of what an owner only
 * confirms, each claim in turn until one is so.
 */
export const askOwnersAhead = async (
  work: Deed,
  subject: Subject,
  keys: readonly string[],
  why: Why,
  claimsFor: (key: string) => readonly unknown[] = () => [],
): Promise<void> => {
  const dictionary = await dictionaryOf(work)
  const behind = keys.flatMap((key) => dictionary.get(key) ?? []).filter(isBehindPort)
  if (behind.length === 0) return
  const { wanted } = await allowedOf(work, subject, behind, why)
  const said = await fromOwners(work, subject, wanted, why)
  for (const entry of wanted) {
    const one = said.get(entry.key)
    if (!one || !('kept' in one) || one.kept !== 'verifyOnly') continue
    for (const value of claimsFor(entry.key))
      if ((await verdictsFromOwners(work, subject, [{ entry, value }], why)).get(entry.key) === 'yes') break
  }
}

export const valuesOf = async (
  work: Deed,
  subject: Subject,
  keys: readonly string[],
  why: Why,
): Promise<readonly Value[]> => {
  const dictionary = await dictionaryOf(work)
  const asked = keys.flatMap((key) => dictionary.get(key) ?? [])
  const { facts, keptFrom, wanted } = await allowedOf(work, subject, asked, why)

  const shared = await store(work.db).values(
    facts.subjects,
    wanted.filter(({ held }) => held === 'shared').map(({ key }) => key),
  )
  const has = new Set([...shared.map(({ key }) => key), ...facts.open.keys()])
  // What lies behind the door of people leaves its footprint there; everything else private leaves it here, before it is opened.
  const looked = wanted.filter((entry) => isPrivate(entry) && has.has(entry.key) && !privateFieldOf[entry.key])
  if (looked.length > 0)
    await work.use(people).noteLook({
      personIds: facts.personIds,
      // Keys of the dictionary are dotted.
      fields: looked.map(({ key }) => key as `${string}.${string}`),
      purpose: why.purpose,
      reason: why.reason,
    })
  const privates = await registerPrivates(work, facts, wanted, why)
  await noteFirmLook(
    work,
    subject,
    wanted.filter((entry) => entry.sensitivity !== 'public' && (has.has(entry.key) || entry.held === 'port')),
    why,
  )
  const atOwners = await fromOwners(work, subject, wanted.filter(isBehindPort), why)

  return keys.map((key): Value => {
    const entry = dictionary.get(key)
    if (!entry) return emptyOf(undefined, key, 'unknownKey')
    const withheld = keptFrom(entry)
    if (withheld) return emptyOf(entry, key, withheld)
    if (entry.held === 'port') {
      const said = atOwners.get(key)
      if (!said || 'kept' in said) return emptyOf(entry, key, said?.kept ?? 'silent')
      const verifiedAt = said.answered ? work.now.toISOString() : null
      return { ...emptyOf(entry, key, null), value: null, ...said.answered, verifiedAt }
    }
    if (entry.held === 'shared') {
      const told = shared.filter((row) => row.key === key).map((row) => ({ ...row, on: row.sourceOn }))
      const one = standing(told, entry.source)
      if (!one) return emptyOf(entry, key, null)
      return {
        ...emptyOf(entry, key, null),
        value: opened(work, one),
        source: one.source,
        on: one.sourceOn,
        verifiedAt: one.verifiedAt?.toISOString() ?? null,
        isStale: isStale(one.verifiedAt ?? one.recordedAt, work.now),
        isConflicting: isConflicting(told),
      }
    }
    const value = privates.get(key) ?? facts.open.get(key) ?? null
    return {
      ...emptyOf(entry, key, null),
      value,
      on: facts.verifiedAt?.slice(0, 10) ?? null,
      verifiedAt: facts.verifiedAt,
      isStale: facts.verifiedAt !== null && isStale(new Date(facts.verifiedAt), work.now),
    }
  })
}

/** The same value, whatever it was written with. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export const verifyFor = async (
  work: Deed,
  subject: Subject,
  claims: readonly Claim[],
  why: Why,
): Promise<readonly Verified[]> => {
  const dictionary = await dictionaryOf(work)
  const values = await valuesOf(
    work,
    subject,
    claims.map(({ key }) => key),
    why,
  )
  const behind = claims.flatMap(({ key, value }, at) => {
    const entry = dictionary.get(key)
    return entry && values[at]?.withheld === 'verifyOnly' ? [{ entry, value }] : []
  })
  const said = await verdictsFromOwners(work, subject, behind, why)
  return claims.map(({ key, value }, at): Verified => {
    const held = values[at]
    const source = held?.source ?? null
    if (held?.withheld === 'verifyOnly') return { key, answer: said.get(key) ?? 'unknown', source }
    if (!held || held.withheld !== null || held.value === null) return { key, answer: 'unknown', source }
    return { key, answer: isSame(held.value, value) ? 'yes' : 'no', source }
  })
}
