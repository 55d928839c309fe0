/** A department's table read as it was written: headings by their names, cells as the dictionary has them. */
import { expect, test } from 'vitest'
import { standardEntries } from './dictionary.ts'
import { counted, dayOfCell, guessValueColumns, noRows, readCell, rowOutcomes } from './value-file.ts'

const of = (key: string) => {
  const found = standardEntries.find((one) => one.key === key)
  if (!found) throw new Error(key)
  return found
}

test('headings are recognised by name in both languages or by key, and what is nobody’s stays out', () => {
  expect(
    guessValueColumns(
      ['序号', '姓名', '公民身份号码', '困难类别', 'Account of the card', 'share.marriage.state', '备注', '数据日期'],
      'person',
      standardEntries,
    ),
  ).toEqual({
    fullName: '姓名',
    identityNumber: '公民身份号码',
    on: '数据日期',
    'share.lowIncome.class': '困难类别',
    'share.socialCard.account': 'Account of the card',
    'share.marriage.state': 'share.marriage.state',
  })
  expect(guessValueColumns(['统一社会信用代码', '姓名'], 'enterprise', standardEntries)).toEqual({
    creditCode: '统一社会信用代码',
  })
})

test('a cell is understood as people write it, and refused where it cannot be meant', () => {
  expect(readCell(of('share.lowIncome.class'), '低保边缘')).toBe('edge')
  expect(readCell(of('share.lowIncome.class'), 'edge')).toBe('edge')
  expect(readCell(of('share.lowIncome.class'), '小康')).toBeUndefined()
  expect(readCell(of('share.income.monthly'), '1,234.50')).toBe(123450)
  expect(readCell(of('share.income.monthly'), '一千')).toBeUndefined()
  expect(readCell(of('share.housing.owned'), '1.5')).toBeUndefined()
  expect(readCell(of('share.maternity.isPregnant'), '否')).toBe(false)
  expect(readCell(of('share.disability.validUntil'), '2027年3月8日')).toBe('2027-03-08')
  expect(readCell(of('share.care.service'), '助餐、助洁；助浴')).toEqual(['助餐', '助洁', '助浴'])
})

test('a day that is none is no day', () => {
  expect(dayOfCell('2026-02-30')).toBeUndefined()
  expect(dayOfCell('20260228')).toBe('2026-02-28')
  expect(dayOfCell('昨天')).toBeUndefined()
})

test('counts add up whatever becomes of the rows', () => {
  const count = [...rowOutcomes, ...rowOutcomes, 'told' as const].reduce(counted, noRows)
  expect(count.rows).toBe(count.told + count.unchanged + count.repeated + count.absent + count.refused)
  expect(count.told).toBe(3)
})
