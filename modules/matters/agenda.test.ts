/** A month of appointments fits on a phone: two days whole, then weeks of single lines; nothing is lost on the way. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laidOut, tally, wholeDays } from './agenda.ts'

const item = (day: string, module = 'cases', word = 'title') => ({ day, module, word })
const month = { from: '2026-11-26', until: '2026-12-26' } // a Thursday

test('today and tomorrow are written out, later days stand under their week, empty days not at all', () => {
  const { near, weeks } = laidOut(
    ['2026-12-01', '2026-11-26', '2026-11-28', '2026-11-27', '2026-12-26', '2026-12-01'].map((day) => item(day)),
    month,
  )
  expect(near.map(({ on }) => on)).toEqual(['2026-11-26', '2026-11-27'])
  expect(weeks.map(({ from, until, count }) => [from, until, count])).toEqual([
    ['2026-11-28', '2026-11-29', 1],
    ['2026-11-30', '2026-12-06', 2],
    ['2026-12-21', '2026-12-26', 1],
  ])
})

test('a line says how many of what, most first', () => {
  const of = [item('2026-12-01'), item('2026-12-01', 'organisation', 'nav.duty'), item('2026-12-01')]
  expect(tally(of)).toEqual([
    { module: 'cases', word: 'title', count: 2 },
    { module: 'organisation', word: 'nav.duty', count: 1 },
  ])
})

test('whatever a month holds, each thing stands once, in order, in the week of its day', () => {
  const day = fc
    .integer({ min: 0, max: 30 })
    .map((n) => new Date(Date.parse(month.from) + n * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(day), (days) => {
      const { near, weeks } = laidOut(
        days.map((on) => item(on)),
        month,
      )
      const shown = [...near, ...weeks.flatMap((week) => week.days)]
      expect(shown.flatMap(({ on, items }) => items.map(() => on))).toEqual([...days].sort())
      expect(near.length).toBeLessThanOrEqual(wholeDays)
      for (const { from, until, count, days: of } of weeks) {
        expect(of.every(({ on }) => from <= on && on <= until)).toBe(true)
        expect(count).toBe(of.reduce((sum, { items }) => sum + items.length, 0))
        expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBeLessThan(7)
      }
    }),
  )
})
