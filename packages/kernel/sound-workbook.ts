/** A workbook is a zip: walks through it before any library does, and refuses what would swell in memory. */
import { createInflateRaw } from 'node:zlib'

const million = 1_000_000

/** How far a workbook may swell. What a library reads row by row may be long; everything else it holds in memory. */
export type Swelling = {
  /** Bytes of all sheets together, inflated. */
  readonly sheets: number
  /** Bytes of everything else together, inflated: shared texts, styles, pictures. */
  readonly others: number
  /** Cells that merged ranges, validations and names may cover: whoever loads the whole book makes every one of them. */
  readonly covered?: number
}

/** Read row by row, as ledgers of a whole district are. */
export const readByRow: Swelling = { sheets: 256 * million, others: 64 * million }
/** Loaded whole, as local templates are. */
export const loadedWhole: Swelling = { sheets: 24 * million, others: 16 * million, covered: million }

const mostEntries = 5000
const marks = { file: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 }
const [stored, deflated] = [0, 8]

const unsound = (why: string): never => {
  throw new Error(`not a sound workbook: ${why}`)
}

type Entry = { readonly name: string; readonly at: number; readonly method: number; readonly packed: number }

/** Inflates until the data says itself that it ends: sizes in headers are the sender's say. @returns the bytes taken. */
const inflate = async (rest: Buffer, see: (chunk: Buffer) => void): Promise<number> => {
  const engine = createInflateRaw()
  engine.on('error', () => {})
  engine.end(rest)
  try {
    for await (const chunk of engine) see(chunk as Buffer)
    return engine.bytesWritten
  } finally {
    engine.destroy()
  }
}

const isSheet = (name: string) => /xl\/worksheets\/sheet\d+[.]xml/.test(name)
const namesRanges = (name: string) => isSheet(name) || /(^|\/)workbook\.xml$/.test(name)

const columnOf = (letters: string) =>
  [...letters.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0)

const decoded = (text: string) =>
  text
    .replace(/<!--.*?-->|<!\[CDATA\[|\]\]>/gs, '')
    .replace(/&#(x?)([\da-f]{1,6});/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(digits, hex ? 16 : 10) || 0, 0xffff)),
    )

const ranged =
  /<(?:\w+:)?(?:mergeCell|dataValidation)\b(?:"[^"]*"|'[^']*'|[^>"'])*>|<(?:\w+:)?definedName\b.*?<\/(?:\w+:)?definedName\s*>/gs
const range = /\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})/gi

/** Cells that the ranges named in a part of the book cover together. */
const covered = (xml: string): number => {
  let cells = 0
  for (const [found] of xml.matchAll(ranged))
    for (const [, left = '', top = '', right = '', bottom = ''] of decoded(found).matchAll(range))
      cells += (Math.abs(columnOf(right) - columnOf(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1)
  return cells
}

/** What follows deflated data where the sizes came too late for the header: 12 to 24 bytes, with or without a mark. */
const nextMark = (bytes: Buffer, at: number): number => {
  for (const skipped of [0, 12, 16, 20, 24]) {
    const mark = at + skipped + 4 <= bytes.length ? bytes.readUInt32LE(at + skipped) : 0
    if (mark === marks.file || mark === marks.directory) return at + skipped
  }
  return unsound('something lies between its parts')
}

/**
 * Walks the parts as they lie and inflates each, counting; then the directory, which must name the same parts. So both kinds
 * of readers, those that go by the directory and those that do not, will find what was counted and nothing else.
 * @throws Error when the book swells beyond `most` or is no zip as office programs write it.
 */
export const soundWorkbook = async (bytes: Buffer, most: Swelling): Promise<void> => {
  const parts = new Map<number, Entry>()
  const swollen = { sheets: 0, others: 0, covered: 0 }
  let at = 0
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === marks.file) {
    if (parts.size === mostEntries) unsound('too many parts')
    const [flags, method, size] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18)]
    if (flags & 1) unsound('locked with a password')
    const named = at + 30 + bytes.readUInt16LE(at + 26)
    const data = named + bytes.readUInt16LE(at + 28)
    if (data > bytes.length) unsound('cut short')
    const name = bytes.subarray(at + 30, named).toString('utf8')
    const kind = isSheet(name) ? 'sheets' : 'others'
    const isKept = most.covered !== undefined && namesRanges(name)
    const kept: Buffer[] = []
    const see = (chunk: Buffer) => {
      swollen[kind] += chunk.length
      if (swollen[kind] > most[kind]) unsound('too large inside')
      if (isKept) kept.push(chunk)
    }
    let packed = size
    if (method === deflated) packed = await inflate(bytes.subarray(data), see)
    else if (method !== stored || flags & 8) unsound('packed in a way office programs do not')
    else see(bytes.subarray(data, data + size))
    if (most.covered !== undefined && kept.length > 0) {
      swollen.covered += covered(Buffer.concat(kept).toString('utf8'))
      if (swollen.covered > most.covered) unsound('ranges over too many cells')
    }
    parts.set(at, { name, at, method, packed })
    at = nextMark(bytes, data + packed)
  }
  const start = at
  let listed = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === marks.directory) {
    const part = parts.get(bytes.readUInt32LE(at + 42))
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString('utf8')
    if (!part || part.name !== name || part.method !== bytes.readUInt16LE(at + 10))
      return unsound('two tables of contents')
    if (part.method === stored && part.packed !== bytes.readUInt32LE(at + 20)) unsound('two tables of contents')
    parts.delete(part.at)
    listed += 1
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (listed === 0 || parts.size > 0 || end !== at || end + 22 > bytes.length || bytes.readUInt32LE(end + 16) !== start)
    unsound('two tables of contents')
}
