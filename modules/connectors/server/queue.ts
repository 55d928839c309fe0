/** Puts a message to a peer in line, in the same transaction as what it tells of. */
import { createHash } from 'node:crypto'
import { secretsOf, uuidv7, type Work } from '@liren/kernel'
import type { connectors } from '../contract.ts'
import type { Kind } from '../exchange.ts'
import { dayOf } from './day.ts'
import { type LinkRow, type MessageRow, store } from './store.ts'

/** What a message says may name people: it is kept sealed. */
export const bodyContext = (messageId: string) => `connectors:body:${messageId}`

export const queue = async (
  work: Work<typeof connectors>,
  link: Pick<LinkRow, 'peerId' | 'matterId' | 'areaCode'>,
  kind: Kind,
  said: Readonly<Record<string, unknown>> & { readonly ref: string },
): Promise<MessageRow> => {
  const id = uuidv7()
  const body = JSON.stringify({ kind, sentAt: work.now.toISOString(), ...said })
  const message: MessageRow = {
    id,
    peerId: link.peerId,
    direction: 'out',
    foreignId: id,
    kind,
    state: 'waiting',
    ref: said.ref,
    matterId: link.matterId,
    areaCode: link.areaCode,
    bodySealed: secretsOf(work).seal(body, bodyContext(id)),
    bodyHash: createHash('sha256').update(body).digest('hex'),
    at: work.now,
    onDay: dayOf(work.now),
    sentAt: null,
    failures: 0,
    nextTryAt: work.now,
    failure: null,
    isNoted: true,
  }
  await store(work.db).add(message)
  work.enqueue('send', { peerId: link.peerId }, { key: link.peerId })
  return message
}
