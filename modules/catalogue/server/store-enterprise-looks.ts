/** Queries about looks at enterprises. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type EnterpriseLook = {
  readonly id: string
  readonly enterpriseId: string
  readonly at: Date
  readonly byId: string | null
  readonly byName: string
  readonly keys: string[]
  readonly purpose: string
  readonly reason: string
}

export const enterpriseLookStore = (db: Db) => ({
  keep: async (row: EnterpriseLook) => {
    await sql`insert into catalogue_enterprise_looks (id, enterprise_id, at, by_id, by_name, keys, purpose, reason)
      values (${row.id}, ${row.enterpriseId}, ${row.at}, ${row.byId}, ${row.byName}, ${row.keys}::text[], ${row.purpose}, ${row.reason})`.execute(
      db,
    )
  },
  of: async (enterpriseId: string, after: string | null, limit: number): Promise<readonly EnterpriseLook[]> =>
    (
      await sql<EnterpriseLook>`select id, enterprise_id, at, by_id, by_name, keys, purpose, reason from catalogue_enterprise_looks
        where enterprise_id = ${enterpriseId} and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
  old: async (before: Date, isCounting: boolean): Promise<number> => {
    if (isCounting)
      return (
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from catalogue_enterprise_looks where at < ${before}`.execute(db)
        ).rows[0]?.n ?? 0
      )
    return Number(
      (await sql`delete from catalogue_enterprise_looks where at < ${before}`.execute(db)).numAffectedRows ?? 0,
    )
  },
})
