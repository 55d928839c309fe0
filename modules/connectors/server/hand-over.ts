/** Hands a case over to a peer: it stays ours to follow, and what the peer says comes onto its timeline. */
import { answer } from '@liren/kernel'
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
  const link = {
    matterId: matter.id,
    peerId: peer.id,
    direction: 'out' as const,
    ref: matter.number,
    number: matter.number,
    areaCode: matter.areaCode,
    status: 'received',
    toldSeq: 0,
    at: work.now,
  }
  if (!(await store(work.db).addLink(link))) throw work.refuse('handed-over-already', {}, 'matterId')
  const message = await queue(work, link, 'case.create', {
    ...toldOf(matter),
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
