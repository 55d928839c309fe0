/** When grid cells are divided or joined, everything that stood for them follows at once, and what is left open is asked. */
import benefits from '@liren/benefits/server'
import { cases } from '@liren/cases/contract'
import catalogue from '@liren/catalogue/server'
import { command } from '@liren/command/contract'
import commandModule from '@liren/command/server'
import { type IdentityPort, identity } from '@liren/identity/contract'
import { type OrganisationPort, organisation } from '@liren/organisation/contract'
import { patrol } from '@liren/patrol/contract'
import patrolModule from '@liren/patrol/server'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { district, here, refusal } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

const { town, who, report, on } = await openStreet([patrolModule, commandModule, catalogue, benefits])
afterAll(() => town.close())

const steward = town.as({ name: '许数据', roles: [{ role: 'dataSteward', area: district, unitId: null }] })
const admin = town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area: district, unitId: null }] })
const leader = town.as({ name: '何值班长', roles: [{ role: 'dutyLeader', area: district, unitId: null }] })
const neighbour = town.as({ name: '陈网格', roles: [{ role: 'gridWorker', area: here, unitId: null }] })

const cellAt = async (lon: number, lat: number) =>
  (await town.guest.ask(territory, 'locate', { query: { lon, lat } })).found?.cellCode ?? ''
const accounts = <T>(ask: (port: IdentityPort) => Promise<T>) =>
  town.work('cases', (work) => ask(work.use(identity as never) as IdentityPort))
const units = <T>(ask: (port: OrganisationPort) => Promise<T>) =>
  town.work('cases', (work) => ask(work.use(organisation as never) as OrganisationPort))
const holding = (area: string) => accounts((port) => port.holders({ role: 'gridWorker', area }))

/** Somebody who looks after one cell: an account, its role there, and a post of the grid team. */
const gridWorker = async (loginName: string, name: string, cell: string) => {
  const id = await accounts((port) =>
    port.createAccount({ loginName, displayName: name, kind: 'staff', roles: [{ role: 'gridWorker', area: cell }] }),
  )
  const team = await units((port) => port.unitOfArea(here, 'gridTeam'))
  const post = await admin.ask(organisation, 'createPosition', {
    params: { id: team?.id ?? '' },
    body: { post: 'gridWorker', title: `${name}的网格`, areaCode: cell },
  })
  await admin.ask(organisation, 'appoint', {
    params: { id: post.id },
    body: { name, accountId: id, termFrom: '2026-11-01' },
  })
  return id
}

let cell = ''
let halves: readonly string[] = []
let first = ''
beforeAll(async () => {
  const cells = await town.guest.ask(territory, 'areas', { query: { parent: here } })
  cell = cells.items[0]?.code ?? ''
  first = await gridWorker('first', '冯一', cell)
})

test('a divided cell: its worker, its duty line, its patrol stops, its residents and its open cases stand in the halves at once', async () => {
  const { area } = await town.guest.ask(territory, 'area', { params: { code: cell } })
  const { lon = 0, lat = 0 } = area.centre ?? {}
  const [west, east] = [
    { lon: lon - 0.0002, lat },
    { lon: lon + 0.0002, lat },
  ]
  expect([await cellAt(west.lon, lat), await cellAt(east.lon, lat)]).toEqual([cell, cell])
  const building = await steward.ask(territory, 'addBuilding', {
    body: {
      name: '东边楼',
      address: '应元路99号',
      ...east,
      floors: 2,
      units: 1,
      dwellingsPerFloor: 1,
      elevators: 0,
    },
  })
  const [home] = (await steward.ask(territory, 'dwellings', { params: { id: building.id }, query: {} })).items
  const resident = await neighbour.ask(people, 'register', {
    body: { fullName: '邓居民', areaCode: cell, dwellingId: home?.id ?? '' },
  })
  const homeless = await neighbour.ask(people, 'register', { body: { fullName: '游居民', areaCode: cell } })
  const water = await units((port) => port.unitByCode('D-SL'))
  await steward.ask(organisation, 'enterDuty', {
    body: { unitId: water?.id ?? '', categories: ['E0504'], areaCode: cell, part: 'lead', clause: '本网格试点' },
  })
  const route = await admin.ask(patrol, 'keepRoute', {
    params: { id: '0190a5f0-0000-7000-8000-00000000c001' },
    body: {
      area: here,
      name: '早巡',
      weekdays: [1],
      workerId: null,
      stops: [
        { name: '西口', ...west, checks: [] },
        { name: '东口', ...east, checks: [] },
      ],
    },
  })
  expect(route.stops.map(({ cellCode }) => cellCode)).toEqual([cell, cell])
  const open = await report(who.chen, { place: east })
  // What is told of both of them, and what they may have a right to, is filed under the cell.
  for (const { id } of [resident, homeless]) {
    await town.owner.query(
      `insert into catalogue_values (id, subject_kind, subject_id, key, source, plain, fingerprint, recorded_at, area_code)
        values (gen_random_uuid(), 'person', $1, 'person.residence', '网格核实', '"1"', 'x', now(), $2)`,
      [id, cell],
    )
    await town.owner.query(
      `insert into benefits_matches (id, person_id, rule_id, rule_version, mode, is_guarded, area_code, state, found_at)
        values (gen_random_uuid(), $1, 'P-01', 1, 'notice', false, $2, 'found', now())`,
      [id, cell],
    )
  }
  await town.settle()

  const line = [
    { lon, lat: lat - 0.0005 },
    { lon, lat: lat + 0.0005 },
  ]
  const made = await steward.ask(territory, 'divideCell', { params: { code: cell }, body: { line } })
  halves = made.cells.map(({ code }) => code)
  await town.settle()
  const [inWest, inEast] = [await cellAt(west.lon, lat), await cellAt(east.lon, lat)]
  expect([inWest, inEast].sort()).toEqual([...halves].sort())

  for (const half of halves) expect(await holding(half)).toContain(first)
  expect((await accounts((port) => port.rolesOf(first))).map((one) => one.area).sort()).toEqual([...halves].sort())
  const lead = async (at: string) =>
    (
      await units((port) => port.dutyFor({ categoryCode: 'E0504', areaCode: here, cellCode: at, at: town.clock.now() }))
    )[0]
  for (const half of halves) expect((await lead(half))?.unitId).toBe(water?.id)
  const routes = await admin.ask(patrol, 'routes', { query: { area: here } })
  expect(routes.items[0]?.stops.map(({ cellCode }) => cellCode)).toEqual([inWest, inEast])
  const found = await neighbour.ask(people, 'readPerson', { params: { id: resident.id } })
  expect(found.person.areaCode).toBe(inEast)
  expect(halves).toContain((await neighbour.ask(people, 'readPerson', { params: { id: homeless.id } })).person.areaCode)
  for (const table of ['catalogue_values where subject_id', 'benefits_matches where person_id'])
    for (const { id } of [resident, homeless]) {
      const { rows } = await town.owner.query(`select area_code from ${table} = $1`, [id])
      const stands = (await neighbour.ask(people, 'readPerson', { params: { id } })).person.areaCode
      expect(rows).toEqual([{ area_code: stands }])
    }
  expect((await who.wu.ask(cases, 'read', on(open.id))).matter.cellCode).toBe(inEast)
  // The command centre's map as well, without waiting for the night.
  const { cells } = await leader.ask(command, 'cells', { query: {} })
  const codes = cells.map(({ code }) => code)
  expect(codes).toContain(inEast)
  expect(codes).not.toContain(cell)
})

test('whoever keeps the organisation says who goes on in which half; the one who leaves a half loses the role there, and no half is left to nobody', async () => {
  const { items } = await admin.ask(organisation, 'carried', { query: { area: here } })
  const posts = items.filter(({ kind }) => kind === 'post')
  const hers = posts.filter(({ holders }) => holders.includes('冯一'))
  expect(hers.map(({ toCell, because }) => [toCell, because]).sort()).toEqual(
    [...halves].sort().map((half) => [half, 'divided']),
  )
  const [leaving, staying] = hers
  const half = leaving?.toCell ?? ''
  const settle = (id = '', keeps = true) =>
    admin.ask(organisation, 'settleCarried', { params: { id }, body: { keeps } })
  for (const other of posts) if (other.toCell === half && other.id !== leaving?.id) await settle(other.id, false)
  expect(await refusal(settle(leaving?.id, false))).toMatchObject({ code: 'organisation/nobody-left', status: 409 })
  const second = await gridWorker('second', '柳二', half)
  await settle(leaving?.id, false)
  await settle(staying?.id, true)
  await town.settle()
  expect(await holding(half)).toContain(second)
  expect(await holding(half)).not.toContain(first)
  expect(await holding(staying?.toCell ?? '')).toContain(first)
  const left = await admin.ask(organisation, 'carried', { query: { area: here } })
  expect(left.items.filter(({ kind, toCell }) => kind === 'post' && toCell === half)).toEqual([])
  const stranger = town.as({ roles: [{ role: 'communityAdmin', area: '440104003001', unitId: null }] })
  expect((await stranger.ask(organisation, 'carried', { query: {} })).items).toEqual([])
})

test('joined cells: both workers have the whole until somebody decides, and a duty line that said the same twice stands once', async () => {
  const water = await units((port) => port.unitByCode('D-SL'))
  const { cells } = await steward.ask(territory, 'joinCells', { body: { codes: [...halves], name: '合并网格' } })
  await town.settle()
  const whole = cells[0]?.code ?? ''
  const second = (await accounts((port) => port.accountByLogin('second')))?.id
  expect(await holding(whole)).toEqual(expect.arrayContaining([first, second]))
  const { items } = await admin.ask(organisation, 'carried', { query: { area: here } })
  const open = items.filter(({ toCell }) => toCell === whole)
  expect(new Set(open.map(({ kind, because }) => `${kind} ${because}`))).toEqual(new Set(['post joined']))
  expect(open.flatMap(({ holders }) => holders)).toEqual(expect.arrayContaining(['冯一', '柳二']))
  const duties = await steward.ask(organisation, 'duties', { query: { unit: water?.id ?? '' } })
  expect(duties.items.filter(({ areaCode, validTo }) => areaCode === whole && validTo === null)).toHaveLength(1)
})
