/** Queries on announcements. */
import { type Db, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Announcement } from '../contract.ts'
import type { Key } from './store-tables.ts'

type Scope = Parameters<typeof within>[0]
type Reach = Announcement['reach']

export type AnnouncementRow = {
  readonly id: string
  readonly areaCode: string
  readonly kind: Announcement['kind']
  readonly urgency: Announcement['urgency']
  readonly rule: string | null
  readonly roles: Announcement['roles']
  readonly titleZh: string
  readonly textZh: string
  readonly titleEn: string | null
  readonly textEn: string | null
  readonly signature: string
  readonly basis: string | null
  readonly link: string | null
  readonly senderUnitId: string | null
  readonly writtenBy: string | null
  readonly writtenAt: Date
  readonly sendAt: Date
  readonly state: Announcement['state']
  /** The last person who was written to, in key order. */
  readonly reachedTo: string | null
  readonly finishedAt: Date | null
}

export const objectOf = (id: string) => `announcement:${id}`

const nobody: Reach = { recipients: 0, sent: 0, delivered: 0, read: 0, notReached: 0, opened: 0 }

export const announcementStore = (db: Db) => {
  const tables = db.withTables<{ noticesAnnouncements: AnnouncementRow }>()
  return {
    put: (row: AnnouncementRow) => tables.insertInto('noticesAnnouncements').values(row).execute(),

    list: (scope: Scope, after: Key | null, limit: number) => {
      let query = tables
        .selectFrom('noticesAnnouncements')
        .selectAll()
        .where(within(scope, { area: 'area_code', unit: 'sender_unit_id' }))
      if (after) query = query.where(sql<boolean>`(written_at, id) < (${after.at}, ${after.id}::uuid)`)
      return query.orderBy('writtenAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },

    find: (scope: Scope, id: string) =>
      tables
        .selectFrom('noticesAnnouncements')
        .selectAll()
        .where('id', '=', id)
        .where(within(scope, { area: 'area_code', unit: 'sender_unit_id' }))
        .executeTakeFirst(),

    /** False where it left meanwhile. */
    withdraw: async (id: string, at: Date) =>
      (await tables
        .updateTable('noticesAnnouncements')
        .set({ state: 'withdrawn', finishedAt: at })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst()) !== undefined,

    due: async (now: Date) =>
      (
        await tables
          .selectFrom('noticesAnnouncements')
          .select('id')
          .where('state', 'in', ['waiting', 'sending'])
          .where('sendAt', '<=', now)
          .orderBy('sendAt')
          .limit(50)
          .execute()
      ).map(({ id }) => id),

    /** The one to go on with, held against others; nothing once it is over. */
    hold: (id: string) =>
      tables
        .selectFrom('noticesAnnouncements')
        .selectAll()
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'sending'])
        .forUpdate()
        .executeTakeFirst(),

    goOn: (id: string, reachedTo: string | null, finishedAt: Date | null) =>
      tables
        .updateTable('noticesAnnouncements')
        .set({ state: finishedAt ? 'sent' : 'sending', reachedTo, finishedAt })
        .where('id', '=', id)
        .execute(),

    /** How far several got, in one query. */
    reachOf: async (ids: readonly string[]): Promise<(id: string) => Reach> => {
      if (ids.length === 0) return () => nobody
      const { rows } = await sql<Reach & { object: string }>`
        select sending.object, count(*)::int as recipients, count(*) filter (where reach = 'sent')::int as sent,
          count(*) filter (where reach = 'delivered')::int as delivered, count(*) filter (where reach = 'read')::int as read,
          count(*) filter (where reach = 'not-reached')::int as not_reached, count(opened_at)::int as opened
        from notices_sendings sending join notices_messages message on message.sending_id = sending.id
        where sending.object = any(${ids.map(objectOf)}::text[]) group by sending.object`.execute(db)
      const found = new Map(rows.map(({ object, ...reach }) => [object, reach]))
      return (id) => found.get(objectOf(id)) ?? nobody
    },

    /** How many of these accounts want nothing of the topic. */
    refusing: async (accountIds: readonly string[], topic: string) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from notices_preferences
        where topic = ${topic} and channel = 'in-app' and not is_on and account_id = any(${[...accountIds]}::uuid[])`.execute(
        db,
      )
      return rows[0]?.count ?? 0
    },
  }
}
