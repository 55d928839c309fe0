/** Hours, limits and the life of a reservation. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenAt, mayCancel, next, type ReservationState, readSquare, roomLeft, squareOf } from './reservation.ts'

test('a shop is open on its days from its hour until before its hour', () => {
  const hours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' }
  expect(isOpenAt(hours, new Date('2026-11-23T09:00:00+08:00'))).toBe(true)
  expect(isOpenAt(hours, new Date('2026-11-23T17:30:00+08:00'))).toBe(false)
  expect(isOpenAt(hours, new Date('2026-11-29T10:00:00+08:00'))).toBe(false)
})

test('what was reserved can be cancelled for a day, what was handed over cannot', () => {
  const reservedAt = '2026-11-23T09:00:00+08:00'
  expect(mayCancel({ state: 'reserved', reservedAt }, new Date('2026-11-24T09:00:00+08:00'))).toBe(true)
  expect(mayCancel({ state: 'reserved', reservedAt }, new Date('2026-11-24T09:00:01+08:00'))).toBe(false)
  expect(mayCancel({ state: 'handedOver', reservedAt }, new Date(reservedAt))).toBe(false)
})

test('no life leads back: every reservation ends', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 20 }), (choices) => {
      let state: ReservationState = 'reserved'
      const seen = new Set<ReservationState>([state])
      for (const choice of choices) {
        const ways: readonly ReservationState[] = next[state]
        const to: ReservationState | undefined = ways[choice % Math.max(1, ways.length)]
        if (!to) return
        expect(seen.has(to)).toBe(false)
        seen.add(to)
        state = to
      }
    }),
  )
})

test('a limit per person is never passed and never negative', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(40), (limit, taken) => {
      expect(roomLeft(limit, taken)).toBe(Math.max(0, limit - taken))
    }),
  )
  expect(roomLeft(null, 99)).toBe(Number.POSITIVE_INFINITY)
})

test('the square on a phone says number and code, and no other square is taken for one', () => {
  expect(readSquare(squareOf('0042', '007193'))).toEqual({ number: '0042', code: '007193' })
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readSquare(text)
      expect(read === null || squareOf(read.number, read.code) === text).toBe(true)
    }),
  )
  for (const other of ['https://example.org', 'MALL 42 007193', 'MALL 0042 007193 ', 'mall 0042 007193'])
    expect(readSquare(other)).toBeNull()
})
