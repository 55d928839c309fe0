/** Queries about tools, their versions and the keys of their publishers. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ToolDocument } from '../document/document.ts'
import type { Signature } from '../document/parcel.ts'
import type { Review, VersionState } from '../views.ts'

/** What of a document every list shows. */
export type Head = Pick<ToolDocument, 'name' | 'summary' | 'icon'> & { readonly unit: ToolDocument['name'] }
export type ToolRecord = {
  id: string
  publisher: string
  kind: string
  category: string
  level: string
  latest: string
  state: VersionState
  head: Head
  forkOf: string | null
  buildFen: number
  homeArea: string | null
  homeUnitId: string | null
  citations: number
  activeUses: number
  ratingSum: number
  ratingCount: number
  isStandard: boolean
  publishedAt: Date | null
}
export type VersionRecord = {
  toolId: string
  version: string
  state: VersionState
  digest: string
  signature: Signature | null
  installedAt: Date
  installedBy: string | null
  trialUntil: string | null
  trialArea: string | null
  exitCriteria: string | null
  needId: string | null
  review: Review | null
}
/** A version that waits, with its tool's name, how its trial goes, and what was said of it since. */
export type WaitingRecord = VersionRecord & {
  head: Head
  trial: { records: number; finished: number; people: number }
  said: { remarks: number; unanswered: number }
}
export type KeyRecord = { keyId: string; publisher: string; publicKey: string }

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const toolColumns = sql`t.id, t.publisher, t.kind, t.category, t.level, t.latest, t.state, t.head, t.fork_of, t.build_fen, t.home_area, t.home_unit_id, t.citations,
  (select count(*)::int from tool_library_uses u where u.tool_id = t.id and u.is_on) as active_uses,
  t.rating_sum, t.rating_count, t.is_standard, t.published_at`
const versionColumns = sql`tool_id, version, state, digest, signature, installed_at, installed_by, trial_until, trial_area, exit_criteria, need_id, review`

export type Filter = {
  readonly q?: string | undefined
  readonly category?: string | undefined
  readonly kind?: string | undefined
  readonly level?: string | undefined
  readonly entity?: string | undefined
}

/** Words to find a tool by: both names, summary, keywords, labels of its fields. */
export const searchText = (document: ToolDocument) =>
  [
    ...Object.values(document.name),
    ...Object.values(document.summary),
    ...(document.keywords ?? []),
    ...Object.values(document.provider.unit),
    ...document.forms.flatMap((form) => form.fields.flatMap(({ label }) => Object.values(label))),
    ...(document.norm?.clauses ?? []).flatMap(({ title }) => Object.values(title)),
    document.id,
  ]
    .join(' ')
    .toLowerCase()
    .slice(0, 4000)

/** Every two neighbouring characters of a name, as patterns: 长者饭堂 → %长者%, %者饭%, %饭堂%. */
const nameParts = (name: string) => {
  const plain = [...name.replace(/[^\p{L}\p{N}]/gu, '')]
  return plain.slice(0, 20).flatMap((one, at) => (at + 1 < plain.length ? [`%${one}${plain[at + 1]}%`] : []))
}

export const entriesOf = (document: ToolDocument) => [
  ...new Set([
    ...document.data.reads,
    ...document.data.writes,
    ...document.forms.flatMap((form) => form.fields.flatMap(({ binds }) => (binds ? [binds] : []))),
  ]),
]

export const toolStore = (db: Db) => ({
  keys: async (publisher?: string): Promise<readonly KeyRecord[]> => {
    const { rows } = await sql<KeyRecord>`select key_id, publisher, public_key from tool_library_keys
      where revoked_at is null and (${publisher ?? null}::text is null or publisher = ${publisher ?? null})`.execute(db)
    return rows
  },
  trust: async (key: KeyRecord, at: Date, by: string | null): Promise<void> => {
    await sql`insert into tool_library_keys (key_id, publisher, public_key, trusted_at, trusted_by)
      values (${key.keyId}, ${key.publisher}, ${key.publicKey}, ${at}, ${by}) on conflict (key_id, publisher) do nothing`.execute(
      db,
    )
  },
  tool: async (id: string): Promise<ToolRecord | null> => {
    const { rows } = await sql<ToolRecord>`select ${toolColumns} from tool_library_tools t where t.id = ${id}`.execute(
      db,
    )
    return rows[0] ?? null
  },
  lockTool: async (id: string): Promise<ToolRecord | null> => {
    const { rows } =
      await sql<ToolRecord>`select ${toolColumns} from tool_library_tools t where t.id = ${id} for update of t`.execute(
        db,
      )
    return rows[0] ?? null
  },
  /** Key: citations and id, so that the most cited come first and nothing comes twice. */
  page: async (
    filter: Filter,
    after: { readonly citations: number; readonly id: string } | null,
    limit: number,
  ): Promise<readonly ToolRecord[]> => {
    const conditions = [
      sql`t.state in ('published', 'trial')`,
      ...(filter.q
        ? filter.q
            .toLowerCase()
            .split(/\s+/)
            .filter(Boolean)
            .slice(0, 5)
            .map((word) => sql`t.search like ${`%${word.replace(/[%_\\]/g, '\\$&')}%`}`)
        : []),
      ...(filter.category ? [sql`t.category = ${filter.category}`] : []),
      ...(filter.kind ? [sql`t.kind = ${filter.kind}`] : []),
      ...(filter.level ? [sql`t.level = ${filter.level}`] : []),
      ...(filter.entity ? [sql`t.entries @> ${[filter.entity]}::text[]`] : []),
      ...(after
        ? [sql`(t.citations < ${after.citations} or (t.citations = ${after.citations} and t.id > ${after.id}))`]
        : []),
    ]
    const { rows } =
      await sql<ToolRecord>`select ${toolColumns} from tool_library_tools t where ${sql.join(conditions, sql` and `)}
      order by t.citations desc, t.id limit ${limit}`.execute(db)
    return rows
  },
  /** Did anybody use it, or was a trial group, a workshop or a prototype noted? */
  wasTried: async (id: string): Promise<boolean> => {
    const { rows } = await sql<{ wasTried: boolean }>`select
      exists (select from tool_library_uses where tool_id = ${id} and last_used_at is not null)
      or exists (select from tool_library_together where tool_id = ${id}) as was_tried`.execute(db)
    return rows[0]?.wasTried ?? false
  },
  entities: async (): Promise<readonly { key: string; count: number }[]> => {
    const { rows } = await sql<{ key: string; count: number }>`select entry as key, count(*)::int as count
      from tool_library_tools t, unnest(t.entries) as entry where t.state in ('published', 'trial')
      group by 1 order by 2 desc, 1 limit 300`.execute(db)
    return rows
  },
  versions: async (toolId: string): Promise<readonly VersionRecord[]> => {
    const { rows } =
      await sql<VersionRecord>`select ${versionColumns} from tool_library_versions where tool_id = ${toolId}
      order by number desc limit 100`.execute(db)
    return rows
  },
  version: async (toolId: string, version: string): Promise<VersionRecord | null> => {
    const { rows } =
      await sql<VersionRecord>`select ${versionColumns} from tool_library_versions where tool_id = ${toolId} and version = ${version}`.execute(
        db,
      )
    return rows[0] ?? null
  },
  document: async (toolId: string, version: string): Promise<ToolDocument | null> => {
    const { rows } = await sql<{
      document: ToolDocument
    }>`select document from tool_library_versions where tool_id = ${toolId} and version = ${version}`.execute(db)
    return rows[0]?.document ?? null
  },
  waiting: async (after: string | null, limit: number): Promise<readonly WaitingRecord[]> => {
    const { rows } = await sql<WaitingRecord>`select v.*, t.head,
        (select jsonb_build_object('records', count(*), 'finished', count(*) filter (where r.phase = 'done'),
          'people', count(distinct coalesce(r.person_id, r.account_id)))
         from tool_library_records r where r.tool_id = v.tool_id and r.version = v.version) as trial,
        (select jsonb_build_object('remarks', count(*), 'unanswered', count(*) filter (where o.state = 'new'))
         from tool_library_remarks o where o.about = v.tool_id and o.said_at >= v.installed_at) as said
      from (select ${versionColumns} from tool_library_versions where state in ('submitted', 'trial')
        and (${after}::timestamptz is null or installed_at > ${after}::timestamptz) order by installed_at limit ${limit}) v
      join tool_library_tools t on t.id = v.tool_id order by v.installed_at`.execute(db)
    return rows
  },
  /** What is asked of a community: to try this version. */
  askedOf: async (
    area: string,
    after: string | null,
    limit: number,
  ): Promise<readonly (VersionRecord & { head: Head })[]> => {
    const { rows } = await sql<VersionRecord & { head: Head }>`select v.*, t.head
      from (select ${versionColumns} from tool_library_versions where state = 'submitted' and trial_area = ${area}
        and (${after}::timestamptz is null or installed_at > ${after}::timestamptz) order by installed_at limit ${limit}) v
      join tool_library_tools t on t.id = v.tool_id order by v.installed_at`.execute(db)
    return rows
  },
  /** Newest first. */
  handedInBy: async (
    accountId: string,
    after: string | null,
    limit: number,
  ): Promise<readonly (VersionRecord & { head: Head })[]> => {
    const { rows } = await sql<VersionRecord & { head: Head }>`select v.*, t.head
      from (select ${versionColumns} from tool_library_versions where installed_by = ${accountId} and review is not null
        and (${after}::timestamptz is null or installed_at < ${after}::timestamptz) order by installed_at desc limit ${limit}) v
      join tool_library_tools t on t.id = v.tool_id order by v.installed_at desc`.execute(db)
    return rows
  },
  /** Documents with their heads to compare a new one with: of its category, about the same data, or by a name that sounds alike. */
  near: async (
    { category, entries, name, butNot }: { category: string; entries: readonly string[]; name: string; butNot: string },
    limit: number,
  ): Promise<readonly { id: string; head: Head; entries: readonly string[]; document: ToolDocument }[]> => {
    const { rows } = await sql<{ id: string; head: Head; entries: readonly string[]; document: ToolDocument }>`
      select t.id, t.head, t.entries, v.document from tool_library_tools t join tool_library_versions v on v.tool_id = t.id and v.version = t.latest
      where t.id <> ${butNot} and t.state in ('published', 'trial')
        and (t.category = ${category} or t.entries && ${[...entries]}::text[]
          or t.head -> 'name' ->> 'zh-CN' like any(${nameParts(name)}::text[]))
      order by (t.category = ${category}) desc, t.citations desc, t.id limit ${limit}`.execute(db)
    return rows
  },
  keepTool: async (
    document: ToolDocument,
    state: VersionState,
    home: { readonly area: string | null; readonly unitId: string | null },
    at: Date,
  ): Promise<void> => {
    const head: Head = {
      name: document.name,
      summary: document.summary,
      icon: document.icon,
      unit: document.provider.unit,
    }
    await sql`insert into tool_library_tools (id, publisher, kind, category, level, latest, state, head, entries, search, fork_of, build_fen, home_area, home_unit_id, published_at)
      values (${document.id}, ${document.provider.publisher}, ${document.kind}, ${document.category}, ${document.provider.level}, ${document.version},
        ${state}, ${json(head)}, ${entriesOf(document)}::text[], ${searchText(document)}, ${document.lineage?.forkOf.id ?? null}, ${document.cost.amountFen}, ${home.area}, ${home.unitId},
        ${state === 'published' ? at : null})
      on conflict (id) do update set latest = excluded.latest, state = excluded.state, head = excluded.head, entries = excluded.entries, search = excluded.search,
        category = excluded.category, level = excluded.level, build_fen = excluded.build_fen,
        published_at = coalesce(tool_library_tools.published_at, excluded.published_at)`.execute(db)
  },
  keepVersion: async (
    document: ToolDocument,
    row: {
      state: VersionState
      digest: string
      signature: Signature | null
      at: Date
      by: string | null
      trialUntil?: string
      trialArea?: string | null
      exitCriteria?: string
      needId?: string | null
      review?: Review
    },
    processes: readonly { readonly name: string; readonly processId: string }[],
  ): Promise<void> => {
    await sql`insert into tool_library_versions (tool_id, version, number, state, digest, document, signature, installed_at, installed_by, trial_until, trial_area, exit_criteria, need_id, review)
      values (${document.id}, ${document.version}, ${document.version.split('.').map(Number)}::int[], ${row.state}, ${row.digest}, ${JSON.stringify(document)}::json,
        ${row.signature ? json(row.signature) : null}, ${row.at}, ${row.by}, ${row.trialUntil ?? null}, ${row.trialArea ?? null}, ${row.exitCriteria ?? null}, ${row.needId ?? null},
        ${row.review ? json(row.review) : null})`.execute(db)
    for (const { name, processId } of processes)
      await sql`insert into tool_library_processes (name, tool_id, version, process_id) values (${name}, ${document.id}, ${document.version}, ${processId})`.execute(
        db,
      )
  },
  settle: async (
    toolId: string,
    version: string,
    state: VersionState,
    review: Review | null,
    signature: Signature | null,
  ): Promise<void> => {
    await sql`update tool_library_versions set state = ${state}, review = ${review ? json(review) : sql`review`},
      signature = ${signature ? json(signature) : sql`signature`} where tool_id = ${toolId} and version = ${version}`.execute(
      db,
    )
  },
  setState: async (toolId: string, state: VersionState, latest: string, at: Date): Promise<void> => {
    await sql`update tool_library_tools set state = ${state}, latest = ${latest},
      published_at = case when ${state} = 'published' then coalesce(published_at, ${at}) else published_at end where id = ${toolId}`.execute(
      db,
    )
  },
  processPlace: async (name: string): Promise<{ toolId: string; version: string; processId: string } | null> => {
    const { rows } = await sql<{ toolId: string; version: string; processId: string }>`
      select tool_id, version, process_id from tool_library_processes where name = ${name}`.execute(db)
    return rows[0] ?? null
  },
  noteForm: async (toolId: string, version: string, formId: string, formVersionId: string): Promise<void> => {
    await sql`insert into tool_library_forms (tool_id, version, form_id, form_version_id) values (${toolId}, ${version}, ${formId}, ${formVersionId})
      on conflict do nothing`.execute(db)
  },
  formVersion: async (toolId: string, version: string, formId: string): Promise<string | null> => {
    const { rows } = await sql<{ formVersionId: string }>`select form_version_id from tool_library_forms
      where tool_id = ${toolId} and version = ${version} and form_id = ${formId}`.execute(db)
    return rows[0]?.formVersionId ?? null
  },
  forksOf: async (id: string): Promise<readonly { id: string; head: Head }[]> => {
    const { rows } = await sql<{
      id: string
      head: Head
    }>`select id, head from tool_library_tools where fork_of = ${id} order by id limit 50`.execute(db)
    return rows
  },
  /** Everything that comes from a tool by copying, copies of copies too; whatever somebody copied stands before its own copies. */
  descendants: async (id: string): Promise<readonly { id: string; forkOf: string }[]> => {
    const { rows } = await sql<{ id: string; forkOf: string }>`with recursive line (id, fork_of, depth, way) as (
        select id, fork_of, 1, array[fork_of, id] from tool_library_tools where fork_of = ${id} and id <> ${id}
        union all
        select t.id, t.fork_of, line.depth + 1, line.way || t.id from tool_library_tools t join line on t.fork_of = line.id
        where line.depth < 12 and not t.id = any(line.way))
      select id, fork_of from line order by depth, id limit 200`.execute(db)
    return rows
  },
  noteAlike: async (
    rows: readonly {
      id: string
      toolId: string
      alikeId: string
      likeness: number
      justification: string | null
      outcome: string
      at: Date
    }[],
  ): Promise<void> => {
    for (const row of rows)
      await sql`insert into tool_library_duplicates (id, tool_id, alike_id, likeness, justification, outcome, at)
        values (${row.id}, ${row.toolId}, ${row.alikeId}, ${row.likeness}, ${row.justification}, ${row.outcome}, ${row.at})`.execute(
        db,
      )
  },
})
