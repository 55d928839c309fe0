/** What the data-protection desk gets from this module: answers about a person on rosters. */
import type { PersonalData } from '@liren/kernel'
import { asDeed } from './deed.ts'
import { answersIn } from './roster/fill.ts'
import { rosterStore } from './roster/store.ts'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'one-form.screen.personalData',
  export: async (someWork, personId) => {
    const work = asDeed(someWork)
    const rows = await rosterStore(work.db).ofSubject(personId)
    if (rows.length === 0) return null
    const found = []
    for (const row of rows) {
      const report = await store(work.db).find(row.reportId)
      found.push({ report: report?.draft.title ?? '', period: row.period, answers: answersIn(work, row) })
    }
    return found
  },
  erase: async (work, personId) => ({ erased: await rosterStore(work.db).forgetSubject(personId), kept: null }),
}
