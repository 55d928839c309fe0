/** Who is on duty: midnights, rest days, rotations and stand-ins. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRestDay, onDutyAt, pathOf, type RosterPlan, restDaysFrom, runningSince, type ShiftPlan } from './roster.ts'

const days = restDaysFrom()
const at = (text: string) => Date.parse(`${text}:00+08:00`)
const shift = (id: string, startsAt: string, endsAt: string, more: Partial<ShiftPlan> = {}): ShiftPlan => ({
  id,
  startsAt,
  endsAt,
  days: 'every',
  validFrom: '2026-01-01',
  validTo: null,
  ...more,
})
const stands = (shiftId: string, memberId: string, startsOn: string, more: Partial<RosterPlan> = {}): RosterPlan => ({
  shiftId,
  memberId,
  post: 'dutyLeader',
  startsOn,
  endsOn: null,
  everyDays: 4,
  isStandIn: false,
  ...more,
})

test('the night shift that began yesterday evening still stands before dawn', () => {
  const night = shift('night', '20:30', '08:30')
  expect(runningSince(night, at('2026-11-24T03:00'), days)).toEqual({
    day: '2026-11-23',
    until: at('2026-11-24T08:30'),
  })
  expect(runningSince(night, at('2026-11-24T08:30'), days)).toBeNull()
  expect(runningSince(night, at('2026-11-24T20:30'), days)?.day).toBe('2026-11-24')
})

test('a community on workdays rests at the festival and works on the make-up Sunday', () => {
  const office = shift('office', '09:00', '18:00', { days: 'workdays' })
  expect(runningSince(office, at('2026-10-01T10:00'), days)).toBeNull()
  expect(runningSince(office, at('2026-10-10T10:00'), days)?.day).toBe('2026-10-10')
  expect(isRestDay('2026-11-21', days)).toBe(true)
  expect(isRestDay('2026-11-23', days)).toBe(false)
})

test('an administrator’s own rest day counts, and takes back a make-up day', () => {
  expect(isRestDay('2026-11-23', restDaysFrom({ restDays: ['2026-11-23'] }))).toBe(true)
  expect(isRestDay('2026-10-10', restDaysFrom({ restDays: ['2026-10-10'] }))).toBe(true)
  expect(isRestDay('2026-10-01', restDaysFrom({ workDays: ['2026-10-01'] }))).toBe(false)
})

test('four leaders take turns, and a stand-in takes one night of one of them', () => {
  const night = shift('night', '00:00', '08:00')
  const turns = ['陈', '李', '张', '黄'].map((name, n) => stands('night', name, `2026-11-0${n + 1}`))
  const on = (when: string, lines: readonly RosterPlan[]) =>
    onDutyAt([night], lines, at(when), days).map(({ line }) => line.memberId)
  expect(on('2026-11-05T01:00', turns)).toEqual(['陈'])
  expect(on('2026-11-06T01:00', turns)).toEqual(['李'])
  const swapped = [
    ...turns,
    stands('night', '梁', '2026-11-06', { endsOn: '2026-11-06', everyDays: 1, isStandIn: true }),
  ]
  expect(on('2026-11-06T01:00', swapped)).toEqual(['梁'])
  expect(on('2026-11-10T01:00', swapped)).toEqual(['李'])
})

test('three shifts of four groups leave no moment of the year without a leader, and nobody in two shifts at once', () => {
  const shifts = [shift('0', '08:00', '16:00'), shift('1', '16:00', '00:00'), shift('2', '00:00', '08:00')]
  const lines = shifts.flatMap((one, s) =>
    [0, 1, 2, 3].map((group) => stands(one.id, `组${group}`, `2026-01-0${((group - s + 4) % 4) + 1}`)),
  )
  fc.assert(
    fc.property(fc.integer({ min: at('2026-01-05T00:00'), max: at('2026-12-31T23:59') }), (moment) => {
      const on = onDutyAt(shifts, lines, moment, days)
      expect(on).toHaveLength(1)
      expect(on[0]?.until).toBeGreaterThan(moment)
    }),
  )
})

test('the graver the matter, the farther up the call goes', () => {
  expect(pathOf('ordinary')).toEqual(['unit'])
  expect(pathOf('pressing')).toEqual(['unit', 'community'])
  expect(pathOf('urgent').at(-1)).toBe('subdistrict')
  expect(pathOf('critical')).toEqual(['unit', 'community', 'subdistrict', 'district', 'emergency'])
})
