/** What is held about one person: what they asked for and took. Places and words of what is over are erased, that it was stays. */
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'mutual-aid.screen.personal',
  export: async (work, personId) =>
    (await store(work.db).ofPerson(personId, undefined, 10_000)).map(
      ({ wish, building, kind, state, startsAt, hours, askerId, askerScore, helperScore }) => ({
        wish,
        building,
        kind,
        state,
        startsAt,
        hours,
        isMine: askerId === personId,
        askerScore,
        helperScore,
      }),
    ),
  erase: async (work, personId) => ({
    erased: await store(work.db).forget(personId),
    kept: 'mutual-aid.screen.keptHelp',
  }),
}
