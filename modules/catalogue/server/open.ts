/** 开放清单 What everybody may take: rows without anything personal, or counts with the small ones held back. */
import { Readable } from 'node:stream'
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import { stringify } from 'csv-stringify/sync'
import { catalogue } from '../contract.ts'
import type { Row } from '../dataset.ts'
import { type Figure, type Shown, suppressed } from '../suppress.ts'
import { found } from './datasets.ts'
import type { Deed } from './deed.ts'
import { type DatasetRow, datasetStore } from './store-datasets.ts'

const pageRows = 500
const totalWord = '合计'
const countWord = '数量'

const columnsOf = ({ draft }: DatasetRow) =>
  draft.opening?.as === 'counts' ? [...draft.opening.by, countWord] : draft.columns.map(({ name }) => name)

const shown = (row: DatasetRow) => ({
  code: row.code,
  title: row.draft.title,
  titleEn: row.draft.titleEn,
  summary: row.draft.summary,
  provider: row.providerName,
  scenario: row.draft.opening?.scenario ?? '',
  licence: row.draft.opening?.licence ?? '',
  refresh: row.draft.refresh,
  as: row.draft.opening?.as ?? ('rows' as const),
  columns: columnsOf(row),
  version: row.version,
  // How many rows there are behind counts would be a figure of its own.
  rows: row.draft.opening?.as === 'rows' ? row.rowCount : null,
  publishedAt: row.publishedAt?.toISOString() ?? null,
})

export const listOpenDatasets = answer(catalogue, 'listOpenDatasets', async (work, { query }) => {
  const { after, limit = defaultLimit, q } = query
  const rows = await datasetStore(work.db).list({
    text: q,
    isOpen: true,
    after: readCursor(after)?.[0] ?? null,
    limit: limit + 1,
  })
  return pageOf(rows.map(shown), limit, ({ code }) => [code])
})

const opened = async (work: Deed, code: string) => {
  const row = await found(work, code)
  if (!row.draft.opening || !row.currentUpdateId) throw work.refuse('not-found', {}, 'code')
  return { row, opening: row.draft.opening, updateId: row.currentUpdateId }
}

/** One or two levels of counts below the whole. */
export const treeOf = (counts: readonly { readonly keys: readonly string[]; readonly count: number }[]): Figure => {
  const groups = new Map<string, { count: number; parts: Figure[] }>()
  let whole = 0
  for (const { keys, count } of counts) {
    const [first = '', second] = keys
    const group = groups.get(first) ?? { count: 0, parts: [] }
    group.count += count
    if (second !== undefined) group.parts.push({ name: second, count, parts: [] })
    groups.set(first, group)
    whole += count
  }
  return { name: totalWord, count: whole, parts: [...groups].map(([name, group]) => ({ name, ...group })) }
}

const held = '<10 或不公开'
const lines = (by: readonly string[], whole: Shown): Row[] => {
  const [first = '', second] = by
  const row = (a: string, b: string, count: number | null): Row => ({
    [first]: a,
    ...(second === undefined ? {} : { [second]: b }),
    [countWord]: count ?? held,
  })
  return [
    row(totalWord, totalWord, whole.count),
    ...whole.parts.flatMap((group) => [
      row(group.name, totalWord, group.count),
      ...group.parts.map((part) => row(group.name, part.name, part.count)),
    ]),
  ]
}

const rowsAfter = async (work: Deed, code: string, after: number) => {
  const { row, opening, updateId } = await opened(work, code)
  if (opening.as === 'counts')
    return {
      row,
      rows: lines(opening.by, suppressed(treeOf(await datasetStore(work.db).countsBy(updateId, opening.by)))),
      next: null,
    }
  const found = await datasetStore(work.db).rowsOf(updateId, after, pageRows + 1)
  return {
    row,
    rows: found.slice(0, pageRows).map(({ cells }) => cells),
    next: found.length > pageRows ? (found[pageRows - 1]?.number ?? null) : null,
  }
}

export const readOpenDataset = answer(catalogue, 'readOpenDataset', async (work, { params, query }) => {
  const { row, rows, next } = await rowsAfter(work, params.code, query.afterRow ?? 0)
  return { dataset: shown(row), rows: [...rows], nextRow: next }
})

export const downloadOpenDataset = answer(catalogue, 'downloadOpenDataset', async (work, { params }) => {
  const { row } = await opened(work, params.code)
  const columns = columnsOf(row)
  async function* text() {
    // The mark tells office programs that it is UTF-8.
    yield `\uFEFF${stringify([columns])}`
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof rowsAfter>> = await rowsAfter(work, params.code, after)
      yield stringify(
        page.rows.map((one) => columns.map((name) => one[name] ?? '')),
        { escape_formulas: true },
      )
      after = page.next
    }
  }
  work.http?.reply.header('content-type', 'text/csv; charset=utf-8')
  work.http?.reply.header('content-disposition', `attachment; filename="${row.code}-v${row.version}.csv"`)
  return Readable.from(text())
})
