/** What the data-protection desk gets from this module: everything held about a person, and its erasure where the law allows. */
import { maskName } from '@liren/contract/mask'
import { type PersonalData, secretsOf, type Work } from '@liren/kernel'
import { privateFields } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { around } from './persons.ts'
import { asDeed, placeOf } from './registering.ts'
import { readSealed, store } from './store.ts'
import { births } from './store-births.ts'
import { claims } from './store-claims.ts'
import { footprints } from './store-footprints.ts'
import { memberships } from './store-memberships.ts'

const registerOf = (work: Work) => store(work.db, { today: dayOf(work.now), seesSensitive: [''] })

export const personalData: PersonalData = {
  what: 'people.screen.personalData',
  export: async (work, personId) => {
    const person = await registerOf(work).person(personId)
    if (!person) return null
    const { open } = secretsOf(work)
    const sealed = await readSealed(work.db, {
      personIds: [personId],
      fields: privateFields,
      lookerId: work.actor.id,
      lookerKind: work.actor.kind,
      // Footprints outlast the person's entry; who takes a copy of their own leaves no name in them.
      lookerName: work.actor.personId === personId ? maskName(work.actor.name) : work.actor.name,
      purpose: 'own-request',
      reason: work.words('people.screen.exportReason'),
      requestId: work.requestId,
      at: work.now,
    })
    return {
      ...(await around(asDeed(work), person)),
      private: Object.fromEntries(
        sealed.map((one) => [one.field, one.sealed === null ? null : open(one.sealed, placeOf(one.field, personId))]),
      ),
      footprints: await footprints(work.db).of(personId, null, 1000),
    }
  },
  /** Footprints stay: that somebody looked is a record about the looker (Cybersecurity Law: logs for at least six months). */
  erase: async (work, personId) => {
    const register = registerOf(work)
    if (!(await register.person(personId))) return { erased: 0, kept: null }
    await memberships(work.db).endAll(personId, dayOf(work.now))
    await claims(work.db).forget(personId)
    await births(work.db).forget(personId)
    await register.forget(personId, work.now)
    return { erased: 1, kept: work.words('people.screen.keptFootprints') }
  },
}
