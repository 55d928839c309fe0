/** What benefits keep of a person: what they were found for and what they said to it. */
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'

export const personalData: PersonalData = {
  what: 'benefits.personalData',
  export: async (work, personId) => {
    const matches = await store(work.db).of(personId)
    return matches.length === 0
      ? null
      : matches.map(({ ruleId, ruleVersion, state, toldAt, restsUntil }) => ({
          rule: ruleId,
          version: ruleVersion,
          state,
          toldAt: toldAt?.toISOString() ?? null,
          restsUntil: restsUntil?.toISOString() ?? null,
        }))
  },
  erase: async (work, personId) => ({ erased: await store(work.db).erase(personId), kept: null }),
}
