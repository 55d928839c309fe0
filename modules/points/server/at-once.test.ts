/** Two people at the same moment: both agree, both decide, both publish; and points spent in the very night they expire. One thing happens, once. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, type Purse, purseTown, sweepRule } from '../testing/purse-town.ts'
import { verifyPoints } from './close-days.job.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const admin = () => purse.as('communityAdmin')
/** How many were done; whatever is no refusal of points is thrown on. */
const doneOf = async (asked: readonly Promise<unknown>[]) => {
  const tries = await Promise.allSettled(asked)
  for (const one of tries)
    if (one.status === 'rejected' && !/^points\//.test(one.reason?.problem?.code ?? one.reason?.code ?? ''))
      throw one.reason
  return tries.filter(({ status }) => status === 'fulfilled').length
}
const isSound = async () =>
  expect(await purse.town.work('points', (work) => verifyPoints(work.db))).toMatchObject({
    ...{ ok: true, sum: 0, wrongBalances: 0, orphans: 0 },
  })
const swept = (sweeperId: string, more: Record<string, unknown> = {}) =>
  purse.tell('swept', {
    ...{ sweeperId, forId: null, hours: 1, score: 5, communityCode: here, photoIds: [], title: '', placeId: '' },
    ...more,
  })

test('five colleagues who agree to the same large thanks give it once', async () => {
  const [asks, saver] = [await purse.neighbour('提议的人'), await purse.neighbour('救人的人')]
  const id = randomUUID()
  const body = { id, personId: saver.personId, area: here, amount: 300, because: '救起落水儿童' }
  await purse.as('communityWorker', here, asks.personId).ask(points, 'grant', { body })
  const decide = (isGranted: boolean) =>
    purse.as('communityWorker').ask(points, 'decideGrant', { params: { id }, body: { isGranted, note: '核实过' } })
  expect(await doneOf([true, true, true, false, true].map(decide))).toBe(1)
  expect([0, 300]).toContain(await purse.balance(saver.me))
  const { items } = await admin().ask(points, 'grants', { query: { area: here } })
  const state = items.find((one) => one.id === id)?.state
  expect(await purse.balance(saver.me)).toBe(state === 'granted' ? 300 : 0)
  await isSound()
})

test('an objection is decided once, whoever upholds and whoever rejects it at the same moment', async () => {
  const lin = await purse.neighbour('林')
  await swept(lin.personId)
  await swept(lin.personId, { hours: 9 })
  await swept(lin.personId)
  const [unpaid] = (await lin.me.ask(points, 'mine')).unpaid
  if (!unpaid) throw new Error('everything was paid')
  const { id } = await lin.me.ask(points, 'objectUnpaid', {
    params: { id: unpaid.id },
    body: { reason: '那天确实做了' },
  })
  const before = await purse.balance(lin.me)
  const decide = (isUpheld: boolean) =>
    admin().ask(points, 'decideObjection', { params: { id }, body: { isUpheld, note: '看过记录', amount: 10 } })
  const tries = await Promise.allSettled([true, false, true, false].map(decide))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const isUpheld = tries.findIndex(({ status }) => status === 'fulfilled') % 2 === 0
  expect(await purse.balance(lin.me)).toBe(before + (isUpheld ? 10 : 0))
  await isSound()
})

test('a sign of abuse is cleared or reversed, not both', async () => {
  const [one, other] = [await purse.neighbour('互甲'), await purse.neighbour('互乙')]
  for (let turn = 0; turn < 3; turn += 1) {
    await swept(one.personId, { forId: other.personId })
    await swept(other.personId, { forId: one.personId })
  }
  await purse.town.run('points', 'look-for-abuse')
  const { items } = await admin().ask(points, 'flags', { query: { state: 'frozen' } })
  const flag = items.find(({ kind, people }) => kind === 'pair' && people.some(({ id }) => id === one.personId))
  const decide = (decision: 'clear' | 'reverse') =>
    admin().ask(points, 'decideFlag', { params: { id: flag?.id ?? '' }, body: { decision, note: '看过三次记录' } })
  expect(await doneOf([decide('clear'), decide('reverse'), decide('clear'), decide('reverse')])).toBe(1)
  const { items: after } = await admin().ask(points, 'flags', { query: {} })
  const state = after.find(({ id }) => id === flag?.id)?.state
  expect([await purse.balance(one.me), await purse.balance(other.me)]).toEqual(state === 'cleared' ? [30, 30] : [0, 0])
  await isSound()
})

test('two desks that publish the same rule at once do not both write its next version', async () => {
  const rule = { ...sweepRule, code: 'at-once', points: 3 }
  const steward = () => purse.as('dataSteward', '440104000000')
  await steward().ask(points, 'rehearse', { body: { rule, days: 30 } })
  expect(
    await doneOf(
      Array.from({ length: 6 }, () => steward().ask(points, 'publish', { body: { rule, effectiveOn: '2026-12-20' } })),
    ),
  ).toBeGreaterThan(0)
  const { items } = await purse.town.guest.ask(points, 'rules', { query: { all: true } })
  const versions = items.filter(({ code }) => code === 'at-once').map(({ version }) => version)
  expect(versions.toSorted((one, two) => one - two)).toEqual(versions.map((_, index) => index + 1))
})

test('what is spent in the night it expires is spent or expired, never both, and nobody owes anything', async () => {
  const crowd = await Promise.all([...'子丑寅卯'].map((name) => purse.neighbour(`夜${name}`)))
  for (const one of crowd) await purse.give(one.personId, 40)
  purse.town.clock.set('2027-12-31T23:59:00+08:00')
  purse.town.clock.set('2028-01-01T00:10:00+08:00')
  const spend = (personId: string, turn: number) =>
    purse.port((ledger) =>
      ledger.debit(
        { personId },
        { common: 'shop', area: here },
        { source: 'night', key: `${personId} ${turn}`, amount: 7, area: here, because: '兑换' },
      ),
    )
  await doneOf([
    ...crowd.flatMap(({ personId }) => Array.from({ length: 6 }, (_, turn) => spend(personId, turn))),
    purse.town.run('points', 'expire'),
    ...crowd.map(({ personId }) => spend(personId, 9)),
    purse.town.run('points', 'expire'),
  ])
  await purse.town.run('points', 'expire')
  for (const { personId, me } of crowd) {
    expect(await purse.balance(me)).toBe(0)
    const { rows } = await purse.town.owner.query<{ kind: string; sum: number }>(
      `select kind, sum(amount)::int as sum from points_transfers where person_id = $1 and kind in ('redeem', 'expire') group by kind`,
      [personId],
    )
    // Of forty each point went one way.
    expect(rows.reduce((sum, row) => sum + row.sum, 0)).toBe(40)
  }
  await isSound()
})
