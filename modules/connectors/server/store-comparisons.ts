/** Every query about days compared with a peer 对账: how each stood, and row by row what differed until it was cleared up. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Difference } from '../exchange.ts'
import { numberOf, type PeerRow } from './store.ts'

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
  connectorsPeers: PeerRow
  connectorsDifferences: DifferenceRow
  connectorsComparisons: ComparisonRow
}

export const comparisonStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
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
        .selectAll('d')
        .select([
          'p.code as peer',
          'p.name as peerName',
          numberOf('d'),
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
