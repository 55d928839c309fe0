/** After five wrong tries an account rests for a quarter of an hour (等保2.0: 10–30 min). */

export const lockoutLimits = Object.freeze({ failures: 5, minutes: 15 })

export type Failures = { readonly failures: number; readonly lockedUntil: Date | null }

export const isLocked = ({ lockedUntil }: Pick<Failures, 'lockedUntil'>, now: Date) =>
  lockedUntil !== null && lockedUntil.getTime() > now.getTime()

/** The count after one more wrong try; a lock that ran out starts a new count. */
export const afterFailure = (before: Failures, now: Date, limits = lockoutLimits): Failures => {
  if (isLocked(before, now)) return before
  const failures = (before.lockedUntil === null ? before.failures : 0) + 1
  return {
    failures,
    lockedUntil: failures >= limits.failures ? new Date(now.getTime() + limits.minutes * 60_000) : null,
  }
}
