/** From a department's file to a form that is filled and a policy that finds somebody: the same values, once told, under their consent. */
import { randomUUID } from 'node:crypto'
import { benefits } from '@liren/benefits/contract'
import benefitsModule from '@liren/benefits/server'
import { catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { checkedNumber } from '@liren/contract/numbers'
import files from '@liren/files/server'
import { forms } from '@liren/forms/contract'
import formsModule from '@liren/forms/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import { services } from '@liren/services/contract'
import servicesModule from '@liren/services/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { district, here, smallPreset } from '../../modules/services/testing/services-town.ts'

const number = checkedNumber('44900119540315231')
let town: Town
let chen: Person
let personId: string
const department: Record<string, Person> = {}

const settleUnits = async () => {
  const { rows } = await town.owner.query<{ id: string; code: string; name: string }>(
    `select id, code, name from organisation_units where code in ('D-GA', 'D-RS', 'D-MZ')`,
  )
  for (const { id, code, name } of rows)
    department[code] = town.as({
      name,
      provedAt: town.clock.now(),
      roles: [{ role: 'handler', area: district, unitId: id }],
    })
}
const tell = async (code: string, content: string) => {
  const form = new FormData()
  form.set('on', '2026-04-01')
  form.set('file', new Blob([content]), `${code}.csv`)
  const response = await department[code]?.raw('POST', '/api/catalogue/value-imports', form)
  const body = (await response?.json()) as { report: { told: number; sources: string[] } }
  expect(response?.status, JSON.stringify(body)).toBe(201)
  return body.report
}
const agree = async (purpose: string) => {
  const { items } = await chen.ask(catalogue, 'listMyConsents')
  const version = items.find((one) => one.purpose === purpose)?.version ?? 1
  await chen.ask(catalogue, 'decideConsent', { params: { purpose }, body: { isGiven: true, version } })
}
/** What the form of the elder allowance offers now. */
const offered = async () => {
  const id = randomUUID()
  await chen.ask(services, 'begin', { params: { code: 'SQ-001' }, body: { id, area: here, channel: 'mobile' } })
  return Object.values((await chen.ask(forms, 'read', { params: { id } })).offers)
}
const fits = async () => (await chen.ask(benefits, 'mine')).items.find(({ rule }) => rule === 'P-01')

beforeAll(async () => {
  const modules = [territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule]
  town = await host([...modules, formsModule, servicesModule, benefitsModule], {
    now: '2026-04-07T09:30:00+08:00',
    preset: smallPreset(),
  })
  await settleUnits()
  personId = (
    await town
      .as({ roles: [{ role: 'communityWorker', area: here, unitId: null }], name: '谢社工' })
      .ask(people, 'register', { body: { fullName: '陈秀英', identityNumber: number, areaCode: `${here}001` } })
  ).id
  chen = town.as({
    id: randomUUID(),
    personId,
    name: '陈秀英',
    roles: [{ role: 'resident', area: here, unitId: null }],
  })
  // Nobody receives the allowance yet: a complete list says so.
  const roster = {
    serviceItem: 'SQ-001',
    source: '高龄津贴库',
    on: '2026-04-01',
    personIds: [],
    isFirst: true,
    isLast: true,
  }
  await town
    .as({ roles: [{ role: 'dataSteward', area: district, unitId: null }] })
    .ask(benefits, 'keepRoster', { body: roster })
}, 120_000)
afterAll(() => town.close())

test('before anybody told anything, nothing but the register stands in the form, and the policy lacks a fact', async () => {
  await agree('share.hukou')
  await agree('share.socialCard')
  expect((await offered()).map(({ source }) => source)).not.toContain('社保卡持卡库')
  expect(await fits()).toMatchObject({ outcome: 'unknown' })
})

test('told by the departments’ files, the form comes filled with source and day, and the policy is found', async () => {
  expect(
    await tell(
      'D-RS',
      `姓名,公民身份号码,社保卡金融账户,社保卡开户银行\n陈秀英,${number},6217009988770000111,示范银行\n`,
    ),
  ).toMatchObject({ told: 1, sources: ['社保卡持卡库'] })
  expect(await tell('D-GA', `姓名,公民身份号码,户籍所在市\n陈秀英,${number},440100\n`)).toMatchObject({
    sources: ['人口基础库'],
  })
  await town.settle()
  expect(await offered()).toContainEqual(
    expect.objectContaining({ value: '6217009988770000111', source: '社保卡持卡库', asOf: '2026-04-01' }),
  )
  expect(await fits()).toMatchObject({ outcome: 'eligible' })
})

test('a consent taken back takes the account out of the next form, and she sees who told and who looked', async () => {
  await chen.ask(catalogue, 'decideConsent', {
    params: { purpose: 'share.socialCard' },
    body: { isGiven: false, version: 1 },
  })
  expect(JSON.stringify(await offered())).not.toContain('6217009988770000111')
  const looks = (await chen.ask(people, 'listMyFootprints', { query: {} })).items
  expect(looks.some(({ reason }) => reason.includes('报送社保卡金融账户'))).toBe(true)
  expect(looks.some(({ fields }) => fields.includes('share.socialCard.account'))).toBe(true)
})

test('a screening finds her by the told value, and whoever screens sees a count alone', async () => {
  const ask = (role: string) => town.as({ name: role, roles: [{ role, area: district, unitId: null }] })
  const [steward, supervisor] = [ask('dataSteward'), ask('supervisor')]
  const { id } = await steward.ask(benefits, 'propose', {
    body: { purpose: '查找应享未享人员', basis: '《老年人权益保障法》', area: here, ruleIds: ['P-01'] },
  })
  await supervisor.ask(benefits, 'decide', { params: { id }, body: { isApproved: true, note: '' } })
  await steward.ask(benefits, 'count', { params: { id } })
  await town.settle()
  await supervisor.ask(benefits, 'use', { params: { id } })
  await town.settle()
  const { rows } = await town.owner.query(`select person_id as "personId" from benefits_matches where rule_id = 'P-01'`)
  expect(rows).toEqual([{ personId }])
})
