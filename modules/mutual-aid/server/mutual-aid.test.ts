/** Neighbours ask, take, meet by a code and thank; hours move once; children, the old and those in danger are looked after. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import { here, nextDoor, refusal } from '@liren/points/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wechatStub } from '../../notices/testing/wechat-stub.ts'
import { mutualAid } from '../contract.ts'
import { type AidTown, aidTown, type Neighbour } from '../testing/aid-town.ts'
import module from './module.ts'

let purse: AidTown['purse']
let town: AidTown
beforeAll(async () => {
  town = await aidTown()
  purse = town.purse
}, 120_000)
afterAll(() => purse.town.close())

const verified: AidTown['verified'] = (...of) => town.verified(...of)
const hours: AidTown['hours'] = (who) => town.hours(who)
const ask: AidTown['ask'] = (...of) => town.ask(...of)
const move: AidTown['move'] = (...of) => town.move(...of)
const helped: AidTown['helped'] = (...of) => town.helped(...of)
/** A neighbour with an account of their own, who is told by notices. */
const signed = async (name: string) => {
  const one = await verified(name)
  const id = randomUUID()
  await purse.town.work('points', (work) =>
    work.use(identity).createAccount({
      id,
      loginName: `n${id.slice(0, 8)}`,
      displayName: name,
      kind: 'person',
      personId: one.personId,
      roles: [{ role: 'resident', area: here }],
    }),
  )
  return { ...one, me: purse.as('resident', here, one.personId, id) }
}
const noticed = async (who: Neighbour) =>
  (await who.me.ask(notices, 'mine', { query: {} })).items.map(({ title }) => title)
describe('help', () => {
  test('is asked for by building, met by a code at the door, thanked, and brings points by the rule', async () => {
    const [lin, mei, far] = [await verified('林秀'), await verified('梅'), await verified('远')]
    const { id } = await ask(lin)
    const seen = (await mei.me.ask(mutualAid, 'open', { query: { area: here } })).items.find((one) => one.id === id)
    expect(seen).toMatchObject({ building: '应元路 9 号', state: 'open' })
    expect(JSON.stringify(seen)).not.toContain('302')
    expect(await move(mei, 'take', id)).toMatchObject({ state: 'taken', exactPlace: '302 房', startCode: null })
    expect(await refusal(move(far, 'take', id))).toBe('mutual-aid/not-found')
    const { startCode } = await lin.me.ask(mutualAid, 'read', { params: { id } })
    const begin = (code: string) => mei.me.ask(mutualAid, 'start', { params: { id }, body: { code } })
    expect(await begin(startCode === '0000' ? '0001' : '0000')).toMatchObject({ state: 'taken' })
    expect(await begin(startCode ?? '')).toMatchObject({ state: 'started' })
    await move(mei, 'done', id)
    expect(
      await lin.me.ask(mutualAid, 'thank', { params: { id }, body: { score: 5, words: '多谢您，老人家很开心' } }),
    ).toMatchObject({ state: 'thanked' })
    // What was written with it is read by whom it is for, and by nobody else.
    expect((await mei.me.ask(mutualAid, 'read', { params: { id } })).askerWords).toBe('多谢您，老人家很开心')
    expect(await refusal(far.me.ask(mutualAid, 'read', { params: { id } }))).toBe('mutual-aid/not-found')
    expect((await mei.me.ask(mutualAid, 'rateAsker', { params: { id }, body: { score: 4 } })).helperScore).toBe(4)
    await purse.town.settle()
    expect(await purse.balance(mei.me)).toBe(5)
    expect(await lin.me.ask(mutualAid, 'read', { params: { id } })).toMatchObject({ askerScore: 5 })
  })

  test('is taken by one of two who want to help at the same moment', async () => {
    const [lin, one, other] = [await verified('林二'), await verified('甲'), await verified('乙')]
    const { id } = await ask(lin)
    const tries = await Promise.allSettled([move(one, 'take', id), move(other, 'take', id)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('cannot be begun by guessing: every taking has a code of its own, and who keeps giving back takes no more', async () => {
    const [lin, guesser] = [await verified('林码'), await verified('猜码')]
    const { id } = await ask(lin)
    const codes = new Set<string | null>()
    const begin = (code: string) => guesser.me.ask(mutualAid, 'start', { params: { id }, body: { code } })
    for (let turn = 0; turn < 3; turn += 1) {
      await move(guesser, 'take', id)
      const { startCode } = await lin.me.ask(mutualAid, 'read', { params: { id } })
      codes.add(startCode)
      const wrong = startCode === '0000' ? '0001' : '0000'
      for (let tries = 0; tries < 2; tries += 1) expect(await begin(wrong)).toMatchObject({ state: 'taken' })
      await move(guesser, 'giveBack', id)
    }
    // One in fifty million that three codes are the same.
    expect(codes.size).toBeGreaterThan(1)
    expect(await refusal(move(guesser, 'take', id))).toBe('mutual-aid/given-back')
    expect((await helped(lin, await verified('别的邻居'), id)).state).toBe('thanked')
  })

  test('is given by verified neighbours, not to oneself and not within the household', async () => {
    const [lin, wife, stranger] = [await verified('林三'), await verified('林妻'), await purse.neighbour('生人')]
    await purse.household(lin.personId, wife.personId)
    const { id } = await ask(lin)
    expect(await refusal(move(stranger, 'take', id))).toBe('mutual-aid/not-verified')
    expect(await refusal(move(lin, 'take', id))).toBe('mutual-aid/not-yours')
    expect(await refusal(move(wife, 'take', id))).toBe('mutual-aid/own-household')
  })

  test('for a child is looked at by the community first, never at night, and given by grown-ups', async () => {
    const [lin, unknown] = [await verified('林四'), await verified('未知')]
    expect(await refusal(ask(lin, { wish: '想借钱周转' }))).toBe('mutual-aid/banned')
    const night = { startsAt: '2026-11-23T22:00:00+08:00', endsAt: '2026-11-23T23:00:00+08:00' }
    expect(await refusal(ask(lin, { kind: 'childcare', forWhom: 'minor', wish: '照看一下弟弟', ...night }))).toBe(
      'mutual-aid/banned',
    )
    const { id, state } = await ask(lin, { kind: 'childcare', forWhom: 'minor', wish: '中午接孩子放学' })
    expect(state).toBe('toCheck')
    expect(await refusal(move(unknown, 'take', id))).toBe('mutual-aid/not-found')
    await purse.as('communityWorker').ask(mutualAid, 'decide', { params: { id }, body: { isFine: true, note: '' } })
    expect(await refusal(move(unknown, 'take', id))).toBe('mutual-aid/too-young')
  })

  test('with a child in its words, or asked by somebody not yet of age, is looked at first and given by grown-ups', async () => {
    const [lin, unknown] = [await verified('林八'), await verified('不详')]
    const young = await verified('少年', here, { birthOn: '2012-03-01' })
    const old = await verified('大人', here, { birthOn: '1980-03-01' })
    const approve = (id: string) =>
      purse.as('communityWorker').ask(mutualAid, 'decide', { params: { id }, body: { isFine: true, note: '' } })
    for (const [who, wish] of [
      [lin, '接孩子放学'],
      [young, '教我做一道数学题'],
    ] as const) {
      const { id, state } = await ask(who, { kind: 'errand', wish })
      expect(state).toBe('toCheck')
      await approve(id)
      expect(await refusal(move(unknown, 'take', id))).toBe('mutual-aid/too-young')
      expect(await move(old, 'take', id)).toMatchObject({ state: 'taken' })
    }
    const { id, state } = await ask(lin)
    expect(state).toBe('open')
    expect(await refusal(move(young, 'take', id))).toBe('mutual-aid/too-young')
    expect(await move(unknown, 'take', id)).toMatchObject({ state: 'taken' })
  })

  test('that nobody takes expires, and a helper who does not come is noted', async () => {
    const [lin, bo] = [await verified('林五'), await verified('波')]
    const [first, second] = [await ask(lin), await ask(lin)]
    await move(bo, 'take', second.id)
    expect(await refusal(move(lin, 'missed', second.id))).toBe('mutual-aid/too-early')
    purse.town.clock.advance(90 * 60_000)
    expect(await move(lin, 'missed', second.id)).toMatchObject({ state: 'open' })
    expect(await purse.town.told('mutual-aid/no-show')).toMatchObject([{ helperId: bo.personId }])
    purse.town.clock.advance(60 * 60_000)
    await purse.town.run(module, 'tidy')
    expect(await lin.me.ask(mutualAid, 'read', { params: { id: first.id } })).toMatchObject({ state: 'expired' })
  })
})

describe('the time bank', () => {
  const fund = (amount: number) =>
    purse.as('communityAdmin').ask(mutualAid, 'fund', { body: { id: randomUUID(), area: here, hours: amount } })

  test('pays an hour for an hour, once, out of the asker’s or the pool’s, and gives back what was not used', async () => {
    const [old, helper] = [await verified('老人'), await verified('帮手')]
    expect(await refusal(ask(old, { hours: 2, hoursFrom: 'mine' }))).toBe('points/not-enough')
    expect(await refusal(ask(old, { hours: 2, hoursFrom: 'pool' }))).toBe('points/pool-empty')
    await fund(4)
    const { id } = await ask(old, { hours: 2, hoursFrom: 'pool' })
    await helped(old, helper, id)
    expect([await hours(old), await hours(helper)]).toEqual([0, 2])
    const { id: unused } = await ask(old, { hours: 2, hoursFrom: 'pool' })
    await move(old, 'withdraw', unused)
    expect(await hours(old)).toBe(0)
    const { id: again } = await ask(old, { hours: 2, hoursFrom: 'pool' })
    expect(again).toBeTruthy()
    const { id: byHelper } = await ask(helper, { hours: 1 })
    expect(await hours(helper)).toBe(1)
    await move(helper, 'withdraw', byHelper)
    expect(await hours(helper)).toBe(2)
  })

  test('lets nobody earn more than two hours a day, also when two are taken at the same moment', async () => {
    await fund(20)
    const [one, other, busy] = [await verified('求一'), await verified('求二'), await verified('忙')]
    const ids = [
      (await ask(one, { hours: 2, hoursFrom: 'pool' })).id,
      (await ask(other, { hours: 2, hoursFrom: 'pool' })).id,
    ]
    const tries = await Promise.allSettled(ids.map((id) => move(busy, 'take', id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('holds no hours for ever: help that never began gives them back, help nobody ended pays after three silent days', async () => {
    await fund(4)
    const [one, other, helper] = [await verified('忘一'), await verified('忘二'), await verified('忘帮手')]
    const { id: never } = await ask(one, { hours: 1, hoursFrom: 'pool' })
    const { id: begun } = await ask(other, { hours: 1, hoursFrom: 'pool' })
    for (const id of [never, begun]) await move(helper, 'take', id)
    const { startCode } = await other.me.ask(mutualAid, 'read', { params: { id: begun } })
    await helper.me.ask(mutualAid, 'start', { params: { id: begun }, body: { code: startCode ?? '' } })
    const stateOf = async (who: Neighbour, id: string) =>
      (await who.me.ask(mutualAid, 'read', { params: { id } })).state
    const held = async (who: Neighbour) => (await purse.port((ledger) => ledger.balance(who, 'hour'))).held
    purse.town.clock.advance(25 * 3_600_000)
    await purse.town.run(module, 'tidy')
    expect([await stateOf(one, never), await stateOf(other, begun)]).toEqual(['taken', 'started'])
    purse.town.clock.advance(2 * 3_600_000)
    await purse.town.run(module, 'tidy')
    expect([await stateOf(one, never), await stateOf(other, begun)]).toEqual(['expired', 'done'])
    expect([await held(one), await held(other), await hours(helper)]).toEqual([0, 1, 0])
    purse.town.clock.advance(73 * 3_600_000)
    await purse.town.run(module, 'tidy')
    expect(await stateOf(other, begun)).toBe('thanked')
    expect([await held(other), await hours(helper)]).toEqual([0, 1])
  })

  test('spends hours for elders of the own household only', async () => {
    const [child, mother, aunt] = [await verified('女儿'), await purse.neighbour('母'), await purse.neighbour('姨')]
    await fund(4)
    const home = await purse.household(child.personId)
    for (const [personId, relation] of [
      [mother.personId, '母亲'],
      [aunt.personId, '其他'],
    ] as const)
      await purse
        .as('gridWorker')
        .ask(people, 'addHouseholdMember', { params: { id: home }, body: { personId, relation } })
    const elder = (forPersonId: string) => ask(child, { forWhom: 'elder', forPersonId, hours: 1, hoursFrom: 'pool' })
    expect(await refusal(elder(aunt.personId))).toBe('mutual-aid/not-elder')
    expect(await elder(mother.personId)).toMatchObject({ forWhom: 'elder', hours: 1 })
  })
})

describe('help along the street', () => {
  test('is seen and taken by verified neighbours of the next community only where the asker told it to the street', async () => {
    const asker = await verified('街坊')
    const [near, stranger] = [await verified('隔壁社区', nextDoor), await purse.neighbour('隔壁生人', nextDoor)]
    const seen = async () =>
      (await near.me.ask(mutualAid, 'open', { query: { area: nextDoor } })).items.map(({ id }) => id)
    const { id: own } = await ask(asker)
    const { id: told } = await ask(asker, { reach: 'street' })
    expect(await seen()).toContain(told)
    expect(await seen()).not.toContain(own)
    expect(await refusal(move(near, 'take', own))).toBe('mutual-aid/not-found')
    expect(await refusal(move(stranger, 'take', told))).toBe('mutual-aid/not-verified')
    expect(await move(near, 'take', told)).toMatchObject({ state: 'taken', exactPlace: '302 房' })
  })
})

describe('several helpers', () => {
  test('each take a place of their own, are begun with a code of their own and thanked one by one', async () => {
    const [asker, one, other] = [await verified('要两人'), await verified('帮一'), await verified('帮二')]
    const { id, people, others } = await ask(asker, { people: 2 })
    expect([people, others.length]).toEqual([2, 1])
    const seen = async () =>
      (await one.me.ask(mutualAid, 'open', { query: { area: here } })).items.filter(({ people }) => people === 2)
    // Neighbours see one of the two, the next when the first is taken.
    const [first, ...rest] = await seen()
    expect(rest).toEqual([])
    await move(one, 'take', first?.id ?? '')
    const [second] = await seen()
    expect(second?.id).not.toBe(first?.id)
    expect(await refusal(move(one, 'take', second?.id ?? ''))).toBe('mutual-aid/helping-already')
    await helped(asker, other, second?.id ?? '')
    expect((await asker.me.ask(mutualAid, 'read', { params: { id } })).state).toBe(
      id === second?.id ? 'thanked' : 'taken',
    )
    await purse.town.settle()
    expect([await purse.balance(one.me), await purse.balance(other.me)]).toEqual([0, 5])
  })
})

describe('an old person who asks for herself', () => {
  test('is helped by whom the register knows to be of age, as where her family asks', async () => {
    const old = await verified('独居老人', here, { birthOn: '1950-03-01' })
    const [unknown, grown] = [await verified('年龄不明'), await verified('成年邻居', here, { birthOn: '1980-03-01' })]
    const { id } = await ask(old)
    expect(await refusal(move(unknown, 'take', id))).toBe('mutual-aid/too-young')
    expect(await move(grown, 'take', id)).toMatchObject({ state: 'taken' })
  })
})

describe('whoever asked', () => {
  test('hears that it may be seen, that it was declined and why, and that its time is over', async () => {
    const mother = await signed('求知')
    const decide = (id: string, isFine: boolean, note: string) =>
      purse.as('communityWorker').ask(mutualAid, 'decide', { params: { id }, body: { isFine, note } })
    const child = { kind: 'childcare', forWhom: 'minor', wish: '下午接孩子放学' }
    const { id: fine } = await ask(mother, child)
    await decide(fine, true, '请带好门卡')
    const { id: not } = await ask(mother, child)
    await decide(not, false, '这个时间请找托管班')
    expect(await mother.me.ask(mutualAid, 'read', { params: { id: not } })).toMatchObject({
      state: 'declined',
      deskNote: '这个时间请找托管班',
    })
    purse.town.clock.advance(3 * 3_600_000)
    await purse.town.run(module, 'tidy')
    await purse.town.settle()
    expect(await noticed(mother)).toEqual(['求助到时间了', '求助没有通过', '求助已发布'])
  })
})

describe('when something is wrong', () => {
  test('the community settles it with a reason, and whoever is in danger is heard at once', async () => {
    const [asker, helper] = [await verified('受助'), await verified('施助')]
    await purse.as('communityAdmin').ask(mutualAid, 'fund', { body: { id: randomUUID(), area: here, hours: 2 } })
    const { id } = await ask(asker, { hours: 1, hoursFrom: 'pool' })
    await move(helper, 'take', id)
    const { matterId } = await helper.me.ask(mutualAid, 'dispute', {
      params: { id },
      body: { text: '对方持刀威胁', isUrgent: true },
    })
    expect(await purse.town.told('mutual-aid/disputed')).toMatchObject([{ requestId: id, isUrgent: true }])
    expect((await helper.me.ask(matters, 'read', { params: { id: matterId } })).grade).toBe(4)
    const settle = (who: ReturnType<AidTown['purse']['as']>) =>
      who.ask(mutualAid, 'settle', { params: { id }, body: { isHelperPaid: true, note: '已出警,时间币付给施助人' } })
    expect(await refusal(settle(purse.as('communityAdmin', here, asker.personId)))).toBe('mutual-aid/not-yours')
    expect(await settle(purse.as('communityAdmin'))).toMatchObject({ state: 'settled' })
    expect(await hours(helper)).toBe(1)
    expect((await helper.me.ask(points, 'entries', { query: { unit: 'hour' } })).items[0]).toMatchObject({ change: 1 })
  })

  test('one press calls for help without a word; whoever goes there looks up the door, and the asker sees that', async () => {
    const [asker, helper] = [await verified('遇险'), await verified('遇险的帮手')]
    const { id } = await ask(asker)
    await move(helper, 'take', id)
    const call = (isUrgent: boolean, text = '') =>
      asker.me.ask(mutualAid, 'dispute', { params: { id }, body: { text, isUrgent } })
    const look = (who: ReturnType<AidTown['purse']['as']>) => who.ask(mutualAid, 'place', { params: { id }, body: {} })
    const grid = purse.as('gridWorker')
    expect(await refusal(call(false))).toBe('mutual-aid/say-what')
    const quarrel = await call(false, '对方不肯走')
    // A quarrel opens no door; a danger does, and stays the same matter.
    expect(await refusal(look(grid))).toBe('mutual-aid/not-found')
    expect((await call(true)).matterId).toBe(quarrel.matterId)
    expect(await grid.ask(mutualAid, 'danger', { params: { id } })).toMatchObject({ building: '应元路 9 号' })
    expect(await refusal(look(purse.as('gridWorker', nextDoor)))).toBe('mutual-aid/not-found')
    expect(await look(grid)).toMatchObject({ exactPlace: '302 房' })
    const looks = await purse.town.work('points', (work) =>
      work.use(people).footprintsOf(asker.personId, { limit: 10, offset: 0 }),
    )
    expect(looks.items).toMatchObject([{ fields: ['mutual-aid.place'], purpose: 'emergency' }])
    await purse
      .as('communityAdmin')
      .ask(mutualAid, 'settle', { params: { id }, body: { isHelperPaid: false, note: '已上门劝离' } })
    expect(await refusal(look(grid))).toBe('mutual-aid/wrong-state')
  })

  test('a helper who was right has the points that were promised, without hours too', async () => {
    const [asker, helper] = [await verified('赖账'), await verified('做了事的人')]
    const { id } = await ask(asker)
    await move(helper, 'take', id)
    await helper.me.ask(mutualAid, 'dispute', { params: { id }, body: { text: '做完了不认账', isUrgent: false } })
    await purse
      .as('communityAdmin')
      .ask(mutualAid, 'settle', { params: { id }, body: { isHelperPaid: true, note: '监控可见已完成' } })
    await purse.town.settle()
    expect(await purse.balance(helper.me)).toBe(5)
  })

  test('an hour awarded in a dispute between two communities stands in the month’s clearing', async () => {
    const asker = await verified('争议受助')
    const helper = await verified('争议邻社区', nextDoor)
    await purse.as('communityAdmin').ask(mutualAid, 'fund', { body: { id: randomUUID(), area: here, hours: 2 } })
    const month = purse.town.clock.now().toISOString().slice(0, 7)
    const sheet = () => purse.as('communityWorker').ask(mutualAid, 'clearing', { query: { area: here, month } })
    const settled = async (isHelperPaid: boolean) => {
      const { id } = await ask(asker, { hours: 1, hoursFrom: 'pool', reach: 'street' })
      await move(helper, 'take', id)
      await helper.me.ask(mutualAid, 'dispute', { params: { id }, body: { text: '没有人在家', isUrgent: false } })
      await purse
        .as('communityAdmin')
        .ask(mutualAid, 'settle', { params: { id }, body: { isHelperPaid, note: '核实后决定' } })
    }
    const before = (await sheet()).items[0]?.hours ?? 0
    await settled(false)
    expect((await sheet()).items[0]?.hours ?? 0).toBe(before)
    await settled(true)
    expect((await sheet()).items[0]?.hours).toBe(before + 1)
  })
})

describe('the cap of hours', () => {
  test('counts hours taken over but not yet paid: who has 599 takes one more, not two', async () => {
    await purse.as('communityAdmin').ask(mutualAid, 'fund', { body: { id: randomUUID(), area: here, hours: 4 } })
    const [asker, rich] = [await verified('求满'), await verified('满')]
    await purse.port((ledger) =>
      ledger.credit(
        { personId: rich.personId },
        { unit: 'hour', source: 'before', key: rich.personId, amount: 599, area: here, because: '从旧账转来' },
      ),
    )
    expect(await hours(rich)).toBe(599)
    const day = 86_400_000
    const at = (days: number) => ({
      startsAt: new Date(purse.town.clock.now().getTime() + days * day).toISOString(),
      endsAt: new Date(purse.town.clock.now().getTime() + days * day + 3_600_000).toISOString(),
    })
    const [first, second] = [
      (await ask(asker, { hours: 1, hoursFrom: 'pool', ...at(1) })).id,
      (await ask(asker, { hours: 1, hoursFrom: 'pool', ...at(2) })).id,
    ]
    expect((await move(rich, 'take', first)).state).toBe('taken')
    expect(await refusal(move(rich, 'take', second))).toBe('mutual-aid/hours-cap')
    await rich.me.ask(mutualAid, 'dispute', { params: { id: first }, body: { text: '门牌不对', isUrgent: false } })
    expect(await refusal(move(rich, 'take', second))).toBe('mutual-aid/hours-cap')
  })
})

test('where the mini program’s reader is switched on, a wish it doubts is looked at by the community before neighbours read it', async () => {
  const wechat = await wechatStub({ appId: 'mini', secret: 'ms', templates: {}, followers: [] })
  const miniProgramSecret = await purse.town.work('notices', async (work) =>
    secretsOf(work).seal('ms', 'setting:notices:miniProgramSecret'),
  )
  const set = async (values: Record<string, string>) => {
    for (const [key, value] of Object.entries(values))
      await purse.town.owner.query(
        `insert into kernel_settings (module, area_code, key, value, changed_at) values ('notices', '', $1, $2::jsonb, now())
         on conflict (module, area_code, key) do update set value = excluded.value`,
        [key, JSON.stringify(value)],
      )
    purse.town.host.core.settings.forget()
  }
  await set({ wechatBase: wechat.base, miniProgramAppId: 'mini', miniProgramSecret, miniProgramWords: 'on' })
  const asker = await verified('温嘉怡')
  expect((await ask(asker, { wish: '三缺一来聚赌' })).state).toBe('toCheck')
  expect((await ask(asker, { wish: '帮忙搬旧柜子' })).state).toBe('open')
  await wechat.close()
  expect((await ask(asker, { wish: '三缺一再来聚赌' })).state).toBe('open')
  await set({ miniProgramWords: 'off' })
})
