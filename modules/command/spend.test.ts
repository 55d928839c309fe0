/** What was spent over a year counts in a month for that month. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { before, partOf } from './spend.ts'

test('a sum spent over thirty days counts by a third in ten of them, and not at all elsewhere', () => {
  const spend = { fen: 3000, from: 0, until: 30 }
  expect(partOf(spend, { from: 0, until: 10 })).toBe(1000)
  expect(partOf(spend, { from: 25, until: 40 })).toBe(500)
  expect(partOf(spend, { from: 30, until: 60 })).toBe(0)
  expect(before({ from: 30, until: 60 })).toEqual({ from: 0, until: 30 })
})

test('cut into windows that follow each other, nothing is lost but the rounding of each', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000_000),
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 30 }),
      (fen, days, step) => {
        const parts = []
        for (let from = 0; from < days; from += step)
          parts.push(partOf({ fen, from: 0, until: days }, { from, until: from + step }))
        const sum = parts.reduce((total, part) => total + part, 0)
        expect(Math.abs(sum - fen)).toBeLessThanOrEqual(parts.length)
      },
    ),
  )
})
