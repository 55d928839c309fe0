/** The calendar and the clock where districts lie: UTC+8 all year round, whatever the zone of the machine or the phone. */

const aheadMs = 8 * 3_600_000
const dayMs = 86_400_000
const written = (at: Date | number): string => new Date(Number(at) + aheadMs).toISOString()

/** `yyyy-MM-dd` of a moment; milliseconds since 1970 will do as well. */
export const dayOf = (at: Date | number): string => written(at).slice(0, 10)

/** `yyyy-MM` of a moment. */
export const monthOf = (at: Date | number): string => written(at).slice(0, 7)

/** `HH:mm` of a moment. */
export const clockOf = (at: Date | number): string => written(at).slice(11, 16)

/** When a day begins. `startOf('2026-11-23')` is 2026-11-22T16:00:00Z. */
export const startOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - aheadMs)

/** 1 (Monday) to 7 (Sunday) of a `yyyy-MM-dd`. */
export const weekdayOf = (day: string): number => ((Date.parse(`${day}T00:00:00Z`) / dayMs + 3) % 7) + 1
