/** Days, quarters and years of points, by the calendar of the district: what is earned this year is good until the end of the next. */
import { dayOf } from '@liren/contract/day'

/** The day in Shanghai, `yyyy-MM-dd`. */
export { dayOf } from '@liren/contract/day'

/** `2026Q4`. */
export const quarterOf = (at: Date): string => {
  const day = dayOf(at)
  return `${day.slice(0, 4)}Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`
}

/** A quarter so many on, or back: two after `2026Q3` is `2027Q1`. */
export const quarterAfter = (quarter: string, count: number): string => {
  const whole = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1 + count
  return `${Math.floor(whole / 4)}Q${(whole % 4) + 1}`
}

/** The first moment of the quarter. */
export const quarterStart = (at: Date): Date => {
  const [year, month] = dayOf(at).split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, Math.floor(((month ?? 1) - 1) / 3) * 3, 1) - 8 * 3_600_000)
}

/** The last day on which points earned then can be spent. */
export const validUntil = (at: Date): string => `${Number(dayOf(at).slice(0, 4)) + 1}-12-31`

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
