/** What is held about one person: what they asked for and took. Places and words of what is over are erased, that it was stays. */
import type { PersonalData, Work } from '@liren/kernel'
import { store } from './store.ts'

/** Not over, and what is shared about it not settled. */
const underWay: readonly string[] = ['toCheck', 'open', 'taken', 'started', 'done', 'disputed']

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

/** For the register, before a log-in is tied to another entry: do they ask for help, or have promised it? */
export const holdsOf = async (someWork: object, personId: string): Promise<boolean> => {
  // Any module's work has a database and a clock; the tables are this module's.
  const { db } = someWork as Work
  return (await store(db).ofPerson(personId, undefined, 10_000)).some(({ state }) => underWay.includes(state))
}
