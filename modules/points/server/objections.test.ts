/** Objections to what stands in a common purse, and to what was taken back. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
