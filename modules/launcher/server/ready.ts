/** A home page put together once for everybody of a community: rules compiled, tiles written; one person’s page is then a choice among them. */
import type { Rule } from '@liren/kernel'
import type { Choices, Entry, Mandate, Tile } from '../contract.ts'
import { composed, type HomeOrder, isForEverybody, narrowedFor, type Offered, type Seen, weightOf } from '../home.ts'

type Facts = Readonly<Record<string, unknown>>
type Line = {
  readonly id: string
  /** Module of a native tile, to be left out where it is switched off. */
  readonly module: string | null
  readonly isMandatory: boolean
  /** One of these has to hold; null is for everybody. Numbers into the list of rules. */
  readonly anyOf: readonly number[] | null
  readonly also: number | null
  readonly uses: number
  /** The tile as JSON, but for `{"isHidden":…,` before it. */
  readonly rest: string
}
export type Ready = {
  /** The tiles of one person as JSON: `[{…},{…}]`; and code modules whose doors are not for this person, for whatever reason. */
  readonly tilesFor: (
    facts: Facts,
    own: Choices | null,
    off: readonly string[],
    order: HomeOrder,
  ) => { readonly tiles: string; readonly without: readonly string[] }
}

export const shownTile = (area: string, tile: Seen): Tile => ({
  id: tile.id,
  kind: tile.kind,
  name: tile.name,
  summary: tile.summary,
  icon: tile.icon,
  to:
    tile.kind === 'declared'
      ? `/tool-library/run/${tile.id}`
      : tile.kind === 'port'
        ? `/tool-library/ports/${tile.id}`
        : null,
  // The library leads on, and counts; its address stays ours, so that what is open elsewhere is known here.
  url:
    tile.kind === 'linked'
      ? `/api/tool-library/linked/${tile.id}/${tile.opens === 'inside' ? 'inside' : 'open'}?area=${area}`
      : null,
  opens: tile.opens ?? 'away',
  group: tile.group,
  isHidden: tile.isHidden,
  isDown: tile.isDown,
  mandate: tile.mandate ? { kind: tile.mandate.kind, issuer: tile.mandate.issuer, reason: tile.mandate.reason } : null,
  search: tile.search,
})

/** Rules of every day, judged without the machinery. */
const plain: Readonly<Record<string, (facts: Facts) => boolean>> = {
  true: () => true,
  isMember: (facts) => facts.isMember === true,
  isStaff: (facts) => facts.isStaff === true,
}

export const ready = (
  area: string,
  board: string,
  tools: readonly Offered[],
  entries: readonly Entry[] | null,
  mandates: readonly Mandate[],
  compile: (rule: string) => Rule,
): Ready => {
  const numbers = new Map<string, number>()
  const judges: ((facts: Facts) => boolean)[] = []
  const areForAll: boolean[] = []
  // A district has a handful of rules however many tools; each is compiled once, and judged once for a person.
  const numberOf = (rule: string) => {
    const known = numbers.get(rule)
    if (known !== undefined) return known
    let compiled: Rule | undefined
    judges.push(
      plain[rule] ??
        ((facts) => {
          compiled ??= compile(rule)
          return compiled.judge(facts).verdict === true
        }),
    )
    areForAll.push(isForEverybody(rule))
    numbers.set(rule, judges.length - 1)
    return judges.length - 1
  }
  const moduleOf = ({ id }: { readonly id: string }) => id.slice('native:'.length)
  const lines = composed(tools, entries, mandates).flatMap((tool): Line[] => {
    if (tool.boards && !tool.boards.includes(board)) return []
    const rules = tool.audience?.filter((one) => one.board === board).map(({ rule }) => numberOf(rule)) ?? null
    if (rules?.length === 0) return []
    const { entry, ...tile } = tool
    const narrower = narrowedFor(board, entry)
    const { isHidden: _, ...shown } = shownTile(area, {
      ...tile,
      group: entry?.group ?? tool.group ?? null,
      isHidden: false,
    })
    return [
      {
        id: tool.id,
        module: tool.kind === 'native' ? moduleOf(tool) : null,
        isMandatory: tool.mandate?.kind === 'mandatory',
        anyOf: rules,
        also: narrower ? numberOf(narrower) : null,
        uses: tool.uses,
        rest: JSON.stringify(shown).slice(1),
      },
    ]
  })
  const spokenFor = tools.filter(({ kind, boards }) => kind === 'native' && boards?.includes(board)).map(moduleOf)
  return {
    tilesFor: (facts, own, off, order) => {
      const verdicts: (boolean | undefined)[] = []
      const holds = (rule: number) => (verdicts[rule] ??= judges[rule]?.(facts) ?? false)
      const seen = lines.filter(
        ({ module, anyOf, also }) =>
          (module === null || off.length === 0 || !off.includes(module)) &&
          (anyOf === null || anyOf.some(holds)) &&
          (also === null || holds(also)),
      )
      // As for one page reckoned afresh (`seenBy`): the same weights, by rules that were judged just now.
      const weight = new Map(
        seen.map((line) => {
          const isMeant =
            (line.also !== null && !areForAll[line.also]) ||
            (line.anyOf !== null && !line.anyOf.some((rule) => areForAll[rule] && holds(rule)))
          return [line.id, weightOf({ isMandatory: line.isMandatory, isMeant, uses: line.uses }, order)]
        }),
      )
      const byWeight = seen.toSorted((one, other) => (weight.get(other.id) ?? 0) - (weight.get(one.id) ?? 0))
      const place = own && new Map(own.order.map((id, index) => [id, index]))
      const hidden = own && new Set(own.hidden)
      const sorted = place
        ? byWeight.toSorted((one, other) => (place.get(one.id) ?? 1e6) - (place.get(other.id) ?? 1e6))
        : byWeight
      let text = '['
      for (const { id, isMandatory, rest } of sorted)
        text += `${text === '[' ? '' : ','}{"isHidden":${hidden?.has(id) === true && !isMandatory},${rest}`
      const seenModules = new Set(seen.map(({ module }) => module))
      return { tiles: `${text}]`, without: spokenFor.filter((module) => !seenModules.has(module)) }
    },
  }
}
