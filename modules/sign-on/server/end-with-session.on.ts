/** Who signs out here is signed out everywhere it led to; so is whoever was locked, suspended, left, or has a new password. */
import { identity } from '@liren/identity/contract'
import { listen } from '@liren/kernel'
import { signOn } from '../contract.ts'
import type { SignOnWork } from './sign-on-work.ts'
import { tokenStore } from './store.ts'

const endAll = async (work: SignOnWork, { accountId }: { readonly accountId: string }) => {
  const ended = await tokenStore(work.db).endSessionsOf(accountId)
  if (ended > 0) work.audit({ object: `account:${accountId}`, facts: { ended } })
}

export const endWithSession = listen(signOn, identity, 'signed-out', 'end-with-session', async (work, fact) => {
  if (fact.sessionId === null) return endAll(work, fact)
  const ended = await tokenStore(work.db).endSession(fact.sessionId)
  if (ended > 0) work.audit({ object: `account:${fact.accountId}`, facts: { ended } })
})
export const endWhenLocked = listen(signOn, identity, 'locked', 'end-when-locked', endAll)
export const endWithPassword = listen(signOn, identity, 'password-changed', 'end-with-password', endAll)
export const endWhenSuspended = listen(signOn, identity, 'disabled', 'end-when-suspended', endAll)
export const endWithAccount = listen(signOn, identity, 'closed', 'end-with-account', endAll)
