/** Days and hours as people say them, in the district's time zone. */
import { useMemo } from 'react'
import { type Locale, useLook } from './look.ts'

// Made by hand: the browser's own way loads its calendars at the first date, a tenth of a second on a cheap phone.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']
const weekdays: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

/** Its UTC parts are what clocks in the district show, which have been eight hours ahead, summer and winter, since 1992. */
const local = (at: Date) => new Date(at.getTime() + 8 * 3_600_000)
const dayKey = (at: Date) => local(at).toISOString().slice(0, 10)

const daySaid = (at: Date, locale: Locale, withYear: boolean): string => {
  const shown = local(at)
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()]
  return locale === 'en'
    ? `${day} ${months[month]}${withYear ? ` ${year}` : ''}`
    : `${withYear ? `${year}年` : ''}${month + 1}月${day}日`
}

const numberSaid = (value: number): string => {
  const [whole = '', part] = String(Math.round(value * 1000) / 1000).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '')
}

/** Today in the district, `2026-11-29`, or so many days after it; until eight in the morning it is not yet that day in UTC. */
export const todayOn = (daysAhead = 0, now = new Date()): string =>
  dayKey(new Date(now.getTime() + daysAhead * 86_400_000))

/** `11月23日 09:05`; this day's times say the hour first in English, so that they may begin a cell or end a sentence; other years the year too. */
export const whenSaid = (at: string | Date, locale: Locale, now = new Date()): string => {
  const date = new Date(at)
  const hour = local(date).toISOString().slice(11, 16)
  if (dayKey(date) === dayKey(now)) return locale === 'en' ? `${hour} today` : `今天 ${hour}`
  return `${daySaid(date, locale, dayKey(date).slice(0, 4) !== dayKey(now).slice(0, 4))} ${hour}`
}

/** `3 小时后`, `2 days ago`. */
export const fromNow = (at: string | Date, locale: Locale, now = new Date()): string => {
  const minutes = (new Date(at).getTime() - now.getTime()) / 60_000
  const size = Math.abs(minutes)
  const [count, unit, counted] =
    size < 60
      ? ([Math.round(minutes), 'minute', '分钟'] as const)
      : size < 48 * 60
        ? ([Math.round(minutes / 60), 'hour', '小时'] as const)
        : ([Math.round(minutes / 1440), 'day', '天'] as const)
  const many = numberSaid(Math.abs(count))
  if (locale === 'en') {
    if (count === 0) return 'this minute'
    const said = `${many} ${unit}${many === '1' ? '' : 's'}`
    return count > 0 ? `in ${said}` : `${said} ago`
  }
  if (count === 0) return '此刻'
  if (unit === 'day' && many === '2') return count > 0 ? '后天' : '前天'
  return `${many}${counted}${count > 0 ? '后' : '前'}`
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

/** `11月29日 星期日` */
export const todaySaid = (locale: Locale, now = new Date()): string => {
  const weekday = weekdays[locale][local(now).getUTCDay()]
  const day = daySaid(now, locale, false)
  return locale === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`
}

/** `2026-11` as people say it. */
export const monthSaid = (month: string, locale: Locale): string => {
  const [year, which] = month.split('-').map(Number)
  return locale === 'en' ? `${months[(which ?? 1) - 1]} ${year}` : `${year}年${which}月`
}

/** `const { when, since, number } = useTimes()` */
export const useTimes = () => {
  const { locale } = useLook()
  return useMemo(
    () => ({
      when: (at: string | Date | null | undefined) => (at ? whenSaid(at, locale) : ''),
      since: (at: string | Date | null | undefined) => (at ? fromNow(at, locale) : ''),
      day: (on: string | Date | null | undefined) => (on ? daySaid(new Date(on), locale, true) : ''),
      today: () => todaySaid(locale),
      month: (month: string) => monthSaid(month, locale),
      list: (items: readonly string[]) => items.join(locale === 'en' ? ', ' : '、'),
      /** Whole clauses, one after another. */
      clauses: (items: readonly string[]) => items.join(locale === 'en' ? '; ' : '；'),
      number: numberSaid,
    }),
    [locale],
  )
}
