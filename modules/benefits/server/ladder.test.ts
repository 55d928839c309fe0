/** The ladder: told, reminded once, visited at last; no more doors a week than can be walked to, and danger waits for nobody. */
import { kernel } from '@liren/kernel/kernel-contract'
import { afterAll, expect, test } from 'vitest'
import { openPolicyTown } from '../testing/policy-town.ts'
import module from './module.ts'

const { town, settle, screen } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())
const stateOf = async (personId: string, rule: string): Promise<string | undefined> =>
  (await town.owner.query('select state from benefits_matches where person_id = $1 and rule_id = $2', [personId, rule]))
    .rows[0]?.state
const climbOn = async (day: string) => {
  town.clock.set(`${day}T10:00:00+08:00`)
  await town.run(module, 'climb')
  await town.settle()
}
/** Sendings she got; the app shows those of one kind together. */
const told = async (person: Awaited<ReturnType<typeof settle>>): Promise<number> =>
  (
    await town.owner.query('select count(distinct sending_id)::int as n from notices_messages where account_id = $1', [
      person.asks.actor.id,
    ])
  ).rows[0]?.n
test('whoever says nothing is told once, reminded once after a week, and somebody calls after two more', async () => {
  const chen = await settle({ name: '陈秀英', birth: '1960-01-01' })
  await screen(['P-14'])
  expect([await stateOf(chen.id, 'P-14'), await told(chen)]).toEqual(['told', 1])
  await climbOn('2026-06-21')
  expect(await told(chen)).toBe(1)
  await climbOn('2026-06-22')
  expect([await stateOf(chen.id, 'P-14'), await told(chen)]).toEqual(['told', 2])
  await climbOn('2026-07-05')
  expect([await stateOf(chen.id, 'P-14'), await told(chen)]).toEqual(['told', 2])
  await climbOn('2026-07-06')
  expect([await stateOf(chen.id, 'P-14'), await told(chen)]).toEqual(['visiting', 2])
})

test('a community is sent to so many doors a week and the next wait their turn; a child nobody brings up does not wait', async () => {
  const admin = town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  await admin.ask(kernel, 'changeSettings', {
    params: { module: 'benefits' },
    body: { values: { visitsPerWeek: 1 } },
  })
  const old = '1940-01-01'
  const [first, second] = [
    await settle({
      name: '独居一',
      birth: old,
      shared: { 'share.disability.grade': '1' },
      consents: ['share.disability'],
    }),
    await settle({
      name: '独居二',
      birth: old,
      shared: { 'share.disability.grade': '1' },
      consents: ['share.disability'],
    }),
  ]
  const child = await settle({ name: '小林', birth: '2016-05-01', shared: { 'share.guardian.state': 'unsupported' } })
  await town.owner.query(`update people_persons set last_verified_at = '2026-01-01T00:00:00Z'`)
  await town.owner.query(
    `update identity_accounts set created_at = '2025-06-01', last_seen_at = '2026-01-01T00:00:00Z'`,
  )
  await climbOn('2026-07-20')
  await screen(['Q-02', 'P-27'])
  const states = async () => [await stateOf(first.id, 'Q-02'), await stateOf(second.id, 'Q-02')].sort()
  expect(await stateOf(child.id, 'P-27')).toBe('visiting')
  expect(await states()).toEqual(['found', 'visiting'])
  await climbOn('2026-07-26')
  expect(await states()).toEqual(['found', 'visiting'])
  await climbOn('2026-07-28')
  expect(await states()).toEqual(['visiting', 'visiting'])
})
