/** Queries on visits and happenings whose time is over. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

const tables = {
  visits: { table: sql.table('patrol_visits'), at: sql.ref('visited_at') },
  happenings: { table: sql.table('patrol_happenings'), at: sql.ref('happened_at') },
} as const
export type Kept = keyof typeof tables

export const oldDiary = (db: Db, kept: Kept, before: Date) => {
  const { table, at } = tables[kept]
  return {
    count: async (): Promise<number> => {
      const { rows } = await sql<{
        count: number
      }>`select count(*)::int as count from ${table} where ${at} < ${before}`.execute(db)
      return rows[0]?.count ?? 0
    },
    /** Deletes so many and gives back what they held. */
    take: async (portion: number) =>
      (
        await sql<{ id: string; fileIds: string[] }>`delete from ${table}
          where id in (select id from ${table} where ${at} < ${before} limit ${portion}) returning id, file_ids`.execute(
          db,
        )
      ).rows,
  }
}
