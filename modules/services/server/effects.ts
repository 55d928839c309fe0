/** 决定入库 An approval takes effect: what was applied for and settled is written where the next form, policy or clerk will look, once. */
import { catalogue, type Subject } from '@liren/catalogue/contract'
import { compileExpression, compileRule, expressionFault, ruleFault } from '@liren/contract/rules'
import { forms } from '@liren/forms/contract'
import { Refusal } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { type PersonChange, people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { declaredBy, type Effects, type Tell } from '../effect.ts'
import type { EffectView } from '../views.ts'
import { dayOf } from './items.ts'
import type { Found, ServicesWork } from './standing.ts'
import { store } from './store.ts'
import { type EffectStored, effectStore } from './store-effects.ts'

/** Facts of the register of people a decision may change, by dictionary key. */
const registerFields: Readonly<Record<string, keyof PersonChange>> = {
  'person.residence': 'address',
  'person.emergencyContact': 'emergencyContact',
  'person.disability.certificate': 'disabilityCertificate',
}

export type Decided = {
  readonly id: string
  readonly at: Date
  readonly validUntil: string | null
  readonly settled: Readonly<Record<string, string | number>>
}
type Written = Pick<EffectStored, 'what' | 'key' | 'subjectKind' | 'subjectId' | 'source' | 'fault'>
type Entered = { child?: string; firm?: string; tenants?: readonly string[] }
type Making = {
  readonly work: ServicesWork
  readonly found: Pick<Found, 'row' | 'record'>
  readonly decided: Decided
  readonly known: Readonly<Record<string, unknown>>
  /** Whoever the decision itself brought into a register. */
  readonly entered: Entered
  /** What the deciding unit is called where it is not itself the source of a value. */
  readonly source: string
}

const reckon = ({ known }: Making, source: string): unknown => {
  const declared = declaredBy(known)
  if (expressionFault(source, declared)) return undefined
  const derived = compileExpression(source, declared).derive(known)
  return derived.isKnown ? derived.value : undefined
}
const reckonText = (making: Making, source: string): string => {
  const value = reckon(making, source)
  return typeof value === 'string' ? value.trim() : ''
}
/** What was offered and left alone says nothing new. */
const isTyped = (origin: string | undefined) => origin === 'typed' || origin === 'edited'
const isDue = ({ known }: Making, when: string | undefined): boolean => {
  if (when === undefined) return true
  const declared = declaredBy(known)
  return !ruleFault(when, declared) && compileRule(when, declared).judge(known).verdict === true
}

/** A register's refusal is noted with the decision: what was decided stands, whatever a register makes of it. */
const trying = async (
  what: Written['what'],
  key: string | null,
  effect: () => Promise<Omit<Written, 'what' | 'key'>>,
) => {
  try {
    return { what, key, ...(await effect()) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { what, key, subjectKind: null, subjectId: null, source: null, fault: error.code }
  }
}
const written = (subject: Subject | null, source: string | null, fault: string | null = null) => ({
  subjectKind: subject?.kind ?? null,
  subjectId: subject?.id ?? null,
  source,
  fault,
})

const person = (id: string): Subject => ({ kind: 'person', id })

/** Whom a value is about; of a family all who live together, and the applicant in any case. */
const subjectsOf = async ({ work, found, entered }: Making, about: Tell['about']): Promise<readonly Subject[]> => {
  const { personId, enterpriseId } = found.row
  const of = (kind: Subject['kind'], id: string | null | undefined): Subject[] => (id ? [{ kind, id }] : [])
  const households = () => work.use(people).householdsOf(personId)
  switch (about) {
    case 'firm':
      return of('enterprise', entered.firm ?? enterpriseId)
    case 'child':
      return of('person', entered.child)
    case 'tenants':
      return (entered.tenants ?? []).map(person)
    case 'members':
      return [
        ...new Set([personId, ...(await households()).flatMap(({ members }) => members.map((one) => one.personId))]),
      ].map(person)
    case 'household':
      return of('household', (await households())[0]?.id)
    case 'dwelling':
      return of('dwelling', (await work.use(people).person(personId))?.dwellingId)
    default:
      return [person(personId)]
  }
}

const tellRegister = async ({ work }: Making, subject: Subject, key: string, value: string) => {
  const field = registerFields[key]
  if (!field || subject.kind !== 'person') return written(subject, null, 'no-field')
  await work.use(people).update(subject.id, { [field]: value })
  return written(subject, null)
}

/** One value under its key: of a register to the register, of a department under its own source where that department decided. */
const tellOne = async (making: Making, { key, about, ifTyped }: Tell, value: unknown) => {
  const { work, decided, found } = making
  const [entry] = await work.use(catalogue).entries([key])
  const subjects = await subjectsOf(making, about)
  const [subject] = subjects
  if (!entry) return written(null, null, 'unknown-key')
  if (!subject) return written(null, null, 'no-subject')
  if (entry.held === 'register') return tellRegister(making, subject, key, String(value))
  // An applicant's own word, though the office looked at it, is not what the department's register says.
  const isTheirs = !ifTyped && entry.ownerUnit === found.record.owner
  const source = isTheirs ? entry.source : making.source
  for (const one of subjects)
    await work.use(catalogue).record(one, [{ key, value, source, on: dayOf(decided.at), verifiedAt: decided.at }])
  return written(subject, source)
}

const enter = async ({ work, found }: Making, fullName: string, identityNumber: string) =>
  (await work.use(people).register({ fullName, identityNumber, areaCode: found.row.areaCode })).personId

type Named = { readonly name: string; readonly idNumber: string; readonly relation: string }
/** Rows of a list with whoever is named by number in them. */
const namedIn = (value: unknown): readonly Named[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const row = typeof one === 'object' && one !== null ? (one as Readonly<Record<string, unknown>>) : {} // a row of answers
    const [name, idNumber, relation] = ['name', 'idNumber', 'relation'].map((key) => String(row[key] ?? '').trim())
    return name && idNumber ? [{ name, idNumber, relation: relation ?? '' }] : []
  })

const enterChild = async (making: Making, { name, idNumber }: NonNullable<Effects['child']>) => {
  const [fullName, number] = [reckonText(making, name), reckonText(making, idNumber)]
  if (!fullName || !number) return written(null, null, 'no-subject')
  making.entered.child = await enter(making, fullName, number)
  return written(person(making.entered.child), null)
}

const enterFirm = async (making: Making, firm: NonNullable<Effects['firm']>) => {
  const { work, found } = making
  const creditCode = reckonText(making, firm.creditCode)
  const entering = work.use(people).registerEnterprise({
    ...{ name: reckonText(making, firm.name), creditCode, areaCode: found.row.areaCode },
    ...{ legalPersonId: found.row.personId, address: reckonText(making, firm.address) || null },
  })
  const { id } = await entering.catch((error: unknown) => {
    // A firm under the code of another is no firm: whoever decides looks at the code again.
    if (!(error instanceof Refusal)) throw error
    throw work.refuse('settled-unfit', { name: creditCode, why: error.code }, 'settled.creditCode')
  })
  making.entered.firm = id
  await store(work.db).set(found.row.id, { enterpriseId: id })
  return written({ kind: 'enterprise', id }, null)
}

const enterHousehold = async (making: Making, { members }: NonNullable<Effects['household']>) => {
  const { work, found } = making
  const { personId } = found.row
  const all: { personId: string; relation: string }[] = []
  for (const one of namedIn(reckon(making, members))) {
    const id = await enter(making, one.name, one.idNumber)
    if (id !== personId) all.push({ personId: id, relation: one.relation })
  }
  if (all.length === 0) return null
  const id = await work.use(people).joinHousehold({ ofPersonId: personId, members: all })
  return written({ kind: 'household', id }, null)
}

const enterTenants = async (making: Making, { tenants, sinceOn }: NonNullable<Effects['tenancy']>) => {
  const { work, found, decided } = making
  const owned = (await work.use(people).dwellingsOf(found.row.personId)).filter(({ tie }) => tie === 'owner')
  const [home, ...others] = owned
  // Of several homes the address says which; it is not guessed.
  const address = reckonText(making, 'address')
  const dwellings = await work.use(territory).dwellings(owned.map(({ dwellingId }) => dwellingId))
  const id = others.length === 0 ? home?.dwellingId : dwellings.find((one) => one.address === address)?.id
  if (!id) return written(null, null, 'no-dwelling')
  const since = reckonText(making, sinceOn) || dayOf(decided.at)
  const all: string[] = []
  for (const one of namedIn(reckon(making, tenants))) {
    const personId = await enter(making, one.name, one.idNumber)
    await work.use(people).moveIn({ personId, dwellingId: id, tie: 'tenant', sinceOn: since })
    all.push(personId)
  }
  making.entered.tenants = all
  return written({ kind: 'dwelling', id }, null)
}

const enterHome = async (making: Making, { address, tie, sinceOn }: NonNullable<Effects['home']>) => {
  const { work, found, decided } = making
  const where = reckonText(making, address)
  const { personId, areaCode } = found.row
  const buildings = await work.use(territory).buildingsIn({ area: areaCode, limit: 500 })
  const near = buildings.filter((one) => where.includes(one.address) || where.includes(one.name))
  for (const building of near)
    for (const dwelling of await work.use(territory).dwellingsIn({ buildingId: building.id, limit: 1000 }))
      if (dwelling.address === where) {
        await work.use(people).moveIn({
          ...{ personId, dwellingId: dwelling.id, tie: reckonText(making, tie) === 'tenant' ? 'tenant' : 'resident' },
          sinceOn: reckonText(making, sinceOn) || dayOf(decided.at),
        })
        return written({ kind: 'dwelling', id: dwelling.id }, null)
      }
  return written(null, null, 'no-dwelling')
}

/** Entered first: later values may be about them. */
const registers = async (making: Making, effects: Effects): Promise<readonly Written[]> => {
  const all: Written[] = []
  const { child, firm, household, tenancy, home } = effects
  if (child) all.push(await trying('child', null, () => enterChild(making, child)))
  if (firm) all.push({ what: 'firm', key: null, ...(await enterFirm(making, firm)) })
  if (household && isDue(making, household.when)) {
    const one = await trying(
      'household',
      null,
      async () => (await enterHousehold(making, household)) ?? written(null, null, ''),
    )
    if (one.fault !== '') all.push(one)
  }
  if (tenancy) all.push(await trying('tenancy', null, () => enterTenants(making, tenancy)))
  if (home) all.push(await trying('home', null, () => enterHome(making, home)))
  return all
}

const unitName = async (work: ServicesWork, owner: string, otherwise: string) =>
  (await work.use(organisation).unitByCode(owner))?.name ?? otherwise

/** Once for each decision: what it wrote is kept with it, and what no register took, with why. */
export const takeEffect = async (
  work: ServicesWork,
  found: Pick<Found, 'row' | 'record'>,
  decided: Decided,
): Promise<readonly Written[]> => {
  const { row, record } = found
  const handed = await work.use(forms).handed(row.formId)
  if (!handed) return []
  const effects = record.effects ?? {}
  const known = {
    ...handed.values,
    settled: decided.settled,
    decidedOn: dayOf(decided.at),
    ...(decided.validUntil ? { validUntil: decided.validUntil } : {}),
  }
  const source = work.words('services.screen.toldByDecision', {
    unit: await unitName(work, record.owner, record.ownerName),
  })
  const making: Making = { work, found, decided, known, entered: {}, source }
  const all: Written[] = [...(await registers(making, effects))]
  for (const one of effects.tells ?? []) {
    const { key, value, when, ifTyped } = one
    if (!isDue(making, when) || (ifTyped && !isTyped(handed.origins[value]))) continue
    const told = reckon(making, value)
    if (told === undefined || told === '') continue
    all.push(await trying(key in registerFields ? 'register' : 'value', key, () => tellOne(making, one, told)))
  }
  await effectStore(work.db).add(all.map((one, rank) => ({ ...one, decisionId: decided.id, rank, at: decided.at })))
  return all
}

/** What a decision wrote, by the names of the dictionary; the values stand where they were written. */
export const effectViews = async (work: ServicesWork, decisionId: string): Promise<EffectView[]> => {
  const rows = await effectStore(work.db).of(decisionId)
  const keys = rows.flatMap(({ key }) => key ?? [])
  const names = new Map(
    (keys.length === 0 ? [] : await work.use(catalogue).entries(keys)).map(({ key, name, source }) => [
      key,
      { name: name[work.locale === 'en' ? 'en' : 'zh'], source },
    ]),
  )
  return rows.map(({ what, key, source, fault }) => ({
    what,
    name: key === null ? null : (names.get(key)?.name ?? key),
    source: source ?? (key === null ? null : (names.get(key)?.source ?? null)),
    fault,
  }))
}
