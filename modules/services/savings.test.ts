/** 三少一快: shares follow from their sums, whatever the order and however many applications are added. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, noSums, type Sums, savingsOf } from './savings.ts'

const count = fc.integer({ min: 0, max: 500 })
const sums: fc.Arbitrary<Sums> = fc.record({
  applications: count,
  typed: count,
  baseFields: count,
  materials: count,
  baseMaterials: count,
  visits: count,
  baseVisits: count,
  days: count,
  baseDays: count,
})

test('one of 23 fields typed, nothing handed in, no visit, two of fifteen days', () => {
  const saved = savingsOf({
    ...noSums,
    applications: 1,
    typed: 1,
    baseFields: 23,
    baseMaterials: 5,
    baseVisits: 2,
    days: 2,
    baseDays: 15,
  })
  expect(saved.fields.saved).toBeCloseTo(1 - 1 / 23)
  expect(saved.materials.saved).toBe(1)
  expect(saved.visits).toEqual({ numerator: 0, denominator: 2, saved: 1 })
  expect(saved.time.saved).toBeCloseTo(1 - 2 / 15)
})

test('where nothing was asked before, nothing can be said to be saved', () => {
  expect(savingsOf(noSums).fields.saved).toBeNull()
})

test('the total is the same in whatever order applications come, and never better than nothing at all', () => {
  fc.assert(
    fc.property(fc.array(sums, { maxLength: 12 }), (all) => {
      const one = savingsOf(all.reduce(add, noSums))
      expect(savingsOf([...all].reverse().reduce(add, noSums))).toEqual(one)
      if (one.fields.saved !== null) expect(one.fields.saved).toBeLessThanOrEqual(1)
      expect(one.fields.denominator).toBe(all.reduce((sum, { baseFields }) => sum + baseFields, 0))
    }),
  )
})
