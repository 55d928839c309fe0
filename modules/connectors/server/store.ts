/** Every query of this module. No other module reads these tables. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Difference, StatusMap } from '../exchange.ts'

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
}
export type MessageRow = {
  id: string
  peerId: string
  direction: 'in' | 'out'
  foreignId: string
  kind: string
  state: 'waiting' | 'sent' | 'failed' | 'taken'
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
export type ComparisonRow = {
  id: string
  peerId: string
  onDay: string
  at: Date
  isAgreed: boolean
  sent: number
  arrivedThere: number
  received: number
  sentThere: number
  repeated: number
  failure: string | null
}
export type DifferenceRow = {
  id: string
  peerId: string
  onDay: string
  kind: Difference
  foreignId: string
  messageId: string | null
  matterId: string | null
  areaCode: string
  foundAt: Date
  resolvedAt: Date | null
  how: 'arrived' | 'settled' | null
  resolvedBy: string | null
  note: string | null
}
type Tables = {
  connectorsDifferences: DifferenceRow
  connectorsPeers: PeerRow
  connectorsLinks: LinkRow
  connectorsMessages: MessageRow
  connectorsComparisons: ComparisonRow
}
const asJson = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`

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

    link: (matterId: string) =>
      tables.selectFrom('connectorsLinks').selectAll().where('matterId', '=', matterId).executeTakeFirst(),
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
      tables.selectFrom('connectorsLinks').selectAll().where('matterId', '=', matterId).forUpdate().executeTakeFirst(),
    addLink: (link: LinkRow) =>
      tables
        .insertInto('connectorsLinks')
        .values(link)
        .onConflict((on) => on.doNothing())
        .returning('matterId')
        .executeTakeFirst(),
    setLink: async (matterId: string, change: Partial<Pick<LinkRow, 'number' | 'status' | 'toldSeq'>>) => {
      await tables.updateTable('connectorsLinks').set(change).where('matterId', '=', matterId).execute()
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
        .select(['bodyHash', 'matterId'])
        .where('peerId', '=', peerId)
        .where('direction', '=', 'in')
        .where('foreignId', '=', foreignId)
        .executeTakeFirst(),
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
        .leftJoin('connectorsLinks as l', 'l.matterId', 'm.matterId')
        .selectAll('m')
        .select(['p.code as peer', 'p.name as peerName', 'l.number'])
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
        .orderBy('foreignId')
        .execute(),
    addComparison: (row: ComparisonRow) => tables.insertInto('connectorsComparisons').values(row).execute(),
    /** Noted once for each day; what was settled by a person stays so, what had only seemed to arrive is open again. */
    addDifferences: async (rows: readonly DifferenceRow[]) => {
      if (rows.length === 0) return
      await tables
        .insertInto('connectorsDifferences')
        .values([...rows])
        .onConflict((on) =>
          on
            .columns(['peerId', 'onDay', 'kind', 'foreignId'])
            .doUpdateSet({ resolvedAt: null, how: null })
            .where('connectorsDifferences.how', '=', 'arrived'),
        )
        .execute()
    },
    /** Open ones of a day that are found no more: they have arrived. */
    differencesGone: (peerId: string, onDay: string, found: readonly string[], at: Date) =>
      sql`update connectors_differences set resolved_at = ${at}, how = 'arrived'
        where peer_id = ${peerId}::uuid and on_day = ${onDay}::date and resolved_at is null
          and not (kind || ' ' || foreign_id = any(${[...found]}::text[]))`.execute(db),
    /** What a person settled of a day: it is compared no more. */
    settledOn: async (peerId: string, onDay: string) => {
      const rows = await tables
        .selectFrom('connectorsDifferences')
        .select(['kind', 'foreignId'])
        .where('peerId', '=', peerId)
        .where('onDay', '=', sql<string>`${onDay}::date`)
        .where('how', '=', 'settled')
        .execute()
      return new Set(rows.map(({ kind, foreignId }) => `${kind} ${foreignId}`))
    },
    /** Days with something open, the newest first. */
    openDays: async (peerId: string, limit: number) => {
      const { rows } = await sql<{
        on: string
      }>`select distinct to_char(on_day, 'YYYY-MM-DD') as on from connectors_differences
        where peer_id = ${peerId}::uuid and resolved_at is null order by 1 desc limit ${limit}`.execute(db)
      return rows.map(({ on }) => on)
    },
    differences: (
      scope: Scope,
      query: { peer?: string | undefined; isOpen?: boolean | undefined; after?: string | undefined; id?: string },
      limit: number,
    ) => {
      let rows = tables
        .selectFrom('connectorsDifferences as d')
        .innerJoin('connectorsPeers as p', 'p.id', 'd.peerId')
        .leftJoin('connectorsLinks as l', 'l.matterId', 'd.matterId')
        .selectAll('d')
        .select([
          'p.code as peer',
          'p.name as peerName',
          'l.number',
          sql<string>`to_char(d.on_day, 'YYYY-MM-DD')`.as('on'),
        ])
        .where(within(scope, { area: 'd.area_code' }))
      if (query.peer) rows = rows.where('p.code', '=', query.peer)
      if (query.isOpen !== undefined) rows = rows.where('d.resolvedAt', query.isOpen ? 'is' : 'is not', null)
      if (query.id) rows = rows.where('d.id', '=', query.id)
      if (query.after) rows = rows.where('d.id', '<', query.after)
      return rows.orderBy('d.id', 'desc').limit(limit).execute()
    },
    settleDifference: (id: string, by: { at: Date; name: string; note: string }) =>
      tables
        .updateTable('connectorsDifferences')
        .set({ resolvedAt: by.at, how: 'settled', resolvedBy: by.name, note: by.note })
        .where('id', '=', id)
        .where('resolvedAt', 'is', null)
        .returning('id')
        .executeTakeFirst(),
    comparisons: (peer: string | undefined, after: string | undefined, limit: number) => {
      let rows = tables
        .selectFrom('connectorsComparisons as c')
        .innerJoin('connectorsPeers as p', 'p.id', 'c.peerId')
        .selectAll('c')
        .select(['p.code as peer', sql<string>`to_char(c.on_day, 'YYYY-MM-DD')`.as('on')])
      if (peer) rows = rows.where('p.code', '=', peer)
      if (after) rows = rows.where('c.id', '<', after)
      return rows.orderBy('c.id', 'desc').limit(limit).execute()
    },
  }
}
