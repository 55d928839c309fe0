/** What this module keeps of a person: when they booked what. Past bookings go on request; those to come are cancelled by the person. */
import type { PersonalData, Work } from '@liren/kernel'
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

/** For the register, before a log-in is tied to another entry: is a visit still to come? */
export const holdsOf = async (someWork: object, personId: string): Promise<boolean> => {
  // Any module's work has a database and a clock; the tables are this module's.
  const { db, now } = someWork as Work
  const held = await store(db).heldAbout(personId)
  return held.some(({ state, startAt }) => (state === 'booked' || state === 'waiting') && startAt > now)
}
