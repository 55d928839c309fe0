/** Duty rosters 值班表: who stands in which shift at an instant, over midnights, rest days and stand-ins; and whom to call next. */
import type { Grade, Post } from './contract.ts'

export type ShiftPlan = {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly days: 'every' | 'workdays' | 'restDays'
  readonly validFrom: string
  readonly validTo: string | null
}

export type RosterPlan = {
  readonly shiftId: string
  readonly memberId: string
  readonly post: Post
  readonly startsOn: string
  readonly endsOn: string | null
  readonly everyDays: number
  readonly isStandIn: boolean
}

/** Days that differ from the plain week: rest days 放假 and make-up working days 调休. */
export type RestDays = { readonly rest: ReadonlySet<string>; readonly work: ReadonlySet<string> }

const dayMs = 86_400_000
// One time zone and no summer time in the whole country: plain arithmetic is exact.
const shanghaiMs = 8 * 3_600_000

export const dayOf = (at: number) => new Date(at + shanghaiMs).toISOString().slice(0, 10)
const dayNumber = (day: string) => Math.floor(Date.parse(day) / dayMs)
const dayBefore = (day: string) => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10)
const instant = (day: string, clock: string) => Date.parse(`${day}T${clock}:00+08:00`)

export const isRestDay = (day: string, { rest, work }: RestDays) => {
  if (rest.has(day)) return true
  if (work.has(day)) return false
  const weekday = new Date(Date.parse(day)).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The day a running shift began and when it ends, or null when it does not run. A night shift belongs to its first day. */
export const runningSince = (
  shift: ShiftPlan,
  at: number,
  days: RestDays,
): { readonly day: string; readonly until: number } | null => {
  const today = dayOf(at)
  const overnight = shift.endsAt <= shift.startsAt
  for (const day of overnight ? [today, dayBefore(today)] : [today]) {
    const from = instant(day, shift.startsAt)
    const until = instant(day, shift.endsAt) + (overnight ? dayMs : 0)
    if (at < from || at >= until) continue
    if (day < shift.validFrom || (shift.validTo !== null && day > shift.validTo)) continue
    if (shift.days !== 'every' && isRestDay(day, days) !== (shift.days === 'restDays')) continue
    return { day, until }
  }
  return null
}

/** Who stands in a shift that begins on this day. A stand-in 顶班 takes the place of the rotation of the same post. */
export const standingOn = <L extends RosterPlan>(lines: readonly L[], day: string): readonly L[] => {
  const due = lines.filter(
    (line) =>
      line.startsOn <= day &&
      (line.endsOn === null || day <= line.endsOn) &&
      (dayNumber(day) - dayNumber(line.startsOn)) % line.everyDays === 0,
  )
  const replaced = new Set(due.filter((line) => line.isStandIn).map((line) => line.post))
  return due.filter((line) => line.isStandIn || !replaced.has(line.post))
}

/** All who are on duty at an instant, with the end of their shift. */
export const onDutyAt = <S extends ShiftPlan, L extends RosterPlan>(
  shifts: readonly S[],
  lines: readonly L[],
  at: number,
  days: RestDays,
): readonly { readonly shift: S; readonly line: L; readonly until: number }[] => {
  const byShift = Map.groupBy(lines, (line) => line.shiftId)
  return shifts.flatMap((shift) => {
    const running = runningSince(shift, at, days)
    if (!running) return []
    return standingOn(byShift.get(shift.id) ?? [], running.day).map((line) => ({ shift, line, until: running.until }))
  })
}

export type EscalationLevel = 'unit' | 'community' | 'subdistrict' | 'district' | 'emergency'

const paths: Readonly<Record<Grade, readonly EscalationLevel[]>> = {
  ordinary: ['unit'],
  pressing: ['unit', 'community'],
  urgent: ['unit', 'community', 'subdistrict'],
  critical: ['unit', 'community', 'subdistrict', 'district', 'emergency'],
}

/** The escalation path 升级路径: 一般 the unit; 较急 and the community; 紧急 the street's duty leader; 特急 the district's and the emergency bureau. */
export const pathOf = (grade: Grade) => paths[grade]

/** Days published by the State Council; what an administrator sets adds to them. */
export const publishedDays = {
  rest: [
    ['2025-01-01', '2025-01-01'],
    ['2025-01-28', '2025-02-04'],
    ['2025-04-04', '2025-04-06'],
    ['2025-05-01', '2025-05-05'],
    ['2025-05-31', '2025-06-02'],
    ['2025-10-01', '2025-10-08'],
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
    ['2026-09-25', '2026-09-27'],
    ['2026-10-01', '2026-10-07'],
  ],
  work: [
    '2025-01-26',
    '2025-02-08',
    '2025-04-27',
    '2025-09-28',
    '2025-10-11',
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ],
} as const

export const restDaysFrom = (
  extra: { readonly restDays?: readonly string[]; readonly workDays?: readonly string[] } = {},
): RestDays => {
  const rest = new Set<string>(extra.restDays)
  for (const [first, last] of publishedDays.rest)
    for (let day = Date.parse(first); day <= Date.parse(last); day += dayMs)
      rest.add(new Date(day).toISOString().slice(0, 10))
  const work = new Set<string>([...publishedDays.work, ...(extra.workDays ?? [])])
  for (const day of extra.workDays ?? []) rest.delete(day)
  for (const day of extra.restDays ?? []) work.delete(day)
  return { rest, work }
}
