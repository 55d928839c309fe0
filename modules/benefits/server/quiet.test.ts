/** Those who need something and never asked are visited, not messaged; children and safety are guarded; a plan leads back to work. */
import { randomUUID } from 'node:crypto'
import { kernel } from '@liren/kernel/kernel-contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { afterAll, expect, test } from 'vitest'
import { benefits } from '../contract.ts'
import { here, openPolicyTown, refusal } from '../testing/policy-town.ts'

const { town, who, settle, screen } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())
const matterOf = async (personId: string, rule: string): Promise<string> =>
  (
    await town.owner.query('select matter_id from benefits_matches where person_id = $1 and rule_id = $2', [
      personId,
      rule,
    ])
  ).rows[0]?.matter_id
const move = async (asks: typeof who.worker, id: string, name: string, facts: object) => {
  const { seen } = await asks.ask(matters, 'read', { params: { id } })
  await asks.ask(matters, 'move', { params: { id, move: name }, body: { facts: { ...facts }, seen } })
  await town.settle()
}

test('a child nobody brings up is found for a visit: no message, not on any telephone, hidden from all but the holder', async () => {
  const child = await settle({ name: '小林', birth: '2016-05-01', shared: { 'share.guardian.state': 'unsupported' } })
  await screen(['P-27'])
  const id = await matterOf(child.id, 'P-27')
  expect((await child.asks.ask(notices, 'mine', { query: {} })).items).toEqual([])
  expect((await child.asks.ask(benefits, 'mine')).items.map(({ rule }) => rule)).not.toContain('P-27')
  expect(
    await refusal(child.asks.ask(benefits, 'answer', { params: { id: 'P-27' }, body: { answer: 'agree' } })),
  ).toMatchObject({ status: 404 })
  expect(await refusal(who.grid.ask(matters, 'read', { params: { id } }))).toMatchObject({ status: 404 })
  expect(await who.worker.ask(benefits, 'task', { params: { id } })).toMatchObject({
    isGuarded: true,
    maskedPhone: null,
  })
})

test('whoever was never looked in on is found as surely as who was seen long ago; who was entered last week is left in peace', async () => {
  const severe = { shared: { 'share.disability.grade': '1' }, consents: ['share.disability'] }
  const [forgotten, fresh, visited, signedIn] = [
    await settle({ name: '黄伯', birth: '1948-02-01', sex: 'M', ...severe }),
    await settle({ name: '新来的', birth: '1949-02-01', ...severe }),
    await settle({ name: '常有人去', birth: '1950-02-01', ...severe }),
    await settle({ name: '上周还登录过', birth: '1951-02-01', ...severe }),
  ]
  const here = (days: number, id: string) =>
    town.owner.query(
      `update identity_accounts set created_at = '2025-06-01', last_seen_at = $1::timestamptz - $2 * interval '1 day' where person_id = $3`,
      ['2026-06-15T09:00:00+08:00', days, id],
    )
  await here(150, forgotten.id)
  await here(150, visited.id)
  await here(6, signedIn.id)
  const entered = (id: string, daysAgo: number, seenDaysAgo: number | null) =>
    town.owner.query(
      `update people_persons set registered_at = $2::timestamptz - $3 * interval '1 day',
        last_verified_at = $2::timestamptz - $4 * interval '1 day' where id = $1`,
      [id, '2026-06-15T09:00:00+08:00', daysAgo, seenDaysAgo],
    )
  await entered(forgotten.id, 200, null)
  await entered(fresh.id, 7, null)
  await entered(visited.id, 200, 20)
  await entered(signedIn.id, 200, 150)
  await screen(['Q-02'])
  expect(await matterOf(forgotten.id, 'Q-02')).toEqual(expect.any(String))
  expect(await matterOf(fresh.id, 'Q-02')).toBeUndefined()
  expect(await matterOf(visited.id, 'Q-02')).toBeUndefined()
  // Nobody has seen them for long, but they have been here themselves.
  expect(await matterOf(signedIn.id, 'Q-02')).toBeUndefined()
})

test('somebody out of work through illness gets a plan, is looked in on, and found work', async () => {
  const jobless = await settle({
    name: '何永康',
    birth: '1985-03-08',
    sex: 'M',
    shared: { 'share.employment.lossCause': 'illness', 'share.employment.state': 'unemployed' },
    consents: ['share.employment'],
  })
  await screen(['P-22'])
  const id = await matterOf(jobless.id, 'P-22')
  const view = await who.worker.ask(matters, 'read', { params: { id } })
  expect(view).toMatchObject({ process: 'employment-help', state: 'identified' })
  await move(who.worker, id, 'plan', {
    ability: '会开车',
    wish: '近一点的工作',
    steps: '推荐保安岗、参加培训',
    jobsOffered: 2,
  })
  await move(who.worker, id, 'followUp', { seenOn: '2026-06-20', note: '已面试一家', jobsOffered: 1 })
  await move(who.worker, id, 'place', { note: '小区保安上岗' })
  expect(await town.told('benefits/served')).toMatchObject([{ personId: jobless.id, ruleId: 'P-22' }])
})

test('a concern for a child goes to those trained for it, must be told to the police, and is read by nobody else', async () => {
  const admin = town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  await admin.ask(kernel, 'changeSettings', {
    params: { module: 'benefits' },
    body: { values: { protectionUnit: 'FL-1' } },
  })
  const id = randomUUID()
  const body = {
    id,
    area: here,
    kind: 'childHarm' as const,
    isMinor: false,
    lacksCapacity: false,
    words: '邻居家孩子身上有伤',
  }
  const raised = await who.grid.ask(benefits, 'raise', { body })
  expect(raised).toMatchObject({ mustReport: true })
  const rows = await town.owner.query('select * from benefits_concerns')
  const audit = await town.owner.query('select facts from kernel_audit')
  expect(JSON.stringify([rows.rows, audit.rows])).not.toContain('身上有伤')
  expect(await refusal(who.worker.ask(benefits, 'concern', { params: { id } }))).toMatchObject({ status: 404 })
  expect(await refusal(who.steward.ask(benefits, 'concern', { params: { id } }))).toMatchObject({ status: 404 })
  expect(await who.protector.ask(benefits, 'concern', { params: { id } })).toMatchObject({
    words: '邻居家孩子身上有伤',
    isMinor: true,
  })
  // No other way leads on than telling the police.
  const moves = (await who.protector.ask(matters, 'read', { params: { id } })).moves.map(({ name }) => name)
  expect(moves).toEqual(['tellPolice'])
  await move(who.protector, id, 'tellPolice', { station: '洪桥派出所', toldOn: '2026-06-15' })
  expect((await who.protector.ask(matters, 'read', { params: { id } })).state).toBe('helping')
})
