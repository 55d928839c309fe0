/** Clocks (时限): how much time a matter has, counted in the four units of city management, with pauses and extensions. */
import { addWorkDays, addWorkTime, type Calendar, workDaysBetween, workTimeBetween } from './calendar.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000

/** 工作时 runs in work hours only; 紧急工作时 round the clock; 工作日 are working days; 紧急工作日 calendar days. */
export type LimitUnit = 'workHours' | 'urgentHours' | 'workDays' | 'urgentDays'
/** `endOfDay` (the usual mode) lets working days run to the close of the last one; `sameClock` to the same time of day. */
export type Limit = { readonly amount: number; readonly unit: LimitUnit; readonly dayMode?: 'endOfDay' | 'sameClock' }
/**
 * A time during which the clock stood still; `until` null while it still does. Milliseconds since 1970. `for` says that it is the
 * reporter who is waited for, which ends after a time; a notice, a hearing or an appraisal (公示、听证、鉴定) lasts as long as it takes.
 */
export type Pause = { readonly from: number; readonly until: number | null; readonly for?: 'reporter' }
/** All a clock has to remember. The limit and the calendar's version stay as they were when it started. */
export type Clock = {
  readonly startedAt: number
  readonly limit: Limit
  readonly pauses: readonly Pause[]
  /** Time granted on top (延期), each in the unit it was granted in. */
  readonly extensions: readonly Limit[]
  readonly stoppedAt: number | null
}

/** A clock that starts now. */
export const startClock = (startedAt: number, limit: Limit): Clock => ({
  startedAt,
  limit,
  pauses: [],
  extensions: [],
  stoppedAt: null,
})

const isUrgent = (unit: LimitUnit) => unit === 'urgentHours' || unit === 'urgentDays'
/** The line time runs on: round the clock, or work hours. */
const advance = (calendar: Calendar, unit: LimitUnit, from: number, ms: number) =>
  isUrgent(unit) ? from + ms : addWorkTime(calendar, from, ms)
const measure = (calendar: Calendar, unit: LimitUnit, from: number, until: number) =>
  isUrgent(unit) ? until - from : workTimeBetween(calendar, from, until)

/** Pauses in order, overlaps joined, an open one lasting until `asOf` (or of no length when not given). */
const closed = (pauses: readonly Pause[], asOf?: number) => {
  const out: { from: number; until: number }[] = []
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const until = pause.until ?? Math.max(pause.from, asOf ?? pause.from)
    const last = out.at(-1)
    if (last && pause.from <= last.until) last.until = Math.max(last.until, until)
    else out.push({ from: pause.from, until })
  }
  return out
}

/** The instant at which so much time has run, pauses left out. */
const advancePast = (calendar: Calendar, clock: Clock, ms: number, asOf?: number) => {
  let at = clock.startedAt
  let left = ms
  for (const { from, until } of closed(clock.pauses, asOf)) {
    if (until <= at) continue
    const run = from > at ? measure(calendar, clock.limit.unit, at, from) : 0
    if (run >= left) break
    left -= run
    at = until
  }
  return advance(calendar, clock.limit.unit, at, left)
}

/** Adds a limit to an instant, without pauses: `addLimit(calendar, friday, { amount: 4, unit: 'workHours' })`. */
export const addLimit = (calendar: Calendar, from: number, limit: Limit): number => {
  if (limit.unit === 'workHours') return addWorkTime(calendar, from, limit.amount * hourMs)
  if (limit.unit === 'urgentHours') return from + limit.amount * hourMs
  if (limit.unit === 'urgentDays') return from + limit.amount * dayMs
  return addWorkDays(calendar, from, limit.amount, limit.dayMode ?? 'endOfDay')
}

/**
 * When the clock runs out, pauses and extensions counted. Working days to the end of the day move by the working days
 * on which the pause ended later than it began; part of a day, and every other unit, moves by exactly the time paused.
 */
export const dueAt = (clock: Clock, calendar: Calendar, asOf?: number): number => {
  const { limit } = clock
  let due: number
  if (limit.unit === 'workDays') {
    due = addLimit(calendar, clock.startedAt, limit)
    for (const { from, until } of closed(clock.pauses, asOf)) {
      if (from >= due || until <= clock.startedAt) continue
      const begin = Math.max(from, clock.startedAt)
      due =
        limit.dayMode === 'sameClock' || limit.amount < 1
          ? addWorkTime(calendar, due, workTimeBetween(calendar, begin, until))
          : addWorkDays(calendar, due - 1, workDaysBetween(calendar, begin, until), 'endOfDay')
    }
  } else due = advancePast(calendar, clock, limit.amount * (limit.unit === 'urgentDays' ? dayMs : hourMs), asOf)
  // One millisecond back keeps a due at closing time from being read as the next opening.
  for (const extension of clock.extensions)
    due = isUrgent(extension.unit)
      ? addLimit(calendar, due, extension)
      : addLimit(calendar, due - 1, extension) + (extension.unit === 'workHours' ? 1 : 0)
  return due
}

/** Time run so far on the clock's own line (work hours, or round the clock), pauses left out. */
export const elapsedMs = (clock: Clock, calendar: Calendar, now: number): number => {
  const end = Math.min(now, clock.stoppedAt ?? now)
  if (end <= clock.startedAt) return 0
  const paused = closed(clock.pauses, end).reduce((sum, { from, until }) => {
    const begin = Math.max(from, clock.startedAt)
    const finish = Math.min(until, end)
    return finish > begin ? sum + measure(calendar, clock.limit.unit, begin, finish) : sum
  }, 0)
  return measure(calendar, clock.limit.unit, clock.startedAt, end) - paused
}

/** Time left on the clock's own line; negative when overdue. A paused clock keeps what it had. */
export const remainingMs = (clock: Clock, calendar: Calendar, now: number): number => {
  const open = clock.pauses.find((pause) => pause.until === null)
  const at = Math.min(now, open?.from ?? now, clock.stoppedAt ?? now)
  return measure(calendar, clock.limit.unit, at, dueAt(clock, calendar))
}

/** When to remind: after this share (0.75) of the whole time has run. */
export const remindAt = (clock: Clock, calendar: Calendar, share: number): number => {
  const due = dueAt(clock, calendar)
  const whole = elapsedMs(
    { ...clock, stoppedAt: null, pauses: clock.pauses.filter((pause) => pause.until !== null) },
    calendar,
    due,
  )
  return Math.min(due, advancePast(calendar, clock, whole * share))
}

/** Is there an open pause? */
export const isPaused = (clock: Clock) => clock.pauses.some((pause) => pause.until === null)
/** Stands still from now; already standing still, it stays as it is. */
export const pause = (clock: Clock, now: number, whom?: Pause['for']): Clock =>
  isPaused(clock) || clock.stoppedAt !== null
    ? clock
    : { ...clock, pauses: [...clock.pauses, { from: now, until: null, ...(whom ? { for: whom } : {}) }] }
/** Runs again from now. */
export const resume = (clock: Clock, now: number): Clock => ({
  ...clock,
  pauses: clock.pauses.map((one) => (one.until === null ? { ...one, until: Math.max(one.from, now) } : one)),
})
/** Grants more time. */
export const extend = (clock: Clock, by: Limit): Clock => ({ ...clock, extensions: [...clock.extensions, by] })
/** Ends; an open pause ends with it. */
export const stop = (clock: Clock, now: number): Clock => ({ ...resume(clock, now), stoppedAt: now })
/** Ended, or looked at, in time? */
export const isInTime = (clock: Clock, calendar: Calendar, now: number) =>
  (clock.stoppedAt ?? now) <= dueAt(clock, calendar, now)
