/** Slots, cancelling in time, and the pause after not coming three times. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, isBookable, mayCancel, pausedUntil, slotsOf, weekdayOf } from './booking.ts'

const rule = { times: 3, withinDays: 180, pauseDays: 30 }
const at = (day: number) => new Date(Date.UTC(2026, 0, day, 2))

test('a morning from nine to twelve has six slots of half an hour, in the district’s own time', () => {
  const slots = slotsOf('2026-04-07', [{ weekday: 2, fromMinute: 540, untilMinute: 720 }], 30)
  expect(slots.map(({ startAt }) => startAt.toISOString().slice(11, 16))).toEqual([
    '01:00',
    '01:30',
    '02:00',
    '02:30',
    '03:00',
    '03:30',
  ])
  expect(slotsOf('2026-04-08', [{ weekday: 2, fromMinute: 540, untilMinute: 720 }], 30)).toEqual([])
})

test('slots never overlap, never leave their opening, and fill it but for less than one slot', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 440 }),
      fc.integer({ min: 5, max: 120 }),
      (from, length, minutes) => {
        const slots = slotsOf('2026-04-07', [{ weekday: 2, fromMinute: from, untilMinute: from + length }], minutes)
        expect(slots.length).toBe(Math.floor(length / minutes))
        for (const [index, slot] of slots.entries()) {
          expect(slot.endAt.getTime() - slot.startAt.getTime()).toBe(minutes * 60_000)
          expect(slots[index + 1]?.startAt ?? slot.endAt).toEqual(slot.endAt)
        }
      },
    ),
  )
})

test('what has begun cannot be booked, nor what is too far ahead; two hours before it can still be cancelled', () => {
  const now = new Date('2026-04-07T01:00:00Z')
  const slot = (startAt: string) => ({ startAt: new Date(startAt), endAt: new Date(startAt) })
  expect(isBookable(slot('2026-04-07T01:00:00Z'), now, 7)).toBe(false)
  expect(isBookable(slot('2026-04-14T09:00:00Z'), now, 7)).toBe(true)
  expect(isBookable(slot('2026-04-15T01:00:00Z'), now, 7)).toBe(false)
  expect(mayCancel(new Date('2026-04-07T03:00:00Z'), now, 2)).toBe(true)
  expect(mayCancel(new Date('2026-04-07T02:59:00Z'), now, 2)).toBe(false)
})

test('the third time within half a year pauses for thirty days; one that was excused does not count', () => {
  const missed = (days: readonly number[], excused: readonly number[] = []) =>
    days.map((day) => ({ at: at(day), isExcused: excused.includes(day) }))
  expect(pausedUntil(missed([1, 20]), rule)).toBeNull()
  expect(pausedUntil(missed([1, 20, 30]), rule)).toEqual(at(60))
  expect(pausedUntil(missed([1, 20, 30], [20]), rule)).toBeNull()
  expect(pausedUntil(missed([1, 20, 250]), rule)).toBeNull()
})

test('more excuses never make a pause longer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ day: fc.integer({ min: 1, max: 700 }), isExcused: fc.boolean() }), { maxLength: 12 }),
      (all) => {
        const before =
          pausedUntil(
            all.map((one) => ({ at: at(one.day), isExcused: false })),
            rule,
          )?.getTime() ?? 0
        const after =
          pausedUntil(
            all.map((one) => ({ at: at(one.day), isExcused: one.isExcused })),
            rule,
          )?.getTime() ?? 0
        expect(after).toBeLessThanOrEqual(before)
      },
    ),
  )
})

test('days go on over months and know their weekday', () => {
  expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
  expect(weekdayOf('2026-04-05')).toBe(7)
  expect(dayOf(new Date('2026-04-06T17:00:00Z'))).toBe('2026-04-07')
})
