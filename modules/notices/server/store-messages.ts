/** Queries on sendings, the messages they make, and the deliveries of each. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, Reach } from '../contract.ts'
import type { Start } from '../ladder.ts'
import { type DeliveryRow, type Key, open, type Recipient, type SendingRow } from './store-tables.ts'

export const messages = (db: Db) => {
  const tables = open(db)
  return {
    sendingByOnceKey: (onceKey: string) =>
      tables.selectFrom('noticesSendings').select('id').where('onceKey', '=', onceKey).executeTakeFirst(),

    /**
     * A sending with its messages and what is known of them at once, in one statement. Unread messages of the same group
     * disappear behind the new one and stop climbing; their own reach stays countable. Null when the key was sent before.
     */
    put: async (row: SendingRow, recipients: readonly Recipient[], start: Start, mayRefuse: boolean) => {
      // One parameter, however many people: the statement stays the same.
      const people = JSON.stringify(
        recipients.map((one) => ({
          id: one.id,
          account_id: one.accountId,
          person_id: one.personId,
          phone_sealed: one.phoneSealed,
        })),
      )
      const { rows } = await sql<{ sent: string | null; people: { id: string; accountId: string | null }[] }>`
        with sent as (
            insert into notices_sendings (id, topic, kind, template, facts, link, urgency, group_key, object, sender_unit_id, sender_name,
              sender_area, once_key, sent_at)
            values (${row.id}, ${row.topic}, ${row.kind}, ${row.template}, ${JSON.stringify(row.facts)}::jsonb, ${row.link}, ${row.urgency},
              ${row.groupKey}, ${row.object}, ${row.senderUnitId}, ${row.senderName}, ${row.senderArea}, ${row.onceKey}, ${row.sentAt})
            on conflict (once_key) do nothing returning id),
          people as (
            select one.* from sent, jsonb_to_recordset(${people}::jsonb) as one(id uuid, account_id uuid, person_id uuid, phone_sealed text)
            where not ${mayRefuse} or not exists (select from notices_preferences p
              where p.topic = ${row.topic} and p.channel = 'in-app' and not p.is_on and p.account_id = one.account_id)),
          folded as (
            update notices_messages old set folded_into = people.id, next_at = null from people
            where old.account_id = people.account_id and old.group_key = ${row.groupKey}::text and old.read_at is null
            returning old.folded_into as into_id),
          put as (
            insert into notices_messages (id, sending_id, account_id, person_id, phone_sealed, group_key, count, reach, sent_at, next_at)
            select people.id, sent.id, account_id, person_id, phone_sealed, ${row.groupKey}::text,
              1 + (select count(*) from folded where into_id = people.id), case when account_id is null then 'queued' else 'sent' end,
              ${row.sentAt}::timestamptz, case when account_id is null then ${row.sentAt}::timestamptz else ${start.nextAt}::timestamptz end
            from people, sent),
          tried as (
            insert into notices_deliveries (id, message_id, account_id, channel, status, code, attempts, tried_at)
            select gen_random_uuid(), people.id, account_id, one.channel, case when one.because is null then 'sent' else 'skipped' end,
              one.because, case when one.because is null then 1 else 0 end, ${row.sentAt}::timestamptz
            from people, jsonb_to_recordset(${JSON.stringify(start.tried)}::jsonb) as one(channel text, because text)
            where account_id is not null)
        select (select id from sent) as sent,
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'accountId', account_id)), '[]') from people) as people`.execute(
        db,
      )
      const [found] = rows
      return found?.sent ? found.people : null
    },

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
