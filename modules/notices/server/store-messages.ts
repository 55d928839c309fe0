/** Queries on sendings, the messages they make, and the deliveries of each. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, Reach } from '../contract.ts'
import { asJson, type DeliveryRow, type Key, open, type Recipient, type SendingRow } from './store-tables.ts'

export const messages = (db: Db) => {
  const tables = open(db)
  return {
    sendingByOnceKey: (onceKey: string) =>
      tables.selectFrom('noticesSendings').select('id').where('onceKey', '=', onceKey).executeTakeFirst(),

    /** Null when another work sent the same key meanwhile. */
    addSending: (row: SendingRow) =>
      tables
        .insertInto('noticesSendings')
        .values({ ...row, facts: asJson(row.facts) })
        .onConflict((conflict) => conflict.column('onceKey').doNothing())
        .returning('id')
        .executeTakeFirst(),

    addMessages: (
      sendingId: string,
      groupKey: string | null,
      sentAt: Date,
      nextAt: Date | null,
      recipients: readonly Recipient[],
    ) =>
      // One parameter, however many people: the statement stays the same.
      sql`insert into notices_messages (id, sending_id, account_id, person_id, phone_sealed, group_key, reach, sent_at, next_at)
        select id, ${sendingId}, account_id, person_id, phone_sealed, ${groupKey}::text,
          case when account_id is null then 'queued' else 'sent' end, ${sentAt}, ${nextAt}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(
          recipients.map((one) => ({
            id: one.id,
            account_id: one.accountId,
            person_id: one.personId,
            phone_sealed: one.phoneSealed,
          })),
        )}::jsonb) as one(id uuid, account_id uuid, person_id uuid, phone_sealed text)`.execute(db),

    /** Unread messages of the same group disappear behind the new one and stop climbing; their own reach stays countable. */
    fold: (sendingId: string) =>
      sql`with folded as (
          update notices_messages old set folded_into = fresh.id, next_at = null
          from notices_messages fresh
          where fresh.sending_id = ${sendingId} and fresh.group_key is not null and old.account_id = fresh.account_id
            and old.group_key = fresh.group_key and old.id <> fresh.id and old.read_at is null
          returning old.folded_into as into_id)
        update notices_messages set count = 1 + found.many
        from (select into_id, count(*)::int as many from folded group by into_id) found
        where notices_messages.id = found.into_id`.execute(db),

    /** One message to climb with, locked; nothing when another process has it. */
    lockMessage: (id: string) =>
      tables
        .selectFrom('noticesMessages as message')
        .innerJoin('noticesSendings as sending', 'sending.id', 'message.sendingId')
        .selectAll('message')
        .select([
          'sending.topic',
          'sending.kind',
          'sending.template',
          'sending.facts',
          'sending.link',
          'sending.urgency',
          'sending.senderUnitId',
          'sending.senderArea',
        ])
        .where('message.id', '=', id)
        .forUpdate('message')
        .skipLocked()
        .executeTakeFirst(),

    deliveriesOf: (messageId: string) =>
      tables.selectFrom('noticesDeliveries').selectAll().where('messageId', '=', messageId).execute(),

    /** What went outside to this account since then, and when a group last rang. */
    outsideSince: async (
      accountId: string,
      since: Date,
      groupKey: string | null,
      groupSince: Date,
      exceptMessageId: string,
    ) => {
      const { rows } = await sql<{ sent: number; sms: number; rangAt: Date | null }>`
        select count(*) filter (where delivery.tried_at >= ${since})::int as sent,
          count(*) filter (where delivery.tried_at >= ${since} and delivery.channel = 'sms')::int as sms,
          max(delivery.tried_at) filter (where message.group_key = ${groupKey}::text and delivery.tried_at >= ${groupSince}
            and message.id <> ${exceptMessageId}) as rang_at
        from notices_deliveries delivery join notices_messages message on message.id = delivery.message_id
        where delivery.account_id = ${accountId} and delivery.tried_at >= least(${since}::timestamptz, ${groupSince}::timestamptz)
          and delivery.channel not in ('in-app', 'phone') and delivery.status in ('sent', 'delivered', 'read')`.execute(
        db,
      )
      return rows[0] ?? { sent: 0, sms: 0, rangAt: null }
    },

    putDelivery: (row: Omit<DeliveryRow, 'receivedAt'>) =>
      tables
        .insertInto('noticesDeliveries')
        .values({ ...row, receivedAt: null })
        .onConflict((conflict) =>
          conflict.columns(['messageId', 'channel']).doUpdateSet((eb) => ({
            status: eb.ref('excluded.status'),
            providerId: eb.ref('excluded.providerId'),
            code: eb.ref('excluded.code'),
            attempts: eb.ref('excluded.attempts'),
            triedAt: eb.ref('excluded.triedAt'),
          })),
        )
        .execute(),

    settle: (id: string, change: { readonly nextAt: Date | null; readonly reach?: Reach }) =>
      tables.updateTable('noticesMessages').set(change).where('id', '=', id).execute(),

    /** Leases what is due for ten minutes: a process that dies on the way gives it back by itself. */
    takeDue: async (now: Date, limit: number) => {
      const { rows } = await sql<{ id: string }>`
        update notices_messages set next_at = ${new Date(now.getTime() + 600_000)}
        where id in (select id from notices_messages where next_at <= ${now} order by next_at limit ${limit} for update skip locked)
        returning id`.execute(db)
      return rows.map((row) => row.id)
    },

    /** A provider's word on a message; a late or repeated one never takes back what is known already. */
    receipt: async (channel: ChannelName, providerId: string, isDelivered: boolean, code: string | null, at: Date) => {
      const changed = await tables
        .updateTable('noticesDeliveries')
        .set({ status: isDelivered ? 'delivered' : 'failed', code, receivedAt: at })
        .where('providerId', '=', providerId)
        .where('channel', '=', channel)
        .where('status', '=', 'sent')
        .returning('messageId')
        .execute()
      for (const { messageId } of changed)
        await tables
          .updateTable('noticesMessages')
          // Whether delivered (it may stop) or failed (it must go on): the ladder is asked now.
          .set({ nextAt: at, ...(isDelivered ? { reach: 'delivered' as const } : {}) })
          .where('id', '=', messageId)
          .where('reach', 'not in', ['read'])
          .execute()
      return changed.length
    },

    mine: (accountId: string, isUnreadOnly: boolean, after: Key | null, limit: number) => {
      let query = tables
        .selectFrom('noticesMessages as message')
        .innerJoin('noticesSendings as sending', 'sending.id', 'message.sendingId')
        .select(['message.id', 'message.count', 'message.sentAt', 'message.readAt'])
        .select([
          'sending.topic',
          'sending.kind',
          'sending.template',
          'sending.facts',
          'sending.link',
          'sending.urgency',
        ])
        .where('message.accountId', '=', accountId)
        .where('message.foldedInto', 'is', null)
      if (isUnreadOnly) query = query.where('message.readAt', 'is', null)
      if (after) query = query.where(sql<boolean>`(message.sent_at, message.id) < (${after.at}, ${after.id}::uuid)`)
      return query.orderBy('message.sentAt', 'desc').orderBy('message.id', 'desc').limit(limit).execute()
    },

    countUnread: async (accountId: string, most: number) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
        select 1 from notices_messages where account_id = ${accountId} and read_at is null and folded_into is null limit ${most}) few`.execute(
        db,
      )
      return rows[0]?.count ?? 0
    },

    /** Marks messages and what is folded behind them; all unread ones when no ids are given. */
    markRead: async (accountId: string, ids: readonly string[] | null, at: Date) => {
      const these =
        ids === null ? sql`true` : sql`(id = any(${[...ids]}::uuid[]) or folded_into = any(${[...ids]}::uuid[]))`
      const { rows } = await sql<{ isShown: boolean }>`
        update notices_messages set read_at = ${at}, reach = 'read', next_at = null
        where account_id = ${accountId} and read_at is null and ${these} returning folded_into is null as is_shown`.execute(
        db,
      )
      return rows.filter((row) => row.isShown).length
    },

    open: (accountId: string, id: string, at: Date) =>
      tables
        .updateTable('noticesMessages')
        .set((eb) => ({
          openedAt: eb.fn.coalesce('openedAt', sql<Date>`${at}`),
          readAt: eb.fn.coalesce('readAt', sql<Date>`${at}`),
          reach: 'read' as const,
          nextAt: null,
        }))
        .where('id', '=', id)
        .where('accountId', '=', accountId)
        .returning(['sendingId', sql<boolean>`opened_at = ${at}`.as('isFirst')])
        .executeTakeFirst(),

    sending: (id: string) =>
      tables.selectFrom('noticesSendings').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  }
}
