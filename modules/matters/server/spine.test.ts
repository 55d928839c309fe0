/** A trial module for the spine's tests: street lamps (路灯), reported, dispatched, fixed, checked. */
import { randomUUID } from 'node:crypto'
import { AreaCode, defineContract, Refused, Type } from '@liren/contract'
import files from '@liren/files/server'
import { answer, answerOnce, defineModule, type Work } from '@liren/kernel'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MatterView, matters } from '../contract.ts'
import { defineProcess } from '../process.ts'
import plug from './module.ts'

const lamp = defineProcess({
  name: 'lamp',
  states: {
    waiting: { phase: 'intake' },
    fixing: { phase: 'doing' },
    toCheck: { phase: 'checking' },
    closed: { phase: 'done' },
  },
  clocks: {
    accept: { limit: { amount: 1, unit: 'workHours' }, isStage: true },
    handle: { limit: { amount: 2, unit: 'workDays' } },
  },
  start: { states: ['waiting'], clocks: ['accept'] },
  moves: {
    dispatch: {
      from: ['waiting'],
      to: 'fixing',
      may: ['lamp.dispatch'],
      hop: true,
      clock: { stop: ['accept'], start: ['handle'] },
    },
    askReporter: { from: ['fixing'], to: null, may: ['holder'], clock: { pause: ['handle'] } },
    heard: { from: ['fixing'], to: null, may: ['holder', 'reporter'], clock: { resume: ['handle'] } },
    fix: {
      from: ['fixing'],
      to: 'toCheck',
      may: ['holder'],
      handles: true,
      asks: Type.Object({ what: Type.String({ minLength: 2 }) }, { additionalProperties: false }),
      evidence: { min: 1, kind: 'photo' },
      clock: { stop: ['handle'] },
    },
    pass: { from: ['toCheck'], to: 'closed', may: ['lamp.check', 'reporter'], not: ['handler'] },
    fail: {
      from: ['toCheck'],
      to: 'fixing',
      may: ['lamp.check', 'reporter'],
      not: ['handler'],
      isRework: true,
      clock: { start: ['handle'] },
    },
    giveBack: {
      from: ['fixing'],
      to: 'waiting',
      may: ['system'],
      hop: true,
      clock: { stop: ['handle'], start: ['accept'] },
    },
    reopen: { from: ['closed'], to: 'fixing', may: ['system'], clock: { start: ['handle'] } },
    own: { from: ['fixing'], to: null, may: ['holder'], isOwn: true },
  },
  acts: { return: 'giveBack', reopen: 'reopen' },
})
const Body = Type.Object(
  {
    title: Type.String(),
    areaCode: AreaCode,
    isPublic: Type.Optional(Type.Boolean()),
    summary: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
const Opened = Type.Object({ id: Type.String(), number: Type.String(), queryCode: Type.String() })
const lamps = defineContract({
  name: 'lamps',
  permissions: { 'lamp.dispatch': ['dispatcher'], 'lamp.check': ['gridWorker'] },
  routes: {
    report: { method: 'POST', path: '/reports', may: 'anyone', body: Body, reply: Opened, status: 201 },
    reportAtOnce: { method: 'POST', path: '/quick', may: 'anyone', body: Body, reply: Opened, status: 201 },
  },
})
const input = (body: { title: string; areaCode: string; isPublic?: boolean; summary?: string }) =>
  ({ process: 'lamp', source: 'resident', letter: 'R', ...body }) as const
const brief = ({ id, number, queryCode }: { id: string; number: string; queryCode: string }) => ({
  id,
  number,
  queryCode,
})
const both = (words: object) => ({ 'zh-CN': words, en: words }) as never
const named = (names: object, word: string) => Object.fromEntries(Object.keys(names).map((name) => [name, word]))
const lampModule = defineModule({
  contract: lamps,
  needs: [matters],
  locales: both({
    title: '路灯',
    permission: { 'lamp.dispatch': '派', 'lamp.check': '查' },
    process: { lamp: { state: named(lamp.states, '态'), move: named(lamp.moves, '步') } },
  }),
  gives: { matters: { processes: [lamp] } },
  routes: [
    answer(lamps, 'report', async (work, { body }) => brief(await work.use(matters).open(input(body)))),
    answerOnce(lamps, 'reportAtOnce', async (work, { body }) => {
      const opened = await work.use(matters).openSql(input(body))
      await sql`with ${opened.ctes}, ${work.tail()} select 1`.execute(work.db)
      return brief(opened)
    }),
  ],
})

const area = '440104001001'
const elsewhere = '440104002001'
const power = randomUUID()
const water = randomUUID()
const court = randomUUID()
const newcomers = randomUUID()
const hour = 3_600_000
const day = 24 * hour

const house = [territory, organisation, files, plug, lampModule]
/** A grey gradient, sixteen dots wide. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)
const photoOf = async (who: Person) => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([picture], { type: 'image/png' }), '现场.png')
  const reply = await who.raw('PUT', `/api/files/uploads/${id}`, form)
  expect(reply.status).toBe(200)
  return id
}

let town: Town
let chen: Person
let dispatcher: Person
let leader: Person
let electrician: Person
let colleague: Person
let plumber: Person
let grid: Person
let stranger: Person
const someone = (role: string, name: string, where = area, unitId: string | null = null) =>
  town.as({ roles: [{ role, area: where, unitId }], name })

beforeAll(async () => {
  town = await host(house, { now: '2025-01-06T09:00:00+08:00' })
  const units = { [power]: '供电所', [water]: '水务所', [court]: '街道办', [newcomers]: '新所' }
  for (const [id, name] of Object.entries(units))
    await town.owner.query(
      `insert into organisation_units (id, code, kind, name, short_name, area_code, created_at)
       values ($1, $2, 'department', $3, $3, '440104000000', now())`,
      [id, id.slice(0, 8), name],
    )
  chen = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '陈大文', personId: randomUUID() })
  dispatcher = someone('dispatcher', '周派遣')
  leader = someone('dutyLeader', '何值班长')
  electrician = someone('handler', '电工阿强', '440104000000', power)
  colleague = someone('handler', '电工阿明', '440104000000', power)
  plumber = someone('handler', '水工阿良', '440104000000', water)
  grid = someone('gridWorker', '林网格员')
  stranger = someone('gridWorker', '别处网格员', elsewhere)
})
afterAll(() => town?.close())

const report = (title = '路灯不亮', more: object = {}) =>
  chen.ask(lamps, 'report', { body: { title, areaCode: area, ...more } })
const read = (who: Person, id: string): Promise<MatterView> => who.ask(matters, 'read', { params: { id } })
const move = (who: Person, id: string, name: string, body: object = {}) =>
  who.ask(matters, 'move', { params: { id, move: name }, body })
const fix = async (who: Person, id: string, body: object = {}) =>
  move(who, id, 'fix', { facts: { what: '换了灯泡' }, files: [await photoOf(who)], ...body })
const dispatched = async (title?: string) => {
  const { id } = await report(title)
  await move(dispatcher, id, 'dispatch', { unitId: power })
  return id
}
const closed = async () => {
  const id = await dispatched()
  await fix(electrician, id)
  await move(grid, id, 'pass')
  return id
}
const refusal = async (asked: Promise<unknown>) => {
  try {
    await asked
  } catch (error) {
    if (error instanceof Refused) return error.problem.code
    throw error
  }
  return 'no refusal'
}

test('a lamp is reported, dispatched, mended, checked and rated; everybody concerned hears of it', async () => {
  const { id, number, queryCode } = await report()
  expect(number).toMatch(/^20250106440104R\d{5}$/)
  const first = await read(chen, id)
  expect(first).toMatchObject({ state: 'waiting', phase: 'intake', seen: 1 })
  expect(first.dueAt?.slice(0, 19)).toBe('2025-01-06T02:00:00')
  expect((await read(dispatcher, id)).moves.map((one) => one.name)).toEqual(['dispatch'])
  await move(dispatcher, id, 'dispatch', { unitId: power })
  const held = await read(electrician, id)
  expect(held).toMatchObject({ state: 'fixing', holderUnitName: '供电所', hops: 1, dueAt: '2025-01-08T10:00:00.000Z' })
  expect(held.moves.map((one) => one.name)).toEqual(['askReporter', 'heard', 'fix', 'own'])
  await fix(electrician, id)
  await move(grid, id, 'pass')
  await chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } })
  expect(await read(chen, id)).toMatchObject({ phase: 'done', ratings: [{ score: 5 }] })
  expect(await town.work(plug, (work) => work.use(matters).verify(id))).toBe(true)
  const progress = await town.guest.ask(matters, 'progress', { body: { number, code: queryCode.toLowerCase() } })
  expect(progress.steps.map((step) => step.move)).toEqual(['opened', 'dispatch', 'fix', 'pass', 'rated'])
  expect(await refusal(town.guest.ask(matters, 'progress', { body: { number, code: 'AAAAAAAAAA' } }))).toBe(
    'matters/wrong-code',
  )
  await town.settle()
  const [told] = (await town.told('matters/closed')).filter((fact) => fact.matterId === id)
  expect(told).toMatchObject({ isOnTime: true, partyAccountIds: [chen.actor.id], handlerIds: [electrician.actor.id] })
})

test('a report in one statement is the same matter as one in a transaction', async () => {
  const { id, number } = await chen.ask(lamps, 'reportAtOnce', { body: { title: '路灯闪烁', areaCode: area } })
  expect(await read(chen, id)).toMatchObject({ number, state: 'waiting', seen: 1, parties: [{ name: '陈**' }] })
  expect(await town.work(plug, (work) => work.use(matters).verify(id))).toBe(true)
})

test('fifty reports at the same moment get fifty numbers', async () => {
  const ways = ['report', 'reportAtOnce'] as const
  const opened = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      chen.ask(lamps, ways[n % 2] ?? 'report', { body: { title: `灯 ${n}`, areaCode: area } }),
    ),
  )
  expect(new Set(opened.map((one) => one.number)).size).toBe(50)
})

test('twenty people press the button at once and exactly one wins; pressing twice does no harm', async () => {
  const { id: undispatched } = await report()
  const nowhere = move(dispatcher, undispatched, 'dispatch', { unitId: randomUUID() })
  expect(await refusal(nowhere)).toBe('matters/holder-missing')
  const id = await dispatched()
  const { seen } = await read(electrician, id)
  const people = Array.from({ length: 20 }, (_, n) => someone('handler', `电工${n}`, '440104000000', power))
  const results = await Promise.all(people.map((who) => refusal(fix(who, id, { seen }))))
  expect(results.filter((result) => result === 'no refusal')).toHaveLength(1)
  expect(new Set(results.filter((result) => result !== 'no refusal'))).toEqual(new Set(['matters/changed-meanwhile']))
  const winner = people[results.indexOf('no refusal')]
  if (!winner) throw new Error('nobody won')
  expect(await fix(winner, id, { seen })).toMatchObject({ isReplay: true, state: 'toCheck' })
  expect((await read(leader, id)).steps.filter((step) => step.move === 'fix')).toHaveLength(1)
})

test('nobody checks their own work, skips evidence or facts, or makes a move that is not theirs', async () => {
  const id = await dispatched()
  expect(await refusal(move(chen, id, 'fix', { files: [randomUUID()] }))).toBe('matters/not-open-to-you')
  expect(await refusal(move(electrician, id, 'fix', { facts: { what: '换了灯泡' } }))).toBe('matters/evidence-missing')
  const others = await photoOf(colleague)
  expect(await refusal(move(electrician, id, 'fix', { facts: {}, files: [others] }))).toBe('kernel/invalid-input')
  expect(await refusal(fix(electrician, id, { files: [others] }))).toBe('files/not-yours')
  expect(await refusal(fix(electrician, id, { files: [randomUUID()] }))).toBe('files/not-found')
  expect(await refusal(move(electrician, id, 'own'))).toBe('matters/not-open-to-you')
  expect(await refusal(move(electrician, id, 'giveBack'))).toBe('matters/not-open-to-you')
  expect(await refusal(move(electrician, id, 'pass'))).toBe('matters/wrong-state')
  const twoHats = town.as({
    roles: [
      { role: 'handler', area, unitId: power },
      { role: 'gridWorker', area, unitId: null },
    ],
    name: '身兼两职',
  })
  await fix(twoHats, id)
  expect(await refusal(move(twoHats, id, 'pass'))).toBe('matters/not-open-to-you')
})

test('what is out of sight does not exist: another community, another unit, another resident, a guest', async () => {
  const id = await dispatched()
  const neighbour = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '邻居' })
  for (const who of [stranger, plumber, neighbour]) {
    expect(await refusal(read(who, id))).toBe('matters/not-found')
    expect(await refusal(fix(who, id))).toBe('matters/not-found')
    expect(await refusal(who.ask(matters, 'say', { params: { id }, body: { text: '在吗', isPublic: true } }))).toBe(
      'matters/not-found',
    )
    expect(await refusal(who.ask(matters, 'remind', { params: { id }, body: {} }))).toBe('matters/not-found')
  }
  expect(await refusal(read(town.guest, id))).toBe('kernel/not-signed-in')
  const list = await stranger.ask(matters, 'list', { query: {} })
  expect(list.items.some((row) => row.id === id)).toBe(false)
  const reach = await grid.ask(matters, 'list', { query: { limit: 200 } })
  expect(reach.items.some((row) => row.id === id)).toBe(true)
})

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

test('staff talk among themselves; the resident hears what is meant for them, and answers', async () => {
  const id = await dispatched()
  const say = (who: Person, text: string, isPublic: boolean) =>
    who.ask(matters, 'say', { params: { id }, body: { text, isPublic } })
  await say(electrician, '缺配件', false)
  await say(electrician, '明天来修', true)
  await say(chen, '谢谢', true)
  expect(await refusal(say(chen, '悄悄话', false))).toBe('matters/not-open-to-you')
  expect((await read(chen, id)).messages.map((one) => one.text)).toEqual(['明天来修', '谢谢'])
  expect((await read(electrician, id)).messages.map((one) => one.side)).toEqual(['staff', 'staff', 'resident'])
  expect((await chen.ask(matters, 'messages', { params: { id }, query: {} })).items).toHaveLength(2)
})

test('waiting for the reporter stops the clock, and answering starts it', async () => {
  const id = await dispatched()
  await move(electrician, id, 'askReporter')
  expect((await read(electrician, id)).dueAt).toBe(null)
  town.clock.set('2025-01-08T10:00:00+08:00')
  await move(chen, id, 'heard')
  expect((await read(electrician, id)).dueAt).toBe('2025-01-10T10:00:00.000Z')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('more time is asked once, in time, within the original limit, and granted by somebody else', async () => {
  const id = await dispatched()
  const askFor = (who: Person, limit: object) =>
    who.ask(matters, 'ask', {
      params: { id },
      body: { kind: 'delay', reason: '等配件', limit: limit as { amount: number; unit: 'workDays' } },
    })
  expect(await refusal(askFor(chen, { amount: 1, unit: 'workDays' }))).toBe('matters/not-open-to-you')
  expect(await refusal(askFor(electrician, { amount: 3, unit: 'workDays' }))).toBe('matters/too-long')
  const asked = await askFor(electrician, { amount: 1, unit: 'workDays' })
  expect(await refusal(askFor(colleague, { amount: 1, unit: 'workDays' }))).toBe('matters/asked-already')
  const waiting = await dispatcher.ask(matters, 'requests', { query: {} })
  expect(waiting.items.some((one) => one.id === asked.id)).toBe(true)
  const decide = (who: Person) =>
    who.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意' } })
  expect(await refusal(decide(electrician))).toBe('kernel/forbidden')
  expect(await decide(dispatcher)).toMatchObject({ state: 'granted' })
  expect((await read(electrician, id)).dueAt).toBe('2025-01-09T10:00:00.000Z')
  expect(await refusal(askFor(electrician, { amount: 1, unit: 'workDays' }))).toBe('matters/asked-already')
})

test('a matter that cannot be solved now rests with proof and a review day, and goes on where it stood', async () => {
  const id = await dispatched()
  const body = { kind: 'suspend', reason: '待拆迁', reviewOn: '2025-03-01' } as const
  expect(await refusal(electrician.ask(matters, 'ask', { params: { id }, body }))).toBe('matters/evidence-missing')
  const asked = await electrician.ask(matters, 'ask', {
    params: { id },
    body: { ...body, files: [await photoOf(electrician)] },
  })
  await dispatcher.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意挂账' } })
  expect(await read(electrician, id)).toMatchObject({ dueAt: null, reviewOn: '2025-03-01', moves: [] })
  expect(await refusal(fix(electrician, id))).toBe('matters/is-suspended')
  town.clock.set('2025-01-08T09:00:00+08:00')
  await dispatcher.ask(matters, 'resume', { params: { id }, body: { because: '可以修了' } })
  expect((await read(electrician, id)).dueAt).toBe('2025-01-10T10:00:00.000Z')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('the first return goes back to be dispatched, the second to arbitration, and that is final', async () => {
  const id = await dispatched()
  const giveBack = (who: Person) =>
    who.ask(matters, 'ask', { params: { id }, body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' } })
  expect(
    await refusal(electrician.ask(matters, 'ask', { params: { id }, body: { kind: 'return', reason: '不管' } })),
  ).toBe('matters/reason-missing')
  const first = await giveBack(electrician)
  expect(first.needsArbitration).toBe(false)
  await dispatcher.ask(matters, 'decide', { params: { id: first.id }, body: { isGranted: true, decision: '改派' } })
  expect(await read(leader, id)).toMatchObject({ state: 'waiting', returns: 1, hops: 2, holderUnitId: null })
  await move(dispatcher, id, 'dispatch', { unitId: water })
  const second = await giveBack(plumber)
  expect(second.needsArbitration).toBe(true)
  const rule = {
    params: { id: second.id },
    body: { isGranted: true, decision: '由供电所办', unitId: power },
  }
  expect(await refusal(dispatcher.ask(matters, 'decide', rule))).toBe('matters/needs-arbitration')
  await leader.ask(matters, 'decide', rule)
  expect(await read(leader, id)).toMatchObject({ state: 'fixing', isArbitrated: true, holderUnitId: power })
  expect(await refusal(giveBack(electrician))).toBe('matters/is-arbitrated')
})

test('a return comes within two work hours or not at all', async () => {
  const id = await dispatched()
  town.clock.advance(3 * hour)
  const late = electrician.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' },
  })
  expect(await refusal(late)).toBe('matters/too-late')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('the lead finishes when every supporting unit is done, or says why not', async () => {
  const id = await dispatched()
  const ask = (unitId: string) =>
    electrician.ask(matters, 'support', { params: { id }, body: { unitId, task: '配合' } })
  const one = await ask(water)
  const two = await ask(court)
  expect(await refusal(fix(electrician, id))).toBe('matters/helpers-open')
  expect(
    await refusal(electrician.ask(matters, 'finishSupport', { params: { id: one.id }, body: { result: '好了' } })),
  ).toBe('matters/not-open-to-you')
  await plumber.ask(matters, 'finishSupport', { params: { id: one.id }, body: { result: '已断水' } })
  await electrician.ask(matters, 'finishSupport', {
    params: { id: two.id },
    body: { result: '对方已口头答复', isOverride: true },
  })
  await fix(electrician, id)
  expect((await read(electrician, id)).helpers.map((helper) => helper.overriddenBecause)).toEqual([
    null,
    '对方已口头答复',
  ])
})

test('duplicates are merged: their reporters hear how it ends, and their codes show the one that goes on', async () => {
  const into = await report('大灯坏了')
  const li = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '李四' })
  const again = await li.ask(lamps, 'report', { body: { title: '那盏灯坏了', areaCode: area } })
  await dispatcher.ask(matters, 'merge', {
    params: { id: into.id },
    body: { childIds: [again.id], because: '同一盏灯' },
  })
  expect(
    await refusal(
      dispatcher.ask(matters, 'merge', { params: { id: into.id }, body: { childIds: [again.id], because: '再并' } }),
    ),
  ).toBe('matters/not-mergeable')
  await move(dispatcher, into.id, 'dispatch', { unitId: power })
  await fix(electrician, into.id)
  await move(grid, into.id, 'pass')
  const progress = await town.guest.ask(matters, 'progress', { body: { number: again.number, code: again.queryCode } })
  expect(progress).toMatchObject({ state: 'closed', number: again.number })
  await li.ask(matters, 'rate', { params: { id: into.id }, body: { score: 4 } })
  await town.settle()
  const [told] = (await town.told('matters/closed')).filter((fact) => fact.matterId === into.id)
  expect(new Set(told?.partyAccountIds as string[])).toEqual(new Set([chen.actor.id, li.actor.id]))
})

test('a matter split in parts is finished after its parts', async () => {
  const id = await dispatched()
  const child = await dispatcher.ask(matters, 'split', {
    params: { id },
    body: { title: '先修电箱', unitId: power },
  })
  expect(await refusal(fix(electrician, id))).toBe('matters/helpers-open')
  await leader.ask(matters, 'void', { params: { id: child.id }, body: { because: '不必单独修' } })
  await fix(electrician, id)
  expect((await read(leader, child.id)).state).toBe('voided')
})

test('a bad rating asks for a follow-up; a resident reopens within seven days and not later', async () => {
  const id = await closed()
  await chen.ask(matters, 'rate', { params: { id }, body: { score: 1, reasons: ['notSolved'] } })
  expect(await refusal(chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe('matters/rated-already')
  expect(await refusal(electrician.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe(
    'matters/not-open-to-you',
  )
  await grid.ask(matters, 'finishFollowUp', { params: { id }, body: { result: '上门道歉', isSatisfiedNow: true } })
  await town.settle()
  expect((await town.told('matters/ratedBadly')).some((fact) => fact.matterId === id)).toBe(true)
  town.clock.advance(6 * day)
  await chen.ask(matters, 'reopen', { params: { id }, body: { because: '又不亮了' } })
  expect(await read(chen, id)).toMatchObject({ state: 'fixing', reopens: 1, closedAt: null, ratings: [] })
  await fix(electrician, id)
  await move(grid, id, 'pass')
  town.clock.advance(8 * day)
  expect(await refusal(chen.ask(matters, 'reopen', { params: { id }, body: { because: '又不亮了' } }))).toBe(
    'matters/too-late',
  )
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('reminded before time is up, red when it is, listed when it happens again; a reporter reminds once a day', async () => {
  const id = await dispatched()
  await chen.ask(matters, 'remind', { params: { id }, body: {} })
  expect(await refusal(chen.ask(matters, 'remind', { params: { id }, body: {} }))).toBe('matters/reminded-already')
  town.clock.set('2025-01-08T11:30:00+08:00')
  await town.run(plug, 'chase')
  expect((await read(leader, id)).supervision).toBe('yellow')
  town.clock.set('2025-01-08T18:01:00+08:00')
  await town.run(plug, 'chase')
  await town.run(plug, 'chase')
  const overdue = await read(leader, id)
  expect(overdue.supervision).toBe('red')
  expect(overdue.supervisions.map((one) => one.level)).toEqual(['reminder', 'yellow', 'red'])
  await fix(electrician, id)
  await move(grid, id, 'fail')
  town.clock.set('2025-01-13T18:01:00+08:00')
  await town.run(plug, 'chase')
  expect(await read(leader, id)).toMatchObject({ supervision: 'listed', reworks: 1 })
  expect(await refusal(grid.ask(matters, 'supervise', { params: { id }, body: { level: 'red', text: '快' } }))).toBe(
    'kernel/forbidden',
  )
  await town.settle()
  expect((await town.told('matters/overdue')).filter((fact) => fact.matterId === id)).toHaveLength(2)
  town.clock.set('2025-01-06T09:00:00+08:00')
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

test('an errand says place, standard, evidence and deadline, and whoever asked checks it', async () => {
  const errand = await grid.ask(matters, 'openErrand', {
    body: {
      title: '贴通知',
      standard: '每栋一张',
      areaCode: area,
      address: '一号楼',
      evidence: 'photo',
      limit: { amount: 4, unit: 'workHours' },
      unitId: power,
    },
  })
  await move(electrician, errand.id, 'take')
  expect((await read(electrician, errand.id)).part).toBe('mine')
  await move(electrician, errand.id, 'finish', { facts: { note: '贴好了' } })
  expect((await move(grid, errand.id, 'accept')).phase).toBe('done')
  expect(await refusal(grid.ask(matters, 'openErrand', { body: { title: '贴通知' } as never }))).toBe(
    'kernel/invalid-input',
  )
})

test('steps cannot be changed by the application, and a change behind its back shows', async () => {
  const id = await dispatched()
  await expect(town.app.query('update matters_steps set facts = $1 where matter_id = $2', ['{}', id])).rejects.toThrow(
    'permission denied',
  )
  await expect(town.app.query('delete from matters_steps where matter_id = $1', [id])).rejects.toThrow(
    'permission denied',
  )
  await town.owner.query(`update matters_steps set actor_name = '别人' where matter_id = $1 and seq = 2`, [id])
  expect(await town.work(plug, (work) => work.use(matters).verify(id))).toBe(false)
})

test('what nobody rated is archived after its term', async () => {
  const id = await closed()
  town.clock.advance(16 * day)
  await town.run(plug, 'tidy')
  expect((await read(leader, id)).steps.at(-1)?.move).toBe('archived')
  expect(await refusal(chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe('matters/not-rateable')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('a community puts a stage of its own between handling and checking, and only there', async () => {
  const added = [
    {
      process: 'lamp',
      name: 'toAgree',
      phase: 'doing',
      before: 'toCheck',
      move: 'agree',
      may: ['lamp.dispatch'],
      words: { state: '待会签', move: '会签' },
    },
  ]
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('matters', $1, 'addedStates', $2, now())`,
    [area, JSON.stringify(added)],
  )
  town.host.core.settings.forget()
  const id = await dispatched()
  expect((await fix(electrician, id)).state).toBe('toAgree')
  expect((await move(dispatcher, id, 'agree')).state).toBe('toCheck')
  const other = await chen.ask(lamps, 'report', { body: { title: '别处的灯', areaCode: elsewhere } })
  const theirs = someone('dispatcher', '别处派遣', elsewhere)
  await move(theirs, other.id, 'dispatch', { unitId: power })
  expect((await fix(electrician, other.id)).state).toBe('toCheck')
  await town.owner.query(`delete from kernel_settings where module = 'matters'`)
  town.host.core.settings.forget()
})

test('nobody waits for a reporter for ever, and what rests is looked at again on its day', async () => {
  const waiting = await dispatched()
  await move(electrician, waiting, 'askReporter')
  const resting = await dispatched()
  const body = {
    kind: 'suspend',
    reason: '待拆迁',
    reviewOn: '2025-01-09',
    files: [await photoOf(electrician)],
  } as const
  const asked = await electrician.ask(matters, 'ask', { params: { id: resting }, body })
  await dispatcher.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意挂账' } })
  town.clock.set('2025-01-09T10:00:00+08:00')
  await town.run(plug, 'tidy')
  expect((await read(electrician, waiting)).dueAt).not.toBe(null)
  await town.settle()
  expect((await town.told('matters/followUpAsked')).some((fact) => fact.matterId === resting)).toBe(true)
  expect((await read(leader, resting)).reviewOn).toBe('2025-01-16')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('a person’s part in matters can be shown to them, and forgotten', async () => {
  const { id } = await report('以前的事')
  const personId = chen.actor.personId ?? ''
  const held = await town.work(plug, (work) => plug.personalData?.export(work, personId) ?? Promise.resolve([]))
  expect((held as unknown[]).length).toBeGreaterThan(0)
  await town.work(plug, (work) => plug.personalData?.erase(work, personId) ?? Promise.resolve(null))
  expect(await refusal(read(chen, id))).toBe('matters/not-found')
})

test('boot refuses a process without words', async () => {
  const mute = defineModule({
    ...lampModule,
    locales: both({ title: '路灯', permission: { 'lamp.dispatch': '派', 'lamp.check': '查' } }),
  })
  await expect(host([territory, organisation, files, plug, mute])).rejects.toThrow(
    'no words for "process.lamp.state.waiting"',
  )
})
