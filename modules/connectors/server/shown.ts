/** Rows of this module as its contract shows them. */
import type { MessageRow, PeerRow } from './store.ts'
import type { ComparisonRow, DifferenceRow } from './store-comparisons.ts'

export const shownPeer = (
  row: PeerRow,
  troubles: readonly { readonly peerId: string; readonly state: string; readonly count: number }[] = [],
) => ({
  id: row.id,
  code: row.code,
  name: row.name,
  baseUrl: row.baseUrl,
  source: row.source,
  isOn: row.isOn,
  hasSecret: row.secretSealed !== null,
  statusMap: row.statusMap,
  categoryMap: row.categoryMap,
  lastSentAt: row.lastSentAt?.toISOString() ?? null,
  lastReceivedAt: row.lastReceivedAt?.toISOString() ?? null,
  waiting: troubles.find(({ peerId, state }) => peerId === row.id && state === 'waiting')?.count ?? 0,
  failed: troubles.find(({ peerId, state }) => peerId === row.id && state === 'failed')?.count ?? 0,
})

export const shownMessage = (row: MessageRow & { peer: string; peerName: string; number: string | null }) => ({
  id: row.id,
  peer: row.peer,
  peerName: row.peerName,
  direction: row.direction,
  kind: row.kind,
  state: row.state,
  ref: row.ref,
  matterId: row.matterId,
  number: row.number,
  at: row.at.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  failures: row.failures,
  failure: row.failure,
})

export const shownComparison = (row: ComparisonRow & { peer: string; on: string }) => ({
  id: row.id,
  peer: row.peer,
  on: row.on,
  at: row.at.toISOString(),
  isAgreed: row.isAgreed,
  sent: row.sent,
  arrivedThere: row.arrivedThere,
  received: row.received,
  sentThere: row.sentThere,
  repeated: row.repeated,
  failure: row.failure,
})

export const shownDifference = (
  row: DifferenceRow & { peer: string; peerName: string; on: string; number: string | null },
) => ({
  id: row.id,
  peer: row.peer,
  peerName: row.peerName,
  on: row.on,
  kind: row.kind,
  foreignId: row.foreignId,
  messageId: row.messageId,
  matterId: row.matterId,
  number: row.number,
  foundAt: row.foundAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  how: row.how,
  resolvedBy: row.resolvedBy,
  note: row.note,
})
