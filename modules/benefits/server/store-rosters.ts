/** Every query about rosters: who receives what, whose list it is, and what became of the rows of a file. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { RosterUpload } from '../routes-rosters.ts'

export type RosterRow = {
  readonly serviceItem: string
  readonly source: string
  readonly on: string
  readonly isComplete: boolean
  readonly keptAt: Date
  readonly unitId: string | null
  readonly persons: number
}
type UploadRow = Omit<RosterUpload, 'uploadedAt'> & { readonly uploadedAt: Date }
export type RowError = { readonly row: number; readonly field: string; readonly code: string }

const uploadColumns = sql`id, service_item, source, on_day::text as "on", file_name, is_dry_run, rows, taken, repeated, absent,
  refused, ended, is_complete, uploaded_at, uploaded_name`
const toUpload = (row: UploadRow): RosterUpload => ({ ...row, uploadedAt: row.uploadedAt.toISOString() })

export const rosterStore = (db: Db) => ({
  /** Two lists of one item at once: the second waits. */
  lock: async (item: string) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`benefits-roster ${item}`}, 0))`.execute(db)
  },
  keep: async (row: Omit<RosterRow, 'keptAt' | 'persons'>, at: Date) => {
    await sql`insert into benefits_rosters (service_item, source, on_day, is_complete, kept_at, unit_id)
      values (${row.serviceItem}, ${row.source}, ${row.on}, ${row.isComplete}, ${at}, ${row.unitId})
      on conflict (service_item) do update set source = excluded.source, on_day = excluded.on_day, is_complete = excluded.is_complete,
        kept_at = excluded.kept_at, unit_id = excluded.unit_id`.execute(db)
  },
  find: async (item: string): Promise<Pick<RosterRow, 'unitId'> | undefined> =>
    (
      await sql<{ unitId: string | null }>`select unit_id from benefits_rosters where service_item = ${item}`.execute(
        db,
      )
    ).rows[0],
  list: async (): Promise<readonly RosterRow[]> =>
    (
      await sql<RosterRow>`select r.service_item, r.source, r.on_day::text as "on", r.is_complete, r.kept_at, r.unit_id,
          (select count(*)::int from benefits_receivers b where b.service_item = r.service_item) as persons
        from benefits_rosters r order by r.service_item limit 1000`.execute(db)
    ).rows,
  empty: async (item: string) => {
    await sql`delete from benefits_receivers where service_item = ${item}`.execute(db)
  },
  receivers: async (item: string): Promise<readonly string[]> =>
    (
      await sql<{ personId: string }>`select person_id from benefits_receivers where service_item = ${item}`.execute(db)
    ).rows.map(({ personId }) => personId),
  add: async (item: string, personIds: readonly string[]) => {
    await sql`insert into benefits_receivers (service_item, person_id)
      select ${item}, unnest(${[...personIds]}::uuid[]) on conflict do nothing`.execute(db)
  },
  complete: async (items: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ item: string }>`select service_item as item from benefits_rosters
          where is_complete and service_item = any(${[...items]}::text[])`.execute(db)
      ).rows.map(({ item }) => item),
    ),
  received: async (personIds: readonly string[], items: readonly string[]) =>
    (
      await sql<{ personId: string; item: string }>`select person_id, service_item as item from benefits_receivers
        where person_id = any(${[...personIds]}::uuid[]) and service_item = any(${[...items]}::text[])`.execute(db)
    ).rows,

  noteUpload: async (row: RosterUpload & { readonly unitId: string | null; readonly by: string | null }) => {
    await sql`insert into benefits_roster_uploads (id, service_item, unit_id, source, on_day, file_name, is_dry_run, rows, taken,
        repeated, absent, refused, ended, is_complete, uploaded_at, uploaded_by, uploaded_name)
      values (${row.id}, ${row.serviceItem}, ${row.unitId}, ${row.source}, ${row.on}, ${row.fileName}, ${row.isDryRun}, ${row.rows},
        ${row.taken}, ${row.repeated}, ${row.absent}, ${row.refused}, ${row.ended}, ${row.isComplete}, ${row.uploadedAt}, ${row.by},
        ${row.uploadedName})`.execute(db)
  },
  noteErrors: async (uploadId: string, errors: readonly RowError[]) => {
    if (errors.length === 0) return
    await sql`insert into benefits_roster_errors (upload_id, row, field, code)
      select ${uploadId}, e.row, e.field, e.code from jsonb_to_recordset(${JSON.stringify(errors)}::jsonb)
        as e("row" integer, field text, code text)`.execute(db)
  },
  /** A department sees its own, whoever holds the area sees all. */
  uploads: async (scope: Scope, after: string | undefined, limit: number): Promise<readonly RosterUpload[]> =>
    (
      await sql<UploadRow>`select ${uploadColumns} from benefits_roster_uploads
        where ${scope.areas.length > 0 ? sql`true` : within(scope, { unit: 'unit_id' })}
          and ${after === undefined ? sql`true` : sql`id < ${after}::uuid`} order by id desc limit ${limit}`.execute(db)
    ).rows.map(toUpload),
  upload: async (scope: Scope, id: string): Promise<RosterUpload | undefined> =>
    (
      await sql<UploadRow>`select ${uploadColumns} from benefits_roster_uploads
        where id = ${id} and ${scope.areas.length > 0 ? sql`true` : within(scope, { unit: 'unit_id' })}`.execute(db)
    ).rows.map(toUpload)[0],
  oldUploads: async (before: Date, isCounting: boolean): Promise<number> =>
    isCounting
      ? ((
          await sql<{
            n: number
          }>`select count(*)::int as n from benefits_roster_uploads where uploaded_at < ${before}`.execute(db)
        ).rows[0]?.n ?? 0)
      : Number(
          (await sql`delete from benefits_roster_uploads where uploaded_at < ${before}`.execute(db)).numAffectedRows ??
            0,
        ),
  errors: async (uploadId: string, afterRow: number, limit: number): Promise<readonly RowError[]> =>
    (
      await sql<RowError>`select row, field, code from benefits_roster_errors
        where upload_id = ${uploadId} and row > ${afterRow} order by row limit ${limit}`.execute(db)
    ).rows,
})
