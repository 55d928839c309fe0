/** Queries about when orders were given and calls made, within reach. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Window } from '../indicator.ts'
import type { Reach } from './store-cases.ts'
import { areaReach, reachOf } from './store-reach.ts'

export type TimedCall = {
  readonly caseId: string
  readonly startedAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
  /** When the summons was answered by anybody, or ended. */
  readonly freedAt: Date | null
}

const within = (column: string, { from, until }: Window) =>
  sql<boolean>`${sql.ref(column)} >= ${new Date(from)}::timestamptz and ${sql.ref(column)} < ${new Date(until)}::timestamptz`

export const timerStore = (db: Db) => ({
  /** The newest orders and upward calls of a window. */
  orders: async (reach: Reach, window: Window, limit: number) => {
    const { rows } = await sql<{ matterId: string }>`select o.matter_id from command_orders o
      where ${within('o.made_at', window)} and ${areaReach('o', reach)} order by o.made_at desc, o.matter_id desc limit ${limit}`.execute(
      db,
    )
    return rows.map((row) => row.matterId)
  },
  /** The newest calls on the rungs of ladders. */
  calls: async (reach: Reach, window: Window, limit: number) => {
    const { rows } = await sql<TimedCall>`select s.case_id, k.called_at as started_at, k.due_at, k.answered_at,
        coalesce(s.answered_at, s.ended_at) as freed_at
      from command_summons s join command_calls k on k.summons_id = s.id
      where ${within('s.started_at', window)} and ${reachOf('s', reach)} order by s.started_at desc, k.called_at desc, k.id limit ${limit}`.execute(
      db,
    )
    return rows
  },
})
