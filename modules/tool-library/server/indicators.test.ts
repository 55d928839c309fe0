/** What a tool says of its own use: counted where somebody looks, in a window of days; too few are nobody's business but theirs who handle them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing } from '../testing/sample.ts'
import { far, here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
const of = { title: { 'zh-CN': '还了的', en: 'Brought back' }, of: 'loan' }
const states = Object.keys(borrowing().processes[0]?.states ?? {})
const [first = ''] = states

beforeAll(async () => {
  open = await openTown()
  const indicators = [
    { ...of, id: 'open', states: [first] },
    { ...of, id: 'part', states: [first], measure: 'share', days: 30 },
  ]
  await open.install({ ...borrowing(), indicators } as ToolDocument)
  for (const area of [here, there])
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area, mode: 'cite' } })
})
afterAll(() => open.town.close())

const borrow = async (area: string, times: number) => {
  for (let time = 0; time < times; time += 1)
    await open.resident(area).ask(toolLibrary, 'open', {
      params: { id: 'tool-borrowing' },
      body: { area, answers: { tool: 'drill', fromOn: '2030-12-01', days: 3, phone: '13800009999' } },
    })
}
const say = async (who = open.town.guest, area?: string) => {
  const params = { id: 'tool-borrowing' }
  const { items } = await who.ask(toolLibrary, 'indicators', { params, query: area ? { area } : {} })
  return items.map(({ count, all, share, isFew }) => ({ count, all, share, isFew }))
}
const few = { count: null, all: null, share: null, isFew: true }

test('nothing opened yet is said as nothing, and few are told to whoever handles them there and to nobody else', async () => {
  expect(await say()).toEqual([{ count: 0, all: null, share: null, isFew: false }, few])
  await borrow(here, 4)
  expect(await say(open.town.guest, here)).toEqual([few, few])
  expect(await say(open.resident(here), here)).toEqual([few, few])
  // Staff of another community read no more than a guest.
  expect(await say(open.worker(there), here)).toEqual([few, few])
  expect(await say(open.worker(here), here)).toEqual([
    { count: 4, all: 4, share: null, isFew: false },
    { count: 4, all: 4, share: 1, isFew: false },
  ])
})

test('from ten on everybody reads them, of one community or of all, and a window of days forgets what was before', async () => {
  await borrow(here, 7)
  await borrow(there, 1)
  expect(await say()).toEqual([
    { count: 12, all: null, share: null, isFew: false },
    { count: null, all: null, share: 1, isFew: false },
  ])
  expect(await say(open.town.guest, there)).toEqual([few, few])
  expect((await say(open.town.guest, '440104001000'))[0]).toMatchObject({ count: 12 })
  expect((await say(open.town.guest, far))[0]).toMatchObject({ count: 0 })
  open.town.clock.advance(31 * 86_400_000)
  expect(await say(open.worker(here), here)).toEqual([
    { count: 11, all: 11, share: null, isFew: false },
    { count: 0, all: 0, share: null, isFew: false },
  ])
  const unknown = open.town.guest.ask(toolLibrary, 'indicators', { params: { id: 'nothing-like-it' }, query: {} })
  await expect(unknown).rejects.toMatchObject({ problem: { status: 404 } })
})
