/** Time people are given: the vectors of city management, and what must hold whatever the day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkTime, calendarFrom, localDay, nextOpening, workTimeBetween } from './calendar.ts'
import {
  addLimit,
  type Clock,
  dueAt,
  elapsedMs,
  extend,
  isInTime,
  type Limit,
  pause,
  remainingMs,
  remindAt,
  resume,
  startClock,
  stop,
} from './clock.ts'

const calendar = calendarFrom()
const at = (text: string) => Date.parse(`${text}+08:00`)
const friday = at('2025-01-24T17:00')
const hour = 3_600_000
const day = 24 * hour

describe('from Friday 24 January 2025, 17:00, before Spring Festival', () => {
  const vectors: [string, Limit, string][] = [
    ['4 工作时 end at noon of the make-up Sunday', { amount: 4, unit: 'workHours' }, '2025-01-26T12:00'],
    ['2 紧急工作时 run on into the evening', { amount: 2, unit: 'urgentHours' }, '2025-01-24T19:00'],
    ['1 工作日 ends with the make-up Sunday', { amount: 1, unit: 'workDays' }, '2025-01-26T18:00'],
    [
      '1 工作日 by the same clock ends at 17:00',
      { amount: 1, unit: 'workDays', dayMode: 'sameClock' },
      '2025-01-26T17:00',
    ],
    ['3 工作日 end after the festival', { amount: 3, unit: 'workDays' }, '2025-02-05T18:00'],
    ['1 紧急工作日 is one day', { amount: 1, unit: 'urgentDays' }, '2025-01-25T17:00'],
  ]
  for (const [what, limit, due] of vectors)
    test(what, () => {
      expect(dueAt(startClock(friday, limit), calendar)).toBe(at(due))
      expect(addLimit(calendar, friday, limit)).toBe(at(due))
    })
})

test('half a working day from nine in the morning ends the same day, and half a day more is never a whole one', () => {
  const half: Limit = { amount: 0.5, unit: 'workDays' }
  expect(addLimit(calendar, at('2025-01-06T09:00'), half)).toBe(at('2025-01-06T14:15'))
  expect(addLimit(calendar, at('2025-01-06T15:00'), half)).toBe(at('2025-01-07T09:45'))
  expect(addLimit(calendar, at('2025-01-06T09:00'), { ...half, amount: 1.5 })).toBe(at('2025-01-07T18:00'))
  expect(addLimit(calendar, at('2025-01-06T15:00'), { ...half, amount: 1.5 })).toBe(at('2025-01-08T18:00'))
  const paused = resume(pause(startClock(at('2025-01-06T09:00'), half), at('2025-01-06T10:00')), at('2025-01-06T11:00'))
  expect(dueAt(paused, calendar)).toBe(at('2025-01-06T15:15'))
})

test('a report at night counts from the next opening, one in the lunch break from half past one', () => {
  expect(nextOpening(calendar, at('2025-01-24T21:00'))).toBe(at('2025-01-26T09:00'))
  expect(addWorkTime(calendar, at('2025-01-24T12:30'), hour)).toBe(at('2025-01-24T14:30'))
  expect(dueAt(startClock(at('2025-01-25T10:00'), { amount: 1, unit: 'workDays' }), calendar)).toBe(
    at('2025-01-27T18:00'),
  )
})

test('make-up days work and holidays rest, in all three years', () => {
  const works = (dayName: string) => nextOpening(calendar, at(`${dayName}T09:00`)) === at(`${dayName}T09:00`)
  for (const name of [
    '2024-02-04',
    '2024-02-18',
    '2024-05-11',
    '2024-10-12',
    '2025-02-08',
    '2025-10-11',
    '2026-01-04',
    '2026-10-10',
  ])
    expect(works(name), name).toBe(true)
  for (const name of [
    '2024-02-12',
    '2024-06-10',
    '2024-09-17',
    '2025-01-28',
    '2025-06-02',
    '2025-10-08',
    '2026-02-23',
    '2026-09-25',
  ])
    expect(works(name), name).toBe(false)
})

test('a district sets its own hours and days, and the version says so', () => {
  const own = calendarFrom({ workHours: [['08:00', '18:00']], daysOff: ['2025-01-26'] })
  expect(addWorkTime(own, friday, 4 * hour)).toBe(at('2025-01-27T11:00'))
  expect(own.version).not.toBe(calendar.version)
})

test('waiting for the reporter stops the clock; the rest of the time is still there afterwards', () => {
  const four = startClock(at('2025-01-06T09:00'), { amount: 4, unit: 'workHours' })
  const waiting = pause(four, at('2025-01-06T10:00'))
  expect(remainingMs(waiting, calendar, at('2025-01-09T10:00'))).toBe(3 * hour)
  const going = resume(waiting, at('2025-01-07T09:30'))
  expect(dueAt(going, calendar)).toBe(at('2025-01-07T14:00'))
  const days = resume(
    pause(startClock(at('2025-01-06T09:00'), { amount: 2, unit: 'workDays' }), at('2025-01-07T10:00')),
    at('2025-01-09T10:00'),
  )
  expect(dueAt(days, calendar)).toBe(at('2025-01-10T18:00'))
})

test('granted time comes on top, in its own unit', () => {
  const one = startClock(at('2025-01-06T10:00'), { amount: 1, unit: 'workDays' })
  expect(dueAt(extend(one, { amount: 1, unit: 'workDays' }), calendar)).toBe(at('2025-01-08T18:00'))
  expect(dueAt(extend(one, { amount: 2, unit: 'workHours' }), calendar)).toBe(at('2025-01-08T11:00'))
  expect(dueAt(extend(one, { amount: 2, unit: 'urgentHours' }), calendar)).toBe(at('2025-01-07T20:00'))
})

test('a later rule never changes an earlier promise: the clock keeps its own limit', () => {
  const promised = startClock(friday, { amount: 2, unit: 'urgentHours' })
  expect(isInTime(stop(promised, at('2025-01-24T19:00')), calendar, at('2026-01-01T00:00'))).toBe(true)
  expect(isInTime(stop(promised, at('2025-01-24T19:01')), calendar, at('2026-01-01T00:00'))).toBe(false)
})

test('the reminder comes after three quarters of the time', () => {
  expect(remindAt(startClock(at('2025-01-06T09:00'), { amount: 4, unit: 'workHours' }), calendar, 0.75)).toBe(
    at('2025-01-06T12:00'),
  )
  expect(remindAt(startClock(friday, { amount: 4, unit: 'urgentDays' }), calendar, 0.75)).toBe(friday + 3 * day)
})

const moments = fc.integer({ min: at('2024-01-01T00:00'), max: at('2026-12-01T00:00') }).map((ms) => ms - (ms % 60_000))
const units = fc.constantFrom<Limit['unit']>('workHours', 'urgentHours', 'workDays', 'urgentDays')
const limits = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: units })
const within = fc.integer({ min: 1, max: 6000 })

test('whoever reports later is never due earlier, and more time is never less', () => {
  fc.assert(
    fc.property(moments, limits, within, (start, limit, later) => {
      const due = dueAt(startClock(start, limit), calendar)
      expect(due).toBeGreaterThan(start)
      expect(dueAt(startClock(start + later * 60_000, limit), calendar)).toBeGreaterThanOrEqual(due)
      expect(dueAt(startClock(start, { ...limit, amount: limit.amount + 1 }), calendar)).toBeGreaterThan(due)
    }),
  )
})

test('half a day more is never less, and part of a day never longer than the whole', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 40 }), (start, halves) => {
      const due = (amount: number) => addLimit(calendar, start, { amount, unit: 'workDays' })
      expect(due((halves + 1) / 2)).toBeGreaterThanOrEqual(due(halves / 2))
      expect(due(halves / 2)).toBeLessThanOrEqual(due(Math.ceil(halves / 2 + 0.5)))
    }),
  )
})

test('work hours add up, however they are cut', () => {
  fc.assert(
    fc.property(moments, within, within, (start, a, b) => {
      const [first, second] = [a * 60_000, b * 60_000]
      expect(addWorkTime(calendar, addWorkTime(calendar, start, first), second)).toBe(
        addWorkTime(calendar, start, first + second),
      )
      expect(workTimeBetween(calendar, start, addWorkTime(calendar, start, first))).toBe(first)
    }),
  )
})

test('a pause moves the due time by exactly the time paused, and elapsed time stands still meanwhile', () => {
  fc.assert(
    fc.property(
      moments,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom<Limit['unit']>('workHours', 'urgentHours'),
      within,
      within,
      (start, amount, unit, wait, length) => {
        const plain = startClock(start, { amount, unit })
        const due = dueAt(plain, calendar)
        const from = start + wait * 60_000
        const until = from + length * 60_000
        if (from >= due) return
        const paused: Clock = resume(pause(plain, from), until)
        const moved = dueAt(paused, calendar)
        const lost = unit === 'workHours' ? workTimeBetween(calendar, from, until) : until - from
        if (unit === 'workHours') expect(workTimeBetween(calendar, due, moved)).toBe(lost)
        else expect(moved - due).toBe(lost)
        expect(elapsedMs(paused, calendar, until)).toBe(elapsedMs(plain, calendar, from))
      },
    ),
  )
})

test('what has run and what is left make the whole', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 40 }), within, (start, amount, later) => {
      const clock = startClock(start, { amount, unit: 'workHours' })
      const now = start + later * 60_000
      expect(elapsedMs(clock, calendar, now) + remainingMs(clock, calendar, now)).toBe(amount * hour)
    }),
  )
})

test('working days to the end of the day always end at closing time of a working day', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 60 }), (start, amount) => {
      const due = dueAt(startClock(start, { amount, unit: 'workDays' }), calendar)
      expect(new Date(due + 8 * hour).toISOString().slice(11, 16)).toBe('18:00')
      expect(localDay(nextOpening(calendar, due - 1))).toBe(localDay(due))
    }),
  )
})
