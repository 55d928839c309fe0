/** 留存期限 What went to and fro word for word is needed while two systems still compare; that something went, and its hash, stays. */
import type { Work } from '@liren/kernel'
import { countOldBodies, forgetOldBodies } from './store-retention.ts'

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'bodies',
      keepDays: 365,
      due: (work: object, before: Date) => countOldBodies((work as Work).db, before),
      remove: (work: object, before: Date) => forgetOldBodies((work as Work).db, before),
    },
  ],
}
