/** People redeem points: the last piece once, codes that change, hand-overs without a network, days that add up. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { notices } from '@liren/notices/contract'
import { points } from '@liren/points/contract'
import { here, nextDoor, type Purse, purseTown, refusal } from '@liren/points/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mall } from '../contract.ts'
import module from './module.ts'

const shop = '01940000-0000-7000-8000-0000000000f1'
const keeper = '01940000-0000-7000-8000-0000000000a1'
const login = 'demo-shop'
let purse: Purse
let goodNumber = 0

const desk = () => purse.as('communityAdmin')
const counter = () => purse.as('merchant', here, null, keeper)
const good = async (stock: number, more: Record<string, unknown> = {}) => {
  goodNumber += 1
  const id = `01940000-0000-7000-8000-00000000b${String(goodNumber).padStart(3, '0')}`
  await desk().ask(mall, 'keepGood', {
    params: { id },
    body: {
      pointId: shop,
      name: `大米 ${goodNumber}`,
      note: '',
      kind: 'thing',
      points: 10,
      perPerson: null,
      isOffered: true,
      add: stock,
      ...more,
    },
  })
  return id
}
type Neighbour = Awaited<ReturnType<Purse['neighbour']>>
const reserve = (who: Neighbour, goodId: string, quantity = 1, id = randomUUID()) =>
  who.me.ask(mall, 'reserve', { body: { id, goodId, quantity, from: 'mine' } })
const codeOf = async (who: Neighbour, id: string) => {
  const { number, codes } = await who.me.ask(mall, 'codes', { params: { id } })
  return { number, code: codes[0]?.code ?? '', codes }
}
const rich = async (name: string, amount = 100) => {
  const one = await purse.neighbour(name)
  await purse.give(one.personId, amount)
  return one
}
const stockOf = async (id: string) => {
  const { items } = await desk().ask(mall, 'allGoods', { query: { limit: 200 } })
  return items.find((one) => one.id === id)?.stock
}

beforeAll(async () => {
  purse = await purseTown('2026-11-23T10:00:00+08:00', { others: [module] })
  await purse.town.work(module, (work) =>
    work
      .use(identity)
      .createAccount({ id: keeper, loginName: login, displayName: '东濠饼家', kind: 'enterprise', areaCode: here }),
  )
  await desk().ask(mall, 'keepPoint', {
    params: { id: shop },
    body: {
      area: here,
      name: '社区沥Mall',
      address: '应元路 21 号',
      hours: { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' },
      isClosed: false,
      staff: [login],
    },
  })
}, 120_000)
afterAll(() => purse.town.close())

describe('reserving', () => {
  test('the last piece goes to one of twenty who want it at the same moment, and only that one pays', async () => {
    const last = await good(1)
    const crowd = await Promise.all([...'赵钱孙李周吴郑王冯陈'].map((name) => rich(`${name}家`, 20)))
    const tries = await Promise.allSettled(crowd.flatMap((one) => [reserve(one, last), reserve(one, last)]))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await stockOf(last)).toBe(0)
    const balances = await Promise.all(crowd.map((one) => purse.balance(one.me)))
    expect(balances.filter((balance) => balance === 10)).toHaveLength(1)
    expect(balances.filter((balance) => balance === 20)).toHaveLength(9)
  })

  test('comes once under one id, and never beyond what one has or may have this month', async () => {
    const [rice, rare] = [await good(50), await good(50, { perPerson: 2 })]
    const lin = await rich('林秀', 40)
    const id = randomUUID()
    await Promise.all([reserve(lin, rice, 1, id), reserve(lin, rice, 1, id).catch(() => null)])
    expect((await reserve(lin, rice, 1, id)).id).toBe(id)
    expect(await purse.balance(lin.me)).toBe(30)
    expect(await refusal(reserve(lin, rice, 4))).toBe('points/not-enough')
    const tries = await Promise.allSettled([reserve(lin, rare), reserve(lin, rare), reserve(lin, rare)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await stockOf(rare)).toBe(48)
  })

  test('can be taken back within a day; what nobody collects goes back on the shelf', async () => {
    const rice = await good(5)
    const mei = await rich('梅', 30)
    const [first, second, third] = [await reserve(mei, rice), await reserve(mei, rice), await reserve(mei, rice)]
    expect((await mei.me.ask(mall, 'cancel', { params: { id: first.id }, body: {} })).state).toBe('cancelled')
    expect([await purse.balance(mei.me), await stockOf(rice)]).toEqual([10, 3])
    purse.town.clock.advance(25 * 3_600_000)
    expect(await refusal(mei.me.ask(mall, 'cancel', { params: { id: second.id }, body: {} }))).toBe(
      'mall/cancel-too-late',
    )
    purse.town.clock.advance(8 * 86_400_000)
    await purse.town.run(module, 'lapse')
    expect([await purse.balance(mei.me), await stockOf(rice)]).toEqual([30, 5])
    const { items } = await mei.me.ask(mall, 'reservations', { query: {} })
    expect(items.find(({ id }) => id === third.id)?.state).toBe('lapsed')
  })
})

test('what one person may have a month holds for both purses together, also at the same moment', async () => {
  const [wife, husband] = [await rich('两袋妻'), await rich('两袋夫')]
  await purse.household(husband.personId, wife.personId)
  await husband.me.ask(points, 'share', { body: { id: randomUUID(), from: 'mine', to: 'household', amount: 50 } })
  for (let turn = 0; turn < 5; turn += 1) {
    const rare = await good(50, { perPerson: 1, points: 2 })
    const tries = await Promise.allSettled(
      (['mine', 'household'] as const).map((from) =>
        wife.me.ask(mall, 'reserve', { body: { id: randomUUID(), goodId: rare, quantity: 1, from } }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})

describe('handing over', () => {
  const hand = (body: {
    number: string
    code: string
    id?: string
    offline?: { reservationId: string; doneAt: string; token: string }
  }) => {
    const { number, code, id = randomUUID(), offline } = body
    return counter().ask(mall, 'handOver', {
      body: { id, pointId: shop, number, code, ...(offline ? { offline } : {}) },
    })
  }

  test('needs the code of this minute; an old one is none, and five wrong ones close it for a while', async () => {
    const bo = await rich('波')
    const { id } = await reserve(bo, await good(3))
    const old = await codeOf(bo, id)
    expect(new Set(old.codes.map(({ code }) => code)).size).toBeGreaterThan(50)
    purse.town.clock.advance(5 * 60_000)
    for (let turn = 0; turn < 5; turn += 1) expect((await hand(old)).conflict).toBe('wrong-code')
    const now = await codeOf(bo, id)
    expect(await refusal(hand(now))).toBe('mall/too-many-tries')
    purse.town.clock.advance(11 * 60_000)
    const fresh = await codeOf(bo, id)
    expect((await hand(fresh)).reservation).toMatchObject({ id, state: 'handedOver' })
    expect(await refusal(hand(fresh))).toBe('mall/not-found')
  })

  test('made without a network is checked afterwards by its own time; sent twice it is one', async () => {
    const qi = await rich('琪')
    const { id } = await reserve(qi, await good(3))
    const list = await counter().ask(mall, 'counter')
    const row = list.items[0]?.open.find((one) => one.id === id)
    const doneAt = purse.town.clock.now().toISOString()
    const { number, code } = await codeOf(qi, id)
    purse.town.clock.advance(3 * 3_600_000)
    const kept = { id: randomUUID(), number, code, offline: { reservationId: id, doneAt, token: row?.token ?? '' } }
    expect(await hand(kept)).toMatchObject({ conflict: null, reservation: { state: 'handedOver' } })
    expect(await hand(kept)).toMatchObject({ conflict: null, reservation: { state: 'handedOver' } })
    expect(await purse.balance(qi.me)).toBe(90)
  })

  test('of something cancelled meanwhile is shown as a conflict, and the community says what became of it', async () => {
    const an = await rich('安')
    const { id } = await reserve(an, await good(3))
    const row = (await counter().ask(mall, 'counter')).items[0]?.open.find((one) => one.id === id)
    const { number, code } = await codeOf(an, id)
    const doneAt = purse.town.clock.now().toISOString()
    await an.me.ask(mall, 'cancel', { params: { id }, body: {} })
    expect(
      (await hand({ number, code, offline: { reservationId: id, doneAt, token: row?.token ?? '' } })).conflict,
    ).toBe('cancelled')
    const later = new Date(Date.parse(doneAt) + 1000).toISOString()
    const forged = { reservationId: id, doneAt: later, token: 'x'.repeat(43) }
    expect((await hand({ number, code, offline: forged })).conflict).toBe('wrong-token')
    const { items } = await desk().ask(mall, 'conflicts', { query: {} })
    expect(items.map(({ why }) => why)).toEqual(['wrong-token', 'cancelled'])
    const settled = await desk().ask(mall, 'settleConflict', {
      params: { id: items[1]?.id ?? '' },
      body: { isRight: false, note: '已追回' },
    })
    expect(settled.settledNote).toBe('已追回')
  })

  test('without a network is no way to guess codes: after five wrong ones the right one waits, too', async () => {
    const lan = await rich('兰')
    const { id } = await reserve(lan, await good(3))
    const token = (await counter().ask(mall, 'counter')).items[0]?.open.find((one) => one.id === id)?.token ?? ''
    const { number, code } = await codeOf(lan, id)
    const offline = () => ({ reservationId: id, doneAt: purse.town.clock.now().toISOString(), token })
    const wrong = code === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1)
      expect((await hand({ number, code: wrong, offline: offline() })).conflict).toBe('wrong-code')
    expect((await hand({ number, code, offline: offline() })).conflict).toBe('wrong-code')
    expect(await refusal(hand({ number, code }))).toBe('mall/too-many-tries')
    expect(await purse.balance(lan.me)).toBe(90)
  })

  test('is settled by another than who handed over, and never reaches a reservation of another shop', async () => {
    const [shopThere, keeperToo] = [randomUUID(), purse.as('communityAdmin', here, null, keeper)]
    const yun = await rich('云')
    const { id } = await reserve(yun, await good(3))
    await purse.as('communityAdmin', nextDoor).ask(mall, 'keepPoint', {
      params: { id: shopThere },
      body: {
        area: nextDoor,
        name: '邻社区沥Mall',
        address: '越秀北路 3 号',
        hours: { weekdays: [1], from: '09:00', until: '17:30' },
        isClosed: false,
        staff: [login],
      },
    })
    const send = (pointId: string) =>
      counter().ask(mall, 'handOver', {
        body: {
          id: randomUUID(),
          pointId,
          number: '0000',
          code: '000000',
          offline: { reservationId: id, doneAt: purse.town.clock.now().toISOString(), token: 'x'.repeat(43) },
        },
      })
    const settle = (who: ReturnType<Purse['as']>, conflictId: string) =>
      who.ask(mall, 'settleConflict', { params: { id: conflictId }, body: { isRight: true, note: '核实无误' } })
    await send(shopThere)
    const there = purse.as('communityAdmin', nextDoor)
    const far = (await there.ask(mall, 'conflicts', { query: { area: nextDoor } })).items[0]
    expect(await refusal(settle(there, far?.id ?? ''))).toBe('mall/not-found')
    await send(shop)
    const near = (await desk().ask(mall, 'conflicts', { query: { area: here } })).items[0]
    expect(await refusal(settle(keeperToo, near?.id ?? ''))).toBe('mall/own-conflict')
    expect((await settle(desk(), near?.id ?? '')).settledNote).toBe('核实无误')
    await there.ask(mall, 'keepPoint', {
      params: { id: shopThere },
      body: {
        area: nextDoor,
        name: '邻社区沥Mall',
        address: '越秀北路 3 号',
        hours: { weekdays: [1], from: '09:00', until: '17:30' },
        isClosed: true,
        staff: [],
      },
    })
  })

  test('is for those who serve there, and nobody else', async () => {
    const body = { id: randomUUID(), pointId: shop, number: '0000', code: '000000' }
    expect(await refusal(purse.as('merchant').ask(mall, 'handOver', { body }))).toBe('mall/not-found')
  })
})

test('what was handed over can be given back once, and the day adds up with the ledger', async () => {
  const wen = await rich('文')
  const rice = await good(4)
  const [kept, returned] = [await reserve(wen, rice), await reserve(wen, rice)]
  for (const { id } of [kept, returned]) {
    const { number, code } = await codeOf(wen, id)
    await counter().ask(mall, 'handOver', { body: { id: randomUUID(), pointId: shop, number, code } })
  }
  const back = () =>
    counter().ask(mall, 'refund', { params: { id: returned.id }, body: { because: '包装破损', isBackInStock: false } })
  const list = () => counter().ask(mall, 'handOvers', { query: { pointId: shop, limit: 2 } })
  expect((await list()).items.map(({ id, refundedAt }) => [id, refundedAt])).toEqual([
    [returned.id, null],
    [kept.id, null],
  ])
  await Promise.all([back(), back()])
  expect([await purse.balance(wen.me), await stockOf(rice)]).toEqual([90, 2])
  expect((await list()).items[0]).toMatchObject({ id: returned.id, because: '包装破损', points: 10 })
  expect((await list()).items[0]?.refundedAt).not.toBeNull()
  const { difference } = await counter().ask(mall, 'count', {
    params: { id: rice },
    body: { counted: 1, note: '破损一袋' },
  })
  expect(difference).toBe(-1)
  for (const asked of [
    counter().ask(mall, 'counts', { query: { pointId: shop } }),
    desk().ask(mall, 'counts', { query: { area: here } }),
  ])
    expect((await asked).items[0]).toMatchObject({ goodId: rice, expected: 2, counted: 1, note: '破损一袋' })
  purse.town.clock.advance(86_400_000)
  await purse.town.run(module, 'settle-days')
  const { items } = await desk().ask(mall, 'days', { query: {} })
  expect(items[0]).toMatchObject({ pointId: shop, refunds: 1, refundedPoints: 10, isEqual: true })
  expect(items[0]?.handedOver).toBeGreaterThanOrEqual(2)
})

test('nights that were missed are made up for: every day since the last settled one is settled, once', async () => {
  const settled = async () => (await desk().ask(mall, 'days', { query: {} })).items
  const before = await settled()
  const rice = await good(1)
  const bu = await rich('补')
  const { number, code } = await codeOf(bu, (await reserve(bu, rice)).id)
  await counter().ask(mall, 'handOver', { body: { id: randomUUID(), pointId: shop, number, code } })
  purse.town.clock.advance(3 * 86_400_000)
  for (let night = 0; night < 2; night += 1) await purse.town.run(module, 'settle-days')
  const days = (await settled()).filter(({ on }) => !before.some((one) => one.on === on))
  expect(days.map(({ handedOver, isEqual }) => [handedOver, isEqual])).toEqual([
    [0, true],
    [0, true],
    [1, true],
  ])
})

test('what a point handed over and counted is read by those who serve there and by its community, page by page', async () => {
  const stranger = purse.as('merchant')
  for (const route of ['handOvers', 'counts'] as const) {
    expect(await refusal(stranger.ask(mall, route, { query: { pointId: shop } }))).toBe('mall/not-found')
    expect((await stranger.ask(mall, route, { query: {} })).items).toEqual([])
  }
  const first = await desk().ask(mall, 'handOvers', { query: { area: here, limit: 1 } })
  const second = await desk().ask(mall, 'handOvers', { query: { area: here, limit: 1, after: first.next ?? '' } })
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  const { number = '' } = second.items[0] ?? {}
  const found = await desk().ask(mall, 'handOvers', { query: { number } })
  expect(found.items.every((one) => one.number === number)).toBe(true)
})

test('who serves at a point is picked among the people of the community, and the last of them can be taken off', async () => {
  const at = { params: { id: shop } }
  const [point] = (await desk().ask(mall, 'points', { query: { area: here } })).items
  if (!point) throw new Error('no point')
  const { id: _, staff: _before, ...body } = point
  const keep = (staffIds: string[]) => desk().ask(mall, 'keepPoint', { ...at, body: { ...body, staffIds } })
  const [grid, far] = [randomUUID(), randomUUID()]
  await purse.town.work('points', async (work) => {
    for (const [id, area] of [
      [grid, here],
      [far, nextDoor],
    ] as const)
      await work.use(identity).createAccount({
        ...{ id, loginName: `s${id.slice(0, 8)}`, displayName: `社工${id.slice(0, 4)}`, kind: 'staff' },
        roles: [{ role: 'communityWorker', area }],
      })
  })
  const able = (await desk().ask(mall, 'servers', { query: { area: here } })).items.map(({ id }) => id)
  expect([able.includes(grid), able.includes(far)]).toEqual([true, false])
  expect(await refusal(keep([far]))).toBe('mall/not-staff')
  expect((await keep([grid])).staff.map(({ id }) => id)).toEqual([grid])
  const worker = purse.as('communityWorker', here, null, grid)
  expect((await worker.ask(mall, 'counter')).items.map(({ point }) => point.id)).toEqual([shop])
  expect((await keep([])).staff).toEqual([])
  await desk().ask(mall, 'keepPoint', { ...at, body: { ...body, staff: [login] } })
})

test('a day on which shop and ledger differ is told to whoever keeps the mall, and waits until somebody says why', async () => {
  const keeper = randomUUID()
  await purse.town.work('points', (work) =>
    work.use(identity).createAccount({
      ...{ id: keeper, loginName: `k${keeper.slice(0, 8)}`, displayName: '管账人', kind: 'staff' },
      roles: [{ role: 'communityAdmin', area: here }],
    }),
  )
  // Points came to the shop's account that no hand-over of the day explains.
  const wen = await rich('多付')
  await purse.port((ledger) =>
    ledger.debit(
      { personId: wen.personId },
      { common: 'shop', area: here },
      { source: 'odd', key: wen.personId, amount: 3, area: here, because: '对不上' },
    ),
  )
  purse.town.clock.advance(86_400_000)
  await purse.town.run(module, 'settle-days')
  await purse.town.settle()
  const me = purse.as('communityAdmin', here, null, keeper)
  expect((await me.ask(notices, 'mine', { query: {} })).items).toMatchObject([
    { title: expect.stringContaining('的兑换与积分账不符') },
  ])
  const [odd] = (await desk().ask(mall, 'days', { query: { area: here } })).items
  expect(odd).toMatchObject({ isEqual: false, note: null })
  const explain = (who: ReturnType<Purse['as']>) =>
    who.ask(mall, 'explainDay', {
      params: { on: odd?.on ?? '', pointId: odd?.pointId ?? '' },
      body: { note: '手工转入，已核对' },
    })
  expect(await refusal(explain(purse.as('communityAdmin', nextDoor)))).toBe('mall/not-found')
  expect(await explain(desk())).toMatchObject({ note: '手工转入，已核对' })
})

test('whoever reserved is reminded the day before, and hears of what lapsed or was given back at the counter', async () => {
  const forgetful = await rich('忘取', 40)
  await purse.town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
     values ($1::uuid, $1::text, $1::text, '忘取', 'person', $2, now())`,
    [forgetful.me.actor.id, forgetful.personId],
  )
  const rice = await good(5)
  const [left, taken] = [await reserve(forgetful, rice), await reserve(forgetful, rice)]
  const { number, code } = await codeOf(forgetful, taken.id)
  await counter().ask(mall, 'handOver', { body: { id: randomUUID(), pointId: shop, number, code } })
  await counter().ask(mall, 'refund', {
    params: { id: taken.id },
    body: { because: '米袋破了', isBackInStock: false },
  })
  const titles = async () => {
    await purse.town.settle()
    const { items } = await forgetful.me.ask(notices, 'mine', { query: {} })
    return items.map(({ title }) => title)
  }
  expect(await titles()).toEqual([`${taken.goodName} 已退回，10 积分还给您`])
  for (let day = 0; day < 9; day += 1) {
    purse.town.clock.advance(86_400_000)
    for (const job of ['remind', 'lapse']) await purse.town.run(module, job)
  }
  expect((await titles()).slice(0, 2)).toEqual([
    `${left.goodName} 没有领取，已放回货架`,
    `${left.goodName} 请在 ${left.keptUntil} 前领取`,
  ])
})
