/** Data stay with their owner: it is asked for the least, answers only what it must, is stopped at once, and she sees every look. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CataloguePort, catalogue, type Why } from '../../contract.ts'
import { Owner } from '../../testing/owner.ts'
import {
  chenNumber,
  civilAffairs,
  community,
  district,
  neighbouring,
  smallDistrict,
} from '../../testing/small-district.ts'
import module from '../module.ts'
import { hashedNumber, restAfter, restSeconds } from './call.ts'

const { town, as, register } = await smallDistrict()
const provedAt = town.clock.now()
const steward = as('dataSteward', district, { name: '林数据', provedAt })
const owner = new Owner()
let chen: { id: string; asks: ReturnType<typeof town.as> }

const grade = 'share.disability.grade'
const low = 'share.lowIncome.class'
const account = 'share.socialCard.account'
const duty: Why = { purpose: 'service', reason: '办理护理补贴', basis: 'statutoryDuty' }

const draft = (kind: 'query' | 'verify' | 'redirect', keys: readonly string[], more = {}) => ({
  ...{ name: '救助信息', kind, ownerUnit: 'D-MZ', about: 'person' as const, keys: [...keys] },
  ...{ url: 'https://aid.yuexiu-gov.cn/liren', identifiesBy: 'hash' as const, basis: '政务数据共享条例' },
  ...{ perMinute: 100, answerWithinMs: 1000, ...more },
})
const keep = (code: string, body: ReturnType<typeof draft>) =>
  steward.ask(catalogue, 'keepOwnerPort', { params: { code }, body })
const newSecret = async (code: string) =>
  (await steward.ask(catalogue, 'newOwnerPortSecret', { params: { code } })).secret
const asOther = <T>(effect: (port: CataloguePort) => Promise<T>) =>
  // The plug types ports loosely; this is the one of the catalogue.
  town.work(module, (work) => effect(module.port?.(work) as CataloguePort))
const chenIs = () => ({ kind: 'person', id: chen.id }) as const
const heldOf = async (key: string, why: Why = duty) => (await asOther((port) => port.values(chenIs(), [key], why)))[0]
const looks = async () =>
  (await chen.asks.ask(people, 'listMyFootprints', { query: {} })).items.map(({ fields }) => fields)
const calls = async (code: string) =>
  (await steward.ask(catalogue, 'listOwnerCalls', { params: { code }, query: {} })).items

beforeAll(async () => {
  const { dataFolder } = town.host.core.config
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(join(dataFolder, 'reachable.json'), JSON.stringify({ 'aid.yuexiu-gov.cn': await owner.open() }))
  const id = await register('陈秀英', chenNumber, '13800001234')
  chen = { id, asks: town.as({ roles: [{ role: 'resident', area: community, unitId: null }], personId: id }) }
})
afterAll(async () => {
  owner.close()
  await town.close()
})
beforeEach(() => {
  owner.mood = 'sound'
  town.clock.advance((restSeconds + 1) * 1000)
})

test('a field registered behind a port is asked of its owner: by a hash and its name alone, with a footprint, and nothing is kept here', async () => {
  expect(await keep('aid', draft('query', [grade]))).toMatchObject({ hasSecret: false, fields: ['残疾等级'] })
  expect(await heldOf(grade)).toMatchObject({ value: null, withheld: 'silent' })
  owner.secret = await newSecret('aid')
  owner.answer = () => ({ values: { [grade]: { value: '2', on: '2026-11-02' }, [low]: { value: 'dibao' } } })
  const before = (await looks()).length

  expect(await heldOf(grade)).toMatchObject({ value: '2', on: '2026-11-02', withheld: null, source: '残疾人证库' })
  const letter = owner.letters.at(-1)
  expect(letter).toMatchObject({ kind: 'query', about: 'person', keys: [grade], purpose: 'service' })
  expect(letter?.numberHash).toBe(hashedNumber(owner.secret, chenNumber))
  expect(JSON.stringify(owner.letters)).not.toMatch(/440104195503080029|陈秀英|13800001234/)
  const since = await looks()
  expect(
    since
      .slice(0, since.length - before)
      .flat()
      .sort(),
  ).toEqual(['identityNumber', grade].sort())
  const { rows } = await town.owner.query(`select * from catalogue_values where key = $1`, [grade])
  expect(rows).toEqual([])
  const [call] = await calls('aid')
  expect(call).toMatchObject({ outcome: 'answered', fields: ['残疾等级'], purpose: '上门服务' })
  expect(JSON.stringify(call)).not.toContain('dibao')
})

test('nobody is asked without her consent where the field names one, and nothing of a restricted person leaves', async () => {
  await keep('card', draft('query', [account]))
  owner.secret = await newSecret('card')
  owner.answer = () => ({ values: { [account]: { value: '6217000012345678' } } })
  const asked = owner.letters.length
  expect(await heldOf(account, { purpose: 'service', reason: '发放津贴' })).toMatchObject({ withheld: 'consent' })
  expect(owner.letters).toHaveLength(asked)
  await chen.asks.ask(catalogue, 'decideConsent', {
    params: { purpose: 'share.socialCard' },
    body: { isGiven: true, version: 1 },
  })
  expect(await heldOf(account, { purpose: 'service', reason: '发放津贴' })).toMatchObject({
    value: '6217000012345678',
  })
  const logs = JSON.stringify((await town.owner.query('select * from catalogue_owner_calls')).rows)
  expect(logs).not.toContain('6217000012345678')
})

test('a claim is verified by yes or no, and the value itself is handed to nobody', async () => {
  await keep('low', draft('verify', [low]))
  owner.secret = await newSecret('low')
  owner.answer = ({ claims }) => ({
    answers: { [low]: (claims as Record<string, unknown>)[low] === 'dibao' ? 'yes' : 'no' },
    values: { [low]: { value: 'dibao' } },
  })
  expect(await heldOf(low)).toMatchObject({ value: null, withheld: 'verifyOnly' })
  const verify = (value: string) => asOther((port) => port.verify(chenIs(), [{ key: low, value }], duty))
  expect(await verify('dibao')).toEqual([{ key: low, answer: 'yes', source: '社会救助库' }])
  expect(await verify('none')).toEqual([{ key: low, answer: 'no', source: '社会救助库' }])
  owner.mood = 'gone'
  expect(await verify('dibao')).toMatchObject([{ answer: 'unknown' }])
  owner.mood = 'sound'

  const clerk = as('communityWorker', community, { name: '谢婉仪' })
  const body = { subjectKind: 'person', subjectId: chen.id, key: low, value: 'dibao', reason: '临时救助核对' } as const
  expect(await clerk.ask(catalogue, 'verifyValue', { body })).toEqual({ answer: 'yes', source: '社会救助库' })
  expect((await looks()).slice(0, 2).flat()).toContain(low)
  await expect(as('communityWorker', neighbouring).ask(catalogue, 'verifyValue', { body })).rejects.toMatchObject({
    problem: { code: 'catalogue/not-found', field: 'subjectId' },
  })
  await expect(clerk.ask(catalogue, 'verifyValue', { body: { ...body, value: '小康' } })).rejects.toMatchObject({
    problem: { code: 'catalogue/value-unfit', field: 'value' },
  })
})

test('what is held here is verified the same way, without the value going out', async () => {
  await asOther((port) => port.record(chenIs(), [{ key: 'share.marriage.state', value: '30', source: '婚姻登记库' }]))
  const answers = await asOther((port) =>
    port.verify(
      chenIs(),
      [
        { key: 'share.marriage.state', value: '30' },
        { key: 'share.marriage.state', value: '10' },
        { key: 'share.housing.owned', value: 1 },
      ],
      duty,
    ),
  )
  expect(answers.map(({ answer }) => answer)).toEqual(['yes', 'no', 'unknown'])
})

test('a redirect leads her to where it is kept; she may ask a query port about herself, and reads what came', async () => {
  const page = 'https://aid.yuexiu-gov.cn/mine'
  await keep('school', draft('redirect', ['share.education.level'], { url: page }))
  const { items } = await chen.asks.ask(catalogue, 'listMyOwners')
  expect(items.find(({ code }) => code === 'school')).toMatchObject({ url: page, ownerName: '区民政局', isOn: true })
  expect(items.find(({ code }) => code === 'low')).toMatchObject({ url: null, kind: 'verify' })
  expect(await heldOf('share.education.level')).toMatchObject({ withheld: 'atOwner' })

  owner.secret = await newSecret('aid')
  owner.answer = () => ({ values: { [grade]: { value: '2' } } })
  const mine = await chen.asks.ask(catalogue, 'askMyOwner', { params: { code: 'aid' } })
  expect(mine.items).toMatchObject([{ key: grade, text: '二级' }])
  await expect(chen.asks.ask(catalogue, 'askMyOwner', { params: { code: 'low' } })).rejects.toMatchObject({
    problem: { code: 'catalogue/not-found' },
  })
})

test('calls to departments stand in her tracker with whom was asked, on which ground', async () => {
  const usage = await chen.asks.ask(catalogue, 'findUsage', { query: { processingType: 'DATA_REQUEST' } })
  expect(usage.totalUsages).toBeGreaterThan(0)
  expect(usage.dataRequests[0]).toMatchObject({
    target: { type: 'GOV', name: '区民政局' },
    legalBasis: '政务数据共享条例',
    initiatorPerson: { name: expect.any(String) },
  })
})

test('a department that is silent, slow or babbling is asked no more for a minute, and work goes on without it', async () => {
  owner.mood = 'babbling'
  expect(await heldOf(grade)).toMatchObject({ value: null, withheld: 'silent' })
  expect((await calls('aid'))[0]).toMatchObject({ outcome: 'unreadable' })
  owner.mood = 'slow'
  for (let time = 1; time < restAfter; time += 1) await heldOf(grade)
  expect((await calls('aid'))[0]).toMatchObject({ outcome: 'timeout' })
  const asked = owner.letters.length
  expect(await heldOf(grade)).toMatchObject({ withheld: 'silent' })
  expect(owner.letters).toHaveLength(asked)
  const resting = (await steward.ask(catalogue, 'listOwnerPorts')).items.find(({ code }) => code === 'aid')
  expect(resting).toMatchObject({ why: 'timeout', restsUntil: expect.any(String) })
  owner.mood = 'sound'
  town.clock.advance((restSeconds + 1) * 1000)
  expect(await heldOf(grade)).toMatchObject({ value: '2' })
})

test('twenty ask at once: no more turns are taken than the department grants in a minute', async () => {
  await keep('aid', draft('query', [grade], { perMinute: 3 }))
  town.clock.advance(61_000)
  const before = owner.letters.length
  const got = await Promise.all(Array.from({ length: 20 }, () => heldOf(grade)))
  expect(got.filter((one) => one?.value === '2').length).toBeLessThanOrEqual(3)
  expect(owner.letters.length - before).toBeLessThanOrEqual(3)
  expect(owner.letters.length - before).toBeGreaterThan(0)
  await keep('aid', draft('query', [grade]))
})

test('its own department stops a port at once and reads its calls; another department sees neither', async () => {
  const theirs = as('handler', district, { unitId: civilAffairs })
  const switched = await theirs.ask(catalogue, 'switchOwnerPort', {
    params: { code: 'aid' },
    body: { isOn: false, because: '数据核对中' },
  })
  expect(switched).toMatchObject({ isOn: false, because: '数据核对中' })
  const asked = owner.letters.length
  expect(await heldOf(grade)).toMatchObject({ withheld: 'silent' })
  expect(owner.letters).toHaveLength(asked)
  expect(
    (await theirs.ask(catalogue, 'listOwnerCalls', { params: { code: 'aid' }, query: {} })).items.length,
  ).toBeGreaterThan(0)

  const others = as('handler', neighbouring, { unitId: '0192d3a0-0000-7000-8000-0000000000a9' })
  expect((await others.ask(catalogue, 'listOwnerPorts')).items).toEqual([])
  await expect(
    others.ask(catalogue, 'switchOwnerPort', { params: { code: 'aid' }, body: { isOn: true, because: '随便试试' } }),
  ).rejects.toMatchObject({ problem: { code: 'catalogue/not-found' } })
  await theirs.ask(catalogue, 'switchOwnerPort', { params: { code: 'aid' }, body: { isOn: true, because: '核对完毕' } })
})

test('one field stands behind one port, and what is behind a port is told to nobody else', async () => {
  await expect(keep('second', draft('query', ['share.hukou.address', low]))).rejects.toMatchObject({
    problem: { code: 'catalogue/key-behind-port', field: 'keys.1' },
  })
  expect((await steward.ask(catalogue, 'listOwnerPorts')).items.map(({ code }) => code)).not.toContain('second')
  await expect(
    asOther((port) => port.record(chenIs(), [{ key: grade, value: '1', source: '残疾人证库' }])),
  ).rejects.toThrow()
  await expect(
    keep('wrong', draft('query', ['share.hukou.address'], { url: 'https://10.1.1.1/x' })),
  ).rejects.toMatchObject({
    problem: { code: 'catalogue/address-wrong', field: 'url' },
  })
})

test('every quarter of an hour the ports are knocked at', async () => {
  const knockedFrom = town.clock.now().getTime()
  await town.run(module, 'check-owner-ports', { code: 'aid' })
  expect(owner.letters.at(-1)).toMatchObject({ kind: 'heartbeat' })
  const port = (await steward.ask(catalogue, 'listOwnerPorts')).items.find(({ code }) => code === 'aid')
  expect(port).toMatchObject({ why: null })
  expect(Date.parse(port?.answeredAt ?? '')).toBeGreaterThanOrEqual(knockedFrom)
  owner.mood = 'gone'
  await town.run(module, 'check-owner-ports', { code: 'aid' })
  const silent = (await steward.ask(catalogue, 'listOwnerPorts')).items.find(({ code }) => code === 'aid')
  expect(silent?.why).toBe('refused')
})
