/** What people do in other modules, and what comes of it: by public rules, within caps and budgets, open to objection and review. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, nextDoor, type Purse, purseTown, refusal, sweepRule } from '../testing/purse-town.ts'

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

describe('a rule', () => {
  const admin = () => purse.as('communityAdmin')
  const rule = { ...sweepRule, code: 'sweeping-here', name: '扫楼道(本社区)', within: here, points: 2 }

  test('is tried on what happened before, and nothing is booked by it', async () => {
    const far = await purse.neighbour('远', nextDoor)
    await sweep(far.personId, { communityCode: nextDoor })
    await sweep(far.personId, { communityCode: null })
    const before = await purse.town.owner.query('select count(*) from points_transfers')
    const found = await admin().ask(points, 'rehearse', { body: { rule, days: 90 } })
    // Neither what happened next door counts here, nor what somebody did for themselves.
    expect(found).toMatchObject({ facts: 10, matched: 7, people: 2, nobody: 1 })
    const whole = await admin().ask(points, 'rehearse', {
      body: { rule: { ...rule, within: '440104000000' }, days: 90 },
    })
    expect(whole).toMatchObject({ facts: 10, matched: 9, people: 3, nobody: 1 })
    expect((await purse.town.owner.query('select count(*) from points_transfers')).rows).toEqual(before.rows)
  })

  test('that names what is not there is refused, with the field', async () => {
    const rehearse = (change: Record<string, unknown>) =>
      refusal(admin().ask(points, 'rehearse', { body: { rule: { ...rule, ...change }, days: 9 } }))
    expect(await rehearse({ on: 'sweeping/danced' })).toBe('points/unknown-event')
    expect(await rehearse({ credit: 'nobody' })).toBe('points/unknown-field')
    expect(await rehearse({ when: 'score >=' })).toBe('points/rule-wrong')
  })

  test('is public for seven days before it counts, and each award keeps the version it came by', async () => {
    const publish = (effectiveOn: string, change = {}) =>
      admin().ask(points, 'publish', { body: { rule: { ...rule, ...change }, effectiveOn } })
    expect(await refusal(publish('2026-12-08'))).toBe('points/too-soon')
    // It was tried above, today; another amount was not.
    expect(await refusal(publish('2026-12-09', { points: 3 }))).toBe('points/not-rehearsed')
    expect(await publish('2026-12-09')).toMatchObject({ version: 1, publishedOn: '2026-12-02' })
    const an = await purse.neighbour('安')
    await sweep(an.personId)
    expect(await purse.balance(an.me)).toBe(10)
    purse.town.clock.set('2026-12-09T09:00:00+08:00')
    await sweep(an.personId)
    expect(await purse.balance(an.me)).toBe(22)
    expect((await purse.town.guest.ask(points, 'rules', { query: { area: here } })).items).toHaveLength(3)
  })

  test('for the whole district is not made by a community', async () => {
    const { within: _, ...everywhere } = rule
    expect(
      await refusal(
        admin().ask(points, 'publish', { body: { rule: { ...everywhere, code: 'all' }, effectiveOn: '2027-01-01' } }),
      ),
    ).toBe('kernel/forbidden')
  })
})

describe('a rule of the district', () => {
  let purse: Purse
  beforeAll(async () => {
    purse = await purseTown()
  }, 120_000)
  afterAll(() => purse.town.close())
  const sweep = (sweeperId: string, communityCode: string = here) =>
    purse.tell('swept', { sweeperId, forId: null, hours: 1, score: 5, communityCode, photoIds: [] })
  const steward = () => purse.as('dataSteward', '440104000000')
  const publish = async (who: ReturnType<Purse['as']>, change: Record<string, unknown>, effectiveOn: string) => {
    const rule = { ...sweepRule, ...change }
    if (rule.points !== 0) await who.ask(points, 'rehearse', { body: { rule, days: 9 } })
    return who.ask(points, 'publish', { body: { rule, effectiveOn } })
  }
  const counting = async (area: string) =>
    (await purse.town.guest.ask(points, 'rules', { query: { area } })).items
      .filter(({ code }) => code === 'sweeping')
      .map((one) => one.points)

  test('is changed by whoever answers for the district, counts otherwise where a community says so, and not where it says so', async () => {
    const [ours, theirs] = [purse.as('communityAdmin', here), purse.as('communityAdmin', nextDoor)]
    const day = (ahead: number) =>
      new Date(purse.town.clock.now().getTime() + (ahead * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
    expect(await refusal(publish(ours, { points: 7 }, day(8)))).toBe('kernel/forbidden')
    expect(await refusal(publish(ours, { points: 7, within: nextDoor }, day(8)))).toBe('kernel/forbidden')
    expect(await refusal(publish(ours, { code: 'nothing', points: 0, within: here }, day(8)))).toBe('points/too-little')
    expect(
      await refusal(
        publish(
          ours,
          {
            on: 'sweeping/littered',
            credit: 'personId',
            with: undefined,
            when: undefined,
            times: undefined,
            within: here,
          },
          day(8),
        ),
      ),
    ).toBe('points/another-event')
    await publish(ours, { points: 5, within: here }, day(8))
    await publish(steward(), { points: 8 }, day(8))
    const [mei, bo] = [await purse.neighbour('改版甲'), await purse.neighbour('改版乙', nextDoor)]
    purse.town.clock.advance(8 * 86_400_000)
    expect([await counting(here), await counting(nextDoor)]).toEqual([[5], [8]])
    await sweep(mei.personId)
    await sweep(bo.personId, nextDoor)
    expect([await purse.balance(mei.me), await purse.balance(bo.me)]).toEqual([5, 8])
    // Next door it is not wanted any more; here the own version ends, and the district's counts again.
    await publish(theirs, { points: 0, within: nextDoor }, day(8))
    await ours.ask(points, 'publish', {
      body: { rule: { ...sweepRule, points: 5, within: here }, effectiveOn: day(8), endsOn: day(8) },
    })
    purse.town.clock.advance(8 * 86_400_000)
    expect([await counting(here), await counting(nextDoor)]).toEqual([[8], []])
    await sweep(mei.personId)
    await sweep(bo.personId, nextDoor)
    expect([await purse.balance(mei.me), await purse.balance(bo.me)]).toEqual([13, 8])
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

describe('what looks like abuse', () => {
  test('is not paid where somebody of the same home confirmed it, and is looked at', async () => {
    const [son, mother] = [await purse.neighbour('儿'), await purse.neighbour('娘')]
    await purse.household(mother.personId, son.personId)
    await sweep(son.personId, { forId: mother.personId })
    expect(await purse.balance(son.me)).toBe(0)
    expect((await son.me.ask(points, 'mine')).unpaid.map(({ why }) => why)).toEqual(['relative', 'relative'])
    const { items } = await purse.as('communityAdmin').ask(points, 'flags', { query: { state: 'frozen' } })
    expect(items.filter(({ kind }) => kind === 'relative')[0]?.people.map(({ id }) => id)).toEqual([
      son.personId,
      mother.personId,
    ])
  })

  test('is frozen, looked at by somebody who has no part in it, and reversed with a reason', async () => {
    const [one, other] = [await purse.neighbour('甲'), await purse.neighbour('乙')]
    for (let turn = 0; turn < 3; turn += 1) {
      await sweep(one.personId, { forId: other.personId })
      await sweep(other.personId, { forId: one.personId })
    }
    await purse.town.run('points', 'look-for-abuse')
    await purse.town.run('points', 'look-for-abuse')
    expect(await purse.balance(one.me)).toBe(0)
    const { items } = await purse.as('communityAdmin').ask(points, 'flags', { query: { state: 'frozen' } })
    const pairs = items.filter(({ kind }) => kind === 'pair')
    expect(pairs).toHaveLength(1)
    const decide = (who: ReturnType<Purse['as']>) =>
      who.ask(points, 'decideFlag', {
        params: { id: pairs[0]?.id ?? '' },
        body: { decision: 'reverse', note: '互相代签,查实' },
      })
    expect(await refusal(decide(purse.as('communityAdmin', here, one.personId)))).toBe('points/own-affair')
    expect((await decide(purse.as('communityAdmin'))).state).toBe('reversed')
    expect([await purse.balance(one.me), await purse.balance(other.me)]).toEqual([0, 0])
    expect((await mine(one))[0]).toMatchObject({ kind: 'reverse', because: '互相代签,查实' })
  })

  test('cleared, everything is as it was', async () => {
    const [one, other, third] = [await purse.neighbour('丙'), await purse.neighbour('丁'), await purse.neighbour('戊')]
    for (let turn = 0; turn < 3; turn += 1)
      for (const [who, whom] of [
        [one, other],
        [other, third],
        [third, one],
      ] as const)
        await sweep(who.personId, { forId: whom.personId })
    const before = await purse.balance(one.me)
    await purse.town.run('points', 'look-for-abuse')
    const { items } = await purse.as('communityAdmin').ask(points, 'flags', { query: { state: 'frozen' } })
    const circle = items.find(({ kind }) => kind === 'circle')
    await purse.as('communityAdmin').ask(points, 'decideFlag', {
      params: { id: circle?.id ?? '' },
      body: { decision: 'clear', note: '三户轮流照顾老人' },
    })
    expect(await purse.balance(one.me)).toBe(before)
  })

  test('a worker gives points to neighbours, never to themselves or those they live with', async () => {
    const [worker, wife, neighbour] = [
      await purse.neighbour('社工'),
      await purse.neighbour('妻'),
      await purse.neighbour('邻'),
    ]
    await purse.household(worker.personId, wife.personId)
    const grant = (personId: string) =>
      purse.as('communityWorker', here, worker.personId).ask(points, 'grant', {
        body: { id: randomUUID(), personId, area: here, amount: 20, because: '拾金不昧' },
      })
    expect(await refusal(grant(worker.personId))).toBe('points/own-affair')
    expect(await refusal(grant(wife.personId))).toBe('points/relative')
    expect(await grant(neighbour.personId)).toMatchObject({ free: 20 })
  })

  test('much of it takes two: it waits, whoever asked cannot agree with themselves, and it is given once', async () => {
    const [first, second, neighbour] = [
      await purse.neighbour('社工甲'),
      await purse.neighbour('社工乙'),
      await purse.neighbour('救人的邻居'),
    ]
    const asks = purse.as('communityWorker', here, first.personId)
    const agrees = purse.as('communityWorker', here, second.personId)
    const id = randomUUID()
    const body = { id, personId: neighbour.personId, area: here, amount: 300, because: '救起落水儿童' }
    for (let time = 0; time < 2; time += 1)
      expect(await asks.ask(points, 'grant', { body })).toEqual({ transferId: null, free: null, isWaiting: true })
    expect(await purse.balance(neighbour.me)).toBe(0)
    const decide = (who: typeof asks, isGranted = true) =>
      who.ask(points, 'decideGrant', { params: { id }, body: { isGranted, note: '核实过' } })
    expect(await refusal(decide(asks))).toBe('points/own-affair')
    expect(await refusal(decide(purse.as('communityWorker', nextDoor)))).toBe('points/not-found')
    expect(await refusal(decide(purse.as('communityWorker', here, neighbour.personId)))).toBe('points/own-affair')
    expect(await decide(agrees)).toMatchObject({ state: 'granted', amount: 300 })
    expect(await purse.balance(neighbour.me)).toBe(300)
    expect(await refusal(decide(agrees))).toBe('points/decided-already')
    expect(await purse.balance(neighbour.me)).toBe(300)
    const { items } = await agrees.ask(points, 'grants', { query: { area: here } })
    expect(items.find((one) => one.id === id)).toMatchObject({ personName: expect.any(String), isMine: false })
  })
})

test('a second hundred from the same hand waits for a colleague', async () => {
  purse.town.clock.set('2040-05-06T09:00:00+08:00')
  const [who, other, worker, colleague] = [
    await purse.neighbour('好心人'),
    await purse.neighbour('另一位'),
    await purse.neighbour('社工'),
    await purse.neighbour('同事'),
  ]
  const [hand, second] = [
    purse.as('communityWorker', here, worker.personId),
    purse.as('communityWorker', here, colleague.personId),
  ]
  const thank = (by: typeof hand, personId: string, amount = 100, id: string = randomUUID()) =>
    by.ask(points, 'grant', { body: { id, personId, area: here, amount, because: '拾金不昧' } })
  const once = randomUUID()
  expect(await thank(hand, who.personId, 100, once)).toMatchObject({ isWaiting: false })
  // A lost answer asked for again is the same thanks.
  expect(await thank(hand, who.personId, 100, once)).toMatchObject({ isWaiting: false })
  const id = randomUUID()
  expect(await thank(hand, who.personId, 100, id)).toMatchObject({ isWaiting: true })
  expect(await thank(hand, who.personId, 1)).toMatchObject({ isWaiting: true })
  expect(await purse.balance(who.me)).toBe(100)
  expect(await thank(hand, other.personId)).toMatchObject({ isWaiting: false })
  await second.ask(points, 'decideGrant', { params: { id }, body: { isGranted: true } })
  // What two agreed on is nobody's own hundred.
  expect(await thank(second, who.personId)).toMatchObject({ isWaiting: false })
  expect(await purse.balance(who.me)).toBe(300)
  purse.town.clock.set('2040-07-01T00:00:00+08:00')
  expect(await thank(hand, who.personId)).toMatchObject({ isWaiting: false })
})

test('thanks for somebody who moved away can still be declined', async () => {
  const who = await purse.neighbour('搬走的邻居')
  const id = randomUUID()
  await purse.as('communityWorker').ask(points, 'grant', {
    body: { id, personId: who.personId, area: here, amount: 300, because: '救起落水儿童' },
  })
  await purse.town.owner.query('update people_persons set area_code = $2 where id = $1', [
    who.personId,
    `${nextDoor}001`,
  ])
  const decide = (isGranted: boolean) =>
    purse.as('communityWorker').ask(points, 'decideGrant', { params: { id }, body: { isGranted } })
  expect(await refusal(decide(true))).toBe('points/not-found')
  expect(await decide(false)).toMatchObject({ state: 'declined' })
  expect(await purse.balance(who.me)).toBe(0)
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

test('points not spent by the end of the next year expire, oldest first, and their owner hears of it before', async () => {
  const old = await purse.neighbour('旧')
  purse.town.clock.set('2026-12-20T09:00:00+08:00')
  await purse.give(old.personId, 10)
  purse.town.clock.set('2027-06-01T09:00:00+08:00')
  await purse.give(old.personId, 5)
  await old.me.ask(points, 'donate', { body: { id: randomUUID(), amount: 4, area: here } })
  expect((await old.me.ask(points, 'mine')).expiring).toEqual([
    { on: '2027-12-31', amount: 6 },
    { on: '2028-12-31', amount: 5 },
  ])
  purse.town.clock.set('2027-12-24T10:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  const { rows } = await purse.town.owner.query(
    `select count(*)::int as n from notices_sendings where once_key like 'points/expiring%'`,
  )
  expect(rows[0]?.n).toBeGreaterThan(0)
  purse.town.clock.set('2028-01-01T01:00:00+08:00')
  await purse.town.run('points', 'expire')
  await purse.town.run('points', 'expire')
  expect(await purse.balance(old.me)).toBe(5)
  expect((await mine(old))[0]).toMatchObject({ kind: 'expire', change: -6 })
})

test('of points in the common purse everybody at home hears before they expire, and nobody who has moved out', async () => {
  purse.town.clock.set('2028-03-01T09:00:00+08:00')
  const [mother, son, moved] = [await purse.neighbour('母'), await purse.neighbour('子'), await purse.neighbour('搬')]
  for (const { me, personId } of [mother, son, moved])
    await purse.town.owner.query(
      `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
       values ($1::uuid, $1::text, $1::text, '家里人', 'person', $2, now())`,
      [me.actor.id, personId],
    )
  const home = await purse.household(mother.personId, son.personId, moved.personId)
  await purse.as('gridWorker').ask(people, 'removeHouseholdMember', {
    params: { id: home, personId: moved.personId },
  })
  await purse.give(mother.personId, 20)
  await mother.me.ask(points, 'share', { body: { id: randomUUID(), from: 'mine', to: 'household', amount: 20 } })
  purse.town.clock.set('2029-12-01T10:00:00+08:00')
  await purse.town.run('points', 'warn-of-expiry')
  await purse.town.run('points', 'warn-of-expiry')
  await purse.town.settle()
  const titles = async ({ me }: typeof mother) =>
    (await me.ask(notices, 'mine', { query: {} })).items
      .map(({ title }) => title)
      .filter((title) => title.includes('家庭'))
  expect(await titles(son)).toEqual(['家庭共用的 20 积分将在 2029-12-31 到期'])
  expect(await titles(mother)).toHaveLength(1)
  expect(await titles(moved)).toEqual([])
})

test('what is written in a common purse may be objected to by whoever lives there, by one for all, and comes back into it', async () => {
  const [mother, son, stranger] = [
    await purse.neighbour('母二'),
    await purse.neighbour('子二'),
    await purse.neighbour('外'),
  ]
  await purse.household(mother.personId, son.personId)
  await purse.give(mother.personId, 20)
  await mother.me.ask(points, 'share', { body: { id: randomUUID(), from: 'mine', to: 'household', amount: 20 } })
  const thisYear = purse.town.clock.now().toISOString().slice(0, 4)
  purse.town.clock.set(`${Number(thisYear) + 2}-01-01T00:15:00+08:00`)
  await purse.town.run('points', 'expire')
  const common = async (who: typeof mother) =>
    (await who.me.ask(points, 'entries', { query: { which: 'household' } })).items
  const [entry, shared] = await common(son)
  expect(entry).toMatchObject({ kind: 'expire', change: -20, objectionId: null })
  expect(entry?.mayObjectUntil).not.toBeNull()
  expect(shared).toMatchObject({ change: 20, mayObjectUntil: null })
  const object = (who: typeof mother) =>
    who.me.ask(points, 'object', { params: { id: entry?.transferId ?? '' }, body: { reason: '我们一直在住院' } })
  expect(await refusal(object(stranger))).toBe('points/not-found')
  const tries = await Promise.allSettled([object(son), object(mother)])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [seen] = await common(mother)
  expect(seen).toMatchObject({ mayObjectUntil: null, objectionId: expect.any(String) })
  const decide = (who: ReturnType<Purse['as']>) =>
    who.ask(points, 'decideObjection', {
      params: { id: seen?.objectionId ?? '' },
      body: { isUpheld: true, note: '住院属实', amount: 20 },
    })
  expect(await refusal(decide(purse.as('communityAdmin', here, mother.personId)))).toBe('points/own-affair')
  await decide(purse.as('communityAdmin'))
  expect((await common(son))[0]).toMatchObject({ kind: 'earn', change: 20 })
})

test('a grant comes out of the budget of where somebody lives: spent there, no cell and no neighbour lends its own', async () => {
  purse.town.clock.set('2041-02-01T09:00:00+08:00')
  const who = await purse.neighbour('领奖')
  const grant = (area: string, amount = 100) =>
    purse.as('communityWorker').ask(points, 'grant', {
      body: { id: randomUUID(), personId: who.personId, area, amount, because: '拾金不昧' },
    })
  await purse.as('communityAdmin').ask(points, 'setBudget', { params: { area: here }, body: { amount: 150 } })
  await grant(here)
  expect(await refusal(grant(here))).toBe('points/budget-spent')
  expect(await refusal(grant(`${here}001`))).toBe('points/budget-spent')
  expect(
    await refusal(
      purse.as('communityWorker', '440104000000').ask(points, 'grant', {
        body: { id: randomUUID(), personId: who.personId, area: nextDoor, amount: 1, because: '拾金不昧' },
      }),
    ),
  ).toBe('points/unknown-area')
  expect(await grant(`${here}001`, 50)).toMatchObject({ free: 150 })
})

test('an upheld objection to a reversal brings the same points back with their old day, also when the budget is spent', async () => {
  purse.town.clock.set('2041-12-28T09:00:00+08:00')
  const [one, other] = [await purse.neighbour('冤一'), await purse.neighbour('冤二')]
  for (let turn = 0; turn < 3; turn += 1) {
    await sweep(one.personId, { forId: other.personId })
    await sweep(other.personId, { forId: one.personId })
  }
  const had = await purse.balance(one.me)
  await purse.town.run('points', 'look-for-abuse')
  const { items } = await purse.as('communityAdmin').ask(points, 'flags', { query: { state: 'frozen' } })
  const flag = items.find(({ kind, people: them }) => kind === 'pair' && them.some(({ id }) => id === one.personId))
  await purse.as('communityAdmin').ask(points, 'decideFlag', {
    params: { id: flag?.id ?? '' },
    body: { decision: 'reverse', note: '互相代签' },
  })
  const taken = (await mine(one)).filter(({ kind }) => kind === 'reverse')
  expect(await purse.balance(one.me)).toBe(0)
  purse.town.clock.set('2042-01-02T09:00:00+08:00')
  await purse.as('communityAdmin').ask(points, 'setBudget', { params: { area: here }, body: { amount: 0 } })
  for (const { transferId } of taken) {
    const { id } = await one.me.ask(points, 'object', {
      params: { id: transferId },
      body: { reason: '两家确实轮流打扫' },
    })
    await purse.as('communityAdmin').ask(points, 'decideObjection', {
      params: { id },
      body: { isUpheld: true, note: '监控可证' },
    })
  }
  expect(await purse.balance(one.me)).toBe(had)
  expect((await one.me.ask(points, 'mine')).expiring).toEqual([{ on: '2042-12-31', amount: had }])
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
