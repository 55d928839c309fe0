/** From hits to a ranking: what speaks for each leaf and each item of the standard, as probabilities with reasons. */
import type { Dictionary, Entry } from './dictionary.ts'
import { type Hit, hitsIn, withoutOverlaps } from './hit.ts'
import { type Reason, why } from './reason.ts'

export type Ranked = {
  readonly code: string
  readonly name: string
  readonly path: readonly string[]
  readonly probability: number
  readonly because: readonly Reason[]
  /** The item of DB44/T 2479 the hotline would file it under. */
  readonly standard: { readonly code: string; readonly name: string } | null
}
type Evidence = {
  readonly score: number
  /** Without the words some leaf claims for itself: what an item of the standard has to add. */
  readonly free: number
  readonly hits: readonly Hit[]
  readonly likeness: number
}
export type Ranking = { readonly leaves: readonly Ranked[]; readonly standard: readonly Ranked[] }

const resemblanceWeight = 2.6
const temperature = 0.75
/** What speaks for "none of these": a text without a known word stays unsure. */
const nothing = 1.1
/** What scores no more is not named. */
const least = 0.05
/** A leaf reached through an item of the standard stands a little behind one named by its own words. */
const detour = 0.85

/** What a word that only says where or who still counts, beside one that says what. */
const asideWeight = 0.35

const sumOf = (hits: readonly Hit[]) =>
  hits.reduce((sum, { word, isAside }, n) => sum + ((isAside ? asideWeight : 1) * word.weight) / (1 + 0.25 * n), 0)

const resembling = (likeness: number): Evidence => {
  const score = resemblanceWeight * likeness
  return { score, free: score, hits: [], likeness }
}
const unsaid = resembling(0)

const gather = (text: string, dictionary: Dictionary): Evidence[] => {
  const byEntry = dictionary.entries.map((): Hit[] => [])
  const meant = hitsIn(text, dictionary).filter(({ isNegated }) => !isNegated)
  // Where nothing else is said, where it is may be what it is.
  const isOnlyAside = meant.every(({ isAside }) => isAside)
  for (const hit of meant)
    for (const owner of hit.word.owners) byEntry[owner]?.push(isOnlyAside ? { ...hit, isAside: false } : hit)
  const likeness = dictionary.resemblance(text)
  return byEntry.map((all, n) => {
    const like = likeness.get(n) ?? 0
    // Most of eight hundred entries are not meant at all.
    if (all.length === 0) return like === 0 ? unsaid : resembling(like)
    const hits = withoutOverlaps(all)
    const isFree = ({ word }: Hit) => word.owners.every((owner) => dictionary.entries[owner]?.isStandard)
    return {
      score: sumOf(hits) + resemblanceWeight * like,
      free: sumOf(hits.filter(isFree)) + resemblanceWeight * like,
      hits,
      likeness: like,
    }
  })
}

const reasonsOf = ({ name, code }: Entry, { hits, likeness }: Evidence): Reason[] => [
  ...hits.slice(0, 4).map(({ word: { parts } }) => {
    const word = parts.join('、')
    return { word, said: why(parts.length > 1 ? 'together' : 'usual', { word, name, code }) }
  }),
  ...(hits.length === 0 && likeness > 0 ? [{ word: '', said: why('resembles', { name, code }) }] : []),
]

type Weighed = { readonly entry: Entry; readonly score: number; readonly because: () => readonly Reason[] }

const topOf = (all: readonly Weighed[]) =>
  [...all].sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1)).slice(0, 20)

const toProbabilities = (weighed: readonly Weighed[], items: ReadonlyMap<string, Entry>) => {
  const top = topOf(weighed)
  const powers = top.map(({ score }) => Math.exp(score / temperature))
  const whole = powers.reduce((sum, power) => sum + power, Math.exp(nothing / temperature))
  return top.map(({ entry, because }, n): Ranked => {
    const item = items.get(entry.standard ?? '')
    const { code, name, path } = entry
    const probability = Math.round(((powers[n] ?? 0) / whole) * 10_000) / 10_000
    return {
      code,
      name,
      path,
      probability,
      because: because(),
      standard: item ? { code: item.code, name: item.name } : null,
    }
  })
}

/** Ranks leaves and items of the standard for a text already made plain. */
export const rank = (text: string, dictionary: Dictionary): Ranking => {
  const evidence = gather(text, dictionary)
  const through = new Map<string, { item: Entry; evidence: Evidence }>()
  for (const [n, entry] of dictionary.entries.entries()) {
    const found = evidence[n]
    if (!found || !entry.isStandard) continue
    const before = through.get(entry.leaf)
    if (!before || before.evidence.free < found.free) through.set(entry.leaf, { item: entry, evidence: found })
  }
  const bestOf = new Map<string, number>()
  const leaves: Weighed[] = []
  for (const [n, entry] of dictionary.entries.entries()) {
    const mine = evidence[n]
    if (entry.isStandard || !mine) continue
    const detoured = through.get(entry.code)
    const isDetour = detoured !== undefined && detoured.evidence.free * detour > mine.score
    const score = isDetour ? detoured.evidence.free * detour : mine.score
    if (entry.standard) bestOf.set(entry.standard, Math.max(bestOf.get(entry.standard) ?? 0, mine.score))
    if (score <= least) continue
    const standard = isDetour ? detoured.item.code : entry.standard
    const because = () => (isDetour ? reasonsOf(detoured.item, detoured.evidence) : reasonsOf(entry, mine))
    leaves.push({ entry: { ...entry, standard }, score, because })
  }
  const standard = dictionary.entries.flatMap((entry, n): Weighed[] => {
    const mine = evidence[n]
    if (!entry.isStandard || !mine) return []
    const lent = bestOf.get(entry.code) ?? 0
    const score = Math.max(mine.score, lent) + 0.3 * Math.min(mine.score, lent)
    return score > least ? [{ entry, score, because: () => reasonsOf(entry, mine) }] : []
  })
  return {
    leaves: toProbabilities(leaves, dictionary.items),
    standard: toProbabilities(standard, dictionary.items),
  }
}
