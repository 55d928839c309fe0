/** Lives are read anew in portions the machine can bear; an import makes nothing be read but what it brought. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { here, openDistrict } from '../testing/small-district.ts'
import type { CommandWork } from './count.ts'
import plug from './module.ts'
import { readPortion } from './read-anew.ts'
import { unlessTooSlow } from './too-slow.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

const past = (n: number, title = '路灯不亮') => ({ areaCode: here, cellCode: `${here}001`, title: `${title}${n}` })
const counted = async () =>
  (await there.town.owner.query<{ n: number }>('select count(*)::int as n from command_cases')).rows[0]?.n ?? 0
const readings = async () =>
  (
    await there.town.owner.query<{ portion: number; ended: boolean; counted: number }>(
      'select portion, ended_at is not null as ended, counted from command_readings order by began_at',
    )
  ).rows

test('a statement that takes too long costs itself, not the transaction around it', async () => {
  await there.town.work(plug, async (work) => {
    await sql`select set_config('statement_timeout', '30', true)`.execute(work.db)
    await sql`insert into command_waiting (matter_id, told_at) values (gen_random_uuid(), now())`.execute(work.db)
    const slow = await unlessTooSlow(work.db, async () => {
      await sql`delete from command_waiting`.execute(work.db)
      await sql`select pg_sleep(5)`.execute(work.db)
    })
    expect(slow).toBeNull()
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from command_waiting`.execute(work.db)
    expect(rows).toEqual([{ n: 1 }])
    await sql`delete from command_waiting`.execute(work.db)
    expect(await unlessTooSlow(work.db, async () => 'in time')).toBe('in time')
    await expect(unlessTooSlow(work.db, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  })
})

test('a reading that takes too long goes on with half as much, and in the end everything is counted', async () => {
  for (let n = 0; n < 3; n += 1) await there.report(past(n))
  await there.settle()
  await there.town.owner.query('delete from command_cases')
  await there.town.work(plug, async (work) => {
    await sql`select set_config('statement_timeout', '1500', true)`.execute(work.db)
    // Somebody holds what it wants to write: it waits until the database gives up.
    const other = await there.town.app.connect()
    try {
      await other.query('begin')
      await other.query('lock table command_cases in access exclusive mode')
      expect(await readPortion(work as CommandWork)).toBe(false)
    } finally {
      await other.query('rollback')
      other.release()
    }
  })
  expect(await readings()).toEqual([{ portion: 250, ended: false, counted: 0 }])
  while (!(await there.town.work(plug, (work) => readPortion(work as CommandWork))));
  expect(await counted()).toBe(3)
  expect(await readings()).toMatchObject([{ ended: true, counted: 3 }])
})

test('what is laid down by one act is counted at once, and boards hear of it', async () => {
  const before = await counted()
  await there.layDown([past(1, '井盖松动')])
  await there.settle()
  expect(await counted()).toBe(before + 1)
  expect((await there.town.told('command/counted')).length).toBeGreaterThan(0)
})

test('an import is read and nothing else: no reading of everything is begun', async () => {
  const before = await counted()
  // A life counted wrongly, which a reading of everything would put right.
  await there.town.owner.query(
    `update command_cases set state = 'lost' where id = (select id from command_cases limit 1)`,
  )
  const begun = (await readings()).length
  await there.layDown(Array.from({ length: 60 }, (_, n) => past(n, '暴露垃圾')))
  await there.settle()
  expect(await counted()).toBe(before + 60)
  expect((await readings()).length).toBe(begun)
  const { rows } = await there.town.owner.query(`select count(*)::int as n from command_cases where state = 'lost'`)
  expect(rows).toEqual([{ n: 1 }])
  const waiting = await there.town.owner.query('select count(*)::int as n from command_waiting')
  expect(waiting.rows).toEqual([{ n: 0 }])
  expect(await there.town.told('command/read')).toHaveLength(1)
  // The board counts them.
  const { channels } = await there.dispatcher.ask(command, 'channels', { query: { area: here } })
  expect(channels.reduce((sum, one) => sum + one.reported, 0)).toBe(before + 60)
})
