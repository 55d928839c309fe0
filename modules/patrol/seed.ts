/** Demo routes of the preset, each with its round of today, so that no page of a demo stands empty. */
import { identity } from '@liren/identity/contract'
import { configOf, type Seed, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { patrol } from './contract.ts'
import { dayOf } from './day.ts'
import { makeRound } from './server/plan.ts'
import { store } from './server/store.ts'
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

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof patrol>
  if (!preset.has('patrol/demo.json') || configOf(work).mode === 'production') return
  const { routes } = await preset.read<{ routes: DemoRoute[] }>('patrol/demo.json')
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
    preset.progress('patrol routes', done + 1, routes.length)
  }
}
