/** Buildings and dwellings: read by whoever is signed in (nobody's name is here), kept by whoever keeps the area. */
import { answer, refuseAsKernel, uuidv7, type Work } from '@liren/kernel'
import { territory } from '../contract.ts'
import { placed } from './addresses.ts'
import { type BuildingRow, store } from './store.ts'
import { bulk } from './store-bulk.ts'

type AreaWork = Work<typeof territory>

const page = <T extends { readonly code: string }>(items: T[], limit: number) => ({
  items,
  next: items.length === limit ? (items.at(-1)?.code ?? null) : null,
})

const tell = (work: AreaWork, what: 'building' | 'dwelling', row: { id: string; cellCode: string }) => {
  work.audit({ object: row.id, area: row.cellCode })
  work.emit('changed', { areaCode: row.cellCode, what }, [`area:${row.cellCode}`])
}

const must = async (work: AreaWork, id: string) => {
  const found = await store(work.db).building(id)
  if (!found) throw refuseAsKernel('not-found')
  return found
}

export const buildings = answer(territory, 'buildings', async (work, { query }) => {
  const { area, after, limit = 50, q: text } = query
  return page(await store(work.db).buildingsIn({ area, after, limit, text: text?.trim() || undefined }), limit)
})

export const building = answer(territory, 'building', (work, { params }) => must(work, params.id))

export const dwellings = answer(territory, 'dwellings', async (work, { params, query }) => {
  const { after, limit = 200 } = query
  await must(work, params.id)
  return page(await store(work.db).dwellingsIn({ buildingId: params.id, after, limit }), limit)
})

export const addBuilding = answer(territory, 'addBuilding', async (work, { body }) => {
  const place = await placed(work, body)
  const rows = store(work.db)
  const serial = Number((await rows.lastBuildingCode(place.cellCode))?.slice(15) ?? 0) + 1
  const { crs: _, estateName = null, builtYear = null, propertyFirm = null, ...rest } = body
  const code = `${place.cellCode}${String(serial).padStart(3, '0')}`
  const row: BuildingRow = { id: uuidv7(), code, ...rest, estateName, builtYear, propertyFirm, ...place }
  await rows.addBuilding(row)
  await bulk(work.db).numberDwellings(code)
  tell(work, 'building', row)
  return must(work, row.id)
})

export const correctBuilding = answer(territory, 'correctBuilding', async (work, { params, body }) => {
  const { communityCode: _, dwellings: __, ...before } = await must(work, params.id)
  work.must('area.change', { area: before.cellCode })
  const { lon, lat, crs, ...change } = body
  const isMoved = lon !== undefined || lat !== undefined
  const place = isMoved ? await placed(work, { lon: lon ?? before.lon, lat: lat ?? before.lat, crs }) : {}
  const row: BuildingRow = { ...before, ...change, ...place }
  const rows = store(work.db)
  await rows.correctBuilding(row)
  // Somebody may live there: dwellings are not taken away by a smaller number.
  if (await rows.hasSurplusDwellings(params.id)) throw work.refuse('has-dwellings', {}, 'floors')
  await bulk(work.db).numberDwellings(row.code)
  tell(work, 'building', row)
  return must(work, params.id)
})

export const correctDwelling = answer(territory, 'correctDwelling', async (work, { params, body }) => {
  const rows = store(work.db)
  const before = await rows.dwelling(params.id)
  if (!before) throw refuseAsKernel('not-found')
  work.must('area.change', { area: before.cellCode })
  if (Object.keys(body).length > 0) await rows.correctDwelling(params.id, body)
  tell(work, 'dwelling', before)
  return { ...before, ...body }
})
