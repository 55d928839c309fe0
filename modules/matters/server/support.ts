/** Joint handling (协办): supporting units with their own deadlines. The lead answers for the whole: all done, or overridden with a reason. */
import { answer } from '@liren/kernel'
import { addLimit, type Limit } from '../clock.ts'
import { matters } from '../contract.ts'
import { act, mustBeOpen } from './act.ts'
import { claimFor, unitNamed } from './bound.ts'
import { withHandler } from './hand-over.ts'
import { calendarOf, type MattersWork } from './house.ts'
import { type HelperRecord, partStore } from './part-store.ts'
import { factOf, inSight, mayAt, topicsOf, unitsOf } from './standing.ts'

export const helperView = ({ matterId: _matterId, ...helper }: HelperRecord) => ({
  ...helper,
  dueAt: helper.dueAt?.toISOString() ?? null,
  doneAt: helper.doneAt?.toISOString() ?? null,
})

type Ask = {
  readonly unitId: string
  readonly unitName: string
  readonly task: string
  readonly limit?: Limit | undefined
}

export const askSupport = async (work: MattersWork, id: string, ask: Ask): Promise<HelperRecord> => {
  const { matter, parties, standing } = await inSight(work, id)
  mustBeOpen(work, matter)
  const leads = standing.relations.includes('holder') || standing.relations.includes('system')
  if (!leads && !mayAt(work, 'matter.assign', matter)) throw work.refuse('not-open-to-you')
  if (ask.unitId === matter.holderUnitId) throw work.refuse('holder-missing', {}, 'unitId')
  const due = ask.limit ? new Date(addLimit(await calendarOf(work), work.now.getTime(), ask.limit)) : matter.dueAt
  const helper = await partStore(work.db).support(matter.id, { ...ask, dueAt: due, now: work.now })
  const now = await act(work, matter, 'supportAsked', { isPublic: true, facts: { unit: ask.unitName } })
  work.emit(
    'supported',
    { ...factOf(work, now, parties), helperId: helper.id, unitId: ask.unitId, dueAt: due?.toISOString() ?? null },
    [...topicsOf(parties, now), `unit:${ask.unitId}`],
  )
  return helper
}

/** Whoever was asked to help and has not: there is nothing to help with any more. */
export const layAsideSupport = async (work: MattersWork, id: string, because: string): Promise<void> => {
  const store = partStore(work.db)
  for (const { id: helperId, doneAt } of await store.helpers(id)) {
    const done = doneAt === null ? await store.finishSupport(helperId, work.now, null, because) : undefined
    if (!done) continue
    const { matter, parties } = await inSight(work, id)
    const now = await act(work, matter, 'supportOverridden', { facts: { unit: done.unitName, because } })
    work.emit('supportDone', { ...factOf(work, now, parties), helperId, unitId: done.unitId }, [
      ...topicsOf(parties, now),
      `unit:${done.unitId}`,
    ])
  }
}

export const support = answer(matters, 'support', async (work, { params, body }) => {
  await inSight(work, params.id, false)
  const unit = await unitNamed(work, body.unitId)
  return helperView(await askSupport(work, params.id, { ...body, ...unit }))
})

export const finishSupport = answer(matters, 'finishSupport', async (work, { params, body }) => {
  const store = partStore(work.db)
  const helper = await store.helper(params.id)
  if (!helper) throw work.refuse('not-found')
  const { matter, parties, standing } = await inSight(work, helper.matterId)
  const isOverride = body.isOverride ?? false
  const leads = standing.relations.includes('holder') || mayAt(work, 'matter.assign', matter)
  const mayFinish = isOverride ? leads : unitsOf(work).includes(helper.unitId)
  if (!mayFinish) throw work.refuse('not-open-to-you')
  const done = await store.finishSupport(
    helper.id,
    work.now,
    isOverride ? null : body.result,
    isOverride ? body.result : null,
  )
  if (!done) throw work.refuse('wrong-state')
  const now = await act(work, matter, isOverride ? 'supportOverridden' : 'supportDone', {
    // Who lays a task aside did none of it.
    now: isOverride ? matter : withHandler(matter, work.actor.id),
    isPublic: !isOverride,
    facts: { unit: helper.unitName, ...(isOverride ? { because: body.result } : { note: body.result }) },
    fileIds: await claimFor(work, matter.id, body.files),
  })
  work.emit('supportDone', { ...factOf(work, now, parties), helperId: helper.id, unitId: helper.unitId }, [
    ...topicsOf(parties, now),
    `unit:${helper.unitId}`,
  ])
  return helperView(done)
})
