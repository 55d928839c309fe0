/** Hours between communities are settled from pool to pool by the month; how neighbours work together is told in numbers. */
import { here, nextDoor, refusal } from '@liren/points/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutualAid } from '../contract.ts'
import { type AidTown, aidTown } from '../testing/aid-town.ts'
import module from './module.ts'

let aid: AidTown
beforeAll(async () => {
  aid = await aidTown()
}, 120_000)
afterAll(() => aid.purse.town.close())

const desk = (area: string = here) => aid.purse.as('communityWorker', area)
const pool = async (area: string) => {
  const { rows } = await aid.purse.town.owner.query<{ free: number }>(
    `select free::int as free from points_accounts where kind = 'pool' and unit = 'hour' and area_code = $1`,
    [area],
  )
  return rows[0]?.free ?? 0
}

describe('hours between communities', () => {
  const sheet = (month: string) => desk().ask(mutualAid, 'clearing', { query: { area: here, month } })
  const clear = (month: string, who = desk(), from: string = here, to: string = nextDoor) =>
    who.ask(mutualAid, 'clear', { body: { from, to, month } })

  test('are listed by the month and, once it is over, settled once from pool to pool by whoever owes them', async () => {
    await aid.fund(4)
    const [asker, helper] = [await aid.verified('本社区'), await aid.verified('邻社区', nextDoor)]
    await aid.helped(asker, helper, (await aid.ask(asker, { hours: 1, hoursFrom: 'pool', reach: 'street' })).id)
    const row = { from: here, to: nextDoor, hours: 1, requests: 1 }
    expect(await sheet('2026-11')).toEqual({
      items: [{ ...row, clearedAt: null, clearedByName: null }],
      net: -1,
    })
    expect(await refusal(clear('2026-11'))).toBe('mutual-aid/not-over')
    aid.purse.town.clock.set('2026-12-01T09:00:00+08:00')
    expect(await refusal(clear('2026-11', desk(nextDoor)))).toBe('kernel/forbidden')
    expect(await refusal(clear('2026-11', desk(nextDoor), nextDoor, here))).toBe('mutual-aid/nothing-to-clear')
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => clear('2026-11')))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect([await pool(here), await pool(nextDoor)]).toEqual([2, 1])
    expect(await refusal(clear('2026-11'))).toBe('mutual-aid/cleared-already')
    expect((await sheet('2026-11')).items).toMatchObject([{ ...row, clearedByName: expect.any(String) }])
  })

  test('are not settled by a pool that does not hold them', async () => {
    await aid.fund(1, nextDoor)
    const [asker, helper] = [await aid.verified('隔壁求助', nextDoor), await aid.verified('这边帮忙')]
    const { id } = await aid.ask(asker, { area: nextDoor, hours: 2, hoursFrom: 'pool', reach: 'street' })
    await aid.helped(asker, helper, id)
    aid.purse.town.clock.set('2027-01-02T09:00:00+08:00')
    expect(await refusal(clear('2026-12', desk(nextDoor), nextDoor, here))).toBe('points/pool-empty')
    await aid.fund(2, nextDoor)
    expect(await clear('2026-12', desk(nextDoor), nextDoor, here)).toEqual({ hours: 2 })
    expect(await pool(nextDoor)).toBe(0)
  })
})

test('cooperation counts who helped whom, not how often the same two did, by month, kind and community, and names nobody', async () => {
  aid.purse.town.clock.set('2027-03-10T09:00:00+08:00')
  const [lin, mei, bo] = [await aid.verified('林'), await aid.verified('梅'), await aid.verified('波')]
  for (let time = 0; time < 2; time += 1) await aid.helped(lin, mei, (await aid.ask(lin)).id)
  await aid.helped(bo, mei, (await aid.ask(bo, { kind: 'repair', wish: '水龙头关不紧' })).id)
  aid.purse.town.clock.set('2027-04-02T09:00:00+08:00')
  await aid.ask(lin, { kind: 'repair', wish: '门锁卡住了' })
  aid.purse.town.clock.advance(3 * 3_600_000)
  await aid.purse.town.run(module, 'tidy')
  const read = (area: string, months: number) =>
    aid.purse.town.guest.ask(mutualAid, 'cooperationReport', { query: { area, months } })
  const report = await read(here, 2)
  const march = { asked: 3, met: 3, metShare: 1, pairs: 2, helpers: 1, repeatHelpers: 1 }
  const april = { asked: 1, met: 0, metShare: 0, pairs: 0, helpers: 0, repeatHelpers: 0 }
  expect(report).toEqual({
    whole: { asked: 4, met: 3, metShare: 0.75, pairs: 2, helpers: 1, repeatHelpers: 1 },
    months: [
      { month: '2027-03', ...march },
      { month: '2027-04', ...april },
    ],
    kinds: [
      { kind: 'carry', asked: 2, met: 2, metShare: 1, pairs: 1, helpers: 1, repeatHelpers: 1 },
      { kind: 'repair', asked: 2, met: 1, metShare: 0.5, pairs: 1, helpers: 1, repeatHelpers: 0 },
    ],
    communities: [],
  })
  expect((await read(here, 1)).whole).toEqual(april)
  const street = await read('440104001000', 6)
  expect(street.communities.map(({ area }) => area)).toEqual([here, nextDoor])
  const quiet = await read('440104009001', 6)
  expect(quiet.whole).toMatchObject({ asked: 0, metShare: null })
  expect(await aid.purse.town.guest.ask(mutualAid, 'cooperation', { query: { area: here, days: 60 } })).toEqual(
    report.whole,
  )
})
