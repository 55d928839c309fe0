/** 留存期限 Thanks that were decided, or that nobody ever decided: after three years the books say enough. */
import type { Work } from '@liren/kernel'
import { grantStore } from './grant-store.ts'

const of = (work: object) => grantStore((work as Work).db)

/** In the shape the catalogue collects; a district without one keeps them until erased by request. */
export const retention = {
  retention: [
    {
      name: 'thanks',
      keepDays: 1095,
      due: (work: object, before: Date) => of(work).old(before, true),
      remove: (work: object, before: Date) => of(work).old(before, false),
    },
  ],
}
