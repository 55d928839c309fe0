/** Works through what waits for one peer, oldest first; a message that rests holds back only its own case. */
import { job, secretsOf, type Work } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { nextTryAfter } from '../exchange.ts'
import { secretsFor } from './peers.ts'
import { post } from './post.ts'
import { bodyContext } from './queue.ts'
import { type MessageRow, store } from './store.ts'

const atOnce = 20

const failed = async (
  work: Work<typeof connectors>,
  peer: string,
  message: MessageRow,
  why: string,
  isFinal: boolean,
) => {
  const failures = message.failures + 1
  const pause = isFinal ? null : nextTryAfter(failures)
  const nextTryAt = pause === null ? null : new Date(work.now.getTime() + pause)
  await store(work.db).set(message.id, { state: nextTryAt ? 'waiting' : 'failed', failures, nextTryAt, failure: why })
  if (!nextTryAt) work.emit('failed', { messageId: message.id, peer, kind: message.kind })
}

export const send = job(connectors, 'send', {}, async (work, { peerId }: { peerId: string }) => {
  const port = store(work.db)
  const peer = await port.lockPeer(peerId)
  const [secret] = peer ? secretsFor(work, peer) : []
  // Switched off, or without a secret: messages wait. Locked: another sender is at it, and the watch comes round again.
  if (!peer?.isOn || !secret) return
  const due = await port.due(peerId, work.now, atOnce)
  const resting = new Set<string>()
  let inRow = 0
  for (const message of due) {
    if (message.matterId && resting.has(message.matterId)) continue
    const text = secretsOf(work).open(message.bodySealed, bodyContext(message.id))
    const posted = await post(peer, secret, { id: message.foreignId, text, at: work.now })
    if (posted.ok) {
      inRow = 0
      await port.set(message.id, { state: 'sent', sentAt: work.now, nextTryAt: null, failure: null })
      continue
    }
    inRow += 1
    if (message.matterId) resting.add(message.matterId)
    await failed(work, peer.code, message, posted.why, posted.isFinal)
    // Nobody answers: the others need not try now.
    if (inRow >= 2 && !posted.isFinal) break
  }
  if (due.length > 0) await port.setPeer(peerId, { lastSentAt: work.now })
  if (due.length === atOnce && inRow === 0) work.enqueue('send', { peerId }, { key: peerId })
})

/** Every minute: wakes the senders of peers whose messages have rested enough. */
export const watch = job(connectors, 'watch', { cron: '* * * * *' }, async (work) => {
  for (const { peerId, at } of await store(work.db).nextDue())
    if (at !== null && at <= work.now) work.enqueue('send', { peerId }, { key: peerId })
})
