/** Somebody registers with their phone: the register writes them down once, and never gives one person's entry to another. */

import { identity as accounts } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { secretsOf } from '@liren/kernel'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '../contract.ts'
import module from './module.ts'
import { isNumberOf } from './port.ts'

const hongqiao = '440104001001'
let town: Town
let serial = 0

beforeAll(async () => {
  town = await host([territory, identity, module], { now: '2026-11-23T10:00:00+08:00' })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${hongqiao}', '越秀山社区', 'community', '440104001000', '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
})
afterAll(() => town.close())

/** An account is opened and tells of it, as identity does when a code was right. */
const registers = async (
  name: string,
  phone: string,
  idNumber: string | null,
  kind: 'person' | 'enterprise' = 'person',
  creditCode: string | null = null,
) => {
  serial += 1
  const accountId = await town.work(module, (work) =>
    work.use(accounts).createAccount({ loginName: `neighbour${serial}`, displayName: name, kind, areaCode: hongqiao }),
  )
  await town.work(identity, async (work) => {
    const seal = (text: string) => secretsOf(work).seal(text, 'identity:registered')
    // The host makes this work for identity; only the type of the test does not know its events.
    const emit = work.emit as unknown as (event: string, fact: unknown) => void
    emit('registered', {
      accountId,
      kind,
      areaCode: hongqiao,
      nameSealed: seal(name),
      phoneSealed: seal(phone),
      idNumberSealed: idNumber === null ? null : seal(idNumber),
      creditCode,
    })
  })
  await town.settle()
  return {
    accountId,
    personId: (await town.work(module, (work) => work.use(accounts).account(accountId)))?.personId ?? null,
  }
}
const person = (id: string | null) => town.work(module, (work) => work.use(people).person(id ?? ''))

test('a newcomer is written down, joins the community and finds their own entry', async () => {
  const { personId } = await registers('苏淑贞', '13800001005', '440104195503080029')
  expect(await person(personId)).toMatchObject({ displayName: '苏**', maskedPhone: '138****1005', areaCode: hongqiao })
  const herself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId })
  expect((await herself.ask(people, 'readMe')).memberships).toMatchObject([
    { communityCode: hongqiao, state: 'registered' },
  ])
})

test('somebody the community entered before is known again by name and phone, not entered twice', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  const entered = await worker.ask(people, 'register', {
    body: { fullName: '何永康', identityNumber: '440104201306175617', phone: '13800001004', areaCode: hongqiao },
  })
  expect((await registers('何永康', '13800001004', '440104201306175617')).personId).toBe(entered.id)
})

test('who only knows the number of somebody else does not get their entry; the community decides by hand', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  const entered = await worker.ask(people, 'register', {
    body: { fullName: '郑浩然', identityNumber: '11010519491231002X', phone: '13800001006', areaCode: hongqiao },
  })
  const { accountId, personId } = await registers('郑浩然', '13999999999', '11010519491231002X')
  expect(personId).toBe(null)
  const greedy = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }], id: accountId })
  await expect(
    greedy.ask(people, 'linkAccount', { params: { id: entered.id }, body: { accountId } }),
  ).rejects.toMatchObject({
    problem: { code: 'people/not-yours' },
  })
  // The community is shown who waits; another one is not, and may not turn them away.
  const waiting = async (as = worker) => (await as.ask(people, 'listClaims', { query: {} })).items
  const [claim] = await waiting()
  expect(claim).toMatchObject({ accountId, maskedAccountName: '郑**', person: { id: entered.id } })
  expect(JSON.stringify(claim)).not.toContain('郑浩然')
  const elsewhere = town.as({ roles: [{ role: 'communityWorker', area: '440104001002', unitId: null }] })
  expect(await waiting(elsewhere)).toEqual([])
  await expect(elsewhere.ask(people, 'declineClaim', { params: { id: claim?.id ?? '' } })).rejects.toMatchObject({
    problem: { code: 'people/not-found' },
  })
  await worker.ask(people, 'linkAccount', { params: { id: entered.id }, body: { accountId } })
  expect(await waiting()).toEqual([])
  await expect(worker.ask(people, 'declineClaim', { params: { id: claim?.id ?? '' } })).rejects.toMatchObject({
    problem: { code: 'people/wrong-state' },
  })
  expect((await town.work(module, (work) => work.use(accounts).account(accountId)))?.personId).toBe(entered.id)
})

test('names of a claim are read for a reason, and both people see who looked', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }], name: '谢社工' })
  const number = '440104198506150014'
  const made = await registers('罗志明', '13800001051', number)
  const official = await worker.ask(people, 'register', {
    body: { fullName: '罗智明', identityNumber: number, phone: '13800001052', areaCode: hongqiao },
  })
  const [claim] = (await worker.ask(people, 'listClaims', { query: {} })).items
  const params = { id: claim?.id ?? '' }
  const elsewhere = town.as({ roles: [{ role: 'communityWorker', area: '440104001002', unitId: null }] })
  const body = { reason: '本人到场核对' }
  await expect(elsewhere.ask(people, 'lookAtClaim', { params, body })).rejects.toMatchObject({
    problem: { code: 'people/not-found' },
  })
  await expect(worker.ask(people, 'lookAtClaim', { params, body: { reason: '' } })).rejects.toMatchObject({
    problem: { status: 422 },
  })
  expect(await worker.ask(people, 'lookAtClaim', { params, body })).toEqual({
    accountName: '罗志明',
    fullName: '罗智明',
  })
  for (const personId of [made.personId, official.id]) {
    const themself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId })
    expect((await themself.ask(people, 'listMyFootprints', { query: {} })).items).toMatchObject([
      { lookerName: '谢社工', fields: ['fullName'], reason: body.reason },
    ])
  }
  await worker.ask(people, 'declineClaim', { params })
  await expect(worker.ask(people, 'lookAtClaim', { params, body })).rejects.toMatchObject({
    problem: { code: 'people/wrong-state' },
  })
})

test('a stranger who knows a name and an identity number does not get the entry of an elder who left no phone', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  const elder = await worker.ask(people, 'register', {
    body: { fullName: '梁桂芳', identityNumber: '440104194003080028', areaCode: hongqiao },
  })
  const { accountId, personId } = await registers('梁桂芳', '13999999998', '440104194003080028')
  expect(personId).toBe(null)
  const claims = async () => (await worker.ask(people, 'listClaims', { query: {} })).items
  expect((await claims()).map((one) => [one.accountId, one.person.id])).toEqual([[accountId, elder.id]])
  await worker.ask(people, 'declineClaim', { params: { id: (await claims())[0]?.id ?? '' } })
})

test('somebody else’s number tried by a stranger is turned away and asked about no more', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  await registers('陌生人', '13700000001', '11010519491231002X')
  const [claim] = (await worker.ask(people, 'listClaims', { query: {} })).items
  await worker.ask(people, 'declineClaim', { params: { id: claim?.id ?? '' } })
  expect((await worker.ask(people, 'listClaims', { query: {} })).items).toEqual([])
})

test('a number somebody gives of themself is nobody’s identity until the office has seen it', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  const number = '440104198001010016'
  const byNumber = async () => (await worker.ask(people, 'lookUp', { body: { identityNumber: number } })).items
  const { accountId, personId: made } = await registers('冯国强', '13800001021', number)
  expect(made).not.toBe(null)
  expect(await byNumber()).toEqual([])

  // The list of the office comes, with another phone: it is entered by itself, and the two are looked at by hand.
  const official = await worker.ask(people, 'register', {
    body: { fullName: '冯国强', identityNumber: number, phone: '13800001022', areaCode: hongqiao },
  })
  expect(official.id).not.toBe(made)
  expect((await byNumber()).map(({ id }) => id)).toEqual([official.id])
  const claims = async () => (await worker.ask(people, 'listClaims', { query: {} })).items
  expect((await claims()).map((one) => [one.accountId, one.person.id])).toEqual([[accountId, official.id]])
  const stranger = await registers('李四', '13800001023', null)
  await expect(
    worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId: stranger.accountId } }),
  ).rejects.toMatchObject({ problem: { code: 'people/wrong-state' } })
  await worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  expect((await town.work(module, (work) => work.use(accounts).account(accountId)))?.personId).toBe(official.id)
  expect((await person(made))?.state).toBe('movedAway')
  const himself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId: official.id })
  expect((await himself.ask(people, 'readMe')).memberships).toMatchObject([{ communityCode: hongqiao }])
})

test('the list of the office updates the entry somebody made where the proved phone agrees, and no other', async () => {
  const worker = town.as({
    roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }],
    provedAt: town.clock.now(),
  })
  const [mine, other] = ['440104196512150011', '440104197003120011']
  const made = await registers('邓家驹', '13800001031', mine)
  const taken = await registers('何玉珍', '13800001032', other)
  const file = new FormData()
  file.append('areaCode', hongqiao)
  file.append(
    'file',
    new Blob([`姓名,身份证号,手机号\n邓家驹,${mine},13800001031\n何玉珍,${other},13800001033\n`]),
    'list.csv',
  )
  const reply = await worker.raw('POST', '/api/people/imports', file)
  expect(await reply.json()).toMatchObject({ updated: 1, created: 1, refused: 0 })
  const { rows } = await town.owner.query(
    `select id, declared_fingerprint is not null as declared, identity_fingerprint is not null as held from people_persons
      where id = any($1::uuid[]) order by id = $2 desc`,
    [[made.personId, taken.personId], made.personId],
  )
  expect(rows).toEqual([
    { id: made.personId, declared: false, held: true },
    { id: taken.personId, declared: true, held: false },
  ])
  const community = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  expect((await community.ask(people, 'listClaims', { query: {} })).items.map((one) => one.accountId)).toEqual([
    taken.accountId,
  ])
})

test('whoever shows their document in the community has their number counted', async () => {
  const worker = town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
  const number = '440104199202290012'
  const { personId } = await registers('高美玲', '13800001041', number)
  // Until then their card opens nothing.
  expect(await town.work(module, (work) => isNumberOf(work, personId ?? '', number))).toBe(false)
  const waiting = await worker.ask(people, 'listMemberships', { query: { area: hongqiao, state: 'registered' } })
  const id = waiting.items.find(({ membership }) => membership.personId === personId)?.membership.id ?? ''
  await worker.ask(people, 'verifyMembership', { params: { id }, body: { capacities: ['resident'] } })
  expect(await town.work(module, (work) => isNumberOf(work, personId ?? '', number))).toBe(true)
  const found = await worker.ask(people, 'lookUp', {
    body: { identityNumber: number },
  })
  expect(found.items.map((one) => one.id)).toEqual([personId])
})

test('a name with signs and no number is still somebody; a shop enters the list of enterprises once', async () => {
  expect(await person((await registers('☆阿明☆', '13800001007', null)).personId)).toMatchObject({
    displayName: '阿**',
    documentKind: null,
  })
  await registers('东濠饼家', '13800001008', null, 'enterprise', '91350100M000100Y43')
  await registers('东濠饼家', '13800001009', null, 'enterprise', '91350100M000100Y43')
  const { items } = await town
    .as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] })
    .ask(people, 'listEnterprises', { query: {} })
  expect(items).toMatchObject([{ name: '东濠饼家', kind: 'enterprise' }])
})

test('demo people fill the dwellings, twice the same, and none of them can be mistaken for somebody', async () => {
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('${hongqiao}001', '第1网格', 'gridCell', '${hongqiao}', '2020-01-01')`,
  )
  await town.owner.query(`insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
    values ('0192d3a0-0000-7000-8000-00000000000b', '${hongqiao}001001', '1栋', '应元路1号', '${hongqiao}001', 113.26, 23.13, 10, 1, 2, 0, '1栋')`)
  await town.owner.query(`insert into territory_dwellings (id, code, building_id, unit, floor, room)
    select gen_random_uuid(), '${hongqiao}001001' || lpad(n::text, 4, '0'), '0192d3a0-0000-7000-8000-00000000000b', '1', n, n::text from generate_series(1, 10) as n`)
  await town.owner.query(`update territory_revisions set revision = 'seeded'`)
  const preset = {
    name: 'small',
    modules: [],
    scale: 'demo' as const,
    read: () => Promise.reject(new Error('nothing to read')),
    has: () => false,
    progress: () => {},
  }
  const seed = () => town.work(module, async (work) => module.seed?.(work, preset))
  const count = async () =>
    (
      await town.owner.query(`select count(*)::int as n, count(*) filter (where masked_identity_number like '4490%')::int as fictional
    from people_persons where dwelling_id is not null`)
    ).rows[0]
  await seed()
  const first = await count()
  expect(first.n).toBeGreaterThan(10)
  expect(first.fictional).toBe(first.n)
  await seed()
  expect(await count()).toEqual(first)
})
