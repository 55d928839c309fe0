/** What notices know about one person, for the rights desk: messages, choices, the e-mail address. */
import { identity } from '@liren/identity/contract'
import type { PersonalData } from '@liren/kernel'
import { store } from './store.ts'
import { privacyStore } from './store-privacy.ts'
import { insideWords } from './topics.ts'

export const personalData: PersonalData = {
  what: 'notices.screen.personal',
  export: async (work, personId) => {
    const accountId = await work.use(identity).accountOfPerson(personId)
    if (!accountId) return { notices: [], preferences: [] }
    const rows = await store(work.db).mine(accountId, false, null, 1000)
    return {
      notices: rows.map((row) => ({
        ...insideWords(work, row),
        sentAt: row.sentAt.toISOString(),
        readAt: row.readAt?.toISOString() ?? null,
      })),
      preferences: await store(work.db).preferences(accountId),
      privacyNotices: await privacyStore(work.db).seenBy(accountId),
    }
  },
  erase: async (work, personId) => {
    const accountId = await work.use(identity).accountOfPerson(personId)
    // What was sent must stay provable; what was chosen and where mail went need not.
    return {
      erased: accountId ? await store(work.db).forget(accountId) : 0,
      kept: accountId ? work.words('notices.screen.personalKept') : null,
    }
  },
}
