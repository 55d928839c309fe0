/** A table pasted out of a spreadsheet goes back to the communities it is about. */
import { expect, test } from 'vitest'
import { readPasted } from './returned.ts'

test('codes come first, figures are figures, words stay words, empty cells are empty', () => {
  expect(readPasted('区划编码\t参保人数\t备注\r\n440104001001\t1,203\t已核\r\n440104001002\t\t\r\n')).toEqual({
    rows: [
      { areaCode: '440104001001', cells: { 参保人数: 1203, 备注: '已核' } },
      { areaCode: '440104001002', cells: { 参保人数: null, 备注: null } },
    ],
    unread: [],
  })
})

test('a line without a code is named, not guessed', () => {
  expect(readPasted('编码,人数\n越秀山社区,3\n\n440104001001001,4')).toEqual({
    rows: [{ areaCode: '440104001001001', cells: { 人数: 4 } }],
    unread: [2],
  })
})
