/** How a community uses a tool, remembered for some seconds: every request of a running tool asks it, and it changes once in a month. */
import { homeOf } from '@liren/kernel'
import type { LibraryWork } from './edition.ts'
import { isLevel } from './levels.ts'
import { type UseRecord, useStore } from './store-uses.ts'

/** A change made here counts at once; one made at another process of the district, after so long. */
const freshMs = 5000
const most = 20_000

type Kept = { readonly use: UseRecord | null; readonly until: number }
const homes = new WeakMap<object, Map<string, Kept>>()

const memory = (work: object) => {
  const home = homeOf(work)
  const known = homes.get(home) ?? new Map<string, Kept>()
  homes.set(home, known)
  return known
}

export const useHere = async (work: LibraryWork, toolId: string, area: string): Promise<UseRecord | null> => {
  const known = memory(work)
  const key = `${toolId} ${area}`
  const kept = known.get(key)
  if (kept && kept.until > Date.now()) return kept.use
  const use = await useStore(work.db).use(toolId, area)
  if (known.size >= most) known.clear()
  known.set(key, { use, until: Date.now() + freshMs })
  return use
}

export const forgetUse = (work: object, toolId: string, area: string) => {
  const known = memory(work)
  if (!isLevel(area)) known.delete(`${toolId} ${area}`)
  // What changes above changes below; that happens once in a month.
  else for (const key of known.keys()) if (key.startsWith(`${toolId} `)) known.delete(key)
}
