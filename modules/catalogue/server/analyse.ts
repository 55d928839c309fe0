/** 数据分析 Figures over a dataset for whoever may use it: what is about people only as counts, and small counts held back. */
import { answer } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { type Shown, suppressed } from '../suppress.ts'
import { found, personalIn, whereOf } from './datasets.ts'
import { treeOf } from './open.ts'
import { datasetStore } from './store-datasets.ts'

type Figure = { keys: string[]; count: number | null; sum: number | null; mean: number | null }

/** Groups, or the parts of groups, as they may be shown. */
const countsIn = (whole: Shown, depth: number): Figure[] =>
  whole.parts.flatMap((group) =>
    depth === 1
      ? [{ keys: [group.name], count: group.count, sum: null, mean: null }]
      : group.parts.map((part) => ({ keys: [group.name, part.name], count: part.count, sum: null, mean: null })),
  )

export const analyseDataset = answer(catalogue, 'analyseDataset', async (work, { params, query }) => {
  const row = await found(work, params.code)
  // Its own department, its steward, and everybody where it is shared without conditions; others ask for it.
  const isOpen = row.draft.sharing === 'unconditional' || work.may('dataset.submit', whereOf(row))
  if (!isOpen) throw work.refuse('not-shared', { basis: row.draft.sharingTerms ?? row.draft.legalBasis }, 'code')
  const personal = await personalIn(work, row.draft)
  const by = query.then === undefined ? [query.by] : [query.by, query.then]
  for (const [at, name] of by.entries()) {
    const field = at === 0 ? 'by' : 'then'
    if (!row.draft.columns.some((column) => column.name === name)) throw work.refuse('unknown-column', { name }, field)
    if (personal.has(name)) throw work.refuse('personal-opened', { name }, field)
  }
  if (by[0] === by[1]) throw work.refuse('column-twice', { name: query.by }, 'then')
  const measured = row.draft.columns.find(({ name }) => name === query.measure)
  if (query.measure !== undefined && measured?.type !== 'integer' && measured?.type !== 'number')
    throw work.refuse('unknown-column', { name: query.measure }, 'measure')
  if (query.measure !== undefined && personal.size > 0)
    throw work.refuse('personal-opened', { name: query.measure }, 'measure')
  const datasets = datasetStore(work.db)
  const versions = (await datasets.versions(row.code)).map(({ at, rows }) => ({ at: at.toISOString(), rows }))
  if (!row.currentUpdateId) return { rows: [], versions }
  if (query.measure !== undefined)
    return { rows: [...(await datasets.figuresBy(row.currentUpdateId, by, query.measure))], versions }
  const counts = await datasets.countsBy(row.currentUpdateId, by)
  const rows: Figure[] =
    personal.size > 0
      ? countsIn(suppressed(treeOf(counts)), by.length)
      : counts.map(({ keys, count }) => ({ keys, count, sum: null, mean: null }))
  return { rows: rows.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, 1000), versions }
})
