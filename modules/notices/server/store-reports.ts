/** Queries that count what became of sendings. */
import { type Db, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, ReachCounts, Receipt } from '../contract.ts'

type Scope = Parameters<typeof within>[0]

export const reports = (db: Db) => ({
  reach: async (of: ReportOf): Promise<ReachCounts> => {
    const { rows } = await sql<ReachCounts>`
        select count(*)::int as recipients,
          count(*) filter (where reach = 'queued')::int as queued, count(*) filter (where reach = 'sent')::int as sent,
          count(*) filter (where reach = 'delivered')::int as delivered, count(*) filter (where reach = 'read')::int as read,
          count(*) filter (where reach = 'not-reached')::int as not_reached, count(opened_at)::int as opened
        from notices_messages message join notices_sendings sending on sending.id = message.sending_id where ${reported(of)}`.execute(
      db,
    )
    return rows[0] ?? { recipients: 0, queued: 0, sent: 0, delivered: 0, read: 0, notReached: 0, opened: 0 }
  },

  /** By the index on objects: a matter has a handful of sendings. */
  receiptsOf: async (object: string, templates: readonly string[]): Promise<readonly Receipt[]> => {
    const { rows } = await sql<Receipt>`
        select sending.sent_at, count(message.id)::int as recipients, min(message.read_at) as read_at,
          least(min(message.read_at), min(arrived.at)) as delivered_at
        from notices_sendings sending join notices_messages message on message.sending_id = sending.id
          left join lateral (select min(coalesce(received_at, tried_at)) as at from notices_deliveries
            where message_id = message.id and status in ('delivered', 'read')) arrived on true
        where sending.object = ${object} and sending.template = any(${[...templates]}::text[])
        group by sending.id order by sending.sent_at limit 200`.execute(db)
    return rows
  },

  reachByChannel: async (of: ReportOf) => {
    const { rows } = await sql<{
      channel: ChannelName
      sent: number
      delivered: number
      read: number
      failed: number
      skipped: number
    }>`
        select channel, count(*) filter (where status in ('sent', 'delivered', 'read'))::int as sent,
          count(*) filter (where status in ('delivered', 'read'))::int as delivered, count(*) filter (where status = 'read')::int as read,
          count(*) filter (where status = 'failed')::int as failed, count(*) filter (where status = 'skipped')::int as skipped
        from notices_deliveries delivery join notices_messages message on message.id = delivery.message_id
          join notices_sendings sending on sending.id = message.sending_id
        where ${reported(of)} group by channel order by channel`.execute(db)
    return rows
  },

  /**
   * Per sender and topic: how much, how often opened, and how many of those written to refuse the topic now. What the house itself
   * sends on somebody's behalf bears no sender's name, and stands together.
   */
  senders: async (of: ReportOf) => {
    const { rows } = await sql<{
      unitId: string | null
      areaCode: string | null
      sender: string | null
      topic: string
      messages: number
      opened: number
      recipients: number
      optedOut: number
    }>`
        select case when sending.sender_name is not null then sending.sender_unit_id end as unit_id, case when sending.sender_unit_id is null and sending.sender_name is not null then sending.sender_area end as area_code,
          max(sending.sender_name) as sender, sending.topic, count(*)::int as messages, count(message.opened_at)::int as opened,
          count(distinct message.account_id)::int as recipients,
          count(distinct message.account_id) filter (where exists (select 1 from notices_preferences preference
            where preference.account_id = message.account_id and preference.topic = sending.topic and not preference.is_on))::int as opted_out
        from notices_messages message join notices_sendings sending on sending.id = message.sending_id
        where ${reported(of)} group by 1, 2, sending.topic order by opted_out desc, messages desc limit 200`.execute(db)
    return rows
  },
})

export type ReportOf = {
  readonly sendingId?: string | undefined
  readonly object?: string | undefined
  readonly unitId?: string | undefined
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly scope?: Scope
}

const reported = ({ sendingId, object, unitId, since, until, scope }: ReportOf) =>
  sql<boolean>`${sql.join(
    [
      sql`true`,
      ...(sendingId ? [sql`sending.id = ${sendingId}`] : []),
      ...(object ? [sql`sending.object = ${object}`] : []),
      ...(unitId ? [sql`sending.sender_unit_id = ${unitId}`] : []),
      ...(since ? [sql`sending.sent_at >= ${since}`] : []),
      ...(until ? [sql`sending.sent_at < ${until}`] : []),
      ...(scope ? [within(scope, { area: 'sending.sender_area', unit: 'sending.sender_unit_id' })] : []),
    ],
    sql` and `,
  )}`
