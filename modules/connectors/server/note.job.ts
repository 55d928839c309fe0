/** Writes what a peer said onto a case's timeline, in the order it was said, as the platform: the peer itself sees nothing of it. */
import { job, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { connectors } from '../contract.ts'
import { fromPeer } from '../exchange.ts'
import { bodyContext } from './queue.ts'
import { store } from './store.ts'
import { tellAnswer } from './tell.ts'

const words = { 'case.status': 'moved', 'case.result': 'answered', 'case.return': 'returned' } as const
const isNews = (kind: string): kind is keyof typeof words => Object.hasOwn(words, kind)
const told = ['outcome', 'text', 'reason'] as const

export const note = job(connectors, 'note', {}, async (work, { matterId }: { readonly matterId: string }) => {
  const messages = await store(work.db).takeUnnoted(matterId)
  const [row] = await work.use(matters).rows([matterId])
  if (!row) return
  const peers = new Map((await store(work.db).peers()).map((peer) => [peer.id, peer]))
  for (const { id, kind, peerId, ref, bodySealed } of messages) {
    const peer = peers.get(peerId)
    if (!peer || !isNews(kind)) continue
    // Its shape was checked when it was received.
    const body = JSON.parse(secretsOf(work).open(bodySealed, bodyContext(id))) as Record<string, string>
    const status =
      kind === 'case.status'
        ? (fromPeer(peer.statusMap, body.status ?? '') ?? body.status)
        : kind === 'case.result'
          ? 'closed'
          : 'returned'
    const said = Object.fromEntries(told.flatMap((name) => (body[name] ? [[name, body[name]]] : [])))
    await work.use(matters).note(matterId, {
      what: `connectors/${words[kind]}`,
      facts: { peer: peer.name, ref, status, ...said },
      isPublic: false,
    })
    const link = (await store(work.db).linksOf(matterId)).find(
      (one) => one.direction === 'out' && one.peerId === peerId && one.endedAt !== null,
    )
    if (!link || kind === 'case.status') continue
    const isReturn = kind === 'case.return'
    const text = body.text ?? body.reason ?? ''
    await tellAnswer(work, { link, peer, messageId: id, number: row.number, isReturn, text })
  }
})
