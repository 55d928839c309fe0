/** Queries about the periods of reports in communities. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import { inReach } from './store.ts'

export type PeriodRow = {
  readonly key: string
  readonly reportId: string
  readonly title: string
  readonly period: string
  readonly communityCode: string
  readonly matterId: string | null
  readonly dueOn: string
  readonly closedAt: Date | null
  readonly exceptions: number
}

export const periodStore = (db: Db) => ({
  isBegun: async (reportId: string, period: string) =>
    (await sql`select 1 from one_form_reports where id = ${reportId} and opened_period = ${period}`.execute(db)).rows
      .length > 0,
  begin: async (reportId: string, period: string) => {
    await sql`update one_form_reports set opened_period = ${period} where id = ${reportId}`.execute(db)
  },
  /** Communities in which somebody has to look at something, with how many areas. */
  left: async (reportId: string, period: string, prefix: string) =>
    (
      await sql<{
        communityCode: string
        exceptions: number
      }>`select left(area_code, 12) as community_code, count(*)::int as exceptions
        from (select report_id, period, area_code, confirmed_at from one_form_filings
          union all select report_id, period, area_code, confirmed_at from one_form_roster_rows) f
        where report_id = ${reportId} and period = ${period} and confirmed_at is null and ${inReach([prefix], 'area_code')}
        group by 1 order by 1`.execute(db)
    ).rows,
  isOpen: async (reportId: string, period: string, communityCode: string) =>
    (
      await sql`select 1 from one_form_periods where report_id = ${reportId} and period = ${period} and community_code = ${communityCode}
        and closed_at is null`.execute(db)
    ).rows.length > 0,
  open: async (row: {
    reportId: string
    period: string
    communityCode: string
    matterId: string
    dueOn: string
    openedAt: Date
  }) => {
    await sql`insert into one_form_periods (report_id, period, community_code, matter_id, due_on, opened_at)
      values (${row.reportId}, ${row.period}, ${row.communityCode}, ${row.matterId}, ${row.dueOn}::date, ${row.openedAt})
      on conflict (report_id, period, community_code) do update set matter_id = excluded.matter_id, due_on = excluded.due_on,
        opened_at = excluded.opened_at, closed_at = null`.execute(db)
  },
  /** The open task, held. */
  hold: async (reportId: string, period: string, communityCode: string) =>
    (
      await sql<{ matterId: string | null }>`select matter_id from one_form_periods where report_id = ${reportId}
        and period = ${period} and community_code = ${communityCode} and closed_at is null for update`.execute(db)
    ).rows[0],
  close: async (reportId: string, period: string, communityCode: string, at: Date) => {
    await sql`update one_form_periods set closed_at = ${at} where report_id = ${reportId} and period = ${period}
      and community_code = ${communityCode}`.execute(db)
  },
  /** The most pressing first. */
  page: async (asked: {
    prefixes: readonly string[]
    reportId: string | undefined
    isOpen: boolean
    after: string | undefined
    limit: number
  }): Promise<readonly PeriodRow[]> => {
    const key = sql`to_char(p.due_on, 'YYYYMMDD') || ' ' || p.community_code || ' ' || p.report_id::text || ' ' || p.period`
    return (
      await sql<PeriodRow>`select ${key} as key, p.report_id, r.draft->>'title' as title, p.period, p.community_code, p.matter_id,
          to_char(p.due_on, 'YYYY-MM-DD') as due_on, p.closed_at,
          (select count(*)::int from one_form_filings f where f.report_id = p.report_id and f.period = p.period and f.confirmed_at is null
            and f.area_code >= p.community_code and f.area_code < p.community_code || ':')
          + (select count(*)::int from one_form_roster_rows f where f.report_id = p.report_id and f.period = p.period and f.confirmed_at is null
            and f.area_code >= p.community_code and f.area_code < p.community_code || ':') as exceptions
        from one_form_periods p join one_form_reports r on r.id = p.report_id
        where ${inReach(asked.prefixes, 'p.community_code')} and ${asked.isOpen ? sql`p.closed_at is null` : sql`true`}
          and ${asked.reportId ? sql`p.report_id = ${asked.reportId}` : sql`true`}
          and ${asked.after ? sql`${key} > ${asked.after}` : sql`true`}
        order by p.due_on, p.community_code, p.report_id, p.period limit ${asked.limit}`.execute(db)
    ).rows
  },
})
