/** Every query about reports, what was filled, what people typed, and what came back. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Cell } from '../fill.ts'
import type { Gap } from '../gap.ts'
import type { ReportDraft } from '../report.ts'

export type ReportState = 'asked' | 'admitted' | 'refused' | 'merged' | 'retired'
export type ReportRow = {
  readonly id: string
  readonly matterId: string | null
  readonly number: string | null
  readonly draft: ReportDraft
  readonly gaps: Gap[]
  readonly areaCode: string
  readonly state: ReportState
  readonly rule: string | null
  readonly mergedInto: string | null
  readonly askedAt: Date
  readonly askedBy: string | null
  readonly askedName: string
  readonly decidedAt: Date | null
  readonly decidedName: string | null
  readonly lastUsedAt: Date | null
}
type Exception = { readonly column: string; readonly why: 'empty' | 'jumped'; readonly before: Cell }
export type FilingRow = {
  readonly reportId: string
  readonly period: string
  readonly areaCode: string
  readonly cells: Record<string, Cell>
  readonly asked: Record<string, Cell>
  readonly exceptions: Exception[]
  readonly filledAt: Date
  readonly confirmedAt: Date | null
  readonly confirmedName: string | null
}
const columns = sql`id, matter_id, number, draft, gaps, area_code, state, rule, merged_into, asked_at, asked_by, asked_name,
  decided_at, decided_name, last_used_at`
const filingColumns = sql`report_id, period, area_code, cells, asked, exceptions, filled_at, confirmed_at, confirmed_name`

/** Ranges rather than LIKE: they use the index whatever the parameters. */
export const inReach = (prefixes: readonly string[], column: string) => {
  if (prefixes.includes('')) return sql<boolean>`true`
  if (prefixes.length === 0) return sql<boolean>`false`
  const ranges = prefixes.map((p) => sql<boolean>`(${sql.ref(column)} >= ${p} and ${sql.ref(column)} < ${`${p}:`})`)
  return sql<boolean>`(${sql.join(ranges, sql` or `)})`
}
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

export const store = (db: Db) => ({
  add: async (row: Omit<ReportRow, 'mergedInto' | 'decidedAt' | 'decidedName' | 'lastUsedAt'>) => {
    await sql`insert into one_form_reports (id, matter_id, number, draft, gaps, area_code, state, rule, asked_at, asked_by, asked_name)
      values (${row.id}, ${row.matterId}, ${row.number}, ${json(row.draft)}, ${json(row.gaps)}, ${row.areaCode}, ${row.state}, ${row.rule},
        ${row.askedAt}, ${row.askedBy}, ${row.askedName})`.execute(db)
  },
  find: async (id: string, isHeld = false): Promise<ReportRow | undefined> =>
    (
      await sql<ReportRow>`select ${columns} from one_form_reports where id = ${id} ${isHeld ? sql`for update` : sql``}`.execute(
        db,
      )
    ).rows[0],
  list: async (asked: {
    state?: ReportState | undefined
    text?: string | undefined
    after: string | null
    limit: number
  }): Promise<readonly ReportRow[]> =>
    (
      await sql<ReportRow>`select ${columns} from one_form_reports where ${asked.state ? sql`state = ${asked.state}` : sql`true`}
        and ${asked.text ? sql`draft->>'title' ilike ${`%${asked.text}%`}` : sql`true`}
        and ${asked.after ? sql`id < ${asked.after}::uuid` : sql`true`} order by id desc limit ${asked.limit}`.execute(
        db,
      )
    ).rows,
  /** The list reports are compared with: hundreds at most. */
  admitted: async (): Promise<readonly ReportRow[]> =>
    (
      await sql<ReportRow>`select ${columns} from one_form_reports where state = 'admitted' order by id limit 2000`.execute(
        db,
      )
    ).rows,
  decide: async (
    id: string,
    of: {
      state: ReportState
      rule: string | null
      mergedInto: string | null
      gaps?: Gap[]
      draft?: ReportDraft
      at: Date
      name: string
    },
  ) => {
    await sql`update one_form_reports set state = ${of.state}, rule = ${of.rule}, merged_into = ${of.mergedInto}, decided_at = ${of.at},
      decided_name = ${of.name} ${of.draft ? sql`, draft = ${json(of.draft)}` : sql``} where id = ${id}`.execute(db)
  },
  retire: async (id: string, at: Date) => {
    await sql`update one_form_reports set state = 'retired', retired_at = ${at} where id = ${id}`.execute(db)
  },
  use: async (id: string, at: Date) => {
    await sql`update one_form_reports set last_used_at = ${at} where id = ${id}`.execute(db)
  },

  keepFilings: async (
    reportId: string,
    period: string,
    at: Date,
    rows: readonly Pick<FilingRow, 'areaCode' | 'cells' | 'asked' | 'exceptions'>[],
  ) => {
    for (let from = 0; from < rows.length; from += 500) {
      const some = rows.slice(from, from + 500)
      await sql`insert into one_form_filings (report_id, period, area_code, cells, asked, exceptions, filled_at, confirmed_at)
        select ${reportId}, ${period}, a, c::jsonb, k::jsonb, e::jsonb, ${at}, case when e = '[]' then ${at}::timestamptz end
        from unnest(${some.map((r) => r.areaCode)}::text[], ${some.map((r) => JSON.stringify(r.cells))}::text[],
          ${some.map((r) => JSON.stringify(r.asked))}::text[], ${some.map((r) => JSON.stringify(r.exceptions))}::text[]) as f (a, c, k, e)
        on conflict (report_id, period, area_code) do update set cells = excluded.cells, asked = excluded.asked,
          exceptions = excluded.exceptions, filled_at = excluded.filled_at, confirmed_at = excluded.confirmed_at,
          confirmed_by = null, confirmed_name = null`.execute(db)
    }
  },
  filing: async (reportId: string, period: string, areaCode: string, isHeld = false): Promise<FilingRow | undefined> =>
    (
      await sql<FilingRow>`select ${filingColumns} from one_form_filings where report_id = ${reportId} and period = ${period}
        and area_code = ${areaCode} ${isHeld ? sql`for update` : sql``}`.execute(db)
    ).rows[0],
  /** Of many areas at once, held in the order of their codes. */
  filingsOf: async (reportId: string, period: string, areaCodes: readonly string[]): Promise<readonly FilingRow[]> =>
    (
      await sql<FilingRow>`select ${filingColumns} from one_form_filings where report_id = ${reportId} and period = ${period}
        and area_code = any(${[...areaCodes]}::text[]) order by area_code for update`.execute(db)
    ).rows,
  /** Many filings confirmed by one hand in one statement. */
  confirmAll: async (
    reportId: string,
    period: string,
    rows: readonly { areaCode: string; cells: Record<string, Cell>; asked: Record<string, Cell> }[],
    of: { at: Date; by: string | null; name: string },
  ) => {
    if (rows.length === 0) return
    await sql`update one_form_filings f set cells = n.c::jsonb, asked = n.k::jsonb, exceptions = '[]', confirmed_at = ${of.at},
        confirmed_by = ${of.by}, confirmed_name = ${of.name}
      from unnest(${rows.map((r) => r.areaCode)}::text[], ${rows.map((r) => JSON.stringify(r.cells))}::text[],
        ${rows.map((r) => JSON.stringify(r.asked))}::text[]) as n (a, c, k)
      where f.report_id = ${reportId} and f.period = ${period} and f.area_code = n.a`.execute(db)
  },
  filings: async (asked: {
    prefixes: readonly string[]
    reportId?: string | undefined
    period?: string | undefined
    isOpen: boolean
    after: readonly [string, string, string] | null
    limit: number
  }): Promise<readonly FilingRow[]> =>
    (
      await sql<FilingRow>`select ${filingColumns} from one_form_filings where ${inReach(asked.prefixes, 'area_code')}
        and ${asked.reportId ? sql`report_id = ${asked.reportId}` : sql`true`}
        and ${asked.period ? sql`period = ${asked.period}` : sql`true`}
        and ${asked.isOpen ? sql`confirmed_at is null` : sql`true`}
        and ${asked.after ? sql`(area_code, report_id, period) > (${asked.after[0]}, ${asked.after[1]}::uuid, ${asked.after[2]})` : sql`true`}
        order by area_code, report_id, period limit ${asked.limit}`.execute(db)
    ).rows,
  /** The latest period before this one, whole: what a number is compared with. */
  before: async (reportId: string, period: string, prefix: string): Promise<readonly FilingRow[]> =>
    (
      await sql<FilingRow>`select ${filingColumns} from one_form_filings where report_id = ${reportId}
        and period = (select max(period) from one_form_filings where report_id = ${reportId} and period < ${period})
        and ${inReach([prefix], 'area_code')}`.execute(db)
    ).rows,
  current: async (reportId: string, period: string, prefix: string): Promise<readonly FilingRow[]> =>
    (
      await sql<FilingRow>`select ${filingColumns} from one_form_filings where report_id = ${reportId} and period = ${period}
        and ${inReach([prefix], 'area_code')} order by area_code`.execute(db)
    ).rows,
  lastPeriod: async (reportId: string): Promise<string | null> =>
    (
      await sql<{
        period: string | null
      }>`select max(period) as period from one_form_filings where report_id = ${reportId}`.execute(db)
    ).rows[0]?.period ?? null,
  confirm: async (
    row: FilingRow,
    of: { cells: Record<string, Cell>; asked: Record<string, Cell>; at: Date; by: string | null; name: string },
  ) => {
    await sql`update one_form_filings set cells = ${json(of.cells)}, asked = ${json(of.asked)}, exceptions = '[]', confirmed_at = ${of.at},
      confirmed_by = ${of.by}, confirmed_name = ${of.name}
      where report_id = ${row.reportId} and period = ${row.period} and area_code = ${row.areaCode}`.execute(db)
  },

  logBurden: async (row: {
    id: string
    reportId: string
    accountId: string | null
    areaCode: string
    at: Date
    typed: number
    seconds: number
  }) => {
    await sql`insert into one_form_burden (id, report_id, account_id, area_code, at, typed, seconds)
      values (${row.id}, ${row.reportId}, ${row.accountId}, ${row.areaCode}, ${row.at}, ${row.typed}, ${row.seconds})`.execute(
      db,
    )
  },
  /** Somebody took the workbook home: the last time counts. */
  noteDownload: async (reportId: string, accountId: string, at: Date) => {
    await sql`insert into one_form_downloads (report_id, account_id, at) values (${reportId}, ${accountId}, ${at})
      on conflict (report_id, account_id) do update set at = excluded.at`.execute(db)
  },
  /** The time of that download; it is used up by the answers that come back. */
  takeDownload: async (reportId: string, accountId: string): Promise<Date | null> =>
    (
      await sql<{ at: Date }>`delete from one_form_downloads where report_id = ${reportId} and account_id = ${accountId}
        returning at`.execute(db)
    ).rows[0]?.at ?? null,
  /** Notes facts typed by somebody, and which of them they typed already since then. Answers how many were repeats. */
  noteTyped: async (
    rows: readonly { id: string; accountId: string; areaCode: string; fact: string; reportId: string; at: Date }[],
    since: Date,
  ): Promise<number> => {
    const [first] = rows
    if (!first) return 0
    const { rows: repeated } = await sql<{ n: number }>`with mine as (
        select * from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.fact)}::text[], ${rows.map((r) => r.areaCode)}::text[])
          as m (id, fact, area)
      ), noted as (
        insert into one_form_typed (id, account_id, area_code, fact, report_id, at, repeats)
        select m.id, ${first.accountId}, m.area, m.fact, ${first.reportId}, ${first.at},
          (select t.id from one_form_typed t where t.account_id = ${first.accountId} and t.area_code = m.area
            and t.fact = m.fact and t.at >= ${since} and t.report_id <> ${first.reportId} order by t.at desc limit 1)
        from mine m returning repeats
      ) select count(*) filter (where repeats is not null)::int as n from noted`.execute(db)
    return repeated[0]?.n ?? 0
  },
  oldTyped: async (before: Date, isCounting: boolean): Promise<number> => {
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from one_form_typed where at < ${before}`.execute(db))
          .rows[0]?.n ?? 0
      )
    return Number((await sql`delete from one_form_typed where at < ${before}`.execute(db)).numAffectedRows ?? 0)
  },
  burden: async (prefixes: readonly string[], from: Date) =>
    (
      await sql<{ reportId: string; title: string; people: number; typed: number; seconds: number }>`
        select b.report_id, r.draft->>'title' as title, count(distinct b.account_id)::int as people, sum(b.typed)::int as typed,
          sum(b.seconds)::int as seconds
        from one_form_burden b join one_form_reports r on r.id = b.report_id
        where ${inReach(prefixes, 'b.area_code')} and b.at >= ${from} group by 1, 2 order by 5 desc limit 200`.execute(
        db,
      )
    ).rows,
  peopleBurdened: async (prefixes: readonly string[], from: Date) =>
    (
      await sql<{ people: number }>`select count(distinct account_id)::int as people from one_form_burden b
        where ${inReach(prefixes, 'b.area_code')} and b.at >= ${from}`.execute(db)
    ).rows[0]?.people ?? 0,
  cellsFilled: async (prefixes: readonly string[], from: Date) =>
    (
      await sql<{ cells: number }>`select coalesce(sum(jsonb_array_length(r.draft->'columns')), 0)::int as cells
        from one_form_filings f join one_form_reports r on r.id = f.report_id
        where ${inReach(prefixes, 'f.area_code')} and f.filled_at >= ${from}`.execute(db)
    ).rows[0]?.cells ?? 0,
  repeated: async (prefixes: readonly string[], from: Date) =>
    (
      await sql<{ fact: string; areaCode: string; at: Date; title: string; times: number }>`
        select t.fact, t.area_code, max(t.at) as at, max(r.draft->>'title') as title, count(*)::int as times
        from one_form_typed t join one_form_reports r on r.id = t.report_id
        where t.repeats is not null and t.at >= ${from} and ${inReach(prefixes, 't.area_code')}
        group by 1, 2 order by 3 desc limit 100`.execute(db)
    ).rows,

  addReturns: async (
    rows: readonly {
      id: string
      title: string
      reportId: string | null
      areaCode: string
      period: string
      cells: Record<string, Cell>
      fromName: string
      at: Date
    }[],
  ) => {
    const [first] = rows
    if (!first) return
    await sql`insert into one_form_returns (id, title, report_id, area_code, period, cells, from_name, returned_at)
      select i, ${first.title}, ${first.reportId}::uuid, a, ${first.period}, c::jsonb, ${first.fromName}, ${first.at}
      from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.areaCode)}::text[], ${rows.map((r) => JSON.stringify(r.cells))}::text[]) as f (i, a, c)`.execute(
      db,
    )
  },
  returns: async (prefixes: readonly string[], after: string | null, limit: number) =>
    (
      await sql<{
        id: string
        title: string
        areaCode: string
        period: string
        cells: Record<string, Cell>
        fromName: string
        returnedAt: Date
      }>`
        select id, title, area_code, period, cells, from_name, returned_at from one_form_returns
        where ${inReach(prefixes, 'area_code')} and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(
        db,
      )
    ).rows,

  saveTemplate: async (row: {
    reportId: string
    fileId: string
    name: string
    headingRow: number
    columns: Record<string, string>
    at: Date
  }) => {
    await sql`insert into one_form_templates (report_id, file_id, name, heading_row, columns, saved_at)
      values (${row.reportId}, ${row.fileId}, ${row.name}, ${row.headingRow}, ${json(row.columns)}, ${row.at})
      on conflict (report_id) do update set file_id = excluded.file_id, name = excluded.name, heading_row = excluded.heading_row,
        columns = excluded.columns, saved_at = excluded.saved_at`.execute(db)
  },
  template: async (reportId: string) =>
    (
      await sql<{
        fileId: string
        name: string
        headingRow: number
        columns: Record<string, string>
      }>`select file_id, name, heading_row, columns
        from one_form_templates where report_id = ${reportId}`.execute(db)
    ).rows[0],
})
