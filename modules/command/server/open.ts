/** The open cases as the boards of this process see them: read whole once, then kept by what was written since. */
import { areaPrefix } from '@liren/kernel'
import { type OpenCases, openCases } from '../open-cases.ts'
import type { CommandWork } from './count.ts'
import { shared } from './share.ts'
import { openStore } from './store-open.ts'

/** One look at the open cases, shared by all boards of a moment; what is counted in it is counted once. */
export type Look = { readonly cases: OpenCases; readonly at: Date; readonly counted: Map<string, unknown> }
type Kept = { readonly cases: OpenCases; mark: string }
const houses = new WeakMap<object, Kept>()

/** More than this is read whole again rather than change by change: an import, or a reading of everything anew. */
const mostChanges = 20_000

const readWhole = async (work: CommandWork): Promise<Kept> => {
  const store = openStore(work.db)
  // First the mark, then the cases: what is written in between is read twice rather than never.
  const mark = await store.mark()
  const cases = openCases(areaPrefix)
  for (const one of await store.all()) cases.put(one)
  const kept = { cases, mark }
  houses.set(work.log, kept)
  return kept
}

const readOn = async (work: CommandWork, kept: Kept): Promise<Kept> => {
  const { mark, changed } = await openStore(work.db).since(kept.mark, mostChanges + 1)
  // A mark that went back is another server's: the schema was moved or restored.
  if (changed.length > mostChanges || BigInt(mark) < BigInt(kept.mark)) return readWhole(work)
  for (const one of changed)
    if (one.isOpen) kept.cases.put(one)
    else kept.cases.drop(one.id)
  kept.mark = mark
  return kept
}

/** The open cases, no older than what screens wait for after news. */
export const look = (work: CommandWork): Promise<Look> =>
  shared(work, ['open'], async () => {
    // The log is the one thing of a work that lives as long as the house.
    const kept = houses.get(work.log)
    const { cases } = await (kept ? readOn(work, kept) : readWhole(work))
    return { cases, at: work.now, counted: new Map() }
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
