/** The ledger under its promises: nothing twice, nothing below zero, nothing made or lost, whoever asks at the same moment. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { quarterAfter } from '../day.ts'
import { here, type Purse, purseTown, refusal } from '../testing/purse-town.ts'
import { verifyPoints } from './close-days.job.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const rows = async <R>(text: string, values: unknown[] = []): Promise<R[]> =>
  (await purse.town.owner.query(text, values)).rows as R[]

/** Everything adds up to nothing, no balance is below zero, every balance is the sum of its entries. */
const isSound = async () => {
  const [sum] = await rows<{ sum: number }>('select coalesce(sum(amount), 0)::float8 as sum from points_entries')
  const [odd] = await rows<{ n: number }>(
    `select count(*)::int as n from (select 1 from points_entries group by transfer_id having sum(amount) <> 0) o`,
  )
  const [wrong] = await rows<{
    n: number
  }>(`select count(*)::int as n from points_accounts a where is_guarded and (free < 0 or held < 0
    or free <> (select coalesce(sum(amount), 0) from points_entries e where e.account_id = a.id and pocket = 'free')
    or held <> (select coalesce(sum(amount), 0) from points_entries e where e.account_id = a.id and pocket = 'held'))`)
  expect([sum?.sum, odd?.n, wrong?.n]).toEqual([0, 0, 0])
}

describe('what is booked', () => {
  test('comes once, however often it is asked for', async () => {
    const lin = await purse.neighbour('林秀')
    const booking = { source: 'test', key: 'once', amount: 7, area: here, because: '扫地' }
    const first = await purse.port((ledger) => ledger.credit(lin, booking))
    const again = await Promise.all(
      Array.from({ length: 5 }, () => purse.port((ledger) => ledger.credit(lin, booking))),
    )
    expect(first.isReplay).toBe(false)
    expect(new Set(again.map(({ transferId }) => transferId))).toEqual(new Set([first.transferId]))
    expect(await purse.balance(lin.me)).toBe(7)
    expect(await refusal(purse.port((ledger) => ledger.credit(lin, { ...booking, amount: 8 })))).toBe(
      'points/key-taken',
    )
    await isSound()
  })

  test('comes once also when it takes away, and is asked for by eight at the same moment', async () => {
    const xu = await purse.neighbour('徐')
    await purse.give(xu.personId, 10)
    const booking = { source: 'test', key: 'once taken', amount: 10, area: here, because: '兑换' }
    const all = await Promise.all(
      Array.from({ length: 8 }, () =>
        purse.port((ledger) => ledger.debit(xu, { common: 'shop', area: here }, booking)),
      ),
    )
    expect(all.filter(({ isReplay }) => !isReplay)).toHaveLength(1)
    expect(await purse.balance(xu.me)).toBe(0)
    await isSound()
  })

  test('never makes a balance fall below zero, also when forty spend at the same moment', async () => {
    const mei = await purse.neighbour('梅')
    await purse.give(mei.personId, 100)
    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        mei.me.ask(points, 'donate', { body: { id: randomUUID(), amount: 7, area: here } }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(14)
    expect(await purse.balance(mei.me)).toBe(2)
    await isSound()
  })

  test('cannot be changed or removed afterwards, not even by the application itself', async () => {
    for (const statement of [
      'update points_entries set amount = 1',
      'delete from points_transfers',
      'delete from points_days',
    ])
      await expect(purse.town.app.query(statement)).rejects.toThrow(/permission denied/)
  })
})

describe('what is set aside', () => {
  test('is either paid out or given back, never both and never twice', async () => {
    const bo = await purse.neighbour('波')
    await purse.give(bo.personId, 50)
    for (let round = 0; round < 8; round += 1) {
      const hold = { source: 'test', key: `hold ${round}` }
      await purse.port((ledger) => ledger.hold(bo, { ...hold, amount: 5, area: here, because: '预订' }))
      const ends = await Promise.allSettled([
        purse.port((ledger) => ledger.capture(hold, { common: 'shop', area: here }, '兑换')),
        purse.port((ledger) => ledger.release(hold, '取消')),
        purse.port((ledger) => ledger.capture(hold, { common: 'shop', area: here }, '兑换')),
      ])
      const [ended] = await rows<{ n: number }>(`select count(*)::int as n from points_transfers where key = $1`, [
        `hold ${round}/end`,
      ])
      expect(ended?.n).toBe(1)
      expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
    }
    const { held } = await purse.port((ledger) => ledger.balance(bo))
    expect(held).toBe(0)
    await isSound()
  })

  test('of which more is asked than is there, is refused', async () => {
    const an = await purse.neighbour('安')
    const hold = { source: 'test', key: 'too much', amount: 1, area: here, because: '预订' }
    expect(await refusal(purse.port((ledger) => ledger.hold(an, hold)))).toBe('points/not-enough')
  })

  test('and paid out can be given back once', async () => {
    const qi = await purse.neighbour('琪')
    await purse.give(qi.personId, 10)
    const hold = { source: 'test', key: 'refundable' }
    await purse.port((ledger) => ledger.hold(qi, { ...hold, amount: 10, area: here, because: '预订' }))
    await purse.port((ledger) => ledger.capture(hold, { common: 'shop', area: here }, '兑换'))
    await Promise.all([1, 2, 3].map(() => purse.port((ledger) => ledger.refund(hold, '退货')).catch(() => null)))
    expect(await purse.balance(qi.me)).toBe(10)
    await isSound()
  })
})

test('points do not pass from person to person, only within a household', async () => {
  const [wang, zhou, far] = [await purse.neighbour('王'), await purse.neighbour('周'), await purse.neighbour('远')]
  await purse.household(wang.personId, zhou.personId)
  await purse.give(wang.personId, 30)
  const booking = { source: 'test', key: 'trade', amount: 5, area: here, because: '买卖' }
  expect(await refusal(purse.port((ledger) => ledger.debit(wang, far, booking)))).toBe('points/not-money')
  const shareTo = (to: 'household' | { personId: string }, amount: number) =>
    wang.me.ask(points, 'share', { body: { id: randomUUID(), from: 'mine', to, amount } })
  expect(await refusal(shareTo({ personId: far.personId }, 5))).toBe('points/not-in-household')
  await shareTo({ personId: zhou.personId }, 5)
  await shareTo('household', 10)
  expect(await purse.balance(zhou.me)).toBe(5)
  await Promise.all(
    Array.from({ length: 12 }, (_, turn) =>
      (turn % 2 ? wang : zhou).me
        .ask(points, 'share', {
          body: {
            id: randomUUID(),
            from: turn % 3 ? 'mine' : 'household',
            to: turn % 3 ? 'household' : 'mine',
            amount: 2,
          },
        })
        .catch(() => null),
    ),
  )
  await isSound()
})

test('a community never issues more than its budget of the quarter, also when many are credited at once', async () => {
  const poor = await purse.neighbour('贫', '440104001002')
  const admin = purse.as('communityAdmin', '440104001002')
  await admin.ask(points, 'setBudget', { params: { area: '440104001002' }, body: { amount: 100 } })
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, (_, turn) =>
      purse.port((ledger) =>
        ledger.credit(poor, {
          source: 'test',
          key: `budget ${turn}`,
          amount: 7,
          area: '440104001002',
          because: '义务劳动',
        }),
      ),
    ),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(14)
  expect(await admin.ask(points, 'budget', { params: { area: '440104001002' } })).toMatchObject({
    amount: 100,
    issued: 98,
    left: 2,
  })
  expect(
    await refusal(admin.ask(points, 'setBudget', { params: { area: '440104001002' }, body: { amount: 50 } })),
  ).toBe('points/too-little')
  await isSound()
})

test('a community plans the quarters to come and reads those that were; what is over stays as it was', async () => {
  const area = '440104001002'
  const admin = purse.as('communityAdmin', area)
  const at = { params: { area } }
  const { current, items } = await admin.ask(points, 'budgets', at)
  expect(items.map(({ quarter }) => quarter)).toEqual([4, 3, 2, 1, 0].map((count) => quarterAfter(current, count)))
  expect(items.at(-1)).toMatchObject({ quarter: current, isSet: true, amount: 100, issued: 98, left: 2 })
  const next = quarterAfter(current, 1)
  expect(items.at(-2)).toMatchObject({ quarter: next, isSet: false, amount: 20_000, issued: 0 })
  expect(await admin.ask(points, 'setBudget', { ...at, body: { amount: 300, quarter: next } })).toMatchObject({
    quarter: next,
    isSet: true,
    left: 300,
  })
  for (const count of [-1, 5])
    expect(
      await refusal(
        admin.ask(points, 'setBudget', { ...at, body: { amount: 1, quarter: quarterAfter(current, count) } }),
      ),
    ).toBe('points/quarter-closed')
  // What runs is not touched by what was planned, and what was planned counts by itself when its day comes.
  expect(await admin.ask(points, 'budget', at)).toMatchObject({ quarter: current, amount: 100 })
  const today = new Date()
  purse.town.clock.advance(92 * 86_400_000)
  const later = await admin.ask(points, 'budgets', at)
  expect(later.items.slice(4)).toMatchObject([
    { quarter: next, isSet: true, amount: 300 },
    { quarter: current, amount: 100, issued: 98 },
  ])
  expect(await refusal(admin.ask(points, 'setBudget', { ...at, body: { amount: 500, quarter: current } }))).toBe(
    'points/quarter-closed',
  )
  purse.town.clock.set(today.toISOString())
})

test('six hundred random acts of sixteen people at once leave a sound ledger', async () => {
  const crowd = await Promise.all([...'甲乙丙丁戊己'].map((name) => purse.neighbour(`众${name}`)))
  for (const one of crowd) await purse.give(one.personId, 40)
  let turn = 0
  const act = async () => {
    turn += 1
    // The same key three times on purpose: held and then ended, or asked for twice.
    const round = Math.floor(turn / 3)
    const who = crowd[round % crowd.length]
    if (!who) return
    const key = `chaos ${round}`
    const amount = 1 + Math.floor(Math.random() * 9)
    const booking = { source: 'chaos', key, amount, area: here, because: '乱' }
    const roll = Math.random()
    await purse
      .port(async (ledger): Promise<unknown> => {
        if (roll < 0.3) return ledger.credit(who, booking)
        if (roll < 0.5) return ledger.debit(who, { common: 'shop', area: here }, booking)
        if (roll < 0.7) return ledger.hold(who, booking)
        if (roll < 0.8) return ledger.release({ source: 'chaos', key }, '乱')
        if (roll < 0.9) return ledger.capture({ source: 'chaos', key }, { common: 'shop', area: here }, '乱')
        return ledger.refund({ source: 'chaos', key }, '乱')
      })
      .catch((error: { code?: string }) => {
        if (!/^points\/(not-enough|key-taken|hold-ended|not-found|budget-spent)$/.test(error.code ?? '')) throw error
      })
  }
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let round = 0; round < 38; round += 1) await act()
    }),
  )
  await isSound()
  const [twice] = await rows<{ n: number }>(
    'select count(*)::int as n from (select 1 from points_transfers group by source, key having count(*) > 1) t',
  )
  expect(twice?.n).toBe(0)
}, 60_000)

test('every night the day is added up and sealed onto the one before; a changed entry is found', async () => {
  purse.town.clock.advance(86_400_000)
  await purse.town.run('points', 'close-days')
  purse.town.clock.advance(86_400_000)
  await purse.town.run('points', 'close-days')
  const auditor = purse.as('auditAdmin', '440104000000')
  const { items } = await auditor.ask(points, 'days', { query: {} })
  expect(items.length).toBeGreaterThanOrEqual(2)
  expect(items.every(({ isBalanced }) => isBalanced)).toBe(true)
  const verdict = () => purse.town.work('points', (work) => verifyPoints(work.db))
  expect(await verdict()).toMatchObject({ ok: true, sum: 0, firstBroken: null })
  await purse.town.owner.query(
    `update points_entries set amount = amount + 1 where id = (select min(id) from points_entries where amount > 0)`,
  )
  expect(await verdict()).toMatchObject({ ok: false })
  await purse.town.owner.query(
    `update points_entries set amount = amount - 1 where id = (select min(id) from points_entries where amount > 0)`,
  )
  expect(await verdict()).toMatchObject({ ok: true })
})
