/** Many areas that share borders: one small message for the map, and unions without rounding. */
import { doubleArea, type Ring, type Shape, sideOf, unitsPerDegree } from './geometry.ts'

/**
 * The union of shapes that share vertices exactly: edges walked in both directions cancel out, the rest are chained.
 * Where shapes only touch in a corner the union gets two rings, so every ring stays simple.
 */
export const dissolve = (shapes: readonly Shape[]): Shape => {
  const open = new Map<string, Map<string, Ring>>()
  const key = (x: number, y: number) => `${x},${y}`
  for (const shape of shapes)
    for (const ring of shape)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[j], ring[j + 1], ring[i], ring[i + 1]]
        const from = key(ax, ay)
        const to = key(bx, by)
        if (open.get(to)?.delete(from)) continue
        const starts = open.get(from) ?? new Map<string, Ring>()
        starts.set(to, [ax, ay, bx, by])
        open.set(from, starts)
      }
  const rings: Ring[] = []
  for (const start of [...open.keys()])
    while ((open.get(start)?.size ?? 0) > 0) {
      const ring: number[] = []
      let at = start
      let [px, py] = [0, 0]
      do {
        const exits = open.get(at)
        // At a corner where two rings touch, turn as far left as possible: this keeps the two apart.
        const next = [...(exits ?? [])].sort((a, b) => bend(px, py, a[1]) - bend(px, py, b[1]))[0]
        if (!exits || !next) break
        exits.delete(next[0])
        const [ax = 0, ay = 0, bx = 0, by = 0] = next[1]
        ring.push(ax, ay)
        ;[px, py] = [bx - ax, by - ay]
        at = next[0]
      } while (at !== start)
      if (ring.length >= 6) rings.push(ring)
    }
  return rings
}

/** How far right an edge turns from a direction: −π (sharp left) … π (sharp right). */
const bend = (px: number, py: number, edge: Ring) => {
  const [ax = 0, ay = 0, bx = 0, by = 0] = edge
  return -Math.atan2(px * (by - ay) - py * (bx - ax), px * (bx - ax) + py * (by - ay))
}

/** Polygons of GeoJSON: each outer ring with its holes, closed, in degrees. */
export const toCoordinates = (shape: Shape): number[][][][] => {
  const outers = shape.filter((ring) => doubleArea(ring) > 0)
  const polygons = outers.map((outer) => [outer])
  for (const hole of shape.filter((ring) => doubleArea(ring) < 0)) {
    const [x = 0, y = 0] = hole
    const holder = outers
      .map((outer, at) => ({ at, area: doubleArea(outer), holds: sideOf([outer], x, y) >= 0 }))
      .filter((one) => one.holds)
      .sort((a, b) => a.area - b.area)[0]
    polygons[holder?.at ?? 0]?.push(hole)
  }
  return polygons.map((rings) =>
    rings.map((ring) => {
      const line: number[][] = []
      for (let i = 0; i < ring.length; i += 2)
        line.push([(ring[i] ?? 0) / unitsPerDegree, (ring[i + 1] ?? 0) / unitsPerDegree])
      return line[0] ? [...line, line[0]] : line
    }),
  )
}

export type Named = { readonly code: string; readonly name: string; readonly shape: Shape }
export type SharedMap = {
  readonly scale: number
  readonly west: number
  readonly south: number
  readonly points: number[]
  readonly areas: { code: string; name: string; rings: number[][] }[]
}

/**
 * Packs areas for the map. Points are rounded to 1/scale degree, and points that hardly bend a line are left out of all
 * rings at once, so that neighbours keep meeting without gaps.
 */
export const packMap = (areas: readonly Named[], scale = 100_000, toleranceUnits = 0): SharedMap => {
  const step = unitsPerDegree / scale
  let [west, south] = [Infinity, Infinity]
  for (const ring of areas.flatMap((area) => area.shape))
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i] ?? 0)
      south = Math.min(south, ring[i + 1] ?? 0)
    }
  const [originX, originY] = Number.isFinite(west) ? [Math.floor(west / step), Math.floor(south / step)] : [0, 0]
  const numbers = new Map<string, number>()
  const xy: number[] = []
  const numbered = areas.map((area) =>
    area.shape
      .map((ring) => {
        const line: number[] = []
        for (let i = 0; i < ring.length; i += 2) {
          const x = Math.round((ring[i] ?? 0) / step) - originX
          const y = Math.round((ring[i + 1] ?? 0) / step) - originY
          const at = numbers.get(`${x},${y}`) ?? xy.length / 2
          if (at === xy.length / 2) xy.push(x, y)
          numbers.set(`${x},${y}`, at)
          if (line.at(-1) !== at) line.push(at)
        }
        if (line.length > 1 && line[0] === line.at(-1)) line.pop()
        return line
      })
      .filter((line) => line.length > 2),
  )
  const slight = slightPoints(numbered.flat(), xy, toleranceUnits / step)
  const order = new Map<number, number>()
  const points: number[] = []
  let [lastX, lastY] = [0, 0]
  const place = (at: number) => {
    const known = order.get(at)
    if (known !== undefined) return known
    const [x = 0, y = 0] = [xy[2 * at], xy[2 * at + 1]]
    points.push(x - lastX, y - lastY)
    ;[lastX, lastY] = [x, y]
    order.set(at, order.size)
    return order.size - 1
  }
  const packed = areas.map((area, i) => ({
    code: area.code,
    name: area.name,
    rings: (numbered[i] ?? []).map((line) => {
      const kept = line.filter((at) => !slight.has(at))
      let last = 0
      return (kept.length > 2 ? kept : line).map((at) => {
        const number = place(at)
        const difference = number - last
        last = number
        return difference
      })
    }),
  }))
  return { scale, west: originX / scale, south: originY / scale, points, areas: packed }
}

/** Points that lie within the tolerance of the line between the same two neighbours in every ring they are in. */
const slightPoints = (rings: readonly number[][], xy: readonly number[], tolerance: number): ReadonlySet<number> => {
  const slight = new Set<number>()
  if (tolerance <= 0) return slight
  const neighbours = new Map<number, readonly [number, number] | null>()
  for (const ring of rings)
    for (const [i, at] of ring.entries()) {
      const [a, b] = [ring[(i + ring.length - 1) % ring.length] ?? 0, ring[(i + 1) % ring.length] ?? 0].sort(
        (m, n) => m - n,
      )
      const pair = [a ?? 0, b ?? 0] as const
      const known = neighbours.get(at)
      if (known === undefined) neighbours.set(at, pair)
      else if (known !== null && (known[0] !== pair[0] || known[1] !== pair[1])) neighbours.set(at, null)
    }
  for (const [at, pair] of neighbours) {
    if (!pair || slight.has(pair[0]) || slight.has(pair[1])) continue
    const [ax = 0, ay = 0, bx = 0, by = 0] = [
      xy[2 * pair[0]],
      xy[2 * pair[0] + 1],
      xy[2 * pair[1]],
      xy[2 * pair[1] + 1],
    ]
    const [x = 0, y = 0] = [xy[2 * at], xy[2 * at + 1]]
    const length = Math.hypot(bx - ax, by - ay)
    if (length > 0 && Math.abs((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / length <= tolerance) slight.add(at)
  }
  return slight
}

/** Unpacks a map: for each area its rings as flat x, y in units of 1/scale degree from the south-west corner. */
export const unpackMap = (map: Pick<SharedMap, 'points' | 'areas'>) => {
  const xy: number[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < map.points.length; i += 2) {
    x += map.points[i] ?? 0
    y += map.points[i + 1] ?? 0
    xy.push(x, y)
  }
  return map.areas.map((area) => ({
    code: area.code,
    name: area.name,
    rings: area.rings.map((ring) => {
      let at = 0
      return ring.flatMap((difference) => {
        at += difference
        return [xy[2 * at] ?? 0, xy[2 * at + 1] ?? 0]
      })
    }),
  }))
}
