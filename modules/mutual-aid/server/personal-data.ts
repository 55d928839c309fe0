/** What is held about one person: what they asked for and took. Places and words of what is over are erased, that it was stays. */
import type { PersonalData, Work } from '@liren/kernel'
import type { CarriedAlong } from '@liren/people/contract'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'mutual-aid.screen.personal',
  export: async (work, personId) =>
    (await store(work.db).ofPerson(personId, undefined, 10_000)).map(
      ({ wish, building, kind, state, startsAt, hours, safety, askerId, askerScore, askerWords, helperScore }) => ({
        wish,
        building,
        kind,
        state,
        startsAt,
        hours,
        isMine: askerId === personId,
        ...(askerId === personId ? { safety } : {}),
        askerScore,
        askerWords,
        helperScore,
      }),
    ),
  erase: async (work, personId) => ({
    erased: await store(work.db).forget(personId),
    kept: 'mutual-aid.screen.keptHelp',
  }),
}

/** For the register, when a log-in is tied to another entry: what they asked for and promised goes along. */
export const carry: CarriedAlong['carry'] = async (someWork, { from, to }) => {
  // Any module's work has a database; the tables are this module's.
  if (from !== null) await store((someWork as Work).db).carry(from, to)
}
