/** Reads CSV (UTF-8 or GB 18030), XLSX and JSON lines row by row, whatever their size; nothing is held but the row at hand. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse'
import type { Cells } from '../import-map.ts'

/** `row` counts as the file's owner sees it: headings are row 1 (JSON lines have none, and begin with row 1). */
export type TableRow = {
  readonly row: number
  readonly cells: Cells
  /** Why nothing of this row can be trusted. */
  readonly fault?: 'not-json' | 'quote-open'
}
export type Table = {
  readonly headings: readonly string[]
  readonly rows: AsyncIterable<TableRow>
  /** Every sign of the file could be read; what looks lost in it was lost before. */
  readonly isWhole: boolean
}

const sampleBytes = 65_536

const startOf = async (path: string): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const lost = '\uFFFD'
const lostBytes = Buffer.from(lost)
/** Signs that were lost before the file was written, and written down as lost. */
const countKnown = (bytes: Buffer) => {
  let count = 0
  for (let at = bytes.indexOf(lostBytes); at >= 0; at = bytes.indexOf(lostBytes, at + lostBytes.length)) count += 1
  return count
}
const countLost = (text: string) => text.split(lost).length - 1

/**
 * Office programs in China still save CSV in GB 18030, some in UTF-16. The whole file is looked at: its first Chinese word
 * may come late. A few broken signs do not turn UTF-8 into something else; their rows are refused one by one.
 */
const encodingOf = async (path: string, sample: Buffer): Promise<{ name: string; isWhole: boolean }> => {
  if (sample[0] === 0xff && sample[1] === 0xfe) return { name: 'utf-16le', isWhole: true }
  if (sample[0] === 0xfe && sample[1] === 0xff) return { name: 'utf-16be', isWhole: true }
  const decoder = new TextDecoder('utf-8')
  let broken = 0
  let foreign = 0
  let known = 0
  for await (const chunk of createReadStream(path)) {
    const text = decoder.decode(chunk as Buffer, { stream: true })
    broken += countLost(text)
    foreign += (chunk as Buffer).length - text.length
    known += countKnown(chunk as Buffer)
  }
  // Chinese in UTF-8 takes three bytes a sign; read from GB 18030 nearly every second byte is lost.
  return { name: broken * 20 <= foreign ? 'utf-8' : 'gb18030', isWhole: broken === known }
}

async function* decoded(source: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}

/** The database holds neither zero signs nor halves of one. */
const clean = (text: string) => text.replace(/\0|[\ud800-\udfff]/gu, '').trim()

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value !== 'object') return clean(String(value))
  if ('richText' in value && Array.isArray(value.richText))
    return clean(value.richText.map((run: { text?: string }) => run.text ?? '').join(''))
  if ('text' in value) return textOf(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}

type Line = readonly string[] | 'quote-open'

/** What parts the headings parts the rows; the other two are signs like any other. */
const delimiterOf = (start: string): string => {
  const headings =
    start
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/)
      .find((line) => line.trim() !== '') ?? ''
  const counts = [',', '\t', ';'].map((sign) => [sign, headings.split(sign).length] as const)
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

async function* csvLines(path: string, encoding: string, delimiter: string): AsyncGenerator<Line> {
  const parser = parse({ bom: true, relaxColumnCount: true, relaxQuotes: true, delimiter })
  const feed = async () => {
    try {
      for await (const text of decoded(createReadStream(path), encoding))
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
    // Everything behind a quotation mark that is never closed is one broken row.
    if (!(error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')) throw error
    yield 'quote-open'
  }
}

async function* xlsxLines(path: string): AsyncGenerator<Line> {
  // Heavy, and seldom needed: a start does not wait for it.
  const { default: excel } = await import('@protobi/exceljs')
  const reader = new excel.stream.xlsx.WorkbookReader(createReadStream(path), {
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
      yield Array.from(Array.isArray(row.values) ? row.values.slice(1) : [], textOf)
    }
    return
  }
}

async function* jsonRows(path: string): AsyncGenerator<TableRow> {
  let row = 0
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    row += 1
    if (line.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(row === 1 ? line.replace(/^\uFEFF/, '') : line)
    } catch {
      value = null
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) yield { row, cells: {}, fault: 'not-json' }
    else yield { row, cells: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textOf(one)])) }
  }
}

async function* underHeadings(lines: AsyncIterable<Line>, headings: readonly string[]): AsyncGenerator<TableRow> {
  let row = 1
  for await (const line of lines) {
    row += 1
    if (line === 'quote-open') {
      yield { row, cells: {}, fault: line }
      continue
    }
    if (line.every((cell) => cell.trim() === '')) continue
    yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, clean(line[at] ?? '')])) }
  }
}

async function* after<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

/** @throws Error when it is no table at all. */
export const readTable = async (path: string): Promise<Table> => {
  const sample = await startOf(path)
  if (sample.length === 0) throw new Error('The file is empty')
  // A byte order mark counts as white space here.
  if (sample.toString('utf8').trimStart().startsWith('{')) {
    const rows = jsonRows(path)
    const first = await rows.next()
    if (first.done) throw new Error('The file is empty')
    return { headings: Object.keys(first.value.cells), rows: after(first.value, rows), isWhole: true }
  }
  const isXlsx = sample.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
  const encoding = isXlsx ? { name: 'utf-8', isWhole: true } : await encodingOf(path, sample)
  const lines = isXlsx
    ? xlsxLines(path)
    : csvLines(path, encoding.name, delimiterOf(new TextDecoder(encoding.name).decode(sample)))
  const first = await lines.next().catch((error: unknown) => {
    // What a library says of a broken file helps whoever looks into it.
    throw new Error(`The file is no table that can be read: ${error instanceof Error ? error.message : error}`)
  })
  const headings = first.done || first.value === 'quote-open' ? [] : first.value.map((heading) => clean(heading))
  if (headings.filter(Boolean).length === 0) throw new Error('The file has no headings')
  return { headings, rows: underHeadings(lines, headings), isWhole: encoding.isWhole }
}
