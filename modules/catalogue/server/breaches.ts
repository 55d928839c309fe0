/** 个人信息安全事件 From the first word to the lesson: stopped, assessed, told to the authority and to those it concerns. */
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { catalogue } from '../contract.ts'
import type { Breach } from '../routes-breaches.ts'
import type { Deed } from './deed.ts'
import { type BreachRow, breachStore } from './store-breaches.ts'

const shown = ({ reportedBy: _, ...row }: BreachRow): Breach => ({
  ...row,
  noticedAt: row.noticedAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  containedAt: row.containedAt?.toISOString() ?? null,
  toldAt: row.toldAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
})

const inHand = async (work: Deed, id: string, state: Breach['state']): Promise<BreachRow> => {
  const row = await breachStore(work.db).find(id, true)
  if (!row || !work.may('breach.handle', { area: row.areaCode })) throw work.refuse('not-found', {}, 'id')
  if (row.state !== state) throw work.refuse('wrong-state', { state: row.state })
  return row
}
const changed = async (work: Deed, row: BreachRow, change: Partial<BreachRow>): Promise<Breach> => {
  await breachStore(work.db).set(row.id, change)
  work.audit({ object: `breach:${row.id}`, area: row.areaCode, facts: { state: change.state ?? row.state } })
  return shown({ ...row, ...change })
}

export const reportBreach = answer(catalogue, 'reportBreach', async (work, { body }) => {
  work.must('breach.report', { area: body.areaCode })
  const store = breachStore(work.db)
  const known = await store.find(body.id)
  if (known) {
    if (known.reportedBy !== work.actor.id) throw work.refuse('not-yours')
    return shown(known)
  }
  const opened = await work.use(matters).open({
    process: 'data-breach',
    subjectId: body.id,
    title: work.words(`catalogue.breach.${body.kind}`),
    areaCode: body.areaCode.slice(0, 12),
    source: 'breach',
    letter: 'Y',
    facts: { kind: body.kind },
  })
  const row: BreachRow = {
    ...{ id: body.id, matterId: opened.id, number: opened.number, areaCode: body.areaCode, kind: body.kind },
    ...{ what: body.what.trim(), data: [...body.data], persons: body.persons ?? null },
    ...{ noticedAt: new Date(body.noticedAt), state: 'reported', dueAt: opened.dueAt, reportedBy: work.actor.id },
    ...{ cause: null, harm: null, measures: null, containedAt: null, authority: null, way: null, advice: null },
    ...{ contact: null, told: null, toldAt: null, lesson: null, closedAt: null },
  }
  if (row.noticedAt > work.now) throw work.refuse('not-yet', {}, 'noticedAt')
  await store.add(row)
  work.audit({ object: `breach:${row.id}`, area: row.areaCode, facts: { kind: row.kind } })
  return shown(row)
})

export const listBreaches = answer(catalogue, 'listBreaches', async (work, { query }) => {
  const { after, limit = defaultLimit, state } = query
  const cursor = readCursor(after)?.[0] ?? null
  const rows = await breachStore(work.db).list(work.scope('breach.handle'), state, cursor, limit + 1)
  return pageOf(rows.map(shown), limit, ({ id }) => [id])
})

export const containBreach = answer(catalogue, 'containBreach', async (work, { params, body }) => {
  const row = await inHand(work, params.id, 'reported')
  const moved = await work.use(matters).move(row.matterId, 'contain', { facts: { text: body.measures } })
  return changed(work, row, { ...body, state: 'contained', containedAt: work.now, dueAt: moved.dueAt })
})

export const tellBreach = answer(catalogue, 'tellBreach', async (work, { params, body }) => {
  const row = await inHand(work, params.id, 'contained')
  const isEach = body.way === 'each'
  if (isEach && (body.personIds ?? []).length === 0) throw work.refuse('persons-needed', {}, 'personIds')
  const sent = !isEach
    ? null
    : await work.use(notices).send({
        to: { personIds: body.personIds ?? [] },
        topic: 'catalogue.breaches',
        template: 'catalogue.breach',
        facts: { data: row.data.join('、'), advice: body.advice, contact: body.contact, number: row.number },
        link: '/catalogue/breaches',
        object: `breach:${row.id}`,
        onceKey: `breach-${row.id}`,
      })
  const moved = await work.use(matters).move(row.matterId, 'tell', { facts: { text: body.advice } })
  const { personIds: _, ...said } = body
  return changed(work, row, {
    ...said,
    state: 'told',
    told: sent?.recipients ?? null,
    toldAt: work.now,
    dueAt: moved.dueAt,
  })
})

export const closeBreach = answer(catalogue, 'closeBreach', async (work, { params, body }) => {
  const row = await inHand(work, params.id, 'told')
  await work.use(matters).move(row.matterId, 'close', { facts: { text: body.lesson } })
  return changed(work, row, { lesson: body.lesson, state: 'closed', closedAt: work.now, dueAt: null })
})

export const listToldBreaches = answer(catalogue, 'listToldBreaches', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const rows = await breachStore(work.db).inPublic(readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map((row) => ({
      ...{ id: row.id, number: row.number, kind: row.kind, data: row.data },
      ...{ cause: row.cause ?? '', harm: row.harm ?? '', measures: row.measures ?? '' },
      ...{ advice: row.advice ?? '', contact: row.contact ?? '' },
      noticedAt: row.noticedAt.toISOString(),
      toldAt: (row.toldAt ?? row.noticedAt).toISOString(),
    })),
    limit,
    ({ id }) => [id],
  )
})
