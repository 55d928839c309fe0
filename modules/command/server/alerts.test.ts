/** What should not go unseen is seen once, told once to whoever is due, and stands until it is over. */
import { identity } from '@liren/identity/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import type { AlertRuleBody } from '../routes-alerts.ts'
import { district, elsewhere, here, nextDoor, openDistrict, refusal, street, water } from '../testing/small-district.ts'
import plug from './module.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
let liang: Person
beforeAll(async () => {
  there = await openDistrict()
  const roles = [{ role: 'handler' as const, area: district, unitId: water }]
  const id = await there.town.work(plug, (work) =>
    work.use(identity).createAccount({ loginName: 'liang', displayName: '阿良', kind: 'staff', roles }),
  )
  liang = there.town.as({ id, roles, name: '阿良' })
})
afterAll(() => there.town.close())

const rule: AlertRuleBody = {
  area: district,
  name: '规则',
  kind: 'threshold',
  count: 3,
  hours: 24,
  factor: 2,
  per: 'community',
  categories: [],
  leastGrade: 1,
  tell: ['department'],
  isOn: true,
}
const hour = 3_600_000
const watch = async () => {
  await there.town.run(plug, 'watch')
  await there.settle()
}
/** One rule alone, so that the others have no say. */
const only = async (more: Partial<AlertRuleBody>) => {
  const { leader } = there
  for (const { id } of (await leader.ask(command, 'alertRules', { query: {} })).items)
    await leader.ask(command, 'removeAlertRule', { params: { id } })
  return (await leader.ask(command, 'makeAlertRule', { body: { ...rule, ...more } })).id
}
const alerts = async (who: Person, state: 'unseen' | 'standing' | 'all' = 'standing') =>
  (await who.ask(command, 'alerts', { query: { state } })).items
const sent = async (topic: string) =>
  Number(
    (await there.town.owner.query('select count(*)::int as n from notices_sendings where topic = $1', [topic])).rows[0]
      ?.n,
  )

test('a late case on which nobody acts is raised once and told once; acted on it is over, and silence begins a new one', async () => {
  const { dispatcher, dispatched, settle, town, move } = there
  const id = await dispatched({ title: '井盖响' })
  await settle()
  await only({ name: '超期无人处置', kind: 'inaction', hours: 24 })
  await watch()
  expect(await alerts(dispatcher)).toEqual([])
  town.clock.advance(6 * 24 * hour)
  const before = await sent('command.alert')
  await watch()
  await watch()
  const [alert, ...more] = await alerts(dispatcher)
  expect(more).toEqual([])
  expect(alert).toMatchObject({ kind: 'inaction', told: 1, unitName: '水务局', caseOf: { id, title: '井盖响' } })
  expect(alert?.count).toBeGreaterThanOrEqual(24 * 5)
  expect(await sent('command.alert')).toBe(before + 1)
  // Whoever was told reads it where they work, though they have no board; nobody else does.
  const told = (await liang.ask(command, 'toldAlerts')).items
  expect(told).toMatchObject([{ id: alert?.id, caseOf: { id }, seenCases: [{ id, title: '井盖响' }] }])
  expect((await there.someone('gridWorker', '路过的网格员', elsewhere).ask(command, 'toldAlerts')).items).toEqual([])
  const params = { id: alert?.id ?? '' }
  await dispatcher.ask(command, 'seeAlert', { params, body: { note: '已电话催办' } })
  expect(await refusal(dispatcher.ask(command, 'seeAlert', { params, body: { note: '再记一次' } }))).toBe(
    'command/seen-already',
  )
  await watch()
  expect(await alerts(dispatcher, 'unseen')).toEqual([])
  expect(await sent('command.alert')).toBe(before + 1)
  // The figure opens the cases behind it.
  const listed = await dispatcher.ask(command, 'list', { query: { alert: params.id } })
  expect(listed.items.map((row) => row.id)).toEqual([id])

  await move(liang, id, 'signIn')
  await settle()
  await watch()
  expect(await alerts(dispatcher)).toEqual([])
  expect((await alerts(dispatcher, 'all'))[0]).toMatchObject({ seenNote: '已电话催办' })
  town.clock.advance(2 * 24 * hour)
  await watch()
  expect(await alerts(dispatcher, 'unseen')).toHaveLength(1)
})

test('a case that two rules find is told by the one for graver cases, once', async () => {
  const { dispatcher, dispatched, settle, town, leader } = there
  await only({ name: '一般无人处置', kind: 'inaction', hours: 24 })
  const id = await dispatched({ title: '燃气味', grade: 3 })
  await settle()
  await leader.ask(command, 'makeAlertRule', {
    body: { ...rule, name: '紧急无人处置', kind: 'inaction', hours: 24, leastGrade: 3 },
  })
  town.clock.advance(8 * 24 * hour)
  await watch()
  const about = (await alerts(dispatcher)).filter(({ caseOf }) => caseOf?.id === id)
  expect(about.map(({ ruleName }) => ruleName)).toEqual(['紧急无人处置'])
})

test('many open cases in one community are one alert for that community, shown to those who answer for it', async () => {
  const { dispatcher, someone, report, settle } = there
  for (let n = 0; n < 3; n += 1) await report({ areaCode: elsewhere, cellCode: undefined, title: `灯坏${n}` })
  await report({ areaCode: elsewhere, cellCode: undefined, title: '保密', isRestricted: true })
  await settle()
  await only({ name: '积压' })
  await watch()
  const [alert, ...more] = await alerts(dispatcher)
  expect(more).toEqual([])
  expect(alert).toMatchObject({ kind: 'threshold', areaCode: elsewhere, count: 3, cases: 3, caseOf: null })
  const ours = someone('dispatcher', '洪桥派遣', street)
  expect(await alerts(ours)).toEqual([])
  expect(
    await refusal(ours.ask(command, 'seeAlert', { params: { id: alert?.id ?? '' }, body: { note: '看看' } })),
  ).toBe('command/not-found')
})

test('several neighbours about one cause, and one neighbour again and again, are both seen before it grows', async () => {
  const { dispatcher, someone, report, settle } = there
  const neighbours = ['甲', '乙', '丙'].map((name) => someone('resident', name, here))
  for (const one of neighbours) await report({ category: 'A0211', title: '污水外溢' }, one)
  const [first] = neighbours
  if (first) for (let n = 0; n < 2; n += 1) await report({ category: 'A0211', title: '还在溢' }, first)
  await settle()
  await only({ name: '聚集', kind: 'gathering', count: 3, hours: 24 })
  await watch()
  expect(await alerts(dispatcher)).toMatchObject([{ kind: 'gathering', categoryCode: 'A0211', count: 3, cases: 5 }])
  await only({ name: '反复', kind: 'repeated', count: 3, hours: 24 })
  await watch()
  expect(await alerts(dispatcher)).toMatchObject([{ kind: 'repeated', categoryCode: 'A0211', count: 3 }])
})

test('callers without an account gather and come again like everybody else; those who gave no telephone are nobody in particular', async () => {
  const { dispatcher, report, settle, town, chen } = there
  const called = async (print: string | null, title: string) => {
    const id = await report({ category: 'A0301', title, source: '12345' }, chen)
    await settle()
    await town.owner.query('update command_cases set reporter_id = null, caller_print = $2 where id = $1', [id, print])
  }
  await called('print-one', '热线来电：路灯坏')
  await called(null, '无名来电')
  await called(null, '又一个无名来电')
  await only({ name: '聚集', kind: 'gathering', count: 2, hours: 24, categories: ['A0301'] })
  await watch()
  expect(await alerts(dispatcher)).toEqual([])
  await called('print-two', '另一位来电')
  await watch()
  expect(await alerts(dispatcher)).toMatchObject([{ kind: 'gathering', categoryCode: 'A0301', count: 2, cases: 2 }])
  await called('print-two', '又来电')
  await called('print-two', '第三次来电')
  await only({ name: '反复', kind: 'repeated', count: 3, hours: 24, categories: ['A0301'] })
  await watch()
  expect(await alerts(dispatcher)).toMatchObject([{ kind: 'repeated', categoryCode: 'A0301', count: 3, cases: 3 }])
})

test('a surge is many more than usual; what is usual raises nothing', async () => {
  const { dispatcher, report, settle, town, leader } = there
  // One a day for a fortnight is usual here.
  for (let day = 0; day < 14; day += 1) {
    await report({ category: 'A0404', title: '积水' })
    town.clock.advance(24 * hour)
  }
  await settle()
  const body = {
    ...rule,
    kind: 'surge' as const,
    count: 2,
    factor: 3,
    per: 'subdistrict' as const,
    categories: ['A0404'],
  }
  expect(await leader.ask(command, 'tryAlertRule', { body })).toEqual({ found: 0, cases: 0 })
  for (let n = 0; n < 5; n += 1) await report({ category: 'A0404', title: '积水' })
  await settle()
  await only(body)
  await watch()
  const [alert] = await alerts(dispatcher)
  expect(alert).toMatchObject({ kind: 'surge', areaCode: street, categoryCode: 'A0404' })
  expect(alert?.count).toBeGreaterThanOrEqual(5)
  expect(alert?.usual).toBeLessThan(1)
})

test('the same words for many cases are a template, and a case sent back twice is named', async () => {
  const { dispatcher, closed, settle, leader, dispatched, supervisor } = there
  for (let n = 0; n < 3; n += 1) await closed({ title: `管${n}` })
  await settle()
  await only({ name: '模板', kind: 'templates', count: 3, hours: 24 })
  await watch()
  expect(await alerts(dispatcher)).toMatchObject([{ kind: 'templates', count: 3, unitName: '水务局' }])
  await leader.ask(command, 'makeAlertRule', { body: { ...rule, name: '退单', kind: 'bounced', count: 2 } })
  const id = await dispatched({ title: '推来推去' })
  await settle()
  await there.town.owner.query('update command_cases set returns = 2 where id = $1', [id])
  await watch()
  expect((await alerts(supervisor)).find(({ kind }) => kind === 'bounced')).toMatchObject({ count: 2, caseOf: { id } })
})

test('a community from which nobody has said a word for weeks is a blind spot, until somebody does', async () => {
  const { dispatcher, report, settle, town, leader } = there
  town.clock.advance(31 * 24 * hour)
  await report({ areaCode: here })
  // What our own people find there is not the public speaking.
  await report({ areaCode: elsewhere, cellCode: undefined, source: 'patrol' })
  await settle()
  await only({ name: '盲区', kind: 'silent', hours: 720 })
  expect((await leader.ask(command, 'tryAlertRule', { body: { ...rule, kind: 'silent', hours: 720 } })).found).toBe(2)
  await watch()
  const silent = await alerts(dispatcher)
  expect(silent.map(({ areaCode }) => areaCode).sort()).toEqual([nextDoor, elsewhere].sort())
  expect(silent[0]).toMatchObject({ kind: 'silent', count: 720, cases: 0 })
  await report({ areaCode: elsewhere, cellCode: undefined })
  await settle()
  town.clock.advance(2 * hour)
  await watch()
  expect((await alerts(dispatcher)).map(({ areaCode }) => areaCode)).toEqual([nextDoor])
})

test('a rule is set by those who lead, inside their area, and says what it would find before it is kept', async () => {
  const { dispatcher, someone } = there
  expect(await refusal(dispatcher.ask(command, 'makeAlertRule', { body: rule }))).toBe('kernel/forbidden')
  const local = someone('dutyLeader', '街道值班长', street)
  expect(await refusal(local.ask(command, 'makeAlertRule', { body: rule }))).toBe('kernel/forbidden')
  const { id } = await local.ask(command, 'makeAlertRule', { body: { ...rule, area: street, name: '本街积压' } })
  await local.ask(command, 'changeAlertRule', {
    params: { id },
    body: { ...rule, area: street, count: 5, isOn: false },
  })
  const mine = (await local.ask(command, 'alertRules', { query: {} })).items.find((one) => one.id === id)
  expect(mine).toMatchObject({ count: 5, isOn: false, mayEdit: true })
})
