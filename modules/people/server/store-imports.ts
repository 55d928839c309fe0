/** Queries of the import: what is there already, whole batches in, and the report with every refused row. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ColumnMap, ImportReport } from '../contract.ts'
import type { OpenColumns, SealedColumns } from './store.ts'

type ReportRow = Omit<ImportReport, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null }
type NewPerson = { readonly id: string; readonly open: OpenColumns; readonly sealed: SealedColumns }
export type RefusedField = {
  readonly row: number
  readonly field: string
  readonly column: string | null
  readonly code: string
}

const columns = sql`i.id, i.file_name, i.is_dry_run, i.state, i.rows, i.created, i.updated, i.unchanged, i.refused, i.started_at, i.finished_at`
const toReport = (row: ReportRow): ImportReport => ({
  ...row,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

export const imports = (db: Db) => ({
  holders: async (fingerprints: readonly string[]) => {
    const { rows } = await sql<{
      id: string
      identityFingerprint: string
      nameFingerprint: string | null
      rowFingerprint: string | null
      areaCode: string
    }>`select id,
      identity_fingerprint, name_fingerprint, row_fingerprint, area_code from people_persons
      where identity_fingerprint = any(${[...fingerprints]}::text[])`.execute(db)
    return new Map(rows.map((row) => [row.identityFingerprint, row]))
  },
  /** Ids of those who got in; a number taken meanwhile by somebody else stays out. */
  insertMany: async (people: readonly NewPerson[], now: Date): Promise<ReadonlySet<string>> => {
    if (people.length === 0) return new Set()
    const open = JSON.stringify(people.map(({ id, open: one }) => ({ id, ...one })))
    const { rows } = await sql<{
      id: string
    }>`insert into people_persons (id, display_name, sex, birth_year, birthday_mark, area_code, dwelling_id, residence,
        document_kind, masked_identity_number, masked_phone, identity_fingerprint, phone_fingerprint, name_fingerprint, row_fingerprint,
        last_verified_at, registered_at, updated_at)
      select id, "displayName", sex, "birthYear", "birthdayMark", coalesce("areaCode", ''), "dwellingId", coalesce(residence, 'permanent'), "documentKind",
        "maskedIdentityNumber", "maskedPhone", "identityFingerprint", "phoneFingerprint", "nameFingerprint", "rowFingerprint",
        "lastVerifiedAt", ${now}, ${now}
      from jsonb_to_recordset(${open}::jsonb) as n(id uuid, "displayName" text, sex text, "birthYear" integer, "birthdayMark" text, "areaCode" text,
        "dwellingId" uuid, residence text, "documentKind" text, "maskedIdentityNumber" text, "maskedPhone" text,
        "identityFingerprint" text, "phoneFingerprint" text, "nameFingerprint" text, "rowFingerprint" text, "lastVerifiedAt" timestamptz)
      on conflict (identity_fingerprint) do nothing returning id`.execute(db)
    const entered = new Set(rows.map(({ id }) => id))
    const sealed = JSON.stringify(
      people.filter(({ id }) => entered.has(id)).map(({ id, sealed: one }) => ({ id, ...one })),
    )
    await sql`insert into people_private (person_id, full_name, identity_number, phone, birth_on, hukou_address, address,
        disability_certificate, emergency_contact)
      select id, "fullName", "identityNumber", phone, "birthOn", "hukouAddress", address, "disabilityCertificate", "emergencyContact"
      from jsonb_to_recordset(${sealed}::jsonb) as n(id uuid, "fullName" text, "identityNumber" text, phone text, "birthOn" text,
        "hukouAddress" text, address text, "disabilityCertificate" text, "emergencyContact" text)`.execute(db)
    return entered
  },

  start: async (id: string, fileName: string, isDryRun: boolean, at: Date, by: string | null) => {
    await sql`insert into people_imports (id, file_name, is_dry_run, state, started_at, started_by)
      values (${id}, ${fileName}, ${isDryRun}, 'running', ${at}, ${by})`.execute(db)
  },
  addErrors: async (importId: string, errors: readonly RefusedField[]) => {
    if (errors.length === 0) return
    await sql`insert into people_import_errors (import_id, row, field, column_name, code)
      select ${importId}, e.row, e.field, e."column", e.code from jsonb_to_recordset(${JSON.stringify(errors)}::jsonb)
        as e("row" integer, field text, "column" text, code text) on conflict do nothing`.execute(db)
  },
  finish: async (report: ImportReport, at: Date) => {
    await sql`update people_imports set state = ${report.state}, rows = ${report.rows}, created = ${report.created},
      updated = ${report.updated}, unchanged = ${report.unchanged}, refused = ${report.refused}, finished_at = ${at}
      where id = ${report.id}`.execute(db)
  },
  find: async (id: string) =>
    (await sql<ReportRow>`select ${columns} from people_imports i where i.id = ${id}`.execute(db)).rows.map(
      toReport,
    )[0],
  list: async (by: string | null, after: string | null, limit: number) =>
    (
      await sql<ReportRow>`select ${columns} from people_imports i where ${by ? sql`i.started_by = ${by}` : sql`true`}
        and ${after ? sql`i.id < ${after}::uuid` : sql`true`} order by i.id desc limit ${limit}`.execute(db)
    ).rows.map(toReport),
  startedBy: async (id: string) =>
    (await sql<{ startedBy: string | null }>`select started_by from people_imports where id = ${id}`.execute(db))
      .rows[0]?.startedBy,
  errors: async (importId: string, afterRow: number, limit: number): Promise<readonly RefusedField[]> =>
    (
      await sql<RefusedField>`select e.row, e.field, e.column_name as "column", e.code from people_import_errors e
        where e.import_id = ${importId} and e.row > ${afterRow} order by e.row, e.field limit ${limit}`.execute(db)
    ).rows,

  columnMaps: async (): Promise<ColumnMap[]> =>
    (await sql<ColumnMap>`select name, columns from people_column_maps order by name`.execute(db)).rows,
  columnMap: async (name: string) =>
    (await sql<ColumnMap>`select name, columns from people_column_maps where name = ${name}`.execute(db)).rows[0],
  saveColumnMap: async (name: string, map: Readonly<Record<string, string>>, at: Date) => {
    await sql`insert into people_column_maps (name, columns, saved_at) values (${name}, ${JSON.stringify(map)}::jsonb, ${at})
      on conflict (name) do update set columns = excluded.columns, saved_at = excluded.saved_at`.execute(db)
  },
})
