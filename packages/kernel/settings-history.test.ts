/** Settings and their past: an administrator sees who changed what, and takes a change back by one press. */
import { defineContract, Refused, Type } from '@liren/contract'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kernel } from './kernel-contract.ts'
import { defineModule } from './module.ts'

const lending = defineContract({ name: 'lending', permissions: {}, refusals: {}, events: {}, routes: {} })
const words = {
  title: 'Lending',
  role: { keeper: 'keeper', reader: 'reader' },
  setting: { days: 'Days lent', note: 'Note', token: 'Token', desk: 'Desk that is trusted' },
}
const module = defineModule({
  contract: lending,
  locales: { 'zh-CN': words, en: words },
  roles: { keeper: { may: ['settings.read', 'settings.change'] }, reader: { may: ['settings.read'] } },
  settings: {
    platform: Type.Object({ token: Type.String({ default: '', secret: true }) }),
    community: Type.Object({
      desk: Type.String({ default: '', isKey: true }),
      days: Type.Integer({ minimum: 1, maximum: 90, default: 14 }),
      note: Type.String({ default: '' }),
    }),
  },
})
const here = '440104001001'
const next = '440104001002'

let town: Town
let keeper: Person
let reader: Person
beforeAll(async () => {
  town = await host([module])
  keeper = town.as({ name: '钟管理员', roles: [{ role: 'keeper', area: here, unitId: null }] })
  reader = town.as({ name: '阅览员', roles: [{ role: 'reader', area: here, unitId: null }] })
})
afterAll(() => town.close())

const change = (who: Person, values: object, area = here) =>
  who.ask(kernel, 'changeSettings', { params: { module: 'lending' }, body: { area, values: values as never } })
const past = async (who: Person = keeper) =>
  (await who.ask(kernel, 'settingsHistory', { params: { module: 'lending' }, query: { area: here } })).items
const undo = (who: Person, id: number) => who.ask(kernel, 'undoSetting', { params: { id } })
const daysNow = async () => {
  const { items } = await keeper.ask(kernel, 'settings', { query: { area: here } })
  return items.find((one) => one.module === 'lending')?.values.days
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

test('a change is in the history with who, when, before and after; one press takes it back, and that stands there too', async () => {
  await change(keeper, { days: 21 })
  await change(keeper, { days: 30 })
  const [second, first] = await past()
  expect(second).toMatchObject({
    key: 'days',
    label: 'Days lent',
    before: 21,
    after: 30,
    byName: '钟管理员',
    mayUndo: true,
  })
  expect(first).toMatchObject({ before: null, after: 21, mayUndo: false })
  expect(await refusal(undo(keeper, first?.id ?? 0))).toBe('kernel/conflict')
  await undo(keeper, second?.id ?? 0)
  expect(await daysNow()).toBe(21)
  const [taken, undone] = await past()
  expect(taken).toMatchObject({ before: 30, after: 21, undoes: second?.id, mayUndo: true })
  expect(undone).toMatchObject({ id: second?.id, isUndone: true })
  expect(await refusal(undo(keeper, second?.id ?? 0))).toBe('kernel/conflict')
  const { rows } = await town.owner.query(
    `select facts from kernel_audit where action like 'kernel%undoSetting' and result = 'done'`,
  )
  expect(rows).toMatchObject([{ facts: { keys: ['days'], undoes: second?.id } }])
})

test('taking back the very first value leaves the community with what holds everywhere', async () => {
  await change(keeper, { note: '周末不借' })
  const [made] = await past()
  await undo(keeper, made?.id ?? 0)
  const { items } = await keeper.ask(kernel, 'settings', { query: { area: here } })
  expect(items.find((one) => one.module === 'lending')?.own).not.toContain('note')
})

test('whoever may only read, or keeps another community, takes nothing back', async () => {
  await change(keeper, { days: 7 })
  const [made] = await past(reader)
  expect(await refusal(undo(reader, made?.id ?? 0))).toBe('kernel/forbidden')
  const neighbour = town.as({ name: '邻居', roles: [{ role: 'keeper', area: next, unitId: null }] })
  expect(await refusal(undo(neighbour, made?.id ?? 0))).toBe('kernel/forbidden')
  expect(await refusal(past(neighbour))).toBe('kernel/forbidden')
  expect(await daysNow()).toBe(7)
})

test('a secret stays one in its history, and the history cannot be rewritten by the application', async () => {
  const over = town.as({ name: '总管', roles: [{ role: 'keeper', area: '000000000000', unitId: null }] })
  const keeperOfAll = over
  const asked = keeperOfAll.ask(kernel, 'changeSettings', {
    params: { module: 'lending' },
    body: { values: { token: 'tell-nobody' } },
  })
  if ((await refusal(asked)) === 'no refusal') {
    const { items } = await keeperOfAll.ask(kernel, 'settingsHistory', { params: { module: 'lending' }, query: {} })
    expect(JSON.stringify(items)).not.toContain('tell-nobody')
    expect(items[0]).toMatchObject({ key: 'token', after: '••••••' })
  }
  const { rows } = await town.owner.query(
    `select has_table_privilege(rolname, 'kernel_settings_history', 'update') as may from pg_roles where rolname like '%\\_app' limit 1`,
  )
  expect(rows.every((row) => row.may === false)).toBe(true)
})

test('whom the district trusts is changed and taken back only by whoever proved a moment ago who they are', async () => {
  const roles = [{ role: 'keeper', area: here, unitId: null }]
  const longAgo = town.as({ name: '钟管理员', roles, provedAt: new Date(Date.now() - 3_600_000) })
  expect(await refusal(change(longAgo, { desk: 'north' }))).toBe('kernel/stale-proof')
  expect(await refusal(change(longAgo, { note: 'plain' }))).toBe('no refusal')
  expect(await refusal(change(keeper, { desk: 'north' }))).toBe('no refusal')
  const newest = (await past()).find(({ key }) => key === 'desk')
  expect(await refusal(undo(longAgo, newest?.id ?? 0))).toBe('kernel/stale-proof')
  expect(await refusal(undo(keeper, newest?.id ?? 0))).toBe('no refusal')
})
