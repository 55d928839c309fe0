/** Queries of the regular jobs: each goes by an index and takes a batch. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export const chaseStore = (db: Db) => {
  const ids = async (statement: ReturnType<typeof sql<{ id: string }>>) =>
    (await statement.execute(db)).rows.map((row) => row.id)
  return {
    /** Matters with a clock to remind of or to escalate. */
    dueMatters: (now: Date, limit: number) =>
      ids(sql<{ id: string }>`select distinct id from (
        (select matter_id as id from matters_clocks where due_at <= ${now} and overdue_at is null and stopped_at is null and paused_at is null
          order by due_at limit ${limit})
        union all (select matter_id from matters_clocks where remind_at <= ${now} and reminded_at is null and stopped_at is null
          and paused_at is null order by remind_at limit ${limit})) as due limit ${limit}`),
    /** Matters whose clocks have stood still, for the reporter's sake, since before then. */
    waitingSince: (before: Date, limit: number) =>
      ids(sql<{ id: string }>`select distinct id from (select c.matter_id as id from matters_clocks c
        join matters_matters m on m.id = c.matter_id and m.suspended_at is null
        where c.paused_at <= ${before} and c.stopped_at is null order by c.paused_at limit ${limit}) as waiting`),
    toReview: (day: string, limit: number) =>
      ids(sql<{
        id: string
      }>`select id from matters_matters where suspended_at is not null and closed_at is null and review_on <= ${day}::date
        order by review_on limit ${limit}`),
    unrated: (before: Date, limit: number) =>
      ids(sql<{
        id: string
      }>`select id from matters_matters where closed_at <= ${before} and closed_at is not null and archived_at is null
        order by closed_at limit ${limit}`),
  }
}
