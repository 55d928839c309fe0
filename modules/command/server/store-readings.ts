/** Queries about readings of all matters. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type Reading = { readonly id: string; readonly afterId: string | null }

export const readingStore = (db: Db) => ({
  current: async (): Promise<Reading | null> => {
    const { rows } = await sql<Reading>`select id, after_id from command_readings where ended_at is null
      order by began_at limit 1 for update`.execute(db)
    return rows[0] ?? null
  },
  begin: async (id: string, at: Date): Promise<Reading> => {
    await sql`insert into command_readings (id, began_at) values (${id}::uuid, ${at})`.execute(db)
    return { id, afterId: null }
  },
  goOn: async (id: string, afterId: string | null, more: number, endedAt: Date | null) => {
    await sql`update command_readings set after_id = ${afterId}::uuid, counted = counted + ${more}, ended_at = ${endedAt}::timestamptz
      where id = ${id}::uuid`.execute(db)
  },
  last: async () => {
    const { rows } = await sql<{ endedAt: Date | null; counted: number }>`select ended_at, counted from command_readings
      order by began_at desc limit 1`.execute(db)
    return rows[0] ?? null
  },
})
