/** What the data-protection desk gets from this module: forms somebody filled in, and the erasure of those not handed in. */
import type { PersonalData } from '@liren/kernel'
import { asDeed } from './deed.ts'
import { submissions } from './store-submissions.ts'
import { openContent } from './submission.ts'

export const personalData: PersonalData = {
  what: 'forms.screen.personalData',
  export: async (someWork, personId) => {
    const work = asDeed(someWork)
    const lines = await submissions(work.db).about(personId)
    if (lines.length === 0) return null
    return lines.map((line) => ({
      form: line.title,
      code: line.code,
      number: line.number,
      savedAt: line.savedAt.toISOString(),
      submittedAt: line.submittedAt?.toISOString() ?? null,
      answers: openContent(work, line).filled.answers,
    }))
  },
  /** What was handed in is part of a file somebody decided upon; it goes when the file's time is over. */
  erase: async (work, personId) => ({
    erased: await submissions(work.db).forgetDrafts(personId),
    kept: work.words('forms.screen.keptHandedIn'),
  }),
}
