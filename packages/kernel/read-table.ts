/** Reads an uploaded table, CSV (UTF-8, UTF-16 or GB 18030) or XLSX, as rows of text under their headings, one after the other. */
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse'

/** `row` counts as the file's owner sees it: headings are row 1. */
export type TableRow = {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  /** Nothing of it, nor of what follows, can be read. */
  readonly isBroken?: boolean
}
export type Table = {
  readonly headings: readonly string[]
  readonly rows: AsyncIterable<TableRow>
  /** Every sign of the file could be read. */
  readonly isWhole: boolean
}

const isXlsx = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

const lost = (text: string) => text.split('\uFFFD').length - 1

/**
 * Office programs in China still save CSV in GB 18030, some in UTF-16. A few broken signs do not turn UTF-8 into
 * something else: read from GB 18030, nearly every second byte would be lost.
 */
const decode = (bytes: Buffer): { readonly text: string; readonly isWhole: boolean } => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), isWhole: true }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), isWhole: true }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isWhole: true }
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    if (lost(text) * 20 <= bytes.length - text.length) return { text, isWhole: false }
    const old = new TextDecoder('gb18030').decode(bytes)
    return { text: old, isWhole: lost(old) === 0 }
  }
}

/** What parts the headings parts the rows; the other two are signs like any other. */
const delimiterOf = (text: string): string => {
  const start = text.slice(0, 10_000).replace(/"[^"]*"/g, '')
  const headings = start.split(/[\r\n]/).find((line) => line.trim() !== '') ?? ''
  const counts = [',', '\t', ';'].map((sign) => [sign, headings.split(sign).length] as const)
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

/** The database holds neither zero signs nor halves of one. */
const clean = (text: string) => text.replace(/\0|[\ud800-\udfff]/gu, '').trim()

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return clean(String(value))
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: { text?: string }) => run.text ?? '').join('')
  if ('text' in value) return textOf(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}

type Line = readonly string[] | 'quote-open'

async function* csvLines(text: string): AsyncGenerator<Line> {
  const parser = parse({ bom: true, relaxColumnCount: true, skipEmptyLines: false, delimiter: delimiterOf(text) })
  const feed = async () => {
    parser.write(text)
    // An error at the end would take along what still waits to be read.
    while (parser.writableLength > 0 || parser.readableLength > 0) await wait(2)
    parser.end()
  }
  void feed()
  try {
    // csv-parse yields one array of texts per record.
    for await (const record of parser) yield record as string[]
  } catch (error) {
    // Everything behind a quotation mark that is never closed is one broken row.
    if (!(error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')) throw error
    yield 'quote-open'
  }
}

async function* xlsxLines(bytes: Buffer): AsyncGenerator<Line> {
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
  const written = isXlsx(bytes) ? null : decode(bytes)
  const lines = written ? csvLines(written.text) : xlsxLines(bytes)
  const first = await lines.next()
  const headings = first.done || first.value === 'quote-open' ? [] : first.value.map((heading) => clean(heading))
  if (headings.filter(Boolean).length === 0) throw new Error('no headings')
  async function* rows(): AsyncGenerator<TableRow> {
    let row = 1
    for await (const line of lines) {
      row += 1
      if (line === 'quote-open') yield { row, cells: {}, isBroken: true }
      else if (line.some((cell) => cell.trim() !== ''))
        yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, clean(line[at] ?? '')])) }
    }
  }
  return { headings, rows: rows(), isWhole: written?.isWhole ?? true }
}
