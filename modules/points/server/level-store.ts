/** Queries about levels. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { LevelVersion } from '../level.ts'

export const levelStore = (db: Db) => ({
  /** Every version, newest first: a district makes one in some years. */
  all: async (): Promise<readonly LevelVersion[]> =>
    (
      await sql<LevelVersion>`select version, bronze, silver, gold, because, published_by_name,
          to_char(published_on, 'YYYY-MM-DD') as published_on, to_char(effective_on, 'YYYY-MM-DD') as effective_on
        from points_levels order by version desc limit 200`.execute(db)
    ).rows,
  /** False where somebody else published that version meanwhile. */
  add: async (one: LevelVersion, by: string | null): Promise<boolean> =>
    (
      await sql`insert into points_levels (version, bronze, silver, gold, because, published_on, published_by, published_by_name, effective_on)
        values (${one.version}, ${one.bronze}, ${one.silver}, ${one.gold}, ${one.because}, ${one.publishedOn}::date, ${by}::uuid,
          ${one.publishedByName}, ${one.effectiveOn}::date) on conflict do nothing returning version`.execute(db)
    ).rows.length > 0,
})
