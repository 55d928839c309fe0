/**
 * The tools of a community in memory, ready to be shown: read anew when its mark changed, in whichever process that happened, or when
 * a day or an hour comes from which something else counts.
 */
import { compileRule, homeOf, modulesOff, type Rule, together, withDoors } from '@liren/kernel'
import type { Entry, Mandate } from '../contract.ts'
import { audienceFacts } from '../facts.ts'
import type { Offered } from '../home.ts'
import { countedDays } from './count-use.on.ts'
import { boardNames, searchWords } from './initials.ts'
import type { LauncherWork } from './launcher-work.ts'
import { type Ready, ready } from './ready.ts'
import { type CompositionRow, type HomeRow, store } from './store.ts'

export type Picture = {
  readonly tools: readonly Offered[]
  readonly composition: CompositionRow | null
  readonly entries: readonly Entry[] | null
  readonly mandates: readonly Mandate[]
  /** The home page of a board, put together once. */
  readonly readyFor: (board: string) => Ready
}
type Kept = { readonly picture: Promise<Picture>; readonly mark: string; readonly from: number; until: number }
type Marks = Pick<HomeRow, 'here' | 'everywhere'>

const kept = new WeakMap<object, Map<string, Kept>>()
const areasAtMost = 2000
/** Words and native modules change with a new release only; still nothing is trusted for ever. */
const trustMs = 600_000
const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000
const dayIn = (at: Date) => new Date(at.getTime() + chinaMs).toISOString().slice(0, 10)
const nextDay = (at: Date) => (Math.floor((at.getTime() + chinaMs) / dayMs) + 1) * dayMs - chinaMs

/** Code modules stand on the launcher beside all other tools; their own plug draws the tile. */
const nativeTools = async (
  work: LauncherWork,
  groups: ReadonlyMap<string, string>,
  counts: ReadonlyMap<string, number>,
): Promise<readonly (Offered & { readonly isFoundation: boolean })[]> =>
  (await searchWords(work)).map(({ module, search, isFoundation }) => ({
    isFoundation,
    id: `native:${module}`,
    kind: 'native' as const,
    name: null,
    summary: null,
    icon: null,
    url: null,
    search,
    audience: null,
    isDown: false,
    boards: boardsOf(work, module),
    group: groups.get(`native:${module}`) ?? null,
    uses: counts.get(`native:${module}`) ?? 0,
  }))

const boardsOf = (work: LauncherWork, module: string) =>
  boardNames.filter((board) => withDoors(work, board).includes(module))

const ruleOf = (rule: string): Rule => compileRule(rule, audienceFacts)

const load = async (work: LauncherWork, area: string, one: Kept): Promise<Picture> => {
  const tables = store(together(work.db))
  const today = dayIn(work.now)
  const [used, composition, planned, mandates, groups, counts] = await Promise.all([
    tables.used(area),
    tables.current(area, work.now),
    tables.planned(area, work.now),
    tables.mandates(area, today),
    tables.groups(),
    // Whole days only: a home page stays as it is from morning to night.
    tables.useCounts(area, dayIn(new Date(work.now.getTime() - countedDays * dayMs)), today),
  ])
  const natives = await nativeTools(work, groups, counts)
  const next = planned[0]?.effectiveAt.getTime() ?? Number.POSITIVE_INFINITY
  one.until = Math.min(one.until, next, nextDay(work.now))
  const library = ({ id }: Offered) => id === 'native:tool-library'
  const standing = (where: (one: Offered & { readonly isFoundation: boolean }) => boolean): Offered[] =>
    natives.filter(where).map(({ isFoundation: _, ...one }) => one)
  const tools: Offered[] = [
    ...standing((one) => !library(one) && !one.isFoundation),
    ...used.flatMap(({ usedName, usedIcon, untilOn, category, ...tool }): Offered[] =>
      untilOn !== null && untilOn < today
        ? []
        : [
            {
              ...tool,
              name: usedName,
              icon: usedIcon,
              search: `${tool.search} ${usedName['zh-CN']}`,
              boards: null,
              group: groups.get(tool.id) ?? groups.get(`category:${category}`) ?? null,
              uses: counts.get(tool.id) ?? 0,
            },
          ],
    ),
    // The library stands behind the tools that came from it, and behind it what everything else stands on.
    ...standing(library),
    ...standing(({ isFoundation }) => isFoundation),
  ]
  const due = mandates.map(({ sinceAt, ...mandate }) => ({ ...mandate, since: sinceAt.toISOString() }))
  const entries = composition?.entries ?? null
  const boards = new Map<string, Ready>()
  return {
    tools,
    composition,
    entries,
    mandates: due,
    readyFor: (board) => {
      const there = boards.get(board) ?? ready(area, board, tools, entries, due, ruleOf)
      boards.set(board, there)
      return there
    },
  }
}

/** What was asked with the page itself tells whether the picture still holds; who asks for the picture alone asks for that first. */
export const pictureOf = async (work: LauncherWork, area: string, marks?: Marks): Promise<Picture> => {
  const { here, everywhere } = marks ?? (await store(work.db).homeOf(area, null))
  const mark = `${here} ${everywhere}`
  const known = kept.get(homeOf(work)) ?? new Map<string, Kept>()
  kept.set(homeOf(work), known)
  const now = work.now.getTime()
  const there = known.get(area)
  if (there && there.mark === mark && now >= there.from && now < there.until) return there.picture
  const { promise: picture, resolve, reject } = Promise.withResolvers<Picture>()
  const one: Kept = { picture, mark, from: now, until: now + trustMs }
  if (known.size >= areasAtMost) known.delete(known.keys().next().value ?? '')
  known.set(area, one)
  load(work, area, one).then(resolve, (error) => {
    if (known.get(area) === one) known.delete(area)
    reject(error)
  })
  return picture
}

/** Features switched off here. Nearly always none, and then nothing is left out. */
export const offHere = (work: LauncherWork, area: string): Promise<readonly string[]> => modulesOff(work, area)
