/** 接令即行 · 接呼即应 · 接诉即办: each kind is timed by itself, within reach, and what was late is named. */
import { matters } from '@liren/matters/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { elsewhere, here, openDistrict, refusal, water } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

test('an order received in time, one nobody took, a call answered and a complaint accepted late stand side by side', async () => {
  const { town, leader, someone, plumber, move, report, settle } = there
  const give = (title: string, area: string = here) =>
    leader.ask(command, 'issueOrder', { body: { title, text: '今天办完', unitId: water, workDays: 1, area } })
  const taken = await give('排查低洼点')
  const left = await give('清理雨水口')
  town.clock.advance(20 * 60_000)
  await move(plumber, taken.id, 'receive')
  const lin = someone('gridWorker', '林网格员', here)
  const call = await lin.ask(command, 'raiseCall', {
    body: { title: '需要抽水泵', text: '地下车库进水', unitId: water, area: here },
  })
  town.clock.advance(10 * 60_000)
  await move(plumber, call.id, 'answer', { facts: { note: '马上送' } })
  await report({ title: '没有人受理' })
  // What a patrol finds is nobody's complaint.
  await report({ title: '巡查发现', source: 'patrol' })
  town.clock.advance(26 * 3_600_000)
  await settle()
  const timers = async (area?: string, who = leader) =>
    (await who.ask(command, 'timers', { query: area ? { area } : {} })).items
  const [orders, calls, complaints] = await timers()
  expect(orders).toMatchObject({
    kind: 'order',
    due: 2,
    inTime: 1,
    late: 1,
    waiting: 0,
    newest: null,
  })
  // The clock of the town runs while it is asked.
  expect(Math.round(orders?.medianMinutes ?? 0)).toBe(20)
  expect(Math.round(calls?.medianMinutes ?? 0)).toBe(10)
  expect(orders?.lateOnes.map(({ id, title }) => [id, title])).toEqual([[left.id, '清理雨水口']])
  expect(calls).toMatchObject({ kind: 'call', due: 1, inTime: 1, late: 0, lateOnes: [] })
  expect(complaints).toMatchObject({ kind: 'complaint', due: 1, late: 1 })
  const { rows } = await leader.ask(command, 'figures', { query: { only: 'complaintsOnTime' } })
  expect(complaints).toMatchObject({
    due: rows[0]?.figures[0]?.denominator ?? -1,
    inTime: rows[0]?.figures[0]?.numerator ?? -1,
  })
  // Another place, and another place's people, have none of it.
  expect((await timers(elsewhere)).map(({ due }) => due)).toEqual([0, 0, 0])
  const away = someone('dutyLeader', '别街值班长', '440104003000')
  expect((await timers(undefined, away)).map(({ due }) => due)).toEqual([0, 0, 0])
  expect(await refusal(there.chen.ask(command, 'timers', { query: {} }))).toBe('kernel/forbidden')
  expect((await leader.ask(matters, 'read', { params: { id: left.id } })).state).toBe('issued')
})
