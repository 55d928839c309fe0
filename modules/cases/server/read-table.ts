/** Reads CSV (UTF-8 or GB 18030), XLSX and JSON lines row by row, whatever their size; nothing is held but the row at hand. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import excel from '@protobi/exceljs'
import { parse } from 'csv-parse'
import type { Cells } from '../import-map.ts'

/** `row` counts as the file's owner sees it: headings are row 1 (JSON lines have none, and begin with row 1). */
export type TableRow = { readonly row: number; readonly cells: Cells }
export type Table = { readonly headings: readonly string[]; readonly rows: AsyncIterable<TableRow> }

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

/** Office programs in China still save CSV in GB 18030. */
const encodingOf = (sample: Buffer) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

async function* decoded(source: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: { text?: string }) => run.text ?? '').join('')
  if ('text' in value) return textOf(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}

async function* csvLines(path: string, encoding: string): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, relaxColumnCount: true, relaxQuotes: true, delimiter: [',', '\t', ';'] })
  const feed = async () => {
    try {
      for await (const text of decoded(createReadStream(path), encoding))
        if (!parser.write(text)) await new Promise<void>((drained) => parser.once('drain', () => drained()))
      parser.end()
    } catch (error) {
      parser.destroy(error as Error)
    }
  }
  void feed()
  // csv-parse yields one array of texts per record.
  for await (const record of parser) yield record as string[]
}

async function* xlsxLines(path: string): AsyncGenerator<readonly string[]> {
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
      value = JSON.parse(line)
    } catch {
      value = null
    }
    const cells = typeof value === 'object' && value !== null ? Object.entries(value) : []
    yield { row, cells: Object.fromEntries(cells.map(([key, one]) => [key, textOf(one)])) }
  }
}

async function* underHeadings(
  lines: AsyncIterable<readonly string[]>,
  headings: readonly string[],
): AsyncGenerator<TableRow> {
  let row = 1
  for await (const line of lines) {
    row += 1
    if (line.every((cell) => cell.trim() === '')) continue
    yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, line[at]?.trim() ?? ''])) }
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
  if (sample.toString('utf8').trimStart().startsWith('{')) {
    const rows = jsonRows(path)
    const first = await rows.next()
    if (first.done) throw new Error('The file is empty')
    return { headings: Object.keys(first.value.cells), rows: after(first.value, rows) }
  }
  const isXlsx = sample.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
  const lines = isXlsx ? xlsxLines(path) : csvLines(path, encodingOf(sample))
  const first = await lines.next()
  const headings = first.done ? [] : first.value.map((heading) => heading.trim())
  if (headings.filter(Boolean).length === 0) throw new Error('The file has no headings')
  return { headings, rows: underHeadings(lines, headings) }
}
