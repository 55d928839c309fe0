/** Questions about areas, asked by anyone: the tree, one area, its boundary, the map of many, the cell of a point. */
import { answer, jsonText, refuseAsKernel } from '@liren/kernel'
import { isInside, pathOf } from '../areas.ts'
import { type Area, type AreaLevel, type AreaMap, territory } from '../contract.ts'
import { metresBetween, toCgcs2000 } from '../coordinates.ts'
import { toCoordinates } from '../topology.ts'
import { type Atlas, atlasOf, namesOf } from './atlas.ts'
import { store } from './store.ts'

const known = (atlas: Atlas, code: string): Area => {
  const area = atlas.areas.get(code)
  if (!area) throw refuseAsKernel('not-found')
  return area
}

export const areas = answer(territory, 'areas', async (work, { query }) => {
  const atlas = await atlasOf(work)
  const { parent, q, level, within, limit = 500 } = query
  const text = q?.trim().toLowerCase()
  const from = parent
    ? (atlas.children.get(parent) ?? [])
    : text || level
      ? atlas.areas.values()
      : atlas.children.get('')
  const items: Area[] = []
  for (const area of from ?? []) {
    if (level && area.level !== level) continue
    if (within && !isInside(area.code, within)) continue
    if (text && !area.name.toLowerCase().includes(text) && !area.code.startsWith(text)) continue
    items.push(area)
    if (items.length === limit) break
  }
  return { items }
})

export const area = answer(territory, 'area', async (work, { params }) => {
  const atlas = await atlasOf(work)
  const path = pathOf(params.code).flatMap((code) => {
    const one = atlas.areas.get(code)
    return one ? [{ code, name: one.name }] : []
  })
  return { area: known(atlas, params.code), path }
})

export const boundary = answer(territory, 'boundary', async (work, { params }) => {
  const atlas = await atlasOf(work)
  const { code, name, level } = known(atlas, params.code)
  const shape = atlas.shapes.get(code)
  if (!shape) throw refuseAsKernel('not-found')
  work.http?.reply.header('cache-control', 'public, max-age=300')
  return {
    type: 'Feature' as const,
    properties: { code, name, level },
    geometry: { type: 'MultiPolygon' as const, coordinates: toCoordinates(shape) },
  }
})

const below: Readonly<Record<AreaLevel, AreaLevel>> = {
  district: 'subdistrict',
  subdistrict: 'community',
  community: 'gridCell',
  gridCell: 'gridCell',
}

export const map = answer(territory, 'map', async (work, { params, query }) => {
  const atlas = await atlasOf(work)
  const level = query.level ?? below[known(atlas, params.code).level]
  const tag = `"${atlas.revision}-${params.code}-${level}"`
  const { request, reply } = work.http ?? {}
  // A reader who names the revision may keep it for good: another revision has another address.
  reply?.header('etag', tag)
  reply?.header(
    'cache-control',
    query.v === atlas.revision
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=60, stale-while-revalidate=86400',
  )
  if (reply && request?.headers['if-none-match'] === tag) reply.code(304).send()
  return jsonText<AreaMap>(atlas.mapText(params.code, level))
})

export const background = answer(territory, 'background', async (work) => {
  const key = await work.setting<string>('tiandituKey')
  return { tiandituKey: key || null }
})

export const locate = answer(territory, 'locate', async (work, { query }) => {
  const atlas = await atlasOf(work)
  const { lon, lat } = toCgcs2000(query)
  const found = atlas.locate({ lon, lat })
  if (!found) return { found: null, lon, lat }
  const [districtName = '', subdistrictName = '', communityName = '', cellName = ''] = namesOf(atlas, found.cellCode)
  const near = await store(work.db).nearest(found.cellCode, lon, lat)
  const nearest = near ? { text: near.text, metres: Math.round(metresBetween(near, { lon, lat })) } : null
  return { found: { ...found, cellName, communityName, subdistrictName, districtName, nearest }, lon, lat }
})
