/** What swells in memory is refused before anybody opens it; what office programs write is read as before. */
import { deflateRawSync } from 'node:zlib'
import excel from '@protobi/exceljs'
import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { loadedWhole, readByRow, soundWorkbook } from './sound-workbook.ts'

type Part = { readonly name: string; readonly text: string; readonly said?: number; readonly listedAt?: number }

/** A zip by hand; `said` and `listedAt` are lies about a part's size and place. */
const zip = (parts: readonly Part[], listed: readonly Part[] = parts): Buffer => {
  const files: Buffer[] = []
  const places = new Map<string, { at: number; packed: number }>()
  let at = 0
  for (const { name, text, said } of parts) {
    const packed = deflateRawSync(Buffer.from(text))
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(said ?? text.length, 22)
    head.writeUInt16LE(name.length, 26)
    places.set(name, { at, packed: packed.length })
    files.push(head, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
  }
  const start = at
  for (const { name, text, said, listedAt } of listed) {
    const place = places.get(name) ?? { at: 0, packed: 0 }
    const line = Buffer.alloc(46)
    line.writeUInt32LE(0x02014b50, 0)
    line.writeUInt16LE(8, 10)
    line.writeUInt32LE(place.packed, 20)
    line.writeUInt32LE(said ?? text.length, 24)
    line.writeUInt16LE(name.length, 28)
    line.writeUInt32LE(listedAt ?? place.at, 42)
    files.push(line, Buffer.from(name))
    at += 46 + name.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(listed.length, 10)
  end.writeUInt32LE(at - start, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([...files, end])
}

const sheet = (inside: string) => ({
  name: 'xl/worksheets/sheet1.xml',
  text: `<worksheet><sheetData/>${inside}</worksheet>`,
})
const why = (bytes: Buffer, most = readByRow) =>
  soundWorkbook(bytes, most).then(
    () => 'sound',
    (error: Error) => error.message,
  )

test('seventy kilobytes that swell to seventy megabytes are refused, whatever size their header tells', async () => {
  const bomb = zip([{ name: 'xl/sharedStrings.xml', text: ' '.repeat(70_000_000), said: 900 }])
  expect(bomb.length).toBeLessThan(100_000)
  await expect(readTable(bomb)).rejects.toThrow(/too large inside/)
  const page = zip([{ name: 'xl/worksheets/sheet1.xml', text: ' '.repeat(9_000_000), said: 0 }])
  expect(await why(page, { sheets: 8_000_000, others: 0 })).toMatch(/too large inside/)
  expect(await why(page, { sheets: 9_000_000, others: 0 })).toBe('sound')
})

test('a second table of contents that names other parts, or one part a thousand times, is refused', async () => {
  const part = sheet('')
  expect(await why(zip([part]))).toBe('sound')
  expect(await why(zip([part], [part, part]))).toMatch(/contents/)
  expect(await why(zip([part], [{ ...part, listedAt: 7 }]))).toMatch(/contents/)
  expect(await why(Buffer.concat([zip([part]), zip([part])]))).toMatch(/contents|parts/)
  expect(await why(zip([part]).subarray(0, 60))).not.toBe('sound')
  expect(await why(Buffer.from('PK\x03\x04 and no more'))).not.toBe('sound')
})

test('a few signs that join all cells of a sheet are refused where the whole book is loaded', async () => {
  const joined = (ref: string) => zip([sheet(`<mergeCells><mergeCell x=">" ref='${ref}'/></mergeCells>`)])
  expect(await why(joined('A1:XFD1048576'), loadedWhole)).toMatch(/too many cells/)
  expect(await why(joined('A1:XFD&#49;04&#x38;576'), loadedWhole)).toMatch(/too many cells/)
  expect(await why(joined('A1:D3'), loadedWhole)).toBe('sound')
  const named = `<workbook><definedNames><definedName name="a"><![CDATA[S!$A$1:$XFD]]>$1048576</definedName></definedNames></workbook>`
  expect(await why(zip([{ name: 'xl/workbook.xml', text: named }]), loadedWhole)).toMatch(/too many cells/)
})

test('what a workbook program writes is sound, read by row and loaded whole', async () => {
  const book = new excel.Workbook()
  const page = book.addWorksheet('表')
  page.addRow(['姓名', '年龄'])
  page.addRow(['王秀英', 78])
  page.mergeCells('A3:B3')
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  expect(await why(bytes)).toBe('sound')
  expect(await why(bytes, loadedWhole)).toBe('sound')
  const table = await readTable(bytes)
  const rows = []
  for await (const { cells } of table.rows) rows.push(cells)
  expect(rows).toEqual([{ 姓名: '王秀英', 年龄: '78' }])
})

test('a row with a number no sheet has ends the reading instead of counting up to it', async () => {
  const rows = `<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="999999999999"><c r="A2" t="str"><v>b</v></c></row>`
  const book = zip([
    { name: 'xl/sharedStrings.xml', text: '<sst/>' },
    { name: '_rels/.rels', text: '<Relationships/>' },
    { name: 'xl/_rels/workbook.xml.rels', text: '<Relationships/>' },
    { name: 'xl/worksheets/sheet1.xml', text: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
  ])
  const table = await readTable(book)
  await expect(
    (async () => {
      for await (const _ of table.rows);
    })(),
  ).rejects.toThrow(/a row no sheet has/)
})
