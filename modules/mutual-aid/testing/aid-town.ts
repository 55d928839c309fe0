/** Neighbours for the tests of mutual aid: verified in their community, asking, taking, meeting by the code, thanking. */
import { randomUUID } from 'node:crypto'
import { people } from '@liren/people/contract'
import { here, type Purse, purseTown } from '@liren/points/testing'
import { mutualAid } from '../contract.ts'
import module from '../server/module.ts'

const rule = {
  code: 'neighbour-helped',
  name: '邻里互助',
  nameEn: 'Helped a neighbour',
  on: 'mutual-aid/thanked',
  credit: 'helperId',
  with: 'askerId',
  when: 'score >= 4',
  points: 5,
}

export type Neighbour = Awaited<ReturnType<Purse['neighbour']>>
export type AidTown = Awaited<ReturnType<typeof aidTown>>

export const aidTown = async (now = '2026-11-23T08:00:00+08:00') => {
  const purse = await purseTown(now, { others: [module], rules: [rule] })
  const verified = async (name: string, area: string = here, more: { readonly birthOn?: string } = {}) => {
    const one = await purse.neighbour(name, area, more)
    await purse.town.work('points', (work) => work.use(people).verifyMember(one.personId, area, ['resident']))
    return one
  }
  const hours = async (who: Neighbour) => (await purse.port((ledger) => ledger.balance(who, 'hour'))).free
  const ask = (who: Neighbour, more: Record<string, unknown> = {}) =>
    who.me.ask(mutualAid, 'ask', {
      body: {
        id: randomUUID(),
        area: here,
        kind: 'carry',
        wish: '帮忙把旧柜子搬到楼下',
        building: '应元路 9 号',
        exactPlace: '302 房',
        forWhom: 'self',
        startsAt: new Date(purse.town.clock.now().getTime() + 3_600_000).toISOString(),
        endsAt: new Date(purse.town.clock.now().getTime() + 7_200_000).toISOString(),
        hours: 0,
        ...more,
      },
    })
  const move = (who: Neighbour, route: 'take' | 'done' | 'withdraw' | 'missed' | 'giveBack', id: string) =>
    who.me.ask(mutualAid, route, { params: { id }, body: {} })
  const helped = async (asker: Neighbour, helper: Neighbour, id: string, score = 5) => {
    await move(helper, 'take', id)
    const { startCode } = await asker.me.ask(mutualAid, 'read', { params: { id } })
    await helper.me.ask(mutualAid, 'start', { params: { id }, body: { code: startCode ?? '' } })
    await move(helper, 'done', id)
    return asker.me.ask(mutualAid, 'thank', { params: { id }, body: { score } })
  }
  /** The community puts hours into its pool. */
  const fund = (amount: number, area: string = here) =>
    purse.as('communityWorker', area).ask(mutualAid, 'fund', { body: { id: randomUUID(), area, hours: amount } })
  return { purse, verified, hours, ask, move, helped, fund }
}
