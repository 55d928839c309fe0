/** Counting wrong tries, alike for names that exist and names that do not, so that nothing is betrayed. */
import { secretsOf } from '@liren/kernel'
import { afterFailure, type Failures, isLocked } from '../lockout.ts'
import type { IdentityWork } from './enter.ts'
import { type AccountRow, accountsStore } from './store-accounts.ts'

const none: Failures = { failures: 0, lockedUntil: null }

/** The refusal that follows would drop what was told; the lock is told by a statement of its own. */
const tellLocked = async (work: IdentityWork, accountId: string, until: Date) => {
  work.audit({ object: `account:${accountId}`, facts: { lockedUntil: until } })
  work.emit('locked', { accountId, until: until.toISOString() }, [`account:${accountId}`])
  await accountsStore(work.db).tell(work.tail())
}

/** Counts a wrong try on an account; tells once when it locks. Runs outside a transaction, or the refusal would undo it. */
export const noteFailure = async (work: IdentityWork, account: Pick<AccountRow, 'id' | 'failures' | 'lockedUntil'>) => {
  const store = accountsStore(work.db)
  let before: Failures = { failures: account.failures, lockedUntil: account.lockedUntil }
  for (let look = 0; look < 5; look++) {
    const after = afterFailure(before, work.now)
    if (await store.setFailures(account.id, before, after)) {
      if (after.lockedUntil && after.lockedUntil !== before.lockedUntil)
        await tellLocked(work, account.id, after.lockedUntil)
      return
    }
    before = (await store.failuresOf(account.id)) ?? none
  }
}

/** How many wrong tries a name that belongs to nobody has seen. */
export const strangerPrint = (work: IdentityWork, loginName: string) =>
  secretsOf(work).fingerprint(`identity stranger ${loginName.toLowerCase()}`)

export const noteStranger = async (work: IdentityWork, namePrint: string, before: Failures | undefined) =>
  accountsStore(work.db).setStrangerTries(namePrint, afterFailure(before ?? none, work.now), work.now)

export const refuseIfLocked = (work: IdentityWork, state: Failures | undefined) => {
  if (state && isLocked(state, work.now))
    throw work.refuse('account-locked', {
      minutes: Math.ceil(((state.lockedUntil?.getTime() ?? 0) - work.now.getTime()) / 60_000),
    })
}
