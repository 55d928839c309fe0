/** What went to and fro; a message of ours sent again by a person, one of theirs played again once its cause is mended. */
import { answer, secretsOf } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { bodyContext } from './queue.ts'
import { shownMessage } from './shown.ts'
import { store } from './store.ts'
import { offerAgain, type ReceivedBody, takeIn } from './take-in.ts'

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

export const replay = answer(connectors, 'replay', async (work, { params }) => {
  const port = store(work.db)
  const message = await port.message(params.id)
  if (!message || !work.may('exchange.repeat', { area: message.areaCode })) throw work.refuse('not-found')
  if (message.direction !== 'in') throw work.refuse('arrived-already')
  if (message.bodySealed === '') throw work.refuse('words-erased')
  const peer = (await port.peers()).find(({ id }) => id === message.peerId)
  if (!peer?.isOn) throw work.refuse('peer-off')
  // Its shape was checked when it was received.
  const body = JSON.parse(secretsOf(work).open(message.bodySealed, bodyContext(message.id))) as ReceivedBody
  if (message.state === 'refused') {
    const about = await takeIn(work, peer, body)
    await port.take(message.id, { ...about, isNoted: body.kind === 'case.create' })
  } else {
    const link = body.kind === 'case.create' ? await port.linkOf(peer.id, 'in', message.ref ?? '') : undefined
    if (!link || !(await offerAgain(work, peer, body, link))) throw work.refuse('arrived-already')
  }
  work.audit({ object: `message:${message.id}`, area: message.areaCode, facts: { kind: message.kind } })
})
