/** 留存期限 Bookings of the past are of use to nobody after a year. */
import type { Work } from '@liren/kernel'
import { store } from './store.ts'

const of = (work: object) => store((work as Work).db)

/** In the shape the catalogue collects; a district without one keeps them until erased by request. */
export const retention = {
  retention: [
    {
      name: 'bookings',
      keepDays: 365,
      due: (work: object, before: Date) => of(work).old(before, true),
      remove: (work: object, before: Date) => of(work).old(before, false),
    },
  ],
}
