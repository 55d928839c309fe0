/** Dispatch 派遣: proposals ranked from the duty lists with their clauses; a person decides, and may decide otherwise. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { find, given, move, unitAsHolder } from './moves.ts'
import { ranking } from './ranking.ts'
import { store } from './store.ts'

export const proposals = answer(cases, 'proposals', async (work, { params }) => {
  const { row, matter } = await find(work, params.id, true)
  work.must('case.dispatch', { area: matter.areaCode })
  const ranked = await ranking(work, row, matter)
  const load = await work.use(matters).openCounts(ranked.map((one) => one.unitId))
  return {
    items: ranked.map((one) => ({
      unitId: one.unitId,
      unitName: one.unitName,
      part: one.part,
      clause: one.clause,
      score: one.score,
      why: one.why.map((reason) => work.words(reason)),
      openMatters: load.get(one.unitId) ?? 0,
    })),
  }
})

export const dispatch = answer(cases, 'dispatch', async (work, { params, body }) => {
  const { row, matter, category } = await find(work, params.id)
  const holder = await unitAsHolder(work, body.unitId)
  const isFirst = matter.state === 'dispatching'
  const limits = { ...(category?.limits ?? {}), ...(body.limit ? { handle: body.limit } : {}) }
  const moved = await move(work, params.id, isFirst ? 'dispatch' : 'redispatch', {
    seen: body.seen,
    facts: given({ text: body.text }),
    holder: { ...holder, accountId: null, accountName: null },
    limits,
    ...(body.despiteLoad ? { despiteLoad: body.despiteLoad } : {}),
  })
  if (moved.isReplay) return moved
  for (const [index, helper] of (body.supporting ?? []).entries()) {
    const unit = await unitAsHolder(work, helper.unitId, `supporting.${index}.unitId`)
    await work
      .use(matters)
      .support(params.id, { ...unit, task: helper.task, ...(helper.limit ? { limit: helper.limit } : {}) })
  }
  await store(work.db).set(params.id, { handlingUnitId: holder.unitId, handlingUnitName: holder.unitName })
  const [best] = await ranking(work, row, matter)
  work.emit('dispatched', {
    caseId: params.id,
    unitId: holder.unitId,
    categoryCode: row.categoryCode,
    areaCode: matter.areaCode,
    isProposal: best?.unitId === holder.unitId,
    isBySystem: false,
  })
  return moved
})

export const sendBack = answer(cases, 'sendBack', async (work, { params, body }) => {
  await find(work, params.id)
  return move(work, params.id, 'sendBack', { seen: body.seen, facts: { text: body.text } })
})
