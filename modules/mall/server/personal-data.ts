/** What the mall holds about one person: reservations, which belong to the books of a shop and stay. */
import type { PersonalData } from '@liren/kernel'
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
