/** Queries about what is known and learned: dictionary, categories, examples, placings, policies, models, days. */
import { type Db, readAs, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Lesson } from '../placing.ts'
import type { Mode } from '../policy.ts'

export type CategoryRow = {
  code: string
  name: string
  nameEn: string
  path: string[]
  pathEn: string[] | null
  grade: number
  keywords: string[]
  isManualOnly: boolean
  isRestricted: boolean
  callFirst: boolean
}
export type ExampleRow = {
  id: number
  caseId: string
  number: string
  text: string
  categoryCode: string
  beforeCode: string | null
  because: 'accepted' | 'corrected' | 'closed' | 'history'
  byName: string
  areaCode: string
  at: Date
}
export type PolicyRow = {
  categoryCode: string
  mode: Mode
  threshold: number
  costWrong: number
  costWait: number
  changedBy: string
  changedAt: Date
}
type PlacingRow = {
  categoryCode: string
  areaCode: string
  unitId: string
  unitName: string
  weight: number
  last: Lesson
  at: Date
}
type ModelRow = {
  version: string
  body: Buffer
  examples: number
  learnedTo: number
  madeAt: Date
  /** It came from a file, and knows more than the examples kept here. */
  isInstalled: boolean
  /** Since when it knows words that were erased. */
  staleSince: Date | null
}
type DayRow = { day: string; sorted: number; confidence: number; corrected: number; mix: unknown; alarm: string | null }
type Tables = {
  triageReferences: { part: string; body: unknown }
  triageCategories: CategoryRow
  triageExamples: ExampleRow
  triagePolicies: PolicyRow
  triagePlacings: PlacingRow
  triageModels: ModelRow
  triageDays: DayRow
}

export const lessonStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    putReference: (part: string, body: unknown) =>
      sql`insert into triage_references (part, body) values (${part}, ${JSON.stringify(body)}::jsonb) on conflict (part) do nothing`.execute(
        db,
      ),
    references: async () =>
      new Map(
        (await tables.selectFrom('triageReferences').selectAll().execute()).map(({ part, body }) => [part, body]),
      ),
    putCategories: (rows: readonly CategoryRow[]) =>
      rows.length === 0
        ? Promise.resolve()
        : tables
            .insertInto('triageCategories')
            .values([...rows])
            .onConflict((on) =>
              on
                .column('code')
                .doUpdateSet((up) => ({ pathEn: up.ref('excluded.pathEn') }))
                .where('triageCategories.pathEn', 'is', null),
            )
            .execute()
            .then(() => undefined),
    categories: () => tables.selectFrom('triageCategories').selectAll().orderBy('code').execute(),
    changeCategory: ({ code, ...change }: Pick<CategoryRow, 'code' | 'name' | 'nameEn' | 'grade' | 'keywords'>) =>
      tables.updateTable('triageCategories').set(change).where('code', '=', code).execute(),

    addExample: (row: Omit<ExampleRow, 'id'>) =>
      sql`insert into triage_examples (case_id, number, text, category_code, before_code, because, by_name, area_code, at)
        values (${row.caseId}, ${row.number}, ${row.text}, ${row.categoryCode}, ${row.beforeCode}, ${row.because}, ${row.byName}, ${row.areaCode}, ${row.at})
        on conflict (case_id, category_code) do nothing`.execute(db),
    /** Rows of another system's history: each is known by its words, and taken once. Answers how many were new. */
    addHistory: async (
      rows: readonly { readonly id: string; readonly text: string; readonly categoryCode: string }[],
      at: Date,
    ): Promise<number> => {
      const { numAffectedRows } =
        await sql`insert into triage_examples (case_id, number, text, category_code, because, by_name, area_code, at)
        select id, '', text, code, 'history', '', '', ${at}::timestamptz
        from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ text }) => text)}::text[],
          ${rows.map(({ categoryCode }) => categoryCode)}::text[]) as h(id, text, code)
        on conflict (case_id, category_code) do nothing`.execute(db)
      return Number(numAffectedRows ?? 0)
    },
    examplesAfter: (id: number, limit: number) =>
      tables
        .selectFrom('triageExamples')
        .select(['id', 'text', 'categoryCode'])
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .execute(),
    newestExamples: (limit: number) =>
      tables
        .selectFrom('triageExamples')
        .select(['id', 'text', 'categoryCode'])
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    stillThere: async (ids: readonly number[]) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from triage_examples
        where id = any(${[...ids]}::bigint[])`.execute(db)
      return rows[0]?.count ?? 0
    },
    exampleCounts: async () =>
      new Map(
        (
          await tables
            .selectFrom('triageExamples')
            .select(['categoryCode', (e) => e.fn.countAll<number>().as('count')])
            .groupBy('categoryCode')
            .execute()
        ).map((row) => [row.categoryCode, Number(row.count)]),
      ),
    exampleCount: async () => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from triage_examples`.execute(db)
      return rows[0]?.count ?? 0
    },
    examplePage: (
      filter: { category?: string | undefined; because?: string | undefined },
      after: number | null,
      limit: number,
    ) => {
      let rows = tables.selectFrom('triageExamples').selectAll()
      if (filter.category) rows = rows.where('categoryCode', '=', filter.category)
      if (filter.because) rows = rows.where('because', '=', filter.because as ExampleRow['because'])
      if (after !== null) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
    dropExample: async (id: number) =>
      Number((await tables.deleteFrom('triageExamples').where('id', '=', id).executeTakeFirst()).numDeletedRows) > 0,
    examplesOf: async (caseIds: readonly string[]) =>
      caseIds.length === 0
        ? []
        : tables
            .selectFrom('triageExamples')
            .select(['number', 'text', 'categoryCode', 'at'])
            .where('caseId', 'in', caseIds)
            .orderBy('id')
            .execute(),
    dropExamplesOf: async (caseIds: readonly string[]) =>
      caseIds.length === 0
        ? 0
        : Number(
            (await tables.deleteFrom('triageExamples').where('caseId', 'in', caseIds).executeTakeFirst())
              .numDeletedRows,
          ),
    /** Keeps the newest examples only: learning is bounded. */
    prune: (most: number) =>
      sql`delete from triage_examples where id <= (select id from triage_examples order by id desc offset ${most} limit 1)`.execute(
        db,
      ),

    /** What decisions taught, the newest first; the key of a row is when, and what. */
    placingPage: async (
      { scope, last, category }: { scope: Scope; last: Lesson | null; category: string | null },
      after: string | null,
      limit: number,
    ): Promise<readonly PlacingRow[]> => {
      const from = readAs(after ?? undefined, /^(\d{1,14})~([^~]*)~(\d*)~([0-9a-f-]{36})$/)
      const { rows } = await sql<PlacingRow>`select category_code, area_code, unit_id, unit_name, weight, last,
          date_trunc('milliseconds', at) as at
        from triage_placings where ${within(scope, { area: 'area_code' })}
          and ${last === null ? sql<boolean>`true` : sql<boolean>`last = ${last}`}
          and ${category === null ? sql<boolean>`true` : sql<boolean>`category_code = ${category}`}
          and ${
            from
              ? sql<boolean>`(date_trunc('milliseconds', at), category_code, area_code, unit_id)
                  < (${new Date(Number(from[0]))}::timestamptz, ${from[1]}, ${from[2]}, ${from[3]}::uuid)`
              : sql<boolean>`true`
          }
        order by date_trunc('milliseconds', at) desc, category_code desc, area_code desc, unit_id desc limit ${limit}`.execute(
        db,
      )
      return rows
    },
    placings: (categoryCode: string, areaCode: string) =>
      tables
        .selectFrom('triagePlacings')
        .select(['unitId', 'unitName', 'weight', 'last'])
        .where('categoryCode', '=', categoryCode)
        .where('areaCode', '=', areaCode)
        .execute(),
    learnPlacing: (row: Omit<PlacingRow, 'weight'> & { readonly weight: number }) =>
      sql`insert into triage_placings (category_code, area_code, unit_id, unit_name, weight, last, at)
        values (${row.categoryCode}, ${row.areaCode}, ${row.unitId}, ${row.unitName}, ${row.weight}, ${row.last}, ${row.at})
        on conflict (category_code, area_code, unit_id) do update
        set weight = least(20, greatest(-20, triage_placings.weight + excluded.weight)), last = excluded.last, at = excluded.at`.execute(
        db,
      ),

    policies: () => tables.selectFrom('triagePolicies').selectAll().execute(),
    putPolicy: ({ categoryCode, ...row }: PolicyRow) =>
      tables
        .insertInto('triagePolicies')
        .values({ categoryCode, ...row })
        .onConflict((on) => on.column('categoryCode').doUpdateSet(row))
        .execute(),
    dropPolicy: (categoryCode: string) =>
      tables.deleteFrom('triagePolicies').where('categoryCode', '=', categoryCode).execute(),

    model: () => tables.selectFrom('triageModels').selectAll().orderBy('madeAt', 'desc').limit(1).executeTakeFirst(),
    modelVersion: () =>
      tables
        .selectFrom('triageModels')
        .select(['version', 'examples', 'learnedTo', 'madeAt', 'isInstalled', 'staleSince'])
        .orderBy('madeAt', 'desc')
        .limit(1)
        .executeTakeFirst(),
    putModel: async (row: Omit<ModelRow, 'staleSince'>) => {
      await tables
        .insertInto('triageModels')
        .values({ ...row, staleSince: null })
        .execute()
      // Five are kept, to go back to.
      await sql`delete from triage_models where version not in (select version from triage_models order by made_at desc limit 5)`.execute(
        db,
      )
    },

    /** Every model there is may have learned from what was erased. */
    staleAll: (at: Date) =>
      tables.updateTable('triageModels').set({ staleSince: at }).where('staleSince', 'is', null).execute(),
    dropStale: async () => {
      await tables.deleteFrom('triageModels').where('staleSince', 'is not', null).execute()
    },

    days: (count: number) => tables.selectFrom('triageDays').selectAll().orderBy('day', 'desc').limit(count).execute(),
    putDay: (row: Omit<DayRow, 'mix'> & { readonly mix: Readonly<Record<string, number>> }) =>
      sql`insert into triage_days (day, sorted, confidence, corrected, mix, alarm)
        values (${row.day}::date, ${row.sorted}, ${row.confidence}, ${row.corrected}, ${JSON.stringify(row.mix)}::jsonb, ${row.alarm})
        on conflict (day) do update set sorted = excluded.sorted, confidence = excluded.confidence, corrected = excluded.corrected,
          mix = excluded.mix, alarm = excluded.alarm`.execute(db),
  }
}
