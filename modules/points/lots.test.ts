/** First in, first out, by days of validity alone: the same as somebody would find who kept every lot in a drawer of its own. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expiredBy, type Lot, lotsLeft, takeFrom } from './lots.ts'

const years = ['2025-12-31', '2026-12-31', '2027-12-31', '2028-12-31']
const lot = fc.record({ validOn: fc.constantFrom(...years), amount: fc.integer({ min: 1, max: 50 }) })
const sum = (lots: readonly Lot[]) => lots.reduce((total, { amount }) => total + amount, 0)

/** Every lot in its drawer; what is spent leaves the oldest drawer that is not empty. */
const drawers = (lots: readonly Lot[], spent: number) => {
  const kept = [...lots].sort((one, other) => one.validOn.localeCompare(other.validOn)).map((one) => ({ ...one }))
  for (let point = 0; point < spent; point += 1) {
    const oldest = kept.find(({ amount }) => amount > 0)
    if (oldest) oldest.amount -= 1
  }
  return kept.filter(({ amount }) => amount > 0)
}

describe('lots', () => {
  test('are left as drawers would be', () => {
    fc.assert(
      fc.property(fc.array(lot, { maxLength: 8 }), fc.integer({ min: 0, max: 300 }), (lots, spent) => {
        expect(lotsLeft(lots, spent)).toEqual(drawers(lots, spent))
      }),
    )
  })

  test('lose with a year exactly what is left of it and of the years before', () => {
    fc.assert(
      fc.property(
        fc.array(lot, { maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(...years),
        (lots, spent, day) => {
          expect(expiredBy(lots, spent, day)).toBe(sum(drawers(lots, spent).filter(({ validOn }) => validOn <= day)))
        },
      ),
    )
  })

  test('that expired are not lost a second time: an expiry is spent like anything else', () => {
    fc.assert(
      fc.property(
        fc.array(lot, { maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(...years),
        (lots, spent, day) => {
          const lost = expiredBy(lots, spent, day)
          expect(expiredBy(lots, spent + lost, day)).toBe(0)
        },
      ),
    )
  })

  test('that move into the household keep their days, and nothing is made or lost on the way', () => {
    fc.assert(
      fc.property(
        fc.array(lot, { maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        fc.nat(300),
        (lots, spent, wish) => {
          const before = lotsLeft(lots, spent)
          const amount = Math.min(wish, sum(before))
          const moved = takeFrom(before, amount)
          const byDay = new Map<string, number>()
          for (const one of lots) byDay.set(one.validOn, (byDay.get(one.validOn) ?? 0) + one.amount)
          for (const one of moved) byDay.set(one.validOn, (byDay.get(one.validOn) ?? 0) - one.amount)
          const after = lotsLeft(
            [...byDay].map(([validOn, left]) => ({ validOn, amount: left })),
            spent,
          )
          expect(sum(moved)).toBe(amount)
          expect(sum(after) + sum(moved)).toBe(sum(before))
          // What moves is the oldest: nothing that stays is older than anything that moved.
          const [youngest = ''] = moved
            .map(({ validOn }) => validOn)
            .sort()
            .reverse()
          expect(after.every(({ validOn }) => validOn >= youngest || amount === 0)).toBe(true)
        },
      ),
    )
  })
})
