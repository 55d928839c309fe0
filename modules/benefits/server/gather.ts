/** Brings together what is known of many persons, each fact from its one source, leaving a footprint with everybody looked at. */
import { catalogue } from '@liren/catalogue/contract'
import { people } from '@liren/people/contract'
import { type Day, readDay, yearsFrom } from '../rules/calendar.ts'
import type { FactUse } from '../rules/rule.ts'
import { type Deed, dayOf } from './deed.ts'
import { screeningStore } from './store-screenings.ts'

/** What is asked and why; `isOwn`: somebody looks at themself. */
export type Asked = {
  readonly keys: readonly string[]
  readonly reason: string
  readonly isOwn: boolean
  /** Where a fact needs consent, by its name. */
  readonly uses: Readonly<Record<string, FactUse>>
}
export type Gathered = {
  readonly facts: Readonly<Record<string, unknown>>
  readonly areaCode: string | null
  readonly isLiving: boolean
}

export const ageFrom = { 'person.age': 'person.birthOn' } as const
/** `received.SQ001` ↔ item `SQ-001`. */
const itemOf = (key: string) => key.slice('received.'.length).replace(/^([A-Z]+)(\d)/, '$1-$2')

const sexes = { female: 'F', male: 'M' } as const

const receivedBy = async (work: Deed, personIds: readonly string[], keys: readonly string[]) => {
  const items = keys.map(itemOf)
  const rosters = screeningStore(work.db)
  const [complete, rows] = [await rosters.completeRosters(items), await rosters.received(personIds, items)]
  const has = new Set(rows.map(({ personId, item }) => `${personId} ${item}`))
  // Without a complete roster somebody not on it may still receive: then it is not known.
  return (personId: string, key: string): boolean | undefined =>
    has.has(`${personId} ${itemOf(key)}`) ? true : complete.has(itemOf(key)) ? false : undefined
}

/** Facts in law of whoever must grant something are used on that ground; everything else only where the person agreed. */
const sharedOf = async (work: Deed, personIds: readonly string[], asked: Asked) => {
  const keys = asked.keys.filter((key) => key.startsWith('share.'))
  const why = { purpose: asked.isOwn ? ('own-request' as const) : ('service' as const), reason: asked.reason }
  const [free, agreed] = [
    keys.filter((key) => (asked.uses[key]?.consent ?? null) === null),
    keys.filter((key) => (asked.uses[key]?.consent ?? null) !== null),
  ]
  const port = work.use(catalogue)
  const none: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map()
  return [
    free.length > 0 ? await port.valuesAmong(personIds, free, { ...why, basis: 'statutoryDuty' }) : none,
    agreed.length > 0 ? await port.valuesAmong(personIds, agreed, { ...why, basis: 'consent' }) : none,
  ]
}

export const gather = async (
  work: Deed,
  personIds: readonly string[],
  today: Day,
  asked: Asked,
): Promise<ReadonlyMap<string, Gathered>> => {
  const asks = new Set(asked.keys)
  const register = work.use(people)
  const persons = await register.persons(personIds)
  const births =
    asks.has('person.age') || asks.has('person.birthOn')
      ? await register.readPrivate({
          personIds,
          fields: ['birthOn'],
          purpose: asked.isOwn ? 'own-request' : 'service',
          reason: asked.reason,
        })
      : new Map<string, { readonly birthOn?: string | null }>()
  const alone = asks.has('person.livesAlone') ? await register.livesAloneAmong(personIds) : new Map<string, boolean>()
  const shared = await sharedOf(work, personIds, asked)
  const receipts = asked.keys.filter((key) => key.startsWith('received.'))
  const received = receipts.length > 0 ? await receivedBy(work, personIds, receipts) : () => undefined

  return new Map(
    persons.map((person) => {
      const { id } = person
      const facts: Record<string, unknown> = {
        'person.tags': person.tags.map(({ tag }) => tag),
        'person.residenceKind': person.residence,
      }
      if (person.sex) facts['person.sex'] = sexes[person.sex]
      if (person.lastVerifiedAt) facts['person.lastSeenOn'] = dayOf(new Date(person.lastVerifiedAt))
      const birth = births.get(id)?.birthOn
      const born = readDay(birth)
      if (born) {
        const age = yearsFrom(born, today)
        facts['person.birthOn'] = birth
        if (age >= 0) facts['person.age'] = age
      }
      const lone = alone.get(id)
      if (lone !== undefined) facts['person.livesAlone'] = lone
      for (const values of shared)
        for (const [key, value] of values.get(id) ?? []) if (value !== null && value !== undefined) facts[key] = value
      for (const key of receipts) {
        const has = received(id, key)
        if (has !== undefined) facts[key] = has
      }
      return [id, { facts, areaCode: person.areaCode, isLiving: person.state === 'living' }] as const
    }),
  )
}
