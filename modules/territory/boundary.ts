/** Boundaries from outside (GeoJSON): read feature by feature, so that what is wrong is said of the feature it is in. */
import { kindOf, levelOf, parentOf, urbanRural } from './areas.ts'
import { type Crs, toCgcs2000 } from './coordinates.ts'
import {
  boxOf,
  doubleArea,
  faultOf,
  pointInside,
  type Ring,
  type Shape,
  segmentsMeet,
  sideOf,
  toUnits,
} from './geometry.ts'
import { readScheme, type Scheme, type SchemeFault } from './grid-scheme.ts'

export type Feature = { readonly properties: Readonly<Record<string, unknown>>; readonly geometry?: unknown }
export type ReadArea = Scheme & {
  readonly code: string
  readonly name: string
  readonly urbanRuralCode: string | null
  readonly shape: Shape
}
export type BoundaryFault =
  | 'no-code'
  | 'no-name'
  | 'twice'
  | 'no-parent'
  | 'no-class'
  | SchemeFault
  | 'not-a-polygon'
  | 'out-of-range'
  | NonNullable<ReturnType<typeof faultOf>>

const isLine = (line: unknown): line is number[][] =>
  Array.isArray(line) &&
  line.every((point) => Array.isArray(point) && point.length >= 2 && point.every(Number.isFinite))

const ringOf = (line: readonly (readonly number[])[], crs: Crs | undefined): Ring => {
  const flat = line.flatMap(([lon = 0, lat = 0]) => {
    const point = toCgcs2000({ lon, lat, crs })
    return [toUnits(point.lon), toUnits(point.lat)]
  })
  const ring: number[] = []
  // Repeated points, and the start repeated at the end, say nothing new.
  for (let i = 0; i < flat.length; i += 2)
    if (flat[i] !== ring.at(-2) || flat[i + 1] !== ring.at(-1)) ring.push(flat[i] ?? 0, flat[i + 1] ?? 0)
  while (ring.length > 2 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1)) ring.length -= 2
  return ring
}

const turned = (ring: Ring, isOuter: boolean): Ring => {
  if (doubleArea(ring) > 0 === isOuter) return ring
  const back: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) back.push(ring[i] ?? 0, ring[i + 1] ?? 0)
  return back
}

const shapeOf = (geometry: unknown, crs: Crs | undefined): Shape | BoundaryFault => {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(polygons) || polygons.length === 0) return 'not-a-polygon'
  const shape: Ring[] = []
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return 'not-a-polygon'
    for (const [n, line] of polygon.entries()) {
      if (!isLine(line)) return 'not-a-polygon'
      if (line.some(([lon = 999, lat = 999]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) return 'out-of-range'
      const ring = ringOf(line, crs)
      const fault = faultOf(ring)
      if (fault) return fault
      shape.push(turned(ring, n === 0))
    }
  }
  return shape
}

/** Reads one feature: properties `code`, `name` (cells may go without) and, optionally, `urbanRuralCode`, and a cell's `scheme` and `schemeCode`. */
export const readFeature = (feature: Feature, crs?: Crs): ReadArea | BoundaryFault => {
  const { code, name, urbanRuralCode } = feature.properties
  const text = typeof code === 'number' ? String(code) : code
  if (typeof text !== 'string' || levelOf(text) === null || kindOf(text) === null) return 'no-code'
  const isCell = levelOf(text) === 'gridCell'
  const called =
    typeof name === 'string' && name.trim() !== '' ? name.trim() : isCell ? `第${Number(text.slice(12))}网格` : ''
  if (called === '' || called.length > 60) return 'no-name'
  const classed = typeof urbanRuralCode === 'number' ? String(urbanRuralCode) : (urbanRuralCode ?? null)
  if (classed !== null && (typeof classed !== 'string' || !Object.hasOwn(urbanRural, classed))) return 'no-class'
  const scheme = readScheme(text, feature.properties.scheme, feature.properties.schemeCode)
  if (typeof scheme === 'string') return scheme
  const shape = shapeOf(feature.geometry, crs)
  if (typeof shape === 'string') return shape
  return {
    code: text,
    name: called,
    urbanRuralCode: classed,
    ...scheme,
    shape,
  }
}

/** Where in its feature a fault lies, for those that lie in a property of their own. */
export const propertyOf: Readonly<Partial<Record<BoundaryFault, string>>> = {
  'no-class': 'urbanRuralCode',
  'no-scheme': 'scheme',
  'no-scheme-code': 'schemeCode',
}

/** All features, or the first fault with the position of its feature. `isKnown` tells which parents exist already. */
export const readFeatures = (
  features: readonly Feature[],
  isKnown: (code: string) => boolean,
  crs?: Crs,
): readonly ReadArea[] | { readonly at: number; readonly code: string | null; readonly fault: BoundaryFault } => {
  const read: ReadArea[] = []
  const places = new Map<string, number>()
  const outside = new Set<string>()
  for (const [at, feature] of features.entries()) {
    const one = readFeature(feature, crs)
    const named = typeof one === 'string' ? String(feature.properties.code ?? '') || null : one.code
    if (typeof one === 'string') return { at, code: named, fault: one }
    if (places.has(one.code)) return { at, code: one.code, fault: 'twice' }
    if (one.schemeCode && outside.has(`${one.scheme} ${one.schemeCode}`))
      return { at, code: one.code, fault: 'no-scheme-code' }
    outside.add(`${one.scheme} ${one.schemeCode}`)
    places.set(one.code, at)
    read.push(one)
  }
  for (const one of read) {
    const parent = parentOf(one.code)
    if (parent !== null && !isKnown(parent) && !places.has(parent))
      return { at: places.get(one.code) ?? 0, code: one.code, fault: 'no-parent' }
  }
  return read
}

/** Surveyors' borders seldom meet to the centimetre: an overlap narrower than this (1 m) is not worth a refusal. */
const slack = 100

/** Do two shapes cover common ground, more than a sliver along their border? */
export const overlap = (a: Shape, b: Shape): boolean => {
  const [boxA, boxB] = [boxOf(a), boxOf(b)]
  if (boxA.maxX <= boxB.minX || boxB.maxX <= boxA.minX || boxA.maxY <= boxB.minY || boxB.maxY <= boxA.minY) return false
  return isDeepIn(a, b) || isDeepIn(b, a)
}

/** Does a corner, a middle of an edge, or the inner point of `a` lie inside `b`, away from its border? */
const isDeepIn = (a: Shape, b: Shape): boolean => {
  const inner = pointInside(a)
  const spots = [[inner.x, inner.y]]
  for (const ring of a)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[j], ring[j + 1], ring[i], ring[i + 1]]
      for (const share of [0.25, 0.5, 0.75, 1])
        spots.push([Math.round(ax + (bx - ax) * share), Math.round(ay + (by - ay) * share)])
    }
  return spots.some(([x = 0, y = 0]) => sideOf(b, x, y) === 1 && !isNearRim(b, x, y))
}

const isNearRim = (shape: Shape, x: number, y: number) => {
  const [left, right] = [x - slack, x + slack]
  const cross = [
    [left, y - slack, right, y + slack],
    [left, y + slack, right, y - slack],
  ]
  return shape.some((ring) => {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const edge = [ring[j] ?? 0, ring[j + 1] ?? 0, ring[i] ?? 0, ring[i + 1] ?? 0]
      if (cross.some((line) => segmentsMeet(edge, line))) return true
    }
    return false
  })
}
