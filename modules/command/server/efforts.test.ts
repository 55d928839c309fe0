/** Whoever did it records what one case, campaign or service took; the page of costs says what one of them came to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { elsewhere, here, openDistrict, refusal } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())
const window = { from: '2026-11-01', until: '2026-12-01' }

test('hours at the rate that held and money besides are kept for the case, and averaged by its category beside the estimate', async () => {
  const { plumber, dispatcher, supervisor, closed, settle } = there
  const first = await closed({ category: 'A0212' })
  const second = await closed({ category: 'A0212' })
  await settle()
  const record = (id: string, body: object) =>
    plumber.ask(command, 'recordEffort', { body: { of: { kind: 'case', id }, minutes: 0, ...body } })
  expect(await record(first, { minutes: 90, fen: 12_000, note: '换水管一段' })).toMatchObject({ cost: 21_000 })
  await record(first, { minutes: 30, fenPerHour: 8000 })
  await record(second, { fen: 5000 })

  const said = await plumber.ask(command, 'effortsOf', { params: { kind: 'case', id: first }, query: {} })
  expect(said).toMatchObject({ minutes: 120, cost: 25_000, fenPerHour: 6000 })
  expect(said.items.map(({ cost, note, byName }) => [cost, note, byName])).toEqual([
    [4000, '', '水工阿良'],
    [21_000, '换水管一段', '水工阿良'],
  ])

  const { items } = await dispatcher.ask(command, 'unitCosts', { query: { ...window, kind: 'case' } })
  expect(items).toMatchObject([{ key: 'A0212', things: 2, minutes: 120, cost: 30_000, fenEach: 15_000 }])
  expect(items[0]?.estimatedFenEach).toBeGreaterThan(0)
  const october = { from: '2026-10-01', until: '2026-11-01', kind: 'case' } as const
  expect((await supervisor.ask(command, 'unitCosts', { query: october })).items).toEqual([])
})

test('a service says how often it was given for that; the dearest whole stands first, page by page', async () => {
  const { leader, dispatcher } = there
  const give = (name: string, served: number, minutes: number) =>
    leader.ask(command, 'recordEffort', { body: { of: { kind: 'service', area: here, name, served }, minutes } })
  await give('上门代办', 4, 240)
  await give('上门代办', 2, 60)
  await give('政策宣讲', 1, 60)
  const ask = (after?: string) =>
    dispatcher.ask(command, 'unitCosts', {
      query: { ...window, kind: 'service', limit: 1, ...(after ? { after } : {}) },
    })
  const page = await ask()
  expect(page.items).toMatchObject([{ key: '上门代办', name: '上门代办', things: 6, cost: 30_000, fenEach: 5000 }])
  expect((await ask(page.next ?? '')).items).toMatchObject([
    { name: '政策宣讲', fenEach: 6000, estimatedFenEach: null },
  ])
})

test('nobody records for a case of others, for tomorrow, or nothing at all; a resident records nothing', async () => {
  const { plumber, leader, chen, someone, report, settle } = there
  const id = await report({ areaCode: elsewhere, cellCode: undefined })
  await settle()
  const body = { of: { kind: 'case', id }, minutes: 5 } as const
  expect(await refusal(plumber.ask(command, 'recordEffort', { body }))).toBe('command/not-found')
  const grid = someone('gridWorker', '别区网格', here)
  expect(await grid.ask(command, 'effortsOf', { params: { kind: 'case', id }, query: {} })).toMatchObject({
    items: [],
    cost: 0,
    mayRecord: false,
  })
  expect(await refusal(chen.ask(command, 'recordEffort', { body }))).toBe('kernel/forbidden')
  const refused = (more: object) => leader.ask(command, 'recordEffort', { body: { ...body, ...more } })
  await expect(refused({ minutes: 0 })).rejects.toMatchObject({
    problem: { code: 'command/nothing-spent', field: 'minutes' },
  })
  await expect(refused({ on: '2026-11-30' })).rejects.toMatchObject({
    problem: { code: 'command/day-not-come', field: 'on' },
  })
})
