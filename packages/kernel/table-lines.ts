/** Lines of tables as people's programs save them, CSV and XLSX, one after the other: what every reader of a table begins with. */
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { readByRow, type Swelling, soundWorkbook } from './sound-workbook.ts'

/** `quote-open`: everything behind a quotation mark that is never closed is one broken row. */
export type TableLine = readonly string[] | 'quote-open'

/** The database holds neither zero signs nor halves of one. */
export const cleanText = (text: string) => text.replace(/\0|[\ud800-\udfff]/gu, '').trim()

/** What a cell of a sheet, or a value of a JSON line, says as text. */
export const cellText = (value: unknown, dateText: (at: Date) => string): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  if (typeof value !== 'object') return cleanText(String(value))
  if ('richText' in value && Array.isArray(value.richText))
    return cleanText(value.richText.map((run: { text?: string }) => run.text ?? '').join(''))
  if ('text' in value) return cellText(value.text, dateText)
  if ('result' in value) return cellText(value.result, dateText)
  return ''
}

/** What parts the headings parts the rows; the other two are signs like any other. `start`: some thousand signs of the file. */
export const delimiterOf = (start: string): string => {
  const headings =
    start
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/)
      .find((line) => line.trim() !== '') ?? ''
  const counts = [',', '\t', ';'].map((sign) => [sign, headings.split(sign).length] as const)
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

/** `relaxQuotes`: a quotation mark inside a field that does not begin with one is a sign like any other. */
export async function* csvLines(
  chunks: AsyncIterable<string>,
  options: { readonly delimiter: string; readonly relaxQuotes?: boolean },
): AsyncGenerator<TableLine> {
  const parser = parse({ bom: true, relaxColumnCount: true, ...options })
  const feed = async () => {
    try {
      for await (const text of chunks)
        if (!parser.write(text)) await new Promise<void>((drained) => parser.once('drain', () => drained()))
      // An error at the end would take along what still waits to be read.
      while (parser.writableLength > 0 || parser.readableLength > 0) await wait(2)
      parser.end()
    } catch (error) {
      parser.destroy(error as Error)
    }
  }
  void feed()
  try {
    // csv-parse yields one array of texts per record.
    for await (const record of parser) yield record as string[]
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')) throw error
    yield 'quote-open'
  }
}

/** Rows a sheet can have, and columns a table people made has. */
const most = { row: 1_048_576, columns: 1000 }

/** The first sheet of a workbook. @throws Error when it would swell beyond measure. */
export async function* xlsxLines(
  bytes: Buffer,
  textOf: (value: unknown) => string,
  swelling: Swelling = readByRow,
): AsyncGenerator<TableLine> {
  await soundWorkbook(bytes, swelling)
  // Heavy, and seldom needed: a start does not wait for it.
  const { default: excel } = await import('@protobi/exceljs')
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
      if (!(row.number <= most.row)) throw new Error('a row no sheet has')
      // Empty rows are left out by the reader; keep the numbers people see.
      for (line += 1; line < row.number; line += 1) yield []
      yield Array.from(Array.isArray(row.values) ? row.values.slice(1, most.columns + 1) : [], textOf)
    }
    return
  }
}
