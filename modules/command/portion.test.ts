/** A reading takes what the machine can bear. */
import { expect, test } from 'vitest'
import { nextPortion } from './portion.ts'

test('where a statement takes too long, half as much is read, down to a few; where it is quick, more again', () => {
  const taken = [500]
  for (const ms of [null, null, 8000, null, null, null, 300, 300, 2000]) taken.push(nextPortion(taken.at(-1) ?? 0, ms))
  expect(taken).toEqual([500, 250, 125, 62, 31, 25, 25, 50, 100, 100])
  expect(nextPortion(2000, 10)).toBe(2000)
})
