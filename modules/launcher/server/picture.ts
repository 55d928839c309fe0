/** The tools of a community in memory: asked thousands of times a minute, changed a few times a day, looked at anew every few seconds. */
import { homeOf, modulesOff } from '@liren/kernel'
import type { Entry, Mandate } from '../contract.ts'
import type { Offered } from '../home.ts'
import { searchWords } from './initials.ts'
import type { LauncherWork } from './launcher-work.ts'
import { type CompositionRow, store } from './store.ts'

export type Picture = {
  readonly tools: readonly Offered[]
  readonly composition: CompositionRow | null
  readonly entries: readonly Entry[] | null
  readonly mandates: readonly Mandate[]
  readonly off: readonly string[]
}
type Kept = { readonly picture: Promise<Picture>; readonly at: number }

const kept = new WeakMap<object, Map<string, Kept>>()
/** Changes of other processes are seen at the latest after this. */
const trustMs = 5000
const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

const memory = (work: object) => {
  const known = kept.get(homeOf(work)) ?? new Map<string, Kept>()
  kept.set(homeOf(work), known)
  return known
}

const load = async (work: LauncherWork, area: string): Promise<Picture> => {
  const tables = store(work.db)
  const [tools, uses, composition, mandates, off, natives] = await Promise.all([
    tables.tools(),
    tables.uses(area),
    tables.current(area, work.now),
    tables.mandates(area, dayIn(work.now)),
    modulesOff(work, area),
    nativeTools(work),
  ])
  const byId = new Map(tools.map((one) => [one.id, one]))
  const today = dayIn(work.now)
  const used = uses.flatMap(({ toolId, name, icon, untilOn }): Offered[] => {
    const tool = byId.get(toolId)
    if (!tool || (untilOn !== null && untilOn < today)) return []
    return [{ ...tool, name, icon, search: `${tool.search} ${name['zh-CN']}` }]
  })
  return {
    tools: [...natives.filter(({ id }) => !off.includes(id.slice('native:'.length))), ...used],
    composition,
    entries: composition?.entries ?? null,
    mandates: mandates.map(({ sinceAt, ...one }) => ({ ...one, since: sinceAt.toISOString() })),
    off,
  }
}

/** Code modules stand on the launcher beside all other tools; their own plug draws the tile. */
const nativeTools = async (work: LauncherWork): Promise<readonly Offered[]> => {
  return (await searchWords(work)).map(({ module, search }) => ({
    id: `native:${module}`,
    kind: 'native' as const,
    name: null,
    summary: null,
    icon: null,
    url: null,
    search,
    audience: null,
  }))
}

export const pictureOf = (work: LauncherWork, area: string): Promise<Picture> => {
  const known = memory(work)
  const there = known.get(area)
  const now = performance.now()
  if (there && now - there.at < trustMs) return there.picture
  const picture = load(work, area)
  known.set(area, { picture, at: now })
  picture.catch(() => known.delete(area))
  if (known.size > 1000) known.delete(known.keys().next().value ?? '')
  return picture
}

/** What was just written is seen at once, here. */
export const forgetPicture = (work: object, area?: string) => {
  if (area === undefined) memory(work).clear()
  else memory(work).delete(area)
}
