/** 编码与证件: whatever number, code or point the field’s standards know, a wrong one is refused over HTTP with the name of its field, and nothing is written. */
import { randomUUID } from 'node:crypto'
import cases from '@liren/cases/server'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import things from '@liren/things/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { presetFor, readPreset } from './preset.ts'

const community = '440104001001'
let town: Town
let desk: Person

beforeAll(async () => {
  const file = readPreset('yuexiu')
  const modules = [territory, organisation, identity, people, files, notices, matters, things, cases]
  town = await host(modules, {
    preset: presetFor({ ...file, modules: modules.map(({ contract }) => contract.name) }, 'yuexiu', 'demo', () => {}),
    now: '2026-11-23T01:00:00Z',
  })
  desk = town.as({
    roles: ['dataSteward', 'communityAdmin', 'communityWorker', 'acceptor'].map((role) => ({
      role,
      area: '440104000000',
      unitId: null,
    })),
  })
}, 240_000)
afterAll(() => town?.close())

/** Status and field of what came back. */
const refusal = async (answer: Promise<Response>) => {
  const response = await answer
  const problem = (await response.json()) as { field?: string; errors?: readonly { field: string }[] }
  return { status: response.status, field: problem.field ?? problem.errors?.[0]?.field }
}
const counted = async () =>
  (
    await town.owner.query(`select (select count(*) from people_persons)::int as persons, (select count(*) from people_enterprises)::int as enterprises,
      (select count(*) from identity_accounts)::int as accounts, (select count(*) from things_things)::int as things,
      (select count(*) from territory_areas)::int as areas, (select count(*) from cases_cases)::int as cases`)
  ).rows[0]

const code = async (phone: string) => {
  const asked = await town.guest.raw('POST', '/api/identity/codes', { phone, purpose: 'register' })
  return ((await asked.json()) as { demoCode: string }).demoCode
}
const square = (properties: object) => ({
  features: [
    {
      type: 'Feature',
      properties: { code: '440104001001998', ...properties },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114, 24],
            [114.001, 24],
            [114.001, 24.001],
            [114, 24.001],
            [114, 24],
          ],
        ],
      },
    },
  ],
})

type Row = readonly [what: string, bad: unknown, field: string, ask: (bad: unknown) => Promise<Response>]

const person =
  (field: string, more: object = {}) =>
  (bad: unknown) =>
    desk.raw('POST', '/api/people/persons', { fullName: '钟月嫦', areaCode: community, ...more, [field]: bad })
const enterprise = (bad: unknown) =>
  desk.raw('POST', '/api/people/enterprises', { name: '东濠饼家', areaCode: community, creditCode: bad })
const resident = async (bad: unknown) => {
  const phone = `138${String(Math.trunc(Math.random() * 1e8)).padStart(8, '0')}`
  const body = { phone, code: await code(phone), displayName: '钟月嫦', areaCode: community, idNumber: bad }
  return town.guest.raw('POST', '/api/identity/residents', body)
}
const firm = async (bad: unknown) => {
  const phone = `139${String(Math.trunc(Math.random() * 1e8)).padStart(8, '0')}`
  const body = { phone, code: await code(phone), displayName: '东濠饼家', areaCode: community, creditCode: bad }
  return town.guest.raw('POST', '/api/identity/enterprises', body)
}
const registered = (bad: unknown) => town.guest.raw('POST', '/api/identity/codes', { phone: bad, purpose: 'register' })
const thing = (field: string) => (bad: unknown) =>
  desk.raw('PUT', `/api/things/things/${randomUUID()}`, {
    kind: '0103',
    place: '应元路口',
    area: community,
    ownerName: '',
    state: 'inUse',
    lastCheckedOn: null,
    note: '',
    [field]: bad,
  })
const report = (body: (bad: unknown) => object) => (bad: unknown) =>
  desk.raw('POST', '/api/cases/reports', { id: randomUUID(), text: '井盖不见了', areaCode: community, ...body(bad) })
const boundary =
  (field: string, more: object = {}) =>
  (bad: unknown) =>
    desk.raw('POST', '/api/territory/boundaries', square({ ...more, [field]: bad }))
const at = (query: string) => (bad: unknown) =>
  town.guest.raw('GET', `/api/territory/locate?${query}${encodeURIComponent(String(bad))}`)
const area = (bad: unknown) => desk.raw('GET', `/api/territory/areas?parent=${encodeURIComponent(String(bad))}`)

const rows: readonly Row[] = [
  ['身份证 bad check', '440104195503080028', 'identityNumber', person('identityNumber')],
  ['身份证 impossible date', '440104195502300026', 'identityNumber', person('identityNumber')],
  ['身份证 in the future', '411525202701018885', 'identityNumber', person('identityNumber')],
  ['身份证 too short', '44010419550308002', 'identityNumber', person('identityNumber')],
  ['身份证 a letter inside', '4401041955O3080029', 'identityNumber', person('identityNumber')],
  ['身份证 no such province', '111111199901101512', 'identityNumber', person('identityNumber')],
  ['港澳通行证', 'K12345678', 'identityNumber', person('identityNumber', { documentKind: 'hongKongMacaoPass' })],
  ['台胞证', '1234567', 'identityNumber', person('identityNumber', { documentKind: 'taiwanPass' })],
  [
    '永居证',
    '811124198108030024',
    'identityNumber',
    person('identityNumber', { documentKind: 'foreignPermanentResident' }),
  ],
  ['护照', 'E1', 'identityNumber', person('identityNumber', { documentKind: 'passport' })],
  ['证件种类', 'driving', 'documentKind', person('documentKind', { identityNumber: '440104195503080029' })],
  ['残疾人证 no such type', '44010419550308002981', 'disabilityCertificate', person('disabilityCertificate')],
  ['残疾人证 no such grade', '44010419550308002945', 'disabilityCertificate', person('disabilityCertificate')],
  ['残疾人证 bad check', '44010419550308002841', 'disabilityCertificate', person('disabilityCertificate')],
  [
    '残疾人证 of somebody else',
    '44010419550308002941',
    'disabilityCertificate',
    person('disabilityCertificate', { identityNumber: '11010519491231002X' }),
  ],
  ['手机 ten digits', '1381234567', 'phone', person('phone')],
  ['手机 no such range', '12345678901', 'phone', person('phone')],
  ['手机 a hotline', '12345', 'phone', person('phone')],
  ['出生日期', '1955-02-30', 'birthOn', person('birthOn')],
  ['区划代码 of a person', '44010400100', 'areaCode', person('areaCode')],
  ['区划代码 nobody knows', '440104001777', 'areaCode', person('areaCode')],
  ['注册身份证', '440104195503080028', 'idNumber', resident],
  ['注册身份证 small x', '11010519491231002X1', 'idNumber', resident],
  ['注册手机', '12812345678', 'phone', registered],
  ['信用代码 bad check', '91350100M000100Y4A', 'creditCode', enterprise],
  ['信用代码 letter O', '91350100M000100YO3', 'creditCode', enterprise],
  ['信用代码 too short', '91350100M000100Y4', 'creditCode', enterprise],
  ['信用代码 changed end', '51440104500123453A', 'creditCode', enterprise],
  ['注册信用代码 bad check', '91440104MA59A1B286', 'creditCode', firm],
  ['注册信用代码 letter I', '91440104IA59A1B285', 'creditCode', firm],
  ['部件编码 15 digits', '440104010300001', 'code', thing('code')],
  ['部件编码 of another kind', '4401040118000001', 'code', thing('code')],
  ['部件类别', '9999', 'kind', thing('kind')],
  ['部件所在 no such area', '440104001777', 'area', thing('area')],
  ['部件坐标', 223.1, 'lat', thing('lat')],
  ['网格代码 14 digits', '44010400100199', 'features.0', boundary('code')],
  ['网格代码 serial 000', '440104001001000', 'features.0', boundary('code')],
  ['编码体系', '万米网格', 'features.0.properties.scheme', boundary('scheme')],
  ['综合网格代码', '4401', 'features.0.properties.schemeCode', boundary('schemeCode', { scheme: 'comprehensive' })],
  [
    '数字社区网格代码',
    '440104001001001',
    'features.0.properties.schemeCode',
    boundary('schemeCode', { scheme: 'digitalCommunity' }),
  ],
  ['城乡分类', '130', 'features.0.properties.urbanRuralCode', boundary('urbanRuralCode')],
  ['坐标系', 'wgs72', 'crs', at('lon=113.26&lat=23.14&crs=')],
  ['经度', 'east', 'lon', at('lat=23.14&lon=')],
  ['纬度', '93.14', 'lat', at('lon=113.26&lat=')],
  ['区划代码 asked for', '4401', 'parent', area],
  ['区划代码 with a letter', '44010400100A', 'parent', area],
  ['来电号码', '138', 'contact.phone', report((phone) => ({ contact: { phone } }))],
  ['事件类别', 'E9999', 'categoryCode', report((categoryCode) => ({ categoryCode }))],
  ['位置 of a case', 181, 'place.lon', report((lon) => ({ place: { lon, lat: 23.14 } }))],
]

describe('a wrong one is refused by its field', () => {
  test.each(rows)('%s: %s → %s', async (_what, bad, field, ask) => {
    const before = await counted()
    const found = await refusal(ask(bad))
    expect([400, 404, 409, 422]).toContain(found.status)
    expect(found.field).toBe(field)
    expect(await counted()).toEqual(before)
  })
})

test('the right ones of the same standards are taken', async () => {
  const taken = async (answer: Promise<Response>) => (await answer).status
  expect(await taken(person('identityNumber')('440104195503080029'))).toBe(201)
  expect(await taken(person('identityNumber')('11010519491231002X'))).toBe(201)
  expect(await taken(person('identityNumber', { documentKind: 'passport' })('E12345678'))).toBe(201)
  expect(await taken(person('identityNumber', { documentKind: 'hongKongMacaoPass' })('H12345678'))).toBe(201)
  expect(await taken(enterprise('91350100M000100Y43'))).toBe(201)
  expect(await taken(enterprise('51440104500123453P'))).toBe(201)
  expect(await taken(resident('440104201306175617'))).toBe(200)
  expect(await taken(firm('91440104MA59A1B285'))).toBe(200)
  expect(await taken(thing('code')('4401040103999901'))).toBe(200)
  expect(await taken(at('lon=113.26&lat=23.14&crs=')('gcj02'))).toBe(200)
})
