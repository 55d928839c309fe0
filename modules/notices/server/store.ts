/** Every query of this module: sendings and their messages, deliveries, preferences, the phone list. */
import { type Db, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, PhoneTask, ProviderTemplate, Reach, ReachCounts, TopicKind, Urgency } from '../contract.ts'
import type { Tried } from '../ladder.ts'

type Scope = Parameters<typeof within>[0]

export type SendingRow = {
  id: string
  topic: string
  kind: TopicKind
  template: string
  facts: Record<string, string | number>
  link: string | null
  urgency: Urgency
  groupKey: string | null
  object: string | null
  senderUnitId: string | null
  senderArea: string | null
  onceKey: string | null
  sentAt: Date
}
export type MessageRow = {
  id: string
  sendingId: string
  accountId: string | null
  personId: string | null
  phoneSealed: string | null
  groupKey: string | null
  foldedInto: string | null
  count: number
  reach: Reach
  sentAt: Date
  readAt: Date | null
  openedAt: Date | null
  nextAt: Date | null
}
type DeliveryRow = {
  id: string
  messageId: string
  accountId: string | null
  channel: ChannelName
  status: Tried
  providerId: string | null
  code: string | null
  attempts: number
  triedAt: Date
  receivedAt: Date | null
}
type Tables = {
  noticesSendings: SendingRow
  noticesMessages: MessageRow
  noticesDeliveries: DeliveryRow
  noticesPreferences: { accountId: string; topic: string; channel: ChannelName; isOn: boolean; changedAt: Date }
  noticesMailboxes: { accountId: string; emailSealed: string; changedAt: Date }
  noticesProviderTemplates: {
    channel: ProviderTemplate['channel']
    template: string
    providerTemplate: string
    parameters: ProviderTemplate['parameters']
  }
  noticesPhoneTasks: {
    id: string
    messageId: string
    areaCode: string
    unitId: string | null
    state: PhoneTask['state']
    takenById: string | null
    takenAt: Date | null
    outcome: PhoneTask['outcome']
    doneAt: Date | null
    createdAt: Date
  }
}

export type Recipient = Pick<MessageRow, 'id' | 'accountId' | 'personId' | 'phoneSealed'>
/** A place in a list ordered by time, then id. */
export type Key = { readonly at: Date; readonly id: string }

const asJson = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`

const open = (db: Db) => db.withTables<Tables>()

export const store = (db: Db) => {
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

    /** Accounts that want nothing of this topic. */
    refusers: async (topic: string, accountIds: readonly string[]) =>
      accountIds.length === 0
        ? []
        : (
            await tables
              .selectFrom('noticesPreferences')
              .select('accountId')
              .where('topic', '=', topic)
              .where('channel', '=', 'in-app')
              .where('isOn', '=', false)
              .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
              .execute()
          ).map((one) => one.accountId),

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

    refusedChannels: async (accountId: string, topic: string) =>
      await tables
        .selectFrom('noticesPreferences')
        .select(['channel', 'isOn'])
        .where('accountId', '=', accountId)
        .where('topic', '=', topic)
        .execute(),

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

    preferences: (accountId: string) =>
      tables
        .selectFrom('noticesPreferences')
        .select(['topic', 'channel', 'isOn'])
        .where('accountId', '=', accountId)
        .execute(),

    prefer: (
      accountId: string,
      changes: readonly { topic: string; channel: ChannelName; isOn: boolean }[],
      changedAt: Date,
    ) =>
      tables
        .insertInto('noticesPreferences')
        .values(changes.map((change) => ({ ...change, accountId, changedAt })))
        .onConflict((conflict) =>
          conflict
            .columns(['accountId', 'topic', 'channel'])
            .doUpdateSet((eb) => ({ isOn: eb.ref('excluded.isOn'), changedAt: eb.ref('excluded.changedAt') })),
        )
        .execute(),

    mailbox: (accountId: string) =>
      tables.selectFrom('noticesMailboxes').select('emailSealed').where('accountId', '=', accountId).executeTakeFirst(),
    putMailbox: (accountId: string, emailSealed: string | null, changedAt: Date) =>
      emailSealed === null
        ? tables.deleteFrom('noticesMailboxes').where('accountId', '=', accountId).execute()
        : tables
            .insertInto('noticesMailboxes')
            .values({ accountId, emailSealed, changedAt })
            .onConflict((conflict) => conflict.column('accountId').doUpdateSet({ emailSealed, changedAt }))
            .execute(),

    providerTemplate: (channel: ChannelName, template: string) =>
      tables
        .selectFrom('noticesProviderTemplates')
        .selectAll()
        .where(sql<boolean>`channel = ${channel}`)
        .where('template', '=', template)
        .executeTakeFirst(),
    providerTemplates: () =>
      tables.selectFrom('noticesProviderTemplates').selectAll().orderBy('template').orderBy('channel').execute(),
    putProviderTemplate: ({ channel, template, providerTemplate, parameters }: ProviderTemplate) =>
      tables
        .insertInto('noticesProviderTemplates')
        .values({ channel, template, providerTemplate, parameters: asJson(parameters) })
        .onConflict((conflict) =>
          conflict.columns(['channel', 'template']).doUpdateSet({ providerTemplate, parameters: asJson(parameters) }),
        )
        .execute(),

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

    /** Per sender and topic: how much, how often opened, and how many of those written to refuse the topic now. */
    senders: async (of: ReportOf) => {
      const { rows } = await sql<{
        unitId: string | null
        topic: string
        messages: number
        opened: number
        recipients: number
        optedOut: number
      }>`
        select sending.sender_unit_id as unit_id, sending.topic, count(*)::int as messages, count(message.opened_at)::int as opened,
          count(distinct message.account_id)::int as recipients,
          count(distinct message.account_id) filter (where exists (select 1 from notices_preferences preference
            where preference.account_id = message.account_id and preference.topic = sending.topic and not preference.is_on))::int as opted_out
        from notices_messages message join notices_sendings sending on sending.id = message.sending_id
        where ${reported(of)} group by 1, 2 order by opted_out desc, messages desc limit 200`.execute(db)
      return rows
    },

    addPhoneTask: (row: { id: string; messageId: string; areaCode: string; unitId: string | null; createdAt: Date }) =>
      tables
        .insertInto('noticesPhoneTasks')
        .values({ ...row, state: 'waiting', takenById: null, takenAt: null, outcome: null, doneAt: null })
        .onConflict((conflict) => conflict.column('messageId').doNothing())
        .execute(),

    phoneTasks: (scope: Scope, state: PhoneTask['state'] | null, after: Key | null, limit: number) => {
      let query = tasks(tables).where(within(scope, { area: 'task.area_code', unit: 'task.unit_id' }))
      if (state) query = query.where('task.state', '=', state)
      if (after) query = query.where(sql<boolean>`(task.created_at, task.id) > (${after.at}, ${after.id}::uuid)`)
      return query.orderBy('task.createdAt').orderBy('task.id').limit(limit).execute()
    },
    phoneTask: (scope: Scope, id: string) =>
      tasks(tables)
        .where('task.id', '=', id)
        .where(within(scope, { area: 'task.area_code', unit: 'task.unit_id' }))
        .executeTakeFirst(),
    /** Takes it unless somebody else was faster. */
    takePhoneTask: (id: string, takenById: string, takenAt: Date) =>
      tables
        .updateTable('noticesPhoneTasks')
        .set({ state: 'taken', takenById, takenAt })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst(),
    finishPhoneTask: (id: string, takenById: string, outcome: NonNullable<PhoneTask['outcome']>, doneAt: Date) =>
      tables
        .updateTable('noticesPhoneTasks')
        .set({ state: 'done', outcome, doneAt })
        .where('id', '=', id)
        .where('state', '=', 'taken')
        .where('takenById', '=', takenById)
        .returning('messageId')
        .executeTakeFirst(),
    /** The call is over: reached by it, or not at all. */
    called: async (messageId: string, isReached: boolean, at: Date) => {
      await tables
        .updateTable('noticesDeliveries')
        .set({ status: isReached ? 'delivered' : 'failed', receivedAt: at })
        .where('messageId', '=', messageId)
        .where('channel', '=', 'phone')
        .execute()
      await tables
        .updateTable('noticesMessages')
        .set({ reach: isReached ? 'delivered' : 'not-reached', nextAt: null })
        .where('id', '=', messageId)
        .where('readAt', 'is', null)
        .execute()
    },
    forget: async (accountId: string) => {
      const choices = await tables
        .deleteFrom('noticesPreferences')
        .where('accountId', '=', accountId)
        .returning('topic')
        .execute()
      const boxes = await tables
        .deleteFrom('noticesMailboxes')
        .where('accountId', '=', accountId)
        .returning('accountId')
        .execute()
      return choices.length + boxes.length
    },
    /** Somebody read it before we rang: nobody needs to ring any more. */
    dropPhoneTasks: (accountId: string) =>
      sql`delete from notices_phone_tasks where state = 'waiting' and message_id in (
        select id from notices_messages where account_id = ${accountId} and read_at is not null)`.execute(db),
  }
}

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

const tasks = (tables: ReturnType<typeof open>) =>
  tables
    .selectFrom('noticesPhoneTasks as task')
    .innerJoin('noticesMessages as message', 'message.id', 'task.messageId')
    .innerJoin('noticesSendings as sending', 'sending.id', 'message.sendingId')
    .select(['task.id', 'task.state', 'task.takenById', 'task.outcome', 'task.createdAt', 'task.messageId'])
    .select(['message.accountId', 'message.personId', 'message.phoneSealed'])
    .select(['sending.topic', 'sending.template', 'sending.facts', 'sending.urgency'])
