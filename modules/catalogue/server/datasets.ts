/** 数据集登记 What departments register, hand in and have approved; each version counts only after a second person looked at it. */
import { answer, defaultLimit, pageOf, readCursor, secretsOf, uuidv7 } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { catalogue } from '../contract.ts'
import { sharedFieldNamed } from '../copies.ts'
import { checkRows, type Dataset, type DatasetDraft, dueOn, latenessOn, type Row, type Update } from '../dataset.ts'
import { type Deed, dayOf, dictionaryOf } from './deed.ts'
import { readRows } from './read-rows.ts'
import { type DatasetRow, datasetStore, type UpdateRow } from './store-datasets.ts'
import { isPrivate } from './values.ts'

export const shownDataset = (row: DatasetRow, now: Date): Dataset => ({
  ...row.draft,
  providerUnitId: row.providerUnitId,
  providerName: row.providerName,
  version: row.version,
  rows: row.rowCount,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  dueOn: row.dueOn,
  lateness: latenessOn(row.draft.refresh, row.dueOn, dayOf(now)),
  quality: row.quality,
})
const shownUpdate = (row: UpdateRow): Update => ({
  id: row.id,
  datasetCode: row.datasetCode,
  datasetTitle: row.datasetTitle,
  state: row.state,
  rows: row.rowCount,
  rowsBefore: row.rowsBefore,
  faultCount: row.faultCount,
  faults: row.faults,
  isDrop: row.isDrop,
  submittedAt: row.submittedAt.toISOString(),
  submittedBy: row.submittedName,
  note: row.note,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decidedBy: row.decidedName,
})

export const found = async (work: Deed, code: string, isHeld = false): Promise<DatasetRow> => {
  const row = await datasetStore(work.db).find(code, isHeld)
  if (!row) throw work.refuse('not-found', {}, 'code')
  return row
}
export const whereOf = (row: Pick<DatasetRow, 'areaCode' | 'providerUnitId'>) => ({
  area: row.areaCode,
  unit: row.providerUnitId,
})
export const logged = (work: Deed, code: string, act: string, facts: object = {}) =>
  datasetStore(work.db).log({
    id: uuidv7(),
    code,
    act,
    facts,
    at: work.now,
    by: work.actor.id,
    name: work.actor.name,
  })

export const listDatasets = answer(catalogue, 'listDatasets', async (work, { query }) => {
  const { after, limit = defaultLimit, q, sharing, late } = query
  const rows = await datasetStore(work.db).list({
    text: q,
    sharing,
    lateBefore: late ? dayOf(work.now) : undefined,
    after: readCursor(after)?.[0] ?? null,
    limit: limit + 1,
  })
  return pageOf(
    rows.map((row) => shownDataset(row, work.now)),
    limit,
    ({ code }) => [code],
  )
})

export const readDataset = answer(catalogue, 'readDataset', async (work, { params }) => {
  const row = await found(work, params.code)
  const keys = row.draft.columns.flatMap(({ entry }) => entry ?? [])
  return {
    dataset: shownDataset(row, work.now),
    uses: (await datasetStore(work.db).usesOf(row.code, keys)).map(({ keys: _, ...use }) => use),
  }
})

/** Columns about somebody: marked so, or standing for an entry of the dictionary that is private. */
export const personalIn = async (
  work: Deed,
  { columns }: Pick<DatasetDraft, 'columns'>,
): Promise<ReadonlySet<string>> => {
  const dictionary = await dictionaryOf(work)
  return new Set(
    columns.flatMap(({ name, entry, isPersonal }) => {
      const known = entry ? dictionary.get(entry) : undefined
      return isPersonal || (known && isPrivate(known)) ? [name] : []
    }),
  )
}

/** What the schema cannot say: columns name each other rightly, nothing personal is opened, keeping back needs a law. */
const examine = async (work: Deed, draft: DatasetDraft) => {
  const names = new Set(draft.columns.map(({ name }) => name))
  if (names.size < draft.columns.length) throw work.refuse('column-twice', {}, 'columns')
  for (const name of draft.keyColumns) if (!names.has(name)) throw work.refuse('unknown-column', { name }, 'keyColumns')
  const dictionary = await dictionaryOf(work)
  for (const { entry } of draft.columns)
    if (entry && !dictionary.has(entry)) throw work.refuse('unknown-key', { key: entry }, 'columns')
  const shared = [...dictionary.values()]
  for (const { name, entry, own } of draft.columns) {
    const copied = entry || own ? null : sharedFieldNamed([name], shared)
    if (copied) throw work.refuse('private-copy', { name, key: copied.key }, 'columns')
  }
  if (draft.sharing === 'none' && draft.legalBasis.trim().length < 4)
    throw work.refuse('basis-needed', {}, 'legalBasis')
  if (draft.sharing === 'conditional' && !draft.sharingTerms) throw work.refuse('terms-needed', {}, 'sharingTerms')
  if (!draft.opening) return
  for (const name of draft.opening.by) if (!names.has(name)) throw work.refuse('unknown-column', { name }, 'opening')
  const personalColumns = await personalIn(work, draft)
  const opened = draft.opening.as === 'rows' ? [...names] : draft.opening.by
  const personal = opened.find((name) => personalColumns.has(name))
  if (personal !== undefined) throw work.refuse('personal-opened', { name: personal }, 'opening')
  if (draft.opening.as === 'counts' && draft.opening.by.length === 0) throw work.refuse('unknown-column', {}, 'opening')
}

export const register = async (work: Deed, draft: DatasetDraft): Promise<DatasetRow> => {
  await examine(work, draft)
  const before = await datasetStore(work.db).find(draft.code)
  const unit = await work.use(organisation).unitByCode(draft.providerUnit)
  // A holder named by a unit's code is read by its name.
  const holder = await work.use(organisation).unitByCode(draft.rights.holder)
  const rights = { ...draft.rights, holder: holder?.name ?? draft.rights.holder }
  await datasetStore(work.db).keep(
    { ...draft, rights },
    {
      providerUnitId: unit?.id ?? null,
      providerName: unit?.name ?? draft.providerUnit,
      // The first version is due one period after registering.
      dueOn: dueOn(draft.refresh, dayOf(work.now)),
      at: work.now,
    },
  )
  await logged(work, draft.code, before ? 'changed' : 'registered', { columns: draft.columns.length })
  return found(work, draft.code)
}

export const registerDataset = answer(catalogue, 'registerDataset', async (work, { params, body }) => {
  if (params.code !== body.code) throw work.refuse('not-found', {}, 'code')
  work.must('dataset.change', { area: body.areaCode })
  // A code says which one it is: without this, whoever registers elsewhere could take another area's for their own.
  const before = await datasetStore(work.db).find(body.code)
  if (before && !work.may('dataset.change', { area: before.areaCode })) throw work.refuse('code-taken', {}, 'code')
  if (!(await work.use(territory).area(body.areaCode))) throw work.refuse('unknown-area', {}, 'areaCode')
  if (!(await work.use(organisation).unitByCode(body.providerUnit)))
    throw work.refuse('unknown-unit', {}, 'providerUnit')
  const row = await register(work, body)
  work.audit({ object: `dataset:${row.code}`, area: row.areaCode })
  return shownDataset(row, work.now)
})

export const listDatasetLog = answer(catalogue, 'listDatasetLog', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  const rows = await datasetStore(work.db).logOf(params.code, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    limit,
    ({ id }) => [id],
  )
})

/** Cells about somebody lie sealed: no table, copy or count of rows shows whom they are about. */
const sealedRows = async (work: Deed, { code, draft }: DatasetRow, rows: readonly Row[]): Promise<readonly Row[]> => {
  const personal = await personalIn(work, draft)
  if (personal.size === 0) return rows
  const { seal } = secretsOf(work)
  const sealed = (name: string, value: unknown) =>
    value === null || value === undefined || !personal.has(name)
      ? value
      : seal(JSON.stringify(value), `catalogue:dataset:${code}:${name}`)
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sealed(name, value)])))
}

export const submit = async (
  work: Deed,
  row: DatasetRow,
  rows: Parameters<typeof checkRows>[1],
  byName = work.actor.name,
): Promise<UpdateRow> => {
  const checked = checkRows(row.draft, rows, row.rowCount)
  const id = uuidv7()
  await datasetStore(work.db).addUpdate(
    {
      id,
      datasetCode: row.code,
      state: checked.faultCount > 0 ? 'faulty' : 'submitted',
      rowCount: rows.length,
      rowsBefore: row.rowCount,
      ...checked,
      submittedAt: work.now,
      submittedBy: work.actor.id,
      submittedName: byName,
    },
    // What failed the checks is never shown to anybody: only what is wrong with it is kept.
    checked.faultCount > 0 ? [] : await sealedRows(work, row, rows),
  )
  await logged(work, row.code, checked.faultCount > 0 ? 'failed' : 'submitted', {
    rows: rows.length,
    faults: checked.faultCount,
    isDrop: checked.isDrop,
  })
  return (await datasetStore(work.db).update(id)) ?? Promise.reject(new Error('an update just written is gone'))
}

export const submitUpdate = answer(catalogue, 'submitUpdate', async (work, { params, body }) => {
  const row = await found(work, params.code, true)
  work.must('dataset.submit', whereOf(row))
  if ((body.rows === undefined) === (body.fileId === undefined)) throw work.refuse('rows-needed', {}, 'rows')
  const rows = body.rows ?? (await readRows(work, row.draft.columns, body.fileId ?? ''))
  const update = await submit(work, row, rows)
  work.audit({ object: `dataset:${row.code}`, area: row.areaCode, facts: { update: update.id, state: update.state } })
  if (update.state === 'submitted') work.emit('dataset-submitted', { code: row.code, updateId: update.id })
  return shownUpdate(update)
})

export const listUpdates = answer(catalogue, 'listUpdates', async (work, { query }) => {
  const { after, limit = defaultLimit, code, state } = query
  const rows = await datasetStore(work.db).updates({
    scope: work.scope('dataset.submit'),
    code,
    state,
    after: readCursor(after)?.[0] ?? null,
    limit: limit + 1,
  })
  return pageOf(rows.map(shownUpdate), limit, ({ id }) => [id])
})

export const publish = async (work: Deed, row: DatasetRow, update: UpdateRow, note: string | null) => {
  const datasets = datasetStore(work.db)
  await datasets.decide(update.id, { state: 'published', note, at: work.now, by: work.actor.id, name: work.actor.name })
  await datasets.publish(row.code, {
    updateId: update.id,
    rowCount: update.rowCount,
    quality: update.quality,
    at: work.now,
    dueOn: dueOn(row.draft.refresh, dayOf(work.now)),
  })
  await logged(work, row.code, 'published', { version: row.version + 1, rows: update.rowCount })
  work.emit('dataset-published', { code: row.code, version: row.version + 1 })
}

export const decideUpdate = answer(catalogue, 'decideUpdate', async (work, { params, body }) => {
  const datasets = datasetStore(work.db)
  const update = await datasets.update(params.id, true)
  if (!update) throw work.refuse('not-found', {}, 'id')
  const row = await found(work, update.datasetCode, true)
  work.must('dataset.approve', whereOf(row))
  if (update.state !== 'submitted') throw work.refuse('wrong-state', { state: update.state })
  // Nobody approves what they handed in themselves.
  if (update.submittedBy !== null && update.submittedBy === work.actor.id) throw work.refuse('own-update')
  const note = body.note?.trim() ?? null
  if (body.decision === 'approve') {
    if (update.isDrop && !note)
      throw work.refuse('drop-unexplained', { rows: update.rowCount, before: update.rowsBefore }, 'note')
    await publish(work, row, update, note)
  } else {
    if (!note) throw work.refuse('reason-needed', {}, 'note')
    await datasets.decide(update.id, {
      state: 'returned',
      note,
      at: work.now,
      by: work.actor.id,
      name: work.actor.name,
    })
    await logged(work, row.code, 'returned', {})
  }
  work.audit({ object: `dataset:${row.code}`, area: row.areaCode, facts: { decision: body.decision } })
  return shownUpdate((await datasets.update(update.id)) ?? update)
})
