/** Points moved by hand: within a household, and to the community's pool. */
import { answer, answerOnce } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { lotsLeft, takeFrom } from '../lots.ts'
import type { Wallet } from '../port.ts'
import { commonOf, walletOf } from './accounts.ts'
import { legsBetween, type PointsWork, post, postAtOnce, transferOf } from './book.ts'
import { type Leg, ledger } from './ledger-store.ts'
import { ownToMove } from './own.ts'

const homeOf = async (work: PointsWork, personId: string) => {
  const [household] = await work.use(people).householdsOf(personId)
  if (!household) throw work.refuse('no-household')
  return household
}

/** Lots keep their days when they move: sharing does not make points younger. */
export const share = answer(points, 'share', async (work, { body }) => {
  const personId = await ownToMove(work)
  const home = await homeOf(work, personId)
  const wallet = (side: 'mine' | 'household' | { personId: string }): Wallet =>
    side === 'mine' ? { personId } : side === 'household' ? { householdId: home.id } : side
  const other = typeof body.to === 'object' ? body.to.personId : null
  if (other && !home.members.some((one) => one.personId === other)) throw work.refuse('not-in-household', {}, 'to')
  const [from, to] = [walletOf(wallet(body.from), 'point'), walletOf(wallet(body.to), 'point')]
  if (from.id === to.id) throw work.refuse('too-little', {}, 'to')
  const store = ledger(work.db)
  const given = {
    source: 'points:share',
    key: body.id,
    kind: 'share',
    unit: 'point' as const,
    amount: body.amount,
    area: null,
  }
  const transfer = transferOf(work, from, { ...given, because: work.bothWords('points.because.share'), personId })
  await store.open([from, to], work.now)
  await store.lockAll([from, to])
  const replay = await store.find(transfer.source, transfer.key)
  if (!replay && (await store.balance(from)).free < body.amount) throw work.refuse('not-enough', {}, 'amount')
  const lots = await store.lots(from.id)
  const legs = takeFrom(lotsLeft(lots.earned, lots.spent), body.amount).flatMap(({ validOn, amount }): Leg[] => [
    { account: from, pocket: 'free', amount: -amount, validOn },
    { account: to, pocket: 'free', amount, validOn },
  ])
  const booked = await post(work, transfer, legs)
  work.audit({ object: `points-transfer:${booked.transferId}`, facts: { amount: body.amount } })
  return { transferId: booked.transferId, free: (await store.balance(from)).free }
})

export const donate = answerOnce(points, 'donate', async (work, { body }) => {
  const personId = await ownToMove(work)
  const unit = body.unit ?? 'point'
  const area = body.area.slice(0, 12)
  const wallet = walletOf({ personId }, unit)
  const given = { source: 'points:donate', key: body.id, kind: 'donate', unit, amount: body.amount, area }
  const transfer = transferOf(work, wallet, { ...given, because: work.bothWords('points.because.donate') })
  work.audit({ object: `points-transfer:${transfer.id}`, area, facts: { amount: body.amount, unit } })
  const paid = await postAtOnce(work, transfer, legsBetween(wallet, commonOf('pool', unit, area), body.amount, null))
  return { transferId: paid.transferId, free: paid.free }
})
