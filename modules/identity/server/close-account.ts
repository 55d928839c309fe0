/** A person leaves for good (注销): one optional question, no obstacles, nothing left by which to find them. */
import { answer, mustBeFresh } from '@liren/kernel'
import { identity } from '../contract.ts'
import { administratorRoles } from '../grant.ts'
import { forget } from './authenticate.ts'
import { sessionCookie, setCookie } from './cookie.ts'
import { myAccount } from './proof.ts'
import { dayOf } from './registrations.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'

export const closeAccount = answer(identity, 'closeAccount', async (work, { body }) => {
  mustBeFresh(work)
  const account = await myAccount(work)
  // An administrator hands over first, or nobody could ever give a role again.
  if (account.roles.some((role) => administratorRoles.some((one) => one === role)))
    throw work.refuse('last-administrator')
  await accountsStore(work.db).close(account.id, body.reason ?? null, work.now)
  await sessionsStore(work.db).endAll(account.id)
  if (account.areaCode && account.kind === 'person')
    await grantsStore(work.db).count(account.areaCode, dayOf(work.now), 'closed')
  setCookie(work, sessionCookie, null)
  work.audit({ object: `account:${account.id}`, area: account.areaCode, facts: { reason: body.reason ?? null } })
  work.emit('closed', { accountId: account.id, personId: account.personId })
  forget(account.id)
})
