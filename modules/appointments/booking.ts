/** Rules of booking 预约: which slots a day has, how far ahead, until when it may be cancelled, and what follows from not coming. */

/** Weekday 1 Monday … 7 Sunday; minutes since midnight, in the district's own time. */
export type Opening = { readonly weekday: number; readonly fromMinute: number; readonly untilMinute: number }
export type Slot = { readonly startAt: Date; readonly endAt: Date }

const minuteMs = 60_000
const dayMs = 86_400_000
/** The district is at UTC+8 the year round. */
const offsetMs = 8 * 3_600_000

/** The topic whoever looks at a place's times listens to: told when one of them is booked, given on or missed. */
export const topicOf = (placeId: string): string => `place:${placeId}`

export const dayOf = (at: Date): string => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Whole slots within each opening; what is left over at the end of an opening is no slot. */
export const slotsOf = (day: string, openings: readonly Opening[], slotMinutes: number): readonly Slot[] => {
  const midnight = Date.parse(`${day}T00:00:00Z`) - offsetMs
  const weekday = weekdayOf(day)
  return openings
    .filter((one) => one.weekday === weekday)
    .sort((one, other) => one.fromMinute - other.fromMinute)
    .flatMap(({ fromMinute, untilMinute }) =>
      Array.from({ length: Math.max(0, Math.floor((untilMinute - fromMinute) / slotMinutes)) }, (_, index) => {
        const start = midnight + (fromMinute + index * slotMinutes) * minuteMs
        return { startAt: new Date(start), endAt: new Date(start + slotMinutes * minuteMs) }
      }),
    )
}

export const isBookable = (slot: Slot, now: Date, daysAhead: number): boolean =>
  slot.startAt > now && dayOf(slot.startAt) <= addDays(dayOf(now), daysAhead)

/** 开始前两小时以前可以取消. */
export const mayCancel = (startAt: Date, now: Date, hoursBefore: number): boolean =>
  startAt.getTime() - now.getTime() >= hoursBefore * 3_600_000

/**
 * 爽约 Three times not come within the window: nothing can be booked for some days after the third. Those that were excused on
 * appeal do not count.
 */
export const pausedUntil = (
  missed: readonly { readonly at: Date; readonly isExcused: boolean }[],
  rule: { readonly times: number; readonly withinDays: number; readonly pauseDays: number },
): Date | null => {
  const counted = missed
    .filter(({ isExcused }) => !isExcused)
    .map(({ at }) => at.getTime())
    .sort((a, b) => a - b)
  let until: number | null = null
  for (let last = rule.times - 1; last < counted.length; last += 1) {
    const [first, third] = [counted[last - rule.times + 1] ?? 0, counted[last] ?? 0]
    if (third - first <= rule.withinDays * dayMs) until = third + rule.pauseDays * dayMs
  }
  return until === null ? null : new Date(until)
}

/** Signs without those that are mistaken for one another. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeFrom = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => signs[byte % signs.length] ?? '2').join('')
