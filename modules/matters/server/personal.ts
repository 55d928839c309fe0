/** What the spine keeps of a person: that they reported or follow a matter, and a masked name. */
import type { PersonalData } from '@liren/kernel'
import { partStore } from './part-store.ts'

export const personalData: PersonalData = {
  what: 'matters.personal',
  export: async (work, personId) =>
    (await partStore(work.db).ofPerson(personId)).map((row) => ({ ...row, since: row.since.toISOString() })),
  erase: async (work, personId) => ({ erased: await partStore(work.db).forgetPerson(personId), kept: null }),
}
