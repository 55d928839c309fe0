/** Figures of the dispatch board: queues by stage and age, and what each unit carries. Never of persons. */
import { answer } from '@liren/kernel'
import { addWorkTime, localDay } from '../calendar.ts'
import { matters } from '../contract.ts'
import { boardStore } from './board-store.ts'
import { overFill } from './hand-over.ts'
import { calendarOf, type MattersWork } from './house.ts'
import { listStore } from './list-store.ts'

/** Until when a due time counts as soon: two working hours from now. */
export const soonOf = async (work: MattersWork) =>
  new Date(addWorkTime(await calendarOf(work), work.now.getTime(), 2 * 3_600_000))

export const queues = answer(matters, 'queues', async (work, { query }) => {
  const soon = await soonOf(work)
  const scope = work.scope('queue.read')
  return {
    queues: await listStore(work.db).queues(
      scope,
      work.scope('matter.readRestricted'),
      query.area ?? null,
      query.process ?? null,
      work.now,
      soon,
    ),
  }
})

export const heat = answer(matters, 'heat', async (work, { query }) =>
  boardStore(work.db).heat(work.scope('matter.read'), work.scope('matter.readRestricted'), query, work.now),
)

export const day = answer(matters, 'day', async (work, { query }) => {
  const since = new Date(`${localDay(work.now.getTime())}T00:00:00+08:00`)
  return boardStore(work.db).day(work.scope('queue.read'), work.scope('matter.readRestricted'), query, since)
})

export const fill = answer(matters, 'fill', async (work, { params }) => {
  const over = await overFill(work, params.id)
  return { isFull: over !== null, week: over?.week ?? 0, limit: over?.limit ?? 0 }
})

export const load = answer(matters, 'load', async (work, { query }) => {
  const units = await listStore(work.db).load(
    work.scope('load.read'),
    work.scope('matter.readRestricted'),
    query.area ?? null,
    work.now,
  )
  const limit = await work.setting<number>('loadPerWeek')
  return { units: units.map((unit) => ({ ...unit, isOverLimit: limit > 0 && unit.thisWeek > limit })) }
})
