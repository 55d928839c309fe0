/** What is kept here about a person: which tools they agreed to, and what of them those may learn. */
import { identity } from '@liren/identity/contract'
import type { PersonalData, Work } from '@liren/kernel'
import type { signOn } from '../contract.ts'
import { endGrant } from './provider.ts'
import { consentStore } from './store.ts'

// The kernel hands over a work of this very module; only the type cannot say so.
const own = (work: Work) => work as unknown as Work<typeof signOn>

export const personalData: PersonalData = {
  what: 'sign-on.screen.personal',
  export: async (work, personId) => {
    const account = await own(work).use(identity).accountOfPerson(personId)
    const rows = account ? await consentStore(work.db).of(account) : []
    return rows.map(({ toolId, claims, givenAt, lastPassedAt }) => ({ toolId, claims, givenAt, lastPassedAt }))
  },
  erase: async (work, personId) => {
    const account = await own(work).use(identity).accountOfPerson(personId)
    const consents = consentStore(work.db)
    const rows = account ? await consents.of(account) : []
    for (const { accountId, toolId, grantDigest } of rows) {
      await endGrant(own(work), grantDigest)
      await consents.withdraw(accountId, toolId)
    }
    return { erased: rows.length, kept: null }
  },
}
