/** Between acceptance and decision: opinions step by step, visits by two, units that look side by side, pauses outside the limit. */

import { files } from '@liren/files/contract'
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { services } from '../contract.ts'
import { stepLimit } from './limits.ts'
import { dueStep, type Found, find, given, holderOf, move, type ServicesWork, standing, stepOf } from './standing.ts'
import { store } from './store.ts'

/** Where a finding is sealed to. */
export const placeOfFinding = (id: string) => `services:visit:${id}`
export const openFinding = (work: object, one: { id: string; foundSealed: string }) =>
  secretsOf(work).open(one.foundSealed, placeOfFinding(one.id))

/** Goes on to the next step and to whoever has it. */
export const advance = async (work: ServicesWork, { row, record }: Pick<Found, 'row' | 'record'>) => {
  const next = await dueStep(work, row, record, row.step + 1)
  await store(work.db).set(row.id, { step: next })
  return stepOf(record, next)
}

const goesTogether = async (work: ServicesWork, { row, record }: Found) => {
  const step = stepOf(record, row.step)
  if ((step?.kind !== 'visit' && step?.kind !== 'assess') || !step.people) return
  const visits = (await store(work.db).visits(row.id)).filter((one) => one.step === row.step)
  const most = Math.max(0, ...visits.map(({ byNames }) => byNames.length))
  if (most === 0) throw work.refuse('step-open', { step: step.name })
  if (most < step.people) throw work.refuse('needs-two', { people: step.people })
}

export const pass = answer(services, 'pass', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const { row, record } = found
  const step = stepOf(record, row.step)
  if (row.state !== 'reviewing') throw work.refuse('wrong-state', { state: row.state })
  if (!step || step.kind === 'decide' || step.kind === 'deliver') throw work.refuse('not-in-flow', { step: step?.name })
  if (step.kind === 'notice') throw work.refuse('step-open', { step: step.name })
  await goesTogether(work, found)
  if (step.kind === 'joint') {
    const { helpers } = await work.use(matters).read(row.id)
    if (helpers.length === 0 || helpers.some(({ doneAt }) => doneAt === null))
      throw work.refuse('step-open', { step: step.name })
  }
  const index = await dueStep(work, row, record, row.step + 1)
  const next = stepOf(record, index)
  const moved = await move(work, row.id, 'pass', {
    seen: body.seen,
    facts: { step: step.name, text: body.text },
    holder: await holderOf(work, next?.by ?? 'owner', record, row.areaCode),
    limits: { step: await stepLimit(work, row, record, index, 5) },
  })
  if (!moved.isReplay) await advance(work, found)
  return moved
})

export const visit = answer(services, 'visit', async (work, { params, body }) => {
  const { row, record } = await find(work, params.id)
  work.must('application.review', { area: row.areaCode })
  const step = stepOf(record, row.step)
  if (step?.kind !== 'visit' && step?.kind !== 'assess' && step?.kind !== 'verify') throw work.refuse('not-in-flow')
  const names = [work.actor.name, ...body.companions]
  if (step.people && new Set(names).size < step.people)
    throw work.refuse('needs-two', { people: step.people }, 'companions')
  const id = uuidv7()
  const fileIds = body.files ?? []
  if (fileIds.length > 0) await work.use(files).claim(fileIds, { module: 'services', object: `application:${row.id}` })
  await store(work.db).addVisit({
    id,
    applicationId: row.id,
    step: row.step,
    kind: step.kind,
    byNames: names,
    byIds: work.actor.id ? [work.actor.id] : [],
    foundSealed: secretsOf(work).seal(body.found, placeOfFinding(id)),
    isGenuine: body.isGenuine,
    fileIds,
    at: body.at ? new Date(body.at) : work.now,
  })
  await work.use(matters).note(row.id, {
    what: 'visited',
    facts: { step: step.name, people: names.length, isGenuine: body.isGenuine },
    isPublic: true,
    // Whoever was there found what the decision rests on.
    handles: true,
  })
  work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { visit: id, people: names.length } })
  return standing(work, row.id)
})

/** 并联审查 Several units at once; the step is open until all have answered. */
export const consult = answer(services, 'consult', async (work, { params, body }) => {
  const { row, record } = await find(work, params.id)
  work.must('application.review', { area: row.areaCode })
  if (stepOf(record, row.step)?.kind !== 'joint') throw work.refuse('not-in-flow')
  const units = await work.use(organisation).units(body.unitIds)
  if (units.length < body.unitIds.length) throw work.refuse('no-unit', {}, 'unitIds')
  for (const unit of units)
    await work.use(matters).support(row.id, {
      unitId: unit.id,
      unitName: unit.shortName || unit.name,
      task: body.task,
      limit: { amount: body.workDays, unit: 'workDays' },
    })
  return standing(work, row.id)
})

export const rest = (work: ServicesWork, id: string) => store(work.db).set(id, { pausedSince: work.now })
export const wake = async (work: ServicesWork, row: Found['row']) => {
  const seconds = row.pausedSince ? Math.round((work.now.getTime() - row.pausedSince.getTime()) / 1000) : 0
  await store(work.db).set(row.id, { pausedSince: null, pausedSeconds: row.pausedSeconds + seconds })
}

export const pause = answer(services, 'pause', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  const moved = await move(work, row.id, 'pause', { seen: body.seen, facts: { why: body.why, text: body.text } })
  if (!moved.isReplay) await rest(work, row.id)
  return moved
})

export const resume = answer(services, 'resume', async (work, { params, body }) => {
  const { row } = await find(work, params.id)
  const moved = await move(work, row.id, 'resume', { seen: body.seen, facts: given({ text: body.text }) })
  if (!moved.isReplay) await wake(work, row)
  return moved
})
