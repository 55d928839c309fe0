/** Queries of the regular jobs: each goes by an index and takes a batch. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { RequestRecord } from './part-store.ts'

type LateSupport = { id: string; matterId: string; unitId: string; unitName: string; dueAt: Date }
type LateDecision = Pick<RequestRecord, 'id' | 'matterId' | 'kind' | 'needsArbitration' | 'askedAt'>

/** Only the wait for a reporter ends by itself: a notice, a hearing and an appraisal stand outside the limit. */
const waits = sql<boolean>`c.pauses -> -1 ->> 'for' = 'reporter'`

export const chaseStore = (db: Db) => {
  const ids = async (statement: ReturnType<typeof sql<{ id: string }>>) =>
    (await statement.execute(db)).rows.map((row) => row.id)
  const areas = async (statement: ReturnType<typeof sql<{ areaCode: string }>>) =>
    (await statement.execute(db)).rows.map((row) => row.areaCode)
  return {
    /** Matters with a clock to remind of or to escalate. */
    dueMatters: (now: Date, limit: number) =>
      ids(sql<{ id: string }>`select distinct id from (
        (select matter_id as id from matters_clocks where due_at <= ${now} and overdue_at is null and stopped_at is null and paused_at is null
          order by due_at limit ${limit})
        union all (select matter_id from matters_clocks where remind_at <= ${now} and reminded_at is null and stopped_at is null
          and paused_at is null order by remind_at limit ${limit})) as due limit ${limit}`),
    /** Support whose own time is up; not while the whole matter rests. */
    lateSupport: async (now: Date, limit: number) =>
      (
        await sql<LateSupport>`select h.id, h.matter_id, h.unit_id, h.unit_name, h.due_at from matters_helpers h
          join matters_matters m on m.id = h.matter_id and m.suspended_at is null
          where h.due_at <= ${now} and h.done_at is null and h.overdue_at is null order by h.due_at limit ${limit}`.execute(
          db,
        )
      ).rows,
    markSupport: async (id: string, at: Date) =>
      (
        await ids(sql<{ id: string }>`update matters_helpers set overdue_at = ${at}
          where id = ${id}::uuid and done_at is null and overdue_at is null returning id`)
      ).length > 0,
    /** Requests nobody decided on in time. */
    lateDecisions: async (now: Date, limit: number) =>
      (
        await sql<LateDecision>`select id, matter_id, kind, needs_arbitration, asked_at from matters_requests
          where decide_by <= ${now} and state = 'asked' and late_at is null order by decide_by limit ${limit}`.execute(
          db,
        )
      ).rows,
    markDecision: async (id: string, at: Date) =>
      (
        await ids(sql<{ id: string }>`update matters_requests set late_at = ${at}
          where id = ${id}::uuid and state = 'asked' and late_at is null returning id`)
      ).length > 0,
    /** Areas where clocks stand still since before then, for the reporter's sake. */
    areasWaiting: (before: Date) =>
      areas(sql<{ areaCode: string }>`select distinct m.area_code from matters_clocks c
        join matters_matters m on m.id = c.matter_id and m.suspended_at is null
        where c.paused_at <= ${before} and c.stopped_at is null and ${waits}`),
    /** Matters of these areas whose clocks have stood still for the reporter since before then. */
    waitingSince: (before: Date, areaCodes: readonly string[], limit: number) =>
      ids(sql<{ id: string }>`select distinct id from (select c.matter_id as id from matters_clocks c
        join matters_matters m on m.id = c.matter_id and m.suspended_at is null and m.area_code = any(${[...areaCodes]}::text[])
        where c.paused_at <= ${before} and c.stopped_at is null and ${waits} order by c.paused_at limit ${limit}) as waiting`),
    toReview: (day: string, limit: number) =>
      ids(sql<{
        id: string
      }>`select id from matters_matters where suspended_at is not null and closed_at is null and review_on <= ${day}::date
        order by review_on limit ${limit}`),
    /** Areas with matters closed before then and not yet archived. */
    areasUnrated: (before: Date) =>
      areas(sql<{ areaCode: string }>`select distinct area_code from matters_matters
        where closed_at <= ${before} and closed_at is not null and archived_at is null`),
    unrated: (before: Date, areaCodes: readonly string[], limit: number) =>
      ids(sql<{
        id: string
      }>`select id from matters_matters where closed_at <= ${before} and closed_at is not null and archived_at is null
        and area_code = any(${[...areaCodes]}::text[]) order by closed_at limit ${limit}`),
  }
}
