/** Budgets 季度预算: never more is issued in a quarter than a community has for it. And the trial balances of the days. */
import { answer } from '@liren/kernel'
import { points } from '../contract.ts'
import { quarterAfter, quarterOf } from '../day.ts'
import type { PointsWork } from './book.ts'
import { dayStore } from './day-store.ts'
import { ledger } from './ledger-store.ts'

type Known = { readonly amount: number; readonly left: number } | null | undefined

const viewOf = (area: string, quarter: string, known: Known, usual: number) => {
  const { amount, left } = known ?? { amount: usual, left: usual }
  return { area, quarter, isSet: Boolean(known), amount, left, issued: amount - left }
}

const read = async (work: PointsWork, area: string, quarter: string) =>
  viewOf(area, quarter, await ledger(work.db).budget(area, quarter), await work.setting<number>('quarterBudget', area))

export const budget = answer(points, 'budget', async (work, { params }) => {
  work.must('points.read', { area: params.area })
  return read(work, params.area, quarterOf(work.now))
})

/** Quarters that may be planned, and how many that were are shown: two years. */
const [ahead, behind] = [4, 8] as const

/** A quarter to come holds no more than was planned for it until somebody plans it: the sum every quarter begins with. */
export const budgets = answer(points, 'budgets', async (work, { params: { area } }) => {
  work.must('points.read', { area })
  const current = quarterOf(work.now)
  const usual = await work.setting<number>('quarterBudget', area)
  const known = new Map((await ledger(work.db).budgets(area, ahead + 1 + behind)).map((one) => [one.quarter, one]))
  const coming = Array.from({ length: ahead + 1 }, (_, turn) => quarterAfter(current, ahead - turn))
  const past = [...known.keys()].filter((quarter) => quarter < current)
  return { current, items: [...coming, ...past].map((quarter) => viewOf(area, quarter, known.get(quarter), usual)) }
})

export const setBudget = answer(points, 'setBudget', async (work, { params, body }) => {
  work.must('points.budget', { area: params.area })
  if (!/[1-9]\d{0,2}$/.test(params.area) || params.area.length !== 12) throw work.refuse('unknown-area', {}, 'area')
  const store = ledger(work.db)
  const current = quarterOf(work.now)
  const quarter = body.quarter ?? current
  const last = quarterAfter(current, ahead)
  if (quarter < current || quarter > last) throw work.refuse('quarter-closed', { current, last }, 'quarter')
  await store.openBudget(params.area, quarter, await work.setting<number>('quarterBudget', params.area), work.now)
  const left = await store.gather(params.area, quarter)
  const known = await store.budget(params.area, quarter)
  const issued = (known?.amount ?? 0) - left
  if (body.amount < issued) throw work.refuse('too-little', { issued }, 'amount')
  await store.setBudget(params.area, quarter, body.amount, body.amount - issued, work.now)
  work.audit({ object: `points-budget:${params.area}`, area: params.area, facts: { quarter, amount: body.amount } })
  return read(work, params.area, quarter)
})

const pageOfDays = async (work: PointsWork, query: { readonly after?: string; readonly limit?: number }) => {
  const limit = query.limit ?? 30
  const rows = await dayStore(work.db).page(query.after, limit + 1)
  const items = rows.slice(0, limit).map(({ onDay, entries, isBalanced, hash, closedAt }) => ({
    on: onDay,
    entries,
    isBalanced,
    hash,
    closedAt: closedAt.toISOString(),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.on ?? null) : null }
}

export const days = answer(points, 'days', (work, { query }) => pageOfDays(work, query))
/** The same for everybody: sums and a hash tell nothing of anybody, and whoever kept yesterday's can check today's. */
export const publicDays = answer(points, 'publicDays', (work, { query }) => pageOfDays(work, query))
