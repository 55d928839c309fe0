/** Categories and sources are data: changes are on record and taken back, and who writes down for others is offered their own sources. */
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, refusal } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who } = await openStreet()
afterAll(() => town.close())
const steward = town.as({ name: '林泽宇', roles: [{ role: 'dataSteward', area: district, unitId: null }] })
const code = 'E0102'

test('a change of a category says who, when, before and after; the newest is taken back, and that stands there too', async () => {
  const before = await steward.ask(cases, 'category', { params: { code }, query: {} })
  const change = (body: object) => steward.ask(cases, 'changeCategory', { params: { code }, body })
  await change({ closingStandard: '垃圾清走' })
  await change({ grade: 2, limits: { handle: { amount: 8, unit: 'workHours' } } })
  // Nothing that stood there already is a change.
  await change({ grade: 2 })
  const { items } = await steward.ask(cases, 'categoryChanges', { params: { code } })
  expect(items).toMatchObject([
    { byName: '林泽宇', isNewest: true, before: { grade: before.grade }, after: { grade: 2 } },
    { isNewest: false, before: { closingStandard: before.closingStandard }, after: { closingStandard: '垃圾清走' } },
  ])
  const undo = (id: string) => steward.ask(cases, 'undoCategoryChange', { params: { id } })
  expect((await refusal(undo(items[1]?.id ?? ''))).code).toBe('cases/changed-since')
  const back = await undo(items[0]?.id ?? '')
  expect([back.grade, back.limits]).toEqual([before.grade, before.limits])
  expect(back.closingStandard).toBe('垃圾清走')
  const after = await steward.ask(cases, 'categoryChanges', { params: { code } })
  expect(after.items[0]).toMatchObject({ isUndoing: true, after: { grade: before.grade } })
  expect((await refusal(who.yu.ask(cases, 'categoryChanges', { params: { code } }))).status).toBe(403)
})

test('whoever writes down for others is offered the sources of their own roles, as the data says', async () => {
  const offered = async (person: typeof who.yu) =>
    (await person.ask(cases, 'sources', {})).items.filter(({ isMine }) => isMine).map(({ code }) => code)
  const rows = await town.owner.query<{ code: string }>(
    "select code from cases_sources where 'acceptor' = any(roles) order by rank",
  )
  expect(await offered(who.yu)).toEqual(rows.rows.map((row) => row.code))
  expect(await offered(who.chen)).toEqual([])
  // A source that came by data is offered without a line of code.
  await town.owner.query(
    `insert into cases_sources (code, letter, name, name_en, start, roles, rank)
     values ('drone', 'U', '无人机', 'Drone', 'intake', '{acceptor}', 99)`,
  )
  await steward.ask(cases, 'changeCategory', { params: { code }, body: { points: 3 } })
  expect(await offered(who.yu)).toContain('drone')
})
