/** Hours and money recorded for one case, campaign or service; the rate that held is kept with each record. */
import { answer } from '@liren/kernel'
import { command } from '../contract.ts'
import { costOf } from '../effort.ts'
import { partsOf } from '../estimate.ts'
import { dayOf } from '../facts.ts'
import type { CommandWork } from './count.ts'
import { mustMeet, reachFor } from './reach.ts'
import { effortStore } from './store-efforts.ts'
import { launchStore } from './store-launches.ts'
import { ratesOf } from './window.ts'

/** Where it lies; null where somebody has no part in it, or it is not counted yet. */
const areaOf = async (work: CommandWork, kind: 'case' | 'campaign', id: string): Promise<string | null> => {
  const reach = { ...reachFor(work, undefined, 'effort.record'), isLed: true }
  return kind === 'case'
    ? effortStore(work.db).areaOfCase(id, reach)
    : ((await launchStore(work.db).read(id, reach))?.areaCode ?? null)
}

export const recordEffort = answer(command, 'recordEffort', async (work, { body }) => {
  const { of, minutes, fen = 0, note = '' } = body
  if (minutes === 0 && fen === 0) throw work.refuse('nothing-spent', {}, 'minutes')
  const on = body.on ?? dayOf(work.now.getTime())
  if (on > dayOf(work.now.getTime())) throw work.refuse('day-not-come', {}, 'on')
  if (of.kind === 'service') work.must('effort.record', { area: of.area })
  const areaCode = of.kind === 'service' ? of.area : await areaOf(work, of.kind, of.id)
  if (areaCode === null) throw work.refuse('not-found')
  const fenPerHour = body.fenPerHour ?? (await ratesOf(work)).fenPerHour
  const cost = costOf({ minutes, fenPerHour, fen })
  const id = await effortStore(work.db).record({
    ...{ kind: of.kind, areaCode, minutes, fenPerHour, fen, cost, doneOn: on, note: note.trim() },
    ...(of.kind === 'service'
      ? { subjectId: null, name: of.name.trim(), served: of.served }
      : { subjectId: of.id, name: null, served: 1 }),
    unitId: work.actor.grants.find(({ unitId }) => unitId !== null)?.unitId ?? null,
    ...{ recordedBy: work.actor.id, recordedByName: work.actor.name, recordedAt: work.now },
  })
  work.audit({ object: `effort:${id}`, area: areaCode, facts: { kind: of.kind, minutes, cost } })
  return { id, cost }
})

export const effortsOf = answer(command, 'effortsOf', async (work, { params, query }) => {
  const { fenPerHour } = await ratesOf(work)
  // Every page of a case asks: whoever has no part in it is told that, without a refusal.
  if ((await areaOf(work, params.kind, params.id)) === null)
    return { items: [], next: null, minutes: 0, cost: 0, fenPerHour, mayRecord: false }
  const kept = effortStore(work.db)
  const found = await kept.of(params.id, query.after, query.limit ?? 20)
  return {
    ...(await kept.sumOf(params.id)),
    next: found.next,
    fenPerHour,
    mayRecord: true,
    items: found.items.map(({ id, minutes, fenPerHour, fen, cost, doneOn, note, recordedByName, recordedAt }) => ({
      ...{ id, minutes, fenPerHour, fen, cost, note, on: doneOn, byName: recordedByName },
      at: recordedAt.toISOString(),
    })),
  }
})

export const unitCosts = answer(command, 'unitCosts', async (work, { query }) => {
  mustMeet(work, query.area, 'indicator.read')
  if (query.until <= query.from) throw work.refuse('window-reversed', {}, 'until')
  const kept = effortStore(work.db)
  const { after, limit = 50 } = query
  const asked = { area: query.area ?? null, fromOn: query.from, untilOn: query.until, after, limit }
  const found =
    query.kind === 'case'
      ? await kept.byCategory(reachFor(work, query.area, 'indicator.read'), asked, partsOf('yuan', await ratesOf(work)))
      : await kept.byName(query.kind, work.scope('indicator.read'), asked)
  return {
    next: found.next,
    items: found.items.map(({ estimatedYuan, ...row }) => ({
      ...row,
      fenEach: row.cost / Math.max(1, row.things),
      estimatedFenEach: estimatedYuan === null ? null : (estimatedYuan * 100) / Math.max(1, row.things),
    })),
  }
})
