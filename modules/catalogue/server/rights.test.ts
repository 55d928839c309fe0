/** Everybody's own data: who looked, what is doubted, what one may ask for, and that time deletes. */

import { matters as mattersContract } from '@liren/matters/contract'
import matters from '@liren/matters/server'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CataloguePort, catalogue, type ToldValue } from '../contract.ts'
import { chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

let small: Awaited<ReturnType<typeof smallDistrict>>
let chenId: string
beforeAll(async () => {
  small = await smallDistrict()
  chenId = await small.register('陈秀英', chenNumber, '13800001234')
})
afterAll(() => small.town.close())

const chen = () => small.as('resident', community, { personId: chenId, name: '陈秀英' })
const grid = () => small.as('gridWorker', community, { name: '林志远' })
const admin = () => small.as('communityAdmin', community, { name: '梁丽华', provedAt: small.town.clock.now() })
const record = (...told: ToldValue[]) =>
  small.town.work(module, (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = module.port?.(work) as CataloguePort
    return port.record({ kind: 'person', id: chenId }, told)
  })
const stateOf = async (matterId: string) =>
  (await small.town.work(matters, async (work) => work.use(mattersContract).rows([matterId])))[0]?.state

test('she sees who looked, when, why, at what and from which system; she exports it, and other systems ask in the shape they know', async () => {
  await small.as('communityWorker', community, { name: '谢婉仪' }).ask(people, 'reveal', {
    params: { id: chenId },
    body: { fields: ['phone'], purpose: 'service', reason: '通知体检' },
  })
  const { items } = await chen().ask(catalogue, 'listMyLooks', { query: {} })
  expect(items).toMatchObject([
    {
      lookerName: '谢婉仪',
      fields: ['联系电话'],
      purpose: '上门服务',
      reason: '通知体检',
      isMine: false,
      questionState: null,
    },
  ])
  const csv = await (await chen().raw('GET', '/api/catalogue/me/looks/csv')).text()
  expect(csv).toContain('谢婉仪')
  const usage = await chen().ask(catalogue, 'findUsage', { query: { periodStart: '2026-11-01T00:00:00Z', limit: 10 } })
  expect(usage).toMatchObject({
    totalUsages: 1,
    returnedUsages: 1,
    internalProcessings: [
      {
        initiatorPerson: { name: '谢婉仪' },
        dataFields: ['联系电话'],
        bulkProcessing: false,
        queryId: items[0]?.id,
        source: { type: 'GOV', name: '本人' },
      },
    ],
    ...{ dataRequests: [], dataResponses: [], dataProcessings: [] },
  })
  const only = async (query: object) => (await chen().ask(catalogue, 'findUsage', { query })).totalUsages
  expect(await only({ processingType: 'DATA_REQUEST' })).toBe(0)
  expect(await only({ processingType: ['INTERNAL_PROCESSING', 'DATA_REQUEST'] })).toBe(1)
  expect(await only({ logSourceSystems: '本人' })).toBe(1)
  expect(await only({ logSourceSystems: ['别的系统', '又一个'] })).toBe(0)
  expect(await only({ periodEnd: '2026-11-01T00:00:00Z' })).toBe(0)
  expect(await only({ offset: 1 })).toBe(1)
  expect((await chen().ask(catalogue, 'usagePeriod')).periodStart).not.toBeNull()
  expect(await small.town.guest.ask(catalogue, 'heartbeat')).toMatchObject({ status: 'OK' })
  await expect(
    chen().ask(catalogue, 'findUsage', { query: { userCode: '0192d3a0-0000-7000-8000-0000000000ff' } }),
  ).rejects.toMatchObject({ problem: { status: 403 } })
})

test('one tap makes a question with a clock, which ends when it is answered', async () => {
  const [look] = (await chen().ask(catalogue, 'listMyLooks', { query: {} })).items
  const { id } = await chen().ask(people, 'questionFootprint', {
    params: { id: look?.id ?? '' },
    body: { questionText: '为什么看我的电话？' },
  })
  await small.town.settle()
  const matter = await small.town.work(matters, (work) => work.use(mattersContract).ofSubject(id))
  expect(matter).toMatchObject({ process: 'footprint-question', state: 'asked' })
  expect(matter?.dueAt).not.toBeNull()
  await admin().ask(people, 'answerFootprintQuestion', { params: { id }, body: { answer: '通知您免费体检的时间。' } })
  await small.town.settle()
  expect(await stateOf(matter?.id ?? '')).toBe('answered')
})

test('two sources that disagree become one task of the owner; the grid worker is shown this and nothing else', async () => {
  await record(
    { key: 'share.marriage.state', value: '30', source: '婚姻登记库', verifiedAt: small.town.clock.now() },
    { key: 'share.marriage.state', value: '20', source: '网格核实' },
    { key: 'share.housing.owned', value: 1, source: '不动产登记库', verifiedAt: small.town.clock.now() },
  )
  await small.town.settle()
  const { items } = await grid().ask(catalogue, 'listExceptions', { query: {} })
  expect(items).toMatchObject([
    { displayName: '陈**', key: 'share.marriage.state', why: ['conflicting'], sources: ['婚姻登记库', '网格核实'] },
  ])
  expect(items[0]?.challengeId).not.toBeNull()
  expect(await stateOf(items[0]?.challengeId ?? '')).toBe('raised')
  const elsewhere = small.as('gridWorker', '440104001002')
  expect((await elsewhere.ask(catalogue, 'listExceptions', { query: {} })).items).toEqual([])
})

test('when she moves, what was told of her is looked at anew; what is the same is confirmed at the door with one tap', async () => {
  await small.as('communityWorker', community).ask(people, 'update', {
    params: { id: chenId },
    body: { areaCode: `${community}002` },
  })
  await small.town.settle()
  const of = async () =>
    (await grid().ask(catalogue, 'listExceptions', { query: { area: `${community}002` } })).items.map(
      ({ key, why }) => [key, ...why],
    )
  expect(await of()).toEqual([
    ['share.housing.owned', 'changed'],
    ['share.marriage.state', 'changed', 'conflicting'],
  ])
  await grid().ask(catalogue, 'checkException', {
    body: { subjectKind: 'person', subjectId: chenId, key: 'share.housing.owned', finding: 'same' },
  })
  expect((await of()).map(([key]) => key)).toEqual(['share.marriage.state'])
})

test('the worker says why before the value is shown, and she sees it', async () => {
  const { items } = await grid().ask(catalogue, 'revealValues', {
    body: { subjectKind: 'person', subjectId: chenId, keys: ['share.marriage.state'], reason: '上门核实婚姻状况' },
  })
  expect(items).toMatchObject([{ value: '30', isConflicting: true }])
  const [look] = (await chen().ask(catalogue, 'listMyLooks', { query: {} })).items
  expect(look).toMatchObject({ lookerName: '林志远', fields: ['婚姻状况'], reason: '上门核实婚姻状况' })
})

test('after half a year without a look a value is old', async () => {
  small.town.clock.set('2027-06-01T10:00:00+08:00')
  const { items } = await grid().ask(catalogue, 'listExceptions', { query: {} })
  expect(items.find(({ key }) => key === 'share.housing.owned')?.why).toEqual(['stale'])
  small.town.clock.set('2026-11-23T12:00:00+08:00')
})

test('a right is asked for in words, answered by somebody else within fifteen working days, and a restriction holds at once', async () => {
  const asked = await chen().ask(catalogue, 'askRight', {
    body: { kind: 'restrict', text: '请不要再使用我的婚姻信息' },
  })
  expect(asked.dueAt?.slice(0, 10)).toBe('2026-12-14')
  const { rows } = await small.town.owner.query('select * from catalogue_rights')
  expect(JSON.stringify(rows)).not.toContain('婚姻信息')
  const { items } = await admin().ask(catalogue, 'listRights', { query: { state: 'asked' } })
  expect(items).toMatchObject([{ displayName: '陈**', kind: 'restrict', text: '请不要再使用我的婚姻信息' }])
  await admin().ask(catalogue, 'answerRight', {
    params: { id: asked.id },
    body: { decision: 'fulfil', text: '已停止使用' },
  })
  expect(await stateOf(asked.matterId)).toBe('done')
  const shown = await grid().ask(catalogue, 'revealValues', {
    body: { subjectKind: 'person', subjectId: chenId, keys: ['share.marriage.state'], reason: '再看一次' },
  })
  expect(shown.items).toMatchObject([{ value: null, withheld: 'restricted' }])
  expect((await chen().ask(catalogue, 'listMyRights', { query: {} })).items).toMatchObject([
    { state: 'done', answer: '已停止使用' },
  ])
})

test('an erasure asked for in the register stands among the rights and ends with its answer', async () => {
  const fresh = small.as('resident', community, { personId: chenId, provedAt: small.town.clock.now() })
  const erasure = await fresh.ask(people, 'askErasure', { body: {} })
  await small.town.settle()
  expect((await chen().ask(catalogue, 'listMyRights', { query: {} })).items[0]).toMatchObject({
    kind: 'delete',
    state: 'asked',
  })
  await fresh.ask(people, 'withdrawErasure', { params: { id: erasure.id } })
  await small.town.settle()
  expect((await chen().ask(catalogue, 'listMyRights', { query: {} })).items[0]).toMatchObject({
    kind: 'delete',
    state: 'withdrawn',
  })
})

test('what nobody needs any more is deleted by time, and the deletion is on record', async () => {
  const decide = (isGiven: boolean) =>
    chen().ask(catalogue, 'decideConsent', { params: { purpose: 'share.hukou' }, body: { isGiven, version: 1 } })
  await decide(true)
  await decide(false)
  const steward = small.as('dataSteward', district)
  const of = async () =>
    (await steward.ask(catalogue, 'listRetention')).items.find(({ name }) => name === 'oldConsents')
  expect(await of()).toMatchObject({ due: 0, lastRemoved: null, basis: '授权记录至少保存三年' })
  small.town.clock.set('2029-12-31T10:00:00+08:00')
  expect(await of()).toMatchObject({ due: 1 })
  await small.town.run(module, 'delete-due')
  expect(await of()).toMatchObject({ due: 0, lastRemoved: 1 })
  const { items } = await chen().ask(catalogue, 'listMyConsents')
  expect(items.find(({ purpose }) => purpose === 'share.hukou')).toMatchObject({ isGiven: false })
})

test('the inventory names every kind of personal data with its ground', async () => {
  const { items } = await small.as('auditAdmin', district).ask(catalogue, 'listInventory', { query: {} })
  expect(items.find(({ key }) => key === 'share.disability.grade')).toMatchObject({
    sensitivity: 'sensitive',
    ground: '本人同意',
  })
  expect(items.some(({ key }) => key === 'enterprise.name')).toBe(false)
})

test('a doubt ends with the value itself put right at its source; what was wrong stands beside it and counts no more', async () => {
  const bureau = () => small.as('dataSteward', district, { name: '林泽宇' })
  const key = 'share.marriage.state'
  const { items } = await grid().ask(catalogue, 'listExceptions', { query: {} })
  const matterId = items.find((one) => one.key === key)?.challengeId ?? ''
  const params = { id: matterId }
  expect(await bureau().ask(catalogue, 'readChallenge', { params })).toMatchObject({
    displayName: '陈**',
    name: '婚姻状况',
    isOpen: true,
    isCorrectable: true,
    sources: expect.arrayContaining([expect.objectContaining({ source: '婚姻登记库', isAuthoritative: true })]),
  })
  const looked = await bureau().ask(catalogue, 'lookAtChallenge', { params, body: { reason: '核实婚姻状况异议' } })
  expect(looked.items).toEqual([
    { source: '婚姻登记库', text: '丧偶' },
    { source: '网格核实', text: '已婚' },
  ])
  expect((await chen().ask(catalogue, 'listMyLooks', { query: {} })).items[0]).toMatchObject({
    lookerName: '林泽宇',
    fields: ['婚姻状况'],
    reason: '核实婚姻状况异议',
  })
  const correct = (who: ReturnType<typeof bureau>, value: string) =>
    who.ask(catalogue, 'correctChallenge', { params, body: { value, text: '婚姻登记处查档：已再婚' } })
  await expect(correct(bureau(), '已再婚')).rejects.toMatchObject({ problem: { field: 'value' } })
  // A grid worker doubts; finding out is the owner's.
  await expect(correct(grid(), '20')).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(
    bureau().ask(mattersContract, 'move', {
      params: { ...params, move: 'correct' },
      body: { facts: { text: '查过' } },
    }),
  ).rejects.toMatchObject({ problem: { status: 403 } })
  const done = await correct(bureau(), '20')
  await small.town.settle()
  expect(done.sources.every(({ isOverruled }) => !isOverruled)).toBe(true)
  expect(await stateOf(matterId)).toBe('corrected')
  const mine = async () => (await chen().ask(catalogue, 'listMyValues')).items.find((one) => one.key === key)
  expect(await mine()).toMatchObject({ value: '20', source: '婚姻登记库', on: '2029-12-31', isConflicting: false })
  expect((await grid().ask(catalogue, 'listExceptions', { query: {} })).items.map((one) => one.key)).not.toContain(key)
})

test('what the owner upholds is right: the other source is overruled, and is heard again only with something new', async () => {
  const key = 'share.housing.owned'
  await record({ key, value: 3, source: '网格核实' })
  await small.town.settle()
  const { items } = await grid().ask(catalogue, 'listExceptions', { query: {} })
  const matterId = items.find((one) => one.key === key)?.challengeId ?? ''
  await small.as('dataSteward', district).ask(mattersContract, 'move', {
    params: { id: matterId, move: 'uphold' },
    body: { facts: { text: '登记簿只有一套' } },
  })
  await small.town.settle()
  const mine = async () => (await chen().ask(catalogue, 'listMyValues')).items.find((one) => one.key === key)
  expect(await mine()).toMatchObject({ value: 1, isConflicting: false })
  await record({ key, value: 3, source: '网格核实' })
  expect(await mine()).toMatchObject({ value: 1, isConflicting: false })
  await record({ key, value: 2, source: '网格核实' })
  expect(await mine()).toMatchObject({ value: 1, isConflicting: true })
})

test('whoever asked for their data to rest lets them be used again by one word', async () => {
  expect((await chen().ask(catalogue, 'readMyRestriction')).since).not.toBeNull()
  await chen().ask(catalogue, 'liftMyRestriction')
  expect((await chen().ask(catalogue, 'readMyRestriction')).since).toBeNull()
  const { items } = await grid().ask(catalogue, 'revealValues', {
    body: { subjectKind: 'person', subjectId: chenId, keys: ['share.marriage.state'], reason: '恢复后再看' },
  })
  expect(items).toMatchObject([{ value: '20', withheld: null }])
})
