/** What citing earns: between strangers who use it, never in a circle and never under one roof; by the formula the district published. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { borrowing } from '../testing/sample.ts'
import { openTown } from '../testing/town.ts'
import { creditCitations, nominateStandards } from './tidy.job.ts'

let open: Awaited<ReturnType<typeof openTown>>
beforeAll(async () => {
  open = await openTown()
  // As the district published it, before anything here asked.
  await open.town.owner.query('update tool_library_formulas set formula = formula || $1::jsonb where version = 1', [
    JSON.stringify({ standardUnits: 2, standardDays: 10, commentDays: 5, citedPoints: 8 }),
  ])
})
afterAll(() => open.town.close())

const place = (street: number, community: number) => `440104${String(street).padStart(3, '0')}00${community}`
/** A tool of somebody’s own, published under their own name. */
const build = (id: string, home: string) =>
  open.install({ ...borrowing(), id, provider: { ...borrowing().provider, publisher: `from-${id}` } }, home)
const cite = (area: string, id: string) =>
  open.admin(area).ask(toolLibrary, 'use', { params: { id }, body: { area, mode: 'cite' } })
const useThem = () =>
  open.town.owner.query('update tool_library_uses set last_used_at = $1', [open.town.clock.now().toISOString()])
const nightly = () => open.town.work('tool-library', (work) => creditCitations(work as never))
/** Who earned by which tool: `citing community > tool`. */
const credited = async () =>
  (await open.town.owner.query(`select distinct area_code, tool_id from tool_library_credits order by 1, 2`)).rows.map(
    ({ area_code: area, tool_id: tool }) => `${area} > ${tool}`,
  )

test('two who cite each other, or three in a circle, earn nothing however much they use it; a chain earns', async () => {
  const [a, b, c, d, e] = [place(1, 1), place(1, 2), place(3, 1), place(3, 2), place(4, 1)]
  const [f, g, h] = [place(5, 1), place(5, 2), place(7, 1)]
  for (const [id, home] of [
    ['of-a', a],
    ['of-b', b],
    ['of-c', c],
    ['of-d', d],
    ['of-e', e],
    ['of-g', g],
    ['of-h', h],
  ] as const)
    await build(id, home)
  for (const [area, id] of [
    [a, 'of-b'],
    [b, 'of-a'],
    [c, 'of-d'],
    [d, 'of-e'],
    [e, 'of-c'],
    [f, 'of-g'],
    [g, 'of-h'],
  ] as const)
    await cite(area, id)
  open.town.clock.advance(31 * 86_400_000)
  await useThem()
  await nightly()
  expect(await credited()).toEqual([`${f} > of-g`, `${g} > of-h`])
  const { credits } = await open.town.guest.ask(toolLibrary, 'boards', {})
  // Cited by one more; citing, as nothing else was set.
  expect(credits.find(({ publisher }) => publisher === 'from-of-h')?.points).toBe(8)
  expect(credits.find(({ publisher }) => publisher === `a${g}`)?.points).toBe(5)
  // A further month in use is paid once; of whoever has come into a circle since, no more.
  open.town.clock.advance(31 * 86_400_000)
  await cite(h, 'of-g')
  await useThem()
  await nightly()
  await nightly()
  const later = (await open.town.guest.ask(toolLibrary, 'boards', {})).credits
  expect(later.find(({ publisher }) => publisher === 'from-of-h')?.points).toBe(8)
  expect(later.find(({ publisher }) => publisher === 'from-of-g')?.points).toBe(8 + 2)
})

test('a street’s tool is cited by strangers only: not by its own communities, nor by whose tool one of them cites', async () => {
  const before = await credited()
  const [inside, back, stranger] = [place(10, 1), place(11, 1), place(12, 1)]
  await build('of-street', '440104010000')
  await build('of-back', back)
  await cite(inside, 'of-street')
  await cite(inside, 'of-back')
  await cite(back, 'of-street')
  await cite(stranger, 'of-street')
  open.town.clock.advance(31 * 86_400_000)
  await useThem()
  await nightly()
  expect((await credited()).filter((one) => !before.includes(one))).toEqual([`${stranger} > of-street`])
})

test('what the whole district cites makes no circle of those who cite one another’s neighbours', async () => {
  const before = await credited()
  const [one, other, third] = [place(13, 1), place(14, 1), place(15, 1)]
  await build('of-district', '440104000000')
  await build('of-one', one)
  await build('of-other', other)
  for (const area of [one, other, third]) await cite(area, 'of-district')
  await cite(one, 'of-other')
  await cite(third, 'of-one')
  open.town.clock.advance(31 * 86_400_000)
  await useThem()
  await nightly()
  expect((await credited()).filter((line) => !before.includes(line))).toEqual([
    `${one} > of-other`,
    `${third} > of-one`,
  ])
})

test('the district sets how many independent units make a standard, and whoever is below the home is none of them', async () => {
  await build('of-another-street', '440104016000')
  for (const area of [place(16, 1), place(16, 2), place(16, 3), place(17, 1)]) await cite(area, 'of-another-street')
  open.town.clock.advance(11 * 86_400_000)
  await useThem()
  const nominated = async () => {
    await open.town.work('tool-library', (work) => nominateStandards(work as never))
    const { items } = await open.town.guest.ask(toolLibrary, 'standards', {})
    return items.find(({ id }) => id === 'of-another-street')
  }
  expect(await nominated()).toBeUndefined()
  await cite(place(18, 1), 'of-another-street')
  open.town.clock.advance(11 * 86_400_000)
  await useThem()
  const until = new Date(open.town.clock.now().getTime() + 5 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(await nominated()).toMatchObject({ units: 2, commentUntilOn: until })
})

test('a part of the platform is no orphan and dilutes no rate, and credits stand under names people know', async () => {
  await build('lonely', place(9, 1))
  await build('of-platform', place(9, 1))
  const before = await open.town.guest.ask(toolLibrary, 'boards', {})
  expect(before.orphans.map(({ id }) => id)).toEqual(expect.arrayContaining(['lonely', 'of-platform']))
  await open.town.owner.query(`update tool_library_tools set kind = 'native' where id = 'of-platform'`)
  const after = await open.town.guest.ask(toolLibrary, 'boards', {})
  expect(after.orphans.map(({ id }) => id)).toContain('lonely')
  expect(after.orphans.map(({ id }) => id)).not.toContain('of-platform')
  expect(after.reuseRate ?? 0).toBeGreaterThan(before.reuseRate ?? 0)
  const unit = borrowing().provider.unit['zh-CN']
  expect(after.credits.find(({ publisher }) => publisher === 'from-of-h')?.name['zh-CN']).toBe(unit)
})
