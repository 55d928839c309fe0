/** Names of places: found by part of a name or alias, added and corrected by whoever keeps the area. */
import { answer, refuseAsKernel, uuidv7, type Work } from '@liren/kernel'
import { territory } from '../contract.ts'
import { type Crs, toCgcs2000 } from '../coordinates.ts'
import { atlasOf } from './atlas.ts'
import { toAddress } from './port.ts'
import { type AddressRow, store } from './store.ts'

type AreaWork = Work<typeof territory>

/** The point in CGCS2000 and its cell, in which the actor must be allowed to change things. */
export const placed = async (work: AreaWork, at: { lon: number; lat: number; crs?: Crs | undefined }) => {
  const { lon, lat } = toCgcs2000(at)
  const found = (await atlasOf(work)).locate({ lon, lat })
  if (!found) throw work.refuse('outside-areas', { lon, lat }, 'lon')
  work.must('area.change', { area: found.cellCode })
  return { lon, lat, cellCode: found.cellCode }
}

const tell = (work: AreaWork, row: { id: string; cellCode: string }) => {
  work.audit({ object: row.id, area: row.cellCode })
  work.emit('changed', { areaCode: row.cellCode, what: 'address' }, [`area:${row.cellCode}`])
}

export const findAddresses = answer(territory, 'findAddresses', async (work, { query }) => {
  const text = query.q.trim()
  if (text === '') throw work.refuse('query-too-short', {}, 'q')
  const atlas = await atlasOf(work)
  const rows = await store(work.db).findAddresses({ text, area: query.area ?? '', limit: query.limit ?? 10 })
  return { items: rows.map((row) => toAddress(atlas, row)) }
})

export const addAddress = answer(territory, 'addAddress', async (work, { body }) => {
  const { kind, name, text, aliases = [] } = body
  const row: AddressRow = { id: uuidv7(), kind, name, text, aliases, ...(await placed(work, body)) }
  await store(work.db).putAddress(row)
  tell(work, row)
  return toAddress(await atlasOf(work), row)
})

export const correctAddress = answer(territory, 'correctAddress', async (work, { params, body }) => {
  const before = await store(work.db).address(params.id)
  if (!before) throw refuseAsKernel('not-found')
  work.must('area.change', { area: before.cellCode })
  const { lon, lat, crs, ...change } = body
  const isMoved = lon !== undefined || lat !== undefined
  const place = isMoved ? await placed(work, { lon: lon ?? before.lon, lat: lat ?? before.lat, crs }) : {}
  const row: AddressRow = { ...before, ...change, ...place }
  await store(work.db).putAddress(row)
  tell(work, row)
  return toAddress(await atlasOf(work), row)
})

export const removeAddress = answer(territory, 'removeAddress', async (work, { params }) => {
  const row = await store(work.db).address(params.id)
  if (!row) throw refuseAsKernel('not-found')
  work.must('area.change', { area: row.cellCode })
  await store(work.db).dropAddress(params.id)
  tell(work, row)
})
