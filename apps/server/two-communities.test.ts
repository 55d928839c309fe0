/** Two communities on one instance, nothing released in between: modules, names, categories, deadlines, points rules and forms of their own. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import catalogue from '@liren/catalogue/server'
import { forms } from '@liren/forms/contract'
import formsModule from '@liren/forms/server'
import { kernel } from '@liren/kernel/kernel-contract'
import { launcher } from '@liren/launcher/contract'
import launcherModule from '@liren/launcher/server'
import { points } from '@liren/points/contract'
import pointsModule from '@liren/points/server'
import toolModule from '@liren/tool-library/server'
import { afterAll, expect, test } from 'vitest'
import { here, nextDoor } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

const { town, who, report, on, unit } = await openStreet([
  catalogue,
  formsModule,
  pointsModule,
  toolModule,
  launcherModule,
])
afterAll(() => town.close())

const district = '440104000000'
const as = (role: string, area: string, name: string) => town.as({ name, roles: [{ role, area, unitId: null }] })
const liang = as('communityAdmin', here, '梁丽华')
const zhao = as('communityAdmin', nextDoor, '赵国强')
const both = [here, nextDoor] as const

/** What a resident and a worker of each community meet: everything at once, so that nothing changed by the way. */
const lifeIn = async (area: string) => {
  const resident = as('resident', area, '居民')
  const { items } = await resident.ask(cases, 'categories', { query: { area } })
  const leaf = items.find(({ code }) => code === 'E0102')
  const { id } = await report(as('resident', area, '上报人'), { place: undefined, areaCode: area })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
  const { matter, category } = await who.zhou.ask(cases, 'read', on(id))
  const form = await town.guest.ask(forms, 'readForm', { params: { code: 'meal' }, query: { area } })
  const rules = await town.guest.ask(points, 'rules', { query: { area, all: true } })
  const home = await resident.ask(launcher, 'home', { query: { area } })
  return {
    modules: home.tiles.map(({ id: tile }) => tile).filter((tile) => tile.startsWith('native:')),
    category: [leaf?.code, leaf?.name, leaf?.path.at(-1), category?.name],
    deadline: matter.clocks.find(({ name }) => name === 'handle')?.limit,
    form: form.definition.fields.map(({ key }) => key),
    rules: rules.items.filter(({ code }) => code.startsWith('own-')).map(({ code, points: worth }) => [code, worth]),
  }
}

test('what one community decides holds there and nowhere else; what is taken back is as it was', async () => {
  const steward = as('dataSteward', district, '苏明')
  const meal = {
    code: 'meal',
    title: { 'zh-CN': '长者饭堂登记', en: 'Canteen' },
    audience: 'person' as const,
    fields: [{ key: 'avoid', label: '忌口', enum: ['sugar', 'salt'] }],
    baseline: { fields: 8, materials: 2 },
  }
  const params = { code: 'meal' }
  await steward.ask(forms, 'saveDraft', { params, body: { definition: meal } })
  await steward.ask(forms, 'publish', { params, body: { note: '', kept: { avoid: '厨房要知道' } } })

  const [before, alike] = await Promise.all(both.map(lifeIn))
  expect(before).toEqual(alike)
  expect(before?.modules).toContain('native:cases')

  // Names and categories: each its own.
  const call = (admin: typeof liang, area: string, code: string, name: string | null) =>
    admin.ask(cases, 'nameHere', { params: { code }, body: { area, name } })
  await call(liang, here, 'E0102', '楼下垃圾')
  await call(zhao, nextDoor, 'E0102', '街边杂物')
  await call(zhao, nextDoor, 'E01', '街坊卫生')
  // Deadlines.
  const promise = (admin: typeof liang, area: string, amount: number) =>
    admin.ask(kernel, 'changeSettings', {
      params: { module: 'cases' },
      body: {
        area,
        values: { ownLimits: [{ categories: 'E0102', clock: 'handle', amount, unit: 'workHours' }] },
      },
    })
  await promise(liang, here, 2)
  await promise(zhao, nextDoor, 6)
  // Points rules: public now, counting from next week.
  const rule = (code: string, area: string, worth: number) => ({
    rule: {
      code,
      name: '报得好',
      nameEn: 'A good report',
      on: 'cases/closed',
      credit: 'reporterOf:caseId',
      points: worth,
      within: area,
    },
    effectiveOn: '2026-12-01',
  })
  for (const [admin, own] of [
    [liang, rule('own-here', here, 5)],
    [zhao, rule('own-next-door', nextDoor, 2)],
  ] as const) {
    await admin.ask(points, 'rehearse', { body: { rule: own.rule, days: 30 } })
    await admin.ask(points, 'publish', { body: own })
  }
  // Forms.
  const field = (key: string, label: string) => ({ key, label, type: 'integer' })
  await liang.ask(forms, 'addField', {
    params,
    body: { area: here, field: field('floor', '送餐楼层'), why: '没有电梯的楼要安排志愿者' },
  })
  await zhao.ask(forms, 'addField', {
    params,
    body: { area: nextDoor, field: field('portions', '几份'), why: '两位老人一起吃' },
  })

  const [mine, theirs] = await Promise.all(both.map(lifeIn))
  expect(mine).toEqual({
    ...before,
    category: ['E0102', '楼下垃圾', before?.category[2], '楼下垃圾'],
    deadline: { amount: 2, unit: 'workHours' },
    form: ['avoid', 'floor'],
    rules: [['own-here', 5]],
  })
  expect(theirs).toEqual({
    ...before,
    category: ['E0102', '街边杂物', '街坊卫生', '街边杂物'],
    deadline: { amount: 6, unit: 'workHours' },
    form: ['avoid', 'portions'],
    rules: [['own-next-door', 2]],
  })

  // Modules: one leaves the public list of cases out, and takes it back.
  const turn = (isOff: boolean) =>
    liang.ask(launcher, 'switchModule', { params: { area: here, module: 'cases' }, body: { isOff } })
  const doors = async (area: string) =>
    (await as('resident', area, '居民').ask(launcher, 'home', { query: { area } })).tiles.map(({ id }) => id)
  await turn(true)
  expect(await doors(here)).not.toContain('native:cases')
  expect(await doors(nextDoor)).toContain('native:cases')
  const refused = as('resident', here, '居民').ask(cases, 'report', {
    body: { id: randomUUID(), text: '垃圾', areaCode: here },
  })
  await expect(refused).rejects.toMatchObject({ problem: { code: 'kernel/module-disabled' } })
  await turn(false)

  // Taken back: the district's words and limits again, for the one who took them back.
  await call(liang, here, 'E0102', null)
  await liang.ask(kernel, 'changeSettings', {
    params: { module: 'cases' },
    body: { area: here, values: { ownLimits: null } },
  })
  const [again, still] = await Promise.all(both.map(lifeIn))
  expect([again?.category, again?.deadline]).toEqual([before?.category, before?.deadline])
  expect(still).toEqual(theirs)
})

test('nobody decides for the community next door', async () => {
  const refused = { problem: { status: 403 } }
  await expect(
    liang.ask(cases, 'nameHere', { params: { code: 'E0102' }, body: { area: nextDoor, name: '垃圾' } }),
  ).rejects.toMatchObject(refused)
  await expect(
    liang.ask(kernel, 'changeSettings', {
      params: { module: 'cases' },
      body: { area: nextDoor, values: { ownLimits: [] } },
    }),
  ).rejects.toMatchObject(refused)
  await expect(
    liang.ask(launcher, 'switchModule', { params: { area: nextDoor, module: 'cases' }, body: { isOff: true } }),
  ).rejects.toMatchObject(refused)
})
