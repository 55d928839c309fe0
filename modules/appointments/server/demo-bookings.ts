/** Bookings of made-up neighbours around today: some came, one did not and says why, some wait in line. */
import { randomBytes } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, secretsOf } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { addDays, codeFrom, dayOf, slotsOf } from '../booking.ts'
import { print } from './book.ts'
import { appealPlace, type BookingWork } from './shown.ts'
import { type PlaceStored, store } from './store.ts'

type Given = {
  readonly login?: string
  readonly person: number
  readonly day: number
  readonly slot: number
  readonly state: State
}
type State = 'booked' | 'waiting' | 'arrived' | 'served' | 'missed'

/** Days are the n-th open day from today; what is to come is booked, what is over came to an end. */
const plan: readonly Given[] = [
  { person: 3, day: -2, slot: 2, state: 'served' },
  { person: 5, day: -2, slot: 3, state: 'missed' },
  { person: 1, day: -1, slot: 0, state: 'served' },
  { login: 'resident2', person: 0, day: -1, slot: 1, state: 'missed' },
  { person: 7, day: -1, slot: 5, state: 'served' },
  { person: 2, day: 0, slot: 0, state: 'arrived' },
  { person: 4, day: 0, slot: 9, state: 'booked' },
  { person: 6, day: 0, slot: 10, state: 'booked' },
  { login: 'resident1', person: 0, day: 1, slot: 2, state: 'booked' },
  { person: 8, day: 1, slot: 2, state: 'booked' },
  { person: 9, day: 1, slot: 2, state: 'booked' },
  { login: 'resident2', person: 0, day: 1, slot: 2, state: 'waiting' },
  { person: 10, day: 2, slot: 4, state: 'booked' },
]
const appealText = '当天送老人去医院，来不及取消'

/** The open day that many open days from today; today itself where it is open. */
const dayAt = (place: PlaceStored, today: string, steps: number): string | null => {
  if (steps === 0) return slotsOf(today, place.openings, place.slotMinutes).length > 0 ? today : null
  let day = today
  for (let left = Math.abs(steps), tried = 0; left > 0 && tried < 20; tried += 1) {
    day = addDays(day, Math.sign(steps))
    if (slotsOf(day, place.openings, place.slotMinutes).length > 0) left -= 1
  }
  return day
}

const idOf = (place: number, index: number) =>
  `0197c001-0000-7000-8000-${(place * 256 + index + 1).toString(16).padStart(12, '0')}`

export const layDemoBookings = async (work: BookingWork, preset: Preset, places: readonly PlaceStored[]) => {
  if (configOf(work).mode === 'production' || !preset.has('identity/accounts.json')) return
  const queries = store(work.db)
  for (const [at, place] of places.entries()) {
    const neighbours = await work.use(people).personIdsIn(place.areaCode, null, 12)
    for (const [index, given] of plan.entries()) {
      const day = dayAt(place, dayOf(work.now), given.day)
      const slots = day === null ? [] : slotsOf(day, place.openings, place.slotMinutes)
      const slot = slots[given.slot % Math.max(1, slots.length)]
      const account = given.login ? await work.use(identity).accountByLogin(given.login) : null
      // Accounts book at their own community's window; elsewhere a neighbour stands for them.
      const isTheirs = account?.areaCode === place.areaCode
      const personId = (isTheirs ? account?.personId : null) ?? neighbours[given.person + (given.login ? 11 : 0)]
      if (!slot || !personId || (await queries.booking(idOf(at, index)))) continue
      // Somebody in the list of neighbours may be the one with the account.
      if (await queries.ofSlotAndPerson(place.id, slot.startAt, personId)) continue
      // A day that is over has an end, whatever the plan says of today.
      const state = slot.startAt < work.now && given.state === 'booked' ? 'served' : given.state
      if (state !== 'waiting' && !(await queries.take(place.id, slot.startAt, place.quota))) continue
      const id = idOf(at, index)
      const isAppealed = state === 'missed' && given.login !== undefined
      const code = codeFrom(randomBytes(6))
      await queries.add({
        id,
        placeId: place.id,
        areaCode: place.areaCode,
        service: place.services[index % place.services.length] ?? '',
        startAt: slot.startAt,
        endAt: slot.endAt,
        state,
        code,
        codeFingerprint: print(work, code),
        personId,
        accountId: isTheirs ? (account?.id ?? null) : null,
        madeAt: new Date(work.now.getTime() - 3 * 86_400_000),
        remindedAt: slot.startAt < work.now ? slot.startAt : null,
        appealSealed: isAppealed ? secretsOf(work).seal(appealText, appealPlace(id)) : null,
        appealAnswer: null,
        isExcused: false,
        matterId: null,
        matterNumber: null,
      })
    }
    preset.progress('bookings', at + 1, places.length)
  }
}
