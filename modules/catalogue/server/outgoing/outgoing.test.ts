/** What changes here reaches every system that keeps the same: once, signed, with the least; and as a sheet where only typing is taken. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CataloguePort, catalogue } from '../../contract.ts'
import { Owner } from '../../testing/owner.ts'
import { cell, chenNumber, community, district, neighbouring, smallDistrict } from '../../testing/small-district.ts'
import module from '../module.ts'
import { hashedNumber } from '../owner-ports/call.ts'

const { town, as, register } = await smallDistrict()
const provedAt = town.clock.now()
const steward = as('dataSteward', district, { name: '林数据', provedAt })
const worker = (area = community) => as('communityWorker', area, { name: '谢婉仪', provedAt: town.clock.now() })
const civil = new Owner()
let chen: string

const aid = (more: object = {}) => ({
  ...{ name: '民政救助系统', ownerUnit: 'D-MZ', way: 'push' as const, url: 'https://aid.yuexiu-gov.cn/in' },
  kinds: ['registered' as const, 'moved' as const, 'died' as const, 'updated' as const, 'value' as const],
  keys: ['person.state', 'person.residence', 'share.marriage.state', 'share.lowIncome.class'],
  ...{ area: community, identifiesBy: 'hash' as const, tellsAs: '社会救助库', basis: '政务数据共享条例', columns: [] },
  ...more,
})
const keep = (code: string, body: ReturnType<typeof aid>) =>
  steward.ask(catalogue, 'keepSubscriber', { params: { code }, body })
const log = async (code = 'aid') =>
  (await steward.ask(catalogue, 'listDeliveries', { params: { code }, query: {} })).items
const send = () => town.run(module, 'send-out', { code: 'aid' })
/** Until nothing waits: of one person a letter goes at a time. */
const sendAll = async () => {
  for (let left = 1; left > 0; ) {
    await send()
    left = (await log()).filter(({ state, nextTryAt }) => state === 'waiting' && nextTryAt === null).length
  }
}
const told = async (key: string, value: unknown, source: string) => {
  await town.work(module, async (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = module.port?.(work) as CataloguePort
    await port.record({ kind: 'person', id: chen }, [{ key, value, source }])
  })
  await town.settle()
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ problem }) => `${problem.code} ${problem.field}`,
  )

beforeAll(async () => {
  const { dataFolder } = town.host.core.config
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(join(dataFolder, 'reachable.json'), JSON.stringify({ 'aid.yuexiu-gov.cn': await civil.open() }))
  await keep('aid', aid())
  civil.secret = (await steward.ask(catalogue, 'newSubscriberSecret', { params: { code: 'aid' } })).secret
})
afterAll(async () => {
  civil.close()
  await town.close()
})
beforeEach(() => {
  civil.mood = 'sound'
  civil.letters.length = 0
})

test('somebody is registered once: the department’s system hears it, by a hash and its own fields alone, and she sees that it went', async () => {
  chen = await register('陈秀英', chenNumber, '13800001234')
  await town.settle()
  await send()
  expect(civil.letters).toMatchObject([
    { kind: 'registered', about: 'person', whom: { numberHash: hashedNumber(civil.secret, chenNumber) } },
  ])
  expect(JSON.stringify(civil.letters)).not.toMatch(/440104195503080029|陈秀英|13800001234/)
  expect(await log()).toMatchObject([{ kind: 'registered', state: 'sent', displayName: '陈**' }])
  const her = town.as({ roles: [{ role: 'resident', area: community, unitId: null }], personId: chen })
  const { items } = await her.ask(people, 'listMyFootprints', { query: {} })
  expect(items[0]?.reason).toContain('民政救助系统')
  const usage = await her.ask(catalogue, 'findUsage', { query: {} })
  expect(usage.dataResponses).toMatchObject([
    { purpose: '新登记', target: { name: '区民政局', systemName: '民政救助系统' }, legalBasis: '政务数据共享条例' },
  ])
})

test('a value told or put right goes out; what the system told itself does not come back to it, and other fields stay here', async () => {
  await told('share.marriage.state', '20', '婚姻登记库')
  await told('share.lowIncome.class', 'dibao', '社会救助库')
  await told('share.socialCard.account', '6217000012345678', '社保卡持卡库')
  await send()
  expect(civil.letters).toMatchObject([{ kind: 'value', values: { 'share.marriage.state': { value: '20' } } }])
  expect((await log()).filter(({ kind }) => kind === 'value')).toHaveLength(1)
  const { rows } = await town.owner.query('select * from catalogue_deliveries')
  expect(JSON.stringify(rows)).not.toMatch(/6217000012345678|"20"/)
})

test('whoever is silent is tried again under the same id, and what came later about the same person waits behind it', async () => {
  civil.mood = 'gone'
  await told('share.marriage.state', '30', '婚姻登记库')
  await told('share.marriage.state', '40', '婚姻登记库')
  await send()
  expect(civil.letters).toHaveLength(1)
  expect(await log()).toMatchObject([
    { state: 'waiting', failures: 0 },
    { state: 'waiting', failures: 1, failure: 'HTTP 503', nextTryAt: expect.any(String) },
    {},
    {},
  ])
  civil.mood = 'sound'
  civil.letters.length = 0
  await send()
  expect(civil.letters).toHaveLength(0)
  town.clock.advance(61_000)
  await town.run(module, 'wake-out')
  await town.settle()
  await send()
  await send()
  expect(civil.letters.map(({ values }) => JSON.stringify(values))).toEqual([
    expect.stringContaining('"30"'),
    expect.stringContaining('"40"'),
  ])
  expect((await log()).every(({ state }) => state === 'sent')).toBe(true)
})

test('a letter turned away for good waits for a person, who plays it again once the fault is mended', async () => {
  const right = civil.secret
  civil.secret = 'whsec_c29tZXRoaW5nIGVsc2UgdGhhbiBiZWZvcmUgYWxs'
  await told('share.marriage.state', '10', '婚姻登记库')
  await send()
  const [failed] = await log()
  expect(failed).toMatchObject({ state: 'failed', failure: 'HTTP 401' })
  civil.secret = right
  civil.letters.length = 0
  const again = await steward.ask(catalogue, 'replayDeliveries', {
    params: { code: 'aid' },
    body: { deliveryId: failed?.id ?? '' },
  })
  expect(again).toEqual({ again: 1 })
  await send()
  expect((await log())[0]).toMatchObject({ id: failed?.id, state: 'sent', failures: 0 })
  await steward.ask(catalogue, 'replayDeliveries', {
    params: { code: 'aid' },
    body: { state: 'sent', from: '2026-11-23' },
  })
  await sendAll()
  expect(civil.letters.length).toBeGreaterThan(1)
})

test('five senders at once send each letter once, in order', async () => {
  await told('share.marriage.state', '30', '婚姻登记库')
  await told('share.marriage.state', '20', '婚姻登记库')
  await Promise.all(Array.from({ length: 5 }, send))
  await sendAll()
  expect(civil.letters.map(({ values }) => JSON.stringify(values))).toEqual([
    expect.stringContaining('"30"'),
    expect.stringContaining('"20"'),
  ])
})

test('a system of another area, or switched off, hears nothing; the restricted are told of to nobody', async () => {
  await keep('aid', aid({ area: neighbouring }))
  await told('share.marriage.state', '30', '婚姻登记库')
  await keep('aid', aid())
  await steward.ask(catalogue, 'switchSubscriber', {
    params: { code: 'aid' },
    body: { isOn: false, because: '对方升级' },
  })
  await told('share.marriage.state', '40', '婚姻登记库')
  await steward.ask(catalogue, 'switchSubscriber', {
    params: { code: 'aid' },
    body: { isOn: true, because: '升级完成' },
  })
  await town.owner.query(`insert into catalogue_restrictions (person_id, since, rights_id) values ($1, now(), $1)`, [
    chen,
  ])
  await told('share.marriage.state', '10', '婚姻登记库')
  await town.owner.query('delete from catalogue_restrictions')
  await send()
  expect(civil.letters).toEqual([])
})

test('a system that only takes typing gets a sheet in its own words; it is taken with fresh proof, and confirmed', async () => {
  const columns = [
    { heading: '姓名', of: 'name' },
    { heading: '身份证号', of: 'number' },
    { heading: '变动', of: 'kind' },
    { heading: '婚姻', of: 'share.marriage.state' },
  ]
  await keep(
    'typed',
    aid({ way: 'file', url: null, name: '计生信息系统', kinds: ['value'], keys: ['share.marriage.state'], columns }),
  )
  await told('share.marriage.state', '20', '婚姻登记库')
  const elsewhere = worker(neighbouring)
  expect(await refusal(elsewhere.ask(catalogue, 'makeSheet', { params: { code: 'typed' } }))).toBe(
    'catalogue/nothing-waits code',
  )
  const sheet = await worker().ask(catalogue, 'makeSheet', { params: { code: 'typed' } })
  expect(sheet).toMatchObject({ rows: 1, isConfirmed: false })
  const path = `/api/catalogue/subscribers/typed/sheets/${sheet.id}/csv`
  expect((await elsewhere.raw('GET', path)).status).toBe(404)
  const csv = await (await worker().raw('GET', path)).text()
  expect(csv).toContain('姓名,身份证号,变动,婚姻')
  expect(csv).toContain(`陈秀英,${chenNumber},部门数据更新,已婚`)
  const her = town.as({ roles: [{ role: 'resident', area: community, unitId: null }], personId: chen })
  const { items } = await her.ask(people, 'listMyFootprints', { query: {} })
  expect(items.slice(0, 2).map(({ reason }) => reason)).toEqual(['代录表：计生信息系统', '代录表：计生信息系统'])

  await worker().ask(catalogue, 'confirmSheet', { params: { code: 'typed', id: sheet.id } })
  expect((await log('typed'))[0]).toMatchObject({ state: 'sent' })
  expect(await refusal(worker().ask(catalogue, 'makeSheet', { params: { code: 'typed' } }))).toContain('nothing-waits')
})

test('after thirty days the words are gone and only names of fields stay; erased, nothing of her is left', async () => {
  town.clock.advance(31 * 86_400_000)
  await town.run(module, 'delete-due')
  const { rows } = await town.owner.query<{ sealed: number }>(
    'select count(body_sealed)::int as sealed from catalogue_deliveries',
  )
  expect(rows).toEqual([{ sealed: 0 }])
  const again = as('dataSteward', district)
  const [last] = (await again.ask(catalogue, 'listDeliveries', { params: { code: 'aid' }, query: {} })).items
  expect(last?.fields.length).toBeGreaterThan(0)
  expect(
    await refusal(
      again.ask(catalogue, 'replayDeliveries', { params: { code: 'aid' }, body: { deliveryId: last?.id ?? '' } }),
    ),
  ).toBe('catalogue/words-gone deliveryId')
  await town.work(module, (work) => module.personalData?.erase(work, chen) ?? Promise.reject(new Error('no part')))
  const left = await town.owner.query('select 1 from catalogue_deliveries where subject_id = $1', [chen])
  expect(left.rows).toEqual([])
})

test('who lives elsewhere sees no system of this area, and keeps none', async () => {
  const other = as('dataSteward', neighbouring)
  expect((await other.ask(catalogue, 'listSubscribers')).items).toEqual([])
  expect(await refusal(other.ask(catalogue, 'listDeliveries', { params: { code: 'aid' }, query: {} }))).toBe(
    'catalogue/not-found code',
  )
  expect(
    await refusal(
      other.ask(catalogue, 'keepSubscriber', { params: { code: 'aid' }, body: aid({ area: neighbouring }) }),
    ),
  ).toBe('catalogue/code-taken code')
  expect(cell.startsWith(community)).toBe(true)
})
