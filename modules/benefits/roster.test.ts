/** What offices call their columns, and that no row is ever lost from the counts. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counted, guessHeading, isWhole, noRows, rowOutcomes } from './roster.ts'

test('columns are known by what offices call them, whatever stars and brackets stand around', () => {
  const found = ['序号', '享受人姓名', '公民身份号码（必填）', '身份证号码 *']
  expect(guessHeading('identityNumber', found)).toBe('身份证号码 *')
  expect(guessHeading('fullName', found)).toBe('享受人姓名')
  expect(guessHeading('fullName', ['序号'])).toBeUndefined()
})

test('whatever becomes of the rows, the counts add up to them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...rowOutcomes), { maxLength: 300 }), (outcomes) => {
      const count = outcomes.reduce(counted, noRows)
      expect(count.rows).toBe(outcomes.length)
      expect(count.taken + count.repeated + count.absent + count.refused).toBe(count.rows)
      expect(isWhole(count)).toBe(!outcomes.includes('refused'))
    }),
  )
})
