/** A town with villages lives from a preset of its own: what it takes from another, what is its own, who works in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cases } from '@liren/cases/contract'
import { identity } from '@liren/identity/contract'
import { demoLogins, demoPassword } from '@liren/identity/seed'
import { launcher } from '@liren/launcher/contract'
import { mall } from '@liren/mall/contract'
import { matters } from '@liren/matters/contract'
import { mutualAid } from '@liren/mutual-aid/contract'
import { host, type Town } from '@liren/testing'
import { toolLibrary } from '@liren/tool-library/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'

const community = '330109113001'
const village = '330109113205'

const file = readPreset('guali')
const preset = presetFor(file, 'guali', 'demo', () => {})
let here: Town
beforeAll(async () => {
  here = await host(await loadModules(file), { preset })
  await here.settle()
}, 240_000)
afterAll(() => here.close())

/** Somebody of the town, by the log-in that is printed at start. */
const enter = async (loginName: string) => {
  const browser = here.browser()
  await browser.ask(identity, 'logIn', { body: { loginName, password: demoPassword } })
  return browser
}

test('files taken from another preset are read as its own, one’s own come first, and nothing else is lent', async () => {
  expect(preset.has('cases/categories.json')).toBe(true)
  expect(preset.has('services/index.json')).toBe(false)
  const own = await preset.read<{ by: string }>('launcher/compositions.json')
  expect(own.by).toContain('瓜沥')
  const folder = mkdtempSync(join(tmpdir(), 'liren-preset-'))
  try {
    writeFileSync(join(folder, 'preset.json'), JSON.stringify({ ...file, takes: { yuexiu: ['triage/'] } }))
    const lent = presetFor(readPreset(folder), folder, 'demo', () => {})
    expect(lent.has('triage/words.json')).toBe(true)
    expect(lent.has('cases/safety.json')).toBe(false)
    expect(() => lent.has('triage/../../../package.json')).toThrow('outside')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('some eighty cases stand in every state of the process, in villages and communities, with the units of the town', async () => {
  const { rows } = await here.owner.query<{ state: string; count: number }>(
    `select state, count(*)::int from matters_matters where process = 'case-handling' group by state`,
  )
  expect(rows.map(({ state }) => state).sort()).toEqual(
    [
      'assigned',
      'checking',
      'closed',
      'closing',
      'declined',
      'dispatching',
      'filing',
      'handling',
      'intake',
      'verifying',
    ]
      .concat(rows.some(({ state }) => state === 'merged') ? ['merged'] : [])
      .sort(),
  )
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(80)
  const { rows: where } = await here.owner.query<{ area: string }>(
    'select distinct area_code as area from matters_matters',
  )
  expect(where.some(({ area }) => area >= '330109113200')).toBe(true)
  expect(where.some(({ area }) => area < '330109113200')).toBe(true)
  const { rows: late } = await here.owner.query<{ count: number }>(
    `select count(*)::int from matters_matters where closed_at is null and due_at < now() and process = 'case-handling'`,
  )
  expect(late[0]?.count).toBeGreaterThan(2)
})

test('everybody whose log-in is printed gets in, and the workers among them find work', async () => {
  const printed = await demoLogins(preset)
  expect(printed.length).toBeGreaterThan(12)
  for (const login of ['acceptor1', 'dispatcher1', 'leader1', 'handler1']) {
    const person = await enter(login)
    expect([login, (await person.ask(matters, 'inbox', { query: {} })).items.length > 0]).toEqual([login, true])
  }
  const { rows } = await here.owner.query<{ name: string; kind: string; code: string }>(
    `select name, kind, code from organisation_units where area_code in ($1, $2) and kind in ('residentsCommittee', 'villageCommittee')`,
    [community, village],
  )
  expect(rows.map(({ name, kind }) => [name, kind]).sort()).toEqual([
    ['梅林村村民委员会', 'villageCommittee'],
    ['航坞社区居民委员会', 'residentsCommittee'],
  ])
  const { rows: homeless } = await here.owner.query(
    'select login_name from identity_accounts a where unit_id is not null and not exists (select from organisation_units u where u.id = a.unit_id)',
  )
  expect(homeless).toEqual([])
  const { rows: standing } = await here.owner.query<{ count: number }>(
    `select count(*)::int from organisation_members where account_id in (select id from identity_accounts where login_name in ('leader1', 'dispatcher1', 'worker4', 'grid4'))`,
  )
  expect(standing[0]?.count).toBeGreaterThanOrEqual(4)
})

test('its library is its own: three tools made in town run beside those taken, with records and their points', async () => {
  const admin = here.as({ name: '宋丽君', roles: [{ role: 'communityAdmin', area: village, unitId: null }] })
  const { items } = await admin.ask(toolLibrary, 'uses', { query: { area: village } })
  expect(items.map(({ toolId }) => toolId)).toEqual(
    expect.arrayContaining(['courtyard', 'banquet-hall', 'elder-canteen']),
  )
  const { rows } = await here.owner.query<{ tool: string }>('select distinct tool_id as tool from tool_library_records')
  expect(rows.map(({ tool }) => tool)).toEqual(expect.arrayContaining(['courtyard', 'banquet-hall', 'rental-notice']))
})

test('a village’s home page is composed otherwise than a community’s, and both otherwise than a district’s', async () => {
  const composedIn = async (area: string) => {
    const admin = here.as({ name: '宋丽君', roles: [{ role: 'communityAdmin', area, unitId: null }] })
    const { current, tools } = await admin.ask(launcher, 'composition', { params: { area } })
    const known = tools.map(({ id }) => id)
    // What an administrator saves again must be there.
    for (const { id } of current?.entries ?? []) expect([area, known]).toEqual([area, expect.arrayContaining([id])])
    return (current?.entries ?? []).filter(({ isShown }) => isShown).map(({ id }) => id)
  }
  // Points stand in front, behind what a village is proud of.
  expect((await composedIn(village)).slice(0, 3)).toEqual(['courtyard', 'banquet-hall', 'native:points'])
  expect((await composedIn(community)).slice(0, 4)).toEqual([
    ...['native:points', 'native:mall', 'native:mutual-aid', 'waste-sorting'],
  ])
  expect(file.settings.launcher?.homeOrder).toBe('composed')
  const villager = await enter('resident7')
  const { tiles } = await villager.ask(launcher, 'home', { query: { area: village } })
  expect(tiles.map(({ id }) => id)).toEqual(expect.arrayContaining(['courtyard', 'native:cases', 'native:points']))
})

test('points buy at the town’s pick-up points, and neighbours wait for help in villages', async () => {
  const villager = await enter('resident7')
  const { items } = await villager.ask(mall, 'goods', { query: { area: village } })
  expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['有机蔬菜一份', '磨刀一次']))
  const neighbour = await enter('resident4')
  expect(
    (await neighbour.ask(mutualAid, 'open', { query: { area: '330109113201' } })).items.map(({ wish }) => wish),
  ).toContain('腿伤了，想请人到镇上带两斤菜回来')
})

test('a report from a village goes its whole way through the town’s own units', async () => {
  const villager = await enter('resident7')
  const id = '01940000-0000-7000-8000-00000000beef'
  await villager.ask(cases, 'report', {
    body: { id, text: '梅林大道路灯不亮', areaCode: village, isPublic: true },
  })
  const on = { params: { id } }
  const acceptor = await enter('acceptor1')
  await acceptor.ask(cases, 'accept', { ...on, body: { categoryCode: 'P0118' } })
  await (await enter('leader1')).ask(cases, 'file', { ...on, body: {} })
  const dispatcher = await enter('dispatcher1')
  const { items } = await dispatcher.ask(cases, 'proposals', on)
  expect(items[0]?.unitName).toBe('瓜沥镇城乡建设办公室')
  await dispatcher.ask(cases, 'dispatch', { ...on, body: { unitId: items[0]?.unitId ?? '' } })
  const handler = await enter('handler3')
  await handler.ask(cases, 'signIn', { ...on, body: {} })
  expect((await handler.ask(cases, 'read', on)).matter.state).toBe('handling')
})
