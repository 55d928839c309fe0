/** Queries on what was sent so long ago that nobody needs to know who was told what. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

const portion = 5000

export const countOldMessages = async (db: Db, before: Date): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from notices_messages m join notices_sendings s on s.id = m.sending_id where s.sent_at < ${before}`.execute(
      db,
    )
  ).rows[0]?.count ?? 0

/** Sendings go whole: a report on half of those who were told would be wrong. */
export const forgetOldSendings = async (db: Db, before: Date): Promise<number> => {
  for (let removed = 0; ; ) {
    const { rows: sendings } = await sql<{
      id: string
    }>`select id from notices_sendings where sent_at < ${before} order by sent_at limit ${portion}`.execute(db)
    const ids = sendings.map(({ id }) => id)
    if (ids.length === 0) return removed
    const these = sql`(select id from notices_messages where sending_id = any(${ids}::uuid[]))`
    await sql`delete from notices_phone_tasks where message_id in ${these}`.execute(db)
    await sql`delete from notices_deliveries where message_id in ${these}`.execute(db)
    const gone = await sql`delete from notices_messages where sending_id = any(${ids}::uuid[])`.execute(db)
    await sql`delete from notices_sendings where id = any(${ids}::uuid[])`.execute(db)
    removed += Number(gone.numAffectedRows ?? 0)
  }
}
