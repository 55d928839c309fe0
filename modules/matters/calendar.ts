/** The work calendar (工作日历): which days and hours count as work, over the State Council's holidays and make-up days (调休). */

const minuteMs = 60_000
const dayMs = 86_400_000
// China keeps one time, UTC+8, without summer time since 1991; plain arithmetic is exact and fast.
const shanghaiMs = 8 * 3_600_000

/** Work hours as minutes of the day, and the days that differ from Monday to Friday. */
export type Calendar = {
  readonly version: string
  readonly hours: readonly (readonly [opens: number, closes: number])[]
  readonly off: ReadonlySet<string>
  readonly work: ReadonlySet<string>
}
/** What a district sets: hours as `09:00`, extra days off and working days as `yyyy-MM-dd`. */
export type CalendarSettings = {
  readonly workHours?: readonly (readonly [string, string])[]
  readonly daysOff?: readonly string[]
  readonly workingDays?: readonly string[]
}

const days = (year: number, spans: readonly string[]) =>
  spans.flatMap((span) => {
    const [first = '', last = first] = span.split('–')
    const out: string[] = []
    for (let day = Date.parse(`${year}-${first}`); day <= Date.parse(`${year}-${last}`); day += dayMs)
      out.push(new Date(day).toISOString().slice(0, 10))
    return out
  })

/** Days off and make-up working days as published; 2026 is to be checked against the final notice. */
export const holidays: Readonly<Record<number, { readonly off: readonly string[]; readonly work: readonly string[] }>> =
  Object.freeze({
    2024: {
      off: days(2024, ['01-01', '02-10–02-17', '04-04–04-06', '05-01–05-05', '06-10', '09-15–09-17', '10-01–10-07']),
      work: days(2024, ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12']),
    },
    2025: {
      off: days(2025, ['01-01', '01-28–02-04', '04-04–04-06', '05-01–05-05', '05-31–06-02', '10-01–10-08']),
      work: days(2025, ['01-26', '02-08', '04-27', '09-28', '10-11']),
    },
    2026: {
      off: days(2026, [
        '01-01–01-03',
        '02-15–02-23',
        '04-04–04-06',
        '05-01–05-05',
        '06-19–06-21',
        '09-25–09-27',
        '10-01–10-07',
      ]),
      work: days(2026, ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']),
    },
  })
const published = '2026.1'

const minutes = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/**
 * A calendar from a district's settings over the published holidays. The version changes with every setting.
 * @example calendarFrom({ workHours: [['08:00', '18:00']] })
 */
export const calendarFrom = (settings: CalendarSettings = {}): Calendar => {
  const hours = (
    settings.workHours ?? [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ]
  )
    .map(([opens, closes]) => [minutes(opens), minutes(closes)] as const)
    .filter(([opens, closes]) => closes > opens)
    .sort(([a], [b]) => a - b)
  if (hours.length === 0) throw new Error('a calendar needs work hours')
  const daysOff = settings.daysOff ?? []
  const workingDays = settings.workingDays ?? []
  const off = new Set([...Object.values(holidays).flatMap((year) => year.off), ...daysOff])
  const work = new Set([...Object.values(holidays).flatMap((year) => year.work), ...workingDays])
  for (const day of workingDays) off.delete(day)
  for (const day of daysOff) work.delete(day)
  const own = [
    hours.map((span) => span.join('-')).join('+'),
    ...daysOff.map((day) => `-${day}`),
    ...workingDays.map((day) => `+${day}`),
  ]
  return Object.freeze({ version: `${published}/${own.join(',')}`, hours, off, work })
}

const dayOf = (at: number) => Math.floor((at + shanghaiMs) / dayMs)
const startOf = (day: number) => day * dayMs - shanghaiMs
/** The calendar day of an instant in Shanghai, `yyyy-MM-dd`. */
export const localDay = (at: number) => new Date(at + shanghaiMs).toISOString().slice(0, 10)

const isWorkDay = (calendar: Calendar, day: number) => {
  const name = new Date(day * dayMs).toISOString().slice(0, 10)
  if (calendar.work.has(name)) return true
  if (calendar.off.has(name)) return false
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6
}
const nextWorkDay = (calendar: Calendar, day: number) => {
  let next = day + 1
  while (!isWorkDay(calendar, next)) next += 1
  return next
}
const closing = (calendar: Calendar) => (calendar.hours.at(-1)?.[1] ?? 0) * minuteMs

/** The instant itself in work hours, else the next opening. */
export const nextOpening = (calendar: Calendar, at: number): number => {
  let day = dayOf(at)
  if (isWorkDay(calendar, day))
    for (const [opens, closes] of calendar.hours) {
      if (at < startOf(day) + opens * minuteMs) return startOf(day) + opens * minuteMs
      if (at < startOf(day) + closes * minuteMs) return at
    }
  day = nextWorkDay(calendar, day)
  return startOf(day) + (calendar.hours[0]?.[0] ?? 0) * minuteMs
}

/** The instant at which so much work time has passed; lands on a closing rather than on the next opening. */
export const addWorkTime = (calendar: Calendar, from: number, amountMs: number): number => {
  let left = amountMs
  let at = nextOpening(calendar, from)
  if (left <= 0) return at
  for (let day = dayOf(at); ; day = nextWorkDay(calendar, day))
    for (const [opens, closes] of calendar.hours) {
      const begin = Math.max(at, startOf(day) + opens * minuteMs)
      const end = startOf(day) + closes * minuteMs
      if (end <= begin) continue
      if (left <= end - begin) return begin + left
      left -= end - begin
      at = end
    }
}

/** Work time between two instants, negative when the second comes first. */
export const workTimeBetween = (calendar: Calendar, from: number, until: number): number => {
  if (until < from) return -workTimeBetween(calendar, until, from)
  let sum = 0
  for (let day = dayOf(from); day <= dayOf(until); day += 1) {
    if (!isWorkDay(calendar, day)) continue
    for (const [opens, closes] of calendar.hours) {
      const begin = Math.max(from, startOf(day) + opens * minuteMs)
      const end = Math.min(until, startOf(day) + closes * minuteMs)
      if (end > begin) sum += end - begin
    }
  }
  return sum
}

/**
 * So many working days on: at closing time of the last one, or at the same time of day. Part of a day is its share of the work time: half a
 * day from the morning is over in the afternoon, and a day and a half is half a day and then to the close of the next.
 */
export const addWorkDays = (
  calendar: Calendar,
  from: number,
  amount: number,
  mode: 'endOfDay' | 'sameClock',
): number => {
  const whole = Math.floor(amount)
  const perDay = calendar.hours.reduce((sum, [opens, closes]) => sum + (closes - opens) * minuteMs, 0)
  const part = (amount - whole) * perDay
  const opening = nextOpening(calendar, from)
  const start = mode === 'endOfDay' && part > 0 ? addWorkTime(calendar, opening, part) : opening
  if (mode === 'endOfDay' && part > 0 && whole === 0) return start
  let day = dayOf(start)
  for (let n = 0; n < whole; n += 1) day = nextWorkDay(calendar, day)
  if (mode === 'endOfDay') return startOf(day) + closing(calendar)
  const at = startOf(day) + (start - startOf(dayOf(start)))
  return part > 0 ? addWorkTime(calendar, at, part) : at
}

/** Working days begun after the first instant's day, up to and including the second's. */
export const workDaysBetween = (calendar: Calendar, from: number, until: number): number => {
  let count = 0
  for (let day = dayOf(from) + 1; day <= dayOf(until); day += 1) if (isWorkDay(calendar, day)) count += 1
  return count
}
