/** What went to and fro, and a message sent again by a person. */
import { answer } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { shownMessage } from './shown.ts'
import { store } from './store.ts'

export const messages = answer(connectors, 'messages', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).page(work.scope('exchange.read'), query, limit + 1)
  const items = rows.slice(0, limit)
  return { items: items.map(shownMessage), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const repeat = answer(connectors, 'repeat', async (work, { params }) => {
  const message = await store(work.db).message(params.id)
  if (!message || !work.may('exchange.repeat', { area: message.areaCode })) throw work.refuse('not-found')
  if (message.direction !== 'out' || message.state === 'waiting') throw work.refuse('not-waiting')
  if (message.bodySealed === '') throw work.refuse('words-erased')
  await store(work.db).set(message.id, { state: 'waiting', failures: 0, nextTryAt: work.now, failure: null })
  work.audit({ object: `message:${message.id}`, area: message.areaCode })
  work.enqueue('send', { peerId: message.peerId }, { key: message.peerId })
})
