/** Queries about datasets, the versions handed in, and what happened to them. */
import type { Db, Scope } from '@liren/kernel'
import { within } from '@liren/kernel'
import { sql } from 'kysely'
import type { DatasetDraft, Fault, Row, UpdateState } from '../dataset.ts'

export type DatasetRow = {
  readonly code: string
  readonly draft: DatasetDraft
  readonly areaCode: string
  readonly providerUnitId: string | null
  readonly providerName: string
  readonly version: number
  readonly currentUpdateId: string | null
  readonly rowCount: number
  readonly quality: number | null
  readonly publishedAt: Date | null
  readonly dueOn: string | null
  readonly toldLateness: string
}
export type UpdateRow = {
  readonly id: string
  readonly datasetCode: string
  readonly datasetTitle: string
  readonly state: UpdateState
  readonly rowCount: number
  readonly rowsBefore: number
  readonly faultCount: number
  readonly faults: Fault[]
  readonly isDrop: boolean
  readonly quality: number
  readonly submittedAt: Date
  readonly submittedBy: string | null
  readonly submittedName: string
  readonly note: string | null
  readonly decidedAt: Date | null
  readonly decidedName: string | null
}

const columns = sql`d.code, d.draft, d.area_code, d.provider_unit_id, d.provider_name, d.version, d.current_update_id,
  d.row_count, d.quality, d.published_at, d.due_on, d.told_lateness`
const updateColumns = sql`u.id, u.dataset_code, d.draft->>'title' as dataset_title, u.state, u.row_count, u.rows_before,
  u.fault_count, u.faults, u.is_drop, u.quality, u.submitted_at, u.submitted_by, u.submitted_name, u.note, u.decided_at, u.decided_name`

export const datasetStore = (db: Db) => ({
  find: async (code: string, isHeld = false): Promise<DatasetRow | undefined> =>
    (
      await sql<DatasetRow>`select ${columns} from catalogue_datasets d where d.code = ${code}
        ${isHeld ? sql`for update` : sql``}`.execute(db)
    ).rows[0],
  list: async (asked: {
    readonly text?: string | undefined
    readonly sharing?: string | undefined
    readonly lateBefore?: string | undefined
    readonly isOpen?: boolean
    readonly after: string | null
    readonly limit: number
  }): Promise<readonly DatasetRow[]> =>
    (
      await sql<DatasetRow>`select ${columns} from catalogue_datasets d
        where ${asked.after ? sql`d.code > ${asked.after}` : sql`true`}
          and ${asked.text ? sql`d.search_text ilike ${`%${asked.text}%`}` : sql`true`}
          and ${asked.sharing ? sql`d.sharing = ${asked.sharing}` : sql`true`}
          and ${asked.lateBefore ? sql`d.due_on < ${asked.lateBefore}::date` : sql`true`}
          and ${asked.isOpen ? sql`d.draft->'opening' <> 'null'::jsonb and d.version > 0` : sql`true`}
        order by d.code limit ${asked.limit}`.execute(db)
    ).rows,
  keep: async (
    draft: DatasetDraft,
    of: { providerUnitId: string | null; providerName: string; dueOn: string | null; at: Date },
  ) => {
    const text = `${draft.code} ${draft.title} ${draft.titleEn} ${draft.summary} ${of.providerName}`
    await sql`insert into catalogue_datasets (code, draft, area_code, provider_unit_id, provider_name, sharing, refresh, due_on,
        search_text, registered_at)
      values (${draft.code}, ${JSON.stringify(draft)}::jsonb, ${draft.areaCode}, ${of.providerUnitId}, ${of.providerName},
        ${draft.sharing}, ${draft.refresh}, ${of.dueOn}, ${text}, ${of.at})
      on conflict (code) do update set draft = excluded.draft, area_code = excluded.area_code,
        provider_unit_id = excluded.provider_unit_id, provider_name = excluded.provider_name, sharing = excluded.sharing,
        refresh = excluded.refresh, search_text = excluded.search_text`.execute(db)
  },
  publish: async (
    code: string,
    of: { updateId: string; rowCount: number; quality: number; at: Date; dueOn: string | null },
  ) => {
    await sql`update catalogue_datasets set version = version + 1, current_update_id = ${of.updateId}, row_count = ${of.rowCount},
      quality = ${of.quality}, published_at = ${of.at}, due_on = ${of.dueOn}, told_lateness = 'onTime' where code = ${code}`.execute(
      db,
    )
  },
  tellLateness: async (code: string, lateness: string) => {
    await sql`update catalogue_datasets set told_lateness = ${lateness} where code = ${code}`.execute(db)
  },
  late: async (today: string): Promise<readonly DatasetRow[]> =>
    (
      await sql<DatasetRow>`select ${columns} from catalogue_datasets d where d.due_on < ${today}::date
        and d.told_lateness <> 'red' order by d.code limit 500`.execute(db)
    ).rows,
  counts: async () =>
    (
      await sql<{ datasets: number; unconditional: number; conditional: number; published: number; open: number }>`
        select count(*)::int as datasets, count(*) filter (where sharing = 'unconditional')::int as unconditional,
          count(*) filter (where sharing = 'conditional')::int as conditional, count(*) filter (where version > 0)::int as published,
          count(*) filter (where draft->'opening' <> 'null'::jsonb)::int as open from catalogue_datasets`.execute(db)
    ).rows[0],

  addUpdate: async (
    row: Omit<UpdateRow, 'datasetTitle' | 'note' | 'decidedAt' | 'decidedName'>,
    rows: readonly Row[],
  ) => {
    await sql`insert into catalogue_updates (id, dataset_code, state, row_count, rows_before, fault_count, faults, is_drop, quality,
        submitted_at, submitted_by, submitted_name)
      values (${row.id}, ${row.datasetCode}, ${row.state}, ${row.rowCount}, ${row.rowsBefore}, ${row.faultCount},
        ${JSON.stringify(row.faults)}::jsonb, ${row.isDrop}, ${row.quality}, ${row.submittedAt}, ${row.submittedBy},
        ${row.submittedName})`.execute(db)
    for (let from = 0; from < rows.length; from += 1000)
      await sql`insert into catalogue_rows (update_id, number, cells)
        select ${row.id}, ${from} + n, cell from jsonb_array_elements(${JSON.stringify(rows.slice(from, from + 1000))}::jsonb)
          with ordinality as t (cell, n)`.execute(db)
  },
  update: async (id: string, isHeld = false): Promise<UpdateRow | undefined> =>
    (
      await sql<UpdateRow>`select ${updateColumns} from catalogue_updates u join catalogue_datasets d on d.code = u.dataset_code
        where u.id = ${id} ${isHeld ? sql`for update of u` : sql``}`.execute(db)
    ).rows[0],
  updates: async (asked: {
    readonly scope: Scope
    readonly code?: string | undefined
    readonly state?: UpdateState | undefined
    readonly after: string | null
    readonly limit: number
  }): Promise<readonly UpdateRow[]> =>
    (
      await sql<UpdateRow>`select ${updateColumns} from catalogue_updates u join catalogue_datasets d on d.code = u.dataset_code
        where ${within(asked.scope, { area: 'd.area_code', unit: 'd.provider_unit_id' })}
          and ${asked.code ? sql`u.dataset_code = ${asked.code}` : sql`true`}
          and ${asked.state ? sql`u.state = ${asked.state}` : sql`true`}
          and ${asked.after ? sql`u.id < ${asked.after}::uuid` : sql`true`}
        order by u.id desc limit ${asked.limit}`.execute(db)
    ).rows,
  decide: async (
    id: string,
    of: { state: UpdateState; note: string | null; at: Date; by: string | null; name: string },
  ) => {
    await sql`update catalogue_updates set state = ${of.state}, note = ${of.note}, decided_at = ${of.at}, decided_by = ${of.by},
      decided_name = ${of.name} where id = ${id}`.execute(db)
  },
  rowsOf: async (updateId: string, after: number, limit: number): Promise<readonly { number: number; cells: Row }[]> =>
    (
      await sql<{ number: number; cells: Row }>`select number, cells from catalogue_rows
        where update_id = ${updateId} and number > ${after} order by number limit ${limit}`.execute(db)
    ).rows,
  /** Counts of rows by one or two columns, for what is opened as figures. */
  countsBy: async (updateId: string, by: readonly string[]): Promise<readonly { keys: string[]; count: number }[]> =>
    (
      await sql<{
        keys: string[]
        count: number
      }>`select array[${sql.join(by.map((name) => sql`coalesce(cells->>${name}, '—')`))}] as keys,
        count(*)::int as count from catalogue_rows where update_id = ${updateId} group by 1 order by 1`.execute(db)
    ).rows,

  /** Rows, sum and mean of a number by one or two columns. */
  figuresBy: async (updateId: string, by: readonly string[], measure: string) =>
    (
      await sql<{ keys: string[]; count: number; sum: number; mean: number }>`select
          array[${sql.join(by.map((name) => sql`coalesce(cells->>${name}, '—')`))}] as keys, count(*)::int as count,
          coalesce(sum((cells->>${measure})::numeric), 0)::float8 as sum, coalesce(avg((cells->>${measure})::numeric), 0)::float8 as mean
        from catalogue_rows where update_id = ${updateId} group by 1 order by 2 desc, 1 limit 1000`.execute(db)
    ).rows,
  /** Published versions, the earliest first. */
  versions: async (code: string): Promise<readonly { readonly at: Date; readonly rows: number }[]> =>
    (
      await sql<{
        at: Date
        rows: number
      }>`select at, rows from (select coalesce(decided_at, submitted_at) as at, row_count as rows, id
          from catalogue_updates where dataset_code = ${code} and state = 'published' order by id desc limit 24) v order by at`.execute(
        db,
      )
    ).rows,

  log: async (row: {
    id: string
    code: string
    act: string
    facts: object
    at: Date
    by: string | null
    name: string
  }) => {
    await sql`insert into catalogue_dataset_log (id, dataset_code, act, facts, at, by_id, by_name)
      values (${row.id}, ${row.code}, ${row.act}, ${JSON.stringify(row.facts)}::jsonb, ${row.at}, ${row.by}, ${row.name})`.execute(
      db,
    )
  },
  logOf: async (code: string, after: string | null, limit: number) =>
    (
      await sql<{
        id: string
        act: string
        facts: Record<string, unknown>
        at: Date
        byName: string
      }>`select id, act, facts, at, by_name
        from catalogue_dataset_log where dataset_code = ${code} and ${after ? sql`id < ${after}::uuid` : sql`true`}
        order by id desc limit ${limit}`.execute(db)
    ).rows,
  usesOf: async (code: string, keys: readonly string[]) =>
    (
      await sql<{
        module: string
        kind: string
        object: string
        title: string
        keys: string[]
      }>`select module, kind, object, title, keys
        from catalogue_uses where datasets @> array[${code}]::text[] or keys && ${[...keys]}::text[]
        order by module, kind, object limit 200`.execute(db)
    ).rows,
})
