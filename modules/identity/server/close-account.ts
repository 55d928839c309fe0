/** A person leaves for good (注销): one optional question, no obstacles, nothing left by which to find them. */
import { answer, mustBeFresh, type Work } from '@liren/kernel'
import { identity } from '../contract.ts'
import { administratorRoles } from '../grant.ts'
import { forget } from './authenticate.ts'
import { sessionCookie, setCookie } from './cookie.ts'
import { myAccount } from './proof.ts'
import { dayOf } from './registrations.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'

type Closing = Pick<Work<typeof identity>, 'db' | 'now' | 'audit' | 'emit' | 'refuse'>

const close = async (
  work: Closing,
  account: NonNullable<Awaited<ReturnType<typeof myAccount>>>,
  reason: string | null,
) => {
  // An administrator hands over first, or nobody could ever give a role again.
  if (account.roles.some((role) => administratorRoles.some((one) => one === role)))
    throw work.refuse('last-administrator')
  await accountsStore(work.db).close(account.id, reason, work.now)
  await sessionsStore(work.db).endAll(account.id)
  if (account.areaCode && account.kind === 'person')
    await grantsStore(work.db).count(account.areaCode, dayOf(work.now), 'closed')
  work.audit({ object: `account:${account.id}`, area: account.areaCode, facts: { reason } })
  work.emit('closed', { accountId: account.id, personId: account.personId })
  forget(account.id)
}

export const closeAccount = answer(identity, 'closeAccount', async (work, { body }) => {
  mustBeFresh(work)
  await close(work, await myAccount(work), body.reason ?? null)
  setCookie(work, sessionCookie, null)
})

/** For the rights desk, which was asked for it in writing. The port's work is this module's; only its type cannot say so. */
export const closeAccountOf = async (work: Work, personId: string): Promise<boolean> => {
  const queries = accountsStore(work.db)
  const found = await queries.ofPerson(personId)
  const account = found ? await queries.byId(found.id) : undefined
  if (!account) return false
  await close(work as unknown as Closing, account, null)
  return true
}
