/** A backlog in one go 批量整理: looked through without moving anything, sent where it would go by itself, taken back as a whole. */
import { answer, uuidv7, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { triage } from '../contract.ts'
import type { BatchView } from '../routes-batch.ts'
import { knownOf } from './known.ts'
import { namedIn } from './read.ts'
import { type BatchRow, batchStore } from './store-batches.ts'

type TriageWork = Work<typeof triage>
/** Where nobody has sent a case anywhere yet, and nobody is out verifying it. */
const undispatched = ['intake', 'filing', 'dispatching']

const undoUntil = async (work: TriageWork, { stage, endedAt }: BatchRow) => {
  if (stage !== 'gone' || !endedAt) return null
  const until = new Date(endedAt.getTime() + (await work.setting<number>('undoMinutes')) * 60_000)
  return until > work.now ? until : null
}

const view = async (work: TriageWork, row: BatchRow): Promise<BatchView> => {
  const counts = await batchStore(work.db).counts(row.id)
  const names = await work.use(territory).areaNames([row.areaCode])
  return {
    id: row.id,
    areaCode: row.areaCode,
    areaName: names.get(row.areaCode) ?? row.areaCode,
    madeAt: row.madeAt.toISOString(),
    madeByName: row.madeByName,
    stage: row.stage,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    undoUntil: (await undoUntil(work, row))?.toISOString() ?? null,
    ...counts,
  }
}

/** The batch of an area the acting person answers for, held until the act is over. */
const held = async (work: TriageWork, id: string, isOnlyLook = false) => {
  const row = await batchStore(work.db).find(id, !isOnlyLook)
  if (!row || !work.may('triage.batch', { area: row.areaCode })) throw work.refuse('not-found')
  return row
}

export const lookThrough = answer(triage, 'lookThrough', async (work, { body }) => {
  work.must('triage.batch', { area: body.area })
  const batches = batchStore(work.db)
  if (await batches.running(body.area)) throw work.refuse('batch-running', {}, 'area')
  const row: BatchRow = {
    id: uuidv7(),
    areaCode: body.area,
    states: undispatched,
    madeAt: work.now,
    madeBy: work.actor.id ?? '',
    madeByName: work.actor.name,
    stage: 'looking',
    startedAt: null,
    endedAt: null,
  }
  await batches.add(row)
  work.enqueue('look-through', { batchId: row.id }, { key: row.id })
  work.audit({ object: `batch:${row.id}`, area: body.area })
  return view(work, row)
})

export const batches = answer(triage, 'batches', async (work, { query }) => {
  const limit = query.limit ?? 10
  const rows = await batchStore(work.db).page(work.scope('triage.batch'), query.after, limit + 1)
  const items = await Promise.all(rows.slice(0, limit).map((row) => view(work, row)))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const batch = answer(triage, 'batch', async (work, { params }) => view(work, await held(work, params.id, true)))

export const batchItems = answer(triage, 'batchItems', async (work, { params, query }) => {
  await held(work, params.id, true)
  const limit = query.limit ?? 50
  const ready = query.isReady === undefined ? null : query.isReady === 'yes'
  const after = Number(query.after ?? 0)
  const rows = await batchStore(work.db).items(params.id, ready, Number.isSafeInteger(after) ? after : 0, limit + 1)
  const named = namedIn(work, await knownOf(work))
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => ({
      caseId: row.caseId,
      number: row.number,
      title: row.title,
      category: row.categoryCode ? named(row.categoryCode) : null,
      probability: row.probability,
      unitName: row.unitName,
      hurdles: row.hurdles,
      is:
        row.takenBackAt !== null
          ? ('back' as const)
          : row.toldAt !== null
            ? row.went
              ? ('gone' as const)
              : ('stayed' as const)
            : row.hurdles.length === 0
              ? ('ready' as const)
              : ('waiting' as const),
    })),
    next: rows.length > limit ? String(page.at(-1)?.position ?? '') : null,
  }
})

export const startBatch = answer(triage, 'startBatch', async (work, { params }) => {
  const row = await held(work, params.id)
  if (row.stage !== 'looked') throw work.refuse('wrong-stage', { stage: row.stage })
  const now = { ...row, stage: 'going' as const, startedAt: work.now }
  await batchStore(work.db).set(row.id, { stage: now.stage, startedAt: now.startedAt })
  work.enqueue('send-batch', { batchId: row.id }, { key: row.id })
  work.audit({ object: `batch:${row.id}`, area: row.areaCode })
  return view(work, now)
})

const atOnce = 50

export const takeBackBatch = answer(triage, 'takeBackBatch', async (work, { params }) => {
  const row = await held(work, params.id)
  if (row.stage !== 'gone') throw work.refuse('wrong-stage', { stage: row.stage })
  if (!(await undoUntil(work, row))) throw work.refuse('undo-over')
  const ids = await batchStore(work.db).wentIds(row.id)
  for (let from = 0; from < ids.length; from += atOnce)
    work.emit('takenBack', {
      caseIds: ids.slice(from, from + atOnce),
      because: work.words('triage.screen.batchTakenBack', { name: work.actor.name }),
    })
  await batchStore(work.db).set(row.id, { stage: 'back' })
  work.audit({ object: `batch:${row.id}`, area: row.areaCode, facts: { cases: ids.length } })
  return view(work, { ...row, stage: 'back' })
})
