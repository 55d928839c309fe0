/** 服务计划 A plan for a service is approved only where it cites the demand it answers. */
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import type { Need } from '../item.ts'
import { type PlanStored, proofStore } from './store-proofs.ts'

type Demand = { kind: 'feedback' | 'survey' | 'hotline' | 'figure' | 'motion'; reference: string; count?: number }
const view = ({ madeBy: _, ...row }: PlanStored) => ({
  ...row,
  need: row.need as Need, // checked when it was kept, as the demands were
  demands: row.demands as Demand[],
  madeAt: row.madeAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

export const plans = answer(services, 'plans', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await proofStore(work.db).plans(work.scope('savings.read'), query.after, limit + 1)
  const shown = rows.slice(0, limit)
  return { items: shown.map(view), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
})

export const keepPlan = answer(services, 'keepPlan', async (work, { params, body }) => {
  work.must('item.keep', { area: body.area })
  const before = await proofStore(work.db).plan(params.id)
  if (before && !work.may('item.keep', { area: before.areaCode })) throw work.refuse('not-found')
  if (before && before.state !== 'drafted') throw work.refuse('wrong-state', { state: before.state })
  const { area, ...rest } = body
  const row: PlanStored = {
    ...rest,
    id: params.id,
    areaCode: area,
    state: 'drafted',
    madeBy: work.actor.id,
    madeAt: before?.madeAt ?? work.now,
    decidedAt: null,
    decision: null,
  }
  await proofStore(work.db).keepPlan(row)
  work.audit({ object: `plan:${params.id}`, area, facts: { demands: body.demands.length } })
  return view(row)
})

export const decidePlan = answer(services, 'decidePlan', async (work, { params, body }) => {
  const row = await proofStore(work.db).plan(params.id)
  if (!row || !work.may('plan.decide', { area: row.areaCode })) throw work.refuse('not-found')
  if (row.state !== 'drafted') throw work.refuse('wrong-state', { state: row.state })
  // 由“一厢情愿”到“按需供给”: no demand, no approval.
  if (body.isApproved && (row.demands as Demand[]).length === 0) throw work.refuse('demand-missing', {}, 'isApproved')
  const decided: PlanStored = {
    ...row,
    state: body.isApproved ? 'approved' : 'declined',
    decidedAt: work.now,
    decision: body.text,
  }
  await proofStore(work.db).keepPlan(decided)
  work.audit({ object: `plan:${row.id}`, area: row.areaCode, facts: { isApproved: body.isApproved } })
  return view(decided)
})
