/** Times are said as people say them. */
import { expect, it } from 'vitest'
import { dueTone, fromNow, todayOn, whenSaid } from './times.ts'

const now = new Date('2026-11-23T12:00:00+08:00')

it('says the hour for today, the day for this year, the year for others', () => {
  expect(whenSaid('2026-11-23T01:05:00Z', 'zh-CN', now)).toBe('今天 09:05')
  expect(whenSaid('2026-11-22T18:30:00Z', 'zh-CN', now)).toBe('今天 02:30')
  expect(whenSaid('2026-11-23T01:05:00Z', 'en', now)).toBe('09:05 today')
  expect(whenSaid('2026-03-01T01:05:00Z', 'zh-CN', now)).toBe('3月1日 09:05')
  expect(whenSaid('2025-03-01T01:05:00Z', 'zh-CN', now)).toBe('2025年3月1日 09:05')
})

it('says how long ago or how soon', () => {
  expect(fromNow('2026-11-23T11:40:00+08:00', 'zh-CN', now)).toBe('20分钟前')
  expect(fromNow('2026-11-23T15:00:00+08:00', 'en', now)).toBe('in 3 hours')
  expect(fromNow('2026-11-26T12:00:00+08:00', 'en', now)).toBe('in 3 days')
})

it('marks what is overdue, what is due soon, and what can wait', () => {
  expect(dueTone('2026-11-23T11:59:00+08:00', now)).toBe('overdue')
  expect(dueTone('2026-11-23T15:00:00+08:00', now)).toBe('soon')
  expect(dueTone('2026-11-24T12:00:00+08:00', now)).toBe('calm')
  expect(dueTone(null, now)).toBe('none')
})

it('names the day it is in the district, also before eight in the morning', () => {
  expect(todayOn(0, new Date('2026-11-22T23:30:00Z'))).toBe('2026-11-23')
  expect(todayOn(1, new Date('2026-11-22T23:30:00Z'))).toBe('2026-11-24')
  expect(todayOn(-1, new Date('2026-03-01T15:59:00Z'))).toBe('2026-02-28')
})
