/** Messages as vectors: words and close pairs of words, rare ones heavier, the title three times the text. */

export type Vector = readonly (readonly [term: number, weight: number])[]
export type Vectors = { readonly of: readonly Vector[]; readonly terms: readonly string[] }

type Cut = { readonly title: readonly string[]; readonly text: readonly string[] }

const titleTimes = 3
const rarityPower = 1.3
const pairBonus = 1.3
const cohesionFrom = 0.45
/** Terms in more messages than this share say nothing about which cause. */
const commonShare = 0.06
/** In a handful of messages every word is common; there the share alone would leave nothing. */
const commonAtLeast = 12
const termsKept = 60

const isWord = (piece: string) => /[\p{L}\p{N}]/u.test(piece)
const pairKey = (first: string, second: string) => `${first} ${second}`

/** Pairs of neighbours that stand together far more often than chance: 经济 学院. */
const closePairs = (cuts: readonly Cut[]): ReadonlySet<string> => {
  const words = new Map<string, number>()
  const pairs = new Map<string, [first: string, second: string, count: number]>()
  for (const { title, text } of cuts) {
    const ones = new Set<string>()
    const twos = new Map<string, [string, string]>()
    for (const run of [title, text])
      for (const [n, word] of run.entries()) {
        if (!isWord(word)) continue
        ones.add(word)
        const next = run[n + 1]
        if (next !== undefined && isWord(next)) twos.set(pairKey(word, next), [word, next])
      }
    for (const word of ones) words.set(word, (words.get(word) ?? 0) + 1)
    for (const [key, [first, second]] of twos) {
      const pair = pairs.get(key)
      if (pair) pair[2] += 1
      else pairs.set(key, [first, second, 1])
    }
  }
  const all = cuts.length
  const close = new Set<string>()
  for (const [key, [first, second, count]] of pairs) {
    if (count < 3 || count === all) continue
    const chance = (words.get(first) ?? 1) * (words.get(second) ?? 1)
    if (Math.log((count * all) / chance) / -Math.log(count / all) > cohesionFrom) close.add(key)
  }
  return close
}

const countsOf = ({ title, text }: Cut, close: ReadonlySet<string>) => {
  const counts = new Map<string, number>()
  const add = (term: string, times: number) => counts.set(term, (counts.get(term) ?? 0) + times)
  for (const [run, times] of [[title, titleTimes] as const, [text, 1] as const])
    for (const [n, word] of run.entries()) {
      if (!isWord(word)) continue
      if (word.length > 1) add(word, times)
      const next = run[n + 1]
      if (next !== undefined && close.has(pairKey(word, next))) add(pairKey(word, next), times)
    }
  return counts
}

export const lengthOf = (weights: Iterable<number>): number => {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  return Math.sqrt(squares) || 1
}

export const vectorsOf = (cuts: readonly Cut[]): Vectors => {
  const close = closePairs(cuts)
  const counted = cuts.map((cut) => countsOf(cut, close))
  const messages = new Map<string, number>()
  for (const counts of counted) for (const term of counts.keys()) messages.set(term, (messages.get(term) ?? 0) + 1)
  const most = Math.max(commonAtLeast, cuts.length * commonShare)
  const numbers = new Map<string, number>()
  const of = counted.map((counts): Vector => {
    const weighed: [string, number][] = []
    for (const [term, count] of counts) {
      const found = messages.get(term) ?? 1
      if (found < 2 || found > most) continue
      const rarity = Math.log(1 + cuts.length / found) ** rarityPower
      weighed.push([term, (1 + Math.log(count)) * rarity * (term.includes(' ') ? pairBonus : 1)])
    }
    const kept = weighed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, termsKept)
    const length = lengthOf(kept.map(([, weight]) => weight))
    return kept.map(([term, weight]) => {
      const number = numbers.get(term) ?? numbers.size
      numbers.set(term, number)
      return [number, weight / length]
    })
  })
  return { of, terms: [...numbers.keys()] }
}
