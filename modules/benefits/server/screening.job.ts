/** Screens a whole area in pages: first only to count, and, once in use, to find. A killed run begins anew and tells nobody twice. */
import { longJob, type Spell } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { keepSeen, lookAt, type Plan, planOf, type Seen } from './screen.ts'
import { screeningStore, type Tally, tallyKey } from './store-screenings.ts'

type Payload = { readonly screeningId: string }
/** Persons of one transaction. */
const pageSize = 1000

const begin = (spell: Spell<typeof benefits>, id: string, state: string) =>
  spell(async (work): Promise<Plan | null> => {
    const screening = await screeningStore(work.db).find(id)
    return screening?.state === state ? planOf(work, screening) : null
  })

/** While one page waits for the database, another is judged. */
const lanes = 3

/** Calls `each` for every page of living persons in the area, in key order; answers how many there were. */
const pages = async (
  spell: Spell<typeof benefits>,
  plan: Plan,
  wantsNext: boolean,
  each: (seen: readonly Seen[], work: Parameters<Parameters<typeof spell>[0]>[0]) => Promise<void>,
): Promise<number> => {
  let [after, screened, isOver]: [string | null, number, boolean] = [null, 0, false]
  const take = async (): Promise<readonly string[]> => {
    if (isOver) return []
    const ids = await spell((work) => work.use(people).personIdsIn(plan.screening.areaCode, after, pageSize))
    after = ids.at(-1) ?? null
    isOver = ids.length < pageSize
    screened += ids.length
    return ids
  }
  // One page is taken at a time, so that none is taken twice.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = () => {
    const mine = turn.then(take)
    turn = mine.catch(() => {})
    return mine
  }
  const lane = async () => {
    for (let ids = await inTurn(); ids.length > 0; ids = await inTurn())
      await spell(async (work) => {
        await each(await lookAt(work, plan, ids, wantsNext), work)
        work.audit({
          object: `screening:${plan.screening.id}`,
          area: plan.screening.areaCode,
          facts: { persons: ids.length, facts: plan.keys },
        })
      })
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return screened
}

export const countJob = longJob<typeof benefits, Payload>(
  benefits,
  'count',
  { retryLimit: 2 },
  async (spell, { screeningId }) => {
    const plan = await begin(spell, screeningId, 'counting')
    if (!plan) return
    const counts: Record<string, Record<string, number>> = Object.fromEntries(
      plan.rules.map(({ rule }) => [tallyKey(rule), {}]),
    )
    const screened = await pages(spell, plan, false, async (seen) => {
      for (const { areaCode, eligible } of seen)
        for (const { rule } of eligible) {
          const places = counts[tallyKey(rule)]
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
    if (!plan || plan.rules.length === 0) return
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
