/** 企业员工 An employee acts for the enterprise as long as its platform says so, and no longer than the enterprise itself wants. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import identityModule from '@liren/identity/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '../contract.ts'
import module from './module.ts'

const community = '440104001001'
const [bakery, tools] = ['91440104MA59A1B285', '91350100M000100Y43']
let town: Town
beforeAll(async () => {
  town = await host([territory, organisation, identityModule, module], { now: '2026-11-23T01:00:00Z' })
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000', '越秀区', 'district', null, '2020-01-01'),
      ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'), ($1, '越秀山社区', 'community', '440104001000', '2020-01-01')`,
    [community],
  )
})
afterAll(() => town.close())

/** Somebody who registered, in the register and on a browser of their own. */
const clerk = async () => {
  const browser = town.browser()
  const phone = `139${String(Math.trunc(Math.random() * 1e8)).padStart(8, '0')}`
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '罗美玲', areaCode: community },
  })
  await town.settle()
  return { browser, accountId }
}
const vouch = async (accountId: string, creditCode: string | null, provider = 'firms') => {
  await town.work('identity', async (work) =>
    work.emit(
      'vouched' as never,
      { accountId, provider, creditCode, enterpriseName: creditCode && '东濠饼家' } as never,
    ),
  )
  await town.settle()
}
const actsFor = async ({ browser }: Awaited<ReturnType<typeof clerk>>) =>
  (await browser.ask(people, 'listMyEnterprises')).items.map(({ enterprise }) => enterprise.creditCode)
const days = (count: number) => town.clock.advance(count * 86_400_000)

test('she acts for the firm her platform names, a month at a time, renewed by each way in', async () => {
  const luo = await clerk()
  await vouch(luo.accountId, bakery)
  expect(await actsFor(luo)).toEqual([bakery])
  const { items } = await luo.browser.ask(people, 'listMyEnterprises')
  expect(items[0]).toMatchObject({ scopes: ['appeals', 'policies', 'appointments', 'filings'] })
  expect(items[0]?.enterprise).toMatchObject({ name: '东濠饼家', areaCode: community, kind: 'enterprise' })
  await vouch(luo.accountId, bakery)
  const { rows } = await town.owner.query(
    `select count(*)::int as n, max(expires_on)::text as until from people_enterprise_handlers`,
  )
  expect(rows).toEqual([{ n: 1, until: '2026-12-23' }])
})

test('named for another firm, or for none, she acts for the former no more', async () => {
  const luo = await clerk()
  await vouch(luo.accountId, bakery)
  await vouch(luo.accountId, tools)
  expect(await actsFor(luo)).toEqual([tools])
  await vouch(luo.accountId, null)
  expect(await actsFor(luo)).toEqual([])
  // Back at the first firm, she is its clerk again.
  await vouch(luo.accountId, bakery)
  expect(await actsFor(luo)).toEqual([bakery])
})

test('another platform says nothing about what this one vouched for', async () => {
  const luo = await clerk()
  await vouch(luo.accountId, bakery)
  await vouch(luo.accountId, null, 'other')
  expect(await actsFor(luo)).toEqual([bakery])
})

test('what the enterprise took back stays taken back, whatever the platform says', async () => {
  const luo = await clerk()
  await vouch(luo.accountId, tools)
  await town.owner.query(
    `update people_enterprise_handlers h set withdrawn_at = now() from people_enterprises e
      where e.id = h.enterprise_id and e.credit_code = $1 and h.withdrawn_at is null and h.person_id = (select person_id from identity_accounts where id = $2)`,
    [tools, luo.accountId],
  )
  await vouch(luo.accountId, tools)
  expect(await actsFor(luo)).toEqual([])
})

test('who never comes by the platform again acts for the firm no longer than a month', async () => {
  const luo = await clerk()
  await vouch(luo.accountId, bakery)
  for (const some of [15, 15]) {
    days(some)
    expect(await actsFor(luo)).toEqual([bakery])
  }
  days(1)
  expect(await actsFor(luo)).toEqual([])
})

/** How many act for a firm, how many firms there are, and how many words of platforms wait. */
const counted = async () =>
  (
    await town.owner.query(`select (select count(*)::int from people_enterprise_handlers) as handlers,
      (select count(*)::int from people_enterprises) as enterprises, (select count(*)::int from people_vouchers) as waiting`)
  ).rows[0]

test('somebody the register does not know acts for nobody, and no firm is written down for it', async () => {
  const before = await counted()
  await vouch(randomUUID(), '91440101MA5AAAAA0J')
  const after = await counted()
  expect(after).toEqual({ ...before, waiting: before.waiting + 1 })
  // Nor is what was said of them kept for longer than it would have held.
  days(31)
  await vouch(randomUUID(), null)
  expect((await counted()).waiting).toBe(1)
})

test('what her platform said before she was in the register counts once she is', async () => {
  const luo = await clerk()
  await town.owner.query(`update identity_accounts set person_id = null where id = $1`, [luo.accountId])
  const { rows } = await town.owner.query(`select id from people_persons order by id desc limit 1`)
  await vouch(luo.accountId, bakery)
  expect(await town.work('people', (work) => work.use(people).enterprisesOf(rows[0].id))).toEqual([])
  const { waiting } = await counted()
  const worker = town.as({ roles: [{ role: 'communityWorker', area: community, unitId: null }] })
  await worker.ask(people, 'linkAccount', { params: { id: rows[0].id }, body: { accountId: luo.accountId } })
  await town.settle()
  expect(await actsFor(luo)).toEqual([bakery])
  expect((await counted()).waiting).toBe(waiting - 1)
})
