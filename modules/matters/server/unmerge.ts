/** Takes a matter out of a merge (拆出): an objection was right. It goes on where it stood, with the time it had left, and its reporters follow it again. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { stateOf } from '../process.ts'
import { act } from './act.ts'
import { processIn } from './house.ts'
import { partStore } from './part-store.ts'
import { dueOf, goesOn } from './running.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import { tickOf } from './tick.ts'

export const unmerge = answer(matters, 'unmerge', async (work, { params, body }) => {
  const store = matterStore(work.db)
  const before = await inSight(work, params.id, false)
  const intoId = before.matter.mergedIntoId
  if (before.matter.state !== 'merged' || intoId === null)
    throw work.refuse('wrong-state', { state: before.matter.state })
  // In order of id, as a merge locks them, so that the two cannot wait for each other.
  for (const id of [params.id, intoId].sort()) await store.lock(id)
  const { matter, clocks, parties } = await inSight(work, params.id)
  if (matter.mergedIntoId !== intoId) throw work.refuse('changed-meanwhile', { seen: matter.stepCount })
  if (!mayAt(work, 'matter.merge', matter)) throw work.refuse('not-open-to-you')
  const into = await store.whole(intoId)
  const was = await store.stateBefore(params.id, 'merged')
  // What it went into went further itself: that one is taken out first.
  if (!into || was === null || into.matter.mergedIntoId !== null)
    throw work.refuse('not-mergeable', { number: into?.matter.number ?? matter.number })
  const process = await processIn(work, matter.process, matter.areaCode)
  const tick = await tickOf(work, matter.areaCode)
  const mergedAt = matter.closedAt?.getTime() ?? work.now.getTime()
  const again = clocks.filter(({ stoppedAt }) => stoppedAt === mergedAt).map((clock) => goesOn(clock, tick))
  const all = clocks.map((clock) => again.find(({ id }) => id === clock.id) ?? clock)
  await partStore(work.db).takeParties(params.id, intoId)
  const now = await act(work, matter, 'unmerged', {
    now: {
      ...matter,
      state: was,
      phase: stateOf(process, was)?.phase ?? 'intake',
      outcome: null,
      mergedIntoId: null,
      dueAt: dueOf(all),
      closedAt: null,
      archivedAt: null,
      movedAt: work.now,
    },
    clocks: again,
    isPublic: true,
    facts: { because: body.because, numbers: [into.matter.number] },
  })
  // What had been merged into it waits with it again.
  await store.giveOutcome(now.id, 'merged')
  const stays = await act(work, into.matter, 'unmergedFrom', {
    isPublic: true,
    facts: { because: body.because, numbers: [matter.number] },
  })
  const fact = factOf(work, now, parties)
  const topics = topicsOf(parties, now)
  work.emit(
    'moved',
    {
      ...fact,
      move: 'unmerged',
      fromState: 'merged',
      isInternal: true,
      fromUnitId: null,
      dueAt: now.dueAt?.toISOString() ?? null,
    },
    topics,
  )
  work.emit('unmerged', { ...fact, fromId: intoId, fromNumber: into.matter.number }, [
    ...topics,
    ...topicsOf(into.parties, stays),
  ])
  return undefined
})
