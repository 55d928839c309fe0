/** What the mall holds about one person: reservations, which belong to the books of a shop and stay. */
import type { PersonalData, Work } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'mall.screen.personal',
  export: async (work, personId) =>
    (await store(work.db).ofPersonAll(personId)).map(
      ({ goodName, points, state, reservedAt, handedAt, pointName }) => ({
        goodName,
        points,
        state,
        reservedAt,
        handedAt,
        pointName,
      }),
    ),
  erase: async () => ({ erased: 0, kept: 'mall.screen.keptBooks' }),
}

/** For the register, before a log-in is tied to another entry: is something laid aside for them? */
export const holdsOf = async (someWork: object, personId: string): Promise<boolean> => {
  // Any module's work has a database and a clock; the tables are this module's.
  const { db } = someWork as Work
  return (await store(db).ofPersonAll(personId)).some(({ state }) => state === 'reserved')
}
