/** Queries about sortings: how each report was sorted, and what became of it. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Proposal } from '../shapes.ts'

export type WrongBecause = 'undone' | 'returned' | 'recategorised' | 'redispatched' | 'arbitrated'
type SortingTable = {
  caseId: string
  number: string
  areaCode: string
  cellCode: string | null
  source: string
  state: string
  categoryCode: string | null
  probability: number
  ranked: unknown
  unitId: string | null
  unitName: string | null
  proposal: unknown
  way: 'forward' | 'verify' | 'suggest' | 'manual'
  hurdles: string[]
  threshold: number
  modelVersion: string | null
  sortedAt: Date
  forwardedAt: Date | null
  routedAt: Date | null
  finalCategory: string | null
  isRight: boolean | null
  finalUnitId: string | null
  finalUnitName: string | null
  settledAt: Date | null
  wrongAt: Date | null
  wrongBecause: WrongBecause | null
  bounces: number
  arbitratedAt: Date | null
}
type Tables = { triageSortings: SortingTable }
type Fresh = Omit<
  Insertable<SortingTable>,
  | 'ranked'
  | 'proposal'
  | 'forwardedAt'
  | 'routedAt'
  | 'finalCategory'
  | 'isRight'
  | 'finalUnitId'
  | 'finalUnitName'
  | 'settledAt'
  | 'wrongAt'
  | 'wrongBecause'
  | 'bounces'
  | 'arbitratedAt'
> & { readonly ranked: readonly { readonly code: string; readonly probability: number }[]; readonly proposal: Proposal }
export type SortingRow = Omit<Selectable<SortingTable>, 'ranked' | 'proposal'> & Pick<Fresh, 'ranked' | 'proposal'>
export type Change = Partial<
  Pick<
    SortingRow,
    | 'forwardedAt'
    | 'routedAt'
    | 'finalCategory'
    | 'isRight'
    | 'finalUnitId'
    | 'finalUnitName'
    | 'settledAt'
    | 'arbitratedAt'
    | 'areaCode'
    | 'cellCode'
  >
>

const monthOf = sql<string>`to_char(sorted_at at time zone 'Asia/Shanghai', 'YYYY-MM')`
/** The first moments of a month `2026-11` and of the next one, in China. */
const inMonth = (month: string) =>
  sql<boolean>`sorted_at >= (${`${month}-01`}::timestamp at time zone 'Asia/Shanghai')
    and sorted_at < ((${`${month}-01`}::timestamp + interval '1 month') at time zone 'Asia/Shanghai')`

export type Tally = {
  readonly key: string | null
  readonly name: string | null
  readonly sorted: number
  readonly routed: number
  readonly forwarded: number
  readonly wrong: number
  readonly judged: number
  readonly right: number
  readonly bounced: number
  readonly arbitrated: number
}
const counts = sql`count(*)::int as sorted, count(*) filter (where routed_at is not null)::int as routed,
  count(*) filter (where forwarded_at is not null)::int as forwarded,
  count(*) filter (where forwarded_at is not null and wrong_at is not null)::int as wrong,
  count(*) filter (where final_category is not null)::int as judged,
  count(*) filter (where is_right)::int as right, count(*) filter (where bounces > 0)::int as bounced,
  count(*) filter (where arbitrated_at is not null)::int as arbitrated`

export type Behind = {
  readonly scope: Scope
  readonly month: string
  readonly what: 'wrong' | 'bounced' | 'arbitrated'
  readonly category: string | null
  readonly unit: string | null
}

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  // Both JSON columns were written from these very types.
  const shown = (row: Selectable<SortingTable>) => row as SortingRow
  return {
    put: (row: Fresh) =>
      tables
        .insertInto('triageSortings')
        .values({ ...row, ranked: JSON.stringify(row.ranked), proposal: JSON.stringify(row.proposal), bounces: 0 })
        .onConflict((on) =>
          on.column('caseId').doUpdateSet((up) => ({
            state: up.ref('excluded.state'),
            categoryCode: up.ref('excluded.categoryCode'),
            probability: up.ref('excluded.probability'),
            ranked: up.ref('excluded.ranked'),
            unitId: up.ref('excluded.unitId'),
            unitName: up.ref('excluded.unitName'),
            proposal: up.ref('excluded.proposal'),
            way: up.ref('excluded.way'),
            hurdles: up.ref('excluded.hurdles'),
            threshold: up.ref('excluded.threshold'),
            modelVersion: up.ref('excluded.modelVersion'),
          })),
        )
        .execute(),
    find: async (caseId: string) => {
      const row = await tables.selectFrom('triageSortings').selectAll().where('caseId', '=', caseId).executeTakeFirst()
      return row ? shown(row) : null
    },
    findMany: async (caseIds: readonly string[]) =>
      caseIds.length === 0
        ? []
        : (await tables.selectFrom('triageSortings').selectAll().where('caseId', 'in', caseIds).execute()).map(shown),
    change: (caseId: string, change: Change) =>
      tables.updateTable('triageSortings').set(change).where('caseId', '=', caseId).execute(),
    /** A part of it became a case of its own. */
    setPart: async (caseId: string, text: string, partId: string) => {
      await sql`update triage_sortings set proposal = jsonb_set(proposal, '{parts}', (
          select coalesce(jsonb_agg(case when p->>'text' = ${text} then p || jsonb_build_object('caseId', ${partId}::text) else p end order by n), '[]')
          from jsonb_array_elements(proposal->'parts') with ordinality as e(p, n)))
        where case_id = ${caseId}::uuid`.execute(db)
    },
    setMachineDraft: (caseId: string, text: string) =>
      sql`update triage_sortings set proposal = proposal || jsonb_build_object('machineDraft', ${text}::text)
        where case_id = ${caseId}::uuid`.execute(db),
    /** The first thing that showed it wrong is kept. */
    wrong: (caseId: string, because: WrongBecause, at: Date) =>
      tables
        .updateTable('triageSortings')
        .set({ wrongAt: at, wrongBecause: because })
        .where('caseId', '=', caseId)
        .where('forwardedAt', 'is not', null)
        .where('wrongAt', 'is', null)
        .execute(),
    bounced: (caseId: string) =>
      tables
        .updateTable('triageSortings')
        .set((row) => ({ bounces: row('bounces', '+', 1) }))
        .where('caseId', '=', caseId)
        .execute(),
    /** Reports of one community since a day, newest first: what a new one may be alike to. */
    around: async (areaCode: string, since: Date, limit: number) =>
      (
        await tables
          .selectFrom('triageSortings')
          .select(['caseId', 'ranked'])
          .where('areaCode', '=', areaCode)
          .where('sortedAt', '>=', since)
          .orderBy('sortedAt', 'desc')
          .limit(limit)
          .execute()
      ).map(({ caseId, ranked }) => ({ caseId, ranked: ranked as SortingRow['ranked'] })),
    keepLooks: async (caseId: string, looks: readonly string[]) => {
      if (looks.length > 0)
        await sql`insert into triage_looks (case_id, look) select ${caseId}::uuid, look from unnest(${[...looks]}::text[]) as l(look)
          on conflict do nothing`.execute(db)
    },
    looksOf: async (caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
      const { rows } = await sql<{
        caseId: string
        looks: string[]
      }>`select case_id, array_agg(look) as looks from triage_looks
        where case_id = any(${[...caseIds]}::uuid[]) group by case_id`.execute(db)
      return new Map(rows.map((row) => [row.caseId, row.looks]))
    },
    /** The newest reports of an area since a day, for hot spots. */
    recent: (area: string, since: Date, limit: number) =>
      tables
        .selectFrom('triageSortings')
        .select(['caseId', 'categoryCode', 'finalCategory'])
        .where('areaCode', 'like', `${areaPrefix(area)}%`)
        .where('sortedAt', '>=', since)
        .orderBy('sortedAt', 'desc')
        .limit(limit)
        .execute(),
    /** How sure triage was and whether it was right, where that is known by now: newest first, bounded. */
    outcomes: async (category: string | null, limit = 20_000) => {
      let known = tables
        .selectFrom('triageSortings')
        .select(['probability', 'isRight', 'wrongAt'])
        .where('finalCategory', 'is not', null)
      if (category) known = known.where('categoryCode', '=', category)
      return (await known.orderBy('sortedAt', 'desc').limit(limit).execute()).map((row) => ({
        probability: row.probability,
        isRight: row.isRight === true && row.wrongAt === null,
      }))
    },
    tally: async (scope: Scope, month: string, by: 'category' | 'unit' | 'all'): Promise<Tally[]> => {
      const [key, name] =
        by === 'category'
          ? [sql`category_code`, sql`null`]
          : by === 'unit'
            ? [sql`coalesce(unit_id::text, '')`, sql`max(unit_name)`]
            : [sql`''`, sql`null`]
      const { rows } = await sql<Tally>`select ${key} as key, ${name} as name, ${counts} from triage_sortings
        where ${inMonth(month)} and ${within(scope, { area: 'area_code' })} group by 1 order by sorted desc limit 400`.execute(
        db,
      )
      return rows
    },
    months: async (scope: Scope) => {
      const { rows } = await sql<
        { month: string } & Omit<Tally, 'key' | 'name'>
      >`select ${monthOf} as month, ${counts} from triage_sortings
        where sorted_at >= now() - interval '13 months' and ${within(scope, { area: 'area_code' })} group by 1 order by 1 desc`.execute(
        db,
      )
      return rows
    },
    /** What anybody may know: how many were routed, and how many came back. */
    bounces: async () => {
      const { rows } = await sql<{ month: string; routed: number; bounced: number; arbitrated: number }>`
        select ${monthOf} as month, count(*) filter (where routed_at is not null)::int as routed,
          count(*) filter (where bounces > 0)::int as bounced, count(*) filter (where arbitrated_at is not null)::int as arbitrated
        from triage_sortings where sorted_at >= now() - interval '13 months'
        group by 1 order by 1 desc`.execute(db)
      return rows
    },
    /** The cases a month's figures were counted from: the same conditions as in `counts` and `bounces`. */
    behind: async (
      { scope, month, what, category, unit }: Behind,
      after: string | null,
      limit: number,
    ): Promise<readonly SortingRow[]> => {
      let rows = tables
        .selectFrom('triageSortings')
        .selectAll()
        .where(inMonth(month))
        .where(within(scope, { area: 'area_code' }))
      rows =
        what === 'wrong'
          ? rows.where('forwardedAt', 'is not', null).where('wrongAt', 'is not', null)
          : what === 'bounced'
            ? rows.where('bounces', '>', 0)
            : rows.where('arbitratedAt', 'is not', null)
      if (category !== null) rows = rows.where('categoryCode', '=', category)
      if (unit !== null) rows = rows.where('unitId', '=', unit)
      if (after) rows = rows.where('caseId', '<', after)
      return (await rows.orderBy('caseId', 'desc').limit(limit).execute()).map(shown)
    },
    /** One day as it stands: sureness, corrections, mix of categories. */
    day: async (day: string) => {
      const { rows } = await sql<{
        sorted: number
        confidence: number | null
        corrected: number | null
        mix: Record<string, number> | null
      }>`
        with those as (select * from triage_sortings where sorted_at >= (${day}::timestamp at time zone 'Asia/Shanghai')
          and sorted_at < ((${day}::timestamp + interval '1 day') at time zone 'Asia/Shanghai'))
        select count(*)::int as sorted, avg(probability)::float8 as confidence,
          avg((not is_right)::int) filter (where is_right is not null)::float8 as corrected,
          (select jsonb_object_agg(category_code, n) from (select category_code, count(*) as n from those
            where category_code is not null group by 1) as m) as mix
        from those`.execute(db)
      return rows[0] ?? { sorted: 0, confidence: null, corrected: null, mix: null }
    },
  }
}
