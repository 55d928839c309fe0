/** What this module keeps of a person: when they booked what. Past bookings go on request; those to come are cancelled by the person. */
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'appointments.personal',
  export: async (work, personId) =>
    (await store(work.db).heldAbout(personId)).map(({ placeName, service, startAt, state }) => ({
      placeName,
      service,
      startAt: startAt.toISOString(),
      state,
    })),
  erase: async (work, personId) => ({ erased: await store(work.db).forget(personId, work.now), kept: null }),
}
