/** What files keep of a person: what they uploaded. A proof in somebody's case stays; whose it was goes. */
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'files.personalData',
  export: async (work, personId) =>
    (await store(work.db).ofPerson(personId)).map(({ uploadedAt, takenAt, ...row }) => ({
      ...row,
      uploadedAt: uploadedAt.toISOString(),
      takenAt: takenAt?.toISOString() ?? null,
    })),
  erase: async (work, personId) => {
    const { erased, kept } = await store(work.db).forgetPerson(personId, work.now)
    if (erased > 0) work.enqueue('purge', null)
    return { erased: erased + kept, kept: kept > 0 ? work.words('files.personalDataKept', { count: kept }) : null }
  },
}
