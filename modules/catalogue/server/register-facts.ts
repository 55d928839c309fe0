/** What the registers of people and territory say under the dictionary's keys. Nothing private is read here before it is asked for. */
import { type Household, type PrivateField, people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import type { Entry } from '../dictionary/entry.ts'
import type { Subject, Why } from '../port.ts'
import type { Deed } from './deed.ts'
import { valuesAmong } from './values-among.ts'

/** Keys whose values lie behind the read door of people. */
export const privateFieldOf: Readonly<Record<string, PrivateField>> = {
  'person.name': 'fullName',
  'person.idNumber': 'identityNumber',
  'person.phone': 'phone',
  'person.birthOn': 'birthOn',
  'person.residence': 'address',
  'person.hukou.address': 'hukouAddress',
  'person.disability.certificate': 'disabilityCertificate',
  'person.emergencyContact': 'emergencyContact',
}
/** Keys of other people's names: the door is asked about them. */
const nameKeys = ['household.members', 'household.roll', 'household.head', 'dwelling.owner', 'enterprise.legalPerson']

export type RegisterFacts = {
  readonly personId: string | null
  /** Everybody a private value would be about. */
  readonly personIds: readonly string[]
  /** The subject, and what it lives in: shared values of all of these count as its own. */
  readonly subjects: readonly Subject[]
  readonly open: ReadonlyMap<string, unknown>
  readonly household: Household | null
  readonly ownerIds: readonly string[]
  readonly legalPersonId: string | null
  readonly verifiedAt: string | null
}

export const registerFacts = async (work: Deed, subject: Subject, asked: readonly Entry[]): Promise<RegisterFacts> => {
  const register = work.use(people)
  const land = work.use(territory)
  const wants = (prefix: string) => asked.some(({ key }) => key.startsWith(prefix))
  const open = new Map<string, unknown>()
  const subjects: Subject[] = [subject]

  const person = subject.kind === 'person' ? await register.person(subject.id) : null
  const household =
    subject.kind === 'household'
      ? await register.household(subject.id)
      : subject.kind === 'person' && (wants('household.') || wants('person.relation') || wants('person.livesAlone'))
        ? ((await register.householdsOf(subject.id))[0] ?? null)
        : null
  if (household && subject.kind === 'person') subjects.push({ kind: 'household', id: household.id })
  const dwellingId = subject.kind === 'dwelling' ? subject.id : (person?.dwellingId ?? household?.dwellingId ?? null)
  const isHome = dwellingId !== null && (wants('dwelling.') || wants('building.'))
  const dwelling = isHome ? await land.dwelling(dwellingId) : null
  if (dwelling && subject.kind !== 'dwelling') subjects.push({ kind: 'dwelling', id: dwelling.id })
  const ties = dwelling ? await register.tiesOf([dwelling.id]) : []
  const enterprise = subject.kind === 'enterprise' ? await register.enterprise(subject.id) : null

  if (person) {
    const facts = await register.facts(person.id)
    const names = person.areaCode ? await land.areaNames([person.areaCode, person.areaCode.slice(0, 12)]) : new Map()
    const member = household?.members.find(({ personId }) => personId === person.id)
    open.set('person.documentKind', person.documentKind)
    open.set('person.sex', person.sex)
    open.set('person.age', facts?.age ?? null)
    open.set('person.residenceKind', person.residence)
    open.set('person.state', person.state)
    open.set('person.gridCell', person.areaCode)
    open.set('person.community', person.areaCode ? (names.get(person.areaCode.slice(0, 12)) ?? null) : null)
    open.set(
      'person.tags',
      person.tags.map(({ tag }) => tag),
    )
    open.set('person.capacities', facts?.capacities ?? [])
    open.set('person.livesAlone', facts?.livesAlone ?? null)
    open.set('person.verifiedOn', person.lastVerifiedAt?.slice(0, 10) ?? null)
    open.set('person.relation', member?.relation ?? null)
  }
  const members = household ? await register.persons(household.members.map(({ personId }) => personId)) : []
  if (household) {
    const ages = members.flatMap(({ age }) => age ?? [])
    open.set('household.size', household.members.length)
    open.set('household.over60', ages.filter((age) => age >= 60).length)
    open.set('household.under18', ages.filter((age) => age < 18).length)
  }
  if (dwelling) {
    const building = wants('building.') ? await land.building(dwelling.buildingId) : null
    open.set('dwelling.code', dwelling.code)
    open.set('dwelling.address', dwelling.address)
    open.set('dwelling.use', dwelling.use)
    open.set('dwelling.floor', dwelling.floor)
    open.set('dwelling.areaM2', dwelling.floorAreaDm2 === null ? null : dwelling.floorAreaDm2 / 100)
    open.set('dwelling.tenure', ties.some(({ tie }) => tie === 'tenant') ? 'let' : ties.length > 0 ? 'owned' : null)
    // Whose it is says nothing of whoever asks: their own tie does.
    const mine = ties.filter((one) => one.personId === person?.id).map(({ tie }) => tie)
    open.set('dwelling.myTie', (['owner', 'tenant', 'resident'] as const).find((tie) => mine.includes(tie)) ?? null)
    if (building) {
      open.set('building.name', building.name)
      open.set('building.floors', building.floors)
      open.set('building.units', building.units)
      open.set('building.elevators', building.elevators)
      open.set('building.builtYear', building.builtYear)
      open.set('building.propertyFirm', building.propertyFirm)
      open.set('building.dwellings', building.dwellings)
    }
  }
  if (enterprise) {
    open.set('enterprise.creditCode', enterprise.creditCode)
    open.set('enterprise.name', enterprise.name)
    open.set('enterprise.kind', enterprise.kind)
    open.set('enterprise.address', enterprise.address)
    open.set('enterprise.area', enterprise.areaCode)
  }
  return {
    personId: person?.id ?? null,
    personIds: person ? [person.id] : members.map(({ id }) => id),
    subjects,
    open,
    household,
    ownerIds: ties.flatMap(({ tie, personId }) => (tie === 'owner' && personId ? [personId] : [])),
    legalPersonId: enterprise?.legalPersonId ?? null,
    verifiedAt: person?.lastVerifiedAt ?? null,
  }
}

/** Keys of one member under which a form finds them. */
const memberKeys = {
  'share.employment.unit': 'job',
  'share.income.monthly': 'monthlyIncome',
  'share.income.wages': 'wages',
  'share.income.business': 'business',
  'share.income.property': 'property',
  'share.income.transfer': 'transfer',
} as const

/** 家庭成员情况 Whoever lives in one household, with their numbers; work and income only of those who agreed to it themselves. */
const rollOf = async (
  work: Deed,
  { household }: RegisterFacts,
  { purpose, reason }: Why,
  nameOf: (id: string) => string | null,
) => {
  const personIds = household?.members.map(({ personId }) => personId) ?? []
  if (personIds.length === 0) return null
  const fields = ['identityNumber'] as const
  const numbers = await work.use(people).readPrivate({ personIds, fields, purpose, reason })
  const told = await valuesAmong(work, personIds, Object.keys(memberKeys), { purpose, reason })
  return household?.members.map(({ personId, relation, isHead }) => ({
    personId,
    name: nameOf(personId),
    relation,
    isHead,
    idNumber: numbers.get(personId)?.identityNumber ?? null,
    ...Object.fromEntries(
      Object.entries(memberKeys).flatMap(([key, name]) => {
        const value = told.get(personId)?.get(key)
        return value === undefined || value === null ? [] : [[name, value]]
      }),
    ),
  }))
}

/** Reads behind the door what is wanted and private, leaving footprints with everybody whose name comes out. */
export const registerPrivates = async (
  work: Deed,
  facts: RegisterFacts,
  wanted: readonly Entry[],
  why: Why,
): Promise<ReadonlyMap<string, unknown>> => {
  const found = new Map<string, unknown>()
  const door = work.use(people)
  const { purpose, reason } = why
  const own = wanted.flatMap(({ key }) => (privateFieldOf[key] ? [{ key, field: privateFieldOf[key] }] : []))
  if (facts.personId !== null && own.length > 0) {
    const fields = own.map(({ field }) => field)
    const revealed = (await door.readPrivate({ personIds: [facts.personId], fields, purpose, reason })).get(
      facts.personId,
    )
    for (const { key, field } of own) found.set(key, revealed?.[field] ?? null)
  }
  const asks = (key: string) => nameKeys.includes(key) && wanted.some((one) => one.key === key)
  const memberIds = facts.household?.members.map(({ personId }) => personId) ?? []
  const headId = facts.household?.members.find(({ isHead }) => isHead)?.personId
  const named = [
    ...(asks('household.members') || asks('household.roll') ? memberIds : []),
    ...(asks('household.head') && headId ? [headId] : []),
    ...(asks('dwelling.owner') ? facts.ownerIds : []),
    ...(asks('enterprise.legalPerson') && facts.legalPersonId ? [facts.legalPersonId] : []),
  ]
  if (named.length === 0) return found
  const names = await door.readPrivate({ personIds: [...new Set(named)], fields: ['fullName'], purpose, reason })
  const nameOf = (id: string | null | undefined) => (id ? (names.get(id)?.fullName ?? null) : null)
  if (asks('household.members'))
    found.set(
      'household.members',
      facts.household?.members.map(({ personId, relation, isHead }) => ({
        personId,
        name: nameOf(personId),
        relation,
        isHead,
      })) ?? null,
    )
  if (asks('household.roll')) found.set('household.roll', await rollOf(work, facts, why, nameOf))
  if (asks('household.head')) found.set('household.head', nameOf(headId))
  if (asks('dwelling.owner')) found.set('dwelling.owner', facts.ownerIds.map(nameOf).join('、') || null)
  if (asks('enterprise.legalPerson')) found.set('enterprise.legalPerson', nameOf(facts.legalPersonId))
  return found
}
