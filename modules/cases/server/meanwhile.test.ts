/** What was asked of a case and is decided after the case went on: it holds for what it was asked of, and for nothing else. */
import { matters } from '@liren/matters/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, photos, refusal } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, unit, enrol, minutes, on, report, dispatched, signedIn, askReturn } = await openStreet()
town.clock.set(monday)
await enrol(who.peng)
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const seen = async (id: string) => (await who.wen.ask(cases, 'read', on(id))).matter
const clocksOf = async (id: string, name: string) => (await seen(id)).clocks.filter((clock) => clock.name === name)
const reply = async (id: string) =>
  who.zhou.ask(cases, 'reply', {
    ...on(id),
    body: { outcome: 'fixed', text: '已清运干净', files: await photos(who.zhou) },
  })
const decide = (by: Person, id: string, body: object = {}) =>
  by.ask(matters, 'decide', { params: { id }, body: { isGranted: true, decision: '同意', ...body } })

test('a delay asked while handling and decided after the reply is refused and leaves the check’s due time alone', async () => {
  const id = await signedIn()
  const { id: asked } = await who.zhou.ask(matters, 'ask', {
    ...on(id),
    body: { kind: 'delay', reason: '等吊车', limit: { amount: 2, unit: 'workHours' } },
  })
  await reply(id)
  const [check] = await clocksOf(id, 'check')
  expect(check).toBeDefined()
  expect(await refusal(decide(who.wu, asked))).toMatchObject({ code: 'matters/wrong-state' })
  expect(await clocksOf(id, 'check')).toEqual([check])
  expect((await seen(id)).requests.map(({ kind, state }) => [kind, state])).toEqual([['delay', 'withdrawn']])
})

test('a return asked by one unit is void once the case is with another or replied to', async () => {
  const sentOn = await dispatched()
  const first = await askReturn(who.zhou, sentOn)
  await who.wu.ask(cases, 'dispatch', { ...on(sentOn), body: { unitId: unit.other } })
  expect(await refusal(decide(who.wu, first.id))).toMatchObject({ code: 'matters/wrong-state' })
  expect(await seen(sentOn)).toMatchObject({ state: 'assigned', holderUnitId: unit.other, returns: 0 })
  const done = await signedIn()
  const second = await askReturn(who.zhou, done)
  await reply(done)
  expect(await refusal(decide(who.wu, second.id))).toMatchObject({ code: 'matters/wrong-state' })
  expect(await seen(done)).toMatchObject({ state: 'checking', returns: 0 })
})

test('returned and sent on is two hops; a step inside one unit is none', async () => {
  const id = await dispatched()
  const hops = async () => (await seen(id)).hops
  const sent = await hops()
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  await who.zhou.ask(matters, 'assign', {
    ...on(id),
    body: { accountId: who.peng.actor.id ?? '', accountName: '彭俊杰' },
  })
  expect(await hops()).toBe(sent)
  await decide(who.wu, (await askReturn(who.peng, id)).id)
  await town.settle()
  expect(await seen(id)).toMatchObject({ state: 'dispatching', hops: sent + 1 })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
  expect(await hops()).toBe(sent + 2)
})

test('after arbitration the new unit signs for it with a clock of its own', async () => {
  const id = await dispatched()
  const first = await askReturn(who.zhou, id)
  await decide(who.wu, first.id)
  await town.settle()
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
  await who.strangerUnit.ask(cases, 'signIn', { ...on(id), body: {} })
  const second = await askReturn(who.strangerUnit, id)
  minutes(30)
  await decide(who.wen, second.id, { unitId: unit.lead })
  const ruled = await seen(id)
  expect(ruled).toMatchObject({ state: 'assigned', holderUnitId: unit.lead, isArbitrated: true, returns: 2 })
  const running = (await clocksOf(id, 'signIn')).filter(({ stoppedAt }) => stoppedAt === null)
  expect(running.map(({ startedAt }) => startedAt.slice(0, 16))).toEqual(['2026-11-23T02:30'])
  expect(await refusal(reply(id))).toMatchObject({ code: 'matters/wrong-state' })
  minutes(10)
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  expect((await clocksOf(id, 'signIn')).at(-1)?.stoppedAt?.slice(0, 16)).toBe('2026-11-23T02:40')
  // The unit it was taken from is told nothing; the other hears of it once.
  await town.settle()
  const told = (await town.told('matters/arbitrated')).filter((fact) => fact.matterId === id)
  expect(told).toMatchObject([{ fromUnitId: unit.other, toUnitId: unit.lead }])
})

test('after arbitration a dispatcher cannot send the case to a third unit; the arbiter can', async () => {
  const id = await dispatched()
  await decide(who.wu, (await askReturn(who.zhou, id)).id)
  await town.settle()
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
  await decide(who.wen, (await askReturn(who.strangerUnit, id)).id, { unitId: unit.lead })
  const third = { ...on(id), body: { unitId: unit.street } }
  const final = { code: 'matters/arbitrated-already', field: 'unitId' }
  expect(await refusal(who.wu.ask(cases, 'dispatch', third))).toMatchObject(final)
  expect(await refusal(who.wu.ask(matters, 'assign', third))).toMatchObject(final)
  expect(await seen(id)).toMatchObject({ holderUnitId: unit.lead, state: 'assigned' })
  const offered = async (by: Person) => (await by.ask(cases, 'read', on(id))).matter.moves.map(({ name }) => name)
  expect(await offered(who.wu)).not.toContain('redispatch')
  expect(await offered(who.wen)).toContain('redispatch')
  // Whoever of the unit has it is the unit's own affair.
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  await who.zhou.ask(matters, 'assign', {
    ...on(id),
    body: { accountId: who.peng.actor.id ?? '', accountName: '彭俊杰' },
  })
  const arbiter = town.as({
    name: '仲裁人',
    roles: [
      { role: 'dutyLeader', area: district, unitId: null },
      { role: 'dispatcher', area: district, unitId: null },
    ],
  })
  await arbiter.ask(cases, 'dispatch', third)
  expect(await seen(id)).toMatchObject({ holderUnitId: unit.street, isArbitrated: true })
})

test('reopened, a case once arbitrated is dispatched and given back like any other', async () => {
  const id = await dispatched()
  await decide(who.wu, (await askReturn(who.zhou, id)).id)
  await town.settle()
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
  await decide(who.wen, (await askReturn(who.strangerUnit, id)).id, { unitId: unit.lead })
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  await reply(id)
  await who.social.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: await photos(who.social) } })
  await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
  expect((await seen(id)).isArbitrated).toBe(true)
  await who.chen.ask(matters, 'reopen', { ...on(id), body: { because: '今早又堆满了' } })
  expect(await seen(id)).toMatchObject({ state: 'dispatching', isArbitrated: false })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
  expect(await seen(id)).toMatchObject({ state: 'assigned', holderUnitId: unit.other })
  expect(await askReturn(who.strangerUnit, id)).toMatchObject({ state: 'asked' })
})

test('asked something, a reporter’s case waits for them, and goes on by itself when they write or take too long', async () => {
  const id = await signedIn()
  const ask = (by: Person, of: string, text = '请补充具体位置') =>
    by.ask(cases, 'askReporter', { ...on(of), body: { text } })
  expect(await refusal(ask(who.strangerUnit, id))).toMatchObject({ code: 'matters/not-found' })
  expect(await refusal(ask(who.yu, id))).toMatchObject({ code: 'matters/not-open-to-you' })
  await ask(who.zhou, id)
  const waiting = await seen(id)
  expect(waiting).toMatchObject({ state: 'handling', waitsForReporter: true, dueAt: null })
  expect(waiting.messages.at(-1)).toMatchObject({ text: '请补充具体位置', isPublic: true, side: 'staff' })
  expect((await who.chen.ask(cases, 'read', on(id))).matter.waitsForReporter).toBe(true)
  const [before] = (await clocksOf(id, 'handle')).map(({ dueAt }) => Date.parse(dueAt))
  minutes(60)
  // What somebody of the office writes is no answer.
  await who.wu.ask(matters, 'say', { ...on(id), body: { text: '在等您的答复', isPublic: true } })
  expect((await seen(id)).waitsForReporter).toBe(true)
  await who.chen.ask(matters, 'say', { ...on(id), body: { text: '就在学校门口', isPublic: true } })
  const gone = await seen(id)
  expect(gone).toMatchObject({ state: 'handling', waitsForReporter: false })
  // An hour it stood still, but for the moments the acts themselves took.
  expect(Math.floor((Date.parse(gone.dueAt ?? '') - (before ?? 0)) / 60_000)).toBe(60)
  expect(gone.steps.at(-1)).toMatchObject({ move: 'waitAnswered' })
  // Without an answer it goes on after the hours the district waits at most.
  await ask(who.zhou, id, '请问是什么时候？')
  minutes(71 * 60)
  await town.run('matters', 'tidy')
  expect((await seen(id)).waitsForReporter).toBe(true)
  minutes(61)
  await town.run('matters', 'tidy')
  expect(await seen(id)).toMatchObject({ waitsForReporter: false, dueAt: expect.any(String) })
})

test('before a report is taken in, its reporter is asked what is missing, and the time for it stands still', async () => {
  const { id } = await report()
  const ask = (by: Person) => by.ask(cases, 'askReporter', { ...on(id), body: { text: '请问是哪条路？' } })
  expect(await refusal(ask(who.zhou))).toMatchObject({ status: 404 })
  await ask(who.yu)
  expect(await seen(id)).toMatchObject({ state: 'intake', waitsForReporter: true, dueAt: null })
  await who.chen.ask(matters, 'say', { ...on(id), body: { text: '应元路', isPublic: true } })
  expect((await seen(id)).waitsForReporter).toBe(false)
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
})

test('whoever reported and handles it has nobody to ask', async () => {
  const { id } = await report(who.lin)
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
  const both = town.as({
    id: who.lin.actor.id ?? '',
    name: '林志远',
    roles: [{ role: 'handler', area: district, unitId: unit.lead }],
  })
  await both.ask(cases, 'signIn', { ...on(id), body: {} })
  const asked = both.ask(cases, 'askReporter', { ...on(id), body: { text: '请问是哪条路？' } })
  expect(await refusal(asked)).toMatchObject({ code: 'matters/nobody-to-ask' })
})
