/** Makes a round of a route for one day: its stops copied, a worker chosen. Made twice, it is one round. */
import { identity } from '@liren/identity/contract'
import { answer, job, uuidv7, type Work } from '@liren/kernel'
import type { patrol as Patrol } from '../contract.ts'
import { patrol } from '../contract.ts'
import { dayOf, weekdayOf } from '../day.ts'
import { shownRound } from './shown.ts'
import { type RouteRow, store } from './store.ts'

type PatrolWork = Work<typeof Patrol>
const batch = 200

/** Whom the route names; else the grid worker of its first stop's cell, else of the community. */
const workerOf = async (work: PatrolWork, route: RouteRow) => {
  if (route.workerId) return { id: route.workerId, name: route.workerName }
  const people = work.use(identity)
  const cell = route.stops[0]?.cellCode
  const inCell = cell ? await people.holders({ role: 'gridWorker', area: cell }) : []
  const id = inCell[0] ?? (await people.holders({ role: 'gridWorker', area: route.areaCode }))[0]
  const account = id ? await people.account(id) : null
  return { id: account?.id ?? null, name: account?.displayName ?? null }
}

export const makeRound = async (work: PatrolWork, route: RouteRow, day: string) => {
  const worker = await workerOf(work, route)
  return store(work.db).addRound(
    {
      id: uuidv7(),
      routeId: route.id,
      areaCode: route.areaCode,
      name: route.name,
      onDay: day,
      workerId: worker.id,
      workerName: worker.name,
      isReinspection: route.isReinspection,
      startedAt: null,
      finishedAt: null,
    },
    route.stops.map((stop, rank) => ({ ...stop, id: uuidv7(), rank, checks: [...stop.checks] })),
  )
}

export const planJob = job(patrol, 'plan', { cron: '30 5 * * *', retryLimit: 3 }, async (work) => {
  const day = dayOf(work.now)
  let made = 0
  for (let after: string | null = null; ; ) {
    const routes: RouteRow[] = await store(work.db).due(day, weekdayOf(day), after, batch)
    for (const route of routes) if (await makeRound(work, route, day)) made += 1
    after = routes.at(-1)?.id ?? null
    if (routes.length < batch) break
  }
  if (made > 0) work.audit({ facts: { day, made } })
})

export const planNow = answer(patrol, 'planNow', async (work, { params }) => {
  const routes = store(work.db)
  const route = await routes.route(params.id)
  if (!route || !work.may('round.plan', { area: route.areaCode })) throw work.refuse('not-found')
  if (route.isPaused) throw work.refuse('not-due')
  const day = dayOf(work.now)
  await makeRound(work, route, day)
  const round = await routes.roundOn(route.id, day)
  if (!round) throw new Error('the round just made is there')
  work.audit({ object: `patrol-round:${round.id}`, area: round.areaCode })
  return shownRound(work, round)
})
