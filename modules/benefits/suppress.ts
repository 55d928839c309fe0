/** Small numbers are kept back (小单元抑制): who sends something must not learn from a count who it is. */

/** As in open lists of the catalogue. */
export const smallest = 10

export type Cell = { readonly key: string; readonly count: number }
export type Shown = { readonly key: string; readonly count: number | null }

/**
 * Counts below `least` are hidden; where only one would be, its neighbour is hidden too, or the total would give it away.
 * Nobody at all (0) is no secret.
 */
export const suppress = (
  cells: readonly Cell[],
  least = smallest,
): { readonly total: number | null; readonly cells: readonly Shown[] } => {
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const hidden = new Set(cells.flatMap(({ key, count }) => (count > 0 && count < least ? [key] : [])))
  if (hidden.size === 1) {
    const [next] = cells.filter(({ key, count }) => count > 0 && !hidden.has(key)).sort((a, b) => a.count - b.count)
    if (next) hidden.add(next.key)
  }
  return {
    total: total > 0 && total < least ? null : total,
    cells: cells.map(({ key, count }) => ({ key, count: hidden.has(key) ? null : count })),
  }
}
