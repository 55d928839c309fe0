/** What identity keeps about a person, for the data-protection desk. */
import type { PersonalData } from '@liren/kernel'
import { forget } from './authenticate.ts'
import { accountsStore } from './store-accounts.ts'
import { sessionsStore } from './store-sessions.ts'

export const personalData: PersonalData = {
  what: 'identity.screen.personal',
  export: async (work, personId) => {
    const store = accountsStore(work.db)
    const found = await store.ofPerson(personId)
    if (!found) return null
    const [account, sessions, passkeys, links] = await Promise.all([
      store.view(found.id),
      sessionsStore(work.db).of(found.id, work.now),
      store.passkeys(found.id),
      store.links(found.id),
    ])
    return { account, sessions, passkeys: passkeys.map(({ label, addedAt }) => ({ label, addedAt })), links }
  },
  erase: async (work, personId) => {
    const found = await accountsStore(work.db).ofPerson(personId)
    if (!found) return { erased: 0, kept: null }
    await accountsStore(work.db).close(found.id, 'erased', work.now)
    await sessionsStore(work.db).endAll(found.id)
    forget(found.id)
    return { erased: 1, kept: work.words('identity.screen.personalKept') }
  },
}
