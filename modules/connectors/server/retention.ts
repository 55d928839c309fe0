/** 留存期限 What went to and fro word for word is needed while two systems still compare; that something went, and its hash, stays. */
import type { Db, Work } from '@liren/kernel'
import { sql } from 'kysely'

/** Neither waiting to be sent nor to be noted. */
const oldBodies = (before: Date) => sql`state <> 'waiting' and is_noted and body_sealed <> '' and at < ${before}`

const old = async (db: Db, before: Date): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from connectors_messages where ${oldBodies(before)}`.execute(db)
  ).rows[0]?.count ?? 0

const forget = async (db: Db, before: Date): Promise<number> =>
  Number(
    (await sql`update connectors_messages set body_sealed = '' where ${oldBodies(before)}`.execute(db))
      .numAffectedRows ?? 0,
  )

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'bodies',
      keepDays: 365,
      due: (work: object, before: Date) => old((work as Work).db, before),
      remove: (work: object, before: Date) => forget((work as Work).db, before),
    },
  ],
}
