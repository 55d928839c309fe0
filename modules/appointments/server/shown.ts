/** Places and bookings as the contract shows them; the code only to whoever booked. */
import { secretsOf, type Work } from '@liren/kernel'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { mayCancel } from '../booking.ts'
import type { appointments, Booking, Place } from '../contract.ts'
import type { BookingWhole, PlaceStored } from './store.ts'

export type BookingWork = Work<typeof appointments>

export const topics = {
  topics: [
    {
      name: 'bookings',
      kind: 'work',
      templates: {
        reminder: { outside: [] },
        movedUp: { outside: [] },
        missed: { outside: [] },
        closed: { outside: [] },
      },
    },
  ],
} as const satisfies GivenTopics

export const placeView = (row: PlaceStored): Place => ({
  ...row,
  services: [...row.services],
  openings: row.openings.map((one) => ({ ...one })),
  closedDays: [...row.closedDays],
})

export const appealPlace = (id: string) => `appointments:appeal:${id}`

export const bookingView = async (work: BookingWork, row: BookingWhole, isOwn: boolean): Promise<Booking> => ({
  id: row.id,
  placeId: row.placeId,
  placeName: row.placeName,
  address: row.address,
  service: row.service,
  startAt: row.startAt.toISOString(),
  endAt: row.endAt.toISOString(),
  state: row.state,
  matterId: row.matterId,
  matterNumber: row.matterNumber,
  code: isOwn && row.state === 'booked' ? row.code : null,
  mayCancel:
    isOwn &&
    (row.state === 'waiting' ||
      (row.state === 'booked' && mayCancel(row.startAt, work.now, await work.setting<number>('cancelHoursBefore')))),
  isExcused: row.isExcused,
  appeal: row.appealSealed ? secretsOf(work).open(row.appealSealed, appealPlace(row.id)) : null,
  appealAnswer: row.appealAnswer,
  bring: row.bring,
})

const englishDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

/** In the district's own words for a time; the address and nothing about the matter. */
export const tell = async (
  work: BookingWork,
  row: BookingWhole,
  template: 'reminder' | 'movedUp' | 'missed' | 'closed',
) => {
  if (!row.accountId) return
  // By the clock on the wall here.
  const at = new Date(row.startAt.getTime() + 8 * 3_600_000)
  const day = { 'zh-CN': `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`, en: englishDay.format(at) }
  await work.use(notices).send({
    to: { accountIds: [row.accountId] },
    topic: 'appointments.bookings',
    template: `appointments.${template}`,
    facts: { place: row.placeName, day, time: at.toISOString().slice(11, 16) },
    link: '/appointments/mine',
    onceKey: `appointments/${template} ${row.id}`,
  })
}
