/** Cells are divided and joined without a gap, an overlap or a crumb lost. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, joined, withPoints } from './cut.ts'
import { doubleArea, type Shape, sideOf } from './geometry.ts'

const size = 1000
const square = (x: number, y: number): Shape => [[x, y, x + size, y, x + size, y + size, x, y + size]]
const area = (shape: Shape) => shape.reduce((sum, ring) => sum + doubleArea(ring), 0)

test('a line across a square makes two halves, and the neighbours take the new corners', () => {
  const made = cut(square(0, 0), [
    [400, -50],
    [400, 1050],
  ])
  if (typeof made === 'string') throw new Error(made)
  expect(made.halves.map(area).sort((a, b) => a - b)).toEqual([800_000, 1_200_000])
  expect(made.inserted.map(({ at }) => at)).toEqual([
    [400, 0],
    [400, 1000],
  ])
  const above = withPoints(square(0, size), made.inserted)
  expect(above?.[0]).toEqual([0, 1000, 400, 1000, 1000, 1000, 1000, 2000, 0, 2000])
  expect(withPoints(square(0, 5 * size), made.inserted)).toBeNull()
})

test('a line too short to reach the border is drawn on; one beside the cell cuts nothing', () => {
  expect(
    typeof cut(square(0, 0), [
      [300, 400],
      [700, 450],
    ]),
  ).toBe('object')
  expect(
    cut(square(0, 0), [
      [-300, 2000],
      [1300, 2000],
    ]),
  ).toBe('misses')
  expect(
    cut(
      [...square(0, 0), ...square(3000, 0)],
      [
        [300, 0],
        [300, 900],
      ],
    ),
  ).toBe('in-parts')
})

test('through a bay of its border a line would make three pieces, and is refused', () => {
  const bay: Shape = [[0, 0, 1000, 0, 1000, 1000, 600, 1000, 600, 300, 400, 300, 400, 1000, 0, 1000]]
  expect(
    cut(bay, [
      [-10, 600],
      [1010, 600],
    ]),
  ).toBe('not-clean')
})

test('however a line runs through a square: both halves together are the square, each point lies in one of them', () => {
  const edge = fc.integer({ min: -400, max: 1400 })
  fc.assert(
    fc.property(
      edge,
      edge,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })), { maxLength: 2 }),
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 999 }),
      (a, b, inner, x, y) => {
        const made = cut(square(0, 0), [[-20, a], ...inner, [1020, b]])
        if (typeof made === 'string') return
        expect(Math.abs(made.halves.map(area).reduce((sum, one) => sum + one, 0))).toBeCloseTo(area(square(0, 0)), -4)
        const sides = made.halves.map((half) => sideOf(half, x, y))
        expect(sides.some((side) => side >= 0)).toBe(true)
        expect(sides.every((side) => side === 1)).toBe(false)
      },
    ),
    { numRuns: 400 },
  )
})

test('what was divided and joined again is the cell it was', () => {
  const made = cut(square(0, 0), [
    [200, -50],
    [500, 500],
    [800, 1050],
  ])
  if (typeof made === 'string') throw new Error(made)
  expect(area(joined(made.halves) ?? [])).toBe(area(square(0, 0)))
  expect(joined([square(0, 0), square(5000, 0)])).toBeNull()
})
