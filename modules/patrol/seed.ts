/** Demo routes of the preset, each with its round of today, so that no page of a demo stands empty. */
import { identity } from '@liren/identity/contract'
import { configOf, type Seed, uuidv7, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { patrol } from './contract.ts'
import { dayOf, weekdayOf } from './day.ts'
import { makeRound } from './server/plan.ts'
import { type RouteRow, store } from './server/store.ts'
import type { Stop } from './views.ts'

type DemoRoute = {
  readonly id: string
  readonly area: string
  readonly name: string
  /** Login name of a demo worker. */
  readonly worker: string
  readonly weekdays: readonly number[]
  readonly isReinspection?: boolean
  readonly stops: readonly {
    readonly name: string
    readonly lon: number
    readonly lat: number
    readonly checks: readonly string[]
    readonly category?: string
  }[]
}

/** What was walked in the days before, so that coverage, missed rounds and cells without a route can be told apart on day one. */
type Past = {
  readonly days: number
  readonly communities: number
  readonly name: string
  readonly weekdays: readonly number[]
  readonly checks: readonly string[]
  readonly notes: readonly string[]
  readonly notReached: string
  /** Who walked where the demo has nobody with a login. */
  readonly walker: string
  /** This one of the routes was not walked lately. */
  readonly missed: number
  readonly missedDays: number
}
const dayMs = 86_400_000

const layPast = async (work: Work<typeof patrol>, routes: readonly RouteRow[], past: Past) => {
  const kept = store(work.db)
  for (const [n, route] of routes.entries())
    for (let back = past.days; back >= 1; back -= 1) {
      const day = dayOf(new Date(work.now.getTime() - back * dayMs))
      if (!route.weekdays.includes(weekdayOf(day)) || (n === past.missed && back <= past.missedDays)) continue
      if (!(await makeRound(work, route, day))) continue
      const round = await kept.roundOn(route.id, day)
      if (!round) continue
      const workerName = round.workerName ?? past.walker
      const startedAt = new Date(Date.parse(`${day}T09:00:00+08:00`) + (n % 12) * 5 * 60_000)
      const items = await kept.items([round.id])
      for (const [at, item] of items.entries()) {
        const isMissed = (n + back + at) % 11 === 0
        const isTold = (n + back * 3 + at) % 7 === 0
        await kept.setFinding(item.id, {
          found: isMissed ? 'notReached' : 'fine',
          note: isMissed ? past.notReached : isTold ? (past.notes[(n + at) % past.notes.length] ?? null) : null,
          beforeIds: [],
          afterIds: [],
          recordId: uuidv7(),
          doneAt: new Date(startedAt.getTime() + (at + 1) * 7 * 60_000),
          doneBy: round.workerId,
          doneByName: workerName,
          placeLon: null,
          placeLat: null,
          caseId: null,
          isFixed: false,
        })
      }
      await kept.setRound(round.id, {
        workerName,
        startedAt,
        finishedAt: new Date(startedAt.getTime() + (items.length + 1) * 7 * 60_000),
      })
    }
}

/** Plain routes through the first cells of some communities. */
const plainRoutes = async (work: Work<typeof patrol>, past: Past, taken: ReadonlySet<string>) => {
  const routes: RouteRow[] = []
  for (const { code, name } of await work.use(territory).areasAt('community')) {
    if (routes.length === past.communities) break
    if (taken.has(code)) continue
    const cells = (await work.use(territory).areasAt('gridCell', code)).slice(0, 5)
    const stops = cells.flatMap(({ code: cellCode, name: cell, centre }): Stop[] =>
      centre
        ? [{ name: cell, lon: centre.lon, lat: centre.lat, cellCode, checks: [...past.checks], categoryCode: null }]
        : [],
    )
    if (stops.length === 0) continue
    const route: RouteRow = {
      ...{ id: uuidv7(), areaCode: code, name: `${name}${past.name}`, weekdays: [...past.weekdays] },
      ...{ workerId: null, workerName: null, isPaused: false, isReinspection: false, stops, changedAt: work.now },
    }
    await store(work.db).keepRoute(route)
    routes.push(route)
  }
  return routes
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof patrol>
  if (!preset.has('patrol/demo.json') || configOf(work).mode === 'production') return
  const { routes, past } = await preset.read<{ routes: DemoRoute[]; past?: Past }>('patrol/demo.json')
  const made: RouteRow[] = []
  for (const [done, demo] of routes.entries()) {
    const worker = await work.use(identity).accountByLogin(demo.worker)
    const stops: Stop[] = []
    for (const { name, lon, lat, checks, category } of demo.stops) {
      const cell = await work.use(territory).cellAt({ lon, lat })
      if (cell)
        stops.push({ name, lon, lat, cellCode: cell.cellCode, checks: [...checks], categoryCode: category ?? null })
    }
    if (stops.length === 0) continue
    const route = {
      id: demo.id,
      areaCode: demo.area,
      name: demo.name,
      weekdays: [...demo.weekdays],
      workerId: worker?.id ?? null,
      workerName: worker?.displayName ?? null,
      isPaused: false,
      isReinspection: demo.isReinspection ?? false,
      stops,
      changedAt: work.now,
    }
    await store(work.db).keepRoute(route)
    await makeRound(work, route, dayOf(work.now))
    made.push(route)
    preset.progress('patrol routes', done + 1, routes.length)
  }
  if (!past || preset.scale !== 'demo') return
  const plain = await plainRoutes(work, past, new Set(made.map(({ areaCode }) => areaCode)))
  // As if they were walked before the round of today is.
  await layPast(work, [...made, ...plain], past)
  for (const route of plain) await makeRound(work, route, dayOf(work.now))
  preset.progress('patrol rounds walked', 1, 1)
}
