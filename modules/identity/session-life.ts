/** How long a session lives: idle and absolute limits, for staff and for residents. */
import type { Persona } from './contract.ts'

export type Limits = { readonly idleMinutes: number; readonly absoluteHours: number }

export const defaultLimits = Object.freeze({
  staff: { idleMinutes: 30, absoluteHours: 12 },
  resident: { idleMinutes: 30 * 24 * 60, absoluteHours: 180 * 24 },
  /** On a device others use after this person. */
  shared: { idleMinutes: 10, absoluteHours: 1 },
  /** Between the password and the second factor. */
  pending: { idleMinutes: 10, absoluteHours: 0.25 },
})

export const isStaffPersona = (persona: Persona) => persona === 'worker' || persona === 'desk'

type Life = { readonly lastSeenAt: Date; readonly idleMinutes: number; readonly expiresAt: Date }

export const isAlive = ({ lastSeenAt, idleMinutes, expiresAt }: Life, now: Date) =>
  now < expiresAt && now.getTime() - lastSeenAt.getTime() < idleMinutes * 60_000

/** Writing "seen" on every request would cost a write per read: a minute's grain, finer for short idle limits. */
export const touchEveryMs = (idleMinutes: number) => Math.min(60_000, (idleMinutes * 60_000) / 10)

export const shouldTouch = ({ lastSeenAt, idleMinutes }: Pick<Life, 'lastSeenAt' | 'idleMinutes'>, now: Date) =>
  now.getTime() - lastSeenAt.getTime() >= touchEveryMs(idleMinutes)
