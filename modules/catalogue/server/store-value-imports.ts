/** Queries about tables that departments brought in. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { RowCount, ToldAbout } from '../value-file.ts'

export type ValueImportRow = RowCount & {
  readonly id: string
  readonly about: ToldAbout
  readonly unitId: string | null
  readonly unitName: string
  readonly sources: readonly string[]
  readonly keys: readonly string[]
  readonly on: string
  readonly fileName: string
  readonly isDryRun: boolean
  readonly valueCount: number
  readonly conflicts: number
  readonly importedAt: Date
  readonly importedBy: string | null
  readonly importedName: string
}
export type RowFault = { readonly row: number; readonly field: string; readonly code: string }

const columns = sql`id, about, unit_id, unit_name, sources, keys, on_day::text as "on", file_name, is_dry_run, rows, told, unchanged,
  repeated, absent, refused, value_count, conflicts, imported_at, imported_by, imported_name`

/** Whose tables somebody sees: all as the district's steward, else those of their own units and what they brought in for none. */
export type TablesSeen = { readonly scope: Scope; readonly isSteward: boolean; readonly accountId: string | null }

const visible = ({ scope, isSteward, accountId }: TablesSeen) =>
  isSteward
    ? sql<boolean>`true`
    : sql<boolean>`(${within({ ...scope, areas: [] }, { unit: 'unit_id' })} or (unit_id is null and imported_by = ${accountId}))`

export const valueImportStore = (db: Db) => ({
  /** Two files of one department at once: the second waits. */
  lock: async (unit: string) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue-values ${unit}`}, 0))`.execute(db)
  },
  keep: async (row: ValueImportRow) => {
    await sql`insert into catalogue_value_imports (id, about, unit_id, unit_name, sources, keys, on_day, file_name, is_dry_run, rows,
        told, unchanged, repeated, absent, refused, value_count, conflicts, imported_at, imported_by, imported_name)
      values (${row.id}, ${row.about}, ${row.unitId}, ${row.unitName}, ${[...row.sources]}::text[], ${[...row.keys]}::text[], ${row.on},
        ${row.fileName}, ${row.isDryRun}, ${row.rows}, ${row.told}, ${row.unchanged}, ${row.repeated}, ${row.absent}, ${row.refused},
        ${row.valueCount}, ${row.conflicts}, ${row.importedAt}, ${row.importedBy}, ${row.importedName})`.execute(db)
  },
  addFaults: async (id: string, faults: readonly RowFault[]) => {
    for (let from = 0; from < faults.length; from += 2000)
      await sql`insert into catalogue_value_faults (import_id, row, field, code)
        select ${id}, f.row, f.field, f.code from jsonb_to_recordset(${JSON.stringify(faults.slice(from, from + 2000))}::jsonb)
          as f("row" integer, field text, code text) on conflict do nothing`.execute(db)
  },
  list: async (seen: TablesSeen, after: string | null, limit: number): Promise<readonly ValueImportRow[]> =>
    (
      await sql<ValueImportRow>`select ${columns} from catalogue_value_imports
        where ${visible(seen)} and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
  find: async (seen: TablesSeen, id: string): Promise<ValueImportRow | undefined> =>
    (
      await sql<ValueImportRow>`select ${columns} from catalogue_value_imports where id = ${id} and ${visible(seen)}`.execute(
        db,
      )
    ).rows[0],
  faults: async (id: string, afterRow: number, limit: number): Promise<readonly RowFault[]> =>
    (
      await sql<RowFault>`select row, field, code from catalogue_value_faults
        where import_id = ${id} and row > ${afterRow} order by row, field limit ${limit}`.execute(db)
    ).rows,
  old: async (before: Date): Promise<number> =>
    (
      await sql<{
        n: number
      }>`select count(*)::int as n from catalogue_value_imports where imported_at < ${before}`.execute(db)
    ).rows[0]?.n ?? 0,
  forget: async (before: Date): Promise<number> =>
    Number(
      (await sql`delete from catalogue_value_imports where imported_at < ${before}`.execute(db)).numAffectedRows ?? 0,
    ),
})
