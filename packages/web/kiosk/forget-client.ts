/** Whoever was here is forgotten: the session at the server first, then everything kept in this browser, then the page itself. */
import { askUrl, problemOf } from '../client.ts'
import { forgetAnswers } from '../offline/kept-answers.ts'
import { forgetKept } from '../sending.ts'
import { recall, remember } from '../storage.ts'
import { kioskSeconds } from './kiosk.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Only the server can end a session, so nobody else gets the screen before it has. */
const endSession = async () => {
  for (;;) {
    const answer = await askUrl('/api/identity/log-out', { method: 'POST', body: { isEverywhere: false } }).then(
      () => true,
      (thrown: unknown) => (problemOf(thrown)?.status ?? 500) < 500,
    )
    if (answer) return
    await wait(3000)
  }
}

/** Everything but what the device itself is. */
export const wipe = async () => {
  const kiosk = recall('kiosk')
  globalThis.localStorage?.clear()
  globalThis.sessionStorage?.clear()
  remember('kiosk', kiosk)
  await Promise.all([forgetKept(), forgetAnswers()])
}

/** Was somebody left here when the power went? Then they are forgotten before the next one sees anything. */
export const isOwed = (now: number, limitSeconds: number) => {
  const touched = Number(recall('kiosk.touched'))
  return recall('kiosk.owed') !== null || (touched > 0 && now - touched > limitSeconds * 1000)
}

export const forgetClient = async (home: string) => {
  remember('kiosk.owed', 'yes')
  await endSession()
  await wipe().catch(() => undefined)
  // Nothing is left to look at, should the browser bring this page back.
  document.body.replaceChildren()
  location.replace(home)
}

/** Called before anything is drawn. */
export const beforeNext = async (home: string) => {
  if (isOwed(Date.now(), kioskSeconds() ?? 0)) await forgetClient(home)
}
