/** What a peer's message means for a case: one is opened, or news about one that both sides know. Asked by whoever receives, and by whoever plays it again. */
import { type answer, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import type { connectors } from '../contract.ts'
import { dueFields, fromPeer } from '../exchange.ts'
import type { Wanted } from './fetch-photos.job.ts'
import { type LinkRow, type PeerRow, store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>
/** A message as its shape was checked. */
export type ReceivedBody = Parameters<Parameters<typeof answer<typeof connectors, 'receive'>>[2]>[1]['body']
type Message = ReceivedBody

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
    id: uuidv7(),
    matterId: caseId,
    peerId: peer.id,
    direction: 'in',
    ref,
    number: null,
    areaCode: where.areaCode,
    status: 'received',
    toldSeq: 0,
    at: work.now,
    handedById: null,
    endedAt: null,
    settledAt: null,
  })
  // The same case under a new id: known already, nothing is opened twice.
  if (!isNew) {
    const link = await store(work.db).linkOf(peer.id, 'in', ref)
    return { matterId: link?.matterId ?? null, areaCode: link?.areaCode ?? where.areaCode }
  }
  offer(work, peer, message, caseId, ref, where)
  return { matterId: caseId, areaCode: where.areaCode }
}

type Where = { readonly areaCode: string; readonly cellCode: string | null }
/** Whoever keeps cases opens it under this id, unless it is open already. */
const offer = (work: ConnectorsWork, peer: PeerRow, message: Message, caseId: string, ref: string, where: Where) => {
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
}

/** A case that could not be opened here is offered once more, as things stand now. False where it is open. */
export const offerAgain = async (work: ConnectorsWork, peer: PeerRow, message: Message, link: LinkRow) => {
  if ((await work.use(matters).rows([link.matterId])).length > 0) return false
  await store(work.db).setLink(link.id, { status: 'received' })
  offer(work, peer, message, link.matterId, link.ref, await locate(work, message))
  return true
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
  const isEnd = link.direction === 'out' && kind !== 'case.status'
  await port.setLink(link.id, { status, ...(isEnd && !link.endedAt ? { endedAt: work.now } : {}) })
  work.enqueue('note', { matterId: link.matterId }, { key: link.matterId })
  return { matterId: link.matterId, areaCode: link.areaCode }
}

const isMissing = (value: unknown) => value === undefined || value === ''

/** @throws Refused naming the field, where it cannot be taken in as things stand. */
export const takeIn = async (work: ConnectorsWork, peer: PeerRow, body: Message) => {
  const missing = dueFields[body.kind].find((field) => isMissing(body[field]))
  if (missing) throw work.refuse('field-missing', { kind: body.kind }, missing)
  const ref = body.ref ?? ''
  const about = body.kind === 'case.create' ? await create(work, peer, body, ref) : await follow(work, peer, body, ref)
  if (about.matterId && body.photos && body.photos.length > 0) {
    const part = body.kind === 'case.create' ? 'report' : 'after'
    // The case does not wait for its photos, nor does the peer for us to fetch them.
    const wanted: Wanted = { peerCode: peer.code, matterId: about.matterId, part, photos: body.photos, failures: 0 }
    work.enqueue('fetch-photos', wanted)
  }
  return about
}
