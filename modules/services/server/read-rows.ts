/** Rows of a catalogue file: JSON (an array, or one object a line), CSV in UTF-8 or GB 18030, or the first sheet of an XLSX. */
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'

export type FoundRow = {
  readonly row: number
  readonly cells: Readonly<Record<string, string>> | null
  readonly whole: unknown
}

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Office programs in China still save tables in it.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(textOf).join('；')
  if (typeof value !== 'object')
    return String(value)
      .replace(/\0|[\ud800-\udfff]/gu, '')
      .trim()
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run) => textOf(run?.text)).join('')
  if ('text' in value) return textOf(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}
const flat = (value: object) => Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textOf(one)]))

const fromJson = (text: string): readonly FoundRow[] => {
  const whole = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as unknown[]) // begins as a list
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => {
          try {
            return JSON.parse(line)
          } catch {
            return null
          }
        })
  return whole.map((one, index) => ({
    row: index + 1,
    cells: typeof one === 'object' && one !== null && !Array.isArray(one) ? flat(one) : null,
    whole: one,
  }))
}

const fromLines = (lines: readonly (readonly string[])[]): readonly FoundRow[] => {
  const [head = [], ...rest] = lines
  const names = head.map((one) => one.trim())
  if (names.filter(Boolean).length === 0) throw new Error('no headings')
  return rest.flatMap((line, index) =>
    line.some((cell) => cell.trim() !== '')
      ? [
          {
            row: index + 2,
            cells: Object.fromEntries(names.map((name, at) => [name, (line[at] ?? '').trim()])),
            whole: null,
          },
        ]
      : [],
  )
}

const fromXlsx = async (bytes: Buffer): Promise<readonly FoundRow[]> => {
  const { default: excel } = await import('@protobi/exceljs')
  const lines: string[][] = []
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  })
  for await (const sheet of reader) {
    for await (const row of sheet) {
      while (lines.length < row.number - 1) lines.push([])
      lines.push(Array.from(Array.isArray(row.values) ? row.values.slice(1) : [], textOf))
    }
    break
  }
  return fromLines(lines)
}

/** @throws Error when it is no table at all. */
export const readRows = async (bytes: Buffer): Promise<readonly FoundRow[]> => {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return fromXlsx(bytes)
  const text = decode(bytes).replace(/^\uFEFF/, '')
  if (/^\s*[[{]/.test(text)) return fromJson(text)
  const lines = parse(text, { relaxColumnCount: true, skipEmptyLines: false, relaxQuotes: true }) as string[][] // without `columns` every record is a list of texts
  return fromLines(lines)
}
