/** The open and the recent cases as the boards of this process see them: read once, then kept by what was written since. */
import { areaPrefix } from '@liren/kernel'
import { type DayCases, dayCases, isOfDay } from '../day-cases.ts'
import { type OpenCases, openCases } from '../open-cases.ts'
import { daysBack, horizonOf, type RecentCases, recentCases } from '../recent-cases.ts'
import type { CommandWork } from './count.ts'
import { shared } from './share.ts'
import { type KeptCase, type Mark, openStore } from './store-open.ts'

/** One look at the cases, shared by all boards of a moment; what is counted in it is counted once. */
export type Look = {
  readonly cases: OpenCases
  readonly recent: RecentCases
  readonly day: DayCases
  readonly at: Date
  readonly counted: Map<string, unknown>
}
type Kept = {
  readonly cases: OpenCases
  readonly recent: RecentCases
  readonly day: DayCases
  mark: Mark
  horizon: number
  /** The beginning of the day that is kept. */
  dayStart: number
}
const houses = new WeakMap<object, Kept>()

/** More than this between two looks is read whole again rather than change by change. */
const mostChanges = 20_000
const dayMs = 86_400_000

const take = ({ cases, recent, day, horizon, dayStart }: Kept, one: KeptCase) => {
  if (one.isCounted && !one.isClosed) cases.put(one)
  else cases.drop(one.id)
  if (one.isCounted && one.openedAt >= horizon) recent.put(one)
  else recent.drop(one.id)
  if (one.isCounted && isOfDay(one, dayStart)) day.put(one)
  else day.drop(one.id)
}

const readWhole = async (work: CommandWork): Promise<Kept> => {
  const store = openStore(work.db)
  const horizon = horizonOf(work.now.getTime())
  // First the mark, then the cases: what is written in between is read twice rather than never.
  const mark = await store.mark()
  const dayStart = daysBack(work.now.getTime(), 1)
  const kept: Kept = {
    cases: openCases(areaPrefix),
    recent: recentCases(areaPrefix),
    day: dayCases(areaPrefix),
    mark,
    horizon,
    dayStart,
  }
  await store.eachOpen((one) => take(kept, one))
  await store.eachOfDay(new Date(dayStart), (one) => take(kept, one))
  // Day by day; the last one is open towards a clock that runs ahead.
  const now = work.now.getTime()
  for (let from = horizon; from <= now; from += dayMs) {
    const until = from + dayMs > now ? now + 3650 * dayMs : from + dayMs
    for (const one of await store.openedWithin(new Date(from), new Date(until))) take(kept, one)
  }
  houses.set(work.log, kept)
  return kept
}

const readOn = async (work: CommandWork, kept: Kept): Promise<Kept> => {
  const { mark, changed } = await openStore(work.db).since(kept.mark, mostChanges + 1)
  // A mark that went back is another server's: the schema was moved or restored.
  if (changed.length > mostChanges || BigInt(mark.xmax) < BigInt(kept.mark.xmax)) return readWhole(work)
  const horizon = horizonOf(work.now.getTime())
  if (horizon > kept.horizon) kept.recent.forget(horizon)
  // A clock that was set back (in tests) looks further into the past than was read.
  if (horizon < kept.horizon) return readWhole(work)
  kept.horizon = horizon
  // The horizon moves with the day: what is of no day any more goes with it.
  const dayStart = daysBack(work.now.getTime(), 1)
  if (dayStart > kept.dayStart) kept.day.forget(dayStart)
  kept.dayStart = dayStart
  for (const one of changed) take(kept, one)
  kept.mark = mark
  return kept
}

/** The open and recent cases, no older than what screens wait for after news. */
export const look = (work: CommandWork): Promise<Look> =>
  shared(work, ['open'], async () => {
    // The log is the one thing of a work that lives as long as the house.
    const kept = houses.get(work.log)
    const { cases, recent, day } = await (kept ? readOn(work, kept) : readWhole(work))
    return { cases, recent, day, at: work.now, counted: new Map() }
  })

/** Counted once for all who ask the same of one look. */
export const countOnce = <T>(seen: Look, key: unknown, count: () => T): T => {
  const name = JSON.stringify(key)
  // The key names its question, and a question has one type of answer.
  if (seen.counted.has(name)) return seen.counted.get(name) as T
  const found = count()
  seen.counted.set(name, found)
  return found
}
