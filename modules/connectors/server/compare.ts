/** 对账 Compares a day with a peer, id by id and hash by hash: what is missing there is sent again, what is missing here is asked for, the rest is for a person. */
import { answer, longJob, type Spell, uuidv7, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { connectors } from '../contract.ts'
import { compare as compareDay, type Difference, differences as kinds, type Tally } from '../exchange.ts'
import { dayOf, heldOn, tallies } from './day.ts'
import { peerNamed, secretsFor } from './peers.ts'
import { post } from './post.ts'
import { shownComparison, shownDifference } from './shown.ts'
import { type PeerRow, store } from './store.ts'
import { comparisonStore, type DifferenceRow } from './store-comparisons.ts'

type ConnectorsWork = Work<typeof connectors>
/** More than this of one day is no list for people: something larger is broken. */
const most = 1000
type Day = { readonly sent: Tally; readonly received: Tally }

const isTally = (value: unknown): value is Tally =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as Tally).ids) &&
  (value as Tally).ids.every((id) => typeof id === 'string') &&
  ((value as Tally).hashes ?? []).every((hash) => typeof hash === 'string')

const dayIn = (reply: Readonly<Record<string, unknown>>): Day | null => {
  const { sent, received } = (reply.day ?? {}) as Partial<Day>
  return isTally(sent) && isTally(received) ? { sent, received } : null
}

const say = (at: Date, peer: PeerRow, secret: string, body: Readonly<Record<string, unknown>>) =>
  post(peer, secret, { id: uuidv7(), at, text: JSON.stringify({ sentAt: at.toISOString(), ...body }) })

/** Row by row, so that somebody can see each and clear it up; what was found before and is no more has arrived. */
const noteFound = async (
  work: ConnectorsWork,
  peer: PeerRow,
  onDay: string,
  found: readonly Pick<DifferenceRow, 'kind' | 'foreignId'>[],
) => {
  const { sent, received } = await heldOn(work, peer.id, onDay)
  const mine = new Map([...received, ...sent].map((one) => [one.foreignId, one]))
  // What never came here lies in no area yet: it concerns the whole district.
  const [root] = await work.use(territory).childrenOf()
  await comparisonStore(work.db).addDifferences(
    found.slice(0, most).map(({ kind, foreignId }) => {
      const message = mine.get(foreignId)
      return {
        id: uuidv7(),
        peerId: peer.id,
        onDay,
        kind,
        foreignId,
        messageId: message?.id ?? null,
        matterId: message?.matterId ?? null,
        areaCode: message?.areaCode ?? root?.code ?? '',
        foundAt: work.now,
        resolvedAt: null,
        how: null,
        resolvedBy: null,
        note: null,
      }
    }),
  )
  const still = found.map(({ kind, foreignId }) => `${kind} ${foreignId}`)
  await comparisonStore(work.db).differencesGone(peer.id, onDay, still, work.now)
}

type Heard = { readonly theirs: Day | null; readonly failure: string | null }

/** What follows from both tallies: rows for people, messages once more, and a line of how the day stands. */
const conclude = async (work: ConnectorsWork, peer: PeerRow, onDay: string, ours: Day, { theirs, failure }: Heard) => {
  const row = {
    id: uuidv7(),
    peerId: peer.id,
    onDay,
    at: work.now,
    isAgreed: false,
    sent: ours.sent.count,
    arrivedThere: theirs?.received.ids.length ?? 0,
    received: ours.received.count,
    sentThere: theirs?.sent.ids.length ?? 0,
    repeated: 0,
    failure,
  }
  let missingHere: readonly string[] = []
  if (theirs) {
    const settled = await comparisonStore(work.db).settledOn(peer.id, onDay)
    const all = compareDay(ours, theirs)
    // A peer may name the same message twice.
    const open = (kind: Difference) => [...new Set(all[kind])].filter((id) => !settled.has(`${kind} ${id}`))
    missingHere = open('missingHere')
    const found = kinds.flatMap((kind) => open(kind).map((foreignId) => ({ kind, foreignId })))
    await noteFound(work, peer, onDay, found)
    row.isAgreed = found.length === 0
    row.repeated = await store(work.db).repeat(peer.id, open('missingThere'), work.now)
    if (row.repeated > 0) work.enqueue('send', { peerId: peer.id }, { key: peer.id })
  }
  await comparisonStore(work.db).addComparison(row)
  return { row, missingHere }
}

/** Asks between two transactions: a peer that does not answer holds no row and no connection. */
const compareWith = async (spell: Spell<typeof connectors>, peer: PeerRow, onDay: string) => {
  const { ours, secret, at } = await spell(async (work) => ({
    ours: await tallies(work, peer.id, onDay),
    secret: secretsFor(work, peer)[0],
    at: work.now,
  }))
  const posted = secret
    ? await say(at, peer, secret, { kind: 'exchange.reconcile', day: onDay })
    : ({ ok: false, why: 'no secret', isFinal: true } as const)
  const theirs = posted.ok ? dayIn(posted.reply) : null
  const failure = theirs ? null : posted.ok ? 'no tally in the answer' : posted.why
  const { row, missingHere } = await spell((work) => conclude(work, peer, onDay, ours, { theirs, failure }))
  if (secret && missingHere.length > 0)
    await say(at, peer, secret, { kind: 'exchange.resend', ids: missingHere.slice(0, 1000) })
  return shownComparison({ ...row, peer: peer.code, on: onDay })
}

export const compare = answer(connectors, 'compare', async (work, { params, body }) => {
  const peer = await peerNamed(work, params.code)
  work.audit({ object: `peer:${peer.code}`, facts: { on: body.on } })
  // One peer and one day, for somebody who waits for the answer.
  return compareWith((effect) => effect(work), peer, body.on)
})

export const comparisons = answer(connectors, 'comparisons', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await comparisonStore(work.db).comparisons(query.peer, query.after, limit + 1)
  const items = rows.slice(0, limit)
  return { items: items.map(shownComparison), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const differences = answer(connectors, 'differences', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await comparisonStore(work.db).differences(work.scope('exchange.read'), query, limit + 1)
  const items = rows.slice(0, limit)
  return { items: items.map(shownDifference), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const settle = answer(connectors, 'settle', async (work, { params, body }) => {
  const scope = work.scope('exchange.repeat')
  const [found] = await comparisonStore(work.db).differences(scope, { id: params.id }, 1)
  if (!found) throw work.refuse('not-found')
  const by = { at: work.now, name: work.actor.name, note: body.note.trim() }
  if (!(await comparisonStore(work.db).settleDifference(found.id, by))) throw work.refuse('settled-already')
  work.audit({ object: `difference:${found.id}`, area: found.areaCode, facts: { kind: found.kind, on: found.on } })
  return shownDifference({ ...found, resolvedAt: by.at, how: 'settled', resolvedBy: by.name, note: by.note })
})

/** Waits for the answer: whoever asks is there to see whether the other side will send it. */
export const askAgain = answer(connectors, 'askAgain', async (work, { params }) => {
  const [found] = await comparisonStore(work.db).differences(work.scope('exchange.repeat'), { id: params.id }, 1)
  if (!found) throw work.refuse('not-found')
  if (found.resolvedAt !== null) throw work.refuse('settled-already')
  if (found.kind !== 'missingHere') throw work.refuse('not-missing-here')
  const peer = await peerNamed(work, found.peer)
  if (!peer.isOn) throw work.refuse('peer-off')
  const [secret] = secretsFor(work, peer)
  if (!secret) throw work.refuse('no-secret')
  const posted = await say(work.now, peer, secret, { kind: 'exchange.resend', ids: [found.foreignId] })
  if (!posted.ok) throw work.refuse('peer-silent', { why: posted.why })
  work.audit({ object: `difference:${found.id}`, area: found.areaCode, facts: { asked: found.foreignId } })
})

const dayMs = 86_400_000
/** A refused message is kept so many days to be played again. */
const refusedDays = 90
/** So many days with something open are looked at again each morning. */
const looksBack = 7

/** Every morning at two, with every peer that is switched on: yesterday, and days with something still open. */
export const compareDaily = longJob(connectors, 'compare-daily', { cron: '0 2 * * *' }, async (spell) => {
  const days = await spell(async (work) => {
    const yesterday = dayOf(new Date(work.now.getTime() - dayMs))
    await store(work.db).forgetRefused(new Date(work.now.getTime() - refusedDays * dayMs))
    const due: { readonly peer: PeerRow; readonly onDay: string }[] = []
    for (const peer of await store(work.db).peers())
      if (peer.isOn)
        for (const onDay of new Set([yesterday, ...(await comparisonStore(work.db).openDays(peer.id, looksBack))]))
          due.push({ peer, onDay })
    return due
  })
  const failures: unknown[] = []
  // What fails with one peer is told after all others had their turn.
  for (const { peer, onDay } of days)
    await compareWith(spell, peer, onDay).catch((error: unknown) => {
      failures.push(error)
    })
  if (failures.length > 0) throw failures[0]
})
