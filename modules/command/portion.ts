/** How much is read at a time: as much as takes about a second, half of it where a statement took too long. */

const most = 2000
const fewest = 25
const quickMs = 1000
const slowMs = 5000

/** @param tookMs null where the database gave up. */
export const nextPortion = (portion: number, tookMs: number | null): number => {
  if (tookMs === null || tookMs > slowMs) return Math.max(fewest, Math.floor(portion / 2))
  return tookMs < quickMs ? Math.min(most, portion * 2) : portion
}
