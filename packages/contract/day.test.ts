/** Whatever the hour, everybody in the district has the same day. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, dayOf, monthOf, startOf, weekdayOf } from './day.ts'

test('the new year begins eight hours before it does in London', () => {
  expect(dayOf(new Date('2026-12-31T15:59:59Z'))).toBe('2026-12-31')
  expect(dayOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
  expect(monthOf(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01')
  expect(clockOf(new Date('2026-12-31T16:05:00Z'))).toBe('00:05')
  expect(weekdayOf('2026-11-23')).toBe(1)
  expect(weekdayOf('2026-11-29')).toBe(7)
})

test('a day begins at midnight and has every moment until the next', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (at) => {
      const start = startOf(dayOf(at))
      expect(clockOf(start)).toBe('00:00')
      expect(at.getTime() - start.getTime()).toBeGreaterThanOrEqual(0)
      expect(at.getTime() - start.getTime()).toBeLessThan(86_400_000)
    }),
  )
})
