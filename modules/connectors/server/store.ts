/** Every query about peers, links and messages; days compared have their own (`store-comparisons.ts`). No other module reads these tables. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { MessageState, StatusMap } from '../exchange.ts'

export type PeerRow = {
  id: string
  code: string
  name: string
  baseUrl: string
  source: string
  isOn: boolean
  secretSealed: string | null
  oldSecretSealed: string | null
  oldSecretUntil: Date | null
  statusMap: StatusMap
  categoryMap: Readonly<Record<string, string>>
  lastSentAt: Date | null
  /** Until then one sender is at it. */
  sendingUntil: Date | null
  lastReceivedAt: Date | null
}
export type LinkRow = {
  id: string
  matterId: string
  peerId: string
  direction: 'in' | 'out'
  ref: string
  number: string | null
  areaCode: string
  status: string
  /** Steps of the timeline the peer has been told of. */
  toldSeq: number
  at: Date
  /** Who handed it over. */
  handedById: string | null
  /** When the peer answered for good. One it sent back may be handed over again. */
  endedAt: Date | null
  /** Its answer was dealt with here. */
  settledAt: Date | null
}
export type MessageRow = {
  id: string
  peerId: string
  direction: 'in' | 'out'
  foreignId: string
  kind: string
  state: MessageState
  ref: string | null
  matterId: string | null
  areaCode: string
  bodySealed: string
  bodyHash: string
  at: Date
  onDay: string
  sentAt: Date | null
  failures: number
  nextTryAt: Date | null
  failure: string | null
  /** Stands on the timeline of its case, or need not. */
  isNoted: boolean
}
type Tables = {
  connectorsPeers: PeerRow
  connectorsLinks: LinkRow
  connectorsMessages: MessageRow
}
const asJson = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`

/** Our number of a case, whichever way it went; null while it is being opened. */
export const numberOf = (row: 'm' | 'd') =>
  sql<
    string | null
  >`(select max(l.number) from connectors_links l where l.matter_id = ${sql.ref(`${row}.matterId`)})`.as('number')

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    messagesOf: (matterIds: readonly string[]) =>
      matterIds.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('connectorsMessages')
            .innerJoin('connectorsPeers', 'connectorsPeers.id', 'connectorsMessages.peerId')
            .select(['connectorsPeers.name as peer', 'direction', 'kind', 'state', 'at'])
            .where('matterId', 'in', [...matterIds])
            .orderBy('at')
            .execute(),
    /** Bodies of what was sent or taken; those still waiting are counted. */
    forgetMessages: async (matterIds: readonly string[]) => {
      if (matterIds.length === 0) return { erased: 0, waiting: 0 }
      const gone = await tables
        .updateTable('connectorsMessages')
        .set({ bodySealed: '' })
        .where('matterId', 'in', [...matterIds])
        .where('state', 'in', ['sent', 'taken', 'failed'])
        .where('isNoted', '=', true)
        .where('bodySealed', '<>', '')
        .returning('id')
        .execute()
      const left = await tables
        .selectFrom('connectorsMessages')
        .select('id')
        .where('matterId', 'in', [...matterIds])
        .where('bodySealed', '<>', '')
        .execute()
      return { erased: gone.length, waiting: left.length }
    },
    peers: () => tables.selectFrom('connectorsPeers').selectAll().orderBy('code').execute(),
    peer: (code: string) =>
      tables.selectFrom('connectorsPeers').selectAll().where('code', '=', code).executeTakeFirst(),
    /** The peer's row, held so that one sender at a time works for it; null while another does. */
    lockPeer: (id: string) =>
      tables.selectFrom('connectorsPeers').selectAll().where('id', '=', id).forUpdate().skipLocked().executeTakeFirst(),
    keepPeer: ({
      statusMap,
      categoryMap,
      ...row
    }: Omit<
      PeerRow,
      'secretSealed' | 'oldSecretSealed' | 'oldSecretUntil' | 'lastSentAt' | 'sendingUntil' | 'lastReceivedAt'
    >) => {
      const maps = { statusMap: asJson(statusMap), categoryMap: asJson(categoryMap) }
      const { id: _, code: __, ...change } = row
      return tables
        .insertInto('connectorsPeers')
        .values({
          ...row,
          ...maps,
          secretSealed: null,
          oldSecretSealed: null,
          oldSecretUntil: null,
          lastSentAt: null,
          sendingUntil: null,
          lastReceivedAt: null,
        })
        .onConflict((on) => on.column('code').doUpdateSet({ ...change, ...maps }))
        .returningAll()
        .executeTakeFirstOrThrow()
    },
    setPeer: async (
      id: string,
      change: Partial<
        Pick<
          PeerRow,
          'secretSealed' | 'oldSecretSealed' | 'oldSecretUntil' | 'lastSentAt' | 'sendingUntil' | 'lastReceivedAt'
        >
      >,
    ) => {
      await tables.updateTable('connectorsPeers').set(change).where('id', '=', id).execute()
    },
    /** Messages waiting and failed of each peer, over the partial index. */
    troubles: () =>
      tables
        .selectFrom('connectorsMessages')
        .select(['peerId', 'state', (eb) => eb.fn.countAll<number>().as('count')])
        .where('state', 'in', ['waiting', 'failed'])
        .groupBy(['peerId', 'state'])
        .execute(),

    /** As it came from a peer; null for what began here. */
    inLink: async (matterId: string) =>
      (await tables
        .selectFrom('connectorsLinks')
        .selectAll()
        .where('matterId', '=', matterId)
        .where('direction', '=', 'in')
        .executeTakeFirst()) ?? null,
    /** Each time it went to a peer or came from one, the newest first. */
    linksOf: (matterId: string) =>
      tables.selectFrom('connectorsLinks').selectAll().where('matterId', '=', matterId).orderBy('at', 'desc').execute(),
    linkOf: (peerId: string, direction: 'in' | 'out', ref: string) =>
      tables
        .selectFrom('connectorsLinks')
        .selectAll()
        .where('peerId', '=', peerId)
        .where('direction', '=', direction)
        .where('ref', '=', ref)
        .executeTakeFirst(),
    /** The link, held until this act is over: one listener at a time tells what is due. */
    lockLink: (matterId: string) =>
      tables
        .selectFrom('connectorsLinks')
        .selectAll()
        .where('matterId', '=', matterId)
        .where('direction', '=', 'in')
        .forUpdate()
        .executeTakeFirst(),
    addLink: (link: LinkRow) =>
      tables
        .insertInto('connectorsLinks')
        .values(link)
        .onConflict((on) => on.doNothing())
        .returning('matterId')
        .executeTakeFirst(),
    setLink: async (
      id: string,
      change: Partial<Pick<LinkRow, 'number' | 'status' | 'toldSeq' | 'endedAt' | 'settledAt'>>,
    ) => {
      await tables.updateTable('connectorsLinks').set(change).where('id', '=', id).execute()
    },
    /** Whatever peers answered about a case: somebody has gone on with it. */
    settleAnswers: async (matterId: string, at: Date) => {
      await tables
        .updateTable('connectorsLinks')
        .set({ settledAt: at })
        .where('matterId', '=', matterId)
        .where('direction', '=', 'out')
        .where('endedAt', 'is not', null)
        .where('settledAt', 'is', null)
        .execute()
    },
    /** Answers nobody has dealt with, the oldest first, each with the message that brought it. */
    answered: async (
      scope: Scope,
      query: { readonly matter?: string | undefined; readonly after?: string | undefined; readonly id?: string },
      limit: number,
    ) => {
      const { rows } = await sql<{
        id: string
        matterId: string
        areaCode: string
        number: string
        peer: string
        peerName: string
        kind: 'case.result' | 'case.return'
        endedAt: Date
        messageId: string
        bodySealed: string
      }>`select l.id, l.matter_id, l.area_code, coalesce(l.number, l.ref) as number, p.code as peer, p.name as peer_name, l.ended_at,
          m.kind, m.id as message_id, m.body_sealed
        from connectors_links l join connectors_peers p on p.id = l.peer_id
        join lateral (select id, kind, body_sealed from connectors_messages
          where matter_id = l.matter_id and peer_id = l.peer_id and direction = 'in' and state = 'taken'
            and kind in ('case.result', 'case.return') and at >= l.at order by id desc limit 1) m on true
        where l.direction = 'out' and l.ended_at is not null and l.settled_at is null
          and ${within(scope, { area: 'l.area_code' })}
          and ${query.matter ? sql<boolean>`l.matter_id = ${query.matter}::uuid` : sql<boolean>`true`}
          and ${query.id ? sql<boolean>`l.id = ${query.id}::uuid` : sql<boolean>`true`}
          and ${query.after ? sql<boolean>`l.id > ${query.after}::uuid` : sql<boolean>`true`}
        order by l.id limit ${limit}`.execute(db)
      return rows
    },

    add: (message: MessageRow) =>
      tables
        .insertInto('connectorsMessages')
        .values(message)
        .onConflict((on) => on.columns(['peerId', 'direction', 'foreignId']).doNothing())
        .returning('id')
        .executeTakeFirst(),
    received: (peerId: string, foreignId: string) =>
      tables
        .selectFrom('connectorsMessages')
        .select(['id', 'bodyHash', 'matterId', 'state'])
        .where('peerId', '=', peerId)
        .where('direction', '=', 'in')
        .where('foreignId', '=', foreignId)
        .executeTakeFirst(),
    /** Written although what it came with is not: the row of a message that was refused. Once for each id, the last words and reason. */
    addRefused: async (row: MessageRow) => {
      await tables
        .insertInto('connectorsMessages')
        .values(row)
        .onConflict((on) =>
          on
            .columns(['peerId', 'direction', 'foreignId'])
            .doUpdateSet((up) => ({
              failure: up.ref('excluded.failure'),
              bodyHash: up.ref('excluded.bodyHash'),
              failures: sql<number>`connectors_messages.failures + 1`,
              sentAt: up.ref('excluded.sentAt'),
            }))
            .where('connectorsMessages.state', '=', 'refused')
            // Sealed for its row: the words are kept only with the row they were sealed for.
            .where('connectorsMessages.bodyHash', '=', row.bodyHash),
        )
        .execute()
    },
    /** A refused message comes again in other words: the row of the words before makes room. */
    dropRefused: async (peerId: string, foreignId: string, otherThan: string) => {
      await tables
        .deleteFrom('connectorsMessages')
        .where('peerId', '=', peerId)
        .where('direction', '=', 'in')
        .where('foreignId', '=', foreignId)
        .where('state', '=', 'refused')
        .where('bodyHash', '<>', otherThan)
        .execute()
    },
    /** Refused messages nobody played again for so long. */
    forgetRefused: async (before: Date) => {
      await tables.deleteFrom('connectorsMessages').where('state', '=', 'refused').where('at', '<', before).execute()
    },
    take: async (id: string, change: Pick<MessageRow, 'matterId' | 'areaCode' | 'isNoted'>) => {
      await tables
        .updateTable('connectorsMessages')
        .set({ ...change, state: 'taken', failure: null })
        .where('id', '=', id)
        .execute()
    },
    /** What is due now, oldest first; behind a message that rests, the next of the same case rest too. */
    due: (peerId: string, now: Date, limit: number) =>
      tables
        .selectFrom('connectorsMessages as m')
        .selectAll('m')
        .where('m.peerId', '=', peerId)
        .where('m.state', '=', 'waiting')
        .where('m.nextTryAt', '<=', now)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('connectorsMessages as before')
                .select('before.id')
                .whereRef('before.peerId', '=', 'm.peerId')
                .whereRef('before.matterId', '=', 'm.matterId')
                .whereRef('before.id', '<', 'm.id')
                .where('before.state', '=', 'waiting')
                .where('before.nextTryAt', '>', now),
            ),
          ),
        )
        .orderBy('m.id')
        .limit(limit)
        .execute(),
    /** Peers with something due, and when the next of each is. */
    nextDue: () =>
      tables
        .selectFrom('connectorsMessages')
        .select(['peerId', (eb) => eb.fn.min('nextTryAt').as('at')])
        .where('state', '=', 'waiting')
        .where('direction', '=', 'out')
        .groupBy('peerId')
        .execute(),
    set: async (
      id: string,
      change: Partial<Pick<MessageRow, 'state' | 'sentAt' | 'failures' | 'nextTryAt' | 'failure'>>,
    ) => {
      await tables.updateTable('connectorsMessages').set(change).where('id', '=', id).execute()
    },
    message: (id: string) =>
      tables.selectFrom('connectorsMessages').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** What came about a case and does not yet stand on its timeline, in the order it was said; taken once. */
    takeUnnoted: async (matterId: string) => {
      const rows = await tables
        .updateTable('connectorsMessages')
        .set({ isNoted: true })
        .where('matterId', '=', matterId)
        .where('isNoted', '=', false)
        .returningAll()
        .execute()
      return rows.sort((one, other) => Number(one.sentAt) - Number(other.sentAt) || (one.id < other.id ? -1 : 1))
    },
    /** Sends again what the other side says it never got. Returns how many. */
    repeat: async (peerId: string, foreignIds: readonly string[], now: Date) => {
      if (foreignIds.length === 0) return 0
      const rows = await tables
        .updateTable('connectorsMessages')
        .set({ state: 'waiting', nextTryAt: now, failures: 0, failure: null })
        .where('peerId', '=', peerId)
        .where('direction', '=', 'out')
        .where('foreignId', 'in', foreignIds)
        .where('state', '!=', 'waiting')
        // What was erased is not said a second time.
        .where('bodySealed', '<>', '')
        .returning('id')
        .execute()
      return rows.length
    },
    page: (
      scope: Scope,
      query: { peer?: string; direction?: 'in' | 'out'; state?: string; matter?: string; after?: string },
      limit: number,
    ) => {
      let rows = tables
        .selectFrom('connectorsMessages as m')
        .innerJoin('connectorsPeers as p', 'p.id', 'm.peerId')
        .selectAll('m')
        .select(['p.code as peer', 'p.name as peerName', numberOf('m')])
        .where(within(scope, { area: 'm.area_code' }))
      if (query.peer) rows = rows.where('p.code', '=', query.peer)
      if (query.direction) rows = rows.where('m.direction', '=', query.direction)
      if (query.state) rows = rows.where('m.state', '=', query.state as MessageRow['state'])
      if (query.matter) rows = rows.where('m.matterId', '=', query.matter)
      if (query.after) rows = rows.where('m.id', '<', query.after)
      return rows.orderBy('m.id', 'desc').limit(limit).execute()
    },
    /** Ids that went one way on a day, in a fixed order. */
    messagesOn: (peerId: string, onDay: string, direction: 'in' | 'out') =>
      tables
        .selectFrom('connectorsMessages')
        .select(['id', 'foreignId', 'bodyHash', 'matterId', 'areaCode'])
        .where('peerId', '=', peerId)
        .where('onDay', '=', sql<string>`${onDay}::date`)
        .where('direction', '=', direction)
        // What was refused has not arrived: the other side may send it again.
        .where('state', '!=', 'refused')
        .orderBy('foreignId')
        .execute(),
  }
}
