/** The drawn presets hold: counts, codes, and a plane cut without gaps or overlaps. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { levelOf, parentOf, serialOrder } from './areas.ts'
import { doubleArea, faultOf, pointInside, type Shape, sideOf, squareMetres, toDegrees } from './geometry.ts'
import { indexCells } from './point-in-cell.ts'
import { type AreasFile, type BuildingsFile, buildingsOf, cellCodes, type PlacesFile, shapesOf } from './preset.ts'
import { toCoordinates } from './topology.ts'

const folder = (preset: string) => join(import.meta.dirname, '../../presets', preset, 'territory')
const read = <T>(preset: string, name: string) =>
  // Files of the repository; their shape is what this very test is about.
  JSON.parse(readFileSync(join(folder(preset), `${name}.json`), 'utf8')) as T

const expected = [
  {
    preset: 'yuexiu',
    subdistricts: 18,
    communities: 222,
    cells: 1893,
    km2: 33.8,
    dwellings: 117_000,
    residents: 1_170_000,
  },
  { preset: 'guali', subdistricts: 1, communities: 12, cells: 62, km2: 26.4, dwellings: 9_600, residents: 36_800 },
]

describe.each(expected)(
  'the territory of $preset',
  ({ preset, subdistricts, communities, cells, km2, dwellings, residents }) => {
    const file = read<AreasFile>(preset, 'areas')
    const shapes = shapesOf(file)
    const codes = cellCodes(file)
    const shape = (code: string): Shape => shapes.get(code) ?? []
    const at = (level: string) => file.areas.filter(([code]) => levelOf(code) === level)
    const district = at('district')[0]?.[0] ?? ''

    test('has the right number of everything, every code with its parent, every name once', () => {
      expect(at('subdistrict')).toHaveLength(subdistricts)
      expect(at('community')).toHaveLength(communities)
      expect(codes).toHaveLength(cells)
      const known = new Set(file.areas.map(([code]) => code))
      expect(known.size).toBe(1 + subdistricts + communities)
      for (const code of [...known, ...codes]) if (code !== district) expect(known.has(parentOf(code) ?? '')).toBe(true)
      for (const code of codes) expect(code).toMatch(/^\d{15}$/)
      expect(new Set(at('community').map(([, name]) => name)).size).toBe(communities)
      const heads = (level: string) => at(level).reduce((sum, [, , , , count]) => sum + (count ?? 0), 0)
      expect([heads('district'), heads('subdistrict'), heads('community')]).toEqual([residents, residents, residents])
    })

    test('serials run north to south and west to east inside a community', () => {
      for (const [community, rings] of Object.entries(file.cells)) {
        const centres = rings.map((_, n) => centroid(shape(`${community}${String(n + 1).padStart(3, '0')}`)))
        expect(serialOrder(centres), community).toEqual(centres.map((_, n) => n))
      }
    })

    test('every cell is one sound ring, walked counter-clockwise, of a walkable size', () => {
      for (const code of codes) {
        expect(shape(code)).toHaveLength(1)
        expect(faultOf(shape(code)[0] ?? []), code).toBeNull()
        expect(doubleArea(shape(code)[0] ?? [])).toBeGreaterThan(0)
      }
      const sizes = codes.map((code) => squareMetres(shape(code))).sort((a, b) => a - b)
      expect(sizes[0]).toBeGreaterThan((km2 * 1e6) / cells / 12)
      expect(sizes.at(-1)).toBeLessThan(((km2 * 1e6) / cells) * 12)
    })

    test('every edge lies between two cells or on the rim of the district, so nothing gapes or overlaps', () => {
      const walked = new Map<string, number>()
      for (const code of codes)
        for (const ring of shape(code))
          for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
            const edge = `${ring[j]},${ring[j + 1]}>${ring[i]},${ring[i + 1]}`
            walked.set(edge, (walked.get(edge) ?? 0) + 1)
          }
      const reverse = (edge: string) => edge.split('>').toReversed().join('>')
      expect([...walked.values()].every((times) => times === 1)).toBe(true)
      const rim = [...walked.keys()].filter((edge) => !walked.has(reverse(edge)))
      const whole = shape(district)
      expect(whole).toHaveLength(1)
      expect(rim).toHaveLength((whole[0]?.length ?? 0) / 2)
      const sum = codes.reduce((total, code) => total + doubleArea(shape(code)[0] ?? []), 0)
      expect(sum).toBe(doubleArea(whole[0] ?? []))
      expect(squareMetres(whole) / 1e6).toBeCloseTo(km2, 0)
    })

    test('subdistricts and communities are whole pieces that add up to the district', () => {
      for (const level of ['subdistrict', 'community']) {
        const mine = at(level).map(([code]) => shape(code))
        for (const one of mine) expect(toCoordinates(one)).toHaveLength(1)
        const sum = mine.flat().reduce((total, ring) => total + doubleArea(ring), 0)
        expect(sum).toBe(doubleArea(shape(district)[0] ?? []))
      }
    })

    test('points thrown at the district fall into exactly one cell', () => {
      const index = indexCells(codes.map((code) => ({ code, shape: shape(code) })))
      for (const code of codes) {
        const { x, y } = pointInside(shape(code))
        expect(index.find(toDegrees(x), toDegrees(y))).toBe(code)
        expect(codes.filter((other) => sideOf(shape(other), x, y) > 0)).toEqual([code])
      }
    })

    test('buildings stand in their cells and their dwellings add up; landmarks lie in the district', () => {
      const index = indexCells(codes.map((code) => ({ code, shape: shape(code) })))
      const file = read<BuildingsFile>(preset, 'buildings')
      const all = buildingsOf(file, codes, 'full')
      for (const one of all) expect(index.find(one.lon, one.lat)).toBe(one.cellCode)
      expect(all.reduce((sum, one) => sum + one.floors * one.units * one.dwellingsPerFloor, 0)).toBe(dwellings)
      expect(new Set(all.map((one) => one.code)).size).toBe(all.length)
      const few = buildingsOf(file, codes, 'demo')
      expect(few.map((one) => one.code)).toEqual(all.slice(0, few.length).map((one) => one.code))
      for (const [, name, , , x, y] of read<PlacesFile>(preset, 'places').places)
        expect(index.find(x / 1e6, y / 1e6), name).not.toBeNull()
    })

    test('the files stay small enough to live in the repository', () => {
      const bytes = ['areas', 'places', 'buildings'].reduce(
        (sum, name) => sum + statSync(join(folder(preset), `${name}.json`)).size,
        0,
      )
      expect(bytes).toBeLessThan(700_000)
    })
  },
)

const centroid = (shape: Shape) => {
  const ring = shape[0] ?? []
  const [x0 = 0, y0 = 0] = ring
  let [sx, sy, whole] = [0, 0, 0]
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [
      (ring[j] ?? 0) - x0,
      (ring[j + 1] ?? 0) - y0,
      (ring[i] ?? 0) - x0,
      (ring[i + 1] ?? 0) - y0,
    ]
    const cross = ax * by - bx * ay
    sx += (ax + bx) * cross
    sy += (ay + by) * cross
    whole += cross
  }
  return { lon: toDegrees(x0 + sx / (3 * whole)), lat: toDegrees(y0 + sy / (3 * whole)) }
}
