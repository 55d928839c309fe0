/** 留存期限 What was sent must be provable while somebody may contest it; after three years nobody needs to know who was told what. */
import type { Db, Work } from '@liren/kernel'
import { sql } from 'kysely'

const portion = 5000

const old = async (db: Db, before: Date): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from notices_messages m join notices_sendings s on s.id = m.sending_id where s.sent_at < ${before}`.execute(
      db,
    )
  ).rows[0]?.count ?? 0

/** Sendings go whole: a report on half of those who were told would be wrong. */
const forget = async (db: Db, before: Date): Promise<number> => {
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

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'sent',
      keepDays: 1096,
      due: (work: object, before: Date) => old((work as Work).db, before),
      remove: (work: object, before: Date) => forget((work as Work).db, before),
    },
  ],
}
