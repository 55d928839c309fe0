/** Days and hours as people say them, in the district's time zone. */
import { useMemo } from 'react'
import { type Locale, useLook } from './look.ts'

const zone = 'Asia/Shanghai'
const made = new Map<string, Intl.DateTimeFormat>()
const format = (locale: Locale, name: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${locale}/${name}`
  const known =
    made.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: zone, ...options })
  made.set(key, known)
  return known
}

const dayKey = (at: Date) => format('en', 'key', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** Today in the district, `2026-11-29`, or so many days after it; until eight in the morning it is not yet that day in UTC. */
export const todayOn = (daysAhead = 0, now = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now.getTime() + daysAhead * 86_400_000)

/** `11月23日 09:05`; this day's times say the hour first in English, so that they may begin a cell or end a sentence; other years the year too. */
export const whenSaid = (at: string | Date, locale: Locale, now = new Date()): string => {
  const date = new Date(at)
  const hour = format(locale, 'hour', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date)
  if (dayKey(date) === dayKey(now)) return locale === 'en' ? `${hour} today` : `今天 ${hour}`
  const isThisYear = dayKey(date).slice(-4) === dayKey(now).slice(-4)
  const day = format(locale, isThisYear ? 'day' : 'year', {
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date)
  return `${day} ${hour}`
}

/** `3 小时后`, `2 days ago`. */
export const fromNow = (at: string | Date, locale: Locale, now = new Date()): string => {
  const minutes = (new Date(at).getTime() - now.getTime()) / 60_000
  const say = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const size = Math.abs(minutes)
  if (size < 60) return say.format(Math.round(minutes), 'minute')
  if (size < 48 * 60) return say.format(Math.round(minutes / 60), 'hour')
  return say.format(Math.round(minutes / 1440), 'day')
}

/** How urgent a time is: colour and words follow it. */
export const dueTone = (
  dueAt: string | Date | null,
  now = new Date(),
  soonHours = 4,
): 'none' | 'calm' | 'soon' | 'overdue' => {
  if (!dueAt) return 'none'
  const hours = (new Date(dueAt).getTime() - now.getTime()) / 3_600_000
  return hours < 0 ? 'overdue' : hours < soonHours ? 'soon' : 'calm'
}

/** `const { when, since, number } = useTimes()` */
export const useTimes = () => {
  const { locale } = useLook()
  return useMemo(
    () => ({
      when: (at: string | Date | null | undefined) => (at ? whenSaid(at, locale) : ''),
      since: (at: string | Date | null | undefined) => (at ? fromNow(at, locale) : ''),
      day: (on: string | Date | null | undefined) =>
        on
          ? format(locale, 'full', {
              year: 'numeric',
              month: locale === 'en' ? 'short' : 'long',
              day: 'numeric',
            }).format(new Date(on))
          : '',
      /** `11月29日 星期日` */
      today: () =>
        format(locale, 'weekday', {
          month: locale === 'en' ? 'short' : 'long',
          day: 'numeric',
          weekday: 'long',
        }).format(new Date()),
      /** `2026-11` as people say it. */
      month: (month: string) =>
        format(locale, 'month', { year: 'numeric', month: locale === 'en' ? 'short' : 'long' }).format(
          new Date(`${month}-15`),
        ),
      list: (items: readonly string[]) => items.join(locale === 'en' ? ', ' : '、'),
      /** Whole clauses, one after another. */
      clauses: (items: readonly string[]) => items.join(locale === 'en' ? '; ' : '；'),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
    }),
    [locale],
  )
}
