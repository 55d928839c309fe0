/** Hours and money of one case come to one sum. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from './effort.ts'

test('an hour and a half at sixty yuan with five yuan of material is ninety-five yuan', () => {
  expect(costOf({ minutes: 90, fenPerHour: 6000, fen: 500 })).toBe(9500)
  expect(costOf({ minutes: 0, fenPerHour: 6000, fen: 500 })).toBe(500)
})

test('more hours or more money never cost less, and a sum is whole fen', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(1_000_000),
      fc.nat(10_000_000),
      fc.nat(600),
      (minutes, fenPerHour, fen, more) => {
        const sum = costOf({ minutes, fenPerHour, fen })
        expect(Number.isInteger(sum)).toBe(true)
        expect(costOf({ minutes: minutes + more, fenPerHour, fen })).toBeGreaterThanOrEqual(sum)
        expect(costOf({ minutes, fenPerHour, fen: fen + more })).toBe(sum + more)
      },
    ),
  )
})
