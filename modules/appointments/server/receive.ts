/** At the window: who comes today, checking in by code, and answers to those who could not come. */
import { answer } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { dayOf } from '../booking.ts'
import { appointments } from '../contract.ts'
import { print } from './book.ts'
import { type BookingWork, bookingView } from './shown.ts'
import { type BookingWhole, cursorOf, store } from './store.ts'

const dayMs = 86_400_000
const earlyMs = 60 * 60_000

const withNames = async (work: BookingWork, rows: readonly BookingWhole[]) => {
  const names = new Map(
    (await work.use(people).persons(rows.map(({ personId }) => personId))).map((one) => [one.id, one.displayName]),
  )
  return Promise.all(
    rows.map(async (row) => ({ ...(await bookingView(work, row, false)), who: names.get(row.personId) ?? '–' })),
  )
}

export const today = answer(appointments, 'today', async (work, { query }) => {
  const from = new Date(Date.parse(`${query.day ?? dayOf(work.now)}T00:00:00+08:00`))
  const limit = query.limit ?? 50
  const rows = await store(work.db).day(
    work.scope('booking.receive'),
    { from, until: new Date(from.getTime() + dayMs), area: query.area, appeals: query.appeals ?? false },
    query.after,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await withNames(work, shown), next: rows.length > limit && last ? cursorOf(last) : null }
})

export const checkIn = answer(appointments, 'checkIn', async (work, { body }) => {
  const code = body.code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const row = await store(work.db).byCode(print(work, code))
  if (!row || !work.may('booking.receive', { area: row.areaCode })) throw work.refuse('wrong-code', {}, 'code')
  const shown = async (one: BookingWhole) => {
    const [whole] = await withNames(work, [one])
    if (!whole) throw new Error('one booking in, one out')
    return whole
  }
  if (row.state === 'arrived') return shown(row)
  if (row.state !== 'booked') throw work.refuse('wrong-state', { state: row.state })
  if (row.startAt.getTime() - work.now.getTime() > earlyMs && dayOf(row.startAt) !== dayOf(work.now))
    throw work.refuse('too-early', { day: dayOf(row.startAt) })
  await store(work.db).set(row.id, { state: 'arrived' })
  work.emit('arrived', { bookingId: row.id, matterId: row.matterId, place: row.placeName })
  work.audit({ object: `booking:${row.id}`, area: row.areaCode })
  return shown({ ...row, state: 'arrived' })
})

const reached = async (work: BookingWork, id: string) => {
  const row = await store(work.db).booking(id)
  if (!row || !work.may('booking.receive', { area: row.areaCode })) throw work.refuse('not-found')
  return row
}

export const serve = answer(appointments, 'serve', async (work, { params }) => {
  const row = await reached(work, params.id)
  if (row.state === 'served') return bookingView(work, row, false)
  if (row.state !== 'arrived') throw work.refuse('wrong-state', { state: row.state })
  await store(work.db).set(row.id, { state: 'served' })
  work.audit({ object: `booking:${row.id}`, area: row.areaCode })
  return bookingView(work, { ...row, state: 'served' }, false)
})

export const answerAppeal = answer(appointments, 'answerAppeal', async (work, { params, body }) => {
  const row = await reached(work, params.id)
  if (row.appealSealed === null) throw work.refuse('wrong-state', { state: row.state })
  if (row.appealAnswer !== null) throw work.refuse('appealed-already')
  const change = { isExcused: body.isExcused, appealAnswer: body.answer }
  await store(work.db).set(row.id, change)
  work.audit({ object: `booking:${row.id}`, area: row.areaCode, facts: { isExcused: body.isExcused } })
  return bookingView(work, { ...row, ...change }, false)
})
