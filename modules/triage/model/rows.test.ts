/** Rows come from all kinds of programs: line ends, byte order marks and gaps do no harm, and bad ones are named. */
import { expect, test } from 'vitest'
import { readRows } from './rows.ts'

test('a byte order mark and Windows line ends do no harm; bad rows are named by line', () => {
  const { rows, bad } = readRows(
    '\uFEFF{"text":"路灯不亮","label":"市政"}\r\n\r\n{"text":"噪声"}\r\noops\r\n[1]\r\n{"text":5,"label":"x"}',
  )
  expect(rows).toEqual([{ title: '', text: '路灯不亮', label: '市政' }])
  expect(bad).toEqual([
    { line: 3, why: '"label" is missing or not a text' },
    { line: 4, why: 'not JSON' },
    { line: 5, why: 'not an object' },
    { line: 6, why: '"text" is missing or not a text' },
  ])
})

test('a title without text is enough, neither is not', () => {
  const { rows, bad } = readRows(
    '{"title":"路灯不亮","text":"","label":" 市政 "}\n{"title":null,"text":" ","label":"市政"}\n',
  )
  expect(rows).toEqual([{ title: '路灯不亮', text: '', label: '市政' }])
  expect(bad).toEqual([{ line: 2, why: 'title and text are empty' }])
})

test('rows to be judged need no label', () => {
  expect(readRows('{"text":"路灯不亮"}', { isLabelled: false }).rows).toHaveLength(1)
})
