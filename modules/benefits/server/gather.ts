/** Brings together what is known of many persons, each fact from its one source, leaving a footprint with everybody looked at. */
import { catalogue, type HeldValues } from '@liren/catalogue/contract'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { type Day, readDay, yearsFrom } from '../rules/calendar.ts'
import { type Facts, type Later, later } from '../rules/facts.ts'
import type { FactUse } from '../rules/rule.ts'
import type { Deed } from './deed.ts'
import { rosterStore } from './store-rosters.ts'

/** What is asked and why; `isOwn`: somebody looks at themself. */
export type Asked = {
  readonly keys: readonly string[]
  readonly reason: string
  readonly isOwn: boolean
  /** Where a fact needs consent, by its name. */
  readonly uses: Readonly<Record<string, FactUse>>
}
export type Gathered = {
  /** Shared ones among many persons are read as they are needed; of one's own, all are at hand. */
  readonly facts: Facts
  readonly areaCode: string | null
  readonly isLiving: boolean
}

const lastHere = 'person.lastHereOn'

export const ageFrom = { 'person.age': 'person.birthOn' } as const
/** `received.SQ001` ↔ item `SQ-001`. */
export const itemOf = (key: string) => key.slice('received.'.length).replace(/^([A-Z]+)(\d)/, '$1-$2')

/** What somebody is known to receive, or known not to, by fact. */
const receivedBy = async (work: Deed, personIds: readonly string[], keys: readonly string[]) => {
  const byItem = new Map(keys.map((key) => [itemOf(key), key]))
  const items = [...byItem.keys()]
  const rosters = rosterStore(work.db)
  const complete = await rosters.complete(items)
  // Without a complete roster somebody not on it may still receive: then it is not known.
  const none = Object.fromEntries(
    [...byItem].flatMap(([item, key]) => (complete.has(item) ? [[key, false] as const] : [])),
  )
  const has = new Map<string, Record<string, boolean>>()
  for (const { personId, item } of await rosters.received(personIds, items)) {
    const key = byItem.get(item)
    const mine = has.get(personId) ?? { ...none }
    if (key) mine[key] = true
    has.set(personId, mine)
  }
  return (personId: string) => has.get(personId) ?? none
}

const nothing: ReadonlyMap<string, HeldValues> = new Map()
/** Facts in law of whoever must grant something are used on that ground; everything else only where the person agreed. */
const sharedOf = async (work: Deed, personIds: readonly string[], asked: Asked) => {
  const keys = asked.keys.filter((key) => key.startsWith('share.'))
  if (keys.length === 0) return nothing
  return work.use(catalogue).valuesAmong(personIds, keys, {
    purpose: asked.isOwn ? 'own-request' : 'service',
    reason: asked.reason,
    basis: 'statutoryDuty',
    onConsent: new Set(keys.filter((key) => (asked.uses[key]?.consent ?? null) !== null)),
  })
}

export const gather = async (
  work: Deed,
  personIds: readonly string[],
  today: Day,
  asked: Asked,
): Promise<ReadonlyMap<string, Gathered>> => {
  const asks = new Set(asked.keys)
  const register = work.use(people)
  const persons = await register.factsAmong(personIds)
  const births =
    asks.has('person.age') || asks.has('person.birthOn')
      ? await register.readPrivate({
          personIds,
          fields: ['birthOn'],
          purpose: asked.isOwn ? 'own-request' : 'service',
          reason: asked.reason,
        })
      : new Map<string, { readonly birthOn?: string | null }>()
  const shared = await sharedOf(work, personIds, asked)
  const receipts = asked.keys.filter((key) => key.startsWith('received.'))
  const received = receipts.length > 0 ? await receivedBy(work, personIds, receipts) : () => ({})

  const here = asks.has(lastHere) ? await work.use(identity).lastHereOn(personIds) : {}

  const gathered = new Map<string, Gathered>()
  for (const [id, { sex, areaCode, residence, isLiving, tags, livesAlone, ...seen }] of persons) {
    const facts: Record<string, unknown> & { [later]?: Later } = {
      'person.tags': tags,
      'person.residenceKind': residence,
    }
    if (sex) facts['person.sex'] = sex
    // Whoever was never looked in on since they were entered is the quietest of all, and not somebody of whom it is not known.
    facts['person.lastSeenOn'] = seen.lastVerifiedOn ?? seen.registeredOn
    // Neither at the door nor here: whoever has no account is as quiet as the day they were entered.
    if (asks.has(lastHere)) facts[lastHere] = here[id] ?? seen.registeredOn
    if (livesAlone !== null) facts['person.livesAlone'] = livesAlone
    const birth = births.get(id)?.birthOn
    const born = readDay(birth)
    if (born) {
      const age = yearsFrom(born, today)
      facts['person.birthOn'] = birth
      if (age >= 0) facts['person.age'] = age
    }
    Object.assign(facts, received(id))
    const held = shared.get(id)
    if (held) {
      // Whoever looks at themself wants to see what is used; among many, only what a clause asks for is opened.
      if (!asked.isOwn) facts[later] = { has: (name) => held.keys.includes(name), get: (name) => held.get(name) }
      else
        for (const key of held.keys) {
          const value = held.get(key)
          if (value !== null && value !== undefined) facts[key] = value
        }
    }
    gathered.set(id, { facts, areaCode, isLiving })
  }
  return gathered
}
