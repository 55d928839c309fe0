/** 留存期限 What of forms time deletes: drafts nobody went on with, and what was handed in to nobody in particular. */
import type { GivenToCatalogue } from '@liren/catalogue/contract'
import type { Work } from '@liren/kernel'
import { forgetOldHanded } from './forget.ts'
import { draftDays } from './start.ts'
import { submissions } from './store-submissions.ts'

const of = (work: object) => submissions((work as Work).db)

/** What belongs to another module's object goes with that object. */
export const retention: GivenToCatalogue = {
  retention: [
    {
      name: 'drafts',
      keepDays: draftDays,
      due: (work, before) => of(work).oldDrafts(before, true),
      remove: (work, before) => of(work).oldDrafts(before, false),
    },
    {
      name: 'handedIn',
      keepDays: 1826,
      due: (work, before) => of(work).oldHanded(before),
      remove: (work, before) => forgetOldHanded(work as Work, before),
    },
  ],
}
