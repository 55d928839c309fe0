/** What a case costs is estimated from what was done, at rates somebody set. */
import { expect, test } from 'vitest'
import { estimateOf, partsOf } from './estimate.ts'
import { someRates as rates } from './testing/rows.ts'

const worked = { deskActs: 4, fieldActs: 1, messages: 5 }

test('four acts at the desk, two people once on the spot and five messages are 110 minutes, and 111.50 yuan', () => {
  expect(estimateOf(worked, partsOf('minutes', rates))).toBe(110)
  expect(estimateOf(worked, partsOf('yuan', rates))).toBeCloseTo(111.5, 10)
})

test('a thousand such cases a year need as many posts as their hours are years of one', () => {
  expect(estimateOf(worked, partsOf('posts', rates))).toBeCloseTo((110 * 1000) / 60 / 1750, 10)
})

test('whoever sets no rate gets no cost out of nothing', () => {
  const free = { ...rates, fenPerHour: 0, fenPerCase: 0 }
  expect(estimateOf(worked, partsOf('yuan', free))).toBe(0)
})
