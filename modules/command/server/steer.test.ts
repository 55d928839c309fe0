/** Orders down and calls up, each timed; a leader's note; a room; and the month's score with its appeals. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { district, elsewhere, here, openDistrict, refusal, water } from '../testing/small-district.ts'
import plug from './module.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
let liang: Person
beforeAll(async () => {
  there = await openDistrict()
  const id = await there.town.work(plug, (work) =>
    work.use(identity).createAccount({
      loginName: 'liang',
      displayName: '阿良',
      kind: 'staff',
      roles: [{ role: 'handler', area: district, unitId: water }],
    }),
  )
  liang = there.town.as({ id, roles: [{ role: 'handler', area: district, unitId: water }], name: '阿良' })
})
afterAll(() => there.town.close())

test('an order is received, reported back and confirmed, each step with a clock of its own; whoever carried it out does not confirm', async () => {
  const { leader, move } = there
  const task = { title: '排查低洼点', text: '今晚暴雨前排查完', unitId: water, workDays: 1, area: here }
  const { id, number } = await leader.ask(command, 'issueOrder', { body: task })
  expect(number).toMatch(/O/)
  const clocks = async () =>
    (await leader.ask(matters, 'read', { params: { id } })).clocks.map(({ name, stoppedAt }) => [
      name,
      stoppedAt !== null,
    ])
  expect(await clocks()).toEqual(
    expect.arrayContaining([
      ['receive', false],
      ['carryOut', false],
    ]),
  )
  await move(liang, id, 'receive')
  await move(liang, id, 'report', { facts: { note: '已排查 12 处' } })
  expect(await refusal(move(liang, id, 'confirm'))).toBe('matters/not-open-to-you')
  await move(leader, id, 'confirm')
  expect((await leader.ask(matters, 'read', { params: { id } })).state).toBe('confirmed')
})

test('a call goes up, and it is over only when the caller says so', async () => {
  const { someone, move } = there
  const lin = someone('gridWorker', '林网格员', here)
  const { id } = await lin.ask(command, 'raiseCall', {
    body: { title: '需要抽水泵', text: '地下车库进水', unitId: water, area: here },
  })
  await move(liang, id, 'answer', { facts: { note: '马上送' } })
  await move(liang, id, 'settle', { facts: { note: '已送到' } })
  await move(lin, id, 'insist', { facts: { note: '泵坏了' } })
  expect((await lin.ask(matters, 'read', { params: { id } })).state).toBe('answered')
  expect(
    await refusal(
      lin.ask(command, 'issueOrder', { body: { title: '越级指令', text: '不行', unitId: water, area: here } }),
    ),
  ).toBe('kernel/forbidden')
})

test('a call sent twice from a phone is one call, found again among my own; it is proposed to whoever stands above', async () => {
  const { someone } = there
  const lin = someone('gridWorker', '林网格员', here)
  const body = { id: randomUUID(), title: '需要抽水泵', text: '地下车库进水', unitId: water, area: here }
  const first = await lin.ask(command, 'raiseCall', { body })
  const second = await lin.ask(command, 'raiseCall', { body })
  expect([first.id, second.id]).toEqual([body.id, body.id])
  const mine = await lin.ask(command, 'myCallUps', { query: {} })
  expect(mine.items).toMatchObject([{ id: body.id, kind: 'call', state: 'called', holderUnitName: '水务局' }])
  const other = someone('gridWorker', '别的网格员', here)
  expect((await other.ask(command, 'myCallUps', { query: {} })).items).toEqual([])
  expect(await refusal(other.ask(command, 'raiseCall', { body }))).toBe('command/not-found')
  const { items } = await lin.ask(command, 'callTargets', { query: { area: here } })
  expect(items.map(({ name }) => name)).toEqual(['洪桥街道'])
})

test('the list of orders says who has each and whether it was taken in time, the latest first; what is over stands apart', async () => {
  const { leader, move, town, someone } = there
  const body = { text: '按时完成', unitId: water, area: elsewhere }
  const late = await leader.ask(command, 'issueOrder', { body: { ...body, title: '迟了的', workDays: 1 } })
  const later = await leader.ask(command, 'issueOrder', { body: { ...body, title: '还早的', workDays: 9 } })
  await town.settle()
  const query = { area: elsewhere }
  const listed = async (state: 'open' | 'late' | 'done') =>
    (await leader.ask(command, 'orders', { query: { ...query, state } })).items
  expect((await listed('open')).map(({ id, takenAt }) => [id, takenAt])).toEqual([
    [late.id, null],
    [later.id, null],
  ])
  await move(liang, later.id, 'receive')
  town.clock.advance(4 * 86_400_000)
  await town.settle()
  expect((await listed('late')).map(({ id }) => id)).toEqual([late.id])
  expect((await listed('open')).find(({ id }) => id === later.id)?.takenAt).not.toBeNull()
  await move(liang, late.id, 'report', { facts: { note: '已完成' } })
  await move(leader, late.id, 'confirm')
  await town.settle()
  expect((await listed('done')).map(({ id }) => id)).toEqual([late.id])
  const far = someone('dispatcher', '别街派遣', '440104001000')
  expect((await far.ask(command, 'orders', { query: { state: 'open' } })).items.map(({ id }) => id)).not.toContain(
    later.id,
  )
})

test('everything late of a unit is reminded of with one press, and nothing that is in time', async () => {
  const { leader, dispatched, town, settle, plumber } = there
  const id = await dispatched({ title: '久未办的' })
  town.clock.advance(6 * 86_400_000)
  const fresh = await dispatched({ title: '刚派的' })
  await settle()
  const { reminded } = await leader.ask(command, 'urgeLate', { body: { unitId: water, text: '请尽快' } })
  expect(reminded).toBeGreaterThanOrEqual(1)
  const words = async (one: string) =>
    (await leader.ask(matters, 'read', { params: { id: one } })).supervisions.map(({ text }) => text)
  expect(await words(id)).toEqual(['请尽快'])
  expect(await words(fresh)).toEqual([])
  await expect(leader.ask(command, 'urgeLate', { body: { text: '都快点' } })).rejects.toMatchObject({
    problem: { code: 'command/nothing-named', field: 'unitId' },
  })
  expect(await refusal(plumber.ask(command, 'urgeLate', { body: { unitId: water, text: '自己催' } }))).toBe(
    'kernel/forbidden',
  )
})

test('a leader’s note stands on the case, and its tasks are orders of their own', async () => {
  const { leader, dispatched } = there
  const caseId = await dispatched()
  const { orders } = await leader.ask(command, 'instruct', {
    params: { id: caseId },
    body: { text: '举一反三，全面排查', tasks: [{ title: '排查同类管段', unitId: water, workDays: 3 }] },
  })
  const { items } = await leader.ask(command, 'ordersOf', { params: { id: caseId } })
  expect(items).toMatchObject([
    { id: orders[0]?.id, kind: 'instruction', title: '排查同类管段', holderUnitName: '水务局' },
  ])
  const seen = await leader.ask(matters, 'read', { params: { id: caseId } })
  expect(seen.supervisions).toMatchObject([{ level: 'instruction', text: '举一反三，全面排查' }])
})

test('people of a unit asked to confer read and write in the room', async () => {
  const { leader, report } = there
  const caseId = await report()
  expect(await refusal(liang.ask(matters, 'read', { params: { id: caseId } }))).toBe('matters/not-found')
  const room = await leader.ask(command, 'confer', {
    params: { id: caseId },
    body: { unitIds: [water], text: '请一起看一下原因' },
  })
  expect(room).toEqual({ came: 1, people: 1 })
  await liang.ask(matters, 'say', { params: { id: caseId }, body: { text: '老管道，建议整段换', isPublic: false } })
  expect((await leader.ask(matters, 'read', { params: { id: caseId } })).messages).toHaveLength(2)
})

test('the month’s score explains its points; an appeal in time takes a case out, and the score is made anew with a note', async () => {
  const { town, leader, dispatched, closed, settle } = there
  await closed()
  const lateId = await dispatched({ title: '等施工许可' })
  await settle()
  town.clock.set('2026-12-01T09:00:00+08:00')
  await town.run(plug, 'read-all')
  await town.run(plug, 'score-daily')
  const query = { month: '2026-11', kind: 'unit' as const }
  expect((await liang.ask(command, 'scores', { query })).items).toEqual([])
  expect(await refusal(leader.ask(command, 'publishScores', { params: { month: '2026-12' } }))).toBe(
    'command/month-not-over',
  )
  await leader.ask(command, 'publishScores', { params: { month: '2026-11' } })
  await settle()
  // Three working days run from now: the unit hears of it, and the message leads to its scores.
  const heard = (await liang.ask(notices, 'mine', { query: {} })).items.filter(({ topic }) => topic === 'command.score')
  expect(heard).toMatchObject([{ title: '2026-11 得分已公布：水务局', link: '/command/scores' }])
  const [before] = (await liang.ask(command, 'scores', { query })).items
  expect(before?.subject).toBe(water)
  const lost = before?.parts.find(({ of }) => of === 'overdueOpen')
  expect(lost?.cost).toBeGreaterThan(0)
  const foreign = await there.report({ title: '别家的案件', areaCode: elsewhere, cellCode: undefined })
  await settle()
  expect(
    await refusal(
      liang.ask(command, 'appealScore', {
        params: { id: before?.id ?? '' },
        body: { text: '这件也不应计', caseIds: [lateId, foreign] },
      }),
    ),
  ).toBe('command/not-of-this-score')
  const appealed = await liang.ask(command, 'appealScore', {
    params: { id: before?.id ?? '' },
    body: { text: '许可未批，不应计超期', caseIds: [lateId] },
  })
  const after = await leader.ask(command, 'grantAppeal', {
    params: { id: appealed.id },
    body: { because: '依法等待许可' },
  })
  expect(after.parts.find(({ of }) => of === 'overdueOpen')?.cost).toBe((lost?.cost ?? 0) - 1)
  expect(after.points ?? 0).toBeGreaterThan(before?.points ?? 0)
  expect(after.note).toBe('依法等待许可')
  town.clock.advance(6 * 86_400_000)
  expect(
    await refusal(
      liang.ask(command, 'appealScore', {
        params: { id: before?.id ?? '' },
        body: { text: '再申诉', caseIds: [lateId] },
      }),
    ),
  ).toBe('command/appeal-too-late')
})
