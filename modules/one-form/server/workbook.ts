/** 表格 Workbooks in and out, row by row: tens of thousands of rows without holding them, and local templates that keep their own cells. */
import { PassThrough, Readable } from 'node:stream'
import { loadedWhole, readByRow, soundWorkbook } from '@liren/kernel'
import { parse } from 'csv-parse'
import type { Cell } from '../fill.ts'

export type ReadRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> }

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: { text?: string }) => run.text ?? '').join('')
  if ('result' in value) return textOf(value.result)
  return 'text' in value ? textOf(value.text) : ''
}

// Heavy, and seldom needed: a start does not wait for it.
const excel = async () => (await import('@protobi/exceljs')).default

const keyed = (headings: readonly string[], line: readonly string[], row: number): ReadRow => ({
  row,
  cells: Object.fromEntries(headings.flatMap((name, at) => (name === '' ? [] : [[name, line[at] ?? '']]))),
})

/** Columns a report people made has. */
const mostColumns = 1000

/** Says of a line whether it holds the headings, and what they are called here; null while they have not come. */
export type Headings = (line: readonly string[], row: number) => readonly string[] | null
export const firstLine: Headings = (line) => line

/** Rows under their headings as they come. `row` counts as the file's owner sees it. */
export async function* readWorkbook(
  bytes: Buffer,
  isXlsx: boolean,
  headingsIn: Headings = firstLine,
): AsyncGenerator<ReadRow> {
  let headings: readonly string[] | null = null
  if (!isXlsx) {
    let row = 0
    for await (const record of Readable.from([bytes]).pipe(parse({ bom: true, relaxColumnCount: true }))) {
      row += 1
      // csv-parse yields one array of texts per record.
      const line = (record as string[]).map((cell) => cell.trim())
      if (headings === null) headings = headingsIn(line, row)
      else if (line.some((cell) => cell !== '')) yield keyed(headings, line, row)
    }
    return
  }
  await soundWorkbook(bytes, readByRow)
  const reader = new (await excel()).stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  })
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const line = Array.isArray(row.values) ? Array.from(row.values.slice(1, mostColumns + 1), textOf) : []
      if (headings === null) headings = headingsIn(line, row.number)
      else if (line.some((cell) => cell !== '')) yield keyed(headings, line, row.number)
    }
    return
  }
}

export type Line = Readonly<Record<string, Cell>>
type Lines = Iterable<Line> | AsyncIterable<Line>

/** A workbook written while it is sent. A cell is data: text that looks like a formula stays text. */
export const writeWorkbook = async (title: string, columns: readonly string[], lines: Lines): Promise<Readable> => {
  const out = new PassThrough()
  const writer = new (await excel()).stream.xlsx.WorkbookWriter({
    stream: out,
    useSharedStrings: false,
    useStyles: true,
  })
  const sheet = writer.addWorksheet(title.replace(/[\\/?*[\]:]/gu, ' ').slice(0, 31) || 'Sheet1')
  sheet.columns = columns.map((header) => ({
    header,
    key: header,
    width: Math.min(30, Math.max(10, header.length * 2 + 2)),
  }))
  const write = async () => {
    let written = 0
    for await (const line of lines) {
      sheet.addRow(columns.map((name) => line[name] ?? null)).commit()
      written += 1
      // The zip is slower than the rows: wait for whoever reads, or all rows wait in memory.
      if (written % 500 === 0) {
        if (out.writableNeedDrain) await new Promise((resolve) => out.once('drain', resolve))
        await new Promise(setImmediate)
      }
    }
    sheet.commit()
    await writer.commit()
  }
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

/** @throws Error when it is no workbook, or one that would swell beyond measure. */
const loaded = async (bytes: Uint8Array) => {
  await soundWorkbook(Buffer.from(bytes), loadedWhole)
  const book = new (await excel()).Workbook()
  await book.xlsx.load(asBuffer(bytes))
  return book
}

/** What a template must have: headings in the row named, of which some are mapped. */
export const headingsOf = async (bytes: Uint8Array, headingRow: number): Promise<readonly string[]> => {
  const book = await loaded(bytes)
  const row = book.worksheets[0]?.getRow(headingRow)
  return row && Array.isArray(row.values) ? Array.from(row.values.slice(1), textOf) : []
}

/** The local workbook with rows below its headings: other cells, widths, formats and sheets stay as they were. */
export const fillTemplate = async (
  bytes: Uint8Array,
  headingRow: number,
  columns: Readonly<Record<string, string>>,
  lines: readonly Line[],
): Promise<Buffer> => {
  const book = await loaded(bytes)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('a workbook without a sheet')
  const heading = sheet.getRow(headingRow)
  const headings = Array.isArray(heading.values) ? Array.from(heading.values.slice(1), textOf) : []
  const first = headingRow + 1
  const places = headings.flatMap((name, at) => (columns[name] ? [{ at: at + 1, column: columns[name] }] : []))
  // What stands below (a sum, a signature) moves down and keeps its place under the rows.
  const more = lines.length - freeRows(sheet, first)
  if (more > 0) {
    const merged = mergedBelow(sheet, first)
    for (const range of merged) sheet.unMergeCells(range)
    sheet.duplicateRow(first, more, true)
    for (const range of merged) sheet.mergeCells(movedDown(range, first, more))
    for (let at = first + more + 1; at <= sheet.rowCount; at += 1)
      sheet.getRow(at).eachCell((cell) => {
        if (cell.formula && !sheet.getCell(cell.address).isMerged)
          cell.value = { formula: movedDown(cell.formula, first, more) }
      })
  }
  for (const [index, line] of lines.entries()) {
    const row = sheet.getRow(first + index)
    for (const { at, column } of places) row.getCell(at).value = line[column] ?? null
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** References to rows below move with them; a range that ended at the first row grows with what is put in under it. */
export const movedDown = (text: string, first: number, more: number): string =>
  text.replace(
    /(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![\d(A-Za-z_!])/g,
    (_, column: string, from: string, other: string | undefined, until: string | undefined) => {
      const start = Number(from) > first ? Number(from) + more : Number(from)
      if (other === undefined || until === undefined) return `${column}${start}`
      const isOpen = Number(until) > first || (Number(until) === first && Number(from) <= first)
      return `${column}${start}:${other}${isOpen ? Number(until) + more : until}`
    },
  )

/** Cells that are joined below a row; the library leaves them where they are when rows come in between. */
const mergedBelow = (sheet: { readonly model: unknown }, first: number): readonly string[] => {
  const { merges = [] } = sheet.model as { merges?: readonly string[] } // its types do not list them
  return merges.filter((range) => Number(/\d+/.exec(range)?.[0] ?? 0) > first)
}

type Sheet = {
  readonly rowCount: number
  readonly columnCount: number
  getRow: (at: number) => { getCell: (at: number) => { value: unknown } }
}
/** Empty rows below the headings; nothing at all may stand in them. */
const freeRows = (sheet: Sheet, first: number): number => {
  let free = 0
  for (let at = first; at <= sheet.rowCount; at += 1) {
    const row = sheet.getRow(at)
    if (Array.from({ length: sheet.columnCount }, (_, column) => textOf(row.getCell(column + 1).value)).some(Boolean))
      break
    free += 1
  }
  return Math.max(free, 1)
}

/** The library asks for an ArrayBuffer of exactly these bytes. */
const asBuffer = (bytes: Uint8Array): ArrayBuffer => {
  const own = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(own).set(bytes)
  return own
}
