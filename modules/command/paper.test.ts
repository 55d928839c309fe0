/** What was written on paper must have been possible. */
import { expect, test } from 'vitest'
import { impossibleTime, paperNumber } from './paper.ts'

const at = (time: string) => new Date(`2026-11-03T${time}:00+08:00`)

test('a sheet is numbered by day, district and place in the day', () => {
  expect(paperNumber('2026-11-03', '440104001000', 7)).toBe('ZP20261103-440104-007')
})

test('nobody received it before it was dispatched, and nothing was done tomorrow', () => {
  const now = at('18:00')
  const out = new Date('2026-11-03T08:00:30+08:00')
  const times = { dispatchedAt: at('09:00'), receivedAt: at('09:20'), doneAt: at('11:00') }
  expect(impossibleTime(times, out, now)).toBeNull()
  expect(impossibleTime({ ...times, dispatchedAt: at('08:00') }, out, now)).toBeNull()
  expect(impossibleTime({ ...times, dispatchedAt: at('07:59') }, out, now)).toBe('dispatchedAt')
  expect(impossibleTime({ ...times, receivedAt: at('08:50') }, out, now)).toBe('receivedAt')
  expect(impossibleTime({ ...times, doneAt: at('09:10') }, out, now)).toBe('doneAt')
  expect(impossibleTime({ ...times, receivedAt: null, doneAt: at('19:00') }, out, now)).toBe('doneAt')
})
