/** Two communities with terms of their own: each is tidied, and asked to rate, by what it decided itself. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, day, elsewhere, hour, lamps, openLampTown, power } from '../testing/lamp-town.ts'
import plug from './module.ts'

const monday = '2025-01-06T09:00:00+08:00'
const { town, someone, dispatcher, electrician, grid, stranger, chen, read, move, fix } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
const theirs = someone('dispatcher', '别处派遣', elsewhere)

beforeAll(async () => {
  const set = [
    [area, 'rateWithinDays', 3],
    [elsewhere, 'rateWithinDays', 30],
    [area, 'waitAtMostHours', 24],
    [elsewhere, 'waitAtMostHours', 240],
  ]
  for (const [where, key, value] of set)
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('matters', $1, $2, $3, now())`,
      [where, key, JSON.stringify(value)],
    )
  town.host.core.settings.forget()
})
beforeEach(() => town.clock.set(monday))
afterAll(() => town.close())

const dispatchedIn = async (areaCode: string) => {
  const { id } = await chen.ask(lamps, 'report', { body: { title: '路灯不亮', areaCode } })
  await move(areaCode === area ? dispatcher : theirs, id, 'dispatch', { unitId: power })
  return id
}
const closedIn = async (areaCode: string) => {
  const id = await dispatchedIn(areaCode)
  await fix(electrician, id)
  await move(areaCode === area ? grid : stranger, id, 'pass')
  return id
}
const did = async (id: string, step: string) => (await read(electrician, id)).steps.some(({ move }) => move === step)
const toRate = async () => (await chen.ask(matters, 'waiting', {})).toRate

test('what nobody rated is archived after each community’s own days, and waits to be rated as long', async () => {
  const [here, there] = [await closedIn(area), await closedIn(elsewhere)]
  expect(await toRate()).toBe(2)
  town.clock.advance(5 * day)
  await town.run(plug, 'tidy')
  expect([await did(here, 'archived'), await did(there, 'archived')]).toEqual([true, false])
  expect(await toRate()).toBe(1)
  town.clock.advance(15 * day)
  await town.run(plug, 'tidy')
  expect(await did(there, 'archived')).toBe(false)
  expect(await toRate()).toBe(1)
  town.clock.advance(11 * day)
  await town.run(plug, 'tidy')
  expect(await did(there, 'archived')).toBe(true)
  expect(await toRate()).toBe(0)
})

test('a clock waits for a reporter as long as their community says', async () => {
  const ids = [await dispatchedIn(area), await dispatchedIn(elsewhere)] as const
  for (const id of ids) await move(electrician, id, 'askReporter')
  const woken = async () => [await did(ids[0], 'waitEnded'), await did(ids[1], 'waitEnded')]
  town.clock.advance(23 * hour)
  await town.run(plug, 'tidy')
  expect(await woken()).toEqual([false, false])
  town.clock.advance(2 * hour)
  await town.run(plug, 'tidy')
  expect(await woken()).toEqual([true, false])
  town.clock.advance(4 * day)
  await town.run(plug, 'tidy')
  expect(await woken()).toEqual([true, false])
  town.clock.advance(6 * day)
  await town.run(plug, 'tidy')
  expect(await woken()).toEqual([true, true])
})

test('where a community takes fourteen days, a case is offered to be opened again on the tenth and no more on the fifteenth', async () => {
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values
      ('matters', $1, 'reopenWithinDays', '14', now()), ('matters', $1, 'lowScore', '3', now())`,
    [elsewhere],
  )
  town.host.core.settings.forget()
  const [here, there] = [await closedIn(area), await closedIn(elsewhere)]
  const offers = async (act: 'rate' | 'reopen') =>
    Promise.all([here, there].map(async (id) => (await read(chen, id)).acts.includes(act)))
  expect([await offers('reopen'), await offers('rate')]).toEqual([
    [true, true],
    [true, true],
  ])
  const { rateUntil, reopenUntil, lowScore } = (await read(chen, there)).terms
  expect([rateUntil?.slice(0, 10), reopenUntil?.slice(0, 10), lowScore]).toEqual(['2025-02-05', '2025-01-20', 3])
  town.clock.advance(10 * day)
  expect([await offers('reopen'), await offers('rate')]).toEqual([
    [false, true],
    [false, true],
  ])
  town.clock.advance(5 * day)
  expect(await offers('reopen')).toEqual([false, false])
})
