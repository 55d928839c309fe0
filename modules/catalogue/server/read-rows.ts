/** Rows of an uploaded file (CSV, XLSX, JSON), each cell as its column understands it. */
import { Readable } from 'node:stream'
import { files } from '@liren/files/contract'
import { parse } from 'csv-parse/sync'
import { type Column, type Row, understood } from '../dataset.ts'
import type { Deed } from './deed.ts'

const mostRows = 50_000

const texts = async (bytes: Buffer): Promise<readonly (readonly unknown[])[]> => {
  if (!bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])))
    return parse(decode(bytes), { bom: true, relaxColumnCount: true, skipEmptyLines: true })
  // Heavy, and seldom needed: a start does not wait for it.
  const { default: excel } = await import('@protobi/exceljs')
  const rows: unknown[][] = []
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  })
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const cells = Array.isArray(row.values) ? row.values.slice(1) : []
      rows.push(Array.from(cells, (cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : plain(cell))))
      if (rows.length > mostRows) return rows
    }
    return rows
  }
  return rows
}

const plain = (cell: unknown): unknown => {
  if (typeof cell !== 'object' || cell === null) return cell
  if ('result' in cell) return plain(cell.result)
  if ('text' in cell) return plain(cell.text)
  if ('richText' in cell && Array.isArray(cell.richText))
    return cell.richText.map((run: { text?: string }) => run.text ?? '').join('')
  return null
}

/** Office programs in China still save CSV in GB 18030. */
const decode = (bytes: Buffer) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const isRow = (one: unknown): one is Row => typeof one === 'object' && one !== null && !Array.isArray(one)

export const readRows = async (work: Deed, columns: readonly Column[], fileId: string): Promise<readonly Row[]> => {
  // Only whoever uploaded it may hand it in.
  await work.use(files).claim([fileId], { module: 'catalogue', object: `update-file:${fileId}` })
  const { name, bytes } = await work.use(files).read(fileId)
  const unreadable = () => work.refuse('file-unreadable', {}, 'fileId')
  const taken = Buffer.from(bytes)
  if (name.toLowerCase().endsWith('.json')) {
    const rows: unknown = await Promise.resolve(taken.toString('utf8'))
      .then(JSON.parse)
      .catch(() => {
        throw unreadable()
      })
    if (!Array.isArray(rows) || !rows.every(isRow)) throw unreadable()
    return rows
  }
  const lines = await texts(taken).catch(() => {
    throw unreadable()
  })
  const [headings, ...rest] = lines
  if (!headings) throw unreadable()
  if (rest.length > mostRows) throw work.refuse('too-many-rows', { most: mostRows }, 'fileId')
  const byName = new Map(columns.map((column) => [column.name, column]))
  return rest.map((line) =>
    Object.fromEntries(
      headings.flatMap((heading, at) => {
        const known = String(heading ?? '').trim()
        if (known === '') return []
        const column = byName.get(known)
        return [[known, column ? understood(column, line[at]) : (line[at] ?? null)]]
      }),
    ),
  )
}
