/** The time bank as communities keep it: their pool, and hours between them, settled by the month. */
import { monthOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { points } from '@liren/points/contract'
import { mutualAid } from '../contract.ts'
import { store } from './store.ts'

export const clearing = answer(mutualAid, 'clearing', async (work, { query }) => {
  work.must('help.keep', { area: query.area })
  const items = await store(work.db).clearing(query.area, query.month)
  const net = items.reduce(
    (sum, one) => sum + (one.to === query.area ? one.hours : 0) - (one.from === query.area ? one.hours : 0),
    0,
  )
  const cleared = new Map(
    (await store(work.db).cleared(query.area, query.month)).map((one) => [`${one.from} ${one.to}`, one]),
  )
  return {
    items: items.map((one) => {
      const { clearedAt, clearedByName } = cleared.get(`${one.from} ${one.to}`) ?? {}
      return { ...one, clearedAt: clearedAt?.toISOString() ?? null, clearedByName: clearedByName ?? null }
    }),
    net,
  }
})

export const fund = answer(mutualAid, 'fund', async (work, { body }) => {
  work.must('help.keep', { area: body.area })
  const because = work.bothWords('mutual-aid.because.funded')
  const { transferId } = await work.use(points).fund(body.area, {
    source: 'mutual-aid:pool',
    key: body.id,
    unit: 'hour',
    amount: body.hours,
    area: body.area,
    because,
  })
  work.audit({ object: `points-transfer:${transferId}`, area: body.area, facts: { hours: body.hours } })
  return { transferId }
})

/** What is owed is owed by where people were helped; its desk settles it, after the month. */
export const clear = answer(mutualAid, 'clear', async (work, { body }) => {
  const { from, to, month } = body
  work.must('help.keep', { area: from })
  if (month >= monthOf(work.now.getTime())) throw work.refuse('not-over', {}, 'month')
  const owed = (await store(work.db).clearing(from, month)).find((one) => one.from === from && one.to === to)
  if (!owed) throw work.refuse('nothing-to-clear', {}, 'to')
  const { transferId, isReplay } = await work.use(points).passOn(from, to, {
    source: 'mutual-aid:clearing',
    key: `${month} ${from} ${to}`,
    amount: owed.hours,
    area: from,
    because: work.bothWords('mutual-aid.because.cleared', { month }),
  })
  const settled = { month, from, to, hours: owed.hours, transferId, at: work.now, by: work.actor.id }
  if (isReplay || !(await store(work.db).clear({ ...settled, byName: work.actor.name })))
    throw work.refuse('cleared-already')
  work.audit({ object: `points-transfer:${transferId}`, area: from, facts: { month, to, hours: owed.hours } })
  return { hours: owed.hours }
})
