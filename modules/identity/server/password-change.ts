/** A person gives themself a new password; an administrator gives somebody a first one. */
import { answer, answerOnce, mustBeFresh, secretsOf } from '@liren/kernel'
import { identity } from '../contract.ts'
import { passwordFaults, passwordLimits } from '../password.ts'
import { mustOutrank } from './accounts.ts'
import { forget, sessionOf } from './authenticate.ts'
import { type IdentityWork, nextStage } from './enter.ts'
import { firstPassword } from './first-password.ts'
import { openPhone } from './phone.ts'
import { myAccount } from './proof.ts'
import { hashPassword, isPassword } from './secret-hash.ts'
import { type AccountRow, accountsStore } from './store-accounts.ts'
import { noteFailure, refuseIfLocked } from './tries.ts'

type Owner = { readonly loginName?: string; readonly displayName?: string; readonly phone?: string | null }

/** Refuses with every fault at once, so that nobody has to guess one rule after another. */
export const refuseWeak = (work: IdentityWork, password: string, owner: Owner, field: string) => {
  const faults = passwordFaults(password, owner)
  if (faults.length > 0) throw work.refuse('password-too-weak', { faults }, field)
}

const refuseReused = async (work: IdentityWork, account: AccountRow, password: string) => {
  const kept = await accountsStore(work.db).oldPasswords(account.id, passwordLimits.remembered)
  const hashes = new Set([...kept.map(({ hash }) => hash), ...(account.passwordHash ? [account.passwordHash] : [])])
  for (const hash of hashes)
    if (await isPassword(hash, password))
      throw work.refuse('password-reused', { remembered: passwordLimits.remembered }, 'newPassword')
}

export const changePassword = answerOnce(identity, 'changePassword', async (work, { body }) => {
  const account = await myAccount(work)
  refuseIfLocked(work, account)
  if (account.passwordHash === null) mustBeFresh(work)
  else if (!(await isPassword(account.passwordHash, body.oldPassword ?? ''))) {
    await noteFailure(work, account)
    throw work.refuse('wrong-credentials', {}, 'oldPassword')
  }
  const phone = account.phoneSealed ? openPhone(secretsOf(work), account.id, account.phoneSealed) : null
  refuseWeak(work, body.newPassword, { ...account, phone }, 'newPassword')
  await refuseReused(work, account, body.newPassword)

  const session = work.http && (await sessionOf(work.http.request, work.db, work.now))
  const changed = { ...account, mustChangePassword: false, passwordChangedAt: work.now }
  const stage = session ? await nextStage(work, changed, { how: 'password', isTwofold: true }) : 'whole'
  work.audit({ object: `account:${account.id}` })
  work.emit('password-changed', { accountId: account.id, byOther: false }, [`account:${account.id}`])
  const hash = await hashPassword(body.newPassword)
  await accountsStore(work.db).setPassword(
    account.id,
    hash,
    false,
    session ? { id: session.id, stage } : null,
    work.tail(),
    work.now,
  )
  forget(account.id)
})

export const resetPassword = answer(identity, 'resetPassword', async (work, { params }) => {
  mustBeFresh(work)
  const account = await mustOutrank(work, params.id)
  const password = firstPassword()
  await accountsStore(work.db).setPassword(account.id, await hashPassword(password), true, null, null, work.now)
  work.audit({ object: `account:${account.id}`, area: account.areaCode })
  work.emit('password-changed', { accountId: account.id, byOther: true }, [`account:${account.id}`])
  forget(account.id)
  return { firstPassword: password }
})
