/** Staff accounts nobody has used for 90 days are put to rest (等保2.0); an administrator wakes them. */
import { job } from '@liren/kernel'
import { identity } from '../contract.ts'
import { forget } from './authenticate.ts'
import { accountsStore } from './store-accounts.ts'
import { sessionsStore } from './store-sessions.ts'

const idleDays = 90

export const restIdleAccounts = job(identity, 'rest-idle-accounts', { cron: '40 3 * * *' }, async (work) => {
  const before = new Date(work.now.getTime() - idleDays * 86_400_000)
  const rested = await accountsStore(work.db).restIdle(before)
  for (const { id } of rested) {
    await sessionsStore(work.db).endAll(id)
    work.emit('disabled', { accountId: id }, [`account:${id}`])
    forget(id)
  }
  if (rested.length > 0) work.audit({ facts: { rested: rested.length, idleDays } })
})
