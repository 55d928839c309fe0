/** Visits count as work the moment they are noted; unforeseen happenings are classified afterwards. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import { patrol } from '@liren/patrol/contract'
import module from '@liren/patrol/server'
import { afterAll, expect, test } from 'vitest'
import { elsewhere, here, photos, refusal } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

const monday = '2026-11-23T09:30:00+08:00'
const { town, who } = await openStreet([module])
afterAll(() => town.close())
const planner = town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
const stranger = town.as({ name: '何淑仪', roles: [{ role: 'communityAdmin', area: elsewhere, unitId: null }] })

const visitBody = (more: object = {}) => ({
  id: randomUUID(),
  area: here,
  kind: 'dwelling' as const,
  way: 'door' as const,
  label: '3栋201 张阿姨',
  note: '近来腿脚不便，想装扶手',
  visitedAt: monday,
  ...more,
})

test('a visit sent twice is one visit, and only its own walker reads it', async () => {
  const body = visitBody()
  const first = await who.social.ask(patrol, 'visit', { body })
  expect(await who.social.ask(patrol, 'visit', { body })).toEqual(first)
  const mine = await who.social.ask(patrol, 'visits', { query: {} })
  expect(mine.items.map(({ id, label }) => [id, label])).toEqual([[body.id, '3栋201 张阿姨']])
  expect((await who.lin.ask(patrol, 'visits', { query: {} })).items).toEqual([])
  expect(await refusal(who.lin.ask(patrol, 'visit', { body }))).toMatchObject({ code: 'patrol/id-taken' })
})

test('who was visited and what was said lie sealed in the database and nowhere in the audit', async () => {
  const body = visitBody({ label: '何伯独居户', note: '子女在外地' })
  await who.lin.ask(patrol, 'visit', { body })
  const { rows } = await town.owner.query('select * from patrol_visits where id = $1', [body.id])
  expect(JSON.stringify(rows)).not.toMatch(/何伯|子女/)
  const audit = await town.owner.query('select facts from kernel_audit')
  expect(JSON.stringify(audit.rows)).not.toMatch(/何伯|子女/)
})

test('nobody notes visits in a community of others, and residents none at all', async () => {
  const body = visitBody({ area: elsewhere })
  expect(await refusal(who.lin.ask(patrol, 'visit', { body }))).toMatchObject({ status: 403 })
  expect(await refusal(who.chen.ask(patrol, 'visit', { body: visitBody() }))).toMatchObject({ status: 403 })
})

test('long lists of visits come page by page', async () => {
  for (let n = 0; n < 3; n += 1) await who.luo.ask(patrol, 'visit', { body: visitBody({ label: `第${n}户` }) })
  const first = await who.luo.ask(patrol, 'visits', { query: { limit: 2 } })
  const second = await who.luo.ask(patrol, 'visits', { query: { limit: 2, after: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ label }) => label).sort()).toEqual(['第0户', '第1户', '第2户'])
  expect(second.next).toBeNull()
})

test('something unforeseen is noted, gathers steps from whoever helps, and gets its kind from a planner', async () => {
  const id = randomUUID()
  const body = { id, area: here, text: '台风刮倒大树压住路', team: '林志远、谢婉仪', happenedAt: monday }
  await who.lin.ask(patrol, 'happen', { body })
  await who.lin.ask(patrol, 'happen', { body })
  const step = { params: { id }, body: { id: randomUUID(), text: '拉了警戒带', at: monday } }
  await who.social.ask(patrol, 'addStep', step)
  const after = await who.social.ask(patrol, 'addStep', step)
  expect(after.steps.map(({ text, byName }) => [text, byName])).toEqual([['拉了警戒带', '谢婉仪']])
  const open = await planner.ask(patrol, 'happenings', { query: { isOpen: true } })
  expect(open.items.map((one) => one.id)).toEqual([id])
  expect((await stranger.ask(patrol, 'happenings', { query: {} })).items).toEqual([])
  expect(await refusal(stranger.ask(patrol, 'classify', { params: { id }, body: { kind: '防风' } }))).toMatchObject({
    status: 404,
  })
  await planner.ask(patrol, 'classify', { params: { id }, body: { kind: '防风' } })
  expect((await planner.ask(patrol, 'happenings', { query: { isOpen: true } })).items).toEqual([])
  expect((await who.lin.ask(patrol, 'happenings', { query: {} })).items[0]).toMatchObject({ id, kind: '防风' })
})

test('one tap makes a case of what was unforeseen: its words, steps and photos go along, once', async () => {
  const id = randomUUID()
  const [photo = ''] = await photos(who.lin)
  const body = { id, area: here, text: '台风刮倒围挡，压住人行道', files: [photo], happenedAt: monday }
  await who.lin.ask(patrol, 'happen', { body })
  const step = { params: { id }, body: { id: randomUUID(), text: '已拉警戒带', at: monday } }
  await who.lin.ask(patrol, 'addStep', step)
  expect(await refusal(stranger.ask(patrol, 'passOn', { params: { id }, body: {} }))).toMatchObject({ status: 404 })
  const passed = await who.lin.ask(patrol, 'passOn', { params: { id }, body: {} })
  expect(passed.caseId).not.toBeNull()
  // Pressed again, by a planner: it is the same case.
  const again = await planner.ask(patrol, 'passOn', { params: { id }, body: {} })
  expect(again.caseId).toBe(passed.caseId)
  await town.settle()
  const made = await who.yu.ask(cases, 'read', { params: { id: passed.caseId ?? '' } })
  expect(made).toMatchObject({
    text: '台风刮倒围挡，压住人行道；已拉警戒带',
    matter: { state: 'intake', source: 'patrol' },
  })
  expect(made.evidence.map((one) => one.id)).toEqual([photo])
})
