/** What other modules hear about somebody: with its source, only where they may, and never without a footprint. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people as peopleContract } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue, type Why } from '../contract.ts'
import module from './module.ts'

const community = '440104001001'
const cell = `${community}001`
let town: Town
let chen: { id: string; asks: ReturnType<Town['as']> }
const why: Why = { purpose: 'service', reason: '办理高龄津贴' }

const asOther = <T>(effect: (port: ReturnType<typeof portOf>) => Promise<T>) =>
  town.work(module, (work) => effect(portOf(work)))
const portOf = (work: Parameters<Parameters<Town['work']>[1]>[0]) => {
  const port = module.port?.(work)
  if (!port) throw new Error('no port')
  // The plug types ports loosely; this is the one of the catalogue.
  return port as import('../contract.ts').CataloguePort
}
const footprints = async () =>
  (await chen.asks.ask(peopleContract, 'listMyFootprints', { query: {} })).items.map(({ fields }) => fields)

beforeAll(async () => {
  town = await host([territory, organisation, identity, people, files, notices, matters, module], {
    now: '2026-11-23T10:00:00+08:00',
  })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${community}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${cell}', '第1网格', 'gridCell', '${community}', '2020-01-01')`)
  const worker = town.as({ roles: [{ role: 'communityWorker', area: community, unitId: null }] })
  const { id } = await worker.ask(peopleContract, 'register', {
    body: { fullName: '陈秀英', identityNumber: '440104195503080029', areaCode: cell, phone: '13800001234' },
  })
  chen = { id, asks: town.as({ roles: [{ role: 'resident', area: community, unitId: null }], personId: id }) }
})
afterAll(() => town.close())

test('a fact of the register comes with its source, and she sees who looked', async () => {
  const [name, cellOf] = await asOther((port) =>
    port.values({ kind: 'person', id: chen.id }, ['person.name', 'person.gridCell'], why),
  )
  expect(name).toMatchObject({ value: '陈秀英', source: '人口基础库', withheld: null })
  expect(cellOf?.value).toBe(cell)
  expect(await footprints()).toEqual([['fullName']])
})

test('what a department told is fetched only once she agreed, and no more once she took it back', async () => {
  const subject = { kind: 'person', id: chen.id } as const
  await asOther((port) =>
    port.record(subject, [
      { key: 'share.socialCard.account', value: '6217000012345678', source: '社保卡持卡库', on: '2026-10-01' },
    ]),
  )
  const { rows } = await town.owner.query('select * from catalogue_values')
  expect(JSON.stringify(rows)).not.toContain('6217000012345678')
  const account = async () => (await asOther((port) => port.values(subject, ['share.socialCard.account'], why)))[0]

  const looksBefore = (await footprints()).length
  expect(await account()).toMatchObject({ value: null, withheld: 'consent' })
  expect(await footprints()).toHaveLength(looksBefore)

  const decide = (isGiven: boolean) =>
    chen.asks.ask(catalogue, 'decideConsent', {
      params: { purpose: 'share.socialCard' },
      body: { isGiven, version: 1 },
    })
  expect(await decide(true)).toMatchObject({ isGiven: true, fields: expect.arrayContaining(['社保卡金融账户']) })
  expect(await account()).toMatchObject({ value: '6217000012345678', on: '2026-10-01', source: '社保卡持卡库' })
  expect((await footprints())[0]).toEqual(['share.socialCard.account'])

  expect(await decide(false)).toMatchObject({ isGiven: false })
  expect(await account()).toMatchObject({ value: null, withheld: 'consent' })
  expect(await asOther((port) => port.consented(chen.id, 'share.socialCard'))).toBe(false)
})

test('where the law gives the right no consent is asked, but the look is seen all the same; what is never shared stays away', async () => {
  const subject = { kind: 'person', id: chen.id } as const
  await asOther((port) =>
    port.record(subject, [
      { key: 'share.disability.grade', value: '2', source: '残疾人证库' },
      { key: 'share.health.chronic', value: ['高血压'], source: '健康档案库' },
    ]),
  )
  const [grade, chronic] = await asOther((port) =>
    port.values(subject, ['share.disability.grade', 'share.health.chronic'], { ...why, basis: 'statutoryDuty' }),
  )
  expect(grade).toMatchObject({ value: '2', withheld: null })
  expect(chronic).toMatchObject({ value: null, withheld: 'notShared' })
  expect((await footprints())[0]).toEqual(['share.disability.grade'])
})

test('two sources that disagree are both kept; the authoritative one counts, and the conflict is told', async () => {
  const subject = { kind: 'person', id: chen.id } as const
  const tell = (value: string, source: string) =>
    asOther((port) => port.record(subject, [{ key: 'share.marriage.state', value, source }]))
  await tell('30', '婚姻登记库')
  await tell('20', '网格核实')
  const [state] = await asOther((port) =>
    port.values(subject, ['share.marriage.state'], { ...why, basis: 'statutoryDuty' }),
  )
  expect(state).toMatchObject({ value: '30', isConflicting: true })
  expect(await town.told('catalogue/value-conflicting')).toEqual([
    { subjectKind: 'person', subjectId: chen.id, key: 'share.marriage.state' },
  ])
})

test('of many persons at once the same is had as one by one: by consent, by duty, from the source that counts, and not once restricted', async () => {
  const subject = { kind: 'person', id: chen.id } as const
  await asOther((port) =>
    port.record(subject, [
      { key: 'share.employment.state', value: 'employed', source: '网格登记', on: '2026-01-01' },
      { key: 'share.employment.state', value: 'unemployed', source: '就业登记库', on: '2026-02-01' },
      { key: 'share.guardian.state', value: 'orphan', source: '儿童福利库' },
    ]),
  )
  const keys = ['share.employment.state', 'share.guardian.state', 'share.hukou.city']
  const among = (onConsent: readonly string[]) =>
    asOther(async (port) => {
      const held = await port.valuesAmong([chen.id], keys, {
        ...why,
        basis: 'statutoryDuty',
        onConsent: new Set(onConsent),
      })
      return Object.fromEntries(keys.map((key) => [key, held.get(chen.id)?.get(key)]))
    })
  const [one] = await asOther((port) => port.values(subject, keys, { ...why, basis: 'statutoryDuty' }))
  expect(await among([])).toMatchObject({ 'share.employment.state': one?.value, 'share.guardian.state': 'orphan' })
  expect(await among(['share.employment.state'])).toMatchObject({
    'share.employment.state': undefined,
    'share.guardian.state': 'orphan',
  })
  await town.owner.query(
    `insert into catalogue_restrictions (person_id, rights_id, since) values ($1, gen_random_uuid(), now())`,
    [chen.id],
  )
  expect(await among([])).toEqual({
    'share.employment.state': undefined,
    'share.guardian.state': undefined,
    'share.hukou.city': undefined,
  })
  await town.owner.query('delete from catalogue_restrictions')
})

test('nothing is agreed to until somebody says so, and she sees everything told about her', async () => {
  const { items } = await chen.asks.ask(catalogue, 'listMyConsents')
  expect(items.filter(({ isGiven }) => isGiven)).toEqual([])
  expect(items.find(({ purpose }) => purpose === 'face.recognition')).toMatchObject({
    isGiven: false,
    isSeparate: true,
  })
  const mine = await chen.asks.ask(catalogue, 'listMyValues')
  expect(mine.items.map(({ key }) => key)).toContain('share.health.chronic')
})

test('a fact of a register is not kept twice, and what the dictionary does not know is refused by name', async () => {
  const subject = { kind: 'person', id: chen.id } as const
  await expect(
    asOther((port) => port.record(subject, [{ key: 'person.name', value: '陈', source: '表格' }])),
  ).rejects.toMatchObject({ code: 'catalogue/kept-elsewhere' })
  await expect(
    asOther((port) => port.record(subject, [{ key: 'share.nothing', value: 1, source: '表格' }])),
  ).rejects.toMatchObject({ code: 'catalogue/unknown-key' })
})

test('a child does not agree for itself, nor does whoever helps; a guardian does, and anybody may take back', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: community, unitId: null }] })
  const { id } = await worker.ask(peopleContract, 'register', {
    body: { fullName: '李明', identityNumber: '440104201306175617', areaCode: cell },
  })
  const decide = (asks: ReturnType<Town['as']>, isGiven: boolean) =>
    asks.ask(catalogue, 'decideConsent', { params: { purpose: 'share.health' }, body: { isGiven, version: 1 } })
  const child = town.as({ roles: [{ role: 'resident', area: community, unitId: null }], personId: id })
  await expect(decide(child, true)).rejects.toMatchObject({ problem: { code: 'catalogue/guardian-needed' } })

  const helper = randomUUID()
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, created_at)
      values ($1::uuid, $1::text, $1::text, '李建国', 'person', now())`,
    [helper],
  )
  const helping = async (relation: string, personId: string) => {
    const authorityId = randomUUID()
    await town.owner.query(
      `insert into identity_authorities (id, person_id, helper_account_id, relation, purpose, until_at, recorded_by, recorded_at)
        values ($1, $2, $3, $4, '办事', now() + interval '10 years', $3, now())`,
      [authorityId, personId, helper, relation],
    )
    const roles = [{ role: 'resident', area: community, unitId: null }] as const
    return town.as({ id: helper, roles: [...roles], onBehalfOf: { personId, authorityId } })
  }
  const relative = decide(await helping('relative', id), true)
  await expect(relative).rejects.toMatchObject({ problem: { code: 'catalogue/guardian-needed' } })
  expect(await decide(await helping('guardian', id), true)).toMatchObject({ isGiven: true })
  expect(await decide(await helping('relative', id), false)).toMatchObject({ isGiven: false })
  // For a grown person nobody else agrees, guardian or not.
  const grown = decide(await helping('guardian', chen.id), true)
  await expect(grown).rejects.toMatchObject({ problem: { code: 'catalogue/only-oneself' } })
})
