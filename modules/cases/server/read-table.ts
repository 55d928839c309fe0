/** Reads CSV (UTF-8 or GB 18030), XLSX and JSON lines row by row, whatever their size; nothing is held but the row at hand. */
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { cellText, cleanText, csvLines, delimiterOf, type TableLine, xlsxLines } from '@liren/kernel/table-lines'
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

const textOf = (value: unknown) => cellText(value, (at) => at.toISOString().slice(0, 19).replace('T', ' '))

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

async function* underHeadings(lines: AsyncIterable<TableLine>, headings: readonly string[]): AsyncGenerator<TableRow> {
  let row = 1
  for await (const line of lines) {
    row += 1
    if (line === 'quote-open') {
      yield { row, cells: {}, fault: line }
      continue
    }
    if (line.every((cell) => cell.trim() === '')) continue
    yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, cleanText(line[at] ?? '')])) }
  }
}

async function* after<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

/** The operator's own file, which may hold many years: larger than what is taken from a browser. */
const ofYears = { sheets: 8_000_000_000, others: 1_000_000_000 }

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
    ? xlsxLines(await readFile(path), textOf, ofYears)
    : csvLines(decoded(createReadStream(path), encoding.name), {
        delimiter: delimiterOf(new TextDecoder(encoding.name).decode(sample)),
        relaxQuotes: true,
      })
  const first = await lines.next().catch((error: unknown) => {
    // What a library says of a broken file helps whoever looks into it.
    throw new Error(`The file is no table that can be read: ${error instanceof Error ? error.message : error}`)
  })
  const headings = first.done || first.value === 'quote-open' ? [] : first.value.map((heading) => cleanText(heading))
  if (headings.filter(Boolean).length === 0) throw new Error('The file has no headings')
  return { headings, rows: underHeadings(lines, headings), isWhole: encoding.isWhole }
}
