/** Works through what waits for one peer, oldest first; a message that rests holds back only its own case. */
import { job, longJob, secretsOf, type Work } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { nextTryAfter } from '../exchange.ts'
import { secretsFor } from './peers.ts'
import { post } from './post.ts'
import { bodyContext } from './queue.ts'
import { type MessageRow, store } from './store.ts'

const atOnce = 20
/** Longer than `atOnce` messages can take; then another sender may take over from one that died. */
const senderMs = 4 * 60_000

type Ours = Work<typeof connectors>

const failed = async (work: Ours, peer: string, message: MessageRow, why: string, isFinal: boolean) => {
  const failures = message.failures + 1
  const pause = isFinal ? null : nextTryAfter(failures)
  const nextTryAt = pause === null ? null : new Date(work.now.getTime() + pause)
  await store(work.db).set(message.id, { state: nextTryAt ? 'waiting' : 'failed', failures, nextTryAt, failure: why })
  if (!nextTryAt) work.emit('failed', { messageId: message.id, peer, kind: message.kind })
}

/** What is due, taken by one sender at a time. */
const taken = async (work: Ours, peerId: string) => {
  const port = store(work.db)
  const peer = await port.lockPeer(peerId)
  const [secret] = peer ? secretsFor(work, peer) : []
  // Switched off, or without a secret: messages wait. Another sender is at it: the watch comes round again.
  if (!peer?.isOn || !secret || (peer.sendingUntil !== null && peer.sendingUntil > work.now)) return null
  const due = await port.due(peerId, work.now, atOnce)
  if (due.length === 0) return null
  await port.setPeer(peerId, { sendingUntil: new Date(work.now.getTime() + senderMs) })
  const letters = due.map((message) => ({
    message,
    text: secretsOf(work).open(message.bodySealed, bodyContext(message.id)),
  }))
  return { peer, secret, letters }
}

export const send = longJob<typeof connectors, { peerId: string }>(
  connectors,
  'send',
  {},
  async (spell, { peerId }) => {
    const found = await spell((work) => taken(work, peerId))
    if (!found) return
    const { peer, secret, letters } = found
    const resting = new Set<string>()
    let inRow = 0
    for (const { message, text } of letters) {
      if (message.matterId && resting.has(message.matterId)) continue
      const at = await spell((work) => Promise.resolve(work.now))
      const posted = await post(peer, secret, { id: message.foreignId, text, at })
      await spell((work) =>
        posted.ok
          ? store(work.db).set(message.id, { state: 'sent', sentAt: work.now, nextTryAt: null, failure: null })
          : failed(work, peer.code, message, posted.why, posted.isFinal),
      )
      if (posted.ok) {
        inRow = 0
        continue
      }
      inRow += 1
      if (message.matterId) resting.add(message.matterId)
      // Nobody answers: the others need not try now.
      if (inRow >= 2 && !posted.isFinal) break
    }
    await spell(async (work) => {
      await store(work.db).setPeer(peerId, { lastSentAt: work.now, sendingUntil: null })
      if (letters.length === atOnce && inRow === 0) work.enqueue('send', { peerId }, { key: peerId })
    })
  },
)

/** Every minute: wakes the senders of peers whose messages have rested enough. */
export const watch = job(connectors, 'watch', { cron: '* * * * *' }, async (work) => {
  for (const { peerId, at } of await store(work.db).nextDue())
    if (at !== null && at <= work.now) work.enqueue('send', { peerId }, { key: peerId })
})
