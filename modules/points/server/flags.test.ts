/** What looks like abuse is frozen, looked at by somebody who has no part in it, and cleared or reversed with a reason. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, type Purse, purseTown, refusal } from '../testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const sweep = (sweeperId: string, more: Record<string, unknown> = {}) =>
  purse.tell('swept', { sweeperId, forId: null, hours: 1, score: 5, communityCode: here, photoIds: [], ...more })
const mine = async (one: Awaited<ReturnType<Purse['neighbour']>>) =>
  (await one.me.ask(points, 'entries', { query: {} })).items

describe('what looks like abuse', () => {
  test('is not paid where somebody of the same home confirmed it, and is looked at', async () => {
    const [son, mother] = [await purse.neighbour('儿'), await purse.neighbour('娘')]
    await purse.household(mother.personId, son.personId)
    await sweep(son.personId, { forId: mother.personId })
    expect(await purse.balance(son.me)).toBe(0)
    expect((await son.me.ask(points, 'mine')).unpaid.map(({ why }) => why)).toEqual(['relative'])
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
    // Both hear at once that theirs is set aside, and once.
    const { rows } = await purse.town.owner.query<{ facts: { amount: number; because: { en: string } } }>(
      `select facts from notices_sendings where template = 'points.frozen' and once_key like $1`,
      [`points/frozen ${pairs[0]?.id} %`],
    )
    expect(rows.map(({ facts }) => [facts.amount, facts.because.en])).toEqual([
      [30, 'Mutual awards, frozen'],
      [30, 'Mutual awards, frozen'],
    ])
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
})
