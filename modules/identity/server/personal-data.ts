/** What identity keeps about a person, for the data-protection desk. */
import type { PersonalData } from '@liren/kernel'
import { forget } from './authenticate.ts'
import { forgetPapersOf } from './evidence.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'

export const personalData: PersonalData = {
  what: 'identity.screen.personal',
  export: async (work, personId) => {
    const store = accountsStore(work.db)
    const found = await store.ofPerson(personId)
    const authorities = (await grantsStore(work.db).authoritiesOver(personId)).map(
      ({ helperName, relation, purpose, untilAt, endedAt, evidenceFileId }) => ({
        ...{ helperName, relation, purpose, hasPaper: evidenceFileId !== null },
        ...{ untilAt: untilAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
      }),
    )
    if (!found) return authorities.length === 0 ? null : { authorities }
    const [account, sessions, passkeys, links] = await Promise.all([
      store.view(found.id),
      sessionsStore(work.db).of(found.id, work.now),
      store.passkeys(found.id),
      store.links(found.id),
    ])
    return {
      account,
      sessions,
      passkeys: passkeys.map(({ label, addedAt }) => ({ label, addedAt })),
      links,
      authorities,
    }
  },
  erase: async (work, personId) => {
    const papers = await forgetPapersOf(work, personId)
    const found = await accountsStore(work.db).ofPerson(personId)
    if (!found) return { erased: papers, kept: null }
    await accountsStore(work.db).close(found.id, 'erased', work.now)
    await sessionsStore(work.db).endAll(found.id)
    forget(found.id)
    return { erased: 1 + papers, kept: work.words('identity.screen.personalKept') }
  },
}
