/** Whatever two people of one home do with their points over the years, the books say what a small model of them says. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { addDays, dayOf, validUntil } from '../day.ts'
import { expiredBy, type Lot, lotsLeft, takeFrom } from '../lots.ts'
import { here, type Purse, purseTown } from '../testing/purse-town.ts'
import { verifyPoints } from './close-days.job.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const who = fc.constantFrom('wife' as const, 'husband' as const)
const amount = fc.integer({ min: 1, max: 40 })
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('earn' as const), who, amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('spend' as const), who, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), who, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('release' as const, 'capture' as const), nth: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund' as const), nth: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('putIn' as const, 'takeOut' as const), who, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('year' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

/** A purse as somebody would keep it on paper: what came, by the day it is good until; what went; what is set aside. */
type Paper = { earned: Lot[]; spent: number; held: number }
const fresh = (): Paper => ({ earned: [], spent: 0, held: 0 })
const freeOf = ({ earned, spent }: Paper) => earned.reduce((sum, one) => sum + one.amount, 0) - spent

const live = async (acts: readonly Act[]) => {
  const [wife, husband] = [await purse.neighbour('妻'), await purse.neighbour('夫')]
  const householdId = await purse.household(husband.personId, wife.personId)
  const people = { wife, husband }
  const paper = { wife: fresh(), husband: fresh(), home: fresh() }
  const holds: { key: string; who: 'wife' | 'husband'; amount: number; state: 'held' | 'released' | 'captured' }[] = []
  const spends: { key: string; who: 'wife' | 'husband'; amount: number; isBack: boolean }[] = []
  const booking = (key: string, many: number) => ({ source: 'years', key, amount: many, area: here, because: '过日子' })
  /** True where it was done; any refusal but the foreseen one is thrown on. */
  const isDone = (asked: Promise<unknown>) =>
    asked.then(
      () => true,
      (error: { code?: string; problem?: { code: string } }) => {
        if (!/^points\/(not-enough|hold-ended)$/.test(error.problem?.code ?? error.code ?? '')) throw error
        return false
      },
    )
  const move = (from: Paper, to: Paper, many: number) => {
    for (const { validOn, amount: part } of takeFrom(lotsLeft(from.earned, from.spent), many)) {
      from.earned.push({ validOn, amount: -part })
      to.earned.push({ validOn, amount: part })
    }
  }
  const merged = ({ earned }: Paper): Lot[] => {
    const byDay = new Map<string, number>()
    for (const one of earned) byDay.set(one.validOn, (byDay.get(one.validOn) ?? 0) + one.amount)
    return [...byDay].map(([validOn, left]) => ({ validOn, amount: left }))
  }
  for (const one of acts) {
    for (const each of Object.values(paper)) each.earned = merged(each)
    const key = randomUUID()
    if (one.do === 'earn') {
      await purse.port((ledger) => ledger.credit(people[one.who], booking(key, one.amount)))
      paper[one.who].earned.push({ validOn: validUntil(purse.town.clock.now()), amount: one.amount })
    } else if (one.do === 'spend') {
      const spent = purse.port((ledger) =>
        ledger.debit(people[one.who], { common: 'shop', area: here }, booking(key, one.amount)),
      )
      expect(await isDone(spent)).toBe(freeOf(paper[one.who]) >= one.amount)
      if (freeOf(paper[one.who]) < one.amount) continue
      paper[one.who].spent += one.amount
      spends.push({ key, who: one.who, amount: one.amount, isBack: false })
    } else if (one.do === 'hold') {
      expect(await isDone(purse.port((ledger) => ledger.hold(people[one.who], booking(key, one.amount))))).toBe(
        freeOf(paper[one.who]) >= one.amount,
      )
      if (freeOf(paper[one.who]) < one.amount) continue
      paper[one.who].spent += one.amount
      paper[one.who].held += one.amount
      holds.push({ key, who: one.who, amount: one.amount, state: 'held' })
    } else if (one.do === 'release' || one.do === 'capture') {
      const hold = holds[one.nth % Math.max(1, holds.length)]
      if (!hold) continue
      const at = { source: 'years', key: hold.key }
      const end = { release: 'released', capture: 'captured' } as const
      const isFine = await isDone(
        purse.port((ledger) =>
          one.do === 'release'
            ? ledger.release(at, '作罢')
            : ledger.capture(at, { common: 'shop', area: here }, '交付'),
        ),
      )
      // Ended once, it may be asked to end the same way again and nothing happens; the other way is refused.
      expect(isFine).toBe(hold.state === 'held' || hold.state === end[one.do])
      if (hold.state !== 'held') continue
      hold.state = end[one.do]
      paper[hold.who].held -= hold.amount
      if (one.do === 'release') paper[hold.who].spent -= hold.amount
    } else if (one.do === 'refund') {
      const spend = spends[one.nth % Math.max(1, spends.length)]
      if (!spend) continue
      await purse.port((ledger) => ledger.refund({ source: 'years', key: spend.key }, '退回'))
      if (!spend.isBack) paper[spend.who].spent -= spend.amount
      spend.isBack = true
    } else if (one.do === 'putIn' || one.do === 'takeOut') {
      const [from, to] = one.do === 'putIn' ? (['mine', 'household'] as const) : (['household', 'mine'] as const)
      const mine = paper[one.who]
      const [giver, taker] = one.do === 'putIn' ? [mine, paper.home] : [paper.home, mine]
      const isEnough = freeOf(giver) >= one.amount
      const shared = people[one.who].me.ask(points, 'share', { body: { id: key, from, to, amount: one.amount } })
      expect(await isDone(shared)).toBe(isEnough)
      if (isEnough) move(giver, taker, one.amount)
    } else {
      purse.town.clock.advance(365 * 86_400_000)
      await purse.town.run('points', 'expire')
      const yesterday = addDays(dayOf(purse.town.clock.now()), -1)
      for (const each of Object.values(paper)) each.spent += expiredBy(merged(each), each.spent, yesterday)
    }
  }
  const mine = async (name: 'wife' | 'husband') =>
    (await people[name].me.ask(points, 'mine')).wallets.find(({ which, unit }) => which === 'mine' && unit === 'point')
  for (const name of ['wife', 'husband'] as const) {
    const wallet = await mine(name)
    expect([wallet?.free ?? 0, wallet?.held ?? 0]).toEqual([freeOf(paper[name]), paper[name].held])
    const { expiring } = await people[name].me.ask(points, 'mine')
    // What they are told of their days adds up to what they have.
    expect(expiring.reduce((sum, lot) => sum + lot.amount, 0)).toBe(freeOf(paper[name]))
  }
  expect(await purse.port((ledger) => ledger.balance({ householdId }))).toEqual({ free: freeOf(paper.home), held: 0 })
  expect(await purse.town.work('points', (work) => verifyPoints(work.db))).toMatchObject({
    ...{ ok: true, sum: 0, wrongBalances: 0, orphans: 0 },
  })
}

test('earned, spent, set aside, given back, shared at home and expired: every balance is what the paper says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), live), { numRuns: 20 })
}, 240_000)
