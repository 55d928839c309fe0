/** Proving oneself again before keys change, and finding one's own account. */
import { answerOnce, refuseAsKernel } from '@liren/kernel'
import { identity } from '../contract.ts'
import { forget } from './authenticate.ts'
import { tryCode } from './codes.ts'
import type { IdentityWork } from './enter.ts'
import { isPassword } from './secret-hash.ts'
import { type AccountRow, accountsStore } from './store-accounts.ts'
import { sessionsStore } from './store-sessions.ts'
import { isTotp } from './totp.ts'
import { noteFailure, refuseIfLocked } from './tries.ts'

/** The account behind the request, as it stands now. */
export const myAccount = async (work: IdentityWork): Promise<AccountRow> => {
  const account = work.actor.id ? await accountsStore(work.db).byId(work.actor.id) : undefined
  if (!account) throw refuseAsKernel('not-signed-in')
  return account
}

export const proveAgain = answerOnce(identity, 'proveAgain', async (work, { body }) => {
  const account = await myAccount(work)
  refuseIfLocked(work, account)
  const isRight =
    body.password !== undefined
      ? await isPassword(account.passwordHash, body.password)
      : body.totp !== undefined
        ? await isTotp(work, account, body.totp)
        : account.phonePrint !== null && (await tryCode(work, account.phonePrint, 'prove', body.phoneCode ?? ''))
  if (!isRight) {
    await noteFailure(work, account)
    throw work.refuse('wrong-credentials')
  }
  work.audit({ object: `account:${account.id}` })
  await sessionsStore(work.db).prove(work.actor.sessionId ?? '', work.tail(), work.now)
  forget(account.id)
  return { provedAt: work.now.toISOString() }
})
