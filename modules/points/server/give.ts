/** Points moved by hand: within a household, to the community's pool, and as thanks for a good deed. */
import { answer, answerOnce } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { lotsLeft, takeFrom } from '../lots.ts'
import type { Wallet } from '../port.ts'
import { commonOf, walletOf } from './accounts.ts'
import { issue, legsBetween, type PointsWork, post, postAtOnce, transferOf } from './book.ts'
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
  const transfer = transferOf(work, from, { ...given, because: work.words('points.because.share'), personId })
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
  const transfer = transferOf(work, wallet, { ...given, because: work.words('points.because.donate') })
  work.audit({ object: `points-transfer:${transfer.id}`, area, facts: { amount: body.amount, unit } })
  const paid = await postAtOnce(work, transfer, legsBetween(wallet, commonOf('pool', unit, area), body.amount, null))
  return { transferId: paid.transferId, free: paid.free }
})

export const grant = answer(points, 'grant', async (work, { body }) => {
  const area = body.area.slice(0, 12)
  work.must('points.grant', { area })
  const person = await work.use(people).person(body.personId)
  if (!person?.areaCode || !work.may('points.grant', { area: person.areaCode }))
    throw work.refuse('not-found', {}, 'personId')
  // Points come out of the budget of where somebody lives, and out of no other.
  if (person.areaCode.slice(0, 12) !== area) throw work.refuse('unknown-area', {}, 'area')
  const me = work.actor.personId
  if (me === person.id) throw work.refuse('own-affair', {}, 'personId')
  const isRelative =
    me !== null &&
    (await work.use(people).householdsOf(person.id)).some(({ members }) => members.some((one) => one.personId === me))
  if (isRelative) throw work.refuse('relative', {}, 'personId')
  const wallet = walletOf({ personId: person.id }, 'point')
  const given = {
    source: 'points:grant',
    key: body.id,
    kind: 'earn',
    unit: 'point' as const,
    amount: body.amount,
    area,
  }
  const booked = await issue(work, transferOf(work, wallet, { ...given, because: body.because.trim() }), wallet)
  if (!booked) throw work.refuse('budget-spent', { area }, 'amount')
  work.emit('granted', { transferId: booked.transferId, personId: person.id, amount: body.amount, area })
  work.audit({ object: `points-transfer:${booked.transferId}`, area, facts: { amount: body.amount } })
  return { transferId: booked.transferId, free: (await ledger(work.db).balance(wallet)).free }
})
