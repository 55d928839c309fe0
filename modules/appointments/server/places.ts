/** Where something can be booked, and the hours and quotas of those who keep it. */
import { answer } from '@liren/kernel'
import { dayOf } from '../booking.ts'
import { appointments } from '../contract.ts'
import { moveUp, slotsOfDay } from './book.ts'
import { type BookingWork, placeView, tell } from './shown.ts'
import { type PlaceStored, store } from './store.ts'

export const places = answer(appointments, 'places', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).places(query.area, query.q?.trim(), query.after, limit + 1, work.may('place.keep'))
  const shown = rows.slice(0, limit)
  return { items: shown.map(placeView), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
})

/** Who booked what is no more is told and free again, not missed; more room goes to whoever waited first. */
const refit = async (work: BookingWork, place: PlaceStored) => {
  const queries = store(work.db)
  for (const { startAt, taken } of await queries.slotsAhead(place.id, work.now)) {
    const isStill = slotsOfDay(place, dayOf(startAt)).some((one) => one.startAt.getTime() === startAt.getTime())
    if (isStill) {
      for (let free = place.quota - taken; free > 0 && (await moveUp(work, place.id, startAt)); free -= 1)
        await queries.take(place.id, startAt, place.quota)
      continue
    }
    for (const row of await queries.ofSlot(place.id, startAt)) {
      await queries.set(row.id, { state: 'cancelled' })
      await tell(work, row, 'closed')
    }
    await queries.emptySlot(place.id, startAt)
  }
}

export const keepPlace = answer(appointments, 'keepPlace', async (work, { params, body }) => {
  const before = await store(work.db).holdPlace(params.id, 'alone')
  if (before && !work.may('place.keep', { area: before.areaCode })) throw work.refuse('not-found')
  work.must('place.keep', { area: body.area })
  if (body.openings.some(({ fromMinute, untilMinute }) => untilMinute <= fromMinute))
    throw work.refuse('hours-wrong', {}, 'openings')
  const { area, bring, closedDays, ...rest } = body
  const place: PlaceStored = {
    ...rest,
    id: params.id,
    areaCode: area,
    bring: bring ?? null,
    closedDays: closedDays ?? [],
  }
  await store(work.db).keepPlace(place)
  if (before) await refit(work, place)
  work.audit({ object: `place:${params.id}`, area, facts: { quota: body.quota, slotMinutes: body.slotMinutes } })
  return placeView(place)
})
