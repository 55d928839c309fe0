/** Queries of imports: saved maps, how far a file has come, and many cases at once. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ImportMap } from '../import-map.ts'
import type { NewContact } from './store.ts'

export type Progress = { nextRow: number; created: number; present: number; refused: number }
type Tables = {
  casesImportMaps: { name: string; map: unknown; savedAt: Date }
  casesImports: Progress & {
    key: string
    fileName: string
    system: string
    startedAt: Date
    movedAt: Date
    finishedAt: Date | null
  }
}
export type BulkCase = {
  readonly id: string
  readonly categoryCode: string | null
  readonly ownership?: string | null
  readonly text: string
  readonly source: string
  readonly isAnonymous?: boolean
  readonly isPublic: boolean
  readonly isRestricted: boolean
  readonly safetyWords?: readonly string[]
  readonly outcome?: string | null
  readonly handlingUnitId?: string | null
  readonly handlingUnitName?: string | null
  readonly handlerAccountId?: string | null
  readonly externalRef?: string | null
  readonly createdAt: Date
  readonly lookedAt?: Date | null
  readonly contact?: NewContact | null
}

export const importStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    map: async (name: string): Promise<ImportMap | null> => {
      const row = await tables.selectFrom('casesImportMaps').select('map').where('name', '=', name).executeTakeFirst()
      return (row?.map as ImportMap | undefined) ?? null
    },
    saveMap: async (name: string, map: ImportMap, at: Date) => {
      await sql`insert into cases_import_maps (name, map, saved_at) values (${name}, ${JSON.stringify(map)}::jsonb, ${at})
        on conflict (name) do update set map = excluded.map, saved_at = excluded.saved_at`.execute(db)
    },
    progress: (key: string) =>
      tables
        .selectFrom('casesImports')
        .select(['nextRow', 'created', 'present', 'refused', 'finishedAt'])
        .where('key', '=', key)
        .executeTakeFirst(),
    /** Written with the batch it tells of: what is counted here is there. */
    keepProgress: async (
      about: { readonly key: string; readonly fileName: string; readonly system: string; readonly at: Date },
      now: Progress,
      isFinished: boolean,
    ) => {
      await sql`insert into cases_imports (key, file_name, system, next_row, created, present, refused, started_at, moved_at, finished_at)
        values (${about.key}, ${about.fileName}, ${about.system}, ${now.nextRow}, ${now.created}, ${now.present}, ${now.refused},
          ${about.at}, ${about.at}, ${isFinished ? about.at : null})
        on conflict (key) do update set next_row = excluded.next_row, created = excluded.created, present = excluded.present,
          refused = excluded.refused, moved_at = excluded.moved_at, finished_at = excluded.finished_at`.execute(db)
    },
    present: async (refs: readonly string[]): Promise<ReadonlySet<string>> => {
      const { rows } = await sql<{ ref: string }>`select external_ref as ref from cases_cases
        where external_ref = any(${[...refs]}::text[])`.execute(db)
      return new Set(rows.map(({ ref }) => ref))
    },
    /** Cases and their contacts, one statement for each table; their matters are opened beside them. */
    put: async (cases: readonly BulkCase[]) => {
      const rows = cases.map((one) => ({
        id: one.id,
        category_code: one.categoryCode,
        ownership: one.ownership ?? null,
        text: one.text,
        source: one.source,
        is_anonymous: one.isAnonymous ?? false,
        is_public: one.isPublic,
        is_restricted: one.isRestricted,
        safety_words: one.safetyWords ?? [],
        outcome: one.outcome ?? null,
        handling_unit_id: one.handlingUnitId ?? null,
        handling_unit_name: one.handlingUnitName ?? null,
        handler_account_id: one.handlerAccountId ?? null,
        external_ref: one.externalRef ?? null,
        created_at: one.createdAt,
        looked_at: one.lookedAt ?? null,
      }))
      await sql`insert into cases_cases
        select * from jsonb_populate_recordset(null::cases_cases, ${JSON.stringify(rows)}::jsonb)`.execute(db)
      const contacts = cases.flatMap(({ id, contact }) =>
        contact
          ? [
              {
                case_id: id,
                name_sealed: contact.nameSealed,
                name_masked: contact.nameMasked,
                phone_sealed: contact.phoneSealed,
                phone_masked: contact.phoneMasked,
                phone_fingerprint: contact.phoneFingerprint,
              },
            ]
          : [],
      )
      if (contacts.length > 0)
        await sql`insert into cases_contacts
          select * from jsonb_populate_recordset(null::cases_contacts, ${JSON.stringify(contacts)}::jsonb)`.execute(db)
    },
  }
}
