/** Hands a case over to a peer: it stays ours to follow, and what the peer says comes onto its timeline. */
import { answer, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { connectors } from '../contract.ts'
import { toldOf } from './follow.on.ts'
import { peerNamed } from './peers.ts'
import { photosFor, photosOfSteps } from './photos.ts'
import { queue } from './queue.ts'
import { shownMessage } from './shown.ts'
import { store } from './store.ts'

export const handOver = answer(connectors, 'handOver', async (work, { params, body }) => {
  const peer = await peerNamed(work, params.code)
  if (!peer.isOn) throw work.refuse('peer-off', {}, 'code')
  if (!peer.secretSealed) throw work.refuse('no-secret', {}, 'code')
  const matter = await work.use(matters).see(body.matterId)
  work.must('exchange.handOver', { area: matter.areaCode })
  const [opening] = await work.use(matters).openings([matter.id])
  if (opening?.isRestricted !== false) throw work.refuse('is-restricted', {}, 'matterId')
  const times = (await store(work.db).linksOf(matter.id)).filter(({ direction }) => direction === 'out').length
  const link = {
    id: uuidv7(),
    matterId: matter.id,
    peerId: peer.id,
    direction: 'out' as const,
    // Each time under a name of its own, so that the other side does not take it for what it gave back.
    ref: times === 0 ? matter.number : `${matter.number}-${times + 1}`,
    number: matter.number,
    areaCode: matter.areaCode,
    status: 'received',
    toldSeq: 0,
    at: work.now,
    handedById: work.actor.id,
    endedAt: null,
    settledAt: null,
  }
  if (!(await store(work.db).addLink(link))) throw work.refuse('handed-over-already', {}, 'matterId')
  await store(work.db).settleAnswers(matter.id, work.now)
  const message = await queue(work, link, 'case.create', {
    ...toldOf(matter, opening, peer),
    ref: link.ref,
    text: body.text,
    ...(await photosFor(work, link, await photosOfSteps(work, matter.id))),
  })
  await work.use(matters).note(matter.id, {
    what: 'connectors/handedOver',
    facts: { peer: peer.name, text: body.text },
    isPublic: false,
  })
  work.audit({ object: `matter:${matter.id}`, area: matter.areaCode, facts: { peer: peer.code } })
  return shownMessage({ ...message, peer: peer.code, peerName: peer.name, number: matter.number })
})
