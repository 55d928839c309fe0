/** Queries about what was typed and typed again, over all forms and reports of the house. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

export type TypedRow = {
  readonly id: string
  readonly mark: string
  readonly fact: string
}
type Where = {
  readonly accountId: string
  readonly kind: 'form' | 'report'
  readonly object: string
  readonly title: string
  readonly areaCode: string
  readonly at: Date
}
export type RetypedRow = {
  readonly fact: string
  readonly title: string
  readonly firstTitle: string
  readonly times: number
  readonly lastAt: Date
}

export const typedStore = (db: Db) => ({
  /** Answers how many of them the same hands had typed since, elsewhere or in the same place. */
  note: async (rows: readonly TypedRow[], where: Where, since: Date): Promise<number> => {
    if (rows.length === 0) return 0
    const { rows: added } = await sql<{
      repeatsId: string | null
    }>`insert into catalogue_typed (id, account_id, mark, fact, kind, object,
        title, area_code, typed_at, repeats_id, first_object, first_title, first_typed_at)
      select n.id, ${where.accountId}::uuid, n.mark, n.fact, ${where.kind}, ${where.object}, ${where.title}, ${where.areaCode},
        ${where.at}::timestamptz, f.id, f.object, f.title, f.typed_at
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ mark }) => mark)}::text[],
        ${rows.map(({ fact }) => fact)}::text[]) as n (id, mark, fact)
      left join lateral (select t.id, t.object, t.title, t.typed_at from catalogue_typed t
        where t.account_id = ${where.accountId} and t.mark = n.mark and t.typed_at > ${since}
        order by t.typed_at desc limit 1) f on true
      returning repeats_id`.execute(db)
    return added.filter(({ repeatsId }) => repeatsId !== null).length
  },
  figure: async (scope: Scope, asked: { readonly area: string | undefined; readonly since: Date }) =>
    (
      await sql<{ typed: number; retyped: number; people: number }>`select count(*)::int as typed,
          count(repeats_id)::int as retyped, count(distinct account_id)::int as people from catalogue_typed
        where typed_at > ${asked.since} and ${within(scope, { area: 'area_code' })}
          ${asked.area ? sql`and area_code like ${`${asked.area}%`}` : sql``}`.execute(db)
    ).rows[0] ?? { typed: 0, retyped: 0, people: 0 },
  retyped: async (scope: Scope, asked: { readonly area: string | undefined; readonly since: Date }) =>
    (
      await sql<RetypedRow>`select fact, title, coalesce(first_title, '') as first_title, count(*)::int as times,
          max(typed_at) as last_at from catalogue_typed
        where repeats_id is not null and typed_at > ${asked.since} and ${within(scope, { area: 'area_code' })}
          ${asked.area ? sql`and area_code like ${`${asked.area}%`}` : sql``}
        group by fact, title, first_title order by times desc, last_at desc limit 200`.execute(db)
    ).rows,
  old: async (before: Date): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from catalogue_typed where typed_at < ${before}`.execute(db))
      .rows[0]?.n ?? 0,
  forget: async (before: Date): Promise<number> =>
    Number((await sql`delete from catalogue_typed where typed_at < ${before}`.execute(db)).numAffectedRows ?? 0),
})
