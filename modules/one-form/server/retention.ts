/** What time deletes here: rows of lists long handed in, and marks of what was typed once they can tell of no repetition any more. */
import type { GivenToCatalogue } from '@liren/catalogue/contract'
import type { Work } from '@liren/kernel'
import { rosterStore } from './roster/store.ts'
import { store } from './store.ts'

/** The kernel gives a work of its own making; the catalogue cannot name its type. */
const dbOf = (work: object) => (work as Work).db

export const ownRetention: GivenToCatalogue = {
  retention: [
    {
      name: 'rosterRows',
      keepDays: 1096,
      due: (work, before) => rosterStore(dbOf(work)).old(before, true),
      remove: (work, before) => rosterStore(dbOf(work)).old(before, false),
    },
    {
      name: 'typedFacts',
      keepDays: 91,
      due: (work, before) => store(dbOf(work)).oldTyped(before, true),
      remove: (work, before) => store(dbOf(work)).oldTyped(before, false),
    },
  ],
}
