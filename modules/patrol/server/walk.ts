/** A round on its way: begun, handed on, finished; and what a worker takes along. */
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { patrol } from '../contract.ts'
import { dayOf } from '../day.ts'
import { oneOfThem } from './routes.ts'
import { shownRound, shownRounds } from './shown.ts'
import { store } from './store.ts'

type PatrolWork = Work<typeof patrol>

export const roundTopics = {
  topics: [{ name: 'rounds', kind: 'work', templates: { handedOn: { outside: [] } } }],
} as const satisfies GivenTopics

/** The round, held, for the one who walks it. */
const mine = async (work: PatrolWork, id: string) => {
  const round = await store(work.db).lockRound(id)
  if (!round || !work.may('round.walk', { area: round.areaCode })) throw work.refuse('not-found')
  if (round.workerId !== work.actor.id) throw work.refuse('not-yours', { name: round.workerName ?? '' })
  return round
}

/** What a phone says it was; never in the future. */
export const saidAt = (work: PatrolWork, at: string | undefined) =>
  at === undefined ? work.now : new Date(Math.min(Date.parse(at), work.now.getTime()))

export const today = answer(patrol, 'today', async (work) => {
  const on = dayOf(work.now)
  const rounds = work.actor.id ? await store(work.db).roundsOf(work.actor.id, on) : []
  return { on, items: await shownRounds(work, rounds) }
})

const looking = ['verifying', 'checking']

export const near = answer(patrol, 'near', async (work) => {
  const port = work.use(matters)
  const units = [...new Set(work.actor.grants.flatMap(({ unitId }) => (unitId ? [unitId] : [])))].slice(0, 3)
  const rows = []
  for (const unit of units)
    for (const state of looking) rows.push(...(await port.list({ state, unit, order: 'due', limit: 50 })).items)
  // A colleague's own task is theirs.
  const ours = rows
    .filter((row) => row.holderAccountId === null || row.holderAccountId === work.actor.id)
    // First due first, whatever the unit; what has no time of its own, by its number.
    .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.number.localeCompare(b.number))
  const places = new Map((await port.openings(ours.map(({ id }) => id))).map((one) => [one.id, one]))
  return {
    items: ours.map(({ id, number, title, state, dueAt }) => ({
      id,
      number,
      title,
      state,
      dueAt,
      lon: places.get(id)?.lon ?? null,
      lat: places.get(id)?.lat ?? null,
    })),
  }
})

export const start = answer(patrol, 'start', async (work, { params, body }) => {
  const round = await mine(work, params.id)
  const startedAt = round.startedAt ?? saidAt(work, body.at)
  if (!round.startedAt) await store(work.db).setRound(round.id, { startedAt })
  work.audit({ object: `patrol-round:${round.id}`, area: round.areaCode })
  return shownRound(work, { ...round, startedAt })
})

export const finish = answer(patrol, 'finish', async (work, { params, body }) => {
  const round = await mine(work, params.id)
  const finishedAt = round.finishedAt ?? saidAt(work, body.at)
  const shown = await shownRound(work, { ...round, finishedAt })
  if (!round.finishedAt) {
    await store(work.db).setRound(round.id, { finishedAt })
    work.emit('round-finished', {
      roundId: round.id,
      areaCode: round.areaCode,
      stops: shown.items.length,
      problems: shown.items.filter(({ found }) => found === 'problem').length,
    })
  }
  work.audit({ object: `patrol-round:${round.id}`, area: round.areaCode })
  return shown
})

export const handOn = answer(patrol, 'handOn', async (work, { params, body }) => {
  const round = await store(work.db).lockRound(params.id)
  if (!round || !work.may('round.plan', { area: round.areaCode })) throw work.refuse('not-found')
  const worker = await oneOfThem(work, round.areaCode, body.workerId)
  const given = { workerId: worker.id, workerName: worker.name }
  await store(work.db).setRound(round.id, given)
  if (round.workerId !== worker.id && worker.id !== work.actor.id)
    await work.use(notices).send({
      to: { accountIds: [worker.id] },
      topic: 'patrol.rounds',
      template: 'patrol.handedOn',
      facts: { name: round.name, day: round.onDay },
      link: '/patrol',
      onceKey: `patrol/hand-on ${round.id} ${worker.id}`,
    })
  work.audit({ object: `patrol-round:${round.id}`, area: round.areaCode, facts: { to: worker.id } })
  return shownRound(work, { ...round, ...given })
})

export const rounds = answer(patrol, 'rounds', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).rounds(work.scope('round.cover'), query, limit + 1)
  const items = await shownRounds(work, rows.slice(0, limit))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})
