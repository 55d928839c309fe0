/** Policies find people: declared and approved by two, counted before use, told without a word of what for, declined in peace. */
import { catalogue } from '@liren/catalogue/contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benefits } from '../contract.ts'
import { district, here, nextDoor, openPolicyTown, refusal } from '../testing/policy-town.ts'
import module from './module.ts'

const { town, who, settle, screen } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())

let chen: Awaited<ReturnType<typeof settle>>
let wang: Awaited<ReturnType<typeof settle>>
beforeAll(async () => {
  // Seventy in three months; registered in the city. Her disability may be looked at only once she agrees.
  chen = await settle({
    name: '陈秀英',
    birth: '1956-09-15',
    shared: { 'share.hukou.city': '440100', 'share.disability.grade': '2' },
  })
  wang = await settle({ name: '王建国', birth: '1950-01-01', sex: 'M', shared: { 'share.hukou.city': '440100' } })
  await settle({ name: '李小明', birth: '2000-01-01', sex: 'M' })
})

const mine = async (person: typeof chen) => (await person.asks.ask(benefits, 'mine')).items
const one = async (person: typeof chen, rule: string) => (await mine(person)).find((item) => item.rule === rule)
const matches = async (where = 'true') =>
  (await town.owner.query(`select rule_id, state, matter_id from benefits_matches where ${where} order by rule_id`))
    .rows

test('a person sees what may be for them, every clause with why, and nobody else is asked', async () => {
  const card = await one(chen, 'P-14')
  expect(card).toMatchObject({ title: '老年人优待证', outcome: 'eligible', state: null })
  expect(card?.because[0]).toEqual({ text: '周岁年龄不低于 60', outcome: 'eligible', missing: [] })
  expect(card?.used.map(({ title }) => title)).toContain('周岁年龄')
  // One may use one's own data without having agreed to anything.
  expect(await one(chen, 'P-02')).toMatchObject({ outcome: 'eligible' })
  expect(await one(chen, 'P-01')).toBeUndefined()
  expect(await matches()).toEqual([])
})

test('a screening is approved by somebody else, counted before it is used, and never shows small numbers', async () => {
  const body = {
    purpose: '查找应享未享人员',
    basis: '《老年人权益保障法》',
    area: here,
    ruleIds: ['P-01', 'P-14', 'P-02'],
  }
  expect(await refusal(who.grid.ask(benefits, 'propose', { body }))).toMatchObject({ status: 403 })
  expect(await refusal(who.admin.ask(benefits, 'propose', { body: { ...body, area: nextDoor } }))).toMatchObject({
    status: 403,
  })
  expect(await refusal(who.steward.ask(benefits, 'propose', { body: { ...body, ruleIds: ['P-99'] } }))).toMatchObject({
    field: 'ruleIds',
  })
  const { id, facts } = await who.steward.ask(benefits, 'propose', { body })
  expect(facts).toContain('残疾等级')
  const params = { id }
  const approval = { params, body: { isApproved: true, note: '同意' } }
  expect(await refusal(who.steward.ask(benefits, 'count', { params }))).toMatchObject({
    code: 'benefits/not-countable',
  })
  expect(await refusal(who.steward.ask(benefits, 'decide', approval))).toMatchObject({ code: 'benefits/own-work' })
  await who.supervisor.ask(benefits, 'decide', approval)
  expect(await refusal(who.supervisor.ask(benefits, 'use', { params }))).toMatchObject({ code: 'benefits/wrong-state' })

  await who.steward.ask(benefits, 'count', { params })
  await town.settle()
  const counted = await who.steward.ask(benefits, 'screening', { params })
  expect(counted).toMatchObject({ state: 'counted', screened: 3 })
  expect(counted.byRule.find(({ rule }) => rule === 'P-14')).toMatchObject({
    total: null,
    areas: [{ key: here, count: null }],
  })
  // Counting finds nobody and tells nobody.
  expect(await matches()).toEqual([])
  const looks = (await chen.asks.ask(people, 'listMyFootprints', { query: {} })).items.filter(({ reason }) =>
    reason.includes('政策找人筛查'),
  )
  expect(looks.map(({ reason }) => reason)).toEqual([
    '政策找人筛查：查找应享未享人员',
    '政策找人筛查：查找应享未享人员',
  ])

  expect(await refusal(who.steward.ask(benefits, 'use', { params }))).toMatchObject({ status: 403 })
  await who.supervisor.ask(benefits, 'use', { params })
  await town.settle()
  expect((await matches(`person_id = '${chen.id}'`)).map(({ rule_id }) => rule_id)).toEqual(['P-14'])
  expect((await matches(`person_id = '${wang.id}'`)).map(({ rule_id, state }) => [rule_id, state])).toEqual([
    ['P-01', 'told'],
    ['P-14', 'told'],
  ])
})

test('a draft is counted beside the version in force before anybody activates it, and finds nobody until then', async () => {
  const draft = {
    ...{ id: 'P-14', version: 90, item: '老年人优待证', title: { 'zh-CN': '老年人优待证', en: 'Card for elders' } },
    ...{ basis: '《老年人权益保障法》', all: [{ fact: 'person.age', gte: 75 }] },
    examples: [
      { name: '七十五岁', today: '2026-06-15', facts: { 'person.age': 75 }, expect: 'eligible' },
      { name: '七十四岁', today: '2026-06-15', facts: { 'person.age': 74 }, expect: 'not' },
    ],
  }
  const untried = { ...draft, version: 91, examples: [] }
  for (const definition of [draft, untried]) await who.admin.ask(benefits, 'write', { body: { definition } })
  const body = { purpose: '提高年龄前先看人数', basis: '《老年人权益保障法》', area: here }
  const propose = (...ruleIds: string[]) => who.steward.ask(benefits, 'propose', { body: { ...body, ruleIds } })
  expect(await refusal(propose('P-14@92'))).toMatchObject({ code: 'benefits/rule-not-active', field: 'ruleIds' })
  expect(await refusal(propose('P-14@91'))).toMatchObject({ code: 'benefits/not-ready', field: 'ruleIds' })

  const { id, rules } = await propose('P-14@90', 'P-14')
  expect(rules.map(({ version, state }) => [version, state])).toEqual([
    [1, 'active'],
    [90, 'draft'],
  ])
  const params = { id }
  await who.supervisor.ask(benefits, 'decide', { params, body: { isApproved: true, note: '' } })
  await who.steward.ask(benefits, 'count', { params })
  await town.settle()
  const told = await matches()
  const { rows } = await town.owner.query('select counts from benefits_screenings where id = $1', [id])
  // Wang and Chen by the rule in force, Wang alone by the draft: both too few to be shown to anybody.
  expect(rows[0].counts).toEqual({ 'P-14@1': { [here]: 2 }, 'P-14@90': { [here]: 1 } })
  const { byRule } = await who.steward.ask(benefits, 'screening', { params })
  expect(byRule.map((one) => [one.version, one.total])).toEqual([
    [1, null],
    [90, null],
  ])
  expect(await refusal(who.supervisor.ask(benefits, 'use', { params }))).toMatchObject({
    code: 'benefits/rule-not-active',
  })
  expect(await matches()).toEqual(told)
})

test('a rule switched off finds nobody any more, also where it was being used', async () => {
  const definition = {
    ...{
      id: 'X-40',
      version: 1,
      item: '青年活动',
      title: { 'zh-CN': '青年活动', en: 'For the young' },
      basis: '某文件',
    },
    all: [{ fact: 'person.age', lte: 30 }],
    examples: [
      { name: '三十岁', today: '2026-06-15', facts: { 'person.age': 30 }, expect: 'eligible' },
      { name: '三十一岁', today: '2026-06-15', facts: { 'person.age': 31 }, expect: 'not' },
    ],
  }
  await who.admin.ask(benefits, 'write', { body: { definition } })
  await who.steward.ask(benefits, 'activate', { params: { id: 'X-40', version: 1 } })
  await screen(['X-40'])
  const found = () => matches(`rule_id = 'X-40'`)
  expect(await found()).toHaveLength(1)
  await who.supervisor.ask(benefits, 'retire', { params: { id: 'X-40', version: 1 } })
  await settle({ name: '赵小青', birth: '2003-01-01' })
  await town.settle()
  await town.run(module, 'look-again')
  expect(await found()).toHaveLength(1)
})

test('the message says only that there may be a policy', async () => {
  const { items } = await wang.asks.ask(notices, 'mine', { query: {} })
  expect(items.length).toBeGreaterThan(0)
  for (const { title, text, link } of items) {
    expect(`${title}${text}`).not.toMatch(/津贴|优待|残疾|高龄/)
    expect(link).toBe('/benefits')
  }
  const kept = await town.owner.query(
    'select s.*, m.* from notices_sendings s join notices_messages m on m.sending_id = s.id',
  )
  expect(kept.rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(kept.rows)).not.toMatch(/津贴|优待|残疾|高龄|P-\d\d/)
})

test('what needs no application is delivered by a task whose title says nothing; done, it stands beside the match', async () => {
  const [{ matter_id: matterId }] = await matches(`person_id = '${wang.id}' and rule_id = 'P-01'`)
  const params = { id: matterId }
  expect(await refusal(who.elsewhere.ask(benefits, 'task', { params }))).toMatchObject({ status: 404 })
  expect(await refusal(who.protector.ask(benefits, 'task', { params }))).toMatchObject({ status: 404 })
  const task = await who.worker.ask(benefits, 'task', { params })
  expect(task).toMatchObject({ policy: '高龄津贴', personId: wang.id, isGuarded: false })
  const view = await who.worker.ask(matters, 'read', { params })
  expect(view.title).toBe('政策兑现办理')
  await who.worker.ask(matters, 'move', {
    params: { id: matterId, move: 'serve' },
    body: { facts: { note: '已发放到社保卡' }, seen: view.seen },
  })
  await town.settle()
  expect(await matches(`person_id = '${wang.id}' and rule_id = 'P-01'`)).toMatchObject([{ state: 'served' }])
  expect(await town.told('benefits/served')).toMatchObject([
    { personId: wang.id, ruleId: 'P-01', serviceItem: 'SQ-001' },
  ])
})

test('declining is one tap and remembered; saying yes afterwards is one tap, too', async () => {
  const params = { id: 'P-14' }
  await chen.asks.ask(benefits, 'answer', { params, body: { answer: 'decline' } })
  await town.run(module, 'look-again')
  await town.owner.query(`update benefits_watches set changed_at = now()`)
  await town.run(module, 'look-again')
  await town.run(module, 'climb')
  expect(await matches(`person_id = '${chen.id}'`)).toMatchObject([
    { rule_id: 'P-14', state: 'declined', matter_id: null },
  ])
  expect(await one(chen, 'P-14')).toMatchObject({ state: 'declined' })
  expect(await chen.asks.ask(benefits, 'answer', { params, body: { answer: 'agree' } })).toMatchObject({
    state: 'agreed',
  })
  await town.settle()
  expect(await town.told('benefits/agreed')).toMatchObject([{ personId: chen.id, ruleId: 'P-14' }])
  // A second thought calls the errand off.
  await chen.asks.ask(benefits, 'answer', { params, body: { answer: 'decline' } })
  await town.settle()
  const [{ matter_id: matterId }] = await matches(`person_id = '${chen.id}'`)
  expect((await who.worker.ask(matters, 'read', { params: { id: matterId } })).state).toBe('declined')
})

test('on her seventieth birthday she is found by herself; nobody else is looked at that day', async () => {
  const footprints = async () => (await town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n
  town.clock.set('2026-09-14T09:00:00+08:00')
  await town.run(module, 'look-again')
  const before = await footprints()
  await town.run(module, 'look-again')
  expect(await footprints()).toBe(before)
  town.clock.set('2026-09-15T09:00:00+08:00')
  await town.run(module, 'look-again')
  expect(await matches(`person_id = '${chen.id}' and rule_id = 'P-01'`)).toMatchObject([{ state: 'found' }])
  const days = await town.owner.query('select day_mark from benefits_watches')
  expect(JSON.stringify(days.rows)).not.toMatch(/\d{4}-\d{2}-\d{2}/)
})

test('a fact told by a department finds somebody once they agreed that it may be used', async () => {
  expect(await matches(`person_id = '${chen.id}' and rule_id = 'P-02'`)).toEqual([])
  await chen.asks.ask(catalogue, 'decideConsent', {
    params: { purpose: 'share.disability' },
    body: { isGiven: true, version: 1 },
  })
  await town.settle()
  await town.run(module, 'look-again')
  expect(await matches(`person_id = '${chen.id}' and rule_id = 'P-02'`)).toHaveLength(1)
})

test('whoever wants no matching is not looked at, and finds the page empty', async () => {
  await wang.asks.ask(benefits, 'choose', { body: { isOptedOut: true } })
  const before = (await wang.asks.ask(people, 'listMyFootprints', { query: {} })).items.length
  await screen(['P-15'])
  expect((await wang.asks.ask(people, 'listMyFootprints', { query: {} })).items).toHaveLength(before)
  expect(await wang.asks.ask(benefits, 'mine')).toEqual({ isOptedOut: true, items: [] })
  expect(
    await refusal(wang.asks.ask(benefits, 'answer', { params: { id: 'P-15' }, body: { answer: 'agree' } })),
  ).toMatchObject({
    code: 'benefits/opted-out',
  })
})

test('whoever wants no decision by a machine alone is looked for by no rule once that was granted', async () => {
  await wang.asks.ask(benefits, 'choose', { body: { isOptedOut: false } })
  const { id } = await wang.asks.ask(catalogue, 'askRight', { body: { kind: 'humanDecision', text: '请由人来决定' } })
  const body = { decision: 'fulfil' as const, text: '以后由社工联系您' }
  await who.admin.ask(catalogue, 'answerRight', { params: { id }, body })
  await town.settle()
  expect(await wang.asks.ask(benefits, 'mine')).toEqual({ isOptedOut: true, items: [] })
})

test('the funnel shows how far people came and hides small numbers', async () => {
  const { items, smallest } = await who.steward.ask(benefits, 'funnel', { query: { area: district } })
  expect(smallest).toBe(10)
  expect(items.length).toBeGreaterThan(0)
  for (const row of items) expect(row.found).toBeNull()
  expect(await refusal(who.grid.ask(benefits, 'funnel', { query: {} }))).toMatchObject({ status: 403 })
})

test('all of it is handed out to the person and erased with them', async () => {
  const copy = await town.work(module, async (work) => module.personalData?.export(work, chen.id))
  expect(copy).toContainEqual(expect.objectContaining({ rule: 'P-14', state: 'declined' }))
  const gone = await town.work(module, async (work) => module.personalData?.erase(work, chen.id))
  expect(gone?.erased).toBeGreaterThan(0)
  expect(await matches(`person_id = '${chen.id}'`)).toEqual([])
})
