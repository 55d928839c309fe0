/** What the mall holds about one person: reservations, which belong to the books of a shop and stay. */
import type { PersonalData, Work } from '@liren/kernel'
import type { CarriedAlong } from '@liren/people/contract'
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

/** For the register, when a log-in is tied to another entry: what is laid aside for them, and what they had, goes along. */
export const carry: CarriedAlong['carry'] = async (someWork, { from, to }) => {
  // Any module's work has a database; the tables are this module's.
  if (from !== null) await store((someWork as Work).db).carry(from, to)
}
