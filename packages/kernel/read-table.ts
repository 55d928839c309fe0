/** Reads an uploaded table, CSV (UTF-8, UTF-16 or GB 18030) or XLSX, as rows of text under their headings, one after the other. */
import { cellText, cleanText, csvLines, delimiterOf, xlsxLines } from './table-lines.ts'

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

const textOf = (value: unknown) => cellText(value, (at) => at.toISOString().slice(0, 10))

async function* whole(text: string): AsyncGenerator<string> {
  yield text
}

/** @throws Error when it is no table at all. */
export const readTable = async (bytes: Buffer): Promise<Table> => {
  const written = isXlsx(bytes) ? null : decode(bytes)
  const lines = written
    ? csvLines(whole(written.text), { delimiter: delimiterOf(written.text.slice(0, 10_000)) })
    : xlsxLines(bytes, textOf)
  const first = await lines.next()
  const headings = first.done || first.value === 'quote-open' ? [] : first.value.map((heading) => cleanText(heading))
  if (headings.filter(Boolean).length === 0) throw new Error('no headings')
  async function* rows(): AsyncGenerator<TableRow> {
    let row = 1
    for await (const line of lines) {
      row += 1
      if (line === 'quote-open') yield { row, cells: {}, isBroken: true }
      else if (line.some((cell) => cell.trim() !== ''))
        yield { row, cells: Object.fromEntries(headings.map((heading, at) => [heading, cleanText(line[at] ?? '')])) }
    }
  }
  return { headings, rows: rows(), isWhole: written?.isWhole ?? true }
}
