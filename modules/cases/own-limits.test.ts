/** A community promises limits of its own; the most exact promise holds, and what it does not name stays as the district set it. */
import { expect, test } from 'vitest'
import { type OwnLimit, withOwnLimits } from './own-limits.ts'

const category = {
  code: 'E0504',
  limits: { accept: { amount: 0.5, unit: 'workHours' }, handle: { amount: 5, unit: 'workDays' } },
} as const
const own = (categories: string, amount: number, clock: OwnLimit['clock'] = 'handle'): OwnLimit => ({
  categories,
  clock,
  amount,
  unit: 'workDays',
})

test("without a promise the district's limits hold", () => {
  expect(withOwnLimits(category, [])).toEqual(category.limits)
  expect(withOwnLimits(category, [own('E01', 1), own('P', 1)])).toEqual(category.limits)
})

test('the most exact promise holds, in whatever order they were written', () => {
  const all = [own('*', 4), own('E0504', 1), own('E05', 2), own('E', 3)]
  for (const order of [all, all.toReversed()])
    expect(withOwnLimits(category, order)).toEqual({
      accept: category.limits.accept,
      handle: { amount: 1, unit: 'workDays' },
    })
})
