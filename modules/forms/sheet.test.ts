/** A form that goes out as a sheet comes back as the same answers, or says which row is wrong. */
import { expect, test } from 'vitest'
import { fromSheets, toSheets } from './sheet.ts'
import { allowance } from './testing/allowance.ts'

const words = { field: '栏目', answer: '填写', hint: '说明', required: '必填' }
const context = { today: '2026-11-28', channel: 'paper' }
const blank = toSheets(allowance, 3, 'zh-CN', words)
const filled = (
  answers: Readonly<Record<string, string | number>>,
  members: readonly (readonly (string | number)[])[] = [],
) =>
  blank.map((sheet, index) => ({
    ...sheet,
    rows:
      index === 0
        ? sheet.rows.map(([path, label, , hint]) => [
            path ?? null,
            label ?? null,
            answers[String(path)] ?? null,
            hint ?? null,
          ])
        : [...sheet.rows, ...members.map((row) => ['', ...row])],
  }))

test('what is derived is not on the sheet, and a list has a sheet of its own', () => {
  const paths = blank[0]?.rows.map(([path]) => path)
  expect(paths?.slice(0, 3)).toEqual(['liren-form SQ-001 3', 'name', 'idNumber'])
  expect(paths).not.toContain('age')
  expect(blank[1]?.rows[0]).toEqual(['members', 'name', 'relation', 'monthlyIncome'])
})

test('choices by their names, and members line by line', () => {
  const sheets = filled(
    {
      name: '王秀英',
      idNumber: '440104194003080028',
      residence: '东风东路',
      phone: '13800138000',
      payMode: '社保卡',
      account: '6217000012345678',
    },
    [['李', '子女', 3000]],
  )
  expect(fromSheets(allowance, sheets, {}, 'zh-CN', context)).toEqual({
    answers: {
      name: '王秀英',
      idNumber: '440104194003080028',
      residence: '东风东路',
      phone: '13800138000',
      payMode: 'socialCard',
      account: '6217000012345678',
      members: [{ name: '李', relation: '子女', monthlyIncome: '3000' }],
    },
    faults: [],
  })
})

test('what is wrong is told by sheet and row', () => {
  const found = fromSheets(
    allowance,
    filled({ name: '王', idNumber: '1', phone: '12', payMode: '现金' }, [['李', '邻居', '两千']]),
    {},
    'zh-CN',
    context,
  )
  expect(found?.faults.map(({ sheet, row, field, code }) => `${sheet.slice(0, 1)}:${row} ${field} ${code}`)).toEqual([
    '1:3 idNumber wrong-number',
    '1:5 residence needed',
    '1:6 phone wrong-phone',
    '1:7 payMode not-a-choice',
    '2:3 members.0.monthlyIncome wrong-type',
  ])
})

test('the sheet of another form is not taken', () => {
  expect(fromSheets({ ...allowance, code: 'other' }, filled({}), {}, 'zh-CN', context)).toBe(null)
})
