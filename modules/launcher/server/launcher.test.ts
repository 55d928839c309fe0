/** Each community has a launcher of its own: composed, previewed, undone, copied; and everybody makes their own home of it. */
import identity from '@liren/identity/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher } from '../contract.ts'
import { sounds } from './initials.ts'
import module from './module.ts'
import { store } from './store.ts'

const here = '440104001001'
const there = '440104001002'
let town: Town
const as = (role: string, area: string, id?: string) =>
  town.as({ roles: [{ role, area, unitId: null }], ...(id ? { id } : {}) })
const admin = (area = here) => as('communityAdmin', area)
const resident = (area = here) => as('resident', area)
const words = (text: string) => ({ 'zh-CN': text, en: 'x' })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

const tool = async (id: string, name: string, rule: string, areas: readonly string[]) =>
  town.work(module, async (work) => {
    await store(work.db).keepTool(
      {
        id,
        kind: 'declared',
        name: words(name),
        summary: words(name),
        icon: 'heart',
        search: `${name} ${sounds(name)}`,
        url: null,
        category: 'environment',
        opens: 'away',
        audience: [{ board: 'resident', title: words('给谁'), rule }],
      },
      work.now,
    )
    for (const area of areas)
      await store(work.db).keepUse({
        area,
        toolId: id,
        isOn: true,
        name: words(name),
        icon: 'heart',
        untilOn: null,
        isDue: false,
        at: work.now,
      })
  })

beforeAll(async () => {
  town = await host([territory, organisation, identity, people, module])
  await tool('canteen', '长者饭堂', 'age >= 60', [here, there])
  await tool('screening', '两癌筛查', "sex == 'F' && age >= 35 && age <= 64", [here, there])
  await tool('waste', '垃圾分类', 'isMember', [here, there])
})
afterAll(() => town.close())

const ids = (tiles: readonly { id: string; isHidden?: boolean }[]) =>
  tiles.filter(({ id, isHidden }) => !isHidden && !id.startsWith('native:')).map(({ id }) => id)
/** Tools of the library alone: code modules of a test town come and go. */
const look = async (who = resident(), area = here) => {
  const seen = await who.ask(launcher, 'home', { query: { area } })
  return { ...seen, tiles: seen.tiles.filter(({ id }) => !id.startsWith('native:')) }
}
const entry = (id: string, isShown = true) => ({ id, isShown })
const compose = (entries: readonly unknown[], area = here, more = {}) =>
  admin(area).ask(launcher, 'compose', { params: { area }, body: { entries: entries as never, ...more } })
const preview = (persona: object) => admin().ask(launcher, 'preview', { params: { area: here }, body: { persona } })

test('a preview shows a woman of forty the screening, a man of seventy-two the canteen, and nobody what is not known to be for them', async () => {
  expect(ids((await preview({ sex: 'F', age: 40 })).tiles)).toEqual(['screening', 'waste'])
  expect(ids((await preview({ sex: 'M', age: 72 })).tiles)).toEqual(['canteen', 'waste'])
  expect(ids((await preview({ sex: 'F', age: 65 })).tiles)).toEqual(['canteen', 'waste'])
  const unknown = await preview({})
  expect(ids(unknown.tiles)).toEqual(['waste'])
  expect(unknown.unsure.toSorted()).toEqual(['canteen', 'screening'])
})

test('two communities on one instance offer different tools in different order, each by its own words', async () => {
  await compose([{ ...entry('waste'), name: words('垃圾随手分'), group: 'governance' }, entry('canteen', false)])
  const mine = await look()
  expect(mine.tiles.map(({ id, name }) => [id, name?.['zh-CN']])).toEqual([['waste', '垃圾随手分']])
  const theirs = await look(resident(there), there)
  expect(theirs.tiles[0]?.name?.['zh-CN']).toBe('垃圾分类')
  expect(ids((await preview({ age: 80 })).tiles)).toEqual(['waste'])
})

test('a place narrowed for residents stays with those who work with it, in the order of the community', async () => {
  const area = '440104001004'
  const rule = { board: 'worker', title: words('给谁'), rule: 'isStaff' }
  for (const [id, audience] of [
    ['lamps', [{ ...rule, board: 'resident', rule: 'isMember' }, rule]],
    ['keys', [rule]],
    ['stalls', [{ ...rule, board: 'merchant', rule: "'merchant' in roles" }]],
  ] as const) {
    await tool(id, id, 'isMember', [area])
    await town.owner.query('update launcher_tools set audience = $2::jsonb where id = $1', [
      id,
      JSON.stringify(audience),
    ])
  }
  await compose([entry('keys'), { ...entry('lamps'), audience: 'age >= 60' }, entry('stalls')], area)
  const on = async (board: 'worker' | 'merchant' | 'resident', role: string) =>
    ids((await as(role, area).ask(launcher, 'home', { query: { area, board } })).tiles)
  expect(await on('worker', 'communityWorker')).toEqual(['keys', 'lamps'])
  expect(await on('resident', 'resident')).toEqual([])
  expect(await on('merchant', 'merchant')).toEqual(['stalls'])
  expect(await on('merchant', 'resident')).toEqual([])
  const seen = async (board: 'worker' | 'merchant' | 'resident', persona: object) =>
    ids((await admin(area).ask(launcher, 'preview', { params: { area }, body: { persona, board } })).tiles)
  expect(await seen('worker', {})).toEqual(['keys', 'lamps'])
  expect(await seen('merchant', {})).toEqual(['stalls'])
  expect(await seen('resident', { age: 72 })).toEqual(['lamps'])
  const why = await as('communityWorker', area).ask(launcher, 'why', { query: { area, id: 'lamps', board: 'worker' } })
  expect(why).toMatchObject({ isSeen: true, place: { at: 2 } })
  const { boards } = await admin(area).ask(launcher, 'composition', { params: { area } })
  expect([boards.keys, boards.lamps, boards.stalls]).toEqual([['worker'], ['resident', 'worker'], ['merchant']])
})

test('what changed is shown, undone in one step, and every version stays', async () => {
  await compose([entry('screening'), entry('waste')])
  const changes = await admin().ask(launcher, 'difference', { params: { area: here }, query: {} })
  expect(changes).toMatchObject({ added: ['screening'], removed: [] })
  const undone = await admin().ask(launcher, 'undo', { params: { area: here }, body: {} })
  expect(undone.entries.map(({ id }) => id)).toEqual(['waste', 'canteen'])
  const { history } = await admin().ask(launcher, 'composition', { params: { area: here } })
  expect(history.map(({ version }) => version)).toEqual([3, 2, 1])
})

test('a composition counts from its day on, and not before', async () => {
  const tomorrow = new Date(town.clock.now().getTime() + 86_400_000).toISOString()
  await compose([entry('waste', false)], here, { effectiveAt: tomorrow })
  expect(ids((await look()).tiles)).toEqual(['waste'])
  const { planned } = await admin().ask(launcher, 'composition', { params: { area: here } })
  expect(planned).toHaveLength(1)
  town.clock.advance(2 * 86_400_000)
  await admin().ask(launcher, 'composition', { params: { area: here } })
  expect(ids((await look()).tiles)).toEqual([])
  await admin().ask(launcher, 'undo', { params: { area: here }, body: { version: 3 } })
  expect(ids((await look()).tiles)).toEqual(['waste'])
})

test('a composition whose day has not come is taken back, stays in the history, and can then never count', async () => {
  const before = ids((await look()).tiles)
  const nextWeek = new Date(town.clock.now().getTime() + 7 * 86_400_000).toISOString()
  const plan = await compose([entry('canteen', false), entry('waste', false)], here, { effectiveAt: nextWeek })
  const withdraw = (version: number, who = admin()) =>
    who.ask(launcher, 'withdrawPlan', { params: { area: here, version } })
  expect(await refusal(withdraw(plan.version, admin(there)))).toMatchObject({ status: 403 })
  expect(await refusal(withdraw(plan.version - 1))).toMatchObject({ code: 'launcher/counts-already' })
  expect(await withdraw(plan.version)).toMatchObject({ version: plan.version, withdrawnAt: expect.any(String) })
  const seen = await admin().ask(launcher, 'composition', { params: { area: here } })
  expect(seen.planned).toEqual([])
  expect(seen.history[0]).toMatchObject({ version: plan.version, withdrawnAt: expect.any(String) })
  town.clock.advance(8 * 86_400_000)
  expect(ids((await look()).tiles)).toEqual(before)
  // One step back goes to what counted before, not to the plan that never did.
  await compose([entry('canteen')], here)
  const undone = await admin().ask(launcher, 'undo', { params: { area: here }, body: {} })
  expect(undone.entries.map(({ id }) => id)).toEqual(seen.current?.entries.map(({ id }) => id))
})

test('another community copies what suits it, and only its own administrator may', async () => {
  await tool('lanterns', '灯会', 'isMember', [here])
  await compose([entry('canteen'), entry('lanterns')], here)
  const ahead = () => admin(there).ask(launcher, 'copyAhead', { params: { area: there }, query: { from: here } })
  const seen = await ahead()
  // Nothing is written by looking; what cannot come along is named.
  expect(seen).toMatchObject({ leftOut: [{ id: 'lanterns', name: { 'zh-CN': '灯会' } }], seen: { mine: 0 } })
  expect((await admin(there).ask(launcher, 'composition', { params: { area: there } })).history).toEqual([])
  await compose([entry('canteen'), entry('waste', false)], here)
  const copyAs = (versions: typeof seen.seen) =>
    admin(there).ask(launcher, 'copy', { params: { area: there }, body: { from: here, seen: versions } })
  expect(await refusal(copyAs(seen.seen))).toMatchObject({ code: 'launcher/changed-meanwhile', status: 409 })
  const again = await ahead()
  expect(again.removed).toEqual(['waste'])
  const copied = await copyAs(again.seen)
  expect(copied).toMatchObject({ areaCode: there, copiedFrom: here })
  expect(ids((await look(resident(there), there)).tiles)).not.toContain('waste')
  expect((await ahead()).removed).toEqual([])
  const { rows: noted } = await town.owner.query(
    "select facts from kernel_audit where object = $1 and facts->>'copiedFrom' = $2",
    [`composition:${there}`, here],
  )
  expect(noted).toHaveLength(1)
  for (const [who, may] of [
    [admin(here), 403],
    [resident(there), 403],
    [as('communityWorker', there), 403],
    [town.guest, 401],
  ] as const)
    expect(
      await refusal(who.ask(launcher, 'copyAhead', { params: { area: there }, query: { from: here } })),
    ).toMatchObject({ status: may })
  expect(
    await refusal(
      admin(there).ask(launcher, 'copyAhead', { params: { area: there }, query: { from: '440104009001' } }),
    ),
  ).toMatchObject({ status: 404 })
  expect(
    await refusal(
      compose([], there).then(() =>
        admin(here).ask(launcher, 'compose', { params: { area: there }, body: { entries: [] } }),
      ),
    ),
  ).toMatchObject({ status: 403 })
  expect(await refusal(compose([entry('nowhere')]))).toMatchObject({ field: 'entries.0.id' })
  expect(await refusal(compose([entry('waste'), entry('waste')]))).toMatchObject({ code: 'launcher/twice-there' })
  expect(await refusal(compose([{ ...entry('waste'), audience: 'answers.x == 1' }]))).toMatchObject({
    code: 'launcher/rule-unsound',
    field: 'entries.0.audience',
  })
})

test('one’s own order and hiding stay when the community changes, what is new comes behind, and the default is one step away', async () => {
  const lin = resident(there)
  await compose([entry('waste')], there)
  await lin.ask(launcher, 'choose', { body: { order: [], hidden: ['waste'] } })
  expect((await look(lin, there)).tiles).toMatchObject([{ id: 'waste', isHidden: true }])
  await tool('party', '党员报到', 'true', [there])
  await compose([entry('waste'), entry('screening')], there)
  expect(ids((await look(lin, there)).tiles)).toEqual(['party'])
  await lin.ask(launcher, 'restore', {})
  expect(ids((await look(lin, there)).tiles)).toEqual(['waste', 'party'])
})

test('one’s own order reaches as far as a composition may', async () => {
  const lin = resident(there)
  const order = (count: number) => ({ order: Array.from({ length: count }, (_, index) => `t${index}`), hidden: [] })
  expect((await lin.ask(launcher, 'choose', { body: order(600) })).order).toHaveLength(600)
  expect(await refusal(lin.ask(launcher, 'choose', { body: order(601) }))).toMatchObject({ field: 'order' })
  await lin.ask(launcher, 'restore', {})
})

test('what a level above takes up stands in every community below it, until one decides otherwise for itself; what is due stays', async () => {
  const use = (area: string, isOn: boolean, isDue = false) =>
    town.work(module, (work) =>
      store(work.db).keepUse({
        area,
        toolId: 'pets',
        isOn,
        name: words(area.endsWith('000') ? '宠物登记' : '毛孩子登记'),
        icon: 'heart',
        untilOn: null,
        isDue,
        at: work.now,
      }),
    )
  const nameAt = async (area: string) =>
    (await look(resident(area), area)).tiles.find(({ id }) => id === 'pets')?.name?.['zh-CN']
  await tool('pets', '宠物登记', 'true', [])
  await use('440104000000', true)
  expect([await nameAt('440104001007'), await nameAt('440104003001')]).toEqual(['宠物登记', '宠物登记'])
  await use('440104001000', false)
  await use('440104003001', true)
  expect([await nameAt('440104001007'), await nameAt('440104003001')]).toEqual([undefined, '毛孩子登记'])
  await use('440104000000', true, true)
  expect(await nameAt('440104001007')).toBe('宠物登记')
  await town.work(module, (work) => store(work.db).dropUse('pets', '440104000000'))
  expect(await nameAt('440104001007')).toBeUndefined()
})

test('a short list from above is due everywhere, says who and why, and can neither be hidden nor outgrow three', async () => {
  const steward = as('dataSteward', '440104000000')
  const order = (tileId: string) =>
    steward.ask(launcher, 'mandate', {
      body: { area: '440104000000', tileId, kind: 'mandatory', issuer: '区应急管理局', reason: '台风季人人要看到' },
    })
  // Before it was due, the community showed it to its staff alone: that narrows it no longer.
  await compose([{ ...entry('party'), audience: 'isStaff' }, entry('waste'), entry('screening')], there)
  expect((await look(resident(there), there)).tiles.map(({ id }) => id)).not.toContain('party')
  await order('party')
  expect((await look(resident(there), there)).tiles[0]?.id).toBe('party')
  expect(await refusal(compose([entry('party', false)], there))).toMatchObject({ code: 'launcher/is-mandatory' })
  const lin = resident(there)
  await lin.ask(launcher, 'choose', { body: { order: ['waste'], hidden: ['party'] } })
  const seen = await look(lin, there)
  expect(seen.tiles.find(({ id }) => id === 'party')).toMatchObject({
    isHidden: false,
    mandate: { issuer: '区应急管理局', reason: '台风季人人要看到' },
  })
  await order('waste')
  await order('canteen')
  expect(await refusal(order('screening'))).toMatchObject({ code: 'launcher/too-many-mandates' })
  expect(
    await refusal(
      admin().ask(launcher, 'mandate', {
        body: { area: here, tileId: 'waste', kind: 'mandatory', issuer: '我们', reason: '因为我们说了算' },
      }),
    ),
  ).toMatchObject({ status: 403 })
  expect((await town.guest.ask(launcher, 'mandates', { query: { area: there } })).items).toHaveLength(3)
})

test('whoever wonders is told why: the community, the order from above, the rule with what is not known, never a value', async () => {
  const told = await resident(there).ask(launcher, 'why', { query: { area: there, id: 'screening' } })
  expect(told.isSeen).toBe(false)
  const audience = told.reasons.find(({ kind }) => kind === 'audience')
  expect(audience).toMatchObject({ verdict: 'unknown' })
  expect(audience?.clauses.flatMap(({ missing }) => missing)).toContain('age')
  expect(
    (await resident(there).ask(launcher, 'why', { query: { area: there, id: 'party' } })).reasons.map(
      ({ kind, verdict }) => [kind, verdict],
    ),
  ).toContainEqual(['mandate', 'yes'])
})

test('a tool is found by its name, by the beginnings of its syllables and by its whole sound', async () => {
  const { search } = (await look(resident(there), there)).tiles.find(({ id }) => id === 'waste') ?? { search: '' }
  for (const typed of ['垃圾', 'ljfl', 'lajifenlei']) expect(search).toContain(typed)
})

test('a visitor who reads English takes nobody’s Chinese sounds away', async () => {
  const other = await host([territory, organisation, identity, people, module])
  try {
    const first = await other.guest.raw('GET', '/api/launcher/home', undefined, { 'accept-language': 'en' })
    expect(first.status).toBe(200)
    const { tiles } = await other.guest.ask(launcher, 'home', { query: {} })
    const search = tiles.find(({ id }) => id === 'native:organisation')?.search ?? ''
    expect(search).toContain(sounds('组织').split(' ')[0] ?? '-')
    expect(search).toContain('organisation')
  } finally {
    await other.close()
  }
})

test('what is made for people like one stands first, then what neighbours use; few uses count for nothing, and one’s own order goes before all', async () => {
  const area = '440104001003'
  for (const [id, rule] of [
    ['lamps', 'isMember'],
    ['library-card', 'isMember'],
    ['chess', 'isMember'],
    ['for-residents', "'resident' in roles"],
  ] as const)
    await tool(id, `工具${id}`.replaceAll('-', ''), rule, [area])
  const used = (id: string, times: number, daysAgo: number) =>
    town.work(module, async (work) => {
      const day = new Date(work.now.getTime() + 8 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10)
      for (let time = 0; time < times; time += 1) await store(work.db).countUse(area, id, day)
    })
  // Every fact is heard once; what was long ago, and what happens today, does not move anything.
  await used('chess', 25, 3)
  await used('lamps', 9, 3)
  await used('lamps', 90, 40)
  await used('library-card', 90, 0)
  const who = resident(area)
  // A day is over, and pages are put together anew.
  const order = async () => ids((await look(who, area)).tiles)
  expect((await order()).slice(0, 2)).toEqual(['for-residents', 'chess'])
  town.clock.advance(86_400_000)
  expect(await order()).toEqual(['for-residents', 'library-card', 'chess', 'lamps'])
  const told = async (id: string) => (await who.ask(launcher, 'why', { query: { area, id } })).place
  const natives = (await who.ask(launcher, 'home', { query: { area } })).tiles.findIndex(
    (one) => one.id === 'for-residents',
  )
  expect(natives).toBe(0)
  expect(await told('for-residents')).toEqual({ at: 1, by: 'meant', uses: null })
  expect(await told('library-card')).toEqual({ at: 2, by: 'use', uses: 90 })
  expect(await told('lamps')).toMatchObject({ by: 'order', uses: null })
  await who.ask(launcher, 'choose', { body: { order: ['lamps'], hidden: [] } })
  expect(await order()).toEqual(['lamps', 'for-residents', 'library-card', 'chess'])
  expect(await told('lamps')).toMatchObject({ at: 1, by: 'own' })
  await who.ask(launcher, 'restore', {})
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('launcher', $1, 'homeOrder', '"composed"'::jsonb, now())`,
    [area],
  )
  town.host.core.settings.forget()
  await compose([entry('chess'), entry('lamps')], area)
  expect((await order()).slice(0, 2)).toEqual(['chess', 'lamps'])
})

test('how much communities use a door is told to the ten, and nothing where only a few did', async () => {
  const day = new Date(town.clock.now().getTime() + 8 * 3_600_000 - 3 * 86_400_000).toISOString().slice(0, 10)
  for (const [area, times] of [
    ['440104001005', 27],
    ['440104001006', 9],
  ] as const)
    await town.work(module, async (work) => {
      for (let time = 0; time < times; time += 1) await store(work.db).countUse(area, 'native:mall', day)
    })
  const { items } = await town.guest.ask(launcher, 'useByArea', { query: { id: 'native:mall' } })
  expect(items).toEqual([{ areaCode: '440104001005', uses: 20 }])
})

test('what is used is counted by community and day, without anybody in it, and forgotten after four weeks', async () => {
  const { rows: columns } = await town.owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'launcher_use_days' order by 1`,
  )
  expect(columns.map(({ name }) => name)).toEqual(['area_code', 'on_day', 'tile_id', 'uses'])
  town.clock.advance(40 * 86_400_000)
  await town.run(module, 'forget-use')
  const { rows } = await town.owner.query('select 1 from launcher_use_days')
  expect(rows).toEqual([])
})
