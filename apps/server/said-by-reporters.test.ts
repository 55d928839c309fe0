/** Cases and the command centre together: what reporters say when asked counts, and callers are told apart without being known. */
import { command } from '@liren/command/contract'
import commandModule from '@liren/command/server'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { monday, openStreet } from '../../modules/cases/testing/street.ts'

const street = await openStreet([commandModule])
const { town, who, report, minutes, on } = street
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const leader = town.as({ name: '温子轩', roles: [{ role: 'dutyLeader', area: '440104000000', unitId: null }] })
const figuresOf = async (...only: string[]) => {
  await town.settle()
  const { rows, formulaVersion } = await leader.ask(command, 'figures', {
    query: { only: only.join(','), from: '2026-11-23', until: '2026-12-30' },
  })
  return { formulaVersion, of: new Map((rows[0]?.figures ?? []).map((one) => [one.name, one])) }
}
const call = (phone: string, more: object = {}) =>
  report(who.yu, { source: 'hotline', text: '门口积水', contact: { phone }, categoryCode: 'E0406', ...more })

test('a caller who rings again about the same kind is a repeat; another caller is not; no telephone is kept beside the count', async () => {
  await call('13800001111')
  minutes(24 * 60)
  await call('138 0000 1111')
  await call('13900002222')
  expect((await figuresOf('repeated')).of.get('repeated')).toMatchObject({ numerator: 1, denominator: 3 })
  const { rows } = await town.owner.query('select * from command_cases')
  expect(rows).toHaveLength(3)
  expect(JSON.stringify(rows)).not.toContain('13800001111')
})

test('a follow-up that reached the reporter counts for all three rates', async () => {
  const id = await street.replied()
  const before = await figuresOf('solved', 'satisfied')
  await who.yu.ask(matters, 'followUp', {
    ...on(id),
    body: { channel: 'phone', isReached: true, wasContacted: false, isSolved: false, satisfaction: 2 },
  })
  await town.settle()
  const { rows } = await town.owner.query('select * from command_cases where id = $1', [id])
  expect(rows[0]).toMatchObject({ satisfaction: 2, is_unsolved: true, is_uncontacted: true, rating: null })
  expect(before.formulaVersion).toBe('2026-8')
})

test('a district that changes a parameter sees it in the version of every figure', async () => {
  const admin = town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
  const set = (satisfaction2: number) => admin.raw('PUT', '/api/kernel/settings/command', { values: { satisfaction2 } })
  expect((await set(0.4)).status).toBeLessThan(300)
  await town.settle()
  expect((await figuresOf('satisfied')).formulaVersion).toMatch(/^2026-8-[0-9a-f]{6}$/)
})
