/** Days of a round: the calendar day in China, its weekday, and which routes are due on it. */

const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000

/** `2026-11-23` in Asia/Shanghai. */
export const dayOf = (at: Date): string => new Date(at.getTime() + chinaMs).toISOString().slice(0, 10)

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The days up to and with this one, oldest first. */
export const daysUpTo = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(`${day}T00:00:00Z`) - (count - 1 - n) * dayMs).toISOString().slice(0, 10),
  )

export const isDueOn = (route: { readonly isPaused: boolean; readonly weekdays: readonly number[] }, day: string) =>
  !route.isPaused && route.weekdays.includes(weekdayOf(day))
