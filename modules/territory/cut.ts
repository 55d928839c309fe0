/** Dividing a cell along a line and joining cells: on whole numbers, so that neighbours go on meeting without gaps. Pure. */
import { boxOf, doubleArea, faultOf, type Ring, type Shape } from './geometry.ts'
import { dissolve } from './topology.ts'

type Point = readonly [x: number, y: number]
export type CutFault = 'in-parts' | 'misses' | 'not-clean' | 'touches-itself'
export type Inserted = { readonly from: Point; readonly to: Point; readonly at: Point }

const pointsOf = (ring: Ring): Point[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0] as const)
const isSame = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1]

/** Both ends drawn on until they lie outside: nobody meets a border to the centimetre with a mouse. */
const drawnOut = (line: readonly Point[], reach: number): Point[] => {
  const end = (from: Point, to: Point): Point => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
    return [
      Math.round(to[0] + ((to[0] - from[0]) / length) * reach),
      Math.round(to[1] + ((to[1] - from[1]) / length) * reach),
    ]
  }
  const [first, second] = line
  const [before, last] = line.slice(-2)
  if (!first || !second || !before || !last) return [...line]
  return [end(second, first), ...line.slice(1, -1), end(before, last)]
}

/** Where two segments cross, as shares of both; null where they do not. */
const crossing = (a: Point, b: Point, c: Point, d: Point): { readonly t: number; readonly u: number } | null => {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]]
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (cross === 0) return null
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  return t >= 0 && t <= 1 && u >= 0 && u < 1 ? { t, u } : null
}

type Hit = { readonly at: Point; readonly along: number; readonly edge: number; readonly isCorner: boolean }

/** Two halves, and the points newly on the border, which the neighbours have to take as well. */
export const cut = (
  shape: Shape,
  line: readonly Point[],
): { readonly halves: readonly [Shape, Shape]; readonly inserted: readonly Inserted[] } | CutFault => {
  const [outer] = shape
  if (!outer || shape.length !== 1) return 'in-parts'
  const box = boxOf(shape)
  const drawn = drawnOut(line, 2 * Math.hypot(box.maxX - box.minX, box.maxY - box.minY) + 10)
  const ring = pointsOf(outer)
  const hits: Hit[] = []
  for (const [k, a] of drawn.entries()) {
    const b = drawn[k + 1]
    if (!b) break
    for (const [edge, c] of ring.entries()) {
      const d = ring[(edge + 1) % ring.length] ?? c
      const found = crossing(a, b, c, d)
      if (!found) continue
      const at: Point = [Math.round(c[0] + found.u * (d[0] - c[0])), Math.round(c[1] + found.u * (d[1] - c[1]))]
      // Rounded onto a corner it is that corner, whichever of its edges was met.
      const corner = isSame(at, c) ? edge : isSame(at, d) ? (edge + 1) % ring.length : null
      const hit = { at, along: k + found.t, edge: corner ?? edge, isCorner: corner !== null }
      if (!hits.some((one) => isSame(one.at, hit.at))) hits.push(hit)
    }
  }
  if (hits.length < 2) return 'misses'
  if (hits.length > 2) return 'not-clean'
  const [p, q] = hits.sort((a, b) => a.along - b.along) as [Hit, Hit]
  const inside = drawn.filter((_, k) => k > p.along && k < q.along)
  const walk = (from: Hit, to: Hit): Point[] => {
    const steps: Point[] = [from.at]
    const count = ring.length
    // Along one edge from `from` to `to` there is no corner between; else every corner up to the edge `to` lies on.
    const isStraight = from.edge === to.edge && !from.isCorner && isAhead(ring, from, to)
    if (!isStraight) {
      for (let at = (from.edge + 1) % count; ; at = (at + 1) % count) {
        const corner = ring[at]
        if (corner && !isSame(corner, from.at) && !isSame(corner, to.at)) steps.push(corner)
        if (at === to.edge) break
      }
    }
    steps.push(to.at)
    return steps
  }
  const halves = [
    [...walk(p, q), ...inside.toReversed()],
    [...walk(q, p), ...inside],
  ].map((points): Shape => [points.flat()]) as unknown as readonly [Shape, Shape]
  for (const [half] of halves) if (!half || faultOf(half) !== null || doubleArea(half) <= 0) return 'touches-itself'
  const inserted = [p, q].flatMap(({ at, edge, isCorner }) => {
    const [from, to] = [ring[edge], ring[(edge + 1) % ring.length]]
    return isCorner || !from || !to ? [] : [{ from, to, at }]
  })
  return { halves, inserted }
}

const isAhead = (ring: readonly Point[], from: Hit, to: Hit) => {
  const start = ring[from.edge] ?? from.at
  return Math.hypot(from.at[0] - start[0], from.at[1] - start[1]) < Math.hypot(to.at[0] - start[0], to.at[1] - start[1])
}

/** A neighbour with the new points on the edges it shares; null where it shares none of them. */
export const withPoints = (shape: Shape, inserted: readonly Inserted[]): Shape | null => {
  let changed = false
  const rings = shape.map((ring) => {
    const points = pointsOf(ring)
    return points.flatMap((a, i) => {
      const b = points[(i + 1) % points.length] ?? a
      const on = inserted.filter(
        ({ from, to }) => (isSame(from, a) && isSame(to, b)) || (isSame(from, b) && isSame(to, a)),
      )
      if (on.length === 0) return [...a]
      changed = true
      const far = (at: Point) => Math.hypot(at[0] - a[0], at[1] - a[1])
      return [
        ...a,
        ...on
          .map(({ at }) => at)
          .sort((one, other) => far(one) - far(other))
          .flat(),
      ]
    })
  })
  return changed ? rings : null
}

/** One cell out of several that lie side by side; null where they do not all touch along a border. */
export const joined = (shapes: readonly Shape[]): Shape | null => {
  const whole = dissolve(shapes)
  return whole.filter((ring) => doubleArea(ring) > 0).length === 1 ? whole : null
}
