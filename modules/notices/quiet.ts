/** Quiet hours (免打扰): by the clock in China, which has kept UTC+8 without summer time since 1992. */

/** `22:00` and `07:30`; the same time twice means none. */
export type Quiet = { readonly from: string; readonly until: string }

export const standardQuiet: Quiet = { from: '22:00', until: '07:30' }

const dayMinutes = 24 * 60
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const zoneMs = 8 * 3_600_000

/** Minutes since midnight in China. */
export const minuteOfDay = (at: Date) => Math.floor((at.getTime() + zoneMs) / 60_000) % dayMinutes

/** Midnight in China of the day `at` lies in. */
export const startOfDay = (at: Date) => new Date(Math.floor((at.getTime() + zoneMs) / 86_400_000) * 86_400_000 - zoneMs)

export const isQuiet = (at: Date, quiet: Quiet): boolean => {
  const [from, until, now] = [minutesOf(quiet.from), minutesOf(quiet.until), minuteOfDay(at)]
  return from <= until ? now >= from && now < until : now >= from || now < until
}

/** The end of the quiet hours `at` lies in; `at` itself when it lies in none. */
export const endOfQuiet = (at: Date, quiet: Quiet): Date => {
  if (!isQuiet(at, quiet)) return at
  const minutes = (minutesOf(quiet.until) - minuteOfDay(at) + dayMinutes) % dayMinutes
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000 + minutes * 60_000)
}
