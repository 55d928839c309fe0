/** Every query on items, lists, bundles, proofs, and the sums over finished applications. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ItemRecord } from '../item.ts'
import type { OpenList, Requirement } from '../open-list.ts'
import type { Sums } from '../savings.ts'

export type ItemStored = {
  readonly code: string
  readonly version: number
  readonly isCurrent: boolean
  readonly state: 'draft' | 'published' | 'retired'
  readonly record: ItemRecord
  readonly form: Readonly<Record<string, unknown>> | null
  readonly publishedOn: string | null
}
export type BundleStored = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly intro: string
  readonly need: string
  readonly audience: string
  readonly itemCodes: readonly string[]
  readonly rank: number
}
export type ProofStored = {
  readonly id: string
  readonly name: string
  readonly replacedBy: 'licence' | 'data' | 'declaration' | 'dropped'
  readonly note: string
  readonly basis: string
  readonly isKept: boolean
  readonly abolishedOn: string
}
export type ItemsAsked = {
  readonly after: string | undefined
  readonly limit: number
  readonly q: string | undefined
  readonly need: string | undefined
  readonly audience: string | undefined
  readonly tags: readonly string[] | undefined
  readonly types: readonly string[] | undefined
  readonly isOpen: boolean | undefined
}
export type ItemSums = Sums & {
  readonly itemCode: string
  readonly name: string
  readonly nameEn: string | null
  readonly source: string
  /** What the item said of visits when each was applied for, summed. */
  readonly promisedVisits: number
}

const columns = sql`code, version, is_current, state, record, form, to_char(published_on, 'YYYY-MM-DD') as published_on`
/** Signs with a meaning in `like` are searched for as they are. */
const like = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
/** Working out one application's days: from submission to the decision, pauses left out. */
const days = sql`greatest(0, extract(epoch from (a.decided_at - a.submitted_at)) - a.paused_seconds) / 86400.0`
const span = (since: string | undefined, until: string | undefined) => sql`
  ${since ? sql`and a.finished_at >= ${since}::date` : sql``} ${until ? sql`and a.finished_at < ${until}::date + 1` : sql``}`

export const itemStore = (db: Db) => {
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows
  return {
    item: async (code: string, version?: number): Promise<ItemStored | null> =>
      (
        await rows(
          version === undefined
            ? sql<ItemStored>`select ${columns} from services_items where code = ${code} and is_current`
            : sql<ItemStored>`select ${columns} from services_items where code = ${code} and version = ${version}`,
        )
      )[0] ?? null,
    latest: async (code: string): Promise<ItemStored | null> =>
      (
        await rows(
          sql<ItemStored>`select ${columns} from services_items where code = ${code} order by version desc limit 1`,
        )
      )[0] ?? null,
    /** The newest version, published or not, held until the act is over. */
    newest: async (code: string): Promise<ItemStored | null> =>
      (
        await rows(
          sql<ItemStored>`select ${columns} from services_items where code = ${code} order by version desc limit 1 for update`,
        )
      )[0] ?? null,
    items: (asked: ItemsAsked) =>
      rows(sql<ItemStored>`select ${columns} from services_items where is_current and state = 'published'
        ${asked.after ? sql`and code > ${asked.after}` : sql``}
        ${asked.q ? sql`and search_words like ${like(asked.q)}` : sql``}
        ${asked.need ? sql`and need = ${asked.need}` : sql``}
        ${asked.audience ? sql`and audience = ${asked.audience}` : sql``}
        ${asked.tags ? sql`and tags && ${[...asked.tags]}::text[]` : sql``}
        ${asked.types ? sql`and type = any(${[...asked.types]})` : sql``}
        ${asked.isOpen === undefined ? sql`` : asked.isOpen ? sql`and form is not null` : sql`and form is null`}
        order by code limit ${asked.limit}`),
    byCodes: (codes: readonly string[]) =>
      codes.length === 0
        ? Promise.resolve([])
        : rows(
            sql<ItemStored>`select ${columns} from services_items where is_current and code = any(${[...codes]}) order by code`,
          ),
    /** What lists look at: of every published item the few columns they need. */
    allListed: () =>
      rows(sql<{ code: string; name: string; audience: 'person' | 'firm'; type: ItemRecord['type']; tags: string[] }>`
        select code, name, audience, type, tags from services_items where is_current and state = 'published' order by code`),
    needs: (audience: string | undefined) =>
      rows(sql<{ need: string; items: number }>`select need, count(*)::int as items from services_items
        where is_current and state = 'published' ${audience ? sql`and audience = ${audience}` : sql``} group by need`),
    keep: async (
      item: Omit<ItemStored, 'publishedOn' | 'isCurrent'> & {
        readonly isCurrent: boolean
        readonly publishedOn: string | null
      },
      searchWords: string,
      at: Date,
    ) => {
      const { record, form } = item
      await sql`insert into services_items (code, version, is_current, state, name, audience, type, need, owner, tags,
          base_fields, base_materials, base_visits, base_days, reach_per_year, is_confidential, search_words, record, form,
          published_on, changed_at)
        values (${item.code}, ${item.version}, ${item.isCurrent}, ${item.state}, ${record.name}, ${record.audience},
          ${record.type}, ${record.need}, ${record.owner}, ${record.tags}, ${record.baseline.fields},
          ${record.baseline.materials}, ${record.baseline.visits}, ${record.baseline.days}, ${record.reachPerYear ?? null},
          ${record.isConfidential ?? false}, ${searchWords}, ${JSON.stringify(record)}::jsonb,
          ${form === null ? null : JSON.stringify(form)}::jsonb, ${item.publishedOn}, ${at})
        on conflict (code, version) do update set state = excluded.state, name = excluded.name, audience = excluded.audience,
          type = excluded.type, need = excluded.need, owner = excluded.owner, tags = excluded.tags,
          base_fields = excluded.base_fields, base_materials = excluded.base_materials, base_visits = excluded.base_visits,
          base_days = excluded.base_days, reach_per_year = excluded.reach_per_year,
          is_confidential = excluded.is_confidential, search_words = excluded.search_words, record = excluded.record,
          form = excluded.form, published_on = excluded.published_on, changed_at = excluded.changed_at,
          is_current = excluded.is_current`.execute(db)
    },
    /** The version before steps back, so that one is current. */
    supersede: (code: string, version: number) =>
      sql`update services_items set is_current = false where code = ${code} and version <> ${version} and is_current`.execute(
        db,
      ),

    lists: async () =>
      (await rows(sql<{ record: OpenList }>`select record from services_lists order by rank, code`)).map(
        ({ record }) => record,
      ),
    keepList: (list: OpenList, rank: number) =>
      sql`insert into services_lists (code, rank, record) values (${list.code}, ${rank}, ${JSON.stringify(list)}::jsonb)
        on conflict (code) do update set record = excluded.record`.execute(db),
    requirements: async () =>
      (await rows(sql<{ record: Requirement }>`select record from services_requirements order by rank`)).map(
        ({ record }) => record,
      ),
    keepRequirement: (record: Requirement, rank: number) =>
      sql`insert into services_requirements (rank, record) values (${rank}, ${JSON.stringify(record)}::jsonb)
        on conflict (rank) do update set record = excluded.record`.execute(db),

    bundles: () =>
      rows(sql<BundleStored>`select code, name, name_en, intro, need, audience, item_codes, rank
        from services_bundles order by rank, code`),
    keepBundle: (bundle: BundleStored) =>
      sql`insert into services_bundles (code, name, name_en, intro, need, audience, item_codes, rank)
        values (${bundle.code}, ${bundle.name}, ${bundle.nameEn}, ${bundle.intro}, ${bundle.need}, ${bundle.audience},
          ${[...bundle.itemCodes]}, ${bundle.rank})
        on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, intro = excluded.intro,
          need = excluded.need, audience = excluded.audience, item_codes = excluded.item_codes, rank = excluded.rank`.execute(
        db,
      ),
    proofs: () =>
      rows(sql<ProofStored>`select id, name, replaced_by, note, basis, is_kept, to_char(abolished_on, 'YYYY-MM-DD') as abolished_on
        from services_abolished_proofs order by is_kept, name`),
    keepProof: (proof: ProofStored) =>
      sql`insert into services_abolished_proofs (id, name, replaced_by, note, basis, is_kept, abolished_on)
        values (${proof.id}, ${proof.name}, ${proof.replacedBy}, ${proof.note}, ${proof.basis}, ${proof.isKept}, ${proof.abolishedOn})
        on conflict (id) do update set name = excluded.name, replaced_by = excluded.replaced_by, note = excluded.note,
          basis = excluded.basis, is_kept = excluded.is_kept, abolished_on = excluded.abolished_on`.execute(db),

    /** Finished means decided on its merits: what was withdrawn or not accepted says nothing of the effort. */
    sums: (since?: string, until?: string) =>
      rows(sql<ItemSums>`select a.item_code, max(i.name) as name, max(i.record->>'nameEn') as name_en, max(i.record->'baseline'->>'source') as source,
          count(*)::int as applications, sum(a.typed)::int as typed, sum(i.base_fields)::int as base_fields,
          sum(a.materials_given)::int as materials, sum(i.base_materials)::int as base_materials,
          sum(a.visits)::int as visits, sum(i.base_visits)::int as base_visits,
          sum((i.record->>'visits')::int)::int as promised_visits,
          sum(${days})::float8 as days, sum(i.base_days)::float8 as base_days
        from services_applications a join services_items i on i.code = a.item_code and i.version = a.item_version
        where a.finished_at is not null and a.outcome in ('approved', 'refused') ${span(since, until)}
        group by a.item_code order by a.item_code`),
    savedBy: (
      code: string,
      since: string | undefined,
      until: string | undefined,
      after: string | undefined,
      limit: number,
    ) =>
      rows(sql<{
        id: string
        number: string
        typed: number
        materials: number
        visits: number
        days: number
        channel: string
        finishedAt: Date
      }>`select a.id, a.number, a.typed, a.materials_given as materials, a.visits, (${days})::float8 as days, a.channel, a.finished_at
        from services_applications a where a.item_code = ${code} and a.finished_at is not null
          and a.outcome in ('approved', 'refused') ${span(since, until)}
          ${after ? sql`and a.id < ${after}::uuid` : sql``} order by a.id desc limit ${limit}`),
    use: (since: Date) =>
      rows(sql<{
        code: string
        name: string
        need: string
        expected: number | null
        reached: number
        mayBeOffered: boolean
      }>`
        select i.code, i.name, i.need,
          i.record->>'audience' = 'person' and not coalesce((i.record->>'isConfidential')::boolean, false) as may_be_offered, i.reach_per_year as expected,
          coalesce(r.reached, 0)::int as reached
        from services_items i left join (
          select item_code, count(distinct person_id) as reached from services_applications
          where outcome = 'approved' and finished_at >= ${since} group by item_code) r on r.item_code = i.code
        where i.is_current and i.state = 'published' and (i.reach_per_year is not null or r.reached > 0)
        order by coalesce(r.reached, 0)::float8 / nullif(i.reach_per_year, 0) nulls last, i.code limit 200`),
    beneficiaries: async (since: Date) =>
      (
        await rows(sql<{ people: number }>`select count(distinct person_id)::int as people from services_applications
          where outcome = 'approved' and finished_at >= ${since}`)
      )[0]?.people ?? 0,
  }
}
