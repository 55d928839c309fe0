/** Queries on matters that were closed so long ago that they are about nobody any more. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

const isOver = (before: Date) => sql`closed_at < ${before} and forgotten_at is null`

export const overMatters = (db: Db, before: Date) => ({
  count: async (): Promise<number> =>
    (
      await sql<{ count: number }>`select count(*)::int as count from matters_matters where ${isOver(before)}`.execute(
        db,
      )
    ).rows[0]?.count ?? 0,
  /** The longest closed first. */
  ids: async (portion: number): Promise<readonly string[]> =>
    (
      await sql<{
        id: string
      }>`select id from matters_matters where ${isOver(before)} order by closed_at limit ${portion}`.execute(db)
    ).rows.map(({ id }) => id),
})
