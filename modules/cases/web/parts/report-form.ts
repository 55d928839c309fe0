/** What a resident fills in to report something, and what is still missing in it. */
import type { Picked } from '@liren/files/web/picked.ts'
import { plainPhone } from '../../contact.ts'
import type { Spot } from './spot.ts'

export type ReportForm = {
  readonly text: string
  readonly photos: readonly Picked[]
  readonly spot: Spot | null
  readonly address: string
  readonly categoryCode: string | null
  readonly isPublic: boolean
  readonly isAnonymous: boolean
  readonly phone: string
}

/** The draft's key in this browser. */
export const reportDraft = 'cases.report'

export const emptyReport: ReportForm = {
  text: '',
  photos: [],
  spot: null,
  address: '',
  categoryCode: null,
  isPublic: true,
  isAnonymous: false,
  phone: '',
}

export type Missing = 'said' | 'place' | 'phone'

/** The first thing still missing, in the order of the page; null when it can be sent. */
export const missingIn = (form: ReportForm, isGuest: boolean): Missing | null => {
  if (form.text.trim() === '' && form.photos.length === 0) return 'said'
  if (!form.spot) return 'place'
  return isGuest && !plainPhone(form.phone) ? 'phone' : null
}

const placeOf = (spot: Spot) =>
  spot.lon === null || spot.lat === null
    ? {}
    : {
        place: {
          lon: spot.lon,
          lat: spot.lat,
          ...(spot.accuracyMetres === null ? {} : { accuracyMetres: spot.accuracyMetres }),
        },
      }

/** Older photos are of something else. */
const photoDays = 7

/** When it was first seen: the earliest photo says so, else it is now. What is between this and the report is the lag of discovery. */
export const seenFrom = (photos: readonly Pick<Picked, 'takenAt'>[], now: Date): Date => {
  const times = photos.map(({ takenAt }) => Date.parse(takenAt))
  const since = now.getTime() - photoDays * 86_400_000
  return new Date(Math.min(now.getTime(), ...times.filter((at) => at >= since)))
}

/** The report as the server takes it, without what the outbox adds: its id and the ids of its photos. */
export const bodyOf = (form: ReportForm, isGuest: boolean, now: Date) => {
  const text = form.text.trim()
  const address = form.address.trim()
  return {
    ...(text ? { text } : {}),
    ...(form.spot ? placeOf(form.spot) : {}),
    ...(form.spot?.areaCode ? { areaCode: form.spot.areaCode } : {}),
    ...(address ? { address } : {}),
    ...(form.categoryCode ? { categoryCode: form.categoryCode } : {}),
    ...(isGuest ? { contact: { phone: form.phone.trim() } } : {}),
    seenAt: seenFrom(form.photos, now).toISOString(),
    isPublic: form.isPublic,
    // A guest has no name to leave out.
    isAnonymous: !isGuest && form.isAnonymous,
  }
}
