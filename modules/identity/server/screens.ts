/** A kiosk or desktop is let in by a phone that is signed in already: bound to the waiting browser, short-lived, used once. */
import { randomInt } from 'node:crypto'
import { answer, answerOnce, refuseAsKernel } from '@liren/kernel'
import { identity } from '../contract.ts'
import { digest, newToken, originOf, readCookie, setCookie, waitingCookie } from './cookie.ts'
import { deviceOf, enter, type IdentityWork } from './enter.ts'
import { accountsStore } from './store-accounts.ts'
import { screensStore } from './store-screens.ts'

const holdsSeconds = 120

const browserOf = (work: IdentityWork) => (work.http && readCookie(work.http.request, waitingCookie)) ?? ''

export const askScreen = answerOnce(identity, 'askScreen', async (work, { body }) => {
  const [code, browser] = [newToken(), newToken()]
  const former = browserOf(work)
  const number = String(randomInt(10, 100))
  const expiresAt = new Date(work.now.getTime() + holdsSeconds * 1000)
  work.audit({ facts: { isKiosk: body.isKiosk } })
  await screensStore(work.db).ask(
    {
      codeDigest: digest(code),
      browserDigest: digest(browser),
      number,
      device: deviceOf(work),
      isKiosk: body.isKiosk,
      expiresAt,
    },
    former ? digest(former) : null,
    work.tail(),
    work.now,
  )
  setCookie(work, waitingCookie, browser, holdsSeconds)
  return { url: `${originOf(work)}/sign-in/screen/${code}`, number, expiresAt: expiresAt.toISOString() }
})

export const awaitScreen = answer(identity, 'awaitScreen', async (work) => {
  const state = await screensStore(work.db).stateOf(digest(browserOf(work)), work.now)
  return { state: state === undefined || state === 'used' ? ('over' as const) : state }
})

export const enterScreen = answerOnce(identity, 'enterScreen', async (work) => {
  const taken = await screensStore(work.db).enter(digest(browserOf(work)), work.now)
  if (!taken) throw work.refuse('screen-over')
  setCookie(work, waitingCookie, null)
  const account = await accountsStore(work.db).byId(taken.accountId)
  if (account?.status !== 'active') throw work.refuse('account-not-active')
  return enter(work, account, { how: 'screen', isTwofold: false, isShared: taken.isKiosk })
})

export const lookAtScreen = answer(identity, 'lookAtScreen', async (work, { params }) => {
  const found = await screensStore(work.db).look(digest(params.code), work.now)
  if (!found) throw work.refuse('screen-over')
  return {
    device: found.device,
    isKiosk: found.isKiosk,
    askedAt: found.askedAt.toISOString(),
    expiresAt: found.expiresAt.toISOString(),
  }
})

export const decideScreen = answerOnce(identity, 'decideScreen', async (work, { params, body }) => {
  if (body.isLetIn && body.number === undefined) throw refuseAsKernel('invalid-input', {}, 'number')
  const accountId = work.actor.id ?? ''
  work.audit({ object: `account:${accountId}`, facts: { isLetIn: body.isLetIn } })
  const number = body.isLetIn ? (body.number ?? null) : null
  const decided = await screensStore(work.db).decide(digest(params.code), accountId, number, work.tail(), work.now)
  if (!decided) throw work.refuse('screen-over')
  // One try: somebody who holds a square of a screen far away cannot guess on.
  if (number !== null && decided.state === 'refused') throw work.refuse('screen-number-wrong', {}, 'number')
  return undefined
})
