/** Figures of the dispatch board: queues by stage and age, and what each unit carries. Never of persons. */
import { answer } from '@liren/kernel'
import { addWorkTime } from '../calendar.ts'
import { matters } from '../contract.ts'
import { calendarOf, type MattersWork } from './house.ts'
import { listStore } from './list-store.ts'

export const queues = answer(matters, 'queues', async (work, { query }) => {
  const soon = new Date(addWorkTime(await calendarOf(work), work.now.getTime(), 2 * 3_600_000))
  const scope = work.scope('queue.read')
  return { queues: await listStore(work.db).queues(scope, query.area ?? null, query.process ?? null, work.now, soon) }
})

export const load = answer(matters, 'load', async (work, { query }) => {
  const units = await listStore(work.db).load(work.scope('load.read'), query.area ?? null, work.now)
  const limit = await work.setting<number>('loadPerWeek')
  return { units: units.map((unit) => ({ ...unit, isOverLimit: limit > 0 && unit.thisWeek > limit })) }
})

/** A unit that has had its fill this week takes more only with a stated reason. */
export const checkLoad = async (work: MattersWork, unitId: string | null | undefined, despite: string | undefined) => {
  const limit = await work.setting<number>('loadPerWeek')
  if (!unitId || limit === 0 || despite) return
  const week = await listStore(work.db).weekOf(unitId, work.now)
  if (week >= limit) throw work.refuse('over-limit', { limit, week }, 'despiteLoad')
}
