/** Two things at the same moment: cancelled and handed over, handed over twice, given back twice, lapsed and collected. One of them happens. */
import { points } from '@liren/points/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mall } from '../contract.ts'
import { openShop } from '../testing/shop.ts'
import module from './module.ts'

let at: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  at = await openShop()
}, 120_000)
afterAll(() => at.purse.town.close())

const done = (tries: readonly PromiseSettledResult<unknown>[]) =>
  tries.filter(({ status }) => status === 'fulfilled').length
/** Refused by the house, never broken: what is no refusal is thrown on. */
const mustBeRefusals = (tries: readonly PromiseSettledResult<unknown>[]) => {
  for (const one of tries)
    if (one.status === 'rejected' && !/^(mall|points)\//.test(one.reason?.problem?.code ?? '')) throw one.reason
}
const heldOf = async (me: Awaited<ReturnType<typeof at.rich>>['me']) =>
  (await me.ask(points, 'mine')).wallets.find(({ which, unit }) => which === 'mine' && unit === 'point')?.held ?? 0

test('cancelled on the phone while the counter hands over: one of the two, and points and shelf agree with it', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const rice = await at.good(3)
    const one = await at.rich(`同时${'甲乙丙丁戊己'[turn]}`)
    const { id } = await one.reserve(rice)
    const code = await one.codeOf(id)
    const tries = await Promise.allSettled([one.me.ask(mall, 'cancel', { params: { id }, body: {} }), at.hand(code)])
    mustBeRefusals(tries)
    expect(done(tries)).toBe(1)
    const { items } = await one.me.ask(mall, 'reservations', { query: {} })
    const isHanded = items[0]?.state === 'handedOver'
    expect([await at.purse.balance(one.me), await heldOf(one.me), await at.stockOf(rice)]).toEqual(
      isHanded ? [90, 0, 2] : [100, 0, 3],
    )
  }
})

test('one square read by two phones of the counter is handed over once', async () => {
  const rice = await at.good(2)
  const one = await at.rich('两台手机')
  const { id } = await one.reserve(rice)
  const code = await one.codeOf(id)
  const tries = await Promise.allSettled([at.hand(code), at.hand(code), at.hand(code)])
  mustBeRefusals(tries)
  expect(done(tries)).toBe(1)
  expect(await at.purse.balance(one.me)).toBe(90)
})

test('given back by two at the counter at once, the points come back once and one piece lies on the shelf', async () => {
  const rice = await at.good(1)
  const one = await at.rich('退一次')
  const { id } = await one.reserve(rice)
  await at.hand(await one.codeOf(id))
  const refund = () =>
    at.counter().ask(mall, 'refund', { params: { id }, body: { because: '包装破了', isBackInStock: true } })
  mustBeRefusals(await Promise.allSettled([refund(), refund(), refund()]))
  expect([await at.purse.balance(one.me), await at.stockOf(rice)]).toEqual([100, 1])
})

test('what lapses in the very night it is collected is either collected or back on the shelf', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const rice = await at.good(1)
    const one = await at.rich(`夜里${'甲乙丙丁'[turn]}`)
    const { id } = await one.reserve(rice)
    at.purse.town.clock.advance(8 * 86_400_000)
    const code = await one.codeOf(id)
    const tries = await Promise.allSettled([at.purse.town.run(module, 'lapse'), at.hand(code)])
    mustBeRefusals(tries)
    const { items } = await one.me.ask(mall, 'reservations', { query: {} })
    const isHanded = items[0]?.state === 'handedOver'
    expect(items[0]?.state).toBe(isHanded ? 'handedOver' : 'lapsed')
    expect([await at.purse.balance(one.me), await heldOf(one.me), await at.stockOf(rice)]).toEqual(
      isHanded ? [90, 0, 0] : [100, 0, 1],
    )
  }
})
