/** What anyone may ask of the reference district, over HTTP on a real database. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { territory } from '../contract.ts'
import { toGcj02 } from '../coordinates.ts'
import { unpackMap } from '../topology.ts'
import module from './module.ts'

const presets = join(import.meta.dirname, '../../../presets')
const preset = (name: string, scale: 'demo' | 'full' = 'demo') => ({
  name,
  modules: ['territory'],
  scale,
  // Files of the repository, checked by preset.test.ts.
  read: async <T>(path: string) => JSON.parse(await readFile(join(presets, name, path), 'utf8')) as T,
  has: (path: string) => existsSync(join(presets, name, path)),
  progress: () => {},
})

let town: Town
beforeAll(async () => {
  town = await host([module])
  await town.host.seed(preset('yuexiu'))
})
afterAll(() => town?.close())

const resident = () => town.as({ roles: [{ role: 'resident', area: '440104001001', unitId: null }] })

test('a visitor walks down the tree from the district to the cells', async () => {
  const { items: roots } = await town.guest.ask(territory, 'areas', { query: {} })
  expect(roots.map((root) => root.name)).toEqual(['越秀区'])
  const { items: streets } = await town.guest.ask(territory, 'areas', { query: { parent: '440104000000' } })
  expect(streets).toHaveLength(18)
  expect(streets[0]).toMatchObject({ code: '440104001000', name: '洪桥街道', kind: 'subdistrict', hasChildren: true })
  const { items: cells } = await town.guest.ask(territory, 'areas', { query: { parent: '440104001001' } })
  expect(cells.map((cell) => cell.name)).toEqual(cells.map((_, n) => `第${n + 1}网格`))
  const { path } = await town.guest.ask(territory, 'area', { params: { code: '440104001001002' } })
  expect(path.map((one) => one.name)).toEqual(['越秀区', '洪桥街道', expect.stringMatching(/社区$/), '第2网格'])
})

test('an area is found by part of its name, within another if asked', async () => {
  const { items } = await town.guest.ask(territory, 'areas', { query: { q: '北京', level: 'subdistrict' } })
  expect(items.map((item) => item.code)).toEqual(['440104003000'])
  const { items: none } = await town.guest.ask(territory, 'areas', { query: { q: '北京街道', within: '440104001000' } })
  expect(none).toEqual([])
})

test('an area that does not exist is not found, a code that is no code is refused by name', async () => {
  await expect(town.guest.ask(territory, 'area', { params: { code: '440199999999' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await expect(town.guest.ask(territory, 'area', { params: { code: 'x' } })).rejects.toMatchObject({
    problem: { status: 422, field: 'code' },
  })
})

test('a phone that speaks GCJ-02 is in the same cell as a surveyor who speaks CGCS2000', async () => {
  const here = { lon: 113.2602, lat: 23.1398 }
  const plain = await town.guest.ask(territory, 'locate', { query: here })
  expect(plain.found).toMatchObject({ districtName: '越秀区', subdistrictName: '洪桥街道' })
  expect(plain.found?.nearest?.text).toBe('五羊石像')
  expect(plain.found?.nearest?.metres).toBeLessThan(2)
  const shifted = await town.guest.ask(territory, 'locate', { query: { ...toGcj02(here), crs: 'gcj02' } })
  expect(shifted.found?.cellCode).toBe(plain.found?.cellCode)
})

test('across the river is nowhere, and a latitude beyond the pole is refused', async () => {
  const { found } = await town.guest.ask(territory, 'locate', { query: { lon: 113.27, lat: 23.09 } })
  expect(found).toBeNull()
  const answer = await town.guest.raw('GET', '/api/territory/locate?lon=113.27&lat=123')
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ field: 'lat' })
})

test('other modules get the cell of a place, and what lies around it', async () => {
  await town.work(module, async (work) => {
    const port = work.use(territory)
    expect((await port.cellAt({ lon: 113.2602, lat: 23.1398 }))?.cellCode).toMatch(/^440104001\d{6}$/)
    expect(await port.pathNames('440104003001')).toHaveLength(3)
    expect((await port.areasAt('gridCell', '440104001000')).every((cell) => cell.code.startsWith('440104001'))).toBe(
      true,
    )
    expect((await port.areaNames(['440104003000', '999999999999'])).get('440104003000')).toBe('北京街道')
  })
})

test('the map of all 1,893 cells is light enough for a phone and unchanged when asked again', async () => {
  const answer = await town.guest.raw('GET', '/api/territory/map/440104000000?level=gridCell')
  const text = await answer.text()
  expect(gzipSync(text).byteLength).toBeLessThan(100_000)
  const map = JSON.parse(text) as Parameters<typeof unpackMap>[0] & { revision: string }
  expect(unpackMap(map)).toHaveLength(1893)
  const again = await town.guest.raw('GET', '/api/territory/map/440104000000?level=gridCell', undefined, {
    'if-none-match': answer.headers.get('etag') ?? '',
  })
  expect(again.status).toBe(304)
  const kept = await town.guest.raw('GET', `/api/territory/map/440104000000?level=gridCell&v=${map.revision}`)
  expect(kept.headers.get('cache-control')).toContain('immutable')
  const streets = await town.guest.ask(territory, 'map', { params: { code: '440104000000' }, query: {} })
  expect(streets.areas).toHaveLength(18)
})

test('the boundary of a subdistrict is closed GeoJSON', async () => {
  const { geometry, properties } = await town.guest.ask(territory, 'boundary', { params: { code: '440104003000' } })
  expect(properties.name).toBe('北京街道')
  const line = geometry.coordinates[0]?.[0] ?? []
  expect(line.length).toBeGreaterThan(4)
  expect(line[0]).toEqual(line.at(-1))
})

test('people find a landmark by the name they use for it', async () => {
  const find = async (q: string) => (await town.guest.ask(territory, 'findAddresses', { query: { q } })).items
  expect((await find('五羊石像'))[0]).toMatchObject({ kind: 'landmark', subdistrictName: '洪桥街道' })
  expect((await find('五层楼'))[0]?.name).toBe('镇海楼')
  expect((await find('中山四路')).map((item) => item.kind)).toContain('street')
  expect(await find('%')).toEqual([])
  await expect(find(' ')).rejects.toMatchObject({ problem: { code: 'territory/query-too-short', field: 'q' } })
})

test('a place is read out of a sentence: a house number before a landmark, a landmark before a street', async () => {
  await town.work(module, async (work) => {
    const { placesNamedIn, buildingsIn } = work.use(territory)
    const named = async (text: string) => (await placesNamedIn({ text })).map((place) => place.name)
    expect(await named('昨晚五羊石像旁边的路灯不亮了')).toEqual(['五羊石像'])
    expect((await named('中山四路上,农讲所门口有积水'))[0]).toBe('农讲所旧址')
    expect(await named('你好')).toEqual([])
    const [house] = await buildingsIn({ area: '440104003000', limit: 1 })
    expect((await placesNamedIn({ text: `${house?.address}楼道堆了杂物` }))[0]).toMatchObject({
      kind: 'door',
      id: house?.id,
    })
  })
})

test('a resident looks up the house and its dwellings; a guest is asked to sign in', async () => {
  const { items } = await resident().ask(territory, 'buildings', { query: { area: '440104003000', limit: 200 } })
  const house = items.find((one) => one.units > 1)
  expect(house?.dwellings).toBe((house?.floors ?? 0) * (house?.units ?? 0) * (house?.dwellingsPerFloor ?? 0))
  const { items: rooms } = await resident().ask(territory, 'dwellings', { params: { id: house?.id ?? '' }, query: {} })
  expect(rooms[0]).toMatchObject({ unit: '1', floor: 1, room: '101', use: 'home' })
  expect(rooms[0]?.address).toContain('1单元101房')
  expect(rooms[0]?.address.startsWith(house?.address ?? '-')).toBe(true)
  await expect(town.guest.ask(territory, 'buildings', { query: { area: '440104003000' } })).rejects.toMatchObject({
    problem: { status: 401 },
  })
})

test('a long list comes page by page, each building once', async () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await resident().ask(territory, 'buildings', {
      query: { area: '440104003000', limit: 40, ...(after ? { after } : {}) },
    })
    seen.push(...items.map((item) => item.code))
    after = next ?? undefined
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual([...seen].sort())
  expect(seen.length).toBeGreaterThan(60)
})
