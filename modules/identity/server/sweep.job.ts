/** Nightly: sessions, codes and challenges that have run out are gone. */
import { job } from '@liren/kernel'
import { identity } from '../contract.ts'
import { sessionsStore } from './store-sessions.ts'

export const sweep = job(identity, 'sweep', { cron: '20 3 * * *' }, async (work) => {
  await sessionsStore(work.db).sweep(work.now)
})
