/** Queries about births told already, found by parent, name and day. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export const births = (db: Db) => ({
  /** Until this act is over nobody else tells a birth of these parents. */
  hold: async (parentIds: readonly string[]) => {
    // One after the other in one order: two clerks with the same couple do not wait for each other.
    for (const id of [...parentIds].sort())
      await sql`select pg_advisory_xact_lock(hashtextextended(${`people-birth ${id}`}, 0))`.execute(db)
  },
  find: async (parentIds: readonly string[], mark: string): Promise<string | undefined> =>
    (
      await sql<{ childId: string }>`select child_id from people_births
        where parent_id = any(${[...parentIds]}::uuid[]) and mark = ${mark} limit 1`.execute(db)
    ).rows[0]?.childId,
  add: async (parentIds: readonly string[], mark: string, childId: string) => {
    await sql`insert into people_births (parent_id, mark, child_id)
      select parent_id, ${mark}, ${childId}::uuid from unnest(${[...parentIds]}::uuid[]) as p (parent_id)
      on conflict (parent_id, mark) do nothing`.execute(db)
  },
  isParent: async (parentId: string, childId: string): Promise<boolean> =>
    (
      await sql<{ isTold: boolean }>`select exists (select from people_births
        where parent_id = ${parentId} and child_id = ${childId}) as is_told`.execute(db)
    ).rows[0]?.isTold === true,
  forget: async (personId: string) => {
    await sql`delete from people_births where parent_id = ${personId} or child_id = ${personId}`.execute(db)
  },
})
