/** Caps, versions and levels, whatever the numbers. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circles, mutualPairs } from './abuse.ts'
import { standing } from './level.ts'
import { capped, countingIn, inEffect, worth } from './rule.ts'

const cap = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined })

describe('a cap', () => {
  test('is never passed by any row of awards, and leaves nothing lying that fits under it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
        cap,
        cap,
        (awards, perDay, perMonth) => {
          const rule = { ...(perDay ? { perDay } : {}), ...(perMonth ? { perMonth } : {}) }
          let had = 0
          for (const amount of awards) had += capped(rule, amount, { today: had, month: had, ever: had })
          const most = Math.min(perDay ?? Number.POSITIVE_INFINITY, perMonth ?? Number.POSITIVE_INFINITY)
          expect(had).toBe(
            Math.min(
              awards.reduce((sum, one) => sum + one, 0),
              most,
            ),
          )
        },
      ),
    )
  })

  test('of once means once', () => {
    expect(capped({ isOnce: true }, 10, { today: 0, month: 0, ever: 0 })).toBe(10)
    expect(capped({ isOnce: true }, 10, { today: 0, month: 0, ever: 10 })).toBe(0)
  })

  test('does not soften a deduction', () => {
    expect(capped({ perDay: 1 }, -5, { today: 1, month: 1, ever: 1 })).toBe(-5)
  })
})

test('points times a number that is not told are none', () => {
  expect(worth({ points: 10, times: 'hours' }, { hours: 2.5 })).toBe(25)
  for (const hours of [undefined, null, 'two', -1, Number.NaN])
    expect(worth({ points: 10, times: 'hours' }, { hours })).toBe(0)
})

test('of a rule one version counts on a day: the newest that has begun, until it ends', () => {
  const one = { code: 'a', version: 1, effectiveOn: '2026-01-01', endsOn: null }
  const two = { code: 'a', version: 2, effectiveOn: '2026-06-01', endsOn: '2026-09-01' }
  expect(inEffect([one, two], '2026-05-31')).toEqual([one])
  expect(inEffect([one, two], '2026-06-01')).toEqual([two])
  expect(inEffect([one, two], '2026-09-01')).toEqual([])
})

test('levels are reached at their number, and what is missing leads exactly there', () => {
  const thresholds = { bronze: 100, silver: 300, gold: 800 }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (earned) => {
      const { next, missing } = standing(earned, thresholds)
      if (next !== null) expect(standing(earned + missing, thresholds).level).toBe(next)
      if (next !== null) expect(standing(earned + missing - 1, thresholds).level).not.toBe(next)
    }),
  )
})

describe('signs of abuse', () => {
  const deed = (personId: string, withId: string) => ({ personId, withId })
  const often = (one: string, other: string, times: number) => Array.from({ length: times }, () => deed(one, other))

  test('are two who credit one another, not one who helps another often', () => {
    expect(mutualPairs([...often('a', 'b', 3), ...often('b', 'a', 3)], 3)).toEqual([['a', 'b']])
    expect(mutualPairs(often('a', 'b', 30), 3)).toEqual([])
  })

  test('are three in a circle, found once', () => {
    const circle = [...often('a', 'b', 3), ...often('b', 'c', 3), ...often('c', 'a', 3)]
    expect(circles(circle, 3)).toEqual([['a', 'b', 'c']])
    expect(circles(circle.slice(0, 6), 3)).toEqual([])
  })
})

test('of a code the version of the nearest area counts, and one worth nothing says that it does not', () => {
  const whole = { code: 'a', points: 10 }
  const street = { code: 'a', points: 6, within: '440104001000' }
  const own = { code: 'a', points: 5, within: '440104001001' }
  const off = { code: 'a', points: 0, within: '440104001002' }
  const all = [own, whole, off, street]
  expect(countingIn(all, '440104001001')).toEqual([own])
  expect(countingIn(all, '440104001002')).toEqual([])
  expect(countingIn(all, '440104001003')).toEqual([street])
  expect(countingIn(all, '440104002001')).toEqual([whole])
})
