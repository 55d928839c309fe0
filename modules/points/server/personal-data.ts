/** What the ledger holds about one person. Entries are accounts of the community and stay; what they were answered stays only as a number. */
import type { PersonalData } from '@liren/kernel'
import { walletOf } from './accounts.ts'
import { entryStore } from './entry-store.ts'
import { grantStore } from './grant-store.ts'
import { ledger } from './ledger-store.ts'
import { readingStore } from './reading-store.ts'

export const personalData: PersonalData = {
  what: 'points.screen.personal',
  export: async (work, personId) => {
    const found = []
    for (const unit of ['point', 'hour'] as const) {
      const { id } = walletOf({ personId }, unit)
      found.push({
        unit,
        ...(await ledger(work.db).balance(walletOf({ personId }, unit))),
        entries: await entryStore(work.db).page(id, null, 10_000),
      })
    }
    return { wallets: found, grants: await grantStore(work.db).ofPerson(personId) }
  },
  erase: async (work, personId) => ({
    erased: (await readingStore(work.db).forgetPerson(personId)) + (await grantStore(work.db).forgetPerson(personId)),
    kept: 'points.screen.keptLedger',
  }),
}
