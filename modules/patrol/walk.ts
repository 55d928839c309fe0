/** The order in which stops are walked: always on to the nearest one not yet done, from where one stands. */

export type Spot = { readonly lon: number; readonly lat: number }

const earthMetres = 6_371_000
const radians = Math.PI / 180

/** Metres between two spots over the round earth. */
export const metresBetween = (one: Spot, other: Spot): number => {
  const north = (other.lat - one.lat) * radians
  const east = (other.lon - one.lon) * radians
  const part =
    Math.sin(north / 2) ** 2 + Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * Math.sin(east / 2) ** 2
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(part)))
}

/** Nearest first, and again from there; without a start, from the first stop as planned. Of two as near, the earlier planned. */
export const walkingOrder = <S extends Spot>(stops: readonly S[], from: Spot | null = null): S[] => {
  const left = [...stops]
  const order: S[] = []
  let here = from ?? left[0] ?? null
  while (left.length > 0 && here) {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (const [index, stop] of left.entries()) {
      const metres = metresBetween(here, stop)
      if (metres < least) {
        least = metres
        best = index
      }
    }
    const [next] = left.splice(best, 1)
    if (!next) break
    order.push(next)
    here = next
  }
  return order
}
