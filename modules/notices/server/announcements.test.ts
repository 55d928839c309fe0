/** A community writes to its people: only to whom it means, counted before, told how far it got. */
import { randomBytes } from 'node:crypto'
import { Refused } from '@liren/contract'
import type { Role } from '@liren/identity/contract'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { people as peopleContract } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AnnouncementBody, notices as contract } from '../contract.ts'
import notices from './module.ts'

const here = '440104001001'
const elsewhere = '440104001002'
const noon = '2026-11-23T04:00:00Z'

const open = async () => {
  const town = await host([territory, identity, people, notices], { now: noon })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${here}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${elsewhere}', '应元社区', 'community', '440104001000', '2020-01-01'),
    ('${here}001', '第1网格', 'gridCell', '${here}', '2020-01-01'), ('${elsewhere}001', '第1网格', 'gridCell', '${elsewhere}', '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
  const account = async (name: string, role: Role, personId: string | null, area = here) => {
    const id = await town.work(notices, (work) =>
      work.use(identityContract).createAccount({
        loginName: `u${randomBytes(6).toString('hex')}`,
        displayName: name,
        kind: personId ? 'person' : 'staff',
        areaCode: area,
        personId,
        roles: [{ role, area }],
      }),
    )
    return { ...town.as({ id, name, roles: [{ role, area, unitId: null }] }), id }
  }
  const resident = async (name: string, birthOn: string, has: { account: boolean; area?: string }) => {
    const { personId } = await town.work(people, (work) =>
      work.use(peopleContract).register({
        fullName: name,
        birthOn,
        sex: 'female',
        areaCode: `${has.area ?? here}001`,
        residence: 'permanent',
      }),
    )
    return has.account ? account(name, 'resident', personId, has.area) : null
  }
  return { town, account, resident }
}

const refusal = async (asked: Promise<unknown>) => {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof Refused)) throw new Error(`not refused: ${String(thrown)}`)
  return thrown.problem
}

let the: Awaited<ReturnType<typeof open>>
let secretary: Awaited<ReturnType<typeof the.account>>
let worker: typeof secretary
let old: typeof secretary
let young: typeof secretary
let stranger: typeof secretary

const body = (more: Partial<AnnouncementBody> = {}): AnnouncementBody => ({
  areaCode: here,
  kind: 'optional',
  urgency: 'normal',
  titleZh: '周五停水',
  textZh: '周五上午九点到十二点检修水管,请提前存水。',
  signature: '石榴社区居委会',
  ...more,
})
const settle = async (at = '2026-11-23T04:05:00Z') => {
  the.town.clock.set(at)
  await the.town.run(notices, 'announce')
  await the.town.settle()
}
const titles = async (one: typeof secretary) =>
  (await one.ask(contract, 'mine', { query: {} })).items.map(({ title }) => title)

beforeAll(async () => {
  the = await open()
  secretary = await the.account('何书记', 'communityAdmin', null)
  worker = await the.account('小林', 'gridWorker', null)
  const [first, second, third] = [
    await the.resident('陈婆婆', '1940-05-01', { account: true }),
    await the.resident('李小妹', '2000-05-01', { account: true }),
    await the.resident('王外人', '1941-05-01', { account: true, area: elsewhere }),
  ]
  if (!first || !second || !third) throw new Error('they have accounts')
  old = first
  young = second
  stranger = third
  await the.resident('周没账号', '1939-05-01', { account: false })
})
afterAll(() => the.town.close())
beforeEach(() => {
  the.town.clock.set(noon)
})

test('a secretary writes to the old people of the community alone, and sees how far it got', async () => {
  const sent = await secretary.ask(contract, 'announce', { body: body({ titleZh: '长者体检', rule: 'age >= 70' }) })
  expect(sent).toMatchObject({ state: 'waiting', reach: { recipients: 0 } })
  await settle()
  expect(await titles(old)).toContain('长者体检')
  expect(await titles(young)).not.toContain('长者体检')
  expect(await titles(stranger)).not.toContain('长者体检')
  await old.ask(contract, 'markRead', { body: { all: true } })
  const seen = await secretary.ask(contract, 'announcement', { params: { id: sent.id } })
  expect(seen).toMatchObject({ state: 'sent', reach: { recipients: 1, read: 1, notReached: 0 } })
})

test('the job that runs twice writes to nobody twice', async () => {
  await secretary.ask(contract, 'announce', { body: body({ titleZh: '只说一次' }) })
  await settle()
  await settle('2026-11-23T04:06:00Z')
  expect((await titles(young)).filter((title) => title === '只说一次')).toHaveLength(1)
})

test('who counts a handful is told no number by which one could know a person', async () => {
  const few = await secretary.ask(contract, 'countAudience', {
    query: { areaCode: here, kind: 'optional', rule: 'age >= 70' },
  })
  expect(few).toMatchObject({ people: null, reachable: null, refusing: null })
  const none = await secretary.ask(contract, 'countAudience', {
    query: { areaCode: here, kind: 'optional', rule: 'age >= 120' },
  })
  expect(none).toMatchObject({ people: 0, reachable: 0 })
})

test('whoever switched news of the community off gets none, but what the law demands arrives', async () => {
  await young.ask(contract, 'prefer', {
    body: { changes: [{ topic: 'notices.community', channel: 'in-app', isOn: false }] },
  })
  await secretary.ask(contract, 'announce', { body: body({ titleZh: '广场舞比赛' }) })
  await secretary.ask(contract, 'announce', {
    body: body({ titleZh: '房屋征收公告', kind: 'statutory', basis: '《国有土地上房屋征收与补偿条例》第十三条' }),
  })
  await settle()
  expect(await titles(young)).toContain('房屋征收公告')
  expect(await titles(young)).not.toContain('广场舞比赛')
  const { items } = await secretary.ask(contract, 'senders', { query: {} })
  expect(items.find(({ topic }) => topic === 'notices.community')).toMatchObject({
    sender: '石榴社区居委会',
    areaCode: here,
    optedOut: 1,
  })
})

test('a notice nobody may refuse names its ground, a rule must be readable, and the time lies ahead', async () => {
  const refused = (more: Partial<AnnouncementBody>) =>
    refusal(secretary.ask(contract, 'announce', { body: body(more) }))
  expect(await refused({ kind: 'emergency' })).toMatchObject({ code: 'notices/basis-needed', field: 'basis' })
  expect(await refused({ rule: 'age >' })).toMatchObject({ code: 'notices/rule-unreadable', field: 'rule' })
  expect(await refused({ titleEn: 'Water' })).toMatchObject({ code: 'notices/half-translated', field: 'textEn' })
  expect(await refused({ sendAt: '2026-11-22T04:00:00Z' })).toMatchObject({
    code: 'notices/too-early',
    field: 'sendAt',
  })
  expect(await refused({ areaCode: elsewhere })).toMatchObject({ code: 'kernel/forbidden' })
})

test('a planned notice can be taken back until it leaves, and not after', async () => {
  const sendAt = '2026-11-24T04:00:00Z'
  const kept = await secretary.ask(contract, 'announce', { body: body({ titleZh: '明天说', sendAt }) })
  const dropped = await secretary.ask(contract, 'announce', { body: body({ titleZh: '不说了', sendAt }) })
  await settle()
  expect(await titles(old)).not.toContain('明天说')
  await secretary.ask(contract, 'withdraw', { params: { id: dropped.id } })
  await settle('2026-11-24T04:00:30Z')
  expect(await titles(old)).toContain('明天说')
  expect(await titles(old)).not.toContain('不说了')
  expect(await refusal(secretary.ask(contract, 'withdraw', { params: { id: kept.id } }))).toMatchObject({
    code: 'notices/gone-already',
  })
})

test('a notice to colleagues goes by post, and a reader in English reads the English', async () => {
  await secretary.ask(contract, 'announce', {
    body: body({
      kind: 'work',
      roles: ['gridWorker'],
      titleZh: '周一例会',
      textZh: '九点',
      titleEn: 'Monday meeting',
      textEn: 'At nine',
    }),
  })
  await settle()
  expect(await titles(worker)).toContain('周一例会')
  expect(await titles(old)).not.toContain('周一例会')
  const english = await worker.raw('GET', '/api/notices/notices', undefined, { 'accept-language': 'en' })
  expect(await english.text()).toContain('Monday meeting')
})
