/** What the data-protection desk gets from this module: what departments told about a person, and what they agreed to. */
import type { PersonalData } from '@liren/kernel'
import { asDeed } from './deed.ts'
import { heldFor } from './my-values.ts'
import { outgoingStore } from './outgoing/store.ts'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'catalogue.screen.personalData',
  export: async (someWork, personId) => {
    const work = asDeed(someWork)
    const values = await heldFor(work, personId)
    const consents = await store(work.db).consentHistory(personId)
    // Which systems were told of what, by names of fields.
    const deliveries = (await outgoingStore(work.db).ofSubject(personId)).map(({ code, kind, keys, at, state }) => ({
      ...{ system: code, kind, keys, at, state },
    }))
    return values.length + consents.length + deliveries.length === 0 ? null : { values, consents, deliveries }
  },
  /** What somebody agreed to is the proof that data were fetched lawfully: three years (PIPL §55–56). */
  erase: async (work, personId) => ({
    erased:
      (await store(work.db).forgetSubject('person', personId)) + (await outgoingStore(work.db).forgetSubject(personId)),
    kept: work.words('catalogue.screen.keptConsents'),
  }),
}
