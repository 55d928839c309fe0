/** Rows of an uploaded file (CSV, XLSX, JSON), each cell as its column understands it. */
import { files } from '@liren/files/contract'
import { readTable } from '@liren/kernel'
import { type Column, type Row, understood } from '../dataset.ts'
import type { Deed } from './deed.ts'

const mostRows = 50_000

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
    if (rows.length > mostRows) throw work.refuse('too-many-rows', { most: mostRows }, 'fileId')
    return rows
  }
  const table = await readTable(taken).catch(() => {
    throw unreadable()
  })
  const byName = new Map(columns.map((column) => [column.name, column]))
  const found: Row[] = []
  for await (const { cells, isBroken } of table.rows) {
    if (isBroken) throw unreadable()
    if (found.length === mostRows) throw work.refuse('too-many-rows', { most: mostRows }, 'fileId')
    found.push(
      Object.fromEntries(
        Object.entries(cells).flatMap(([heading, text]) => {
          if (heading === '') return []
          const column = byName.get(heading)
          return [[heading, column ? understood(column, text) : text]]
        }),
      ),
    )
  }
  return found
}
