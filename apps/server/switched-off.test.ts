/** A community switches a feature off: it is gone there at once, stays elsewhere, and comes back as it was. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import casesModule from '@liren/cases/server'
import catalogue from '@liren/catalogue/server'
import files from '@liren/files/server'
import forms from '@liren/forms/server'
import identity from '@liren/identity/server'
import { launcher } from '@liren/launcher/contract'
import launcherModule from '@liren/launcher/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { toolLibrary } from '@liren/tool-library/contract'
import { installBytes } from '@liren/tool-library/install'
import toolModule from '@liren/tool-library/server'
import { borrowing } from '@liren/tool-library/testing/sample'
import { afterAll, beforeAll, expect, test } from 'vitest'

const here = '440104001001'
const there = '440104001002'
let town: Town
const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })
const problem = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  town = await host([
    territory,
    organisation,
    identity,
    people,
    files,
    notices,
    matters,
    catalogue,
    forms,
    casesModule,
    toolModule,
    launcherModule,
  ])
})
afterAll(() => town.close())

const turn = (module: string, isOff: boolean, area = here) =>
  as('communityAdmin', area).ask(launcher, 'switchModule', { params: { area, module }, body: { isOff } })

test('its routes refuse there, for residents and for whoever asks about the place; elsewhere nothing changes', async () => {
  const tiles = async (area: string) =>
    (await as('resident', area).ask(launcher, 'home', { query: { area } })).tiles.map(({ id }) => id)
  expect(await tiles(here)).toContain('native:cases')
  expect((await turn('cases', true)).off).toEqual(['cases'])
  expect(await tiles(here)).not.toContain('native:cases')
  expect(await tiles(there)).toContain('native:cases')
  const route = Object.values(cases.routes).find((one) => one.method === 'GET' && one.may === 'anyone')
  const url = `/api/cases${route?.path.replace(/:\w+/g, 'x')}?area=${here}`
  expect((await as('resident', here).raw('GET', url)).status).toBe(404)
  expect(await (await town.guest.raw('GET', url)).json()).toMatchObject({ code: 'kernel/module-disabled' })
  expect(await (await as('resident', there).raw('GET', url.replace(here, there))).json()).not.toMatchObject({
    code: 'kernel/module-disabled',
  })
  const { rows } = await town.owner.query(
    `select facts from kernel_audit where action = 'launcher.switchModule' and area_code = $1`,
    [here],
  )
  expect(rows).toMatchObject([{ facts: { isOff: true } }])
  expect((await turn('cases', false)).off).toEqual([])
  expect(await (await town.guest.raw('GET', url)).json()).not.toMatchObject({ code: 'kernel/module-disabled' })
})

test('what others stand on, the launcher itself and modules that are not there cannot be switched off, nor by strangers', async () => {
  for (const module of ['matters', 'identity', 'launcher', 'nothing', 'kernel'])
    expect(await problem(turn(module, true))).toMatchObject({ status: 404 })
  const stranger = as('communityAdmin', there).ask(launcher, 'switchModule', {
    params: { area: here, module: 'cases' },
    body: { isOff: true },
  })
  expect(await problem(stranger)).toMatchObject({ status: 403 })
})

test('a tool taken up by a community stands on its launcher without a restart, by its name there, and goes when it is put down', async () => {
  await town.work('tool-library', (work) =>
    installBytes(work as never, new TextEncoder().encode(JSON.stringify(borrowing())), {
      mayBeUnsigned: true,
      homeArea: here,
    }),
  )
  const admin = as('communityAdmin', there)
  const at = { params: { id: 'tool-borrowing', area: there } }
  await admin.ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: there, mode: 'cite' } })
  await admin.ask(toolLibrary, 'rename', { ...at, body: { name: { 'zh-CN': '工具角', en: 'Tool corner' } } })
  await town.settle()
  const seen = async () =>
    (await as('resident', there).ask(launcher, 'home', { query: { area: there } })).tiles.find(
      ({ id }) => id === 'tool-borrowing',
    )
  expect(await seen()).toMatchObject({
    kind: 'declared',
    name: { 'zh-CN': '工具角' },
    to: '/tool-library/run/tool-borrowing',
  })
  expect((await seen())?.search).toContain('gggj')
  await admin.ask(toolLibrary, 'retire', { ...at, body: { because: '没有人用' } })
  await town.settle()
  expect(await seen()).toBeUndefined()
})

test('a part of the platform that a community left unused for a quarter is named there, until it is used, switched off or left out', async () => {
  const never = '440104001003'
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values
      ('440104000000','越秀区','district',null,'2020-01-01'), ('440104001000','北京街道','subdistrict','440104000000','2020-01-01'),
      ($1,'都府社区','community','440104001000','2020-01-01'), ($2,'龙藏社区','community','440104001000','2020-01-01'),
      ($3,'流水井社区','community','440104001000','2020-01-01')`,
    [here, there, never],
  )
  const named = async (area?: string) =>
    as('communityAdmin', here).ask(launcher, 'unused', { query: area ? { area } : {} })
  const tell = async (module: typeof casesModule | typeof toolModule, event: string, fact: object) =>
    town.work(module, async (work) => {
      // The host makes the work of this very module; only the type cannot say so.
      ;(work as unknown as { emit: (name: string, told: object) => void }).emit(event, fact)
    })
  // Whoever may report by which way comes from a preset; that somebody did is told like this.
  const reported = async (areaCode: string) => {
    const fact = {
      ...{
        caseId: randomUUID(),
        number: '1',
        title: '井盖松了',
        areaCode,
        cellCode: null,
        categoryCode: null,
        grade: 2,
      },
      ...{ source: 'resident', state: 'intake', safety: [], ownership: null, hasPlace: false, photoIds: [] },
      ...{ isRestricted: false, partOfId: null },
    }
    await tell(casesModule, 'reported', fact)
    await town.settle()
  }
  await town.run(launcherModule, 'forget-use')
  await reported(here)
  town.clock.advance(60 * 86_400_000)
  // Looked at for two months only: that says nothing yet.
  expect((await named()).items).toEqual([])
  await reported(there)
  await tell(toolModule, 'record-opened', {
    ...{ toolId: 'tool-borrowing', version: '1.0.0', recordId: randomUUID(), process: 'borrow', state: 'asked' },
    ...{ areaCode: there, accountId: null, personId: null },
  })
  await town.settle()
  town.clock.advance(40 * 86_400_000)
  expect(await named()).toMatchObject({
    days: 90,
    communities: 3,
    items: [
      {
        id: 'native:cases',
        unusedIn: 2,
        areas: [
          // What one may do something about oneself comes first.
          { areaCode: here, areaName: '都府社区', monthsAgo: 3, maySwitch: true },
          { areaCode: never, areaName: '流水井社区', monthsAgo: null, maySwitch: false },
        ],
      },
      // Whoever uses a tool uses the library.
      { id: 'native:tool-library', areas: [{ areaCode: here }, { areaCode: never }] },
    ],
  })
  expect((await named(there)).items).toEqual([])
  expect(await problem(town.guest.ask(launcher, 'unused', { query: {} }))).toMatchObject({ status: 401 })
  // Put down is put down; switched on again, it has another quarter.
  const where = async () =>
    (await named()).items.flatMap(({ id, areas }) =>
      id === 'native:cases' ? areas.map(({ areaCode }) => areaCode) : [],
    )
  await turn('cases', true)
  expect(await where()).toEqual([never])
  await turn('cases', false)
  expect(await where()).toEqual([never])
  await as('communityAdmin', never).ask(launcher, 'compose', {
    params: { area: never },
    body: { entries: [{ id: 'native:cases', isShown: false }] },
  })
  expect(await where()).toEqual([])
})
