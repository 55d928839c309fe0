/** A resident reserves: points set aside and a piece taken off the shelf in one transaction; cancelled or left lying, both go back. */
import { randomBytes, randomInt } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { answer, job, ownPersonOf, readTimeAndId, secretsOf, type Work } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { addDays, dayOf, points, type Wallet } from '@liren/points/contract'
import { mall } from '../contract.ts'
import { cancelHours, keepDays, mayCancel, roomLeft } from '../reservation.ts'
import type { Good, ReservationView } from '../views.ts'
import { inBoth, readIn } from '../words.ts'
import { codeSeconds, codesFrom } from './code.ts'
import { bothOf } from './say-name.ts'
import { type GoodRow, type ReservationRow, store } from './store.ts'

export type MallWork = Work<typeof mall>
const dayMs = 86_400_000

export const holdOf = (id: string) => ({ source: 'mall', key: id })
const sealPlace = (id: string) => `mall code ${id}`
/** The secret codes are made of, sealed; made anew for every reservation. */
export const sealedSecret = (work: MallWork, id: string) =>
  secretsOf(work).seal(randomBytes(20).toString('base64url'), sealPlace(id))
export const secretOf = (work: MallWork, row: ReservationRow) =>
  secretsOf(work).open(row.secretSealed, sealPlace(row.id))

/** In the language of whoever asks. */
export const shown = ({ locale }: Pick<MallWork, 'locale'>, row: ReservationRow): ReservationView => ({
  id: row.id,
  number: row.number,
  goodId: row.goodId,
  goodName: readIn(locale, row.goodName, row.goodNameEn),
  kind: row.kind,
  pointId: row.pointId,
  pointName: readIn(locale, row.pointName, row.pointNameEn),
  address: readIn(locale, row.address, row.addressEn),
  quantity: row.quantity,
  points: row.points,
  state: row.state,
  reservedAt: row.reservedAt.toISOString(),
  keptUntil: row.keptUntil,
  handedAt: row.handedAt?.toISOString() ?? null,
  mayCancelUntil:
    row.state === 'reserved' ? new Date(row.reservedAt.getTime() + cancelHours * 3_600_000).toISOString() : null,
})

const ownPersonId = (work: MallWork): string => {
  const id = ownPersonOf(work.actor)
  if (!id) throw work.refuse('no-record')
  return id
}

const mine = async (work: MallWork, id: string, isHeld = false) => {
  const row = await (isHeld ? store(work.db).lock(id) : store(work.db).reservation(id))
  if (!row || row.personId !== ownPersonId(work)) throw work.refuse('not-found')
  return row
}

export const shownGood = ({ locale }: Pick<MallWork, 'locale'>, { pointNameEn, addressEn, ...row }: GoodRow): Good => ({
  ...row,
  pointName: readIn(locale, row.pointName, pointNameEn),
  address: readIn(locale, row.address, addressEn),
})

export const goods = answer(mall, 'goods', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).offered(query.area.slice(0, 12), query.kind, query.after, limit + 1)
  const items = rows.slice(0, limit).map((row) => shownGood(work, row))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const reserve = answer(mall, 'reserve', async (work, { body }) => {
  const personId = ownPersonId(work)
  if (await work.use(identity).isSentByOffice()) throw work.refuse('not-by-staff')
  const shop = store(work.db)
  const known = await shop.reservation(body.id)
  if (known) {
    if (known.personId !== personId || known.goodId !== body.goodId) throw work.refuse('id-taken')
    return shown(work, known)
  }
  const good = await shop.good(body.goodId)
  if (!good || !work.may('mall.redeem', { area: good.area })) throw work.refuse('not-found', {}, 'goodId')
  if (!good.isOffered) throw work.refuse('not-offered')
  if ((await shop.point(good.pointId))?.isClosed) throw work.refuse('shop-closed')
  const ledger = work.use(points)
  const householdId = body.from === 'household' ? await ledger.householdOf(personId) : null
  if (body.from === 'household' && !householdId) throw work.refuse('no-household', {}, 'from')
  const wallet: Wallet = householdId ? { householdId } : { personId }
  const price = good.points * body.quantity
  const { isReplay } = await ledger.hold(wallet, {
    ...holdOf(body.id),
    amount: price,
    area: good.area,
    because: bothOf(work, 'mall.because.reserved', { goodName: good.name, goodNameEn: good.nameEn }),
  })
  const twin = isReplay ? await shop.reservation(body.id) : null
  if (twin) return shown(work, twin)
  const month = new Date(`${dayOf(work.now).slice(0, 7)}-01T00:00:00+08:00`)
  // Taking from stock holds the good: whoever asks with two purses at once is counted one after the other.
  const isTaken = await shop.takeStock(good.id, body.quantity)
  const taken = await shop.takenSince(good.id, personId, month)
  if (roomLeft(good.perPerson, taken) < body.quantity)
    throw work.refuse('limit-reached', { limit: good.perPerson ?? 0 }, 'quantity')
  if (!isTaken) throw work.refuse('sold-out')
  const tries = Array.from({ length: 40 }, () => String(randomInt(10_000)).padStart(4, '0'))
  const number = await shop.freeNumber(good.pointId, tries)
  if (!number) throw work.refuse('shop-closed')
  await shop.add({
    id: body.id,
    number,
    goodId: good.id,
    pointId: good.pointId,
    area: good.area,
    personId,
    quantity: body.quantity,
    points: price,
    secretSealed: sealedSecret(work, body.id),
    reservedAt: work.now,
    keptUntil: dayOf(new Date(work.now.getTime() + keepDays * dayMs)),
  })
  work.audit({ object: `mall-reservation:${body.id}`, area: good.area, facts: { points: price } })
  work.emit('reserved', { reservationId: body.id, personId, communityCode: good.area, points: price }, [
    `area:${good.area}`,
  ])
  return shown(work, await mine(work, body.id))
})

export const reservations = answer(mall, 'reservations', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await store(work.db).ofPerson(ownPersonId(work), readTimeAndId(query.after), limit + 1)
  const items = rows.slice(0, limit).map((row) => shown(work, row))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.reservedAt} ${last.id}` : null }
})

export const codes = answer(mall, 'codes', async (work, { params }) => {
  const row = await mine(work, params.id)
  if (row.state !== 'reserved') throw work.refuse('wrong-state', { state: row.state })
  return { number: row.number, seconds: codeSeconds, codes: codesFrom(secretOf(work, row), work.now, 60) }
})

/** Points and piece go back to where they were. */
const giveBack = async (work: MallWork, row: ReservationRow, state: 'cancelled' | 'lapsed') => {
  await work.use(points).release(holdOf(row.id), bothOf(work, `mall.because.${state}`, row))
  await store(work.db).putBack(row.goodId, row.quantity)
  await store(work.db).end(row.id, state)
}

export const cancel = answer(mall, 'cancel', async (work, { params }) => {
  const row = await mine(work, params.id, true)
  if (row.state === 'cancelled') return shown(work, row)
  if (row.state !== 'reserved') throw work.refuse('wrong-state', { state: row.state })
  if (!mayCancel(row, work.now)) throw work.refuse('cancel-too-late', { hours: cancelHours })
  await giveBack(work, row, 'cancelled')
  work.audit({ object: `mall-reservation:${row.id}`, area: row.areaCode })
  return shown(work, { ...row, state: 'cancelled' })
})

/** Whoever reserved hears of it. */
export const tellOwner = (
  work: MallWork,
  row: ReservationRow,
  template: 'collect' | 'lapsed' | 'refunded',
  facts: Readonly<Record<string, string>> = {},
) =>
  work.use(notices).send({
    to: { personIds: [row.personId] },
    topic: 'mall.reservations',
    template: `mall.${template}`,
    facts: {
      name: inBoth(row.goodName, row.goodNameEn),
      point: inBoth(row.pointName, row.pointNameEn),
      points: row.points,
      day: row.keptUntil,
      ...facts,
    },
    link: '/mall/reservations',
    onceKey: `mall/${template} ${row.id}`,
  })

export const lapse = job(mall, 'lapse', { cron: '5 0 * * *' }, async (work) => {
  for (
    let rows = await store(work.db).overdue(dayOf(work.now), 200);
    rows.length > 0;
    rows = await store(work.db).overdue(dayOf(work.now), 200)
  )
    for (const row of rows) {
      await giveBack(work, row, 'lapsed')
      await tellOwner(work, row, 'lapsed')
    }
})

/** A day before something goes back on the shelf, whoever reserved it is reminded. */
export const remind = job(mall, 'remind', { cron: '30 9 * * *' }, async (work) => {
  const tomorrow = addDays(dayOf(work.now), 1)
  for (let after: string | null = null; ; ) {
    const rows: readonly ReservationRow[] = await store(work.db).keptUntil(tomorrow, after, 200)
    for (const row of rows) await tellOwner(work, row, 'collect')
    after = rows.at(-1)?.id ?? null
    if (rows.length < 200) return
  }
})
