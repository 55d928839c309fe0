/** Arithmetic of calendar days (`yyyy-MM-dd`) without clocks or time zones. */

export type Day = { readonly year: number; readonly month: number; readonly day: number }

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

export const isDay = ({ year, month, day }: Day): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)

/** The number so many digits make; NaN where one is none. Asked millions of times in a screening, so without patterns. */
const digits = (text: string, from: number, until: number): number => {
  let value = 0
  for (let at = from; at < until; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** A day that exists, or undefined: never a guess. */
export const readDay = (value: unknown): Day | undefined => {
  if (typeof value !== 'string' || value.length !== 10 || value[4] !== '-' || value[7] !== '-') return undefined
  const read = { year: digits(value, 0, 4), month: digits(value, 5, 7), day: digits(value, 8, 10) }
  return read.year >= 0 && isDay(read) ? read : undefined
}

/** Whole months from one day to another; negative when the second lies before the first. */
export const monthsFrom = (from: Day, to: Day): number => {
  const months = (to.year - from.year) * 12 + to.month - from.month
  return to.day < from.day ? months - 1 : months
}

/** Years completed on a day. Somebody born on 29 February completes a year on 1 March of common years (Civil Code §200–204). */
export const yearsFrom = (birth: Day, on: Day): number => Math.floor(monthsFrom(birth, on) / 12)

/** Days counted from a March of long ago, for differences: years that end in February put the leap day last. */
const numberOf = ({ year, month, day }: Day): number => {
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  return years * 365 + leaps + Math.floor((months * 153 + 2) / 5) + day
}
export const daysFrom = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** `MM-dd` of the year of another day: 31 August of this year. 29 February becomes 1 March where there is none. */
export const inYearOf = (monthDay: string, of: Day): Day | undefined =>
  readDay(`${String(of.year).padStart(4, '0')}-${monthDay}`) ??
  (monthDay === '02-29' ? { year: of.year, month: 3, day: 1 } : undefined)
