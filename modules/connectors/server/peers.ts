/** Peers: set up, changed, switched off, given a new secret. */
import { answer, mustBeFresh, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { makeSecret } from '@liren/kernel/webhook-signature'
import { connectors } from '../contract.ts'
import { shownPeer } from './shown.ts'
import { type PeerRow, store } from './store.ts'

const dayMs = 86_400_000

export const secretContext = (peerId: string) => `connectors:secret:${peerId}`

/** Secrets that open a peer's messages now: the newest first, the one before for a day after it was replaced. */
export const secretsFor = (work: Work<typeof connectors>, peer: PeerRow): string[] => {
  const old = peer.oldSecretUntil !== null && peer.oldSecretUntil > work.now ? peer.oldSecretSealed : null
  return [peer.secretSealed, old].flatMap((sealed) =>
    sealed === null ? [] : [secretsOf(work).open(sealed, secretContext(peer.id))],
  )
}

/** A peer that is known; switched off or not. */
export const peerNamed = async (work: Work<typeof connectors>, code: string) => {
  const peer = await store(work.db).peer(code)
  if (!peer) throw work.refuse('no-such-peer', {}, 'code')
  return peer
}

export const peers = answer(connectors, 'peers', async (work) => {
  const [rows, troubles] = await Promise.all([store(work.db).peers(), store(work.db).troubles()])
  return { items: rows.map((row) => shownPeer(row, troubles)) }
})

export const keepPeer = answer(connectors, 'keepPeer', async (work, { params, body }) => {
  const { hostname, protocol } = new URL(body.baseUrl)
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  // Cases travel here: over a network that others share, only under TLS.
  if (protocol !== 'https:' && !isLocal) throw work.refuse('address-wrong', {}, 'baseUrl')
  const row = await store(work.db).keepPeer({ id: uuidv7(), code: params.code, ...body })
  work.audit({ object: `peer:${row.code}`, facts: { isOn: row.isOn, baseUrl: row.baseUrl } })
  return shownPeer(row, await store(work.db).troubles())
})

export const newSecret = answer(connectors, 'newSecret', async (work, { params }) => {
  mustBeFresh(work)
  const peer = await peerNamed(work, params.code)
  const secret = makeSecret()
  await store(work.db).setPeer(peer.id, {
    secretSealed: secretsOf(work).seal(secret, secretContext(peer.id)),
    oldSecretSealed: peer.secretSealed,
    oldSecretUntil: peer.secretSealed ? new Date(work.now.getTime() + dayMs) : null,
  })
  work.audit({ object: `peer:${peer.code}`, facts: { secret: 'replaced' } })
  return { secret }
})
