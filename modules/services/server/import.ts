/** Takes a catalogue of items in: every row judged by itself, nothing written in a dry run, the same file twice changes nothing. */
import { createHash } from 'node:crypto'
import type { Work } from '@liren/kernel'
import { compile } from '@liren/kernel/validation'
import { recordOf } from '../catalogue-row.ts'
import { ItemRecord } from '../item.ts'
import { dayOf, recordFaults } from './items.ts'
import { readRows } from './read-rows.ts'
import { type ItemStored, itemStore } from './store-items.ts'
import { wordsToFind } from './words-to-find.ts'

export type ItemRowError = { readonly row: number; readonly field: string; readonly code: string }
export type ItemImport = {
  readonly isDryRun: boolean
  /** rows = created + updated + unchanged + refused, always. */
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  /** Of the rows taken: nobody has to come anywhere. */
  readonly zeroVisit: number
  readonly errors: readonly ItemRowError[]
}

const isRecord = compile(ItemRecord, 'body')
/** A row may be a whole record already, as an export of this product writes it. */
const isWhole = (value: unknown): value is ItemRecord => isRecord(value) === true
/** The database does not keep the order of keys. */
const inOrder = (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
const print = (value: unknown) => createHash('sha1').update(JSON.stringify(value, inOrder)).digest('hex')
const mostErrors = 10_000

export const importItems = async (
  work: Pick<Work, 'db' | 'now'> & { readonly audit: Work['audit'] },
  asked: {
    readonly bytes: Buffer
    readonly isDryRun: boolean
    readonly progress?: (rows: number) => void
    /** Puts a form in force for an item that has none, so that it can be applied for. */
    readonly giveForm?: (record: ItemRecord) => Promise<Readonly<Record<string, unknown>>>
  },
): Promise<ItemImport> => {
  const queries = itemStore(work.db)
  const rows = await readRows(asked.bytes)
  const errors: ItemRowError[] = []
  const seen = new Map<string, number>()
  const count = { created: 0, updated: 0, unchanged: 0, refused: 0, zeroVisit: 0 }
  for (let from = 0; from < rows.length; from += 200) {
    const batch = rows.slice(from, from + 200).map((row) => ({
      row: row.row,
      ...(isWhole(row.whole)
        ? { record: row.whole, faults: [] }
        : row.cells
          ? recordOf(row.cells)
          : { record: null, faults: [{ field: 'row', code: 'unreadable' }] }),
    }))
    const known = new Map(
      (await queries.byCodes(batch.flatMap(({ record }) => record?.code ?? []))).map((one) => [one.code, one]),
    )
    for (const { row, record, faults } of batch) {
      const twice = record ? seen.get(record.code) : undefined
      const all = [
        ...faults,
        ...(record && faults.length === 0 ? recordFaults(record, false) : []),
        ...(twice === undefined ? [] : [{ field: 'code', code: 'code-twice' }]),
      ]
      if (!record || all.length > 0) {
        count.refused += 1
        for (const fault of all) if (errors.length < mostErrors) errors.push({ row, ...fault })
        continue
      }
      seen.set(record.code, row)
      if (record.visits === 0 && record.channels.includes('online')) count.zeroVisit += 1
      const before = known.get(record.code)
      if (before && print(before.record) === print(record)) {
        count.unchanged += 1
        continue
      }
      count[before ? 'updated' : 'created'] += 1
      if (asked.isDryRun) continue
      // What goes online asks what can be dropped; the standard form asks one thing only.
      const gives = asked.giveForm !== undefined && !before?.form && record.channels.includes('online')
      const form = gives ? await asked.giveForm(record) : (before?.form ?? null)
      const simplification = { ...record.simplification, isAsked: true }
      await write(queries, gives ? { ...record, simplification } : record, form, work.now)
    }
    asked.progress?.(Math.min(rows.length, from + 200))
  }
  work.audit({ facts: { rows: rows.length, ...count, isDryRun: asked.isDryRun } })
  return { isDryRun: asked.isDryRun, rows: rows.length, ...count, errors }
}

/** What people applied with stays in the version they saw. */
const write = async (
  queries: ReturnType<typeof itemStore>,
  record: ItemRecord,
  form: ItemStored['form'],
  now: Date,
) => {
  const version = ((await queries.newest(record.code))?.version ?? 0) + 1
  await queries.supersede(record.code, version)
  await queries.keep(
    {
      code: record.code,
      version,
      isCurrent: true,
      state: 'published',
      record,
      form,
      publishedOn: dayOf(now),
    },
    wordsToFind(record),
    now,
  )
}
