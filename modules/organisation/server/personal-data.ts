/** What the organisation keeps about one person: the posts taken, with term and tasks. */
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'organisation.screen.personal',
  export: (work, personId) => store(work.db).postsOfPerson(personId),
  // Who held an office stays on record while the name goes: decisions must remain attributable to the post.
  erase: async (work, personId) => ({ erased: await store(work.db).forgetPerson(personId), kept: null }),
}
