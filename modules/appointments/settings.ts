/** What a district decides about booking. */
import { Type } from '@liren/contract'

const whole = (fallback: number, minimum: number, maximum: number) =>
  Type.Integer({ default: fallback, minimum, maximum })

export const platformSettings = Type.Object({
  cancelHoursBefore: whole(2, 0, 72),
  missedTimes: whole(3, 1, 20),
  missedWithinDays: whole(180, 1, 730),
  pauseDays: whole(30, 1, 365),
  /** Bookings one person may have ahead: at one place, and everywhere together. */
  aheadAtPlace: whole(3, 1, 50),
  aheadInAll: whole(10, 1, 200),
  /** Minutes after the beginning at which somebody counts as not come. */
  graceMinutes: whole(30, 0, 240),
})
