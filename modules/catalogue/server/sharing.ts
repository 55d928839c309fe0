/** 数据共享 One purpose, one answer in the time of the law, every use logged with the department that owns the data, and taken back at will. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { found, logged, personalIn, whereOf } from './datasets.ts'
import { type Deed, dayOf } from './deed.ts'
import { datasetStore } from './store-datasets.ts'
import { type RequestRow, sharingStore } from './store-sharing.ts'

const pageRows = 500

const shown = (work: Deed, all: RequestRow) => {
  const { areaCode: _, providerUnitId: __, askedBy, enterpriseId, answeredBy: ___, disputedFrom: ____, ...row } = all
  return {
    ...row,
    isMine: askedBy !== null && askedBy === work.actor.id,
    isEnterprise: enterpriseId !== null,
    askedAt: row.askedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    providedAt: row.providedAt?.toISOString() ?? null,
    disputedAt: row.disputedAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}

const held = async (work: Deed, id: string): Promise<RequestRow> => {
  const row = await sharingStore(work.db).find(id, true)
  const isMine = row?.askedBy != null && row.askedBy === work.actor.id
  if (!row || !(isMine || work.may('sharing.answer', whereOf(row)))) throw work.refuse('not-found', {}, 'id')
  return row
}

export const askForDataset = answer(catalogue, 'askForDataset', async (work, { params, body }) => {
  work.must('sharing.ask', { area: body.areaCode })
  const dataset = await found(work, params.code)
  if (dataset.draft.sharing === 'none') throw work.refuse('not-shared', { basis: dataset.draft.legalBasis }, 'code')
  const names = dataset.draft.columns.map(({ name }) => name)
  const unknown = body.columns.find((name) => !names.includes(name))
  if (unknown !== undefined) throw work.refuse('unknown-column', { name: unknown }, 'columns')
  // Values about somebody are had one person at a time, with a footprint (reveal), never in rows.
  const personal = await personalIn(work, dataset.draft)
  const about = body.columns.find((name) => personal.has(name))
  if (about !== undefined) throw work.refuse('personal-opened', { name: about }, 'columns')
  if (body.enterpriseId) {
    // 政企流通: for whom one may act, and on paper.
    const { actor } = work
    const mine = actor.personId ? await work.use(people).enterprisesOf(actor.personId) : []
    if (!mine.some(({ enterprise }) => enterprise.id === body.enterpriseId))
      throw work.refuse('not-yours', {}, 'enterpriseId')
    if (!body.agreement) throw work.refuse('agreement-needed', {}, 'agreement')
  }
  const isUnconditional = dataset.draft.sharing === 'unconditional'
  const id = uuidv7()
  const opened = await work.use(matters).open({
    process: 'sharing-request',
    subjectId: id,
    title: `${dataset.draft.title} · ${body.unitName}`,
    summary: body.purpose,
    areaCode: body.areaCode.slice(0, 12),
    source: 'sharing',
    letter: 'D',
    holder: { unitId: dataset.providerUnitId, unitName: dataset.providerName },
    limits: { answer: { amount: isUnconditional ? 2 : 10, unit: 'workDays' } },
    facts: { dataset: dataset.code },
  })
  await sharingStore(work.db).add({
    id,
    matterId: opened.id,
    number: opened.number,
    datasetCode: dataset.code,
    areaCode: dataset.areaCode,
    providerUnitId: dataset.providerUnitId,
    unitName: body.unitName,
    enterpriseId: body.enterpriseId ?? null,
    purpose: body.purpose,
    columns: [...body.columns],
    agreement: body.agreement ?? null,
    state: 'asked',
    askedAt: work.now,
    askedBy: work.actor.id,
    askedName: work.actor.name,
  })
  await logged(work, dataset.code, 'asked', { unit: body.unitName })
  work.audit({ object: `dataset:${dataset.code}`, area: dataset.areaCode })
  return shown(work, await held(work, id))
})

export const listRequests = answer(catalogue, 'listRequests', async (work, { query }) => {
  const { after, limit = defaultLimit, code, state } = query
  const rows = await sharingStore(work.db).list({
    mine: work.actor.id,
    scope: work.scope('sharing.answer'),
    code,
    state,
    after: readCursor(after)?.[0] ?? null,
    limit: limit + 1,
  })
  return pageOf(
    rows.map((row) => shown(work, row)),
    limit,
    ({ id }) => [id],
  )
})

const from = {
  grant: ['asked'],
  refuse: ['asked'],
  provide: ['granted'],
  withdraw: ['asked', 'granted', 'provided'],
} as const
const to = { grant: 'granted', refuse: 'refused', provide: 'provided', withdraw: 'withdrawn' } as const

export const answerRequest = answer(catalogue, 'answerRequest', async (work, { params, body }) => {
  const row = await held(work, params.id)
  const { decision } = body
  const isMine = row.askedBy !== null && row.askedBy === work.actor.id
  if (!(isMine && decision === 'withdraw')) {
    work.must('sharing.answer', whereOf(row))
    if (isMine) throw work.refuse('own-request')
  }
  if (!(from[decision] as readonly string[]).includes(row.state)) throw work.refuse('wrong-state', { state: row.state })
  // Unified conditions: what is shared unconditionally cannot be refused (政务数据共享条例).
  const dataset = await found(work, row.datasetCode)
  if (decision === 'refuse' && dataset.draft.sharing === 'unconditional') throw work.refuse('must-be-granted')
  if (body.expiresOn && body.expiresOn < dayOf(work.now)) throw work.refuse('day-unfit', {}, 'expiresOn')
  await work.use(matters).move(row.matterId, decision, { facts: decision === 'provide' ? {} : { text: body.text } })
  await sharingStore(work.db).answer(row.id, {
    state: to[decision],
    answer: body.text,
    ...(decision === 'grant' || decision === 'refuse' ? { answeredAt: work.now, answeredBy: work.actor.id } : {}),
    ...(decision === 'provide' ? { providedAt: work.now } : {}),
    ...(body.expiresOn ? { expiresOn: body.expiresOn } : {}),
  })
  await logged(work, row.datasetCode, decision, { unit: row.unitName })
  work.audit({ object: `dataset:${row.datasetCode}`, area: row.areaCode, facts: { decision } })
  return shown(work, await held(work, row.id))
})

export const disputeAnswer = answer(catalogue, 'disputeAnswer', async (work, { params, body }) => {
  const row = await held(work, params.id)
  if (row.askedBy !== work.actor.id) throw work.refuse('not-yours')
  if (row.state !== 'refused' && row.state !== 'provided') throw work.refuse('wrong-state', { state: row.state })
  await work.use(matters).move(row.matterId, 'dispute', { facts: { text: body.text } })
  await sharingStore(work.db).dispute(row.id, { from: row.state, text: body.text, at: work.now })
  await logged(work, row.datasetCode, 'disputed', { unit: row.unitName })
  work.audit({ object: `dataset:${row.datasetCode}`, area: row.areaCode, facts: { disputed: row.id } })
  return shown(work, await held(work, row.id))
})

export const settleDispute = answer(catalogue, 'settleDispute', async (work, { params, body }) => {
  const row = await held(work, params.id)
  work.must('dataset.approve', whereOf(row))
  if (row.state !== 'disputed') throw work.refuse('wrong-state', { state: row.state })
  if (row.askedBy !== null && row.askedBy === work.actor.id) throw work.refuse('own-request')
  // Whoever answered does not judge the answer.
  if (row.answeredBy !== null && row.answeredBy === work.actor.id) throw work.refuse('own-answer')
  const move = body.decision === 'support' ? 'support' : row.disputedFrom === 'provided' ? 'keep' : 'dismiss'
  await work.use(matters).move(row.matterId, move, { facts: { text: body.text } })
  await sharingStore(work.db).settle(row.id, {
    state: move === 'support' ? 'granted' : move === 'keep' ? 'provided' : 'refused',
    ...{ text: body.text, at: work.now, name: work.actor.name },
  })
  await logged(work, row.datasetCode, move === 'support' ? 'grant' : 'settled', { unit: row.unitName })
  work.audit({ object: `dataset:${row.datasetCode}`, area: row.areaCode, facts: { settled: move } })
  return shown(work, await held(work, row.id))
})

/** Only the columns granted and about nobody, only for the purpose granted, only while the grant stands. */
export const useDataset = answer(catalogue, 'useDataset', async (work, { params, body }) => {
  const row = await held(work, params.id)
  if (row.askedBy !== work.actor.id) throw work.refuse('not-yours')
  if (row.state === 'expired') throw work.refuse('grant-over', { on: row.expiresOn })
  if (row.state !== 'provided') throw work.refuse('wrong-state', { state: row.state })
  if (row.expiresOn !== null && row.expiresOn < dayOf(work.now)) throw work.refuse('grant-over', { on: row.expiresOn })
  if (body.purpose.trim() !== row.purpose.trim())
    throw work.refuse('other-purpose', { purpose: row.purpose }, 'purpose')
  const dataset = await found(work, row.datasetCode)
  // Granted before a column was known to be about somebody: it is left out all the same.
  const personal = await personalIn(work, dataset.draft)
  const wanted = row.columns.filter((name) => !personal.has(name))
  const rows = dataset.currentUpdateId
    ? await sharingStore(work.db).rows(dataset.currentUpdateId, wanted, body.afterRow ?? 0, pageRows + 1)
    : []
  const given = rows.slice(0, pageRows)
  await sharingStore(work.db).logUse({
    id: uuidv7(),
    requestId: row.id,
    at: work.now,
    by: work.actor.id,
    name: work.actor.name,
    purpose: row.purpose,
    rows: given.length,
  })
  return {
    rows: given.map(({ cells }) => cells),
    nextRow: rows.length > pageRows ? (given.at(-1)?.number ?? null) : null,
  }
})

export const proveDeletion = answer(catalogue, 'proveDeletion', async (work, { params, body }) => {
  const row = await held(work, params.id)
  if (row.askedBy !== work.actor.id) throw work.refuse('not-yours')
  await sharingStore(work.db).proveDeletion(row.id, body.text)
  await logged(work, row.datasetCode, 'deleted', { unit: row.unitName })
  return shown(work, await held(work, row.id))
})

export const listUses = answer(catalogue, 'listUses', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  const row = await held(work, params.id)
  const rows = await sharingStore(work.db).usesOf(row.id, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map((one) => ({ ...one, at: one.at.toISOString() })),
    limit,
    ({ id }) => [id],
  )
})

export const readSharing = answer(catalogue, 'readSharing', async (work) => {
  const datasets = await datasetStore(work.db).counts()
  const requests = await sharingStore(work.db).counts()
  const shareable = (datasets?.unconditional ?? 0) + (datasets?.conditional ?? 0)
  return {
    datasets: datasets?.datasets ?? 0,
    shareable,
    published: datasets?.published ?? 0,
    open: datasets?.open ?? 0,
    shared: requests?.shared ?? 0,
    sharingRate: shareable === 0 ? null : (requests?.shared ?? 0) / shareable,
    asked: requests?.asked ?? 0,
    granted: requests?.granted ?? 0,
    refused: requests?.refused ?? 0,
    medianDaysToGrant: requests?.median == null ? null : Math.round(Number(requests.median) * 10) / 10,
  }
})
