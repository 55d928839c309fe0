/** Which formula counts when, and how years are held side by side. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CreditFormula,
  earliestEffect,
  type FormulaVersion,
  formulaOn,
  savedBy,
  worthBy,
} from './credit-formula.ts'

const formula: CreditFormula = {
  citingPoints: 5,
  citedPoints: 10,
  monthPoints: 2,
  qualityPoints: 1,
  qualityScore: 4,
  qualityUnits: 3,
  creditAfterDays: 30,
  usedWithinDays: 30,
  savedPercent: 70,
  unusedDays: 90,
  standardUnits: 5,
  standardDays: 90,
  commentDays: 30,
}
const version = (number: number, effectiveOn: string, withdrawnOn: string | null = null): FormulaVersion => ({
  version: number,
  formula,
  because: '试试',
  publishedOn: '2026-01-01',
  publishedByName: '某人',
  effectiveOn,
  withdrawnOn,
})

test('a formula counts from its day on, not before; one that was taken back never does', () => {
  const versions = [version(3, '2026-03-01', '2026-02-20'), version(2, '2026-02-01'), version(1, '2026-01-01')]
  expect(formulaOn(versions, '2026-01-31')?.version).toBe(1)
  expect(formulaOn(versions, '2026-02-01')?.version).toBe(2)
  expect(formulaOn(versions, '2026-12-31')?.version).toBe(2)
  // Older than the house: the first.
  expect(formulaOn(versions, '2020-01-01')?.version).toBe(1)
})

test('the next one counts a week on at the earliest, and after each that is still to come', () => {
  expect(earliestEffect('2026-05-01', [version(1, '2026-01-01')])).toBe('2026-05-08')
  expect(earliestEffect('2026-05-01', [version(2, '2026-07-01'), version(1, '2026-01-01')])).toBe('2026-07-02')
  expect(earliestEffect('2026-05-01', [version(2, '2026-07-01', '2026-05-01'), version(1, '2026-01-01')])).toBe(
    '2026-05-08',
  )
})

test('as in the handbook: 5 for citing, 10 for the first citation, 2 for each further month, 1 more where it is found good; seven tenths of the cost saved', () => {
  expect(worthBy(formula, { citing: 3, cited: 2, months: 4, quality: 3 })).toBe(3 * 5 + 2 * 10 + 4 * 2 + 3)
  expect(savedBy(formula, 40_000 * 2)).toBe(56_000)
})

test('by one formula, whoever did more of everything never stands below', () => {
  const count = fc.integer({ min: 0, max: 500 })
  const credited = fc.record({ citing: count, cited: count, months: count, quality: count })
  const points = fc.integer({ min: 0, max: 1000 })
  fc.assert(
    fc.property(
      credited,
      credited,
      fc.record({ citingPoints: points, citedPoints: points, monthPoints: points, qualityPoints: points }),
      (one, more, by) => {
        const sum = {
          citing: one.citing + more.citing,
          cited: one.cited + more.cited,
          months: one.months + more.months,
          quality: one.quality + more.quality,
        }
        expect(worthBy(by, sum)).toBe(worthBy(by, one) + worthBy(by, more))
      },
    ),
  )
})
