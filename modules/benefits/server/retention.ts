/** 留存期限 What was found for somebody and is over, and the records of rosters taken in. */
import type { GivenToCatalogue } from '@liren/catalogue/contract'
import type { Work } from '@liren/kernel'
import { store } from './store.ts'
import { applicationStore } from './store-applications.ts'
import { rosterStore } from './store-rosters.ts'

const dbOf = (work: object) => (work as Work).db

export const retention: GivenToCatalogue = {
  retention: [
    {
      name: 'matches',
      keepDays: 1096,
      due: (work, before) => store(dbOf(work)).overSince(before, true),
      remove: (work, before) => store(dbOf(work)).overSince(before, false),
    },
    {
      name: 'applied',
      keepDays: 1096,
      due: (work, before) => applicationStore(dbOf(work)).oldOnes(before, true),
      remove: (work, before) => applicationStore(dbOf(work)).oldOnes(before, false),
    },
    {
      name: 'rosterUploads',
      keepDays: 1096,
      due: (work, before) => rosterStore(dbOf(work)).oldUploads(before, true),
      remove: (work, before) => rosterStore(dbOf(work)).oldUploads(before, false),
    },
  ],
}
