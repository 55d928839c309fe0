/** What is looked at before a version counts, and when a dataset is late. */
import { expect, test } from 'vitest'
import { type Column, checkRows, dueOn, latenessOn, understood } from './dataset.ts'

const spec: { columns: Column[]; keyColumns: string[] } = {
  columns: [
    { name: '编号', type: 'text', isRequired: true },
    { name: '床位', type: 'integer', min: 0, max: 500 },
    { name: '类别', type: 'code', codes: ['公办', '民办'] },
    { name: '启用', type: 'date' },
  ],
  keyColumns: ['编号'],
}
const row = (more: object = {}) => ({ 编号: 'A1', 床位: 20, 类别: '公办', 启用: '2024-01-01', ...more })

test('a table in order has no faults and full quality', () => {
  expect(checkRows(spec, [row()], 1)).toEqual({ faultCount: 0, faults: [], isDrop: false, quality: 100 })
})

test.each([
  [{ 编号: null }, '编号', 'missing'],
  [{ 床位: '二十' }, '床位', 'type'],
  [{ 床位: 501 }, '床位', 'range'],
  [{ 类别: '其他' }, '类别', 'code'],
  [{ 启用: '2024-02-31x' }, '启用', 'type'],
] as const)('%j is found at %s: %s', (wrong, column, rule) => {
  expect(checkRows(spec, [row(wrong)], 0).faults).toContainEqual({ row: 2, column, rule })
})

test('the same key twice, a column nobody declared and an empty table are found', () => {
  expect(checkRows(spec, [row(), row()], 0).faults).toEqual([{ row: 3, column: '编号', rule: 'duplicate' }])
  expect(checkRows(spec, [row({ 备注: 'x' })], 0).faults).toEqual([{ row: 1, column: '备注', rule: 'unknownColumn' }])
  expect(checkRows(spec, [], 0).faults).toEqual([{ row: 0, column: '', rule: 'empty' }])
})

test('a fifth fewer rows is no drop, more than a fifth is', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => row({ 编号: `A${at}` }))
  expect(checkRows(spec, rows(80), 100).isDrop).toBe(false)
  expect(checkRows(spec, rows(79), 100).isDrop).toBe(true)
})

test('cells of a spreadsheet are read as their column understands them', () => {
  expect(understood({ name: 'a', type: 'integer' }, ' 1,204 ')).toBe(1204)
  expect(understood({ name: 'a', type: 'boolean' }, '是')).toBe(true)
  expect(understood({ name: 'a', type: 'date' }, '2026/03/04')).toBe('2026-03-04')
  expect(understood({ name: 'a', type: 'integer' }, '许多')).toBe('许多')
  expect(understood({ name: 'a', type: 'text' }, '')).toBeNull()
})

test('a monthly dataset turns yellow the day after it was due and red half a month later', () => {
  expect(dueOn('monthly', '2026-10-01')).toBe('2026-11-01')
  expect(latenessOn('monthly', '2026-11-01', '2026-11-01')).toBe('dueSoon')
  expect(latenessOn('monthly', '2026-11-01', '2026-11-02')).toBe('yellow')
  expect(latenessOn('monthly', '2026-11-01', '2026-11-17')).toBe('red')
  expect(dueOn('irregular', '2026-10-01')).toBeNull()
})
