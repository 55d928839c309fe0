/** What the launcher keeps about a person: the order and hiding of their own tiles. */
import { identity } from '@liren/identity/contract'
import type { PersonalData, Work } from '@liren/kernel'
import type { launcher } from '../contract.ts'
import { store } from './store.ts'

const accountOf = (work: Work, personId: string) =>
  (work as unknown as Work<typeof launcher>).use(identity).accountOfPerson(personId)

export const personalData: PersonalData = {
  what: 'launcher.screen.personal',
  export: async (work, personId) => {
    const account = await accountOf(work, personId)
    return account ? store(work.db).choices(account) : null
  },
  erase: async (work, personId) => {
    const account = await accountOf(work, personId)
    if (account) await store(work.db).restore(account)
    return { erased: account ? 1 : 0, kept: null }
  },
}
