/** What triage keeps of a person: the words of their reports, as examples. */
import type { PersonalData, Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { forgetKnown } from './known.ts'
import { lessonStore } from './store-lessons.ts'

const most = 5000
const reportedBy = (work: Work, personId: string) =>
  work.use(matters).reportedBy({ accountId: null, personId }, new Date(0), most)

export const personalData: PersonalData = {
  what: 'triage.personalData',
  export: async (work, personId) =>
    (await lessonStore(work.db).examplesOf(await reportedBy(work, personId))).map((row) => ({
      ...row,
      at: row.at.toISOString(),
    })),
  // Runs before the spine forgets who reported; the next training leaves the words out.
  erase: async (work, personId) => {
    const erased = await lessonStore(work.db).dropExamplesOf(await reportedBy(work, personId))
    forgetKnown(work)
    return { erased, kept: null }
  },
}
