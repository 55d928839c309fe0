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
  // Runs before the spine forgets who reported. The model learned from these words: it is made anew without them, at once.
  erase: async (work, personId) => {
    const kept = lessonStore(work.db)
    const erased = await kept.dropExamplesOf(await reportedBy(work, personId))
    if (erased > 0) {
      await kept.staleAll(work.now)
      work.enqueue('train', null, { key: 'train' })
    }
    forgetKnown(work)
    return { erased, kept: null }
  },
}
