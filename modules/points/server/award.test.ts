/** What people do in other modules, and what comes of it by public rules and within caps; what costs some; and what is read. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, nextDoor, type Purse, purseTown, refusal, sweepRule } from '../testing/purse-town.ts'
import { type PointsWork, reverse } from './book.ts'
import { ledger } from './ledger-store.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const sweep = (sweeperId: string, more: Record<string, unknown> = {}) =>
  purse.tell('swept', { sweeperId, forId: null, hours: 1, score: 5, communityCode: here, photoIds: [], ...more })
const mine = async (one: Awaited<ReturnType<Purse['neighbour']>>) =>
  (await one.me.ask(points, 'entries', { query: {} })).items

describe('an award', () => {
  test('comes of an event another module told, as its rule says, and its owner sees why', async () => {
    const lin = await purse.neighbour('林秀')
    await sweep(lin.personId, { hours: 1.5 })
    await sweep(lin.personId, { score: 2 })
    const [entry, ...others] = await mine(lin)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      kind: 'earn',
      change: 15,
      because: '扫楼道',
      ruleCode: 'sweeping',
      ruleVersion: 1,
      validOn: '2027-12-31',
    })
  })

  test('stops at the cap of the day, and who was not credited reads why', async () => {
    const mei = await purse.neighbour('梅')
    for (let turn = 0; turn < 4; turn += 1) await sweep(mei.personId)
    expect(await purse.balance(mei.me)).toBe(30)
    expect((await mei.me.ask(points, 'mine')).unpaid).toMatchObject([{ ruleCode: 'sweeping', why: 'cap', amount: 10 }])
    purse.town.clock.advance(86_400_000)
    await sweep(mei.personId)
    expect(await purse.balance(mei.me)).toBe(40)
  })

  test('is not made for helping oneself, and that is looked at', async () => {
    const bo = await purse.neighbour('波')
    await sweep(bo.personId, { forId: bo.personId })
    expect(await purse.balance(bo.me)).toBe(0)
    const { items } = await purse.as('communityAdmin').ask(points, 'flags', { query: { state: 'frozen' } })
    expect(items).toMatchObject([{ kind: 'self', people: [{ id: bo.personId }] }])
  })
})

test('whoever reads English reads why in English, whoever booked it', async () => {
  const lin = await purse.neighbour('读英文的')
  await sweep(lin.personId)
  await sweep(lin.personId, { communityCode: nextDoor, score: 5, hours: 9 })
  await lin.me.ask(points, 'donate', { body: { id: randomUUID(), amount: 4, area: here } })
  const read = async (path: string, locale: string) =>
    (await lin.me.raw('GET', `/api/points/${path}`, undefined, { 'accept-language': locale })).json()
  const why = async (locale: string) =>
    ((await read('entries', locale)) as { items: { because: string }[] }).items.map(({ because }) => because)
  expect(await why('en')).toEqual(['Given to the community', 'Swept the stairs', 'Swept the stairs'])
  expect(await why('zh-CN')).toEqual(['捐给社区公益池', '扫楼道', '扫楼道'])
  expect(((await read('mine', 'en')) as { thisYear: unknown }).thisYear).toEqual([
    { because: 'Swept the stairs', amount: 30, times: 2 },
  ])
})

describe('a deduction', () => {
  test('takes what is there and not more, is told, and can be objected to for seven days', async () => {
    const qi = await purse.neighbour('琪')
    await purse.give(qi.personId, 8)
    for (let turn = 0; turn < 2; turn += 1) await purse.tell('littered', { personId: qi.personId, communityCode: here })
    const entries = await mine(qi)
    expect(entries.map(({ kind, change }) => [kind, change])).toEqual([
      ['deduct', -3],
      ['deduct', -5],
      ['earn', 8],
    ])
    const [last, first] = entries
    const object = (transferId: string) =>
      qi.me.ask(points, 'object', { params: { id: transferId }, body: { reason: '那天我不在家' } })
    const { id } = await object(first?.transferId ?? '')
    expect(await refusal(object(first?.transferId ?? ''))).toBe('points/objected-already')
    const [raised] = (await purse.as('communityAdmin').ask(points, 'objections', { query: {} })).items
    expect(raised).toMatchObject({ id, reason: '那天我不在家', amount: 5, kind: 'deduct' })
    const decide = (who: ReturnType<Purse['as']>) =>
      who.ask(points, 'decideObjection', { params: { id }, body: { isUpheld: true, note: '查明当日外出' } })
    expect(await refusal(decide(purse.as('communityAdmin', here, qi.personId)))).toBe('points/own-affair')
    expect(await decide(purse.as('communityAdmin'))).toMatchObject({ state: 'upheld' })
    expect(await purse.balance(qi.me)).toBe(5)
    expect((await mine(qi))[0]).toMatchObject({ kind: 'reverse', change: 5, because: '查明当日外出' })
    expect((await qi.me.ask(matters, 'read', { params: { id } })).state).toBe('upheld')
    purse.town.clock.advance(8 * 86_400_000)
    expect(await refusal(object(last?.transferId ?? ''))).toBe('points/too-late')
  })
})

describe('an entry', () => {
  test('says in the words of what was done, leads to it, and what was not paid can be objected to like what was', async () => {
    const rule = { ...sweepRule, code: 'told', say: 'title', link: '/stairs/{placeId}', points: 4, perDay: 4 }
    const own = await purseTown('2026-11-23T10:00:00+08:00', { rules: [rule] })
    try {
      const lin = await own.neighbour('写明白')
      for (const title of ['扫了 3 梯', '扫了 4 梯'])
        await own.tell('swept', {
          ...{ sweeperId: lin.personId, forId: null, hours: 1, score: 5, communityCode: here, photoIds: [] },
          ...{ title, placeId: 'st-3' },
        })
      const [entry] = (await lin.me.ask(points, 'entries', { query: {} })).items
      expect(entry).toMatchObject({ because: '扫了 3 梯', link: '/stairs/st-3', ruleCode: 'told' })
      const [unpaid] = (await lin.me.ask(points, 'mine')).unpaid
      expect(unpaid).toMatchObject({ because: '扫了 4 梯', why: 'cap', amount: 4, objectionId: null })
      const object = (who: typeof lin) =>
        who.me.ask(points, 'objectUnpaid', { params: { id: unpaid?.id ?? '' }, body: { reason: '两次是两天的' } })
      expect(await refusal(object(await own.neighbour('别人')))).toBe('points/not-found')
      const { id } = await object(lin)
      expect(await refusal(object(lin))).toBe('points/objected-already')
      const admin = own.as('communityAdmin')
      expect((await admin.ask(points, 'objections', { query: {} })).items).toMatchObject([
        { id, isUnpaid: true, amount: 4, because: '扫了 4 梯', reason: '两次是两天的' },
      ])
      await admin.ask(points, 'decideObjection', { params: { id }, body: { isUpheld: true, note: '属实' } })
      expect(await own.balance(lin.me)).toBe(8)
    } finally {
      await own.town.close()
    }
  })
})

describe('something to read', () => {
  test('brings points by the answer to its question, once, and only to who wants', async () => {
    const id = '01940000-0000-7000-8000-00000000aa01'
    await purse.as('communityWorker').ask(points, 'publishReading', {
      params: { id },
      body: {
        area: here,
        title: '充电棚',
        text: '新充电棚有 24 个插座,每晚有人巡看。',
        question: '几个插座?',
        choices: ['24', '12'],
        rightChoice: 0,
      },
    })
    const reader = await purse.neighbour('读者')
    const answer = (choice: number) =>
      reader.me.ask(points, 'answer', { params: { id }, body: { choice, deviceId: 'phone-of-reader' } })
    expect(await answer(1)).toMatchObject({ isRight: false })
    expect(await answer(0)).toMatchObject({ isRight: true })
    expect(await refusal(answer(0))).toBe('points/already-answered')
    expect(await purse.town.told('points/read')).toHaveLength(1)
    expect((await reader.me.ask(points, 'readings', { query: {} })).items[0]).toMatchObject({ id, isAnswered: true })
  })
})

test('a deed counts for the day it was done, however late it is heard', async () => {
  purse.town.clock.set('2043-12-31T23:59:50+08:00')
  const late = await purse.neighbour('守岁', nextDoor)
  await purse.town.work(purse.sweeping, async (work) => {
    for (let turn = 0; turn < 4; turn += 1)
      work.emit(
        'swept' as never,
        {
          sweeperId: late.personId,
          forId: null,
          hours: 1,
          score: 5,
          communityCode: nextDoor,
          photoIds: [],
        } as never,
      )
  })
  purse.town.clock.set('2044-01-01T00:00:30+08:00')
  await purse.town.settle()
  // The cap of the last day of the year is full, the first day of the new one is still whole.
  expect(await purse.balance(late.me)).toBe(30)
  for (let turn = 0; turn < 3; turn += 1) await sweep(late.personId, { communityCode: nextDoor })
  expect(await purse.balance(late.me)).toBe(60)
  expect((await late.me.ask(points, 'mine')).expiring).toEqual([
    { on: '2044-12-31', amount: 30 },
    { on: '2045-12-31', amount: 30 },
  ])
})

test('what was taken back of an award frees its cap by just so much, and what of that came back fills it again', async () => {
  const fang = await purse.neighbour('方')
  await sweep(fang.personId, { hours: 3 })
  expect(await purse.balance(fang.me)).toBe(30)
  // Twenty of the thirty are spent before the award turns out to be wrong: ten can still be taken back.
  await purse.port((port) =>
    port.debit(
      fang,
      { common: 'shop', area: here },
      { source: 'test', key: 'fang', amount: 20, area: here, because: '兑换' },
    ),
  )
  const [award] = (await mine(fang)).filter(({ kind }) => kind === 'earn')
  const takeBack = (id: string) =>
    purse.town.work('points', async (work) => {
      const transfer = await ledger(work.db).byId(id)
      if (!transfer) throw new Error('no transfer')
      return reverse(work as unknown as PointsWork, transfer, '记错了')
    })
  const back = await takeBack(award?.transferId ?? '')
  expect([back.missing, await purse.balance(fang.me)]).toEqual([20, 0])
  await sweep(fang.personId, { hours: 3 })
  // The twenty that stayed count for the cap of thirty.
  expect(await purse.balance(fang.me)).toBe(10)
  await takeBack(back.transferId)
  await sweep(fang.personId)
  expect(await purse.balance(fang.me)).toBe(20)
  expect((await fang.me.ask(points, 'mine')).level.earned).toBe(40)
})
