/** What the memory of open and recent cases counts is what the database counts: whoever looks, and whatever came and went meanwhile. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changedCells } from '../cell-news.ts'
import { command } from '../contract.ts'
import { type DayName, dayNames } from '../day-cases.ts'
import type { CaseFacts } from '../facts.ts'
import { daysBack } from '../recent-cases.ts'
import { openBySql } from '../testing/open-by-sql.ts'
import { anyFacts } from '../testing/rows.ts'
import {
  committee,
  district,
  elsewhere,
  here,
  nextDoor,
  openDistrict,
  street,
  water,
} from '../testing/small-district.ts'
import type { CommandWork } from './count.ts'
import plug from './module.ts'
import { look } from './open.ts'
import { caseStore, type Reach } from './store-cases.ts'
import { indicatorStore } from './store-indicators.ts'
import { openStore, portionsOf } from './store-open.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

/** Where nothing is counted the database has no row. */
const nothing = (name: DayName) => ({
  numerator: 0,
  denominator: 0,
  value: name === 'reported' || name === 'closed' ? 0 : null,
})

const everywhere = { everywhere: true, areas: [], units: [] }
const nobody = { everywhere: false, areas: [], units: [] }
const sights: readonly Reach[] = [
  { scope: everywhere, restricted: everywhere, area: null },
  { scope: everywhere, restricted: nobody, area: district },
  { scope: { everywhere: false, areas: ['440104001'], units: [water] }, restricted: nobody, area: null },
  {
    scope: { everywhere: false, areas: [], units: [committee] },
    restricted: { ...nobody, units: [committee] },
    area: null,
  },
  {
    scope: { everywhere: false, areas: ['440104'], units: [] },
    restricted: { ...nobody, areas: [here] },
    area: street,
  },
  { scope: everywhere, restricted: everywhere, area: `${here}001` },
  { scope: nobody, restricted: nobody, area: null },
]

const anyOpen = (now: number): fc.Arbitrary<CaseFacts> =>
  fc
    .record({
      facts: anyFacts(now),
      areaCode: fc.constantFrom<string>(here, nextDoor, elsewhere),
      cell: fc.option(fc.constantFrom('001', '002')),
      state: fc.constantFrom('assigned', 'handling', 'checking'),
      grade: fc.integer({ min: 1, max: 4 }),
      categoryCode: fc.option(fc.constantFrom('A0508', 'E0102', 'P0103')),
      isRestricted: fc.boolean(),
      holderUnitId: fc.option(fc.constantFrom(water, committee)),
      movedAt: fc.integer({ min: 0, max: 60 }).map((hours) => now - hours * 3_600_000),
      dueAt: fc.option(fc.integer({ min: -20, max: 20 }).map((hours) => now + hours * 3_600_000)),
    })
    .map(({ facts, cell, ...some }) => ({
      ...facts,
      ...some,
      cellCode: cell === null ? null : `${some.areaCode}${cell}`,
      phase: some.state === 'checking' ? 'checking' : 'doing',
    }))

test('whatever opened, moved, closed or was voided since, the memory counts as the database does, for everybody', async () => {
  const { town } = there
  const now = town.clock.now().getTime()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(anyOpen(now), { selector: (row) => row.id, minLength: 1, maxLength: 12 }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.array(fc.nat(30), { maxLength: 8 }),
      async (portions, again) => {
        const all: CaseFacts[] = []
        for (const portion of portions) {
          const moved = again.flatMap((n) => {
            const old = all[n]
            return old ? [{ ...old, steps: old.steps + 1, closedAt: old.closedAt === null ? now : null }] : []
          })
          const rows = [...new Map([...portion, ...moved].map((row) => [row.id, row])).values()]
          for (const row of rows) {
            const at = all.findIndex(({ id }) => id === row.id)
            if (at < 0) all.push(row)
            else all[at] = row
          }
          await town.work(plug, (work) => caseStore(work.db).keep(rows))
          town.clock.advance(1000)
          await town.work(plug, async (work) => {
            const seen = await look(work as CommandWork)
            const at = seen.at
            const soon = new Date(at.getTime() + 7_200_000)
            const theirs = openBySql(work.db)
            for (const sight of sights) {
              const queues = await theirs.queues(sight, at, soon)
              expect(seen.cases.queues(sight, at.getTime(), soon.getTime())).toEqual(
                queues.sort((a, b) => (a.state < b.state ? -1 : 1)),
              )
              expect(seen.cases.cells(sight, at.getTime())).toEqual(await theirs.cells(sight, at))
              const units = await theirs.units(sight, at)
              expect(seen.cases.units(sight, at.getTime())).toEqual(
                units.map(({ oldest, ...unit }) => ({ ...unit, oldestAt: oldest.getTime() })),
              )
              for (const days of [1, 7, 14]) {
                const from = daysBack(at.getTime(), days)
                const channels = await caseStore(work.db).channels(sight, new Date(from))
                expect(seen.recent.channels(sight, from)).toEqual(channels)
              }
              expect(seen.recent.topics(sight, at.getTime())).toEqual(await theirs.topics(sight, at))
              const now = at.getTime()
              const window = { from: daysBack(now, 1), until: now + 3650 * 86_400_000, now }
              const asked = { reach: sight, window, communityUnits: [], parted: null }
              const figures = (await indicatorStore(work.db).figures(dayNames, asked)).get('')
              expect(seen.day.figures(sight, window)).toEqual(
                Object.fromEntries(dayNames.map((name) => [name, figures?.[name] ?? nothing(name)])),
              )
            }
          })
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('a case whose transaction was under way during a look is seen by the next one', async () => {
  const { town, dispatcher } = there
  const open = async () => {
    town.clock.advance(1000)
    const { queues } = await dispatcher.ask(command, 'queues', { query: { area: nextDoor } })
    return queues.reduce((sum, queue) => sum + queue.open, 0)
  }
  const before = await open()
  const slow = await town.app.connect()
  try {
    await slow.query('begin')
    await slow.query(
      `insert into command_cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'area_code', $1::text,
        'closed_at', null, 'is_counted', true, 'is_restricted', false, 'kept_in', pg_current_xact_id()::text))).*
        from command_cases c limit 1`,
      [nextDoor],
    )
    // Others write and commit while it is under way.
    await there.report({ title: '别处的事', areaCode: here })
    await there.settle()
    expect(await open()).toBe(before)
    await slow.query('commit')
    expect(await open()).toBe(before + 1)
  } finally {
    slow.release()
  }
})

test('while a long transaction is under way, what was read is not read again', async () => {
  const { town } = there
  const changed = (mark: Awaited<ReturnType<ReturnType<typeof openStore>['mark']>>) =>
    town.work(plug, (work) => openStore(work.db).since(mark, 1000))
  const slow = await town.app.connect()
  try {
    await slow.query('begin')
    // An import that has written something and goes on.
    await slow.query(
      'update command_cases set kept_in = pg_current_xact_id() where id = (select id from command_cases limit 1)',
    )
    const begun = await town.work(plug, (work) => openStore(work.db).mark())
    await there.report({ title: '一件别的事' })
    await there.settle()
    const first = await changed(begun)
    expect(first.changed).toHaveLength(1)
    expect((await changed(first.mark)).changed).toEqual([])
    await slow.query('commit')
    expect((await changed(first.mark)).changed).toHaveLength(1)
  } finally {
    slow.release()
  }
})

test('communities are read some at a time: none is left out, none twice, and no portion is large', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.integer({ min: 1, max: 60 }), (counts, most) => {
      const places = counts.map((count, n) => ({ key: `${n}`, count }))
      const portions = portionsOf(places, most)
      expect(portions.flat()).toEqual(places.map(({ key }) => key))
      for (const portion of portions) {
        const rows = portion.reduce((sum, key) => sum + (counts[Number(key)] ?? 0), 0)
        expect(portion.length === 1 || rows <= most).toBe(true)
      }
    }),
  )
})

test('a board that says which cells it knows hears only of those that changed, and of all after a restart', async () => {
  const { dispatcher, report, settle } = there
  await report({ title: '灯坏', cellCode: `${here}001` })
  await settle()
  const first = (await dispatcher.ask(command, 'board', { query: { tiles: 'cells' } })).cells
  if (!first) throw new Error('no cells')
  expect(first.since).toBeUndefined()
  await settle()
  const quiet = (await dispatcher.ask(command, 'board', { query: { tiles: 'cells', cells: first.version } })).cells
  expect(quiet?.cells ?? null).toEqual([])
  await report({ title: '又一盏', areaCode: elsewhere, cellCode: `${elsewhere}002` })
  await settle()
  const news = (await dispatcher.ask(command, 'board', { query: { tiles: 'cells', cells: first.version } })).cells
  const whole = await dispatcher.ask(command, 'cells', { query: {} })
  expect(news).toMatchObject({ since: first.version, version: whole.version })
  expect(news?.cells.map(({ code }) => code)).toEqual([`${elsewhere}002`])
  expect(news?.cells).toEqual(changedCells(first.cells, whole.cells))
  const unknown = (await dispatcher.ask(command, 'board', { query: { tiles: 'cells', cells: 'another-1' } })).cells
  expect(unknown).toEqual(whole)
})

test('work stands beside people: the community that drowns is named first, and who might lend', async () => {
  const { town, dispatcher, someone, report, settle } = there
  const people = async (area: string, count: number) => {
    const { rows } = await town.owner.query<{ id: string }>(
      `insert into organisation_positions (id, unit_id, post, title, area_code, tasks, skills, seats)
        values (gen_random_uuid(), $1, 'gridWorker', '网格员', $2, '[]', '[]', 9) returning id`,
      [committee, area],
    )
    for (let n = 0; n < count; n += 1)
      await town.owner.query(
        `insert into organisation_members (id, position_id, name, term_from, term_to) values
          (gen_random_uuid(), $1, '网格员', '2020-01-01', null), (gen_random_uuid(), $1, '前任', '2019-01-01', '2019-12-31')`,
        [rows[0]?.id],
      )
  }
  await people(nextDoor, 3)
  await people(elsewhere, 1)
  for (let n = 0; n < 9; n += 1) await report({ title: `灯坏${n}`, areaCode: elsewhere, cellCode: `${elsewhere}003` })
  await settle()
  const { items, moves } = await dispatcher.ask(command, 'allocation', { query: {} })
  const there3 = items.find(({ areaCode }) => areaCode === elsewhere)
  expect(there3).toMatchObject({ staff: 1, perHead: there3?.open })
  expect(items.find(({ areaCode }) => areaCode === nextDoor)?.staff).toBe(3)
  expect(moves.map(({ toCode }) => toCode)).toContain(elsewhere)
  const streets = await dispatcher.ask(command, 'allocation', { query: { level: 'subdistrict' } })
  expect(streets.items.map(({ areaCode }) => areaCode).sort()).toEqual([street, '440104003000'])
  expect(streets.items.find(({ areaCode }) => areaCode === '440104003000')?.open).toBe(there3?.open)
  // Whoever answers for one street sees that street.
  const local = someone('dispatcher', '洪桥派遣', street)
  const seen = await local.ask(command, 'allocation', { query: {} })
  expect(seen.items.map(({ areaCode }) => areaCode).sort()).toEqual([here, nextDoor].sort())
})
