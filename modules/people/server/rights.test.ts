/** What people may ask about their own data: a copy of everything, and to be erased everywhere. */
import { Refused } from '@liren/contract'
import identity from '@liren/identity/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people } from '../contract.ts'
import module from './module.ts'

const hongqiao = '440104001001'
const yingyuan = '440104001002'
const number = '440104199303030025'
let town: Town

const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  return error.problem.code
}
const staff = (area = hongqiao, provedAt?: Date | null) =>
  town.as({ roles: [{ role: 'communityAdmin', area, unitId: null }], ...(provedAt === undefined ? {} : { provedAt }) })
const oneself = (personId: string, provedAt?: Date | null) =>
  town.as({
    name: '忘忘我',
    personId,
    roles: [{ role: 'resident', area: hongqiao, unitId: null }],
    ...(provedAt === undefined ? {} : { provedAt }),
  })
const enter = async (fullName: string, identityNumber?: string) =>
  (
    await town.as({ roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }] }).ask(people, 'register', {
      body: { fullName, areaCode: hongqiao, ...(identityNumber ? { identityNumber } : {}) },
    })
  ).id

beforeAll(async () => {
  town = await host([territory, identity, module], { now: '2026-11-23T10:00:00+08:00' })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${hongqiao}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${yingyuan}', '应元社区', 'community', '440104001000', '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
})
afterAll(() => town.close())

describe('a copy', () => {
  test('holds what every module knows, and stands among the looks of whoever took it without naming them', async () => {
    const id = await enter('忘忘我', number)
    const { parts } = await oneself(id).ask(people, 'takeMyCopy', {})
    expect(parts.map((part) => part.module)).toEqual(['identity', 'people'])
    expect(parts.find((part) => part.module === 'people')?.held).toMatchObject({
      person: { id },
      private: { fullName: '忘忘我', identityNumber: number },
    })
    const { items } = await oneself(id).ask(people, 'listMyFootprints', { query: {} })
    expect(items).toMatchObject([{ lookerName: '忘**', purpose: 'own-request' }])
  })

  test('is not handed to a session left open, nor to whoever helps somebody', async () => {
    const id = await enter('何老太')
    expect(await refusal(oneself(id, null).ask(people, 'takeMyCopy', {}))).toBe('kernel/stale-proof')
    expect(await refusal(oneself(id, new Date('2026-11-23T09:49:00+08:00')).ask(people, 'takeMyCopy', {}))).toBe(
      'kernel/stale-proof',
    )
    const helper = town.as({
      roles: [{ role: 'resident', area: hongqiao, unitId: null }],
      onBehalfOf: { personId: id, authorityId: id },
    })
    expect(await refusal(helper.ask(people, 'takeMyCopy', {}))).toBe('people/only-oneself')
    expect(await refusal(helper.ask(people, 'askErasure', { body: {} }))).toBe('people/only-oneself')
  })

  test('is handed out at the counter of the own community only, and the person sees by whom', async () => {
    const id = await enter('何窗口')
    expect(await refusal(staff(yingyuan).ask(people, 'handOutCopy', { params: { id } }))).toBe('people/not-found')
    expect(await refusal(staff(hongqiao, null).ask(people, 'handOutCopy', { params: { id } }))).toBe(
      'kernel/stale-proof',
    )
    expect((await staff().ask(people, 'handOutCopy', { params: { id } })).personId).toBe(id)
    const { items } = await oneself(id).ask(people, 'listMyFootprints', { query: {} })
    expect(items).toHaveLength(1)
  })
})

describe('being erased', () => {
  test('takes a request and another pair of hands; nothing is left to find the person by, and the looks stay', async () => {
    const id = await enter('何要走', '440104195503080029')
    const request = await oneself(id).ask(people, 'askErasure', { body: { reason: '搬走了' } })
    expect(request).toMatchObject({ state: 'open', isOwn: true, dueOn: '2026-12-23' })
    expect(await refusal(oneself(id).ask(people, 'askErasure', { body: {} }))).toBe('people/already-asked')
    const answer = { params: { id: request.id }, body: { decision: 'erase', answer: '已核对本人' } } as const
    expect(await refusal(staff(yingyuan).ask(people, 'answerErasure', answer))).toBe('people/not-found')
    expect(await refusal(staff(hongqiao, null).ask(people, 'answerErasure', answer))).toBe('kernel/stale-proof')

    const answered = await staff().ask(people, 'answerErasure', answer)
    expect(answered).toMatchObject({ state: 'erased', displayName: '—', reason: null })
    expect(answered.outcome?.find(({ kept }) => kept === '查阅足迹依法保留')).toMatchObject({ erased: 1 })
    const { rows } = await town.owner.query(
      `select (select count(*)::int from people_private where person_id = $1) as sealed,
        (select count(*)::int from people_persons where id = $1 and identity_fingerprint is not null) as marks`,
      [id],
    )
    expect(rows[0]).toEqual({ sealed: 0, marks: 0 })
    expect(await refusal(staff().ask(people, 'answerErasure', answer))).toBe('people/wrong-state')
  })

  test('whoever wrote the request down at the counter leaves the answer to a colleague', async () => {
    const id = await enter('何代记')
    const counter = staff()
    const request = await counter.ask(people, 'noteErasure', { params: { id }, body: { reason: '本人到窗口申请' } })
    const decline = { params: { id: request.id }, body: { decision: 'decline', answer: '尚有在办事项' } } as const
    expect(await refusal(counter.ask(people, 'answerErasure', decline))).toBe('people/not-yours')
    expect(await staff().ask(people, 'answerErasure', decline)).toMatchObject({ state: 'declined', outcome: null })
    const { items } = await oneself(id).ask(people, 'listMyErasures', { query: {} })
    expect(items).toMatchObject([{ state: 'declined', answer: '尚有在办事项', isOwn: false }])
  })

  test('can be thought better of; nobody withdraws for somebody else', async () => {
    const [id, other] = [await enter('何反悔'), await enter('何别人')]
    const request = await oneself(id).ask(people, 'askErasure', { body: {} })
    const open = await staff().ask(people, 'listErasures', { query: { state: 'open' } })
    expect(open.items.map((one) => one.id)).toContain(request.id)
    expect((await staff(yingyuan).ask(people, 'listErasures', { query: {} })).items).toEqual([])
    const params = { id: request.id }
    expect(await refusal(oneself(other).ask(people, 'withdrawErasure', { params }))).toBe('people/not-found')
    expect(await oneself(id).ask(people, 'withdrawErasure', { params })).toMatchObject({ state: 'withdrawn' })
    expect(await refusal(oneself(id).ask(people, 'withdrawErasure', { params }))).toBe('people/wrong-state')
  })
})
