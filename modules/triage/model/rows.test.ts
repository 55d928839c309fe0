/** Rows come from all kinds of programs: line ends, byte order marks and gaps do no harm, and bad ones are named. */
import { expect, test } from 'vitest'
import { textOfFile } from '../json-rows.ts'
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

test('a title may stand alone, a label may be a number, a list is as good as lines', () => {
  const { rows, bad } = readRows('[{"title":"路灯不亮","label":3},{"label":"市政"}]')
  expect(rows).toEqual([{ title: '路灯不亮', text: '', label: '3' }])
  expect(bad).toEqual([{ line: 2, why: '"text" is missing or not a text' }])
})

test('who measures keeps rows without a word: they count as well', () => {
  const { rows } = readRows('{"text":"","label":"市政"}\n{"title":"","label":"市政"}', { keepsEmpty: true })
  expect(rows).toHaveLength(2)
})

test.each(['utf-16le', 'gb18030'])('a file saved in %s is read', (encoding) => {
  const line = '{"text":"路灯","label":"市政"}\n'
  const bytes =
    encoding === 'utf-16le'
      ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line, 'utf16le')])
      : // 路灯 and 市政 in GB 18030.
        Buffer.from(`{"text":"\xc2\xb7\xb5\xc6","label":"\xca\xd0\xd5\xfe"}\n`, 'latin1')
  expect(readRows(textOfFile(bytes)).rows).toEqual([{ title: '', text: '路灯', label: '市政' }])
})
