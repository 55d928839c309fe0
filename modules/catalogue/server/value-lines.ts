/** Rows of a department's file as texts under headings: CSV, XLSX, or JSON with one object a line, read one after the other. */
import { readTable, type Table, type TableRow } from '@liren/kernel'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => {
  if (value === null || value === undefined || isObject(value)) return ''
  const text = Array.isArray(value) ? value.map(textOf).join('、') : String(value)
  return text.replace(/\0|[\ud800-\udfff]/gu, '').trim()
}

const parsed = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Headings are the names of the first hundred objects: later lines may leave some out. */
const jsonLines = (text: string): Table => {
  const lines = text.split('\n')
  const headings = [
    ...new Set(
      lines
        .slice(0, 100)
        .flatMap((line) => Object.keys(parsed(line) ?? {}))
        .map((one) => one.trim()),
    ),
  ]
  if (headings.length === 0) throw new Error('no headings')
  async function* rows(): AsyncGenerator<TableRow> {
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '') continue
      const value = parsed(line)
      yield value
        ? {
            row: at + 1,
            cells: Object.fromEntries(Object.entries(value).map(([key, one]) => [key.trim(), textOf(one)])),
          }
        : { row: at + 1, cells: {}, isBroken: true }
    }
  }
  return { headings, rows: rows(), isWhole: true }
}

/** @throws Error when it is no table at all. */
export const readValueLines = async (bytes: Buffer): Promise<Table> => {
  const start = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  return start.startsWith('{') ? jsonLines(bytes.toString('utf8').replace(/^\uFEFF/, '')) : readTable(bytes)
}
