/** Reads CSV (UTF-8 or GB 18030) and XLSX as rows of text under their headings, one after the other. */
import { Readable } from 'node:stream'
import excel from '@protobi/exceljs'
import { parse } from 'csv-parse'

/** `row` counts as the file's owner sees it: headings are row 1. */
export type TableRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> }
export type Table = { readonly headings: readonly string[]; readonly rows: AsyncIterable<TableRow> }

const isXlsx = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

/** Office programs in China still save CSV in GB 18030. */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: { text?: string }) => run.text ?? '').join('')
  if ('text' in value) return textOf(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}

async function* csvLines(bytes: Buffer): AsyncGenerator<readonly string[]> {
  const parser = Readable.from([decode(bytes)]).pipe(
    parse({ bom: true, relaxColumnCount: true, skipEmptyLines: false, delimiter: [',', '\t', ';'] }),
  )
  // csv-parse yields one array of texts per record.
  for await (const record of parser) yield record as string[]
}

async function* xlsxLines(bytes: Buffer): AsyncGenerator<readonly string[]> {
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  })
  for await (const sheet of reader) {
    let line = 0
    for await (const row of sheet) {
      // Empty rows are left out by the reader; keep the numbers people see.
      for (line += 1; line < row.number; line += 1) yield []
      const values = Array.isArray(row.values) ? row.values.slice(1) : []
      yield Array.from(values, textOf)
    }
    return
  }
}

/** @throws Error when it is no table at all. */
export const readTable = async (bytes: Buffer): Promise<Table> => {
  const lines = isXlsx(bytes) ? xlsxLines(bytes) : csvLines(bytes)
  const first = await lines.next()
  const headings = first.done ? [] : first.value.map((heading) => heading.trim())
  if (headings.filter(Boolean).length === 0) throw new Error('no headings')
  async function* rows(): AsyncGenerator<TableRow> {
    let row = 1
    for await (const line of lines) {
      row += 1
      if (line.every((cell) => cell.trim() === '')) continue
      yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, line[at]?.trim() ?? ''])) }
    }
  }
  return { headings, rows: rows() }
}
