/** The live board counts what there is within the reader's reach, and every figure opens its cases. */

import { matters } from '@liren/matters/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { dayOf } from '../facts.ts'
import { figureOf, indicatorNames, indicatorOf } from '../indicator.ts'
import { usualFormula } from '../settings.ts'
import { anyFacts, communityUnit, someRates } from '../testing/rows.ts'
import {
  committee,
  district,
  elsewhere,
  emergency,
  here,
  nextDoor,
  openDistrict,
  refusal,
  street,
  water,
} from '../testing/small-district.ts'
import plug from './module.ts'
import { caseStore } from './store-cases.ts'
import { indicatorStore } from './store-indicators.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

const openIn = async (who: typeof there.leader, area?: string) =>
  (await who.ask(command, 'queues', { query: area ? { area } : {} })).queues.reduce((sum, queue) => sum + queue.open, 0)

test('a report stands on the board of those who answer for its place, moves from queue to queue, and leaves', async () => {
  const { dispatcher, leader, someone, settle, report, move, plumber } = there
  const farAway = someone('dispatcher', '别街派遣', '440104003000')
  const id = await report()
  await settle()
  expect(await openIn(dispatcher)).toBe(1)
  expect(await openIn(dispatcher, here)).toBe(1)
  expect(await openIn(dispatcher, elsewhere)).toBe(0)
  expect(await openIn(farAway)).toBe(0)
  await move(leader, id, 'dispatch', { unitId: water })
  await settle()
  const { queues } = await dispatcher.ask(command, 'queues', { query: {} })
  expect(queues).toMatchObject([{ state: 'assigned', open: 1, underHour: 1, overdue: 0 }])
  const { units } = await dispatcher.ask(command, 'units', { query: {} })
  expect(units).toMatchObject([{ unitName: '水务局', open: 1 }])
  await move(plumber, id, 'signIn')
  await move(plumber, id, 'reply', { facts: { text: '换了一段水管，已恢复供水' } })
  await move(leader, id, 'pass')
  await settle()
  expect(await openIn(dispatcher)).toBe(0)
  const { rows } = await leader.ask(command, 'figures', { query: { from: '2026-11-03', only: 'closed,sameDay' } })
  expect(rows[0]?.figures.map(({ name, value }) => [name, value])).toEqual([
    ['closed', 1],
    ['sameDay', 1],
  ])
  expect(await there.town.told('command/counted')).toHaveLength(2)
})

test('a unit sees what it did, though the case lies with those who check it; of other units’ cases it sees nothing', async () => {
  const { settle, dispatched, move, plumber, leader, someone } = there
  const id = await dispatched({ title: '已交核查' })
  await move(plumber, id, 'signIn')
  await move(plumber, id, 'reply', { facts: { text: '换了一段水管，已恢复供水' } })
  await leader.ask(matters, 'assign', { params: { id }, body: { unitId: committee } })
  await settle()
  const handled = async (who: typeof there.leader) => {
    const query = { from: '2026-11-03', by: 'unit', only: 'closed,hops' } as const
    await move(leader, id, 'pass').catch(() => undefined)
    await settle()
    return (await who.ask(command, 'figures', { query })).rows.map(({ key }) => key)
  }
  expect(await handled(plumber)).toEqual([water])
  const listed = await plumber.ask(command, 'list', { query: { indicator: 'closed', lead: water, from: '2026-11-03' } })
  expect(listed.items.map((row) => row.id)).toContain(id)
  expect(await handled(someone('handler', '委员会的人', district, emergency))).toEqual([])
})

test('a figure of days that are over and the list behind it count the same cases', async () => {
  const { town, closed, settle, leader } = there
  const window = { from: '2026-11-03', until: '2026-11-05' }
  await closed({ title: '第一天的' })
  town.clock.advance(3 * 86_400_000)
  await closed({ title: '以后的' })
  await settle()
  const figures = await leader.ask(command, 'figures', { query: { ...window, only: 'closed,reported,handledOnTime' } })
  for (const { name, denominator } of figures.rows[0]?.figures ?? []) {
    const { items } = await leader.ask(command, 'list', { query: { ...window, indicator: name, limit: 100 } })
    expect([name, items.length]).toEqual([name, denominator])
  }
  const all = await leader.ask(command, 'list', { query: { from: window.from, indicator: 'closed', limit: 100 } })
  expect(all.items.length).toBeGreaterThan(
    figures.rows[0]?.figures.find(({ name }) => name === 'closed')?.denominator ?? 0,
  )
})

test('a community nobody speaks from is said to be silent; what our own people find there is not the public speaking', async () => {
  const { report, settle, leader, someone } = there
  await report({ areaCode: nextDoor, cellCode: undefined, source: 'patrol' })
  await report({ areaCode: here })
  await settle()
  const { items, most } = await leader.ask(command, 'silence', { query: {} })
  const days = (code: string) => items.find(({ areaCode }) => areaCode === code)?.days
  expect([days(here), days(nextDoor)]).toEqual([0, most])
  const ours = await someone('dispatcher', '洪桥派遣', street).ask(command, 'silence', { query: {} })
  expect(ours.items.map(({ areaCode }) => areaCode)).not.toContain(elsewhere)
})

test('several tiles come in one answer, each as its own route has it', async () => {
  const { dispatcher, settle, report } = there
  await report({ title: '同一个答案' })
  await settle()
  const together = await dispatcher.ask(command, 'board', { query: { tiles: 'queues,cells,units,calling,nonsense' } })
  expect(Object.keys(together).sort()).toEqual(['calling', 'cells', 'queues', 'units'])
  expect(together.cells).toEqual(await dispatcher.ask(command, 'cells', { query: {} }))
  expect(together.queues?.queues).toEqual((await dispatcher.ask(command, 'queues', { query: {} })).queues)
  expect(together.units).toEqual(await dispatcher.ask(command, 'units', { query: {} }))
})

test('what is restricted is neither counted nor listed for those who may not open it', async () => {
  const { dispatcher, leader, settle, report } = there
  const before = await openIn(leader)
  await report({ title: '家里的事', isRestricted: true })
  await settle()
  expect(await openIn(leader)).toBe(before + 1)
  expect(await openIn(dispatcher)).toBe(before)
  const listed = await dispatcher.ask(command, 'list', { query: { isOpen: true } })
  expect(listed.items.map(({ title }) => title)).not.toContain('家里的事')
})

test('an overdue case is on the map, in its queue and in the list behind both', async () => {
  const { dispatcher, settle, dispatched, town } = there
  const id = await dispatched({ title: '井盖响', grade: 3, category: 'A0508' })
  await settle()
  town.clock.advance(6 * 86_400_000)
  await town.run('matters', 'chase')
  await settle()
  const { cells } = await dispatcher.ask(command, 'cells', { query: { area: street } })
  expect(cells.find(({ code }) => code === '440104001001001')).toMatchObject({ grade3: 1 })
  const late = await dispatcher.ask(command, 'list', { query: { due: 'overdue', unit: water } })
  expect(late.items.map((row) => row.id)).toContain(id)
  expect(late.items.find((row) => row.id === id)).toMatchObject({
    title: '井盖响',
    categoryCode: 'A0508',
    supervision: 'red',
  })
  const missed = await dispatcher.ask(command, 'list', { query: { indicator: 'handledRate', part: 'missed' } })
  expect(missed.items.map((row) => row.id)).toContain(id)
})

test('a list goes on page by page without losing or repeating a case', async () => {
  const { dispatcher, settle, report } = there
  for (const title of ['一', '二', '三', '四', '五']) await report({ title: `灯坏${title}`, areaCode: elsewhere })
  await settle()
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: { items: { title: string }[]; next: string | null } = await dispatcher.ask(command, 'list', {
      query: { area: elsewhere, limit: 2, ...(after ? { after } : {}) },
    })
    seen.push(...page.items.map(({ title }) => title))
    after = page.next
  } while (after)
  expect(seen).toEqual(['灯坏五', '灯坏四', '灯坏三', '灯坏二', '灯坏一'])
})

test('a handler sees figures of the own unit, and no board; a resident sees neither', async () => {
  const { plumber, chen } = there
  expect(await refusal(plumber.ask(command, 'queues', { query: {} }))).toBe('kernel/forbidden')
  const { rows } = await plumber.ask(command, 'figures', { query: { only: 'reported' } })
  expect(rows[0]?.figures[0]?.denominator).toBeGreaterThan(0)
  expect(await refusal(chen.ask(command, 'figures', { query: {} }))).toBe('kernel/forbidden')
})

test('channels and topics tell how cases come and what people talk about', async () => {
  const { dispatcher, settle, report } = there
  await report({ source: '12345', category: 'P0103' })
  await report({ source: '12345', category: 'P0103' })
  await settle()
  const { channels } = await dispatcher.ask(command, 'channels', { query: {} })
  expect(channels.find(({ source }) => source === '12345')?.reported).toBe(2)
  const { topics } = await dispatcher.ask(command, 'topics', { query: {} })
  expect(topics[0]).toMatchObject({ categoryCode: 'P0103', reported: 2, before: 0 })
})

test('reading everything anew gives the very rows that came by following the events', async () => {
  const { town, settle } = there
  // In which transaction a row was written is no part of what it says.
  const rows = async () =>
    (await town.owner.query('select * from command_cases order by id')).rows.map(({ kept_in: _, ...row }) => row)
  const followed = await rows()
  expect(followed.length).toBeGreaterThan(5)
  await town.owner.query('delete from command_cases')
  await town.run(plug, 'read-all')
  await settle()
  expect(await rows()).toEqual(followed)
})

test('a recorded baseline stands beside ours, and an unknown indicator is refused at its field', async () => {
  const { leader } = there
  const body = {
    area: district,
    indicator: 'hops',
    value: 5,
    source: '2025 年人工转办台账',
    from: '2025-01-01',
    until: '2026-01-01',
  }
  await leader.ask(command, 'recordBaseline', { body })
  const { rows } = await leader.ask(command, 'figures', { query: { only: 'hops' } })
  expect(rows[0]?.figures[0]).toMatchObject({ baseline: { value: 5 }, reference: { value: 0.4, kind: 'less' } })
  await expect(leader.ask(command, 'recordBaseline', { body: { ...body, indicator: 'luck' } })).rejects.toMatchObject({
    problem: { status: 422, code: 'command/no-such-indicator', field: 'indicator' },
  })
})

test('what was spent is shared among the cases closed in the window; who may not record it reads it at most', async () => {
  const { leader, dispatcher, plumber } = there
  const body = {
    area: district,
    kind: 'platform',
    from: '2026-11-01',
    until: '2026-12-01',
    source: '合同台账',
  } as const
  expect(await refusal(dispatcher.ask(command, 'recordSpend', { body: { ...body, fen: 1 } }))).toBe('kernel/forbidden')
  await leader.ask(command, 'recordSpend', { body: { ...body, fen: 300_000 } })
  await expect(
    leader.ask(command, 'recordSpend', { body: { ...body, fen: 1, until: '2026-11-01' } }),
  ).rejects.toMatchObject({ problem: { code: 'command/window-reversed', field: 'until' } })
  const { now, before } = await leader.ask(command, 'costs', { query: { from: '2026-11-01', until: '2026-11-11' } })
  expect([now.fen, before.fen]).toEqual([100_000, 0])
  const { rows } = await leader.ask(command, 'figures', {
    query: { from: '2026-11-01', until: '2026-11-11', only: 'closed' },
  })
  const closed = rows[0]?.figures[0]?.denominator ?? 0
  expect(closed).toBeGreaterThan(0)
  expect(now).toMatchObject({ closed, fenPerCase: 100_000 / closed })
  expect((await dispatcher.ask(command, 'spends', { query: {} })).items).toMatchObject([
    { fen: 300_000, source: '合同台账' },
  ])
  expect((await plumber.ask(command, 'spends', { query: {} })).items).toEqual([])
})

test('boards that ask for the same figures of a month are answered by one counting; of today, by a fresh one', async () => {
  const { leader, report, settle } = there
  const reported = async (from: string) => {
    const { rows } = await leader.ask(command, 'figures', { query: { from, only: 'reported', area: elsewhere } })
    return rows[0]?.figures[0]?.value ?? 0
  }
  const now = there.town.clock.now().getTime()
  const [today, month] = [dayOf(now), dayOf(now - 29 * 86_400_000)]
  const before = [await reported(today), await reported(month)]
  await report({ title: '又一件', areaCode: elsewhere, cellCode: `${elsewhere}001` })
  await settle()
  expect(await reported(today)).toBe((before[0] ?? 0) + 1)
  expect(await reported(month)).toBe(before[1])
  // Twenty seconds later the answer before is still given, and counted anew behind it.
  there.town.clock.advance(20_000)
  expect(await reported(month)).toBe(before[1])
  await expect.poll(() => reported(month)).toBe((before[1] ?? 0) + 1)
})

test('figures counted in the database are those of the heart, whatever the cases', async () => {
  const now = Date.parse('2026-11-20T12:00:00+08:00')
  const window = { from: now - 20 * 86_400_000, until: now + 10 * 86_400_000, now }
  const everywhere = { everywhere: true, areas: [], units: [] }
  const formula = { ...usualFormula, satisfaction2: 0.4, repeatDays: 12 }
  const around = { communityUnits: new Set([communityUnit]), rates: someRates, formula }
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyFacts(now), { selector: (row) => row.id, minLength: 20, maxLength: 80 }),
      async (rows) => {
        await there.town.owner.query('delete from command_cases')
        const found = await there.town.work(plug, async (work) => {
          await caseStore(work.db).keep(rows)
          return indicatorStore(work.db).figures(indicatorNames, {
            reach: { scope: everywhere, restricted: everywhere, area: null },
            window,
            communityUnits: [communityUnit],
            rates: someRates,
            formula,
            parted: null,
          })
        })
        for (const name of indicatorNames) {
          const ours = found.get('')?.[name] ?? { numerator: 0, denominator: 0, value: null }
          const theirs = figureOf(indicatorOf(name), rows, window, around)
          expect([name, ours.denominator]).toEqual([name, theirs.denominator])
          expect(ours.numerator).toBeCloseTo(theirs.numerator, 6)
          if (theirs.value === null || theirs.denominator === 0) expect(ours.value ?? 0).toBe(0)
          else expect(ours.value).toBeCloseTo(theirs.value, 6)
        }
      },
    ),
    { numRuns: 12 },
  )
})

test('figures part by category, and demand says which unit has the duty and how many hands; each agrees with its list', async () => {
  const { report, settle, leader } = there
  await report({ category: 'Z0909', title: '井盖' })
  await report({ category: 'Z0909', title: '又一个井盖', areaCode: nextDoor, cellCode: undefined })
  await settle()
  const from = '2026-11-03'
  const { rows } = await leader.ask(command, 'figures', { query: { from, by: 'category', only: 'reported' } })
  const counted = rows.find(({ key }) => key === 'Z0909')?.figures[0]?.denominator
  const { items, areas } = await leader.ask(command, 'demand', { query: { from } })
  const wells = items.find(({ categoryCode }) => categoryCode === 'Z0909')
  expect(wells?.reported).toBe(counted)
  expect(wells?.byArea.reduce((sum, one) => sum + one, 0)).toBe(wells?.reported)
  expect(areas).toHaveLength(wells?.byArea.length ?? -1)
  const listed = await leader.ask(command, 'list', { query: { from, category: 'Z0909', limit: 100 } })
  expect(listed.items).toHaveLength(counted ?? -1)
})

test('whoever reported is asked after it was closed; asked or rated already, found by a patrol or restricted, they are not', async () => {
  const { closed, settle, leader, chen, dispatcher, town } = there
  const waiting = await closed({ title: '等回访' })
  const rated = await closed({ title: '已评价' })
  await chen.ask(matters, 'rate', { params: { id: rated }, body: { score: 5 } })
  await closed({ title: '巡查发现的', source: 'patrol' })
  const asked = await closed({ title: '已回访' })
  await leader.ask(matters, 'followUp', {
    params: { id: asked },
    body: { channel: 'phone', isReached: true, isSolved: true, satisfaction: 5, wasContacted: true, note: '很满意' },
  })
  await settle()
  const due = async () => (await dispatcher.ask(command, 'followUpsDue', { query: { limit: 100 } })).items
  const titles = (await due()).map(({ title }) => title)
  expect(titles).toContain('等回访')
  for (const title of ['已评价', '巡查发现的', '已回访']) expect(titles).not.toContain(title)
  const one = (await due()).find(({ id }) => id === waiting)
  expect(Date.parse(one?.askBy ?? '') - Date.parse(one?.closedAt ?? '')).toBe(3 * 86_400_000)
  // Long forgotten, nobody is rung up about it any more.
  town.clock.advance(16 * 86_400_000)
  await settle()
  expect((await due()).map(({ id }) => id)).not.toContain(waiting)
})
