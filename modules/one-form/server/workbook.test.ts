/** A local template keeps all its owner put into it; rows go where its headings say. */
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { fillTemplate, movedDown, readWorkbook, writeWorkbook } from './workbook.ts'

const template = async () => {
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('月报')
  sheet.getCell('A1').value = '洪桥街道老年人情况月报'
  sheet.getCell('A1').font = { bold: true, size: 18 }
  sheet.getRow(3).values = ['序号', '网格', '老人数', '备注']
  sheet.getRow(6).values = ['填表人：', '', '', '盖章']
  book.addWorksheet('说明').getCell('A1').value = '按月填报'
  return new Uint8Array(await book.xlsx.writeBuffer())
}
test('title, other sheets and the line for the stamp stay; rows go below the headings by their columns', async () => {
  const lines = Array.from({ length: 5 }, (_, at) => ({ 区域: `第${at + 1}网格`, 老年人: at * 10 }))
  const filled = await fillTemplate(await template(), 3, { 网格: '区域', 老人数: '老年人' }, lines)
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  await book.xlsx.load(filled.buffer.slice(filled.byteOffset, filled.byteOffset + filled.byteLength) as ArrayBuffer)
  const sheet = book.worksheets[0]
  expect(sheet?.getCell('A1').value).toBe('洪桥街道老年人情况月报')
  expect(sheet?.getCell('A1').font?.bold).toBe(true)
  expect([4, 5, 6, 7, 8].map((row) => sheet?.getCell(`C${row}`).value)).toEqual([0, 10, 20, 30, 40])
  expect(sheet?.getCell('B8').value).toBe('第5网格')
  expect(sheet?.getCell('D9').value).toBe('盖章')
  expect(book.worksheets[1]?.getCell('A1').value).toBe('按月填报')
})

test('sums and joined cells below the rows go down with them and count the new rows', async () => {
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('月报')
  sheet.getRow(1).values = ['网格', '老人数']
  sheet.getCell('A3').value = '合计'
  sheet.getCell('B3').value = { formula: 'SUM(B2:B2)' }
  sheet.mergeCells('A4:B4')
  sheet.getCell('A4').value = '填表人：　　　　审核人：'
  const lines = Array.from({ length: 4 }, (_, at) => ({ 区域: `第${at + 1}网格`, 老年人: at }))
  const filled = await fillTemplate(
    new Uint8Array(await book.xlsx.writeBuffer()),
    1,
    { 网格: '区域', 老人数: '老年人' },
    lines,
  )
  const again = new excel.Workbook()
  await again.xlsx.load(filled.buffer.slice(filled.byteOffset, filled.byteOffset + filled.byteLength) as ArrayBuffer)
  const [read] = again.worksheets
  expect([2, 3, 4, 5].map((row) => read?.getCell(`B${row}`).value)).toEqual([0, 1, 2, 3])
  expect(read?.getCell('B6').formula).toBe('SUM(B2:B5)')
  expect(read?.getCell('B7').isMerged).toBe(true)
  expect(read?.getCell('A7').value).toBe('填表人：　　　　审核人：')
  expect([2, 3, 4, 5].some((row) => read?.getCell(`B${row}`).isMerged)).toBe(false)
  expect(movedDown('SUM($C$4:C6)+D3*LOG10(E8)', 4, 2)).toBe('SUM($C$4:C8)+D3*LOG10(E10)')
})

test('text that looks like a formula stays text', async () => {
  const stream = await writeWorkbook('表', ['说明'], [{ 说明: '=1+1' }])
  const rows = []
  for await (const row of readWorkbook(await buffer(stream), true)) rows.push(row.cells)
  expect(rows).toEqual([{ 说明: '=1+1' }])
})
