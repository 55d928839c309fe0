/** Queries about forms in force, their versions and the drafts of the next one. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { FormDefinition } from '../definition.ts'

export type VersionRow = {
  readonly id: string
  readonly code: string
  readonly areaCode: string | null
  readonly version: number
  readonly title: string
  readonly leaves: number
  readonly baselineFields: number | null
  readonly baselineMaterials: number | null
  readonly basedOn: number | null
  readonly note: string
  readonly ownerId: string | null
  readonly ownerName: string
  readonly publishedAt: Date
  readonly isBehind: boolean
  /** As it is called in English; its Chinese name where it has none. */
  readonly titleEn?: string
}
export type WholeVersion = VersionRow & { readonly definition: FormDefinition }

const columns = sql`v.id, v.code, v.area_code, v.version, v.title, coalesce(v.definition->'title'->>'en', v.title) as title_en, v.leaves, v.baseline_fields, v.baseline_materials, v.based_on,
  v.note, v.owner_id, v.owner_name, v.published_at,
  v.area_code is not null and v.based_on is distinct from
    (select max(b.version) from forms_versions b where b.code = v.code and b.area_code is null) as is_behind`

export const versions = (db: Db) => ({
  /** The newest of each code and area. */
  inForce: async (
    scope: Scope,
    asked: {
      readonly area: string | undefined
      readonly after: readonly [string, string] | null
      readonly limit: number
    },
  ) =>
    (
      await sql<VersionRow>`select * from (
          select distinct on (v.code, coalesce(v.area_code, '')) ${columns} from forms_versions v
          where (v.area_code is null or ${within(scope, { area: 'v.area_code' })})
            ${asked.area ? sql`and (v.area_code is null or v.area_code like ${`${asked.area}%`})` : sql``}
            ${asked.after ? sql`and (v.code, coalesce(v.area_code, '')) > (${asked.after[0]}, ${asked.after[1]})` : sql``}
          order by v.code, coalesce(v.area_code, ''), v.version desc) newest
        order by code, coalesce(area_code, '') limit ${asked.limit}`.execute(db)
    ).rows,

  /** `around`: areas to look for a local variant in, innermost first. */
  published: async (code: string, around: readonly string[]): Promise<WholeVersion | null> =>
    (
      await sql<WholeVersion>`select ${columns}, v.definition from forms_versions v
        where v.code = ${code} and (v.area_code is null or v.area_code = any(${[...around]}::text[]))
        order by coalesce(array_position(${[...around]}::text[], v.area_code), 1000), v.version desc limit 1`.execute(
        db,
      )
    ).rows[0] ?? null,

  newest: async (code: string, area: string | null): Promise<WholeVersion | null> =>
    (
      await sql<WholeVersion>`select ${columns}, v.definition from forms_versions v
        where v.code = ${code} and coalesce(v.area_code, '') = ${area ?? ''} order by v.version desc limit 1`.execute(
        db,
      )
    ).rows[0] ?? null,

  byId: async (id: string): Promise<WholeVersion | null> =>
    (await sql<WholeVersion>`select ${columns}, v.definition from forms_versions v where v.id = ${id}`.execute(db))
      .rows[0] ?? null,

  history: async (code: string, area: string | null, below: number | null, limit: number) =>
    (
      await sql<VersionRow>`select ${columns} from forms_versions v
        where v.code = ${code} and coalesce(v.area_code, '') = ${area ?? ''} ${below === null ? sql`` : sql`and v.version < ${below}`}
        order by v.version desc limit ${limit}`.execute(db)
    ).rows,

  /** Two who publish at once take turns. */
  lock: async (code: string) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`forms:${code}`}))`.execute(db)
  },

  add: async (
    row: Omit<WholeVersion, 'isBehind'> & { readonly kept: Readonly<Record<string, string>> },
  ): Promise<void> => {
    await sql`insert into forms_versions (id, code, area_code, version, title, definition, leaves, baseline_fields,
        baseline_materials, based_on, kept, note, owner_id, owner_name, published_at)
      values (${row.id}, ${row.code}, ${row.areaCode}, ${row.version}, ${row.title}, ${JSON.stringify(row.definition)}::jsonb,
        ${row.leaves}, ${row.baselineFields}, ${row.baselineMaterials}, ${row.basedOn}, ${JSON.stringify(row.kept)}::jsonb,
        ${row.note}, ${row.ownerId}, ${row.ownerName}, ${row.publishedAt})`.execute(db)
  },

  draft: async (code: string, area: string | null) =>
    (
      await sql<{ definition: FormDefinition; basedOn: number | null }>`select definition, based_on from forms_drafts
        where code = ${code} and area_code = ${area ?? ''}`.execute(db)
    ).rows[0] ?? null,

  keepDraft: async (draft: {
    readonly code: string
    readonly area: string | null
    readonly definition: unknown
    readonly basedOn: number | null
    readonly by: string | null
    readonly at: Date
  }) => {
    await sql`insert into forms_drafts (code, area_code, definition, based_on, saved_by, saved_at)
      values (${draft.code}, ${draft.area ?? ''}, ${JSON.stringify(draft.definition)}::jsonb, ${draft.basedOn}, ${draft.by}, ${draft.at})
      on conflict (code, area_code) do update set definition = excluded.definition, based_on = excluded.based_on,
        saved_by = excluded.saved_by, saved_at = excluded.saved_at`.execute(db)
  },

  dropDraft: async (code: string, area: string | null) => {
    await sql`delete from forms_drafts where code = ${code} and area_code = ${area ?? ''}`.execute(db)
  },
})
