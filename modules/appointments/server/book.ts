/** Booking, standing in line, cancelling; whoever waits moves up by itself when a place falls free. */
import { randomBytes } from 'node:crypto'
import { answer, ownPersonOf, refuseAsKernel, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { addDays, codeFrom, dayOf, isBookable, mayCancel, pausedUntil, slotsOf, topicOf } from '../booking.ts'
import { appointments } from '../contract.ts'
import { appealPlace, type BookingWork, bookingView, placeView, tell } from './shown.ts'
import { type BookingWhole, cursorOf, type PlaceStored, store } from './store.ts'

const dayMs = 86_400_000

export const subjectOf = (work: BookingWork): string => {
  const id = ownPersonOf(work.actor) ?? work.actor.id
  if (id === null) throw refuseAsKernel('forbidden')
  return id
}
export const print = (work: object, code: string) => secretsOf(work).fingerprint(`appointments code ${code}`)

export const slotsOfDay = (place: PlaceStored, day: string) =>
  place.closedDays.includes(day) ? [] : slotsOf(day, place.openings, place.slotMinutes)

export const slots = answer(appointments, 'slots', async (work, { params, query }) => {
  const place = await store(work.db).place(params.id)
  if (!place?.isOpen) throw work.refuse('not-found')
  const from = new Date(Date.parse(`${query.day}T00:00:00+08:00`))
  const counts = new Map(
    (await store(work.db).counts(place.id, from, new Date(from.getTime() + dayMs))).map((one) => [
      one.startAt.getTime(),
      one,
    ]),
  )
  return {
    place: placeView(place),
    items: slotsOfDay(place, query.day)
      .filter((slot) => isBookable(slot, work.now, place.daysAhead))
      .map((slot) => {
        const count = counts.get(slot.startAt.getTime())
        return {
          startAt: slot.startAt.toISOString(),
          endAt: slot.endAt.toISOString(),
          left: Math.max(0, place.quota - (count?.taken ?? 0)),
          waiting: count?.waiting ?? 0,
        }
      }),
  }
})

/** Until when somebody who did not come too often cannot book. */
export const pauseOf = async (work: BookingWork, personId: string) => {
  const [times, withinDays, pauseDays] = [
    await work.setting<number>('missedTimes'),
    await work.setting<number>('missedWithinDays'),
    await work.setting<number>('pauseDays'),
  ]
  const missed = await store(work.db).missed(personId, new Date(work.now.getTime() - (withinDays + pauseDays) * dayMs))
  const until = pausedUntil(missed, { times, withinDays, pauseDays })
  return {
    until: until && until > work.now ? until : null,
    missed: missed.filter(({ isExcused }) => !isExcused).length,
  }
}

const whole = async (work: BookingWork, id: string): Promise<BookingWhole> => {
  const row = await store(work.db).booking(id)
  if (!row) throw work.refuse('not-found')
  return row
}

export const book = answer(appointments, 'book', async (work, { body }) => {
  const queries = store(work.db)
  const personId = subjectOf(work)
  const before = await queries.booking(body.id)
  if (before) {
    if (before.personId !== personId) throw work.refuse('id-taken', {}, 'id')
    return bookingView(work, before, true)
  }
  const place = await queries.holdPlace(body.placeId, 'share')
  if (!place?.isOpen) throw work.refuse('not-open', {}, 'placeId')
  if (!place.services.includes(body.service)) throw work.refuse('no-such-slot', {}, 'service')
  const { until } = await pauseOf(work, personId)
  if (until) throw work.refuse('paused', { until: until.toISOString(), day: dayOf(until) })
  const startAt = new Date(body.startAt)
  const slot = slotsOfDay(place, dayOf(startAt)).find((one) => one.startAt.getTime() === startAt.getTime())
  if (!slot) throw work.refuse('no-such-slot', {}, 'startAt')
  if (!isBookable(slot, work.now, place.daysAhead))
    throw work.refuse('too-far', { lastDay: addDays(dayOf(work.now), place.daysAhead) }, 'startAt')
  const ahead = await queries.ahead(personId, place.id, work.now)
  const [here, all] = [await work.setting<number>('aheadAtPlace'), await work.setting<number>('aheadInAll')]
  if (ahead.here >= here || ahead.all >= all) throw work.refuse('too-many', { limit: ahead.here >= here ? here : all })
  if (await queries.ofSlotAndPerson(place.id, startAt, personId)) throw work.refuse('booked-already', {}, 'startAt')
  // Refused where it is out of sight.
  const about = body.matterId === undefined ? null : await work.use(matters).see(body.matterId, true)
  const isTaken = await queries.take(place.id, startAt, place.quota)
  if (!isTaken && !body.waits) throw work.refuse('full', {}, 'startAt')
  const code = codeFrom(randomBytes(6))
  await queries.add({
    id: body.id,
    placeId: place.id,
    areaCode: place.areaCode,
    service: body.service,
    startAt,
    endAt: slot.endAt,
    state: isTaken ? 'booked' : 'waiting',
    code,
    codeFingerprint: print(work, code),
    personId,
    accountId: work.actor.onBehalfOf ? null : work.actor.id,
    madeAt: work.now,
    remindedAt: null,
    appealSealed: null,
    appealAnswer: null,
    isExcused: false,
    matterId: about?.id ?? null,
    matterNumber: about?.number ?? null,
  })
  work.audit({
    object: `booking:${body.id}`,
    area: place.areaCode,
    facts: { placeId: place.id, startAt: body.startAt },
  })
  if (isTaken)
    work.emit(
      'booked',
      { bookingId: body.id, placeId: place.id, areaCode: place.areaCode, startAt: startAt.toISOString() },
      [topicOf(place.id)],
    )
  return bookingView(work, await whole(work, body.id), true)
})

/** Whoever has waited longest for a slot that is held has it now; false where nobody waits. */
export const moveUp = async (work: BookingWork, placeId: string, startAt: Date): Promise<boolean> => {
  const queries = store(work.db)
  const next = startAt > work.now ? await queries.firstWaiting(placeId, startAt) : undefined
  if (!next) return false
  await queries.set(next.id, { state: 'booked' })
  work.emit('moved-up', { bookingId: next.id, placeId, startAt: startAt.toISOString() }, [topicOf(placeId)])
  await tell(work, await whole(work, next.id), 'movedUp')
  return true
}

/** A place that falls free goes to whoever has waited longest; the count of the slot stays. */
export const passOn = async (work: BookingWork, placeId: string, startAt: Date) => {
  const queries = store(work.db)
  await queries.holdSlot(placeId, startAt)
  if (!(await moveUp(work, placeId, startAt))) await queries.giveBack(placeId, startAt)
}

const own = async (work: BookingWork, id: string) => {
  const row = await whole(work, id)
  if (row.personId !== subjectOf(work)) throw work.refuse('not-found')
  return row
}

export const cancel = answer(appointments, 'cancel', async (work, { params }) => {
  const row = await own(work, params.id)
  if (row.state === 'cancelled') return bookingView(work, row, true)
  if (row.state !== 'booked' && row.state !== 'waiting') throw work.refuse('wrong-state', { state: row.state })
  const hours = await work.setting<number>('cancelHoursBefore')
  if (row.state === 'booked' && !mayCancel(row.startAt, work.now, hours)) throw work.refuse('too-late', { hours })
  await store(work.db).set(row.id, { state: 'cancelled' })
  if (row.state === 'booked') await passOn(work, row.placeId, row.startAt)
  work.audit({ object: `booking:${row.id}`, area: row.areaCode })
  return bookingView(work, { ...row, state: 'cancelled' }, true)
})

export const mine = answer(appointments, 'mine', async (work, { query }) => {
  const personId = subjectOf(work)
  const limit = query.limit ?? 20
  const rows = await store(work.db).mine(personId, query.after, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const { until, missed } = await pauseOf(work, personId)
  return {
    items: await Promise.all(shown.map((row) => bookingView(work, row, true))),
    next: rows.length > limit && last ? cursorOf(last) : null,
    pausedUntil: until?.toISOString() ?? null,
    missed,
  }
})

export const appeal = answer(appointments, 'appeal', async (work, { params, body }) => {
  const row = await own(work, params.id)
  if (row.state !== 'missed') throw work.refuse('wrong-state', { state: row.state })
  if (row.appealSealed !== null) throw work.refuse('appealed-already')
  const appealSealed = secretsOf(work).seal(body.text, appealPlace(row.id))
  await store(work.db).set(row.id, { appealSealed })
  work.audit({ object: `booking:${row.id}`, area: row.areaCode })
  return bookingView(work, { ...row, appealSealed }, true)
})
