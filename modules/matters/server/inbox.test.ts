/** What people find: their inbox, a search, the public list, the figures of the board. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Work } from '@liren/kernel'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, elsewhere, hour, input, newcomers, openLampTown, photoOf, power, refusal } from '../testing/lamp-town.ts'
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

test('a community says whether what is due, what waited longest or what is gravest comes first; every change is on record', async () => {
  const unit = newcomers
  const me = someone('handler', '排队的', area, unit)
  const made: string[] = []
  for (const [grade, hours] of [
    [1, 30],
    [3, 20],
    [1, 10],
  ] as const) {
    const { id } = await report(`第 ${made.length + 1} 盏`)
    await move(dispatcher, id, 'dispatch', { unitId: unit })
    const due = new Date(town.clock.now().getTime() + hours * hour)
    await town.owner.query('update matters_matters set grade = $2, due_at = $3, order_at = $3 where id = $1', [
      id,
      grade,
      due,
    ])
    made.push(id)
    town.clock.advance(hour)
  }
  const [oldest, grave, newest] = made
  const mine = new Set(made)
  const admin = someone('communityAdmin', '管理员', area)
  const inOrder = async () => {
    const found: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { readonly items: readonly { readonly id: string }[]; readonly next: string | null } = await me.ask(
        matters,
        'inbox',
        {
          query: { limit: 2, ...(after ? { after } : {}) },
        },
      )
      found.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    expect(new Set(found).size).toBe(found.length)
    return found.filter((id) => mine.has(id))
  }
  const rule = (value: string) =>
    admin.raw('PUT', '/api/kernel/settings/matters', { area, values: { queueOrder: value } })
  expect(await inOrder()).toEqual([newest, grave, oldest])
  expect((await me.ask(matters, 'inboxOrder', {})).order).toBe('due')
  expect((await rule('waiting')).status).toBeLessThan(300)
  expect(await inOrder()).toEqual([oldest, grave, newest])
  // The list of the board goes by the same rule, page after page.
  const onBoard = async () => {
    const found: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { readonly items: readonly { readonly id: string }[]; readonly next: string | null } =
        await dispatcher.ask(matters, 'list', {
          query: { order: 'rule', isOpen: true, limit: 2, ...(after ? { after } : {}) },
        })
      found.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    return found.filter((id) => mine.has(id))
  }
  expect(await onBoard()).toEqual([oldest, grave, newest])
  expect((await rule('grave')).status).toBeLessThan(300)
  expect(await inOrder()).toEqual([grave, newest, oldest])
  expect(await onBoard()).toEqual([grave, newest, oldest])
  expect((await me.ask(matters, 'inboxOrder', {})).order).toBe('grave')
  const { rows } = await town.owner.query<{ before: unknown; after: unknown }>(
    "select before, after from kernel_settings_history where module = 'matters' and key = 'queueOrder' order by id",
  )
  expect(rows.map(({ after }) => after)).toEqual(['waiting', 'grave'])
  expect((await rule('fastest')).status).toBe(422)
  await rule('due')
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

test('the calendar holds what is due day by day, late work is counted apart, and a stranger’s days are empty', async () => {
  town.clock.set('2025-01-06T09:00:00+08:00')
  const me = someone('handler', '看日程的', '440104000000', power)
  const id = await dispatched('灯杆歪了')
  const { items, from, until, late } = await me.ask(matters, 'agenda', { query: { days: 31 } })
  const mine = items.find(({ link }) => link === `/matters/${id}`)
  expect(mine).toMatchObject({ module: 'lamps', title: '灯杆歪了' })
  expect(mine?.day).toBe((await read(dispatcher, id)).dueAt?.slice(0, 10))
  expect(items.map(({ day }) => day)).toEqual(items.map(({ day }) => day).toSorted())
  expect([from, until]).toEqual(['2025-01-06', '2025-02-05'])
  town.clock.set('2025-03-06T09:00:00+08:00')
  const after = await me.ask(matters, 'agenda', { query: {} })
  expect(after.late).toBeGreaterThan(late)
  expect(after.items.map(({ link }) => link)).not.toContain(`/matters/${id}`)
  expect((await stranger.ask(matters, 'agenda', { query: {} })).items).toEqual([])
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('how closed matters went: where they stood how long, alone or jointly, beside the span before; another street’s are not counted', async () => {
  town.clock.set('2025-06-02T09:00:00+08:00')
  const id = await dispatched('灯不亮')
  town.clock.advance(3 * hour)
  await move(electrician, id, 'fix', { facts: { what: '换灯泡' }, files: [await photoOf(electrician)] })
  town.clock.advance(hour)
  await move(grid, id, 'pass')
  const asked = { process: 'lamp', from: '2025-06-01', until: '2025-06-30' }
  const flow = await leader.ask(matters, 'flow', { query: { ...asked, area } })
  expect(flow.now).toMatchObject({
    closed: 1,
    hours: 4,
    alone: { closed: 1, hours: 4 },
    joint: { closed: 0, hours: null },
  })
  expect(flow.before.closed).toBe(0)
  expect(flow.states.find(({ state }) => state === 'fixing')).toMatchObject({ visits: 1, hours: 3, hoursBefore: null })
  expect(flow.states.map(({ state }) => state)).toEqual(['waiting', 'fixing', 'toCheck'])
  expect((await leader.ask(matters, 'flow', { query: { ...asked, area: elsewhere } })).now.closed).toBe(0)
  // An older version had a step more; the next hour keeps the one of today, once.
  const shape = {
    states: ['waiting', 'weighed', 'fixing', 'toCheck', 'closed'],
    moves: ['dispatch', 'fix', 'pass', 'fail'],
  }
  await town.owner.query(
    "insert into matters_process_versions (process, version, shape, since) values ('lamp', 1, $1, '2025-01-01T00:00:00+08:00')",
    [JSON.stringify(shape)],
  )
  for (let hours = 0; hours < 2; hours += 1) await town.run(plug, 'keep-processes')
  const { versions } = await leader.ask(matters, 'flow', { query: asked })
  expect(versions.map(({ version }) => version)).toEqual([2, 1])
  expect(versions[0]).toMatchObject({ removedStates: ['weighed'], addedStates: [] })
  expect(await refusal(leader.ask(matters, 'flow', { query: { ...asked, process: 'nothing' } }))).toBe(
    'matters/unknown-process',
  )
  expect(await refusal(chen.ask(matters, 'flow', { query: asked }))).toBe('kernel/forbidden')
  town.clock.set('2025-01-06T09:00:00+08:00')
})
