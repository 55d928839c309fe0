/** Those who keep the territory: what they may change, where, and what is refused. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Area, territory } from '../contract.ts'
import module from './module.ts'

const folder = join(import.meta.dirname, '../../../presets/guali')
let town: Town
let cell: Area
let neighbour: Area

beforeAll(async () => {
  town = await host([module])
  await town.host.seed({
    name: 'guali',
    modules: ['territory'],
    scale: 'demo',
    // Files of the repository, checked by preset.test.ts.
    read: async <T>(path: string) => JSON.parse(await readFile(join(folder, path), 'utf8')) as T,
    has: (path: string) => existsSync(join(folder, path)),
    progress: () => {},
  })
  const { items } = await town.guest.ask(territory, 'areas', { query: { level: 'gridCell' } })
  const [first] = items
  const other = items.find((item) => item.parentCode !== first?.parentCode)
  if (!first || !other) throw new Error('the town has no cells')
  cell = first
  neighbour = other
})
afterAll(() => town?.close())

const steward = () => town.as({ roles: [{ role: 'dataSteward', area: '330109000000', unitId: null }] })
const admin = () => town.as({ roles: [{ role: 'communityAdmin', area: cell.code.slice(0, 12), unitId: null }] })
const villager = () => town.as({ roles: [{ role: 'resident', area: cell.code.slice(0, 12), unitId: null }] })
const house = (at: Area, name = '幸福楼') => ({
  name,
  address: '航坞路1号',
  lon: at.centre?.lon ?? 0,
  lat: at.centre?.lat ?? 0,
  floors: 3,
  units: 2,
  dwellingsPerFloor: 2,
  elevators: 0,
})
const no = (status: number, code?: string, field?: string) => ({
  problem: { status, ...(code ? { code } : {}), ...(field ? { field } : {}) },
})

test('a town knows villages from communities', async () => {
  const { items } = await town.guest.ask(territory, 'areas', { query: { parent: '330109113000' } })
  expect(items.filter((item) => item.kind === 'village').length).toBe(8)
  expect(items.filter((item) => item.kind === 'community').length).toBe(4)
})

test('a data steward renames a community, everyone reads the new name, and the change is told', async () => {
  const code = cell.code.slice(0, 12)
  await steward().ask(territory, 'changeArea', { params: { code }, body: { name: '航坞新社区', residents: 4321 } })
  const { area } = await town.guest.ask(territory, 'area', { params: { code } })
  expect(area).toMatchObject({ name: '航坞新社区', residents: 4321 })
  await town.settle()
  expect(await town.told('territory/changed')).toContainEqual({ areaCode: code, what: 'area' })
})

test('two communities side by side cannot have one name', async () => {
  const { area } = await town.guest.ask(territory, 'area', { params: { code: neighbour.code.slice(0, 12) } })
  await expect(
    steward().ask(territory, 'changeArea', { params: { code: cell.code.slice(0, 12) }, body: { name: area.name } }),
  ).rejects.toMatchObject(no(409, 'territory/name-taken', 'name'))
})

test('a community administrator keeps the own community and no other; a villager keeps nothing', async () => {
  const added = await admin().ask(territory, 'addBuilding', { body: house(cell) })
  expect(added.dwellings).toBe(12)
  expect(added.code.startsWith(cell.code)).toBe(true)
  await expect(admin().ask(territory, 'addBuilding', { body: house(neighbour) })).rejects.toMatchObject(no(403))
  await expect(villager().ask(territory, 'addBuilding', { body: house(cell) })).rejects.toMatchObject(no(403))
  await expect(town.guest.ask(territory, 'addBuilding', { body: house(cell) })).rejects.toMatchObject(no(401))
  // Nor may a house be carried across the border.
  const { lon, lat } = neighbour.centre ?? { lon: 0, lat: 0 }
  await expect(
    admin().ask(territory, 'correctBuilding', { params: { id: added.id }, body: { lon, lat } }),
  ).rejects.toMatchObject(no(403))
})

test('two people who add a house at the same moment get two numbers', async () => {
  const names = ['甲楼', '乙楼', '丙楼', '丁楼']
  const added = await Promise.all(
    names.map((name) => admin().ask(territory, 'addBuilding', { body: house(cell, name) })),
  )
  expect(new Set(added.map((one) => one.code)).size).toBe(names.length)
})

test('a house grows by a floor and its new dwellings are numbered; it does not shrink under its people', async () => {
  const { id } = await admin().ask(territory, 'addBuilding', { body: house(cell, '平安楼') })
  const grown = await admin().ask(territory, 'correctBuilding', { params: { id }, body: { floors: 4 } })
  expect(grown.dwellings).toBe(16)
  await expect(
    admin().ask(territory, 'correctBuilding', { params: { id }, body: { floors: 2 } }),
  ).rejects.toMatchObject(no(409, 'territory/has-dwellings'))
  expect((await admin().ask(territory, 'building', { params: { id } })).floors).toBe(4)
  const { items } = await admin().ask(territory, 'dwellings', { params: { id }, query: {} })
  expect(items.map((item) => item.room).filter((room) => room.startsWith('4'))).toEqual(['401', '402', '401', '402'])
  const shop = await admin().ask(territory, 'correctDwelling', {
    params: { id: items[0]?.id ?? '' },
    body: { use: 'shop', floorAreaDm2: 8850 },
  })
  expect(shop).toMatchObject({ use: 'shop', floorAreaDm2: 8850 })
})

test('a house outside every cell is refused by its place, a house with no floors by its floors', async () => {
  await expect(steward().ask(territory, 'addBuilding', { body: { ...house(cell), lon: 100 } })).rejects.toMatchObject(
    no(422, 'territory/outside-areas', 'lon'),
  )
  await expect(steward().ask(territory, 'addBuilding', { body: { ...house(cell), floors: 0 } })).rejects.toMatchObject(
    no(422, 'kernel/invalid-input', 'floors'),
  )
})

test('a landmark gets a name in the mouth of the people, is found by it, corrected, and removed', async () => {
  const { lon = 0, lat = 0 } = cell.centre ?? {}
  const spot = await admin().ask(territory, 'addAddress', {
    body: { kind: 'landmark', name: '老樟树', text: '航坞路老樟树', aliases: ['大樟树下'], lon, lat },
  })
  const find = async (q: string) => (await town.guest.ask(territory, 'findAddresses', { query: { q } })).items
  expect((await find('大樟树'))[0]?.id).toBe(spot.id)
  await admin().ask(territory, 'correctAddress', { params: { id: spot.id }, body: { aliases: ['樟树头'] } })
  expect(await find('大樟树')).toEqual([])
  expect((await find('樟树头'))[0]?.communityCode).toBe(cell.code.slice(0, 12))
  await admin().ask(territory, 'removeAddress', { params: { id: spot.id } })
  expect(await find('樟树头')).toEqual([])
})

const square = (code: string, lon: number, lat: number, size = 0.002, name?: string) => ({
  type: 'Feature' as const,
  properties: { code, ...(name ? { name } : {}) },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat],
      ],
    ],
  },
})

test('a new village arrives with two cells and is there at once; a second time nothing changes', async () => {
  const features = [
    square('330109113209', 120.6, 30.3, 0.004, '新沙村'),
    square('330109113209001', 120.6, 30.3),
    square('330109113209002', 120.602, 30.3),
  ]
  const tried = await steward().ask(territory, 'importBoundaries', { body: { features, dryRun: true } })
  expect(tried).toEqual({ added: 3, changed: 0, unchanged: 0, retired: 0, moved: 0 })
  expect((await town.guest.ask(territory, 'locate', { query: { lon: 120.601, lat: 30.301 } })).found).toBeNull()
  await steward().ask(territory, 'importBoundaries', { body: { features } })
  const { found } = await town.guest.ask(territory, 'locate', { query: { lon: 120.601, lat: 30.301 } })
  expect(found).toMatchObject({ cellCode: '330109113209001', communityName: '新沙村' })
  // On the border of both: the smaller code.
  const border = await town.guest.ask(territory, 'locate', { query: { lon: 120.602, lat: 30.301 } })
  expect(border.found?.cellCode).toBe('330109113209001')
  expect(await steward().ask(territory, 'importBoundaries', { body: { features } })).toEqual({
    added: 0,
    changed: 0,
    unchanged: 3,
    retired: 0,
    moved: 0,
  })
})

test('a cell that grows makes its community grow', async () => {
  const before = await town.guest.ask(territory, 'area', { params: { code: '330109113000' } })
  await steward().ask(territory, 'importBoundaries', { body: { features: [square('330109113201099', 120.7, 30.3)] } })
  const after = await town.guest.ask(territory, 'area', { params: { code: '330109113000' } })
  expect((after.area.areaM2 ?? 0) - (before.area.areaM2 ?? 0)).toBeGreaterThan(30_000)
})

test('two cells become one: what stood in the retired one moves, nothing is left in no cell', async () => {
  const house2 = await steward().ask(territory, 'addBuilding', {
    body: { ...house(cell, '新沙楼'), lon: 120.603, lat: 30.301 },
  })
  expect(house2.cellCode).toBe('330109113209002')
  const retire = ['330109113209002']
  await expect(
    steward().ask(territory, 'importBoundaries', {
      body: { features: [square('330109113209001', 120.6, 30.3)], retire },
    }),
  ).rejects.toMatchObject(no(409, 'territory/left-homeless'))
  const counts = await steward().ask(territory, 'importBoundaries', {
    body: { features: [square('330109113209001', 120.6, 30.3, 0.004)], retire },
  })
  expect(counts).toEqual({ added: 0, changed: 1, unchanged: 0, retired: 1, moved: 1 })
  const moved = await steward().ask(territory, 'building', { params: { id: house2.id } })
  expect([moved.cellCode, moved.code]).toEqual(['330109113209001', house2.code])
  await expect(town.guest.ask(territory, 'area', { params: { code: '330109113209002' } })).rejects.toMatchObject(
    no(404),
  )
})

test('a cell is divided along a line: two new codes, what stood in it moves, the old one stays readable by name', async () => {
  const features = [
    square('330109113210', 120.6, 30.4, 0.004, '新围村'),
    square('330109113210001', 120.6, 30.4, 0.002),
    square('330109113210002', 120.602, 30.4, 0.002),
  ]
  await steward().ask(territory, 'importBoundaries', { body: { features } })
  const house2 = await steward().ask(territory, 'addBuilding', {
    body: { ...house(cell, '新围楼'), lon: 120.6005, lat: 30.4005 },
  })
  const line = [
    { lon: 120.601, lat: 30.3995 },
    { lon: 120.601, lat: 30.4025 },
  ]
  const params = { code: '330109113210001' }
  const dry = await steward().ask(territory, 'divideCell', { params, body: { line, dryRun: true } })
  expect(dry).toMatchObject({ moved: 1, retired: 1 })
  expect((await town.guest.ask(territory, 'area', { params })).area.code).toBe(params.code)
  const made = await steward().ask(territory, 'divideCell', { params, body: { line, names: ['西格'] } })
  expect(made.cells.map(({ code }) => code).sort()).toEqual(['330109113210003', '330109113210004'])
  await expect(town.guest.ask(territory, 'area', { params })).rejects.toMatchObject(no(404))
  const moved = await steward().ask(territory, 'building', { params: { id: house2.id } })
  expect(made.cells.map(({ code }) => code)).toContain(moved.cellCode)
  expect(moved.code).toBe(house2.code)
  const named = await town.work(module, async (work) => work.use(territory).areaNames([params.code]))
  expect(named.get(params.code)).toBe('第1网格')
  // The community is what it was: no gap, no crumb.
  const { area } = await town.guest.ask(territory, 'area', { params: { code: '330109113210' } })
  const whole = await town.guest.ask(territory, 'boundary', { params: { code: '330109113210' } })
  expect(whole.geometry.coordinates).toHaveLength(1)
  expect(area.hasChildren).toBe(true)

  const codes = made.cells.map(({ code }) => code)
  const one = await steward().ask(territory, 'joinCells', {
    body: { codes: [...codes, '330109113210002'], name: '新围网格' },
  })
  expect(one).toMatchObject({ cells: [{ code: '330109113210005', name: '新围网格' }], moved: 1, retired: 3 })
  const { found } = await town.guest.ask(territory, 'locate', { query: { lon: 120.6005, lat: 30.4005 } })
  expect(found).toMatchObject({ cellCode: '330109113210005', cellName: '新围网格' })
})

test('a line beside the cell, cells that do not touch, and whoever keeps one community only, are refused', async () => {
  const code = '330109113210005'
  const line = [
    { lon: 120.7, lat: 30.5 },
    { lon: 120.71, lat: 30.5 },
  ]
  await expect(steward().ask(territory, 'divideCell', { params: { code }, body: { line } })).rejects.toMatchObject(
    no(422, 'territory/cut-impossible', 'line'),
  )
  await expect(steward().ask(territory, 'joinCells', { body: { codes: [code, cell.code] } })).rejects.toMatchObject(
    no(422, 'territory/not-side-by-side', 'codes'),
  )
  await expect(
    admin().ask(territory, 'divideCell', { params: { code: cell.code }, body: { line } }),
  ).rejects.toMatchObject(no(403))
})

test.each([
  [
    'a bow tie',
    {
      coordinates: [
        [
          [120.8, 30.3],
          [120.81, 30.31],
          [120.81, 30.3],
          [120.8, 30.312],
          [120.8, 30.3],
        ],
      ],
    },
    '边界自相交',
  ],
  [
    'a line',
    {
      coordinates: [
        [
          [120.8, 30.3],
          [120.81, 30.31],
          [120.8, 30.3],
        ],
      ],
    },
    '少于三个点',
  ],
  [
    'a point in space',
    {
      coordinates: [
        [
          [220.8, 30.3],
          [120.81, 30.31],
          [120.81, 30.3],
        ],
      ],
    },
    '经纬度超出范围',
  ],
  ['a point', { type: 'Point', coordinates: [120.8, 30.3] }, '不是多边形'],
])('%s among good features is named and nothing is written', async (_, geometry, fault) => {
  const good = square('330109113202088', 120.9, 30.3)
  const bad = { ...square('330109113202089', 120.8, 30.3), geometry: { type: 'Polygon', ...geometry } }
  const asked = steward().raw('POST', '/api/territory/boundaries', { features: [good, bad] })
  const problem = (await (await asked).json()) as { detail?: string; title: string }
  expect(problem).toMatchObject({ status: 422, code: 'territory/bad-boundary', field: 'features.1' })
  expect(`${problem.title}${problem.detail ?? ''}`).toContain(fault)
  expect((await town.guest.ask(territory, 'locate', { query: { lon: 120.901, lat: 30.301 } })).found).toBeNull()
})

test('a cell drawn over its neighbour is refused with both names; without a parent or a code it is refused too', async () => {
  const { lon = 0, lat = 0 } = cell.centre ?? {}
  const send = (feature: unknown) => steward().raw('POST', '/api/territory/boundaries', { features: [feature] })
  const over = await (await send(square('330109113001098', lon, lat, 0.0005))).json()
  expect(over).toMatchObject({ code: 'territory/cells-overlap', field: 'features.0', facts: { other: cell.code } })
  expect(await (await send(square('330109777001001', 121, 30))).json()).toMatchObject({
    code: 'territory/bad-boundary',
  })
  expect(await (await send(square('12345', 121, 30, 0.001, '无名'))).json()).toMatchObject({
    code: 'territory/bad-boundary',
  })
})

test('only a data steward of the area imports boundaries', async () => {
  const body = { features: [square('330109113201097', 120.75, 30.3)] }
  await expect(admin().ask(territory, 'importBoundaries', { body })).rejects.toMatchObject(no(403))
  const stranger = town.as({ roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })
  await expect(stranger.ask(territory, 'importBoundaries', { body })).rejects.toMatchObject(no(403))
})

test('a cell keeps the number it has by the province’s rule; a wrong one is refused by its field, and two cells never share one', async () => {
  const send = (code: string, lon: number, properties: object) => {
    const one = square(code, lon, 30.2)
    return steward().raw('POST', '/api/territory/boundaries', {
      features: [{ ...one, properties: { ...one.properties, ...properties } }],
    })
  }
  const refused = async (answer: Promise<Response>) => {
    const { status, field } = (await (await answer).json()) as { status: number; field: string }
    return `${status} ${field}`
  }
  const [own, other] = ['330109113202077', '330109113202078']
  expect(await refused(send(own, 121.4, { scheme: '万米' }))).toBe('422 features.0.properties.scheme')
  expect(await refused(send(own, 121.4, { scheme: 'comprehensive', schemeCode: '3301' }))).toBe(
    '422 features.0.properties.schemeCode',
  )
  expect(await refused(send(own, 121.4, { urbanRuralCode: '999' }))).toBe('422 features.0.properties.urbanRuralCode')
  const kept = { scheme: 'comprehensive', schemeCode: '33010911320200017' }
  expect((await send(own, 121.4, kept)).status).toBe(200)
  expect((await town.guest.ask(territory, 'area', { params: { code: own } })).area).toMatchObject(kept)
  expect(await refused(send(other, 121.5, kept))).toBe('422 features.0.properties.schemeCode')
  // Drawn anew without a word about it, it keeps its number.
  expect((await send(own, 121.4001, {})).status).toBe(200)
  expect((await town.guest.ask(territory, 'area', { params: { code: own } })).area).toMatchObject(kept)
})
