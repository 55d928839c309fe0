/** Thanks by hand: small ones by one person, large ones by two, out of the budget of where somebody lives. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, nextDoor, type Purse, purseTown, refusal } from '../testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

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
