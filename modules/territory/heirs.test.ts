/** Of a cell that ended, those take over that cover its ground, and first the one where most stood. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Shape } from './geometry.ts'
import { successions } from './heirs.ts'

const square = (x: number, y: number, width: number, height = 100_000): Shape => [
  [x, y, x + width, y, x + width, y + height, x, y + height],
]
const old = new Map([['a', square(0, 0, 100_000)]])

test('the half with more houses comes first, however small it is', () => {
  const after = new Map([
    ['west', square(0, 0, 70_000)],
    ['east', square(70_000, 0, 30_000)],
    ['elsewhere', square(100_000, 0, 50_000)],
  ])
  const moved = [
    { was: 'a', cellCode: 'east' },
    { was: 'a', cellCode: 'east' },
    { was: 'a', cellCode: 'west' },
    { was: 'elsewhere', cellCode: 'west' },
  ]
  expect(successions(old, after, moved)).toEqual([{ from: 'a', into: ['east', 'west'] }])
  expect(successions(old, after, [])).toEqual([{ from: 'a', into: ['west', 'east'] }])
})

test('ground that belongs to nobody now has no heir', () => {
  expect(successions(old, new Map([['far', square(500_000, 0, 100_000)]]), [])).toEqual([])
})

test('wherever the line runs, both halves of a divided cell are heirs and nothing else is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 99_000 }), (at) => {
      const after = new Map([
        ['west', square(0, 0, at)],
        ['east', square(at, 0, 100_000 - at)],
        ['north', square(0, 100_000, 100_000)],
      ])
      const [one] = successions(old, after, [])
      expect([...(one?.into ?? [])].sort()).toEqual(['east', 'west'])
    }),
  )
})
