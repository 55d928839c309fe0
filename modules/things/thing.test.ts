/** A row of the ledger's file is understood, or everything wrong with it is said. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, kindOfCode, nextCode, readRow } from './thing.ts'

const kinds = new Map([
  ['路灯', '0201'],
  ['0201', '0201'],
  ['消火栓', '0103'],
])
const columns = columnsOf([
  '部件编码',
  '部件类别',
  '位置',
  '网格编码',
  '权属单位',
  '状态',
  '经度',
  '纬度',
  '最近巡检日期',
])
const good = {
  部件编码: '4401040201000001',
  部件类别: '路灯',
  位置: '应元路12号门前',
  网格编码: '440104001002001',
  权属单位: '区住建局',
  状态: '完好',
  经度: '113.26',
  纬度: '23.14',
  最近巡检日期: '2026/5/1',
}

test('a whole row is taken as it is meant, whatever words the street uses', () => {
  expect(readRow(2, good, columns, kinds)).toEqual({
    thing: {
      code: '4401040201000001',
      kind: '0201',
      areaCode: '440104001002001',
      place: '应元路12号门前',
      ownerName: '区住建局',
      state: 'inUse',
      lon: 113.26,
      lat: 23.14,
      lastCheckedOn: '2026-05-01',
      note: '',
    },
  })
})

test('everything wrong with a row is said at once, with the heading its owner knows', () => {
  const wrong = {
    ...good,
    部件编码: '4401040103000001',
    网格编码: '越秀',
    状态: '还行',
    经度: '东',
    最近巡检日期: '2026-02-30',
  }
  expect(readRow(7, wrong, columns, kinds)).toEqual({
    faults: [
      { row: 7, column: '部件编码', rule: 'codeUnfit' },
      { row: 7, column: '网格编码', rule: 'unknownArea' },
      { row: 7, column: '状态', rule: 'unknownState' },
      { row: 7, column: '经度', rule: 'notANumber' },
      { row: 7, column: '最近巡检日期', rule: 'notADay' },
    ],
  })
  expect(readRow(3, {}, columns, kinds)).toMatchObject({
    faults: ['部件类别', '位置', '网格编码'].map((column) => ({ row: 3, column, rule: 'missing' })),
  })
})

test('the next code is one more, of the same kind, in the same district', () => {
  expect(nextCode('440104001002', '0201', null)).toBe('4401040201000001')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_998 }), (serial) => {
      const last = `4401040201${String(serial).padStart(6, '0')}`
      const next = nextCode('440104001002', '0201', last)
      return kindOfCode(next) === '0201' && Number(next.slice(10)) === serial + 1
    }),
  )
})
