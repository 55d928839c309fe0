/** 预审与受理 Pre-examination: gaps are named once and all together; then it is accepted, or declined with its ground. */
import type { Input, RouteOf } from '@liren/contract'
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import { formChannel } from './begin.ts'
import { precheckLimit, stepLimit, urgentLimit } from './limits.ts'
import { askForMaterials, broughtOf, keepMaterials } from './materials.ts'
import {
  dueStep,
  type Found,
  find,
  given,
  holderOf,
  isMine,
  move,
  recordOf,
  type ServicesWork,
  standing,
  stepOf,
  told,
} from './standing.ts'
import { store } from './store.ts'
import { settleAll, tallied } from './submit.ts'

export const askCorrection = answer(services, 'askCorrection', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  // 行政许可法 32: whatever lacks is told at once, so there is no second time.
  if (row.gaps !== null) throw work.refuse('corrected-already', {}, 'gaps')
  const moved = await move(work, row.id, 'askCorrection', { seen: body.seen, facts: { gaps: body.gaps } })
  if (!moved.isReplay) await store(work.db).set(row.id, { gaps: [...body.gaps], gapFields: [...(body.fields ?? [])] })
  return moved
})

/** Open only while a correction is asked for, to whoever applied or helps them. */
export const refill = answer(services, 'refill', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  if (!isMine(work, row)) throw work.refuse('not-found')
  if (row.state !== 'correcting') throw work.refuse('wrong-state', { state: row.state })
  const form = await work.use(forms).again(row.formId, body.id)
  work.audit({ object: `application:${row.id}`, area: row.areaCode })
  return { formId: form.id, fields: row.gapFields }
})

const mayCorrect = (work: ServicesWork, row: Found['row']) =>
  isMine(work, row) || work.may('application.assist', { area: row.areaCode })

const correctNow = async (work: ServicesWork, { params, body }: Input<RouteOf<typeof services, 'correct'>>) => {
  const { row, record } = await find(work, params.id)
  if (!mayCorrect(work, row)) throw work.refuse('not-found')
  if (row.state !== 'correcting') throw work.refuse('wrong-state', { state: row.state })
  const queries = store(work.db)
  const before = await queries.materials(row.id)
  const formId = body.formId ?? row.formId
  const handed = body.formId ? await work.use(forms).submit(body.formId) : await work.use(forms).handed(row.formId)
  if (!handed || handed.code !== row.itemCode || handed.personId !== row.personId)
    throw work.refuse('answers-wrong', {}, 'formId')
  // What nobody asked for stays as it was examined, however the form came here.
  if (body.formId && row.gapFields.length > 0) {
    const [beyond] = await work.use(forms).strayed(row.formId, body.formId, row.gapFields)
    if (beyond !== undefined) throw work.refuse('not-asked', { key: beyond }, beyond)
  }
  const fresh = body.materials ?? []
  const kept = before.filter(({ key, source }) => source !== null && !fresh.some((one) => one.key === key))
  const settled = await settleAll(work, row, record, {
    handed,
    given: [
      ...fresh,
      ...kept.flatMap(({ key, source, fileIds }) =>
        source === null || source === 'licence' || source === 'data' ? [] : [{ key, source, files: fileIds }],
      ),
    ],
    later: before.filter(({ isLater }) => isLater).map(({ key }) => key),
    isPromised: true,
    channel: formChannel(work, row.channel),
  })
  await keepMaterials(
    work,
    row,
    settled.rows.filter(({ key }) => !kept.some((one) => one.key === key)),
  )
  const moved = await move(work, row.id, 'correct', {
    seen: body.seen,
    facts: given({ text: body.text }),
    ...(await precheckLimit(work, { ...row, formId }, record)),
  })
  await queries.set(row.id, {
    formId,
    wasCorrected: true,
    materialsGiven: broughtOf(await queries.materials(row.id)),
    ...(body.formId ? addUp(row, tallied(handed)) : {}),
  })
  return moved
}

export const correct = answer(services, 'correct', correctNow, {
  ahead: async (work, { params }) => {
    const row = await store(work.db).find(params.id)
    if (row?.state === 'correcting' && mayCorrect(work, row))
      await askForMaterials(work, await recordOf(work, row), row)
  },
})

/** What is typed a second time was typed all the same. */
const addUp = (
  before: { typed: number; confirmed: number },
  now: { typed: number; prefilled: number; confirmed: number },
) => ({
  typed: before.typed + now.typed,
  prefilled: now.prefilled,
  confirmed: before.confirmed + now.confirmed,
})

const limitsOf = async (work: ServicesWork, { row, record }: Pick<Found, 'row' | 'record'>, first: number) => {
  const { promisedDays } = record
  return {
    handle: (await urgentLimit(work, row, record)) ?? { amount: Math.max(1, promisedDays), unit: 'workDays' as const },
    step: await stepLimit(work, row, record, first, promisedDays),
  }
}

export const acceptOne = async (work: ServicesWork, id: string, seen: number | undefined, text: string | undefined) => {
  const { row, record } = await find(work, id)
  const index = await dueStep(work, row, record, 0)
  const first = stepOf(record, index)
  const moved = await move(work, row.id, 'accept', {
    seen,
    facts: given({ text }),
    holder: await holderOf(work, first?.by ?? 'community', record, row.areaCode),
    limits: await limitsOf(work, { row, record }, index),
  })
  if (!moved.isReplay) {
    await store(work.db).set(row.id, { acceptedAt: work.now, step: index })
    work.emit('accepted', told(row))
  }
  return moved
}

export const accept = answer(services, 'accept', (work, { params, body }) =>
  acceptOne(work, params.id, body.seen, body.text),
)

export const decline = answer(services, 'decline', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  if (body.reason !== 'incomplete' && body.reason !== 'duplicate' && !body.ground)
    throw work.refuse('answers-wrong', {}, 'ground')
  const moved = await move(work, row.id, 'decline', {
    seen: body.seen,
    facts: given({ reason: body.reason, text: body.text, ground: body.ground }),
    outcome: 'refused',
  })
  if (!moved.isReplay) {
    await store(work.db).set(row.id, { decidedAt: work.now, finishedAt: work.now, outcome: 'declined' })
    work.emit('decided', { ...told(row), outcome: 'declined', decisionId: null })
  }
  return moved
})

export const withdraw = answer(services, 'withdraw', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  if (!isMine(work, row)) throw work.refuse('not-found')
  const moved = await move(work, row.id, 'withdraw', { seen: body.seen, facts: given({ text: body.text }) })
  if (!moved.isReplay) {
    await store(work.db).set(row.id, { finishedAt: work.now, outcome: 'withdrawn' })
    work.emit('withdrawn', told(row))
  }
  return moved
})

/** 容缺 What was allowed to follow is here. */
export const supply = answer(services, 'supply', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  if (!isMine(work, row) && !work.may('application.assist', { area: row.areaCode })) throw work.refuse('not-found')
  const queries = store(work.db)
  const late = new Map((await queries.materials(row.id)).filter(({ isLater }) => isLater).map((one) => [one.key, one]))
  const rows = body.materials.map((one) => {
    const before = late.get(one.key)
    if (!before || !one.files || one.files.length === 0)
      throw work.refuse('material-unknown', { key: one.key }, 'materials')
    return { ...before, source: 'upload' as const, fileIds: [...one.files], givenAt: work.now }
  })
  await keepMaterials(work, row, rows)
  await queries.set(row.id, { materialsGiven: broughtOf(await queries.materials(row.id)) })
  work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { supplied: rows.map(({ key }) => key) } })
  return standing(work, row.id)
})

export const countVisit = answer(services, 'countVisit', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  work.must('application.assist', { area: row.areaCode })
  await store(work.db).set(row.id, { visits: row.visits + 1 })
  work.audit({
    object: `application:${row.id}`,
    area: row.areaCode,
    facts: given({ visits: row.visits + 1, at: body.at }),
  })
  return standing(work, row.id)
})

/** A system of another region has it, or says how far it is; the number here stays the same. */
export const handOff = answer(services, 'handOff', async (work, { params, body }) => {
  const { row, record } = await find(work, params.id)
  work.must('application.review', { area: row.areaCode })
  if (!record.channels.includes('crossRegion')) throw work.refuse('not-in-flow')
  await store(work.db).set(row.id, {
    handedTo: body.number ? `${body.to} ${body.number}` : body.to,
    handedState: body.state,
  })
  work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { to: body.to, state: body.state } })
  return standing(work, row.id)
})
