/** What somebody sees: community ∩ audience ∩ own choice. Pure: the server reckons with it, and so does a preview. */
import type { Choices, Entry, Mandate, Words } from './views.ts'

/** At most so many tiles stand on a home page unless the community sets another number; the rest is behind "all services". */
export const atMost = 8

export type Verdict = true | false | 'unknown'
/** A tool as a community has it. */
export type Offered = {
  readonly id: string
  readonly kind: 'native' | 'declared' | 'linked' | 'port'
  readonly name: Words | null
  readonly summary: Words | null
  readonly icon: string | null
  readonly url: string | null
  readonly search: string
  /** Rules by board; a tool without any for a board is not shown there. Natives leave it to their module. */
  readonly audience: readonly { readonly board: string; readonly title: Words; readonly rule: string }[] | null
  /** Linked tools: in a frame of ours, or in a window of its own. */
  readonly opens?: 'away' | 'inside'
  /** Linked tools and ports: it does not answer at present. */
  readonly isDown: boolean
  /** Boards a native module has a door on; other tools say so by their audience. */
  readonly boards: readonly string[] | null
  /** Where it stands among all services while no composition says otherwise. */
  readonly group?: string | null
  /** How often the community used it in the last weeks. */
  readonly uses: number
}
export type Seen = Offered & {
  readonly group: string | null
  readonly isHidden: boolean
  readonly mandate: Mandate | null
}

export type Judge = (rule: string) => Verdict

/** By what a community's home page is ordered: by whom things are for and by what is used, or as its administrator put them. */
export const homeOrders = ['use', 'composed'] as const
export type HomeOrder = (typeof homeOrders)[number]

/** Rules that hold for everybody of a community or for all its staff: nobody in particular is meant by them. */
const forEverybody: ReadonlySet<string> = new Set(['true', 'isMember', 'isStaff'])
export const isForEverybody = (rule: string) => forEverybody.has(rule)

/** So few could point at somebody, and say nothing of what a community needs. */
export const usesFrom = 10
/** Steps of doubling, so that the order of a home page changes seldom: 10–19, 20–39, … */
export const useLevel = (uses: number) => (uses < usesFrom ? 0 : Math.floor(Math.log2(uses / usesFrom)) + 1)

/** What stands where: first what is due from above, then what was made for people like one, then what the community uses; else as composed. */
export const weightOf = (
  { isMandatory, isMeant, uses }: { readonly isMandatory: boolean; readonly isMeant: boolean; readonly uses: number },
  order: HomeOrder,
) => (isMandatory ? 10_000 : 0) + (order === 'use' ? (isMeant ? 1000 : 0) + useLevel(uses) : 0)

/** A community narrows what residents find; whoever works or trades with a tool keeps it, whatever their own age or home. */
export const narrowedFor = (board: string, entry: { readonly audience?: string } | null | undefined) =>
  board === 'resident' ? entry?.audience : undefined

/** Is the tool meant for somebody on this board? Not knowing is not "no" for rules, but a tile is shown only to whom it surely fits. */
export const audienceVerdict = (tool: Offered, board: string, judge: Judge, narrower?: string): Verdict => {
  if (tool.boards && !tool.boards.includes(board)) return false
  const rules = tool.audience?.filter((one) => one.board === board).map(({ rule }) => rule)
  const own: Verdict = rules === undefined ? true : either(rules.map(judge))
  if (!narrower) return own
  const also = judge(narrower)
  return own === false || also === false ? false : own === true && also === true ? true : 'unknown'
}
/** Was it made for people like this one: does a rule hold that does not hold for everybody? Asked of what is shown to them. */
export const isMeantFor = (tool: Offered, board: string, judge: Judge, narrower?: string): boolean => {
  if (narrower && !isForEverybody(narrower)) return true
  const rules = (tool.audience ?? []).filter((one) => one.board === board).map(({ rule }) => rule)
  return rules.length > 0 && !rules.some((rule) => isForEverybody(rule) && judge(rule) === true)
}
const either = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes('unknown') ? 'unknown' : false

/** Tools in the community's order: composed ones first, then whatever else is in use, newest last. */
export const composed = (
  tools: readonly Offered[],
  entries: readonly Entry[] | null,
  mandates: readonly Mandate[],
): readonly (Offered & { readonly entry: Entry | null; readonly mandate: Mandate | null })[] => {
  const byId = new Map(tools.map((one) => [one.id, one]))
  const placed = new Set((entries ?? []).map(({ id }) => id))
  const mandateOf = (id: string) =>
    mandates.find((one) => one.tileId === id && one.kind === 'mandatory') ??
    mandates.find((one) => one.tileId === id) ??
    null
  const first = (entries ?? []).flatMap((entry) => {
    const tool = byId.get(entry.id)
    const mandate = mandateOf(entry.id)
    // What is mandatory stays, whatever a composition says.
    if (!tool || (!entry.isShown && mandate?.kind !== 'mandatory')) return []
    const { audience, ...forAll } = entry
    // Nor is it narrowed by a composition that was made before, or copied, or brought back.
    const kept = mandate?.kind === 'mandatory' ? forAll : entry
    return [{ ...tool, name: entry.name ?? tool.name, icon: entry.icon ?? tool.icon, entry: kept, mandate }]
  })
  const rest = tools
    .filter(({ id }) => !placed.has(id))
    .map((tool) => ({ ...tool, entry: null, mandate: mandateOf(tool.id) }))
  // A short list from above comes first, said by whom and why.
  const all = [...first, ...rest]
  return [
    ...all.filter(({ mandate }) => mandate?.kind === 'mandatory'),
    ...all.filter(({ mandate }) => mandate?.kind !== 'mandatory'),
  ]
}

/** One's own order and hiding over the community's; what is new since comes behind, what is mandatory cannot be hidden. */
export const arranged = <T extends { readonly id: string; readonly mandate: Mandate | null }>(
  tiles: readonly T[],
  own: Choices | null,
): readonly (T & { readonly isHidden: boolean })[] => {
  const place = new Map((own?.order ?? []).map((id, index) => [id, index]))
  const hidden = new Set(own?.hidden ?? [])
  const sorted = own
    ? [...tiles].sort((one, other) => (place.get(one.id) ?? 1e6) - (place.get(other.id) ?? 1e6))
    : tiles
  return sorted.map((tile) => ({ ...tile, isHidden: hidden.has(tile.id) && tile.mandate?.kind !== 'mandatory' }))
}

/**
 * A new order of one's own over the one before: what it does not speak of (a tool that is switched off just now) keeps its place behind
 * the one it stood behind, and stays hidden if it was.
 */
export const chosenOver = (before: Choices | null, { order, hidden }: Choices): Choices => {
  const spoken = new Set([...order, ...hidden])
  const next = [...order]
  for (const [at, id] of (before?.order ?? []).entries()) {
    if (spoken.has(id)) continue
    const behind = before?.order.slice(0, at).findLast((one) => next.includes(one))
    next.splice(behind === undefined ? 0 : next.indexOf(behind) + 1, 0, id)
  }
  return { order: next, hidden: [...hidden, ...(before?.hidden ?? []).filter((id) => !spoken.has(id))] }
}

export const seenBy = (
  tools: readonly Offered[],
  entries: readonly Entry[] | null,
  mandates: readonly Mandate[],
  own: Choices | null,
  board: string,
  judge: Judge,
  order: HomeOrder = 'use',
): { readonly seen: readonly Seen[]; readonly unsure: readonly string[] } => {
  const unsure: string[] = []
  const meant = composed(tools, entries, mandates).filter((tool) => {
    const verdict = audienceVerdict(tool, board, judge, narrowedFor(board, tool.entry))
    if (verdict === 'unknown') unsure.push(tool.id)
    return verdict === true
  })
  const weight = new Map(
    meant.map((tool) => {
      const isMandatory = tool.mandate?.kind === 'mandatory'
      const isMeant = isMeantFor(tool, board, judge, narrowedFor(board, tool.entry))
      return [tool.id, weightOf({ isMandatory, isMeant, uses: tool.uses }, order)]
    }),
  )
  const sorted = meant.toSorted((one, other) => (weight.get(other.id) ?? 0) - (weight.get(one.id) ?? 0))
  return {
    seen: arranged(sorted, own).map(({ entry, ...tile }) => ({ ...tile, group: entry?.group ?? tile.group ?? null })),
    unsure,
  }
}

/** What changes from one composition to another. */
export const difference = (before: readonly Entry[], after: readonly Entry[]) => {
  const shown = (entries: readonly Entry[]) => entries.filter(({ isShown }) => isShown)
  const [had, has] = [shown(before), shown(after)]
  const [hadIds, hasIds] = [had.map(({ id }) => id), has.map(({ id }) => id)]
  const both = hadIds.filter((id) => hasIds.includes(id))
  const now = hasIds.filter((id) => hadIds.includes(id))
  const text = (entries: readonly Entry[], id: string) => {
    const found = entries.find((one) => one.id === id)
    return JSON.stringify([found?.group, found?.name, found?.icon, found?.audience])
  }
  return {
    added: hasIds.filter((id) => !hadIds.includes(id)),
    removed: hadIds.filter((id) => !hasIds.includes(id)),
    moved: both.filter((id, index) => now[index] !== id),
    changed: both.filter((id) => text(had, id) !== text(has, id)),
  }
}
