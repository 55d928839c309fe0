/** The map under a finger: what is tapped is what was meant, and nobody gets lost in the white. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  areaAt,
  boxOfRings,
  type Drawn,
  fit,
  labelSpot,
  moved,
  onScreen,
  onSheet,
  shadeOf,
  sheetAt,
  tilesFor,
  toSheet,
  toSpot,
  zoomed,
} from './map-view.ts'

const sheet = sheetAt({ lon: 113.23, lat: 23.18 })
const box = { minX: 0, minY: 0, maxX: 250, maxY: 200 }

test('a spot goes to the sheet and back to within a millimetre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 113, max: 114, noNaN: true }),
      fc.double({ min: 22.5, max: 23.5, noNaN: true }),
      (lon, lat) => {
        const back = toSpot(sheet, toSheet(sheet, { lon, lat }))
        return Math.abs(back.lon - lon) < 1e-8 && Math.abs(back.lat - lat) < 1e-8
      },
    ),
  )
})

test('the point under two fingers stays under them while the map grows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 300 }),
      fc.double({ min: 0.3, max: 4, noNaN: true }),
      (x, y, factor) => {
        const before = fit(box, 400, 300)
        const after = zoomed(before, factor, { x, y }, 0.1, 1000)
        const [a, b] = [onSheet(before, { x, y }), onSheet(after, { x, y })]
        return Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6
      },
    ),
  )
})

test('however far somebody drags, a strip of the district stays in sight', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -9999, max: 9999 }), (dx, dy) => {
      const view = moved(fit(box, 400, 300), dx, dy, box, 400, 300)
      const [low, high] = [onScreen(view, { x: box.minX, y: box.minY }), onScreen(view, { x: box.maxX, y: box.maxY })]
      return low.x <= 400 - 47 && high.x >= 47 && low.y <= 300 - 47 && high.y >= 47
    }),
  )
})

test('a tap finds the area under it, a tap beside the district finds none', () => {
  const drawn = (code: string, x: number): Drawn => {
    const rings = [[x, 0, x + 10, 0, x + 10, 10, x, 10]]
    return { code, name: code, rings, box: boxOfRings(rings), label: labelSpot(rings, boxOfRings(rings)) }
  }
  const areas = [drawn('a', 0), drawn('b', 10)]
  expect(areaAt(areas, { x: 4, y: 4 })?.code).toBe('a')
  expect(areaAt(areas, { x: 14, y: 4 })?.code).toBe('b')
  expect(areaAt(areas, { x: 24, y: 4 })).toBeUndefined()
  expect(areas[1]?.label).toEqual({ x: 15, y: 5 })
})

test('shades go by fifths, and nothing is no shade', () => {
  expect([0, 1, 2, 9, 10].map((count) => shadeOf(count, 10))).toEqual([0, 1, 1, 5, 5])
  expect(shadeOf(3, 0)).toBe(0)
})

test('tiles cover the screen', () => {
  const view = fit(box, 400, 300)
  const tiles = tilesFor(sheet, view, 400, 300)
  const first = tiles[0]
  const last = tiles.at(-1)
  if (!first || !last) throw new Error('no tiles')
  expect(onScreen(view, first).x).toBeLessThanOrEqual(0)
  expect(onScreen(view, { x: last.x + last.size, y: last.y + last.size }).x).toBeGreaterThanOrEqual(400)
  expect(onScreen(view, { x: last.x + last.size, y: last.y + last.size }).y).toBeGreaterThanOrEqual(300)
})
