/** When a session ends by itself. */
import { expect, test } from 'vitest'
import { defaultLimits, isAlive, shouldTouch } from './session-life.ts'

const start = new Date('2026-11-23T01:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const staff = {
  lastSeenAt: start,
  idleMinutes: defaultLimits.staff.idleMinutes,
  expiresAt: after(defaultLimits.staff.absoluteHours * 60),
}

test('a clerk who leaves the desk for half an hour is signed out', () => {
  expect(isAlive(staff, after(29.9))).toBe(true)
  expect(isAlive(staff, after(30))).toBe(false)
})
test('even a busy clerk signs in again after a shift', () => {
  expect(isAlive({ ...staff, lastSeenAt: after(719) }, after(719.5))).toBe(true)
  expect(isAlive({ ...staff, lastSeenAt: after(719) }, after(720))).toBe(false)
})
test('a resident stays signed in for a month', () => {
  const resident = { lastSeenAt: start, idleMinutes: defaultLimits.resident.idleMinutes, expiresAt: after(1e6) }
  expect(isAlive(resident, after(29 * 24 * 60))).toBe(true)
  expect(isAlive(resident, after(30 * 24 * 60))).toBe(false)
})
test('being seen is written down at most once a minute', () => {
  expect(shouldTouch(staff, after(0.9))).toBe(false)
  expect(shouldTouch(staff, after(1))).toBe(true)
})
