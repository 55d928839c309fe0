/** The counter: hand-overs by code, also those made without a network; refunds; stock-taking. Only for those who serve at that point. */
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { dayOf, points } from '@liren/points/contract'
import { mall } from '../contract.ts'
import type { conflictReasons } from '../views.ts'
import { readIn } from '../words.ts'
import { isCode } from './code.ts'
import { type ConflictRow, dayStore } from './day-store.ts'
import { holdOf, type MallWork, secretOf, shown, shownGood, tellOwner } from './reserve.ts'
import { bothOf } from './say-name.ts'
import { type ReservationRow, store } from './store.ts'

const tokenOf = (work: MallWork, reservationId: string, pointId: string) =>
  secretsOf(work).fingerprint(`mall hand-over ${reservationId} ${pointId}`)

/** Serves there, or keeps the mall of that community. */
export const mustServe = async (work: MallWork, pointId: string) => {
  const point = await store(work.db).point(pointId)
  const isStaff = point?.staff.some(({ id }) => id === work.actor.id) ?? false
  if (!point || !(isStaff || work.may('mall.keep', { area: point.area }))) throw work.refuse('not-found', {}, 'pointId')
  return point
}

export const shownConflict = (
  { locale }: Pick<MallWork, 'locale'>,
  { pointId: _p, areaCode: _a, byId: _b, doneAt, goodNameEn, ...row }: ConflictRow,
) => ({
  ...row,
  goodName: readIn(locale, row.goodName, goodNameEn),
  doneAt: doneAt.toISOString(),
})

export const counter = answer(mall, 'counter', async (work) => {
  const shop = store(work.db)
  const days = dayStore(work.db)
  const mine = work.actor.id ? await shop.servedBy(work.actor.id) : []
  const today = new Map(
    (
      await days.sums(
        mine.map(({ id }) => id),
        dayOf(work.now),
      )
    ).map((one) => [one.pointId, one]),
  )
  const items = []
  for (const point of mine) {
    const open = await shop.open(point.id)
    const names = new Map(
      (await work.use(people).persons(open.map(({ personId }) => personId))).map((one) => [one.id, one.displayName]),
    )
    const day = today.get(point.id)
    items.push({
      point,
      goods: (await shop.ofPoint(point.id)).map((good) => shownGood(work, good)),
      open: open.map((row) => ({
        id: row.id,
        number: row.number,
        goodName: readIn(work.locale, row.goodName, row.goodNameEn),
        quantity: row.quantity,
        name: names.get(row.personId) ?? '—',
        keptUntil: row.keptUntil,
        token: tokenOf(work, row.id, point.id),
      })),
      today: {
        pointId: point.id,
        on: dayOf(work.now),
        handedOver: day?.handedOver ?? 0,
        points: day?.points ?? 0,
        refunds: day?.refunds ?? 0,
        refundedPoints: day?.refundedPoints ?? 0,
        isEqual: null,
        note: null,
      },
      conflicts: (await days.openConflicts(point.id)).map((one) => shownConflict(work, one)),
    })
  }
  return { items }
})

/** The points go to the shop; the row is held by the caller. */
export const complete = async (work: MallWork, row: ReservationRow, handOverId: string, at: Date) => {
  await work
    .use(points)
    .capture(holdOf(row.id), { common: 'shop', area: row.areaCode }, bothOf(work, 'mall.because.redeemed', row))
  await store(work.db).handOver(row.id, handOverId, work.actor.id, at)
  work.emit(
    'handed-over',
    { reservationId: row.id, personId: row.personId, communityCode: row.areaCode, points: row.points },
    [`area:${row.areaCode}`],
  )
  work.audit({ object: `mall-reservation:${row.id}`, area: row.areaCode, facts: { points: row.points } })
}

const triesAllowed = 5
const waitMs = 10 * 60_000
const oldestMs = 72 * 3_600_000

const isLocked = (row: ReservationRow, now: Date) =>
  row.wrongCodes >= triesAllowed && row.wrongAt !== null && now.getTime() - row.wrongAt.getTime() < waitMs

type Offline = { reservationId: string; doneAt: string; token: string }
type Why = (typeof conflictReasons)[number]

/** What of an offline hand-over does not fit; null where all is well. */
const misfit = (
  work: MallWork,
  row: ReservationRow | null,
  pointId: string,
  code: string,
  offline: Offline,
): Why | null => {
  if (offline.token !== tokenOf(work, offline.reservationId, pointId)) return 'wrong-token'
  if (!row || row.pointId !== pointId) return 'not-this-shop'
  if (row.state === 'handedOver' || row.state === 'refunded') return 'handed-already'
  if (row.state !== 'reserved') return row.state
  const at = new Date(offline.doneAt)
  if (at.getTime() > work.now.getTime() + 60_000 || work.now.getTime() - at.getTime() > oldestMs) return 'too-old'
  // After too many wrong ones the right one counts for nothing either: the community says what became of it.
  return !isLocked(row, work.now) && isCode(secretOf(work, row), code, at) ? null : 'wrong-code'
}

export const handOver = answer(mall, 'handOver', async (work, { body }) => {
  const shop = store(work.db)
  const point = await mustServe(work, body.pointId)
  const before = await shop.handedOverAs(body.id)
  if (before) return { reservation: shown(work, before), conflict: null }
  if (body.offline) {
    const row = await shop.lock(body.offline.reservationId)
    const why = misfit(work, row, point.id, body.code, body.offline)
    if (why === null && row) {
      await complete(work, row, body.id, work.now)
      return { reservation: shown(work, { ...row, state: 'handedOver', handedAt: work.now }), conflict: null }
    }
    if (why === 'wrong-code' && row) await shop.wrongCode(row.id, work.now)
    await dayStore(work.db).addConflict({
      id: uuidv7(),
      handingId: body.id,
      reservationId: body.offline.reservationId,
      pointId: point.id,
      why: why ?? 'not-this-shop',
      doneAt: new Date(body.offline.doneAt),
      byId: work.actor.id,
      byName: work.actor.name,
    })
    work.audit({ object: `mall-reservation:${body.offline.reservationId}`, area: point.area, facts: { conflict: why } })
    return { reservation: row?.pointId === point.id ? shown(work, row) : null, conflict: why }
  }
  const row = await shop.lockByNumber(point.id, body.number)
  if (!row) throw work.refuse('not-found', {}, 'number')
  if (isLocked(row, work.now)) throw work.refuse('too-many-tries')
  if (!isCode(secretOf(work, row), body.code, work.now)) {
    // Counted although refused: it is answered, not thrown, so that the count stays.
    await shop.wrongCode(row.id, work.now)
    work.audit({ object: `mall-reservation:${row.id}`, area: point.area, facts: { conflict: 'wrong-code' } })
    return { reservation: null, conflict: 'wrong-code' as const }
  }
  await complete(work, row, body.id, work.now)
  return { reservation: shown(work, { ...row, state: 'handedOver', handedAt: work.now }), conflict: null }
})

export const refund = answer(mall, 'refund', async (work, { params, body }) => {
  const shop = store(work.db)
  const row = await shop.lock(params.id)
  if (!row) throw work.refuse('not-found')
  await mustServe(work, row.pointId)
  if (row.state === 'refunded') return shown(work, row)
  if (row.state !== 'handedOver') throw work.refuse('wrong-state', { state: row.state })
  await work.use(points).refund(holdOf(row.id), bothOf(work, 'mall.because.refunded', row, { because: body.because }))
  await shop.refund(row.id, body.because, work.now)
  await tellOwner(work, row, 'refunded', { because: body.because })
  if (body.isBackInStock) await shop.putBack(row.goodId, row.quantity)
  work.emit('refunded', {
    reservationId: row.id,
    personId: row.personId,
    communityCode: row.areaCode,
    points: row.points,
  })
  work.audit({ object: `mall-reservation:${row.id}`, area: row.areaCode, facts: { points: row.points } })
  return shown(work, { ...row, state: 'refunded' })
})

export const count = answer(mall, 'count', async (work, { params, body }) => {
  const shop = store(work.db)
  const good = await shop.good(params.id)
  if (!good) throw work.refuse('not-found')
  await mustServe(work, good.pointId)
  const difference = await shop.count({
    id: uuidv7(),
    goodId: good.id,
    counted: body.counted,
    note: body.note?.trim() || null,
    byId: work.actor.id,
    byName: work.actor.name,
    at: work.now,
  })
  work.audit({ object: `mall-good:${good.id}`, area: good.area, facts: { counted: body.counted, difference } })
  return { good: shownGood(work, { ...good, stock: body.counted }), difference }
})
