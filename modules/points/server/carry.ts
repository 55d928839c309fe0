/**
 * Somebody's log-in is tied to another entry of the register: their points and hours go along, each lot with its day, and what is set aside
 * stays set aside for what it was.
 */
import type { CarriedAlong } from '@liren/people/contract'
import { lotsLeft, takeFrom } from '../lots.ts'
import { walletOf } from './accounts.ts'
import { legsBetween, type PointsWork, post, transferOf } from './book.ts'
import { entryStore } from './entry-store.ts'
import { followStore } from './follow.ts'
import { type Leg, ledger } from './ledger-store.ts'

export const carry: CarriedAlong['carry'] = async (someWork, { from, to }) => {
  if (from === null) return
  // Any module's work has a database, a clock and whoever acts; the tables are this module's.
  const work = someWork as PointsWork
  const store = ledger(work.db)
  for (const unit of ['point', 'hour'] as const) {
    const [old, own] = [walletOf({ personId: from }, unit), walletOf({ personId: to }, unit)]
    const before = await store.balance(old)
    if (before.free <= 0 && before.held <= 0) continue
    await store.open([own], work.now)
    await store.lockAll([old, own])
    const { free, held } = await store.balance(old)
    const lots = await store.lots(old.id)
    const aside: readonly Leg[] =
      held > 0
        ? [
            { account: old, pocket: 'held', amount: -held },
            { account: own, pocket: 'held', amount: held },
          ]
        : []
    const legs: readonly Leg[] =
      free <= 0
        ? []
        : unit === 'hour'
          ? legsBetween(old, own, free, null)
          : takeFrom(lotsLeft(lots.earned, lots.spent), free).flatMap(({ validOn, amount }): Leg[] => [
              { account: old, pocket: 'free', amount: -amount, validOn },
              { account: own, pocket: 'free', amount, validOn },
            ])
    const because = work.bothWords('points.because.carry')
    const given = {
      source: 'points:carry',
      key: `${from} ${to} ${unit}`,
      kind: 'carry',
      unit,
      amount: free + held,
      area: null,
    }
    await post(work, transferOf(work, own, { ...given, because }), [...legs, ...aside])
  }
  await followStore(work.db).follow(from, to, work.now)
  await entryStore(work.db).carry(from, to)
}
