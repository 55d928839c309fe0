/** What the shop named, in both languages; and what whoever serves there reads of its settled days. */
import { points } from '@liren/points/contract'
import { nextDoor, refusal } from '@liren/points/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mall } from '../contract.ts'
import { openShop, shop } from '../testing/shop.ts'
import module from './module.ts'

let at: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  at = await openShop()
}, 120_000)
afterAll(() => at.purse.town.close())

type Asker = Awaited<ReturnType<typeof at.rich>>['me']
const inEnglish = async (who: Asker, path: string) => {
  const reply = await who.raw('GET', `/api/${path}`, undefined, { 'accept-language': 'en' })
  return (await reply.json()) as { items: Record<string, unknown>[] }
}

test('a good and its point named in both languages are read in either, from the shelf to the books', async () => {
  const rice = await at.good(5)
  await at.keepPoint({ nameEn: 'Community mall', addressEn: '21 Yingyuan Road' })
  await at.keepGood(rice, { nameEn: ' Rice ', noteEn: 'Local rice' })
  const lin = await at.rich('林')
  const area = '440104001001'
  const [seen] = (await inEnglish(lin.me, `mall/goods?area=${area}`)).items
  expect(seen).toMatchObject({
    ...{ name: '大米', nameEn: 'Rice', noteEn: 'Local rice' },
    ...{ pointName: 'Community mall', address: '21 Yingyuan Road' },
  })
  const { id } = await lin.reserve(rice)
  const [mine] = (await inEnglish(lin.me, 'mall/reservations')).items
  expect(mine).toMatchObject({ goodName: 'Rice', pointName: 'Community mall', address: '21 Yingyuan Road' })
  expect((await lin.me.ask(mall, 'reservations', { query: {} })).items[0]).toMatchObject({
    ...{ goodName: '大米', pointName: '社区沥Mall', address: '应元路 21 号' },
  })
  await at.hand(await lin.codeOf(id))
  const [deal] = (await inEnglish(at.counter(), `mall/hand-overs?pointId=${shop}`)).items
  expect(deal).toMatchObject({ goodName: 'Rice', pointName: 'Community mall' })
  // In the ledger it stands in both, whoever booked it.
  const because = (await inEnglish(lin.me, 'points/entries')).items.map((one) => String(one.because))
  expect(because.filter((words) => words.includes('Rice')).length).toBeGreaterThan(0)
  expect((await lin.me.ask(points, 'entries', { query: {} })).items.some((one) => one.because.includes('大米'))).toBe(
    true,
  )
})

test('English is not asked for: left out it stays as it was, emptied it is gone, and the Chinese name stands in', async () => {
  const oil = await at.good(1)
  const nameOf = async () => (await at.desk().ask(mall, 'allGoods', { query: {} })).items.find(({ id }) => id === oil)
  expect((await nameOf())?.nameEn).toBeNull()
  await at.keepGood(oil, { nameEn: 'Oil' })
  await at.keepGood(oil, { points: 12 })
  expect(await nameOf()).toMatchObject({ nameEn: 'Oil', points: 12 })
  await at.keepGood(oil, { nameEn: '' })
  expect((await nameOf())?.nameEn).toBeNull()
  const wu = await at.rich('吴')
  await wu.reserve(oil)
  expect((await inEnglish(wu.me, 'mall/reservations')).items[0]).toMatchObject({ goodName: '大米' })
  expect(await refusal(at.keepGood(oil, { nameEn: 'x'.repeat(81) }))).toBe('kernel/invalid-input')
})

test('whoever serves at a point reads its settled days, and of no other point', async () => {
  at.purse.town.clock.advance(86_400_000)
  await at.purse.town.run(module, 'settle-days')
  const own = await at.counter().ask(mall, 'days', { query: { pointId: shop } })
  expect(own.items[0]).toMatchObject({ pointId: shop, on: '2026-11-23', handedOver: 1, points: 10, isEqual: true })
  // Without a point it is the desk's list, of which a counter keeps nothing.
  expect((await at.counter().ask(mall, 'days', { query: {} })).items).toEqual([])
  const stranger = at.purse.as('merchant', nextDoor)
  expect(await refusal(stranger.ask(mall, 'days', { query: { pointId: shop } }))).toBe('mall/not-found')
  expect((await at.desk().ask(mall, 'days', { query: {} })).items).toHaveLength(1)
})
