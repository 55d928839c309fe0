/** For notices: who lives in an area, with what a rule about an audience may know of them. Sensitive tags are never among it. */
import { areaPrefix, type Work } from '@liren/kernel'
import { audienceFacts } from '../audience.ts'
import { passedBirthdays } from './birthdays.ts'
import { dayOf } from './calendar-day.ts'
import { store } from './store.ts'
import { homes } from './store-homes.ts'
import { memberships } from './store-memberships.ts'

const factsOf = async (work: Work, personIds: readonly string[]) => {
  const today = dayOf(work.now)
  const reader = { today, seesSensitive: [], passed: passedBirthdays(work, work.now) }
  const [persons, open, capacities] = [
    await store(work.db, reader).persons(personIds),
    await homes(work.db).factsAmong(personIds, today),
    await memberships(work.db).capacitiesAmong(personIds),
  ]
  return new Map(
    persons.map(({ id, age, tags, residence }) => {
      const { sex, areaCode, livesAlone } = open.get(id) ?? { sex: null, areaCode: null, livesAlone: null }
      const facts = {
        ...(age === null ? {} : { age }),
        ...(sex === null ? {} : { sex }),
        ...(areaCode === null ? {} : { areaCode }),
        ...(livesAlone === null ? {} : { livesAlone }),
        residence,
        capacities: capacities.get(id) ?? [],
        tags: tags.map(({ tag }) => tag),
      }
      return [id, facts]
    }),
  )
}

type Asked = {
  readonly areaCode: string
  readonly after: string | null
  readonly limit: number
  readonly hasFacts: boolean
}

export const audience = {
  facts: Object.fromEntries(Object.entries(audienceFacts).map(([name, { type }]) => [name, type])),
  page: async (someWork: object, { areaCode, after, limit, hasFacts }: Asked) => {
    const work = someWork as Work
    const register = store(work.db, { today: dayOf(work.now), seesSensitive: [] })
    const ids = await register.personIdsIn(areaPrefix(areaCode), after, limit)
    const facts = hasFacts ? await factsOf(work, ids) : null
    return ids.map((personId) => ({ personId, facts: facts?.get(personId) ?? {} }))
  },
}
