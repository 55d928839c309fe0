/** A tool made due by the district stands in every community without anybody taking it up, runs there, and leaves with the demand. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import type { Module } from '@liren/kernel'
import { launcher } from '@liren/launcher/contract'
import { host, type Town } from '@liren/testing'
import { toolLibrary } from '@liren/tool-library/contract'
import { installBytes, layDown } from '@liren/tool-library/install'
import { borrowing, bytesOf } from '@liren/tool-library/testing/sample'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadModules, readPreset } from './preset.ts'

const district = '440104000000'
const [here, there] = ['440104001001', '440104003001']
const toolId = 'tool-borrowing'
const asking = { tool: 'drill', fromOn: '2030-12-01', days: 3, phone: '13800009999' }
let town: Town
const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })

const wanted = async (): Promise<Module[]> => {
  const all = await loadModules(readPreset('yuexiu'))
  const withNeeds = (name: string): Module[] => {
    const found = all.find(({ contract }) => contract.name === name)
    return found ? [...(found.needs ?? []).flatMap((need) => withNeeds(need.name)), found] : []
  }
  return [...new Set(['tool-library', 'launcher'].flatMap(withNeeds))]
}

beforeAll(async () => {
  town = await host(await wanted())
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ($1,'越秀区','district',null,'2020-01-01'),
     ('440104001000','洪桥街道','subdistrict',$1,'2020-01-01'), ('440104003000','北京街道','subdistrict',$1,'2020-01-01'),
     ($2,'越秀山社区','community','440104001000','2020-01-01'), ($3,'西湖社区','community','440104003000','2020-01-01')`,
    [district, here, there],
  )
  await town.work('tool-library', (work) =>
    installBytes(work as unknown as Parameters<typeof installBytes>[0], bytesOf(borrowing()), {
      homeArea: here,
      mayBeUnsigned: true,
    }),
  )
  await town.settle()
})
afterAll(() => town.close())

const isOnHome = async (area: string) =>
  (await as('resident', area).ask(launcher, 'home', { query: { area } })).tiles.some(({ id }) => id === toolId)
const borrow = (area: string) =>
  as('resident', area).ask(toolLibrary, 'open', { params: { id: toolId }, body: { area, answers: asking } })
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem.code,
  )

test('what the district makes due is on every home page and works there, though nobody took it up', async () => {
  expect([await isOnHome(here), await isOnHome(there)]).toEqual([false, false])
  expect(await code(borrow(there))).toBe('tool-library/not-on')
  const demand = await as('dataSteward', district).ask(launcher, 'mandate', {
    body: { area: district, tileId: toolId, kind: 'mandatory', issuer: '区民政局', reason: '台风季邻里互借应急工具' },
  })
  await town.settle()
  expect([await isOnHome(here), await isOnHome(there)]).toEqual([true, true])
  expect((await borrow(there)).state).toBe('asked')
  // It is no citation of anybody: an order from above earns nobody credit.
  expect((await town.guest.ask(toolLibrary, 'tool', { params: { id: toolId } })).tool.citations).toBe(0)
  const [row] = (await as('communityAdmin', there).ask(toolLibrary, 'uses', { query: { area: there } })).items
  expect(row).toMatchObject({ toolId, areaCode: district, isDue: true })

  // A community may use it by words of its own, and switch its own use off again: what is due stays.
  const admin = as('communityAdmin', there)
  await admin.ask(toolLibrary, 'use', { params: { id: toolId }, body: { area: there, mode: 'cite' } })
  await admin.ask(toolLibrary, 'retire', { params: { id: toolId, area: there }, body: { because: '不用了' } })
  await town.settle()
  expect(await isOnHome(there)).toBe(true)
  const steward = as('dataSteward', district)
  expect(
    await code(
      steward.ask(toolLibrary, 'retire', { params: { id: toolId, area: district }, body: { because: '不用了' } }),
    ),
  ).toBe('tool-library/is-due')

  await steward.ask(launcher, 'endMandate', { params: { id: demand.id } })
  await town.settle()
  expect([await isOnHome(here), await isOnHome(there)]).toEqual([false, false])
  expect(await code(borrow(here))).toBe('tool-library/not-on')
})

test('a street that takes a tool up takes it up for its communities, and only for these', async () => {
  const street = as('communityAdmin', '440104001000')
  await street.ask(toolLibrary, 'use', { params: { id: toolId }, body: { area: '440104001000', mode: 'cite' } })
  await street.ask(toolLibrary, 'rename', {
    params: { id: toolId, area: '440104001000' },
    body: { name: { 'zh-CN': '街道工具箱', en: 'Tool box of the street' } },
  })
  await town.settle()
  expect([await isOnHome(here), await isOnHome(there)]).toEqual([true, false])
  await borrow(here)
  const running = await as('resident', here).ask(toolLibrary, 'running', {
    params: { id: toolId },
    query: { area: here },
  })
  expect(running.name['zh-CN']).toBe('街道工具箱')
  const tried = await street.ask(toolLibrary, 'uses', { query: { area: '440104001000' } })
  expect(tried.items.find((one) => one.toolId === toolId)).toMatchObject({ records: 1, lastUsedAt: expect.any(String) })
  // Somebody of a community decides for that community alone.
  expect(
    await code(
      as('communityAdmin', here).ask(toolLibrary, 'use', {
        params: { id: toolId },
        body: { area: '440104001000', mode: 'cite' },
      }),
    ),
  ).toBe('kernel/forbidden')
  await as('communityAdmin', here).ask(toolLibrary, 'use', {
    params: { id: toolId },
    body: { area: here, mode: 'cite' },
  })
  await as('communityAdmin', here).ask(toolLibrary, 'switch', {
    params: { id: toolId, area: here },
    body: { isOn: false },
  })
  await town.settle()
  expect(await isOnHome(here)).toBe(false)
})

const usesAbove = async (id: string) =>
  (await as('dataSteward', district).ask(toolLibrary, 'uses', { query: { area: district } })).items.find(
    (one) => one.toolId === id && one.areaCode === district,
  )
const demanded = (tileId: string, untilOn?: string) =>
  as('dataSteward', district).ask(launcher, 'mandate', {
    body: {
      area: district,
      tileId,
      kind: 'mandatory',
      issuer: '区民政局',
      reason: '台风季邻里互借应急工具',
      ...(untilOn ? { untilOn } : {}),
    },
  })

test('prolonged, then over by its day, a demand leaves nothing due, nothing on and no credit', async () => {
  town.clock.set('2031-06-01T09:00:00+08:00')
  await demanded(toolId, '2031-09-10')
  await demanded(toolId, '2031-09-20')
  await town.settle()
  town.clock.set('2031-09-05T09:00:00+08:00')
  await as('resident', there).ask(toolLibrary, 'open', {
    params: { id: toolId },
    body: { area: there, answers: { ...asking, fromOn: '2031-09-06' } },
  })
  const nights = async (at: string) => {
    town.clock.set(at)
    await town.run('launcher', 'end-overdue')
    await town.settle()
    await town.run('tool-library', 'tidy')
    await town.settle()
  }
  await nights('2031-09-11T00:05:00+08:00')
  expect(await usesAbove(toolId)).toMatchObject({ isOn: true, isDue: true, untilOn: '2031-09-20' })
  expect(await isOnHome(there)).toBe(true)
  await nights('2031-09-21T00:05:00+08:00')
  expect(await usesAbove(toolId)).toMatchObject({ isOn: false, isDue: false })
  expect(await isOnHome(there)).toBe(false)
  expect((await town.guest.ask(launcher, 'mandates', { query: { area: there } })).items).toEqual([])
  const { rows } = await town.owner.query(
    'select count(*)::int as credits from tool_library_credits where tool_id = $1 and area_code = $2',
    [toolId, district],
  )
  expect(rows).toEqual([{ credits: 0 }])
  expect((await as('dataSteward', district).ask(launcher, 'mandates', { query: { area: district } })).items).toEqual([])
})

test('ended before its day while another demand for it stands, a tool stays due until the day of the other', async () => {
  town.clock.set('2031-10-01T09:00:00+08:00')
  await demanded(toolId, '2031-10-10')
  const longer = await demanded(toolId)
  await town.settle()
  expect(await usesAbove(toolId)).toMatchObject({ isOn: true, isDue: true, untilOn: null })
  await as('dataSteward', district).ask(launcher, 'endMandate', { params: { id: longer.id } })
  await town.settle()
  expect(await usesAbove(toolId)).toMatchObject({ isOn: true, isDue: true, untilOn: '2031-10-10' })
})

test('what was made due before it was published stands everywhere once it is', async () => {
  town.clock.set('2031-11-01T09:00:00+08:00')
  const document = { ...borrowing(), id: 'tool-lending' }
  const steward = as('dataSteward', district)
  await town.work('tool-library', (work) =>
    layDown(work as unknown as Parameters<typeof layDown>[0], document, {
      state: 'trial',
      digest: 'a'.repeat(64),
      signature: null,
      homeArea: here,
    }),
  )
  await town.settle()
  await demanded('tool-lending')
  await town.settle()
  expect(await usesAbove('tool-lending')).toBeUndefined()
  await as('communityAdmin', here).ask(toolLibrary, 'use', {
    params: { id: 'tool-lending' },
    body: { area: here, mode: 'trial', untilOn: '2031-12-01' },
  })
  await as('resident', here).ask(toolLibrary, 'open', {
    params: { id: 'tool-lending' },
    body: { area: here, answers: { ...asking, fromOn: '2031-11-20' } },
  })
  await steward.ask(toolLibrary, 'decide', {
    params: { id: 'tool-lending', version: document.version },
    body: { isPublished: true, reason: '试用良好' },
  })
  await town.settle()
  expect(await usesAbove('tool-lending')).toMatchObject({ isOn: true, isDue: true })
  const { tiles } = await as('resident', there).ask(launcher, 'home', { query: { area: there } })
  expect(tiles.some(({ id }) => id === 'tool-lending')).toBe(true)
})

test('what is recommended is put before every community that does not use it; taken up or answered it waits no longer, and the answer goes back', async () => {
  const steward = as('dataSteward', district)
  const admin = as('communityAdmin', there)
  const at = { params: { id: toolId }, query: {} }
  const open = async (who = admin, area = there) =>
    (await who.ask(toolLibrary, 'recommended', { query: { area } })).items.filter((one) => one.toolId === toolId)
  await town.run('launcher', 'end-overdue')
  for (const { id, tileId } of (await steward.ask(launcher, 'mandates', { query: { area: district } })).items)
    if (tileId === toolId) await steward.ask(launcher, 'endMandate', { params: { id } })
  const recommends = await steward.ask(launcher, 'mandate', {
    body: { area: district, tileId: toolId, kind: 'recommended', issuer: '区民政局', reason: '台风季邻里互借应急工具' },
  })
  await town.settle()
  expect(await open()).toMatchObject([{ issuer: '区民政局', reason: '台风季邻里互借应急工具', notNeeded: null }])
  const waits = async () =>
    (await admin.ask(toolLibrary, 'waitingHere', { query: { area: there } })).items.map(({ kind }) => kind)
  expect(await waits()).toContain('recommended')
  expect(
    await code(admin.ask(toolLibrary, 'notNeeded', { params: at.params, body: { area: here, reason: '不归我们管' } })),
  ).toBe('kernel/forbidden')
  await admin.ask(toolLibrary, 'notNeeded', { params: at.params, body: { area: there, reason: '街道已有工具房' } })
  expect(await waits()).not.toContain('recommended')
  expect(await open()).toMatchObject([{ notNeeded: '街道已有工具房' }])
  const { items } = await steward.ask(toolLibrary, 'recommendedAnswers', { query: { area: district } })
  expect(items).toMatchObject([
    { toolId, issuer: '区民政局', notNeeded: [{ areaName: '西湖社区', reason: '街道已有工具房' }] },
  ])
  await admin.ask(toolLibrary, 'use', { params: at.params, body: { area: there, mode: 'cite' } })
  expect(await open()).toEqual([])
  await steward.ask(launcher, 'endMandate', { params: { id: recommends.id } })
  await town.settle()
  expect((await steward.ask(toolLibrary, 'recommendedAnswers', { query: { area: district } })).items).toEqual([])
})

test('where a street uses a tool, every community that has not decided for itself hears that a version came, waits, or is withdrawn', async () => {
  const street = '440104003000'
  const toldTo = async (template: string) => {
    await town.settle()
    const { rows } = await town.owner.query(
      `select a.login_name from notices_sendings s join notices_messages m on m.sending_id = s.id join identity_accounts a on a.id = m.account_id
       where s.template = $1 order by 1`,
      [`tool-library.${template}`],
    )
    return rows.map((row) => row.login_name)
  }
  for (const [loginName, area] of [
    ['admin-street', street],
    ['admin-follows', '440104003002'],
    ['admin-own-way', there],
    ['admin-elsewhere', here],
  ] as const) {
    const account = { loginName, displayName: loginName, kind: 'staff', areaCode: area } as const
    const id = await town.work('launcher', (work) => work.use(identity).createAccount(account))
    await town.owner.query(
      `insert into identity_grants (id, account_id, role, area_code, area_prefix, from_at) values ($1, $2, 'communityAdmin', $3, $4, '2020-01-01')`,
      [randomUUID(), id, area, area.replace(/(000)+$/, '')],
    )
  }
  const install = (version: string, summary: string, more: object = {}) =>
    town.work('tool-library', (work) =>
      installBytes(
        work as unknown as Parameters<typeof installBytes>[0],
        bytesOf({
          ...{ ...borrowing(), id: 'ladders', name: { 'zh-CN': '梯子', en: 'Ladders' }, version },
          ...{ summary: { 'zh-CN': summary, en: 'Borrow a ladder' }, ...more },
        }),
        { homeArea: here, mayBeUnsigned: true },
      ),
    )
  await install('1.0.0', '借梯子，用完还')
  const steward = as('dataSteward', district)
  await steward.ask(toolLibrary, 'use', { params: { id: 'ladders' }, body: { area: street, mode: 'cite' } })
  // One community of the street goes its own way.
  const own = { params: { id: 'ladders' }, body: { area: there, mode: 'cite' } } as const
  await as('communityAdmin', there).ask(toolLibrary, 'use', own)
  const off = { params: { id: 'ladders', area: there }, body: { isOn: false } }
  await as('communityAdmin', there).ask(toolLibrary, 'switch', off)
  await install('1.0.1', '借梯子，用完就还')
  expect(await toldTo('upgraded')).toEqual(['admin-follows', 'admin-street'])
  await install('2.0.0', '借梯子，用完就还回来', { retention: { keepDays: 900 } })
  expect(await toldTo('upgradeWaits')).toEqual(['admin-follows', 'admin-street'])
  const withdrawn = { params: { id: 'ladders', version: '1.0.1' }, body: { because: '有更好的替代' } }
  await steward.ask(toolLibrary, 'withdraw', withdrawn)
  expect(await toldTo('withdrawn')).toEqual(['admin-follows', 'admin-street'])
})

test('whichever levels demand, no community has more than three due; and a feature that is due is on, and off again afterwards', async () => {
  const steward = as('dataSteward', district)
  const street = '440104003000'
  const demand = (area: string, tileId: string) =>
    steward.ask(launcher, 'mandate', {
      body: { area, tileId, kind: 'mandatory', issuer: '区应急管理局', reason: '台风季人人要看到' },
    })
  for (const { id } of (await steward.ask(launcher, 'mandates', { query: { area: district, below: true } })).items)
    await steward.ask(launcher, 'endMandate', { params: { id } })
  const admin = as('communityAdmin', there)
  const turned = async (isOff: boolean) =>
    admin.ask(launcher, 'switchModule', { params: { area: there, module: 'tool-library' }, body: { isOff } })
  await turned(true)
  const off = async () => (await as('resident', there).ask(launcher, 'home', { query: { area: there } })).off
  await vi.waitFor(async () => expect(await off()).toEqual(['tool-library']), { timeout: 40_000 })
  const ofStreet = await demand(street, 'native:tool-library')
  await demand(street, toolId)
  await demand(district, 'native:organisation')
  expect(await code(demand(district, 'tool-lending'))).toBe('launcher/too-many-mandates')
  expect(await code(turned(true))).toBe('launcher/is-mandatory')
  await vi.waitFor(async () => expect(await off()).toEqual([]), { timeout: 40_000 })
  const { items } = await steward.ask(launcher, 'mandates', { query: { area: district, below: true } })
  expect(items.map(({ areaCode }) => areaCode).toSorted()).toEqual([district, street, street])
  await steward.ask(launcher, 'endMandate', { params: { id: ofStreet.id } })
  await vi.waitFor(async () => expect(await off()).toEqual(['tool-library']), { timeout: 40_000 })
  await turned(false)
})
