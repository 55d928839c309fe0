/** The library: rules proved before use, switched on by a second person; what clashes is named, and those below may say so. */
import { catalogue } from '@liren/catalogue/contract'
import { afterAll, expect, test } from 'vitest'
import { benefits } from '../contract.ts'
import { definitionOf, draftOf } from '../rule-draft.ts'
import { here, nextDoor, openPolicyTown, refusal } from '../testing/policy-town.ts'
import module from './module.ts'

const { town, who, settle } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())

const example = (age: number, expected: string) => ({
  name: `${age}岁`,
  today: '2026-06-15',
  facts: { 'person.age': age },
  expect: expected,
})
const definition = {
  id: 'X-01',
  version: 1,
  item: '长者乘车优惠',
  title: { 'zh-CN': '长者乘车优惠', en: 'Rides for elders' },
  basis: '某文件',
  serviceItem: 'SQ-002',
  all: [{ fact: 'person.age', gte: 65 }],
  examples: [example(65, 'eligible'), example(64, 'not')],
}
const params = { id: 'X-01', version: 1 }

test('who writes a rule from clauses finds every fact with its source and words, and what they choose is tried as a rule', async () => {
  const { items } = await who.admin.ask(benefits, 'facts')
  expect(items.find(({ fact }) => fact === 'person.sex')).toMatchObject({
    ...{ type: 'string', title: '性别' },
    values: [
      { value: 'F', title: '女' },
      { value: 'M', title: '男' },
    ],
  })
  const types = Object.fromEntries(items.map(({ fact, type }) => [fact, type ?? undefined]))
  const draft = draftOf(definition)
  if (!draft) throw new Error('clauses only')
  const built = definitionOf(
    {
      ...draft,
      id: 'X-77',
      clauses: [...draft.clauses, { fact: 'person.sex', comparison: 'eq', operand: 'F', isNot: false, turn: null }],
      examples: draft.examples.map((one) => ({ ...one, facts: { ...one.facts, 'person.sex': 'F' } })),
    },
    types,
  )
  const tried = await who.admin.ask(benefits, 'tryRule', { body: { definition: built } })
  expect(tried).toMatchObject({ notReady: null, clauses: ['周岁年龄不低于 65', expect.stringContaining('女')] })
  const { rule } = await who.admin.ask(benefits, 'write', { body: { definition: built } })
  expect(rule).toMatchObject({ id: 'X-77', state: 'draft' })
  // A grid worker reads rules and writes none.
  expect(await refusal(who.grid.ask(benefits, 'write', { body: { definition: built } }))).toMatchObject({ status: 403 })
})

test('a rule that cannot be read says where; one that contradicts its example is not switched on', async () => {
  const wrong = { ...definition, all: [{ fact: 'person.age', atLeast: 65 }] }
  const refused = await who.steward.raw('POST', '/api/benefits/rules', { definition: wrong })
  expect(await refused.json()).toMatchObject({
    code: 'benefits/rule-unreadable',
    field: 'definition',
    title: expect.stringContaining('atLeast'),
  })
  const untrue = { ...definition, id: 'X-00', version: 7, examples: [example(65, 'not'), example(64, 'not')] }
  const tried = await who.steward.ask(benefits, 'tryRule', { body: { definition: untrue } })
  expect(tried).toMatchObject({ notReady: 'example-fails', clauses: ['周岁年龄不低于 65'] })
  await who.steward.ask(benefits, 'write', { body: { definition: untrue } })
  expect(await refusal(who.supervisor.ask(benefits, 'activate', { params: { id: 'X-00', version: 7 } }))).toMatchObject(
    {
      code: 'benefits/not-ready',
    },
  )
})

test('whoever wrote it does not switch it on; a version never changes, a newer one takes its place', async () => {
  await who.steward.ask(benefits, 'write', { body: { definition } })
  expect(await refusal(who.steward.ask(benefits, 'write', { body: { definition } }))).toMatchObject({
    code: 'benefits/version-taken',
  })
  expect(await refusal(who.steward.ask(benefits, 'activate', { params }))).toMatchObject({ code: 'benefits/own-work' })
  expect(await who.supervisor.ask(benefits, 'activate', { params })).toMatchObject({ state: 'active' })
  await who.steward.ask(benefits, 'write', { body: { definition: { ...definition, version: 2 } } })
  await who.supervisor.ask(benefits, 'activate', { params: { ...params, version: 2 } })
  const { items } = await who.worker.ask(benefits, 'rules', { query: { q: 'X-01' } })
  expect(items.map(({ version, state }) => [version, state])).toEqual([
    [1, 'retired'],
    [2, 'active'],
  ])
})

test('a rule in use stands among the uses of every field it reads, and no longer once it is retired', async () => {
  const uses = () =>
    town.work(module, async (work) =>
      (await work.use(catalogue).usesOf(['person.age'])).filter(({ object }) => object === 'X-03'),
    )
  await who.steward.ask(benefits, 'write', {
    body: { definition: { ...definition, id: 'X-03', serviceItem: null, title: { 'zh-CN': '长者体检', en: 'Check' } } },
  })
  expect(await uses()).toEqual([])
  await who.supervisor.ask(benefits, 'activate', { params: { id: 'X-03', version: 1 } })
  expect(await uses()).toEqual([
    { module: 'benefits', kind: 'rule', object: 'X-03', title: '长者体检', keys: ['person.age'] },
  ])
  await who.supervisor.ask(benefits, 'retire', { params: { id: 'X-03', version: 1 } })
  expect(await uses()).toEqual([])
})

test('two rules for one item, and one that ran out, are named', async () => {
  const { items } = await who.worker.ask(benefits, 'clashes')
  expect(items).toContainEqual(expect.objectContaining({ kind: 'same-item', ruleIds: ['P-14', 'X-01'] }))
  await who.steward.ask(benefits, 'write', {
    body: {
      definition: { ...definition, id: 'X-02', serviceItem: null, validUntil: '2026-06-30', validFrom: '2026-01-01' },
    },
  })
  await who.supervisor.ask(benefits, 'activate', { params: { id: 'X-02', version: 1 } })
  expect((await who.worker.ask(benefits, 'clashes')).items).toContainEqual(
    expect.objectContaining({ kind: 'expiring', ruleIds: ['X-02'] }),
  )
  town.clock.set('2026-07-01T09:00:00+08:00')
  expect((await who.worker.ask(benefits, 'clashes')).items).toContainEqual(
    expect.objectContaining({ kind: 'expired', on: '2026-06-30' }),
  )
})

test('a grid worker says that two policies contradict each other, in their own community, and is answered', async () => {
  const body = { ruleId: 'X-01', kind: 'contradicts' as const, text: '和优待证的年龄对不上', area: here }
  expect(await refusal(who.grid.ask(benefits, 'doubt', { body: { ...body, area: nextDoor } }))).toMatchObject({
    status: 403,
  })
  expect(await refusal(who.grid.ask(benefits, 'doubt', { body: { ...body, ruleId: 'Y-1' } }))).toMatchObject({
    field: 'ruleId',
  })
  const { id } = await who.grid.ask(benefits, 'doubt', { body })
  expect((await who.steward.ask(benefits, 'clashes')).items).toContainEqual(
    expect.objectContaining({ kind: 'reported', ruleIds: ['X-01'] }),
  )
  await who.steward.ask(benefits, 'answerDoubt', { params: { id }, body: { answer: '以优待证为准，已改' } })
  const open = await who.steward.ask(benefits, 'doubts', { query: { open: true } })
  expect(open.items).toEqual([])
  expect(
    await refusal(who.steward.ask(benefits, 'answerDoubt', { params: { id }, body: { answer: '再答' } })),
  ).toMatchObject({ status: 409 })
})

test('residents read no rules of others, and grid workers write none', async () => {
  const { asks } = await settle({ name: '何永康', birth: '1955-03-08', sex: 'M' })
  expect(await refusal(asks.ask(benefits, 'rules', { query: {} }))).toMatchObject({ status: 403 })
  expect(await refusal(who.grid.ask(benefits, 'write', { body: { definition } }))).toMatchObject({ status: 403 })
  expect(await refusal(town.guest.ask(benefits, 'mine'))).toMatchObject({ status: 401 })
})
