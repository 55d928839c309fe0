/** Queries about the history of fields of the dictionary, and whether anything is held under one. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type EntryChangeRow = {
  readonly id: string
  readonly act: 'added' | 'changed' | 'retired' | 'restored'
  readonly changes: { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  readonly note: string | null
  readonly at: Date
  readonly byName: string
}

export const entryStore = (db: Db) => ({
  /** One hand at a time on one field, be it new or not. */
  lock: async (key: string) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue entry ${key}`}, 0))`.execute(db)
  },
  hasValues: async (key: string): Promise<boolean> =>
    (await sql<{ has: boolean }>`select exists (select 1 from catalogue_values where key = ${key}) as has`.execute(db))
      .rows[0]?.has ?? false,
  noteChange: async (row: EntryChangeRow & { readonly key: string; readonly byId: string | null }) => {
    await sql`insert into catalogue_entry_changes (id, key, act, changes, note, at, by_id, by_name)
      values (${row.id}, ${row.key}, ${row.act}, ${JSON.stringify(row.changes)}::jsonb, ${row.note}, ${row.at}, ${row.byId}, ${row.byName})`.execute(
      db,
    )
  },
  changes: async (key: string, after: string | null, limit: number): Promise<readonly EntryChangeRow[]> =>
    (
      await sql<EntryChangeRow>`select id, act, changes, note, at, by_name from catalogue_entry_changes
        where key = ${key} and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
})
