/** 轮流 Of several who could look at a place nobody is always first, and the first due is looked at first. */
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street.town.close())

const sentOut = async (more: object = {}) => {
  const { who, report, on } = street
  const { id } = await report()
  await who.yu.ask(cases, 'askVerification', { ...on(id), body: more })
  const { matter } = await who.yu.ask(cases, 'read', on(id))
  return { id, to: matter.holderAccountId }
}
const idsOf = (...people: readonly Person[]) => people.map(({ actor }) => actor.id).sort()

test('two grid workers of a community are sent out in turn, and whoever was asked by name has had a turn', async () => {
  const { lin, luo } = street.who
  const [one, two] = [await sentOut(), await sentOut()]
  expect([one.to, two.to].sort()).toEqual(idsOf(lin, luo))
  // By name, out of turn: twice the one, so that the next two are the other's.
  await sentOut({ accountId: lin.actor.id })
  await sentOut({ accountId: lin.actor.id })
  expect([(await sentOut()).to, (await sentOut()).to]).toEqual([luo.actor.id, luo.actor.id])
})

test('who looks at what was handled is found in turn as well, and never whoever handled it', async () => {
  const { who, on } = street
  const before = await street.town.owner.query('select count(*)::int as n from cases_field_tasks')
  const id = await street.replied()
  const { matter } = await who.yu.ask(cases, 'read', on(id))
  expect(idsOf(who.lin, who.luo)).toContain(matter.holderAccountId)
  const after = await street.town.owner.query('select count(*)::int as n from cases_field_tasks')
  expect(after.rows[0].n - before.rows[0].n).toBe(1)
})

test('turns of long ago count no more, and a community may do without', async () => {
  const { town, who } = street
  await sentOut({ accountId: who.luo.actor.id })
  street.minutes(60 * 24 * 8)
  // Nobody was sent out this week: it begins anew, and both have a turn before anybody has a second.
  const [one, two] = [await sentOut(), await sentOut()]
  expect([one.to, two.to].sort()).toEqual(idsOf(who.lin, who.luo))
  const admin = town.as({ name: '何管理', roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
  const set = (fieldTurnDays: number) =>
    admin.raw('PUT', '/api/kernel/settings/cases', { area: here, values: { fieldTurnDays } })
  expect((await set(0)).status).toBeLessThan(300)
  const fixed = [(await sentOut()).to, (await sentOut()).to, (await sentOut()).to]
  expect(new Set(fixed).size).toBe(1)
  expect((await set(7)).status).toBeLessThan(300)
})
