/** Takes in what a peer says: signature first, then once for each id, then what it means for the case. */
import { createHash } from 'node:crypto'
import { answer, apart, Refusal, secretsOf, sentText, uuidv7, type Work } from '@liren/kernel'
import { isSignedBy, toleranceSeconds } from '@liren/kernel/webhook-signature'
import { territory } from '@liren/territory/contract'
import { connectors } from '../contract.ts'
import { dayOf, tallies } from './day.ts'
import { peerNamed, secretsFor } from './peers.ts'
import { bodyContext } from './queue.ts'
import { type MessageRow, type PeerRow, store } from './store.ts'
import { type ReceivedBody, takeIn } from './take-in.ts'

type ConnectorsWork = Work<typeof connectors>

/** Header fields of Standard Webhooks, checked against the clock and the peer's secrets. */
const identify = (work: ConnectorsWork, peer: PeerRow) => {
  const headers = work.http?.request.headers ?? {}
  const id = String(headers['webhook-id'] ?? '')
  const seconds = Number(headers['webhook-timestamp'])
  const text = work.http ? sentText(work.http.request) : null
  const secrets = secretsFor(work, peer)
  if (id === '' || id.length > 80 || text === null || secrets.length === 0)
    throw work.refuse('wrong-signature', {}, 'webhook-signature')
  if (!isSignedBy(secrets, String(headers['webhook-signature'] ?? ''), id, seconds, text))
    throw work.refuse('wrong-signature', {}, 'webhook-signature')
  // Looked at after the signature: who has no secret learns nothing of our clock.
  if (!(Math.abs(work.now.getTime() / 1000 - seconds) <= toleranceSeconds))
    throw work.refuse('wrong-time', {}, 'webhook-timestamp')
  return { id, hash: createHash('sha256').update(text).digest('hex') }
}

type Identified = { readonly id: string; readonly hash: string }

const rowOf = (work: ConnectorsWork, peer: PeerRow, { id, hash }: Identified, body: ReceivedBody): MessageRow => {
  const messageId = uuidv7()
  return {
    id: messageId,
    peerId: peer.id,
    direction: 'in',
    foreignId: id,
    kind: body.kind,
    state: 'taken',
    ref: body.ref ?? '',
    matterId: null,
    areaCode: '',
    bodySealed: secretsOf(work).seal(JSON.stringify(body), bodyContext(messageId)),
    bodyHash: hash,
    at: work.now,
    onDay: dayOf(new Date(body.sentAt)),
    sentAt: new Date(body.sentAt),
    failures: 0,
    nextTryAt: null,
    failure: null,
    isNoted: body.kind === 'case.create',
  }
}

/** Signed rightly and refused all the same: staff see that something of the peer's did not come in, and why. */
const keepRefused = async (work: ConnectorsWork, row: MessageRow, refusal: Refusal) => {
  // Beside the transaction, which ends with the refusal.
  const port = store(apart(work))
  // What never came in lies in no area yet: it concerns the whole district.
  const [root] = await work.use(territory).childrenOf()
  const failure = [refusal.code.split('/').at(-1), refusal.field].filter(Boolean).join(': ')
  await port.dropRefused(row.peerId, row.foreignId, row.bodyHash)
  await port.addRefused({ ...row, state: 'refused', areaCode: root?.code ?? '', failures: 1, failure })
}

export const receive = answer(connectors, 'receive', async (work, { params, body }) => {
  const peer = await peerNamed(work, params.code)
  const said = identify(work, peer)
  const { id, hash } = said
  if (!peer.isOn) throw work.refuse('peer-off')
  work.audit({ object: `peer:${peer.code}`, facts: { kind: body.kind, id } })
  const port = store(work.db)
  await port.setPeer(peer.id, { lastReceivedAt: work.now })
  if (body.kind === 'exchange.reconcile') {
    if (!body.day) throw work.refuse('field-missing', { kind: body.kind }, 'day')
    return { id, isKnown: false, ref: null, day: await tallies(work, peer.id, body.day) }
  }
  if (body.kind === 'exchange.resend') {
    if (!body.ids) throw work.refuse('field-missing', { kind: body.kind }, 'ids')
    const repeated = await port.repeat(peer.id, body.ids, work.now)
    if (repeated > 0) work.enqueue('send', { peerId: peer.id }, { key: peer.id })
    return { id, isKnown: false, ref: null, day: null }
  }
  const known = await port.received(peer.id, id)
  if (known && known.state !== 'refused') {
    if (known.bodyHash !== hash) throw work.refuse('id-reused', {}, 'webhook-id')
    const link = known.matterId ? await port.inLink(known.matterId) : null
    return { id, isKnown: true, ref: link?.number ?? null, day: null }
  }
  const row = rowOf(work, peer, said, body)
  try {
    const about = await takeIn(work, peer, body)
    if (known?.bodyHash === hash) await port.take(known.id, { ...about, isNoted: row.isNoted })
    else {
      // Refused before, and mended by the other side.
      if (known) await port.dropRefused(peer.id, id, hash)
      await port.add({ ...row, ...about })
    }
    const link = about.matterId ? await port.inLink(about.matterId) : null
    return { id, isKnown: false, ref: link?.number ?? null, day: null }
  } catch (error) {
    if (error instanceof Refusal) await keepRefused(work, row, error)
    throw error
  }
})
