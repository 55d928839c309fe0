/** Screens a whole area in pages: first only to count, and, once in use, to find. A killed run begins anew and tells nobody twice. */
import { longJob, type Spell } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { keepSeen, lookAt, type Plan, planOf, type Seen } from './screen.ts'
import { screeningStore, type Tally } from './store-screenings.ts'

type Payload = { readonly screeningId: string }
/** Persons of one transaction. */
const pageSize = 2000

const begin = (spell: Spell<typeof benefits>, id: string, state: string) =>
  spell(async (work): Promise<Plan | null> => {
    const screening = await screeningStore(work.db).find(id)
    return screening?.state === state ? planOf(work, screening) : null
  })

/** Calls `each` for every page of living persons in the area, in key order; answers how many there were. */
const pages = async (
  spell: Spell<typeof benefits>,
  plan: Plan,
  wantsNext: boolean,
  each: (seen: readonly Seen[], work: Parameters<Parameters<typeof spell>[0]>[0]) => Promise<void>,
): Promise<number> => {
  let [after, screened]: [string | null, number] = [null, 0]
  for (;;) {
    const from: string | null = after
    const ids: readonly string[] = await spell(async (work) => {
      const page = await work.use(people).personIdsIn(plan.screening.areaCode, from, pageSize)
      await each(await lookAt(work, plan, page, wantsNext), work)
      work.audit({
        object: `screening:${plan.screening.id}`,
        area: plan.screening.areaCode,
        facts: { persons: page.length, facts: plan.keys },
      })
      return page
    })
    screened += ids.length
    const last = ids.at(-1)
    if (ids.length < pageSize || last === undefined) return screened
    after = last
  }
}

export const countJob = longJob<typeof benefits, Payload>(
  benefits,
  'count',
  { retryLimit: 2 },
  async (spell, { screeningId }) => {
    const plan = await begin(spell, screeningId, 'counting')
    if (!plan) return
    const counts: Record<string, Record<string, number>> = Object.fromEntries(
      plan.rules.map(({ rule }) => [rule.id, {}]),
    )
    const screened = await pages(spell, plan, false, async (seen) => {
      for (const { areaCode, eligible } of seen)
        for (const { rule } of eligible) {
          const places = counts[rule.id]
          const community = areaCode.slice(0, 12)
          if (places) places[community] = (places[community] ?? 0) + 1
        }
    })
    await spell((work) => screeningStore(work.db).counted(screeningId, screened, counts satisfies Tally, work.now))
  },
)

export const findJob = longJob<typeof benefits, Payload>(
  benefits,
  'find',
  { retryLimit: 2 },
  async (spell, { screeningId }) => {
    const plan = await begin(spell, screeningId, 'inUse')
    if (!plan) return
    let found = 0
    const screened = await pages(spell, plan, true, async (seen, work) => {
      found += await keepSeen(work, plan, seen)
    })
    await spell(async (work) => {
      work.emit('screening-finished', { screeningId, screened, found }, [`area:${plan.screening.areaCode}`])
      work.enqueue('climb', {}, { key: 'climb' })
    })
  },
)
