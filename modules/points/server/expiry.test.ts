/** Points expire at the end of the next year, oldest first, and whoever may spend them hears of it before. */
import { randomUUID } from 'node:crypto'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, type Purse, purseTown } from '../testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const mine = async (one: Awaited<ReturnType<Purse['neighbour']>>) =>
  (await one.me.ask(points, 'entries', { query: {} })).items

test('points not spent by the end of the next year expire, oldest first, and their owner hears of it before', async () => {
  const old = await purse.neighbour('旧')
  purse.town.clock.set('2026-12-20T09:00:00+08:00')
  await purse.give(old.personId, 10)
  purse.town.clock.set('2027-06-01T09:00:00+08:00')
  await purse.give(old.personId, 5)
  await old.me.ask(points, 'donate', { body: { id: randomUUID(), amount: 4, area: here } })
  expect((await old.me.ask(points, 'mine')).expiring).toEqual([
    { on: '2027-12-31', amount: 6 },
    { on: '2028-12-31', amount: 5 },
  ])
  purse.town.clock.set('2027-12-24T10:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  const { rows } = await purse.town.owner.query(
    `select count(*)::int as n from notices_sendings where once_key like 'points/expiring%'`,
  )
  expect(rows[0]?.n).toBeGreaterThan(0)
  purse.town.clock.set('2028-01-01T01:00:00+08:00')
  await purse.town.run('points', 'expire')
  await purse.town.run('points', 'expire')
  expect(await purse.balance(old.me)).toBe(5)
  expect((await mine(old))[0]).toMatchObject({ kind: 'expire', change: -6 })
})

test('of points in the common purse everybody at home hears before they expire, and nobody who has moved out', async () => {
  purse.town.clock.set('2028-03-01T09:00:00+08:00')
  const [mother, son, moved] = [await purse.neighbour('母'), await purse.neighbour('子'), await purse.neighbour('搬')]
  for (const { me, personId } of [mother, son, moved])
    await purse.town.owner.query(
      `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
       values ($1::uuid, $1::text, $1::text, '家里人', 'person', $2, now())`,
      [me.actor.id, personId],
    )
  const home = await purse.household(mother.personId, son.personId, moved.personId)
  await purse.as('gridWorker').ask(people, 'removeHouseholdMember', {
    params: { id: home, personId: moved.personId },
  })
  await purse.give(mother.personId, 20)
  await mother.me.ask(points, 'share', { body: { id: randomUUID(), from: 'mine', to: 'household', amount: 20 } })
  purse.town.clock.set('2029-12-01T10:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  await purse.town.run('points', 'warn-of-expiry')
  await purse.town.settle()
  const titles = async ({ me }: typeof mother) =>
    (await me.ask(notices, 'mine', { query: {} })).items
      .map(({ title }) => title)
      .filter((title) => title.includes('家庭'))
  expect(await titles(son)).toEqual(['家庭共用的 20 积分将在 2029-12-31 到期'])
  expect(await titles(mother)).toHaveLength(1)
  expect(await titles(moved)).toEqual([])
})

test('a day on which the house stood still is made up for, and nobody is told twice', async () => {
  purse.town.clock.set('2031-03-01T09:00:00+08:00')
  const late = await purse.neighbour('停电的邻居')
  await purse.give(late.personId, 30)
  const told = async () => {
    const { rows } = await purse.town.owner.query<{ key: string }>(
      `select once_key as key from notices_sendings where once_key like 'points/expiring 2032-12-31%' order by once_key`,
    )
    return rows.map(({ key }) => key.split(' ')[2])
  }
  purse.town.clock.set('2032-11-28T09:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  expect(await told()).toEqual([])
  // On the first of December, thirty days before, nothing ran.
  purse.town.clock.set('2032-12-04T09:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  expect(await told()).toEqual(['30'])
  for (const day of ['05', '24', '25', '31']) {
    purse.town.clock.set(`2032-12-${day}T09:00:00+08:00`)
    await purse.town.run('points', 'warn-of-expiry')
  }
  expect(await told()).toEqual(['30', '7'])
})
