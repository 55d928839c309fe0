/** Exact plane geometry on whole numbers: rings in units of 10⁻⁷ degree (1 cm), so "on the border" is a fact, not a guess. */

/** x0, y0, x1, y1 …; not closed by repeating the start. */
export type Ring = readonly number[]
/** Outer rings counter-clockwise, holes clockwise; inside is decided by the even-odd rule over all rings. */
export type Shape = readonly Ring[]
export type Box = { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }

/** Products of differences stay exact up to 6° of extent, far beyond any district. */
export const unitsPerDegree = 10_000_000
export const toUnits = (degrees: number) => Math.round(degrees * unitsPerDegree)
export const toDegrees = (units: number) => units / unitsPerDegree

/** Twice the signed area in square units; positive when counter-clockwise. */
export const doubleArea = (ring: Ring): number => {
  // From the first vertex, so that the products stay small enough to be exact.
  const [x0 = 0, y0 = 0] = ring
  let sum = 0
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += ((ring[j] ?? 0) - x0) * ((ring[i + 1] ?? 0) - y0) - ((ring[i] ?? 0) - x0) * ((ring[j + 1] ?? 0) - y0)
  return sum
}

export const boxOf = (shape: Shape): Box => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of shape)
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0
      const y = ring[i + 1] ?? 0
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
  return { minX, minY, maxX, maxY }
}

/** 1 inside, 0 on the border, −1 outside. */
export const sideOf = (shape: Shape, x: number, y: number): -1 | 0 | 1 => {
  let inside = false
  for (const ring of shape) {
    let ax = ring[ring.length - 2] ?? 0
    let ay = ring[ring.length - 1] ?? 0
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i] ?? 0
      const by = ring[i + 1] ?? 0
      if (ay > y !== by > y) {
        const cross = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
        if (cross === 0) return 0
        if (cross > 0 === by > ay) inside = !inside
      } else if (ay === y && by === y) {
        if (x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) return 0
      } else if ((ay === y && ax === x) || (by === y && bx === x)) return 0
      ax = bx
      ay = by
    }
  }
  return inside ? 1 : -1
}

/** Square metres on the ellipsoid, by the local length of a degree. */
export const squareMetres = (shape: Shape): number => {
  const box = boxOf(shape)
  const lat = (toDegrees((box.minY + box.maxY) / 2) * Math.PI) / 180
  const perLat = 111_132.954 - 559.822 * Math.cos(2 * lat) + 1.175 * Math.cos(4 * lat)
  const perLon = 111_412.84 * Math.cos(lat) - 93.5 * Math.cos(3 * lat)
  const doubled = shape.reduce((sum, ring) => sum + doubleArea(ring), 0)
  return (Math.abs(doubled) / 2 / unitsPerDegree ** 2) * perLat * perLon
}

/** A point well inside, for a label or a pin: the middle of the widest stretch of a few horizontal lines. */
export const pointInside = (shape: Shape): { x: number; y: number } => {
  const box = boxOf(shape)
  let best = { x: box.minX, y: box.minY, width: -1 }
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75]) {
    // Half a unit off the grid, so that no line runs through a vertex.
    const y = Math.floor(box.minY + (box.maxY - box.minY) * share) + 0.5
    const crossings: number[] = []
    for (const ring of shape)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const ay = ring[j + 1] ?? 0
        const by = ring[i + 1] ?? 0
        const ax = ring[j] ?? 0
        if (ay > y !== by > y) crossings.push(ax + (((ring[i] ?? 0) - ax) * (y - ay)) / (by - ay))
      }
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from = 0, to = 0] = crossings.slice(i, i + 2)
      if ((to - from) * (share === 0.5 ? 1.15 : 1) > best.width)
        best = { x: Math.round((from + to) / 2), y: Math.round(y), width: (to - from) * (share === 0.5 ? 1.15 : 1) }
    }
  }
  return { x: best.x, y: best.y }
}

const turnOf = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

const between = (a: number, b: number, c: number) => Math.min(a, b) <= c && c <= Math.max(a, b)

/** Do two closed segments meet anywhere? */
export const segmentsMeet = (a: Ring, b: Ring): boolean => {
  const [ax = 0, ay = 0, bx = 0, by = 0] = a
  const [cx = 0, cy = 0, dx = 0, dy = 0] = b
  const t1 = turnOf(ax, ay, bx, by, cx, cy)
  const t2 = turnOf(ax, ay, bx, by, dx, dy)
  const t3 = turnOf(cx, cy, dx, dy, ax, ay)
  const t4 = turnOf(cx, cy, dx, dy, bx, by)
  if (t1 !== t2 && t3 !== t4) return true
  return (
    (t1 === 0 && between(ax, bx, cx) && between(ay, by, cy)) ||
    (t2 === 0 && between(ax, bx, dx) && between(ay, by, dy)) ||
    (t3 === 0 && between(cx, dx, ax) && between(cy, dy, ay)) ||
    (t4 === 0 && between(cx, dx, bx) && between(cy, dy, by))
  )
}

/** Why a ring cannot bound an area, or null: it needs three corners, some area, and may not touch itself. */
export const faultOf = (ring: Ring): 'too-few-points' | 'no-area' | 'repeats-a-point' | 'crosses-itself' | null => {
  const count = ring.length / 2
  if (count < 3) return 'too-few-points'
  if (doubleArea(ring) === 0) return 'no-area'
  const seen = new Set<string>()
  const edges: { ring: Ring; at: number; minX: number; maxX: number }[] = []
  for (let i = 0; i < count; i++) {
    const [ax = 0, ay = 0] = [ring[2 * i], ring[2 * i + 1]]
    const next = (i + 1) % count
    const [bx = 0, by = 0] = [ring[2 * next], ring[2 * next + 1]]
    if (seen.has(`${ax},${ay}`)) return 'repeats-a-point'
    seen.add(`${ax},${ay}`)
    edges.push({ ring: [ax, ay, bx, by], at: i, minX: Math.min(ax, bx), maxX: Math.max(ax, bx) })
  }
  edges.sort((a, b) => a.minX - b.minX)
  for (const [i, a] of edges.entries())
    for (let j = i + 1; j < count; j++) {
      const b = edges[j]
      if (!b || b.minX > a.maxX) break
      const gap = Math.abs(a.at - b.at)
      if (gap !== 1 && gap !== count - 1) {
        if (segmentsMeet(a.ring, b.ring)) return 'crosses-itself'
      } else if (foldsBack(a, b, count)) return 'crosses-itself'
    }
  return null
}

/** Neighbouring edges share a corner; they fault only when one runs back over the other. */
const foldsBack = (a: { ring: Ring; at: number }, b: { ring: Ring; at: number }, count: number) => {
  const [first, second] = (a.at + 1) % count === b.at ? [a.ring, b.ring] : [b.ring, a.ring]
  const [ax = 0, ay = 0, bx = 0, by = 0] = first
  const [, , cx = 0, cy = 0] = second
  return turnOf(ax, ay, bx, by, cx, cy) === 0 && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0
}
