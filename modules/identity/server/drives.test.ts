/** A community sets a target, hangs its codes up, and sees how many came from each place; of people it sees nothing. */
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const [street, community, other] = ['440104001000', '440104001001', '440104001002']
let town: Town
let xie: Person

beforeAll(async () => {
  town = await host([module], { now: '2026-11-23T01:00:00Z' })
  const id = await town.work(module, (work) =>
    createAccount(work, { loginName: 'xie', displayName: '谢婉仪', kind: 'staff', areaCode: community }),
  )
  xie = town.as({ id, roles: [{ role: 'communityWorker', area: community, unitId: null }] })
})
afterAll(() => town.close())

let serial = 0
const register = async (source?: string, areaCode = community) => {
  serial += 1
  const phone = `138100${String(serial).padStart(5, '0')}`
  const browser = town.browser()
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '何永康', areaCode, ...(source ? { source } : {}) },
  })
}
const look = (area = community, who = xie) => who.ask(identity, 'drive', { params: { area } })
const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    ({ problem }) => `${problem.code} ${problem.field ?? ''}`.trim(),
  )

test('who scans the code of a place and who registers by it is counted there, and in the community', async () => {
  const add = (place: string, team: string) =>
    xie.ask(identity, 'addDrivePoint', { params: { area: community }, body: { place, team } })
  const gate = await add('南门岗亭', '楼长队')
  const clinic = await add('卫生站', '志愿者一组')
  expect(new URL(gate.url).search).toBe(`?area=${community}&from=${gate.source}`)
  for (const from of [gate.source, gate.source, clinic.source, 'nowhere'])
    await town.guest.ask(identity, 'visit', { params: { area: community }, query: { from } })
  await register(gate.source)
  await register(clinic.source)
  await register(clinic.source)
  await register('p999999')
  await register()
  const { points, communities } = await look()
  // By name: the team with more comes no earlier.
  expect(points.map(({ team, visited, registered }) => [team, visited, registered])).toEqual(
    [
      ['志愿者一组', 1, 2],
      ['楼长队', 2, 1],
    ].sort(([a = ''], [b = '']) => (String(a) < String(b) ? -1 : 1)),
  )
  expect(communities).toEqual([expect.objectContaining({ areaCode: community, target: null, registered: 5 })])
})

test('a target counts from its first day to its last, and ends before it begins never', async () => {
  const set = (fromOn: string, untilOn: string) =>
    xie.ask(identity, 'setDriveTarget', { params: { area: community }, body: { people: 400, fromOn, untilOn } })
  expect(await said(set('2026-12-01', '2026-11-30'))).toBe('kernel/invalid-input untilOn')
  await set('2026-11-24', '2026-12-31')
  expect((await look()).communities[0]).toMatchObject({
    target: { people: 400, fromOn: '2026-11-24', untilOn: '2026-12-31' },
    registered: 0,
  })
  town.clock.advance(86_400_000)
  await register()
  expect((await look()).communities[0]).toMatchObject({ registered: 1 })
})

test('a code that was taken down is counted no more, and what came before stays', async () => {
  const point = await xie.ask(identity, 'addDrivePoint', {
    params: { area: community },
    body: { place: '菜市场', team: '物业' },
  })
  const params = { area: community, source: point.source }
  await register(point.source)
  await xie.ask(identity, 'endDrivePoint', { params })
  await register(point.source)
  expect((await look()).points.find(({ source }) => source === point.source)).toMatchObject({
    registered: 1,
    isEnded: true,
  })
  expect(await said(xie.ask(identity, 'endDrivePoint', { params }))).toBe('kernel/not-found')
})

test('another community sees and changes nothing of it; a street sees its communities and runs no drive of its own', async () => {
  const neighbour = town.as({ roles: [{ role: 'communityAdmin', area: other, unitId: null }] })
  expect(await said(look(community, neighbour))).toBe('kernel/forbidden')
  expect(
    await said(
      neighbour.ask(identity, 'addDrivePoint', { params: { area: community }, body: { place: '门口', team: '队' } }),
    ),
  ).toBe('kernel/forbidden')
  const admin = town.as({ roles: [{ role: 'communityAdmin', area: street, unitId: null }] })
  expect((await look(street, admin)).communities.map(({ areaCode }) => areaCode)).toEqual([community])
  expect(
    await said(
      admin.ask(identity, 'addDrivePoint', { params: { area: street }, body: { place: '街道办', team: '办' } }),
    ),
  ).toBe('kernel/invalid-input area')
})

test('nothing about a drive says who came or who brought them', async () => {
  const { rows } = await town.owner.query(
    `select column_name from information_schema.columns where table_schema = current_schema() and table_name in ('identity_drive_days', 'identity_drive_points')`,
  )
  expect(
    rows.map((row) => row.column_name).filter((name: string) => /account|person|helper|name|phone/.test(name)),
  ).toEqual([])
})
