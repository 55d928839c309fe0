/** Times are said as people say them. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dueTone, fromNow, monthSaid, todayOn, todaySaid, whenSaid } from './times.ts'

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

it('says days and spans in the very words of the language’s own calendar', () => {
  const since1992 = fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  const calendar = (locale: 'zh-CN' | 'en', options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: 'Asia/Shanghai', ...options })
  const minutes = (of: number) =>
    (of < 60 ? ['minute', 1] : of < 2880 ? ['hour', 60] : ['day', 1440]) as [Intl.RelativeTimeFormatUnit, number]
  fc.assert(
    fc.property(
      since1992,
      fc.integer({ min: -9_000_000, max: 9_000_000 }),
      fc.constantFrom('zh-CN' as const, 'en' as const),
      (at, away, locale) => {
        const month = locale === 'en' ? 'short' : 'long'
        const hour = calendar(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
        const day = calendar(locale, { month, day: 'numeric', year: 'numeric' }).format(at)
        expect(whenSaid(at, locale, new Date('2199-01-01'))).toBe(`${day} ${hour}`)
        expect(todayOn(0, at)).toBe(
          calendar('zh-CN', { dateStyle: 'short' })
            .format(at)
            .replace(/\b(\d)\b/g, '0$1')
            .replaceAll('/', '-'),
        )
        expect(monthSaid(at.toISOString().slice(0, 7), locale)).toBe(
          new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
            timeZone: 'UTC',
            month,
            year: 'numeric',
          }).format(at),
        )
        const long = calendar(locale, { month, day: 'numeric', weekday: 'long' }).format(at)
        expect(todaySaid(locale, at).replaceAll(' ', '')).toBe(long.replaceAll(' ', ''))
        const [unit, each] = minutes(Math.abs(away))
        expect(fromNow(new Date(at.getTime() + away * 60_000), locale, at)).toBe(
          new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(away / each), unit),
        )
      },
    ),
  )
})
