/** When personal data get out, somebody says so at once, it is stopped, those it concerns are told, and what was learned is kept. */
import { randomUUID } from 'node:crypto'
import { Refused } from '@liren/contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../contract.ts'
import { chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'

let small: Awaited<ReturnType<typeof smallDistrict>>
let chenId: string
let worker: Person
let steward: Person
beforeAll(async () => {
  small = await smallDistrict()
  chenId = await small.register('陈秀英', chenNumber, '13800001234')
  worker = small.as('communityWorker', community, { name: '谢婉仪' })
  steward = small.as('dataSteward', district, { name: '林泽宇' })
})
afterAll(() => small.town.close())

const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  return { code: error.problem.code, field: error.problem.field }
}
const report = (who: Person, more: object = {}) =>
  who.ask(catalogue, 'reportBreach', {
    body: {
      id: randomUUID(),
      areaCode: community,
      kind: 'leaked' as const,
      what: '一份老人名单发到了微信群',
      data: ['姓名', '手机号'],
      noticedAt: small.town.clock.now().toISOString(),
      ...more,
    },
  })
const contain = (id: string) =>
  steward.ask(catalogue, 'containBreach', {
    params: { id },
    body: { cause: '误发', harm: '可能接到骚扰电话', measures: '已撤回并删除', persons: 46 },
  })
const tell = (id: string, more: object = {}) =>
  steward.ask(catalogue, 'tellBreach', {
    params: { id },
    body: { authority: '区网信办', way: 'public' as const, advice: '留意陌生电话', contact: '83331234', ...more },
  })

test('a worker says it at once and a clock of hours starts; sent twice it is one', async () => {
  const id = randomUUID()
  const first = await report(worker, { id })
  expect(first).toMatchObject({ state: 'reported', persons: null })
  const [noticed, due] = [new Date(first.noticedAt).getTime(), new Date(first.dueAt ?? 0).getTime()]
  expect(due).toBeGreaterThanOrEqual(noticed + 4 * 3_600_000)
  expect(due).toBeLessThanOrEqual(small.town.clock.now().getTime() + 4 * 3_600_000)
  expect((await report(worker, { id })).number).toBe(first.number)
  // It is nobody's business but those who handle it.
  const neighbour = small.as('resident', community, { personId: randomUUID() })
  expect(await refusal(neighbour.ask(matters, 'read', { params: { id: first.matterId } }))).toMatchObject({
    code: 'matters/not-found',
  })
  const later = new Date(small.town.clock.now().getTime() + 3_600_000).toISOString()
  expect(await refusal(report(worker, { noticedAt: later }))).toEqual({ code: 'catalogue/not-yet', field: 'noticedAt' })
})

test('it is stopped before it is told, told before it is closed', async () => {
  const { id } = await report(worker)
  expect(await refusal(tell(id))).toMatchObject({ code: 'catalogue/wrong-state' })
  expect(await contain(id)).toMatchObject({ state: 'contained', persons: 46 })
  const close = () => steward.ask(catalogue, 'closeBreach', { params: { id }, body: { lesson: '名单不再导出' } })
  expect(await refusal(close())).toMatchObject({ code: 'catalogue/wrong-state' })
  await tell(id)
  expect(await close()).toMatchObject({ state: 'closed', lesson: '名单不再导出' })
  const { items } = await steward.ask(catalogue, 'listBreaches', { query: { state: 'closed' } })
  expect(items.map((one) => one.id)).toContain(id)
})

test('told in public, everybody reads what got out and what to do, and nothing of how; the rest stays inside', async () => {
  const { id } = await report(worker, { what: '名单在群文件里放了两小时' })
  await contain(id)
  const { items: before } = await small.town.guest.ask(catalogue, 'listToldBreaches', { query: {} })
  expect(before.map((one) => one.id)).not.toContain(id)
  await tell(id)
  const { items } = await small.town.guest.ask(catalogue, 'listToldBreaches', { query: {} })
  expect(items.find((one) => one.id === id)).toMatchObject({ data: ['姓名', '手机号'], advice: '留意陌生电话' })
  expect(JSON.stringify(items)).not.toContain('群文件')
})

test('those it concerns are told one by one: she finds it in her notices', async () => {
  const { id } = await report(worker)
  await contain(id)
  expect(await refusal(tell(id, { way: 'each' }))).toEqual({ code: 'catalogue/persons-needed', field: 'personIds' })
  const accountId = randomUUID()
  await small.town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
      values ($1::uuid, $1::text, $1::text, '陈秀英', 'person', $2, now())`,
    [accountId, chenId],
  )
  expect(await tell(id, { way: 'each', personIds: [chenId] })).toMatchObject({ told: 1 })
  const chen = small.as('resident', community, { id: accountId, personId: chenId, name: '陈秀英' })
  const { items } = await chen.ask(notices, 'mine', { query: {} })
  expect(items.map(({ text }) => text).join()).toContain('留意陌生电话')
  const { items: open } = await small.town.guest.ask(catalogue, 'listToldBreaches', { query: {} })
  expect(open.map((one) => one.id)).not.toContain(id)
})

test('an assessment is written down once, names what it is about, and is due again on its day', async () => {
  const id = randomUUID()
  const draft = {
    areaCode: district,
    title: '高龄津贴资格比对',
    purpose: '主动发放高龄津贴',
    grounds: ['sensitive' as const, 'automated' as const],
    keys: ['person.birthOn', 'share.hukou.city'],
    necessity: '依据穗民文件，最少够用',
    risks: '误判漏发',
    safeguards: '人工复核，可申诉',
    verdict: 'fitWithMeasures' as const,
    reviewOn: '2026-12-01',
  }
  const make = (who: Person, more: object = {}) =>
    who.ask(catalogue, 'makeAssessment', { params: { id }, body: { ...draft, ...more } })
  expect(await refusal(make(steward, { keys: ['person.shoeSize'] }))).toEqual({
    code: 'catalogue/unknown-key',
    field: 'keys',
  })
  expect(await make(steward)).toMatchObject({ names: ['出生日期', '户籍所在市'], isDue: false })
  // Nobody rewrites what was considered then.
  expect((await make(steward, { risks: '没有' })).risks).toBe('误判漏发')
  small.town.clock.advance(20 * 86_400_000)
  const { items } = await steward.ask(catalogue, 'listAssessments', { query: {} })
  expect(items).toMatchObject([{ id, isDue: true }])
  expect(await refusal(worker.ask(catalogue, 'listAssessments', { query: {} }))).toMatchObject({
    code: 'kernel/forbidden',
  })
})
