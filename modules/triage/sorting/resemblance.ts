/** Resemblance of letters: BM25 over pairs of letters, so that a typo or an unlisted word still finds its neighbours. */

const k1 = 1.2
const b = 0.6

const pairsOf = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const run of text.split(/[^\p{L}\p{N}]+/u))
    for (let n = 0; n + 1 < run.length; n += 1) {
      const pair = run.slice(n, n + 2)
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
  return counts
}

/** How much each text of the collection resembles a question: position → 0…1, only those that share something. */
export type Resemblance = (question: string) => ReadonlyMap<number, number>

export const resemblanceOf = (texts: readonly string[]): Resemblance => {
  const postings = new Map<string, [position: number, count: number][]>()
  const lengths = texts.map((text, position) => {
    let length = 0
    for (const [pair, count] of pairsOf(text)) {
      length += count
      const list = postings.get(pair)
      if (list) list.push([position, count])
      else postings.set(pair, [[position, count]])
    }
    return length
  })
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1
  const rarity = (found: number) => Math.log(1 + (texts.length - found + 0.5) / (found + 0.5))
  return (question) => {
    const scores = new Map<number, number>()
    let whole = 0
    for (const pair of pairsOf(question).keys()) {
      const list = postings.get(pair)
      // An unknown pair weighs as much as a middling one: a long unrelated text resembles nothing.
      whole += list ? rarity(list.length) : 3
      for (const [position, count] of list ?? []) {
        const norm = k1 * (1 - b + (b * (lengths[position] ?? mean)) / mean)
        const gain = (rarity(list?.length ?? 1) * count * (k1 + 1)) / (count + norm)
        scores.set(position, (scores.get(position) ?? 0) + gain)
      }
    }
    if (whole === 0) return scores
    for (const [position, score] of scores) scores.set(position, Math.min(1, score / whole))
    return scores
  }
}
