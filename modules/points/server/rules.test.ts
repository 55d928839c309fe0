/** Rules of award are tried on the past, public before they count, and may differ from place to place. */
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

describe('a rule', () => {
  const admin = () => purse.as('communityAdmin')
  const rule = { ...sweepRule, code: 'sweeping-here', name: '扫楼道(本社区)', within: here, points: 2 }

  test('is tried on what happened before, and nothing is booked by it', async () => {
    const [near, other, far] = [
      await purse.neighbour('近'),
      await purse.neighbour('邻'),
      await purse.neighbour('远', nextDoor),
    ]
    for (const more of [{}, {}, { score: 2 }, { forId: near.personId }]) await sweep(near.personId, more)
    await sweep(other.personId)
    await sweep(far.personId, { communityCode: nextDoor })
    await sweep(far.personId, { communityCode: null })
    const before = await purse.town.owner.query('select count(*) from points_transfers')
    const found = await admin().ask(points, 'rehearse', { body: { rule, days: 90 } })
    // Neither what happened next door counts here, nor what somebody did for themselves.
    expect(found).toMatchObject({ facts: 7, matched: 4, people: 2, nobody: 1 })
    const whole = await admin().ask(points, 'rehearse', {
      body: { rule: { ...rule, within: '440104000000' }, days: 90 },
    })
    expect(whole).toMatchObject({ facts: 7, matched: 6, people: 3, nobody: 1 })
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
    expect(await refusal(publish('2026-11-29'))).toBe('points/too-soon')
    // It was tried above, today; another amount was not.
    expect(await refusal(publish('2026-11-30', { points: 3 }))).toBe('points/not-rehearsed')
    expect(await publish('2026-11-30')).toMatchObject({ version: 1, publishedOn: '2026-11-23' })
    const an = await purse.neighbour('安')
    await sweep(an.personId)
    expect(await purse.balance(an.me)).toBe(10)
    purse.town.clock.set('2026-11-30T09:00:00+08:00')
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

test('levels are published a week before they count, for the whole district only, and nobody loses one overnight', async () => {
  const lin = await purse.neighbour('林级')
  await purse.give(lin.personId, 120)
  const mine = async () => (await lin.me.ask(points, 'mine')).level.name
  expect(await mine()).toBe('bronze')
  const { items, counting, earliestOn } = await purse.town.guest.ask(points, 'levels')
  expect(items.map(({ bronze, silver, gold }) => [bronze, silver, gold])).toEqual([[100, 300, 800]])
  const body = {
    bronze: 150,
    silver: 300,
    gold: 800,
    because: '参与的人多了',
    effectiveOn: earliestOn,
    follows: counting,
  }
  const keeper = purse.as('communityAdmin', '440104000000')
  const publish = (change = {}, by = keeper) =>
    refusal(by.ask(points, 'publishLevels', { body: { ...body, ...change } }))
  expect(await publish({}, purse.as('communityAdmin'))).toBe('kernel/forbidden')
  expect(await publish({ silver: 150 })).toBe('points/too-little')
  expect(await publish({ effectiveOn: purse.town.clock.now().toISOString().slice(0, 10) })).toBe('points/too-soon')
  await keeper.ask(points, 'publishLevels', { body })
  expect(await publish()).toBe('points/published-meanwhile')
  expect(await mine()).toBe('bronze')
  purse.town.clock.advance(7 * 86_400_000)
  expect(await mine()).toBe('none')
  expect((await purse.town.guest.ask(points, 'levels')).counting).toBe(2)
})
