/** Queries on bodies of messages that nobody compares any more. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

/** Neither waiting to be sent nor to be noted. */
const oldBodies = (before: Date) => sql`state <> 'waiting' and is_noted and body_sealed <> '' and at < ${before}`

export const countOldBodies = async (db: Db, before: Date): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from connectors_messages where ${oldBodies(before)}`.execute(db)
  ).rows[0]?.count ?? 0

export const forgetOldBodies = async (db: Db, before: Date): Promise<number> =>
  Number(
    (await sql`update connectors_messages set body_sealed = '' where ${oldBodies(before)}`.execute(db))
      .numAffectedRows ?? 0,
  )
