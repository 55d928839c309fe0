/** What connectors keep of a person: messages about their cases, sealed. Erased, only that a message went to and fro is left. */
import type { PersonalData, Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { store } from './store.ts'

const most = 5000
const reportedBy = (work: Work, personId: string) =>
  work.use(matters).reportedBy({ accountId: null, personId }, new Date(0), most)

export const personalData: PersonalData = {
  what: 'connectors.personalData',
  export: async (work, personId) =>
    (await store(work.db).messagesOf(await reportedBy(work, personId))).map(({ at, ...row }) => ({
      ...row,
      at: at.toISOString(),
    })),
  // Runs before the spine forgets who reported. What still waits to be sent is sent first: the other side is owed it.
  erase: async (work, personId) => {
    const { erased, waiting } = await store(work.db).forgetMessages(await reportedBy(work, personId))
    return { erased, kept: waiting > 0 ? work.words('connectors.personalDataKept', { count: waiting }) : null }
  },
}
