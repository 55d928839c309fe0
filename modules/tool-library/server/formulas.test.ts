/** The district changes how credits and boards are reckoned: in the open, a week ahead, and what was credited stays. */
import { dayOf } from '@liren/contract/day'
import { identity } from '@liren/identity/contract'
import { notices } from '@liren/notices/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { borrowing } from '../testing/sample.ts'
import { openTown } from '../testing/town.ts'
import module from './module.ts'
import { creditCitations } from './tidy.job.ts'

let open: Awaited<ReturnType<typeof openTown>>
beforeAll(async () => {
  open = await openTown()
  await open.town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000', '越秀区', 'district', null, '2020-01-01')`,
  )
})
afterAll(() => open.town.close())

const dayMs = 86_400_000
const inDays = (days: number) => dayOf(open.town.clock.now().getTime() + days * dayMs)
const read = () => open.town.guest.ask(toolLibrary, 'formulas', {})
const boards = (formula?: number) =>
  open.town.guest.ask(toolLibrary, 'boards', { query: formula === undefined ? {} : { formula } })
const pass = async (days: number) => {
  open.town.clock.advance(days * dayMs)
  await open.town.owner.query('update tool_library_uses set last_used_at = $1', [open.town.clock.now().toISOString()])
  await open.town.work('tool-library', (work) => creditCitations(work as never))
}
const cite = (area: string) =>
  open.admin(area).ask(toolLibrary, 'use', { params: { id: 'of-home' }, body: { area, mode: 'cite' } })
const homes = async (formula?: number) =>
  (await boards(formula)).credits.find(({ publisher }) => publisher === 'from-home')

test('the keeper publishes for a day a week ahead; until then the old one counts, and old credits stay comparable', async () => {
  await open.install(
    { ...borrowing(), id: 'of-home', provider: { ...borrowing().provider, publisher: 'from-home' } },
    '440104001001',
  )
  await cite('440104003001')
  await pass(31)
  expect(await homes()).toMatchObject({ points: 10, pointsByThis: 10, cited: 1 })

  const keeper = open.keeper()
  const [first] = (await read()).items
  if (!first) throw new Error('no first formula')
  const formula = { ...first.formula, citedPoints: 30, savedPercent: 50 }
  const body = { formula, because: '多奖励被引用的单位', follows: 1 }
  await expect(
    keeper.ask(toolLibrary, 'publishFormula', { body: { ...body, effectiveOn: inDays(6) } }),
  ).rejects.toMatchObject({ problem: { code: 'tool-library/too-soon', field: 'effectiveOn' } })
  const second = await keeper.ask(toolLibrary, 'publishFormula', { body: { ...body, effectiveOn: inDays(7) } })
  expect(second.version).toBe(2)
  // Somebody who read the first only is told that there is a second.
  await expect(
    keeper.ask(toolLibrary, 'publishFormula', { body: { ...body, effectiveOn: inDays(30) } }),
  ).rejects.toMatchObject({ problem: { status: 409 } })

  // Everybody reads it before it counts.
  expect(await read()).toMatchObject({
    counting: 1,
    items: [{ version: 2, because: '多奖励被引用的单位' }, { version: 1 }],
  })
  expect((await boards()).by.version).toBe(1)

  await cite('440104004001')
  await pass(31)
  expect((await read()).counting).toBe(2)
  // Ten by the first, two for the month that follows, thirty by the second: as they were given.
  const now = await homes()
  expect(now).toMatchObject({ points: 42, cited: 2, months: 1 })
  // Side by side: by the second both citations are worth thirty, by the first ten.
  expect(now?.pointsByThis).toBe(62)
  expect((await homes(1))?.pointsByThis).toBe(22)
  const [byFirst, bySecond] = [await boards(1), await boards()]
  expect(bySecond.savedFen).toBe(Math.round((byFirst.savedFen / 70) * 50))
  await expect(boards(9)).rejects.toMatchObject({ problem: { status: 404 } })
  const { rows } = await open.town.owner.query(
    `select because, points, formula_version from tool_library_credits where publisher = 'from-home' order by at, because`,
  )
  expect(rows).toEqual([
    { because: 'cited', points: 10, formula_version: 1 },
    { because: 'cited', points: 30, formula_version: 2 },
    { because: 'month', points: 2, formula_version: 2 },
  ])
})

test('what does not count yet is taken back and stays to be read; what counts is not', async () => {
  const keeper = open.keeper()
  const { items } = await read()
  const [newest] = items
  if (!newest) throw new Error('no formula')
  const body = { formula: newest.formula, because: '再试一次', follows: newest.version, effectiveOn: inDays(40) }
  const third = await keeper.ask(toolLibrary, 'publishFormula', { body })
  expect((await read()).earliestOn).toBe(inDays(41))
  await keeper.ask(toolLibrary, 'withdrawFormula', { params: { version: String(third.version) } })
  const after = await read()
  expect(after.items[0]).toMatchObject({ version: 3, withdrawnOn: inDays(0) })
  expect(after.earliestOn).toBe(inDays(7))
  for (const version of [1, 2, 3])
    await expect(
      keeper.ask(toolLibrary, 'withdrawFormula', { params: { version: String(version) } }),
    ).rejects.toMatchObject({ problem: { status: 409 } })
})

test('whoever answers for a community hears of it before it counts, with the reason', async () => {
  const area = '440104003001'
  const id = await open.town.work(module, (work) =>
    work.use(identity).createAccount({
      ...{ loginName: 'mei', displayName: '梅主任', kind: 'person' as const, areaCode: area },
      roles: [{ role: 'communityAdmin', area }],
    }),
  )
  const { items, earliestOn } = await read()
  const [newest] = items
  if (!newest) throw new Error('no formula')
  const body = { formula: newest.formula, because: '年底调整一次', follows: newest.version, effectiveOn: earliestOn }
  await open.keeper().ask(toolLibrary, 'publishFormula', { body })
  const heard = (await open.admin(area, id).ask(notices, 'mine', { query: {} })).items
  expect(heard.map(({ title }) => title)).toContain('工具库的计分口径要改')
  expect(JSON.stringify(heard)).toContain('年底调整一次')
})

test('a tool that enough other communities find good earns its maker a bonus with each month it is used', async () => {
  const rated = async (area: string, score: number) =>
    open.admin(area).ask(toolLibrary, 'rate', { params: { id: 'of-home' }, body: { area, score } })
  const good = async () => (await homes())?.quality
  for (const area of ['440104005001', '440104006001']) await cite(area)
  await open.town.owner.query('update tool_library_uses set last_used_at = $1', [open.town.clock.now().toISOString()])
  await rated('440104003001', 5)
  await rated('440104004001', 4)
  // One's own word does not make one's own tool good.
  await cite('440104001001').catch(() => null)
  await open.town.owner.query(
    `insert into tool_library_ratings (tool_id, area_code, account_id, score, rated_at) values ('of-home', '440104001001', gen_random_uuid(), 5, now())`,
  )
  await pass(31)
  expect(await good()).toBe(0)
  await rated('440104005001', 3)
  await pass(31)
  // Three months of citations that stood by then: three communities say four on average.
  const { rows } = await open.town.owner.query(
    `select count(distinct area_code)::int as areas, count(distinct month)::int as months, min(points)::int as points
      from tool_library_credits where because = 'quality'`,
  )
  expect(rows[0]).toMatchObject({ months: 1, points: 1 })
  expect(await good()).toBe(rows[0]?.areas)
  expect(rows[0]?.areas).toBeGreaterThan(1)
})

test('two keepers who publish at once do not both write the next version', async () => {
  const { items, earliestOn } = await read()
  const [newest] = items
  if (!newest) throw new Error('no formula')
  const tried = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      open.keeper().ask(toolLibrary, 'publishFormula', {
        body: {
          formula: { ...newest.formula, monthPoints: index },
          because: '同时公布',
          follows: newest.version,
          effectiveOn: earliestOn,
        },
      }),
    ),
  )
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ problem: { status: 409 } })
  expect((await read()).items).toHaveLength(items.length + 1)
})

test('a community does not set the formula of the district, nor does whoever keeps tools of one street only', async () => {
  const { items, earliestOn } = await read()
  const [newest] = items
  if (!newest) throw new Error('no formula')
  const body = { formula: newest.formula, because: '自己来', follows: newest.version, effectiveOn: earliestOn }
  const street = open.town.as({ roles: [{ role: 'dataSteward', area: '440104003000', unitId: null }] })
  for (const one of [open.admin(), open.resident(), street, open.town.guest])
    await expect(one.ask(toolLibrary, 'publishFormula', { body })).rejects.toMatchObject({
      problem: { status: expect.toBeOneOf([401, 403]) },
    })
  await expect(street.ask(toolLibrary, 'withdrawFormula', { params: { version: '4' } })).rejects.toMatchObject({
    problem: { status: 403 },
  })
})
