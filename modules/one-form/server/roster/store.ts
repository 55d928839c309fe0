/** Every query about rows of rosters. What people answered is sealed; what is held elsewhere is not copied here. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { RowException } from '../../roster.ts'
import { inReach } from '../store.ts'

export type RosterRow = {
  readonly reportId: string
  readonly period: string
  readonly subjectId: string
  readonly areaCode: string
  readonly exceptions: RowException[]
  readonly answersSealed: string | null
  readonly filledAt: Date
  readonly confirmedAt: Date | null
  readonly confirmedName: string | null
}
const columns = sql`report_id, period, subject_id, area_code, exceptions, answers_sealed, filled_at, confirmed_at, confirmed_name`
type Key = Pick<RosterRow, 'reportId' | 'period' | 'subjectId'>

export const rosterStore = (db: Db) => ({
  /** The last row of each before or in this period: answers hold until somebody says otherwise. */
  lastOf: async (reportId: string, period: string, ids: readonly string[]): Promise<readonly RosterRow[]> =>
    (
      await sql<RosterRow>`select distinct on (subject_id) ${columns} from one_form_roster_rows
        where report_id = ${reportId} and period <= ${period} and subject_id = any(${[...ids]}::uuid[])
        order by subject_id, period desc`.execute(db)
    ).rows,
  /** Rows somebody confirmed in this period stay as they are. */
  keep: async (
    reportId: string,
    period: string,
    at: Date,
    rows: readonly Pick<RosterRow, 'subjectId' | 'areaCode' | 'exceptions' | 'answersSealed'>[],
  ) => {
    if (rows.length === 0) return
    await sql`insert into one_form_roster_rows as r (report_id, period, subject_id, area_code, exceptions, answers_sealed, filled_at, confirmed_at)
      select ${reportId}, ${period}, s, a, e::jsonb, k, ${at}, case when e = '[]' then ${at}::timestamptz end
      from unnest(${rows.map((r) => r.subjectId)}::uuid[], ${rows.map((r) => r.areaCode)}::text[],
        ${rows.map((r) => JSON.stringify(r.exceptions))}::text[], ${rows.map((r) => r.answersSealed)}::text[]) as f (s, a, e, k)
      on conflict (report_id, period, subject_id) do update set area_code = excluded.area_code, filled_at = excluded.filled_at,
        exceptions = case when r.confirmed_by is null then excluded.exceptions else r.exceptions end,
        confirmed_at = case when r.confirmed_by is null then excluded.confirmed_at else r.confirmed_at end`.execute(db)
  },
  /** Whoever moved, died or closed since is on it no more. */
  dropGone: async (reportId: string, period: string, prefix: string, filledAt: Date) => {
    await sql`delete from one_form_roster_rows where report_id = ${reportId} and period = ${period} and filled_at < ${filledAt}
      and ${inReach([prefix], 'area_code')}`.execute(db)
  },
  find: async ({ reportId, period, subjectId }: Key, isHeld = false): Promise<RosterRow | undefined> =>
    (
      await sql<RosterRow>`select ${columns} from one_form_roster_rows where report_id = ${reportId} and period = ${period}
        and subject_id = ${subjectId} ${isHeld ? sql`for update` : sql``}`.execute(db)
    ).rows[0],
  list: async (asked: {
    readonly prefixes: readonly string[]
    readonly reportId?: string | undefined
    readonly period?: string | undefined
    readonly isOpen: boolean
    readonly after: readonly [area: string, report: string, period: string, subject: string] | null
    readonly limit: number
  }): Promise<readonly RosterRow[]> =>
    (
      await sql<RosterRow>`select ${columns} from one_form_roster_rows where ${inReach(asked.prefixes, 'area_code')}
        and ${asked.reportId ? sql`report_id = ${asked.reportId}` : sql`true`}
        and ${asked.period ? sql`period = ${asked.period}` : sql`true`}
        and ${asked.isOpen ? sql`confirmed_at is null` : sql`true`}
        and ${
          asked.after
            ? sql`(area_code, report_id, period, subject_id) > (${asked.after[0]}, ${asked.after[1]}::uuid, ${asked.after[2]}, ${asked.after[3]}::uuid)`
            : sql`true`
        }
        order by area_code, report_id, period, subject_id limit ${asked.limit}`.execute(db)
    ).rows,
  lastPeriod: async (reportId: string): Promise<string | null> =>
    (
      await sql<{
        period: string | null
      }>`select max(period) as period from one_form_roster_rows where report_id = ${reportId}`.execute(db)
    ).rows[0]?.period ?? null,
  confirm: async (
    { reportId, period, subjectId }: Key,
    of: { answersSealed: string | null; at: Date; by: string | null; name: string },
  ) => {
    await sql`update one_form_roster_rows set answers_sealed = ${of.answersSealed}, exceptions = '[]', confirmed_at = ${of.at},
        confirmed_by = ${of.by}, confirmed_name = ${of.name}
      where report_id = ${reportId} and period = ${period} and subject_id = ${subjectId}`.execute(db)
  },
  ofSubject: async (subjectId: string): Promise<readonly RosterRow[]> =>
    (
      await sql<RosterRow>`select ${columns} from one_form_roster_rows where subject_id = ${subjectId} order by report_id, period limit 2000`.execute(
        db,
      )
    ).rows,
  forgetSubject: async (subjectId: string): Promise<number> =>
    Number(
      (await sql`delete from one_form_roster_rows where subject_id = ${subjectId}`.execute(db)).numAffectedRows ?? 0,
    ),
  old: async (before: Date, isCounting: boolean): Promise<number> => {
    const old = sql`filled_at < ${before}`
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from one_form_roster_rows where ${old}`.execute(db)).rows[0]
          ?.n ?? 0
      )
    return Number((await sql`delete from one_form_roster_rows where ${old}`.execute(db)).numAffectedRows ?? 0)
  },
})
