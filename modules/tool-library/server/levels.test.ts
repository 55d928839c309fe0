/** Taken up for a whole district: what an upgrade and a removal would touch is told before, and is exactly what they touch. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing, spoilt } from '../testing/sample.ts'
import { far, here, openTown, there } from '../testing/town.ts'

const id = 'tool-borrowing'
const [district, street, other] = ['440104000000', '440104001000', '440104003001'] as const
let open: Awaited<ReturnType<typeof openTown>>
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const use = (who: ReturnType<typeof open.admin>, area: string) =>
  who.ask(toolLibrary, 'use', { params: { id }, body: { area, mode: 'cite', version: '1.0.0' } })
const borrow = async (area: string, days: number) =>
  (
    await open.resident(area).ask(toolLibrary, 'open', {
      params: { id },
      body: { area, answers: { tool: 'drill', fromOn: '2030-12-01', days } },
    })
  ).id
const upgrade = (area: string, body: object, who = open.keeper()) =>
  who.ask(toolLibrary, 'upgrade', { params: { id, area }, body: { ...body } })
const versions = async () =>
  Object.fromEntries(
    (await open.town.owner.query(`select area_code, version from tool_library_uses where tool_id = $1`, [id])).rows.map(
      (row) => [row.area_code, row.version],
    ),
  )
const held = async () =>
  Object.fromEntries(
    (
      await open.town.owner.query(
        `select area_code, count(*)::int as count from tool_library_records where tool_id = $1 group by 1`,
        [id],
      )
    ).rows.map((row) => [row.area_code, row.count]),
  )

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing(), null)
  // The district for everybody, one street and one community for themselves.
  await use(open.keeper(), district)
  await use(open.admin(street), street)
  await use(open.admin(far), far)
  for (const [area, days] of [
    [other, 7],
    [other, 1],
    ['440104004001', 6],
    [here, 7],
    [there, 7],
    [far, 7],
  ] as const)
    await borrow(area, days)
  const shorter = spoilt('/forms/0/fields/3/schema/maximum', 3) as ToolDocument
  const fields = shorter.forms[0]?.fields.map(({ key }) => key)
  expect(fields?.[3]).toBe('days')
  await open.install({ ...shorter, version: '2.0.0' }, null)
})
afterAll(() => open.town.close())

test('a dry run for the district tries what the district answers for alone, and writes nothing', async () => {
  const before = await versions()
  const dry = await upgrade(district, { isDryRun: true })
  expect(dry).toMatchObject({ from: '1.0.0', to: '2.0.0', records: 3, stay: 3, isDone: false, isPartial: false })
  // Two of them borrowed for longer than the new form lets anybody.
  expect(dry.misfits.map(({ field, rule }) => [field, rule])).toEqual([
    ['days', 'maximum'],
    ['days', 'maximum'],
  ])
  expect(await upgrade(street, { isDryRun: true }, open.admin(street))).toMatchObject({ records: 2 })
  expect(await upgrade(far, { isDryRun: true }, open.admin(far))).toMatchObject({ records: 1 })
  expect(await versions()).toEqual(before)
  // Whoever answers for a part decides for no whole.
  expect(await refusal(upgrade(district, { isDryRun: true }, open.admin(here)))).toMatchObject({ status: 403 })
  expect(await refusal(upgrade(street, { isDryRun: true }, open.admin(here)))).toMatchObject({ status: 403 })
})

test('an upgrade of the district leaves alone who decided for themselves, and one step leads back', async () => {
  await upgrade(district, { isMajorAgreed: true })
  expect(await versions()).toEqual({ [district]: '2.0.0', [street]: '1.0.0', [far]: '1.0.0' })
  const runs = async (area: string) =>
    (await open.resident(area).ask(toolLibrary, 'running', { params: { id }, query: { area } })).version
  expect([await runs(other), await runs(here), await runs(far)]).toEqual(['2.0.0', '1.0.0', '1.0.0'])
  expect(await refusal(borrow(other, 7))).toMatchObject({ field: 'answers.days' })
  await borrow(here, 7)
  await open.keeper().ask(toolLibrary, 'rollBack', { params: { id, area: district } })
  expect(await runs(other)).toBe('1.0.0')
})

test('a removal for the district names the places first, waits for what is open, and then deletes these and no others', async () => {
  const remove = (isDryRun: boolean) =>
    open.keeper().ask(toolLibrary, 'remove', { params: { id, area: district }, query: { isDryRun } })
  expect(await refusal(remove(true))).toMatchObject({ code: 'tool-library/is-used' })
  await open.keeper().ask(toolLibrary, 'retire', { params: { id, area: district }, body: { because: '换别的办法' } })
  const before = await held()
  const dry = await remove(true)
  expect(dry).toMatchObject({
    deleted: 3,
    isDone: false,
    places: [
      { areaCode: other, records: 2, open: 2 },
      { areaCode: '440104004001', records: 1, open: 1 },
    ],
  })
  expect(await held()).toEqual(before)
  expect(await refusal(remove(false))).toMatchObject({ code: 'tool-library/is-used' })
  const { rows } = await open.town.owner.query(
    `select id, area_code from tool_library_records where area_code = any($1)`,
    [[other, '440104004001']],
  )
  for (const row of rows)
    await open
      .worker(row.area_code)
      .ask(toolLibrary, 'moveRecord', { params: { id: row.id, move: 'cancel' }, body: {} })
  expect(await remove(false)).toMatchObject({ deleted: 3, isDone: true })
  expect(await held()).toEqual({ [here]: 2, [there]: 1, [far]: 1 })
  // Those who had taken it up for themselves go on; everybody else has it no more.
  await borrow(here, 2)
  await borrow(far, 2)
  expect(await refusal(borrow(other, 2))).toMatchObject({ code: 'tool-library/not-on' })
})
