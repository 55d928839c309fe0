/** The life of a matter, as people live it: on a real database, through the door. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { defineModule } from '@liren/kernel'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import {
  area,
  both,
  elsewhere,
  lampModule,
  lamps,
  openLampTown,
  photoOf,
  power,
  refusal,
} from '../testing/lamp-town.ts'
import plug from './module.ts'

const {
  town,
  someone,
  chen,
  dispatcher,
  leader,
  electrician,
  colleague,
  plumber,
  grid,
  stranger,
  report,
  read,
  move,
  fix,
  dispatched,
} = await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

test('a lamp is reported, dispatched, mended, checked and rated; everybody concerned hears of it', async () => {
  const { id, number, queryCode } = await report()
  expect(number).toMatch(/^20250106440104R\d{5}$/)
  const first = await read(chen, id)
  expect(first).toMatchObject({ state: 'waiting', phase: 'intake', seen: 1 })
  expect(first.dueAt?.slice(0, 16)).toBe('2025-01-06T02:00')
  expect((await read(dispatcher, id)).moves.map((one) => one.name)).toEqual(['dispatch'])
  await move(dispatcher, id, 'dispatch', { unitId: power })
  const held = await read(electrician, id)
  expect(held).toMatchObject({ state: 'fixing', holderUnitName: '供电所', hops: 0, dueAt: '2025-01-08T10:00:00.000Z' })
  expect(held.moves.map((one) => one.name)).toEqual(['askReporter', 'heard', 'fix', 'own'])
  await fix(electrician, id)
  await move(grid, id, 'pass')
  // Home pages say that something waits: to be rated, once, by whoever reported.
  expect(await chen.ask(matters, 'waiting', {})).toEqual({ toRate: 1 })
  expect(await electrician.ask(matters, 'waiting', {})).toEqual({ toRate: 0 })
  await chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } })
  expect(await chen.ask(matters, 'waiting', {})).toEqual({ toRate: 0 })
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

test('waiting for the reporter stops the clock, and answering starts it', async () => {
  const id = await dispatched()
  await move(electrician, id, 'askReporter')
  expect((await read(electrician, id)).dueAt).toBe(null)
  town.clock.set('2025-01-08T10:00:00+08:00')
  await move(chen, id, 'heard')
  expect((await read(electrician, id)).dueAt).toBe('2025-01-10T10:00:00.000Z')
  town.clock.set('2025-01-06T09:00:00+08:00')
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

test('a community puts a stage of its own between handling and checking, and only there', async () => {
  const added = [
    {
      process: 'lamp',
      name: 'toAgree',
      phase: 'doing',
      before: 'toCheck',
      move: 'agree',
      may: ['lamp.dispatch'],
      words: { state: '待会签', stateEn: 'To countersign', move: '会签' },
    },
  ]
  const admin = someone('communityAdmin', '何管理', area)
  const put = (values: unknown) => admin.raw('PUT', '/api/kernel/settings/matters', { area, values })
  const fault = async (change: object) => {
    const reply = await put({ addedStates: [{ ...added[0], ...change }] })
    return { status: reply.status, ...((await reply.json()) as { code: string; field?: string }) }
  }
  for (const [change, code, field] of [
    [{ process: 'nothing' }, 'unknown-process', 'process'],
    [{ name: 'fixing' }, 'name-taken', 'name'],
    [{ name: 'merged' }, 'name-taken', 'name'],
    [{ move: 'dispatch' }, 'move-taken', 'move'],
    [{ before: 'nowhere' }, 'no-such-state', 'before'],
    [{ phase: 'done' }, 'out-of-order', 'phase'],
    [{ may: ['lamp.nobody'] }, 'no-such-ground', 'may'],
  ] as const)
    expect(await fault(change)).toMatchObject({ code: `matters/${code}`, field: `addedStates.0.${field}` })
  expect((await put({ addedStates: added })).status).toBeLessThan(300)
  expect((await chen.ask(matters, 'ownStates', {})).items).toEqual([
    {
      areaCode: area,
      process: 'lamp',
      state: 'toAgree',
      word: { 'zh-CN': '待会签', en: 'To countersign' },
      phase: 'doing',
    },
  ])
  const id = await dispatched()
  expect((await fix(electrician, id)).state).toBe('toAgree')
  // While something stands there, the state stays.
  const gone = await put({ addedStates: [] })
  expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([409, 'matters/state-in-use'])
  // Whoever may make the added move finds it among the others, and both by the names the community gave.
  const seen = await read(dispatcher, id)
  const toAgree = { 'zh-CN': '待会签', en: 'To countersign' }
  expect(seen.added).toEqual({ states: { toAgree }, moves: { agree: { 'zh-CN': '会签', en: '会签' } } })
  // Every list says the community's own word for it too, and of the states everybody knows nothing but their name.
  const wordIn = (rows: readonly { readonly id: string; readonly stateWord: unknown }[], of = id) =>
    rows.find((row) => row.id === of)?.stateWord
  const known = await dispatched()
  for (const order of ['due', 'grave'] as const) {
    await put({ queueOrder: order })
    expect(wordIn((await electrician.ask(matters, 'inbox', { query: {} })).items)).toEqual(toAgree)
  }
  await put({ queueOrder: 'due' })
  expect(wordIn((await dispatcher.ask(matters, 'list', { query: { state: 'toAgree' } })).items)).toEqual(toAgree)
  const mine = (await chen.ask(matters, 'mine', { query: { limit: 100 } })).items
  expect([wordIn(mine), wordIn(mine, known)]).toEqual([toAgree, null])
  expect(seen.moves).toMatchObject([{ name: 'agree', isOwn: false }])
  expect((await move(dispatcher, id, 'agree')).state).toBe('toCheck')
  const other = await chen.ask(lamps, 'report', { body: { title: '别处的灯', areaCode: elsewhere } })
  const theirs = someone('dispatcher', '别处派遣', elsewhere)
  await move(theirs, other.id, 'dispatch', { unitId: power })
  expect((await fix(electrician, other.id)).state).toBe('toCheck')
  expect((await put({ addedStates: [] })).status).toBeLessThan(300)
  expect((await chen.ask(matters, 'ownStates', {})).items).toEqual([])
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
  // A photo was asked for: without one it is not finished, and whoever opens it sees that.
  expect((await read(electrician, errand.id)).moves.find(({ name }) => name === 'finish')).toMatchObject({
    evidenceMin: 1,
    evidenceKind: 'photo',
  })
  expect(await refusal(move(electrician, errand.id, 'finish', { facts: { note: '贴好了' } }))).toBe(
    'matters/evidence-missing',
  )
  await move(electrician, errand.id, 'finish', { facts: { note: '贴好了' }, files: [await photoOf(electrician)] })
  expect((await move(grid, errand.id, 'accept')).phase).toBe('done')
  expect(await refusal(grid.ask(matters, 'openErrand', { body: { title: '贴通知' } as never }))).toBe(
    'kernel/invalid-input',
  )
})

test('boot refuses a process without words', async () => {
  const mute = defineModule({
    ...lampModule,
    locales: both({ title: '路灯', permission: { 'lamp.dispatch': '派', 'lamp.check': '查' } }),
  })
  await expect(host([territory, organisation, identity, files, notices, plug, mute])).rejects.toThrow(
    'no words for "process.lamp.state.waiting"',
  )
})
