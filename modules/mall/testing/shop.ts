/** One pick-up point with somebody who serves there, in the small town of points. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { here, type Purse, purseTown } from '@liren/points/testing'
import { mall } from '../contract.ts'
import module from '../server/module.ts'

export const shop = '01940000-0000-7000-8000-0000000000f2'
const keeper = '01940000-0000-7000-8000-0000000000a2'

export const openShop = async () => {
  const purse: Purse = await purseTown('2026-11-23T10:00:00+08:00', { others: [module] })
  const desk = () => purse.as('communityAdmin')
  const counter = () => purse.as('merchant', here, null, keeper)
  await purse.town.work(module, (work) =>
    work.use(identity).createAccount({
      ...{ id: keeper, loginName: 'demo-counter', displayName: '东濠饼家', kind: 'enterprise' as const },
      areaCode: here,
    }),
  )
  const point = {
    ...{ area: here, name: '社区沥Mall', address: '应元路 21 号', isClosed: false, staff: ['demo-counter'] },
    hours: { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' },
  }
  const keepPoint = (more: Record<string, unknown> = {}) =>
    desk().ask(mall, 'keepPoint', { params: { id: shop }, body: { ...point, ...more } })
  await keepPoint()
  const keepGood = (id: string, more: Record<string, unknown> = {}) =>
    desk().ask(mall, 'keepGood', {
      params: { id },
      body: {
        ...{ pointId: shop, name: '大米', note: '本地丝苗米', kind: 'thing' as const, points: 10 },
        ...{ perPerson: null, isOffered: true, add: 0, ...more },
      },
    })
  const good = async (stock: number) => {
    const id = randomUUID()
    await keepGood(id, { add: stock })
    return id
  }
  const rich = async (name: string, amount = 100) => {
    const one = await purse.neighbour(name)
    await purse.give(one.personId, amount)
    const reserve = (goodId: string) =>
      one.me.ask(mall, 'reserve', { body: { id: randomUUID(), goodId, quantity: 1, from: 'mine' } })
    const codeOf = async (id: string) => {
      const { number, codes } = await one.me.ask(mall, 'codes', { params: { id } })
      return { number, code: codes[0]?.code ?? '' }
    }
    return { ...one, reserve, codeOf }
  }
  const hand = (of: { number: string; code: string }, id: string = randomUUID()) =>
    counter().ask(mall, 'handOver', { body: { id, pointId: shop, ...of } })
  const stockOf = async (id: string) =>
    (await desk().ask(mall, 'allGoods', { query: { limit: 200 } })).items.find((one) => one.id === id)?.stock
  return { purse, desk, counter, keepPoint, keepGood, good, rich, hand, stockOf }
}
