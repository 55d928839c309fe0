/** Cells were redrawn: stops stand in the cell their place lies in now, walked or not, so that no new cell seems never to have been visited. */
import { listen } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { patrol } from '../contract.ts'
import { store } from './store.ts'

export const followCells = listen(
  patrol,
  territory,
  'redrawn',
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const rows = store(work.db)
    const heirs = new Map(cells.map(({ from, into }) => [from, into[0] ?? from]))
    const ended = [...heirs.keys()]
    const now = async (stop: { readonly lon: number; readonly lat: number; readonly cellCode: string }) => {
      const heir = heirs.get(stop.cellCode)
      if (heir === undefined) return stop.cellCode
      const found = await work.use(territory).cellAt({ lon: stop.lon, lat: stop.lat })
      return found && !heirs.has(found.cellCode) ? found.cellCode : heir
    }
    const routes = await rows.routesThrough(communityCode, ended)
    for (const route of routes) {
      const stops = await Promise.all(route.stops.map(async (stop) => ({ ...stop, cellCode: await now(stop) })))
      await rows.keepRoute({ ...route, areaCode: heirs.get(route.areaCode) ?? route.areaCode, stops })
    }
    const items = await rows.itemsIn(ended)
    const moves = await Promise.all(items.map(async (item) => ({ id: item.id, cellCode: await now(item) })))
    if (moves.length > 0) await rows.refitItems(moves)
    for (const [from, to] of heirs) await rows.refitRounds(from, to)
    work.audit({ area: communityCode, facts: { routes: routes.length, stops: moves.length } })
  },
)
