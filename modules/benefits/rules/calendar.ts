/** Arithmetic of calendar days (`yyyy-MM-dd`) without clocks or time zones. */

export type Day = { readonly year: number; readonly month: number; readonly day: number }

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

/** A day that exists, or undefined: never a guess. */
export const readDay = (value: unknown): Day | undefined => {
  if (typeof value !== 'string') return undefined
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return day >= 1 && day <= lengthOf(year, month) ? { year, month, day } : undefined
}

/** Whole months from one day to another; negative when the second lies before the first. */
export const monthsFrom = (from: Day, to: Day): number => {
  const months = (to.year - from.year) * 12 + to.month - from.month
  return to.day < from.day ? months - 1 : months
}

/** Years completed on a day. Somebody born on 29 February completes a year on 1 March of common years (Civil Code §200–204). */
export const yearsFrom = (birth: Day, on: Day): number => Math.floor(monthsFrom(birth, on) / 12)

/** Days since 1970-01-01, for differences. */
const numberOf = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day) / 86_400_000
export const daysFrom = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** `MM-dd` of the year of another day: 31 August of this year. 29 February becomes 1 March where there is none. */
export const inYearOf = (monthDay: string, of: Day): Day | undefined =>
  readDay(`${String(of.year).padStart(4, '0')}-${monthDay}`) ??
  (monthDay === '02-29' ? { year: of.year, month: 3, day: 1 } : undefined)
