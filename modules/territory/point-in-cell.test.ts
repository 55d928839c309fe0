/** A point belongs to exactly one cell, on borders and corners too, and the index never disagrees with looking everywhere. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf, segmentsMeet, sideOf, toDegrees, toUnits } from './geometry.ts'
import { indexCells } from './point-in-cell.ts'
import { type AreasFile, cellCodes, shapesOf } from './preset.ts'
import { dissolve, packMap, toCoordinates, unpackMap } from './topology.ts'

const file = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../presets/yuexiu/territory/areas.json'), 'utf8'),
  // A file of the repository, checked by preset.test.ts.
) as AreasFile
const shapes = shapesOf(file)
const cells = cellCodes(file).map((code) => ({ code, shape: shapes.get(code) ?? [] }))
const index = indexCells(cells)
const district = shapes.get('440104000000') ?? []

/** Looking everywhere: the smallest code among all cells that hold or touch the point. */
const everywhere = (lon: number, lat: number) => {
  const [x, y] = [toUnits(lon), toUnits(lat)]
  return (
    cells
      .filter((cell) => sideOf(cell.shape, x, y) >= 0)
      .map((cell) => cell.code)
      .sort()[0] ?? null
  )
}

test('random points of the district: one cell holds them, and it is the one found by looking everywhere', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 113.225, max: 113.33, noNaN: true }),
      fc.double({ min: 23.1, max: 23.18, noNaN: true }),
      (lon, lat) => {
        const found = index.find(lon, lat)
        const [x, y] = [toUnits(lon), toUnits(lat)]
        expect(found).toBe(everywhere(lon, lat))
        expect(found !== null).toBe(sideOf(district, x, y) >= 0)
        expect(cells.filter((cell) => sideOf(cell.shape, x, y) > 0).length).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 1500 },
  )
})

test('corners and middles of borders belong to the smallest of the cells that meet there', () => {
  const corners = cells.flatMap((cell) => cell.shape.flatMap((ring) => ring.map((_, i) => ({ ring, i: i - (i % 2) }))))
  fc.assert(
    fc.property(fc.constantFrom(...corners), fc.boolean(), ({ ring, i }, isMiddle) => {
      const [ax = 0, ay = 0] = [ring[i], ring[i + 1]]
      const [bx = 0, by = 0] = [ring[(i + 2) % ring.length], ring[(i + 3) % ring.length]]
      const [x, y] = isMiddle ? [(ax + bx) / 2, (ay + by) / 2] : [ax, ay]
      const found = index.find(toDegrees(x), toDegrees(y))
      expect(found).not.toBeNull()
      expect(found).toBe(everywhere(toDegrees(x), toDegrees(y)))
    }),
    { numRuns: 1000 },
  )
})

test('a point far away or on the wrong side of the river is in no cell', () => {
  expect(index.find(0, 0)).toBeNull()
  expect(index.find(113.27, 23.09)).toBeNull()
  expect(index.find(Number.NaN, 23.13)).toBeNull()
})

test('a hole is outside, its rim is border', () => {
  const ring = [
    [0, 0, 100, 0, 100, 100, 0, 100],
    [30, 30, 30, 60, 60, 60, 60, 30],
  ]
  expect(sideOf(ring, 45, 45)).toBe(-1)
  expect(sideOf(ring, 30, 45)).toBe(0)
  expect(sideOf(ring, 10, 10)).toBe(1)
  expect(sideOf(ring, 100, 100)).toBe(0)
  expect(sideOf(ring, 101, 100)).toBe(-1)
})

test('the union of four neighbours keeps their outline, and a ring around a court keeps the court', () => {
  const square = (x: number, y: number) => [[x, y, x + 1, y, x + 1, y + 1, x, y + 1]]
  expect(dissolve([square(0, 0), square(1, 0)])).toHaveLength(1)
  const around = [0, 1, 2].flatMap((x) => [0, 1, 2].flatMap((y) => (x === 1 && y === 1 ? [] : [square(x, y)])))
  const union = dissolve(around)
  expect(union).toHaveLength(2)
  expect(toCoordinates(union)).toHaveLength(1)
  expect(toCoordinates(union)[0]).toHaveLength(2)
  // Two squares that touch in a corner stay two.
  expect(toCoordinates(dissolve([square(0, 0), square(1, 1)]))).toHaveLength(2)
})

test('a faulty ring is called what it is', () => {
  expect(faultOf([0, 0, 1, 1])).toBe('too-few-points')
  expect(faultOf([0, 0, 5, 5, 10, 10])).toBe('no-area')
  expect(faultOf([0, 0, 10, 10, 10, 0, 0, 11])).toBe('crosses-itself')
  expect(faultOf([0, 0, 10, 0, 10, 10, 5, 0, 0, 10])).toBe('crosses-itself')
  expect(faultOf([0, 0, 10, 0, 10, 10, 10, 5, 10, 10])).toBe('repeats-a-point')
  expect(faultOf([0, 0, 10, 0, 10, 10, 10, 12, 10, 8, 0, 10])).toBe('crosses-itself')
  expect(faultOf([0, 0, 10, 0, 10, 10, 0, 10])).toBeNull()
  expect(segmentsMeet([0, 0, 10, 0], [5, 0, 15, 0])).toBe(true)
})

test('the packed map gives every cell back within a metre, small enough for a phone', () => {
  const packed = packMap(
    cells.map((cell) => ({ ...cell, name: cell.code })),
    100_000,
  )
  const again = unpackMap(packed)
  expect(again.map((area) => area.code)).toEqual(cells.map((cell) => cell.code))
  for (const [i, area] of again.entries()) {
    const ring = cells[i]?.shape[0] ?? []
    expect(area.rings[0]).toHaveLength(ring.length)
    for (const [n, value] of (area.rings[0] ?? []).entries()) {
      const origin = n % 2 === 0 ? packed.west : packed.south
      expect(Math.abs(origin + value / packed.scale - toDegrees(ring[n] ?? 0))).toBeLessThanOrEqual(0.0000051)
    }
  }
})
