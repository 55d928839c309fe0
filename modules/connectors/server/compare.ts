/** 对账 Compares a day with a peer: what is missing there is sent again, what is missing here is asked for. */
import { answer, job, uuidv7, type Work } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { compare as compareDay, type Tally } from '../exchange.ts'
import { dayOf, tallies } from './day.ts'
import { peerNamed, secretsFor } from './peers.ts'
import { post } from './post.ts'
import { shownComparison } from './shown.ts'
import { type PeerRow, store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>
type Day = { readonly sent: Tally; readonly received: Tally }

const isTally = (value: unknown): value is Tally =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as Tally).ids) &&
  (value as Tally).ids.every((id) => typeof id === 'string')

const dayIn = (reply: Readonly<Record<string, unknown>>): Day | null => {
  const { sent, received } = (reply.day ?? {}) as Partial<Day>
  return isTally(sent) && isTally(received) ? { sent, received } : null
}

const say = (work: ConnectorsWork, peer: PeerRow, secret: string, body: Readonly<Record<string, unknown>>) =>
  post(peer, secret, {
    id: uuidv7(),
    at: work.now,
    text: JSON.stringify({ sentAt: work.now.toISOString(), ...body }),
  })

const compareWith = async (work: ConnectorsWork, peer: PeerRow, onDay: string) => {
  const ours = await tallies(work, peer.id, onDay)
  const row = {
    id: uuidv7(),
    peerId: peer.id,
    onDay,
    at: work.now,
    isAgreed: false,
    sent: ours.sent.count,
    arrivedThere: 0,
    received: ours.received.count,
    sentThere: 0,
    repeated: 0,
    failure: null as string | null,
  }
  const [secret] = secretsFor(work, peer)
  const posted = secret
    ? await say(work, peer, secret, { kind: 'exchange.reconcile', day: onDay })
    : ({ ok: false, why: 'no secret', isFinal: true } as const)
  const theirs = posted.ok ? dayIn(posted.reply) : null
  if (!theirs || !secret) row.failure = posted.ok ? 'no tally in the answer' : posted.why
  else {
    const { missingThere, missingHere } = compareDay(ours, theirs)
    row.arrivedThere = theirs.received.ids.length
    row.sentThere = theirs.sent.ids.length
    row.isAgreed = missingThere.length === 0 && missingHere.length === 0
    row.repeated = await store(work.db).repeat(peer.id, missingThere, work.now)
    if (row.repeated > 0) work.enqueue('send', { peerId: peer.id }, { key: peer.id })
    if (missingHere.length > 0)
      await say(work, peer, secret, { kind: 'exchange.resend', ids: missingHere.slice(0, 1000) })
  }
  await store(work.db).addComparison(row)
  return shownComparison({ ...row, peer: peer.code, on: onDay })
}

export const compare = answer(connectors, 'compare', async (work, { params, body }) => {
  const peer = await peerNamed(work, params.code)
  work.audit({ object: `peer:${peer.code}`, facts: { on: body.on } })
  return compareWith(work, peer, body.on)
})

export const comparisons = answer(connectors, 'comparisons', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).comparisons(query.peer, query.after, limit + 1)
  const items = rows.slice(0, limit)
  return { items: items.map(shownComparison), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

const dayMs = 86_400_000

/** Every morning at two: yesterday, with every peer that is switched on. */
export const compareDaily = job(connectors, 'compare-daily', { cron: '0 2 * * *' }, async (work) => {
  const yesterday = dayOf(new Date(work.now.getTime() - dayMs))
  for (const peer of await store(work.db).peers()) if (peer.isOn) await compareWith(work, peer, yesterday)
})
