/** What was reported lately is counted by whole days, as the lists behind the tiles count it, and let go of in time. */
import { expect, test } from 'vitest'
import { daysBack, horizonOf, recentCases, recentDays } from './recent-cases.ts'
import { plainFacts } from './testing/rows.ts'

const everywhere = { everywhere: true, areas: [], units: [] }
const sight = { scope: everywhere, restricted: everywhere, area: null }
const now = Date.parse('2026-11-20T15:00:00+08:00')
const on = (day: string) => ({ ...plainFacts({ id: day, openedAt: Date.parse(day) }), isClosed: false })
const register = (...days: string[]) => {
  const cases = recentCases((code) => code.replace(/(000)+$/, ''))
  for (const day of days) cases.put(on(day))
  return cases
}

test('the last seven days begin at midnight of the sixth day before, so that figure and list agree', () => {
  const from = daysBack(now, 7)
  expect(new Date(from).toISOString()).toBe('2026-11-13T16:00:00.000Z')
  const cases = register('2026-11-13T23:59:59+08:00', '2026-11-14T00:00:00+08:00', '2026-11-20T14:59:00+08:00')
  expect(cases.channels(sight, from)).toEqual([{ source: 'snap', reported: 2, closed: 0 }])
})

test('the week before is counted up to this hour of it: a morning is not held against whole days', () => {
  const cases = register('2026-11-20T09:00:00+08:00', '2026-11-13T14:00:00+08:00', '2026-11-13T16:00:00+08:00')
  expect(cases.topics(sight, now)).toMatchObject([{ categoryCode: 'A0508', reported: 1, before: 1, open: 3, cells: 1 }])
})

test('what was reported before the two weeks is let go of, and its place is taken by the next', () => {
  const cases = register('2026-11-06T10:00:00+08:00', '2026-11-07T10:00:00+08:00')
  cases.forget(horizonOf(now))
  expect(cases.size()).toBe(1)
  cases.put(on('2026-11-20T10:00:00+08:00'))
  expect(cases.channels(sight, daysBack(now, recentDays))).toMatchObject([{ reported: 2 }])
})
