/** Rows of a catalogue file: JSON (an array, or one object a line), CSV in UTF-8 or GB 18030, or the first sheet of an XLSX. */
import { readTable } from '@liren/kernel'

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
  if (value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))) return ''
  if (Array.isArray(value)) return value.map(textOf).join('；')
  return String(value)
    .replace(/\0|[\ud800-\udfff]/gu, '')
    .trim()
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

/** @throws Error when it is no table at all. */
export const readRows = async (bytes: Buffer): Promise<readonly FoundRow[]> => {
  const isWorkbook = bytes.subarray(0, 2).toString() === 'PK'
  const text = isWorkbook ? '' : decode(bytes).replace(/^\uFEFF/, '')
  if (/^\s*[[{]/.test(text)) return fromJson(text)
  const found: FoundRow[] = []
  for await (const { row, cells, isBroken } of (await readTable(bytes)).rows)
    found.push({ row, cells: isBroken ? null : cells, whole: null })
  return found
}
