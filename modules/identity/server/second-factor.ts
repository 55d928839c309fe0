/** The second factor at log-in, and its enrolment on the account page. */
import { answer, answerOnce, mustBeFresh, refuseAsKernel } from '@liren/kernel'
import { identity } from '../contract.ts'
import { forget, sessionOf } from './authenticate.ts'
import { digest, newToken } from './cookie.ts'
import { handCookie, nextStage, prepareSession, stepOf } from './enter.ts'
import { myAccount } from './proof.ts'
import { accountsStore } from './store-accounts.ts'
import { sessionsStore } from './store-sessions.ts'
import { isTotp, newTotp, stepFor } from './totp.ts'
import { noteFailure, refuseIfLocked } from './tries.ts'

export const giveSecondFactor = answerOnce(identity, 'giveSecondFactor', async (work, { body }) => {
  const request = work.http?.request
  const pending = request && (await sessionOf(request, work.db, work.now))
  const account = pending && (await accountsStore(work.db).byId(pending.accountId))
  if (pending?.stage !== 'second-factor' || !account) throw work.refuse('no-pending-login')
  refuseIfLocked(work, account)
  if (!(await isTotp(work, account, body.code))) {
    await noteFailure(work, account)
    throw work.refuse('second-factor-wrong', {}, 'code')
  }
  const { session } = await prepareSession(work, account, { how: pending.how, isTwofold: true })
  const token = newToken()
  work.audit({ object: `account:${account.id}`, facts: { stage: session.stage } })
  await sessionsStore(work.db).promote(pending.id, { ...session, tokenHash: digest(token) }, work.tail(), work.now)
  handCookie(work, token, session)
  return { accountId: account.id, next: stepOf(session.stage) }
})

export const startTotp = answer(identity, 'startTotp', async (work) => {
  // A first factor of one's own is a key as well: on a phone left lying about it would stay when its owner is back.
  mustBeFresh(work)
  const account = await myAccount(work)
  const { secret, uri, sealed } = newTotp(work, account)
  await accountsStore(work.db).setTotp(account.id, account.totpSealed, sealed, account.totpStep)
  return { secret, uri }
})

export const confirmTotp = answer(identity, 'confirmTotp', async (work, { body }) => {
  const account = await myAccount(work)
  if (account.totpPendingSealed === null) throw refuseAsKernel('conflict')
  const step = stepFor(work, account, account.totpPendingSealed, body.code)
  if (step === null) throw work.refuse('second-factor-wrong', {}, 'code')
  await accountsStore(work.db).setTotp(account.id, account.totpPendingSealed, null, step)
  await finishEnrolment(work)
  work.audit({ object: `account:${account.id}` })
})

/** An administrator who had to enrol a second factor wakes up with their roles. */
export const finishEnrolment = async (work: Parameters<typeof myAccount>[0]) => {
  const account = await myAccount(work)
  const session = work.http && (await sessionOf(work.http.request, work.db, work.now))
  if (session?.stage === 'enrol-second-factor') {
    const stage = await nextStage(work, account, { how: session.how, isTwofold: true })
    await sessionsStore(work.db).setStage(session.id, stage)
  }
  forget(account.id)
}

export const removeTotp = answer(identity, 'removeTotp', async (work) => {
  mustBeFresh(work)
  const account = await myAccount(work)
  await accountsStore(work.db).setTotp(account.id, null, null, account.totpStep)
  work.audit({ object: `account:${account.id}` })
  forget(account.id)
})
