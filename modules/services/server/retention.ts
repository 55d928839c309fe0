/** 留存期限 Applications whose item's years are over lose whom they are about; `tidy` then erases their answers and papers. Decisions are archives and stay. */
import type { GivenToCatalogue } from '@liren/catalogue/contract'
import type { Work } from '@liren/kernel'
import { store } from './store.ts'

export const retention: GivenToCatalogue = {
  retention: [
    {
      name: 'applications',
      // The shortest there is: the years stand in each item's record.
      keepDays: 365,
      due: (work, before) => store((work as Work).db).oldApplications(before, (work as Work).now),
      remove: (work, before) => store((work as Work).db).retire(before, (work as Work).now),
    },
  ],
}
