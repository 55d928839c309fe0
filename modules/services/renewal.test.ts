/** Days of renewals: no month is skipped, whatever its length. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBefore, daysUntil, monthsOn } from './renewal.ts'

test('a year from the twenty-ninth of February is the twenty-eighth', () => {
  expect(monthsOn('2024-02-29', 12)).toBe('2025-02-28')
  expect(monthsOn('2026-01-31', 1)).toBe('2026-02-28')
  expect(monthsOn('2026-12-15', 1)).toBe('2027-01-15')
})

test('so many months on is always in the month it should be, never on a later day than before', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 600 }), (from, months) => {
      const to = monthsOn(from, months)
      const count = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
      expect(count(to) - count(from)).toBe(months)
      expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)))
    }),
  )
})

test('days before and days until undo each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (days) => {
      expect(daysUntil(daysBefore('2026-06-15', days), '2026-06-15')).toBe(days)
    }),
  )
})
