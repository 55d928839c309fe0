/** Takes in what a peer says: signature first, then once for each id, then what it means for the case. */
import { createHash } from 'node:crypto'
import { answer, secretsOf, sentText, uuidv7, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { connectors } from '../contract.ts'
import { dueFields, fromPeer } from '../exchange.ts'
import { dayOf, tallies } from './day.ts'
import type { Wanted } from './fetch-photos.job.ts'
import { peerNamed, secretsFor } from './peers.ts'
import { bodyContext } from './queue.ts'
import { isSignedBy, toleranceSeconds } from './sign.ts'
import { type PeerRow, store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>
type Message = Parameters<Parameters<typeof answer<typeof connectors, 'receive'>>[2]>[1]['body']

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

const locate = async (work: ConnectorsWork, { place, areaCode }: Message) => {
  const port = work.use(territory)
  if (place) {
    const found = await port.cellAt(place)
    if (found) return { areaCode: found.communityCode, cellCode: found.cellCode }
    if (!areaCode) throw work.refuse('outside-district', {}, 'place')
  }
  if (!areaCode) throw work.refuse('place-missing', {}, 'place')
  if (!(await port.area(areaCode))) throw work.refuse('place-missing', {}, 'areaCode')
  return areaCode.length === 15 ? { areaCode: areaCode.slice(0, 12), cellCode: areaCode } : { areaCode, cellCode: null }
}

const create = async (work: ConnectorsWork, peer: PeerRow, message: Message, ref: string) => {
  const where = await locate(work, message)
  const caseId = uuidv7()
  const isNew = await store(work.db).addLink({
    matterId: caseId,
    peerId: peer.id,
    direction: 'in',
    ref,
    number: null,
    areaCode: where.areaCode,
    status: 'received',
    toldSeq: 0,
    at: work.now,
  })
  // The same case under a new id: known already, nothing is opened twice.
  if (!isNew) {
    const link = await store(work.db).linkOf(peer.id, 'in', ref)
    return { matterId: link?.matterId ?? null, areaCode: link?.areaCode ?? where.areaCode }
  }
  const { reporter } = message
  work.emit('received', {
    caseId,
    peer: peer.code,
    source: peer.source,
    ref,
    text: message.text ?? '',
    ...where,
    place: message.place ?? null,
    address: message.address ?? null,
    categoryCode: message.category ? (peer.categoryMap[message.category] ?? message.category) : null,
    isUrgent: message.isUrgent ?? false,
    contactSealed: reporter ? secretsOf(work).seal(JSON.stringify(reporter), `connectors:contact:${caseId}`) : null,
  })
  return { matterId: caseId, areaCode: where.areaCode }
}

/** News about a case that both sides know: into the link, and soon onto its timeline. */
const follow = async (work: ConnectorsWork, peer: PeerRow, message: Message, ref: string) => {
  const { kind } = message
  const port = store(work.db)
  const link = (await port.linkOf(peer.id, 'out', message.yourRef ?? '')) ?? (await port.linkOf(peer.id, 'in', ref))
  if (!link) throw work.refuse('no-such-case', {}, message.yourRef ? 'yourRef' : 'ref')
  const status =
    kind === 'case.status'
      ? fromPeer(peer.statusMap, message.status ?? '')
      : kind === 'case.result'
        ? 'closed'
        : 'returned'
  if (!status) throw work.refuse('no-such-status', { status: message.status ?? '' }, 'status')
  await port.setLink(link.matterId, { status })
  work.enqueue('note', { matterId: link.matterId }, { key: link.matterId })
  return { matterId: link.matterId, areaCode: link.areaCode }
}

const isMissing = (value: unknown) => value === undefined || value === ''

export const receive = answer(connectors, 'receive', async (work, { params, body }) => {
  const peer = await peerNamed(work, params.code)
  const { id, hash } = identify(work, peer)
  if (!peer.isOn) throw work.refuse('peer-off')
  const missing = dueFields[body.kind].find((field) => isMissing(body[field]))
  if (missing) throw work.refuse('field-missing', { kind: body.kind }, missing)
  work.audit({ object: `peer:${peer.code}`, facts: { kind: body.kind, id } })
  const port = store(work.db)
  await port.setPeer(peer.id, { lastReceivedAt: work.now })
  if (body.kind === 'exchange.reconcile')
    return { id, isKnown: false, ref: null, day: await tallies(work, peer.id, body.day ?? '') }
  if (body.kind === 'exchange.resend') {
    const repeated = await port.repeat(peer.id, body.ids ?? [], work.now)
    if (repeated > 0) work.enqueue('send', { peerId: peer.id }, { key: peer.id })
    return { id, isKnown: false, ref: null, day: null }
  }
  const known = await port.received(peer.id, id)
  if (known) {
    if (known.bodyHash !== hash) throw work.refuse('id-reused', {}, 'webhook-id')
    const link = known.matterId ? await port.link(known.matterId) : undefined
    return { id, isKnown: true, ref: link?.number ?? null, day: null }
  }
  const ref = body.ref ?? ''
  const about = body.kind === 'case.create' ? await create(work, peer, body, ref) : await follow(work, peer, body, ref)
  if (about.matterId && body.photos && body.photos.length > 0) {
    const part = body.kind === 'case.create' ? 'report' : 'after'
    // The case does not wait for its photos, nor does the peer for us to fetch them.
    const wanted: Wanted = { peerCode: peer.code, matterId: about.matterId, part, photos: body.photos, failures: 0 }
    work.enqueue('fetch-photos', wanted)
  }
  const messageId = uuidv7()
  await port.add({
    id: messageId,
    peerId: peer.id,
    direction: 'in',
    foreignId: id,
    kind: body.kind,
    state: 'taken',
    ref,
    ...about,
    bodySealed: secretsOf(work).seal(JSON.stringify(body), bodyContext(messageId)),
    bodyHash: hash,
    at: work.now,
    onDay: dayOf(new Date(body.sentAt)),
    sentAt: new Date(body.sentAt),
    failures: 0,
    nextTryAt: null,
    failure: null,
    isNoted: body.kind === 'case.create',
  })
  const link = about.matterId ? await port.link(about.matterId) : undefined
  return { id, isKnown: false, ref: link?.number ?? null, day: null }
})
