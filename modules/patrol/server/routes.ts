/** Routes kept by whoever plans: stops lie in the community, and the worker is one who goes out there. */
import { identity } from '@liren/identity/contract'
import { answer, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { type NewStop, patrol, type Stop } from '../contract.ts'
import { shownRoute } from './shown.ts'
import { store } from './store.ts'

type PatrolWork = Work<typeof patrol>
const fieldRoles = ['gridWorker', 'communityWorker'] as const

/** Everybody who goes out in an area, by name. */
export const fieldWorkers = async (work: PatrolWork, area: string) => {
  const people = work.use(identity)
  const ids = new Set<string>()
  for (const role of fieldRoles) for (const id of await people.holders({ role, area })) ids.add(id)
  return (await people.accounts([...ids]))
    .map(({ id, displayName }) => ({ id, name: displayName }))
    .sort((one, other) => one.name.localeCompare(other.name, 'zh'))
}

export const oneOfThem = async (work: PatrolWork, area: string, workerId: string) => {
  const found = (await fieldWorkers(work, area)).find(({ id }) => id === workerId)
  if (!found) throw work.refuse('nobody-there', {}, 'workerId')
  return found
}

/** Each stop in its cell, which must lie in the area the route is for. */
export const placed = async (work: PatrolWork, area: string, stops: readonly NewStop[]): Promise<Stop[]> => {
  const within = area.slice(0, 12)
  const found: Stop[] = []
  for (const [index, { name, lon, lat, checks, categoryCode }] of stops.entries()) {
    const cell = await work.use(territory).cellAt({ lon, lat })
    if (!cell) throw work.refuse('outside-district', { name }, `stops.${index}`)
    if (cell.communityCode !== within) throw work.refuse('not-in-area', { name }, `stops.${index}`)
    found.push({ name: name.trim(), lon, lat, cellCode: cell.cellCode, checks, categoryCode: categoryCode ?? null })
  }
  return found
}

export const keepRoute = answer(patrol, 'keepRoute', async (work, { params, body }) => {
  work.must('round.plan', { area: body.area })
  const routes = store(work.db)
  const known = await routes.route(params.id)
  if (known && !work.may('round.plan', { area: known.areaCode })) throw work.refuse('not-found')
  if (!(await work.use(territory).area(body.area))) throw work.refuse('outside-district', {}, 'area')
  // Matched by itself it would be the very worker who patrols there.
  if (body.isReinspection && !body.workerId) throw work.refuse('worker-missing', {}, 'workerId')
  const worker = body.workerId ? await oneOfThem(work, body.area, body.workerId) : null
  const route = {
    id: params.id,
    areaCode: body.area,
    name: body.name.trim(),
    weekdays: [...body.weekdays].sort(),
    workerId: worker?.id ?? null,
    workerName: worker?.name ?? null,
    isPaused: body.isPaused ?? false,
    isReinspection: body.isReinspection ?? false,
    stops: await placed(work, body.area, body.stops),
    changedAt: work.now,
  }
  await routes.keepRoute(route)
  work.audit({ object: `patrol-route:${route.id}`, area: route.areaCode, facts: { stops: route.stops.length } })
  return shownRoute(route)
})

export const routeList = answer(patrol, 'routes', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await store(work.db).routes(work.scope('round.plan'), query.area, query.after, limit + 1)
  const items = rows.slice(0, limit).map(shownRoute)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const workers = answer(patrol, 'workers', async (work, { query }) => {
  work.must('round.plan', { area: query.area })
  return { items: await fieldWorkers(work, query.area) }
})
