/** How long a forgetful person, or a thief, has to wait. */
import { expect, test } from 'vitest'
import { afterFailure, type Failures, isLocked } from './lockout.ts'

const noon = new Date('2026-11-23T04:00:00Z')
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const fail = (times: number, at = noon) => {
  let state: Failures = { failures: 0, lockedUntil: null }
  for (let i = 0; i < times; i++) state = afterFailure(state, at)
  return state
}

test('four mistakes are forgiven, the fifth locks for fifteen minutes', () => {
  expect(isLocked(fail(4), noon)).toBe(false)
  expect(fail(5).lockedUntil).toEqual(minutesLater(15))
  expect(isLocked(fail(5), minutesLater(14.9))).toBe(true)
  expect(isLocked(fail(5), minutesLater(15))).toBe(false)
})
test('tries while locked do not prolong the lock', () => {
  expect(afterFailure(fail(5), minutesLater(10)).lockedUntil).toEqual(minutesLater(15))
})
test('after the lock the count starts anew', () => {
  expect(afterFailure(fail(5), minutesLater(16))).toEqual({ failures: 1, lockedUntil: null })
})
