/** What people find: their inbox, a search, the public list, the figures of the board. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Work } from '@liren/kernel'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, elsewhere, hour, input, newcomers, openLampTown, power, refusal } from '../testing/lamp-town.ts'
import plug from './module.ts'

const { town, someone, chen, dispatcher, leader, electrician, grid, stranger, report, read, move, dispatched } =
  await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

test('one inbox holds mine, my unit’s and what we support, by due time, page after page', async () => {
  const unit = newcomers
  const me = someone('handler', '新来的', '440104000000', unit)
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const { id } = await report(`灯 ${n}`)
    await move(dispatcher, id, 'dispatch', { unitId: unit })
    ids.push(id)
    town.clock.advance(hour)
  }
  await me.ask(matters, 'assign', {
    params: { id: ids[4] ?? '' },
    body: { accountId: me.actor.id ?? '', accountName: '新来的' },
  })
  const helped = await dispatched('要帮手')
  await electrician.ask(matters, 'support', {
    params: { id: helped },
    body: { unitId: unit, task: '断水', limit: { amount: 1, unit: 'workHours' } },
  })
  const first = await me.ask(matters, 'inbox', { query: { limit: 4 } })
  const second = await me.ask(matters, 'inbox', { query: { limit: 4, after: first.next ?? '' } })
  const all = [...first.items, ...second.items]
  expect(new Set(all.map((row) => row.id))).toEqual(new Set([...ids, helped]))
  expect(all[0]).toMatchObject({ id: helped, part: 'support' })
  expect(all.find((row) => row.id === ids[4])?.part).toBe('mine')
  expect(second.next).toBe(null)
  const dues = all.map((row) => row.dueAt ?? '')
  expect(dues).toEqual([...dues].sort())
  expect(await refusal(stranger.ask(matters, 'inbox', { query: { unit } }))).toBe('matters/not-found')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('two Chinese characters find the matter, and so does the beginning of its number', async () => {
  const { id, number } = await report('珠江边的护栏松动', { summary: '靠近天字码头,晚上很危险' })
  const find = async (q: string, who = grid) =>
    (await who.ask(matters, 'list', { query: { q } })).items.map((row) => row.id)
  expect(await find('护栏')).toContain(id)
  expect(await find('天字码头')).toContain(id)
  expect(await find(number)).toEqual([id])
  expect(await find('护城')).not.toContain(id)
  expect(await find('护栏', stranger)).not.toContain(id)
})

test('the public sees a published matter without its reporter, and never a private one', async () => {
  const { id } = await report('公园长椅坏了', { isPublic: true })
  const hidden = await report('家里的事')
  const rows = (await town.guest.ask(matters, 'publicList', { query: { area } })).items
  expect(rows.map((row) => row.id)).toContain(id)
  expect(rows.map((row) => row.id)).not.toContain(hidden.id)
  const seen = await read(stranger, id)
  expect(seen).toMatchObject({ summary: null, parties: [], messages: [], mayAs: [] })
  await stranger.ask(matters, 'follow', { params: { id } })
  expect((await stranger.ask(matters, 'mine', { query: {} })).items.map((row) => row.id)).toContain(id)
  const counts = await town.guest.ask(matters, 'publicCounts', { query: { area: '440104001000', days: 30 } })
  expect(counts.areas.find((one) => one.areaCode === area)?.opened).toBeGreaterThan(0)
})

test('a restricted matter is seen by those who work on it and by few others', async () => {
  const opened = await town.work(plug, (work: Work) =>
    work.use(matters).open({
      ...input({ title: '家事求助', areaCode: area }),
      isRestricted: true,
      isPublic: true,
      holder: { unitId: power },
    }),
  )
  expect(await refusal(read(grid, opened.id))).toBe('matters/not-found')
  expect((await read(leader, opened.id)).isPublic).toBe(false)
  expect((await read(electrician, opened.id)).title).toBe('家事求助')
  const listed = await grid.ask(matters, 'list', { query: { q: '家事求助' } })
  expect(listed.items).toEqual([])
})

test('the board shows queues by stage and age and what units carry, within reach', async () => {
  await report()
  const { queues } = await leader.ask(matters, 'queues', { query: { process: 'lamp' } })
  expect(queues.find((queue) => queue.state === 'waiting')?.open).toBeGreaterThan(0)
  expect((await someone('dutyLeader', '别处', elsewhere).ask(matters, 'queues', { query: {} })).queues).toEqual([])
  const { units } = await leader.ask(matters, 'load', { query: {} })
  expect(units.find((unit) => unit.unitId === power)).toMatchObject({ isOverLimit: false })
  expect(await refusal(electrician.ask(matters, 'load', { query: {} }))).toBe('kernel/forbidden')
})

test('a person’s part in matters can be shown to them, and forgotten', async () => {
  const { id } = await report('以前的事')
  const personId = chen.actor.personId ?? ''
  const held = await town.work(plug, (work) => plug.personalData?.export(work, personId) ?? Promise.resolve([]))
  expect((held as unknown[]).length).toBeGreaterThan(0)
  await town.work(plug, (work) => plug.personalData?.erase(work, personId) ?? Promise.resolve(null))
  expect(await refusal(read(chen, id))).toBe('matters/not-found')
})
