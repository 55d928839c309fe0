/** Under which address tools know this district: the operator’s, or on one’s own machine whatever the browser says. */
import { configOf } from '@liren/kernel'
import type { SignOnWork } from './sign-on-work.ts'

export const mount = '/api/sign-on'

const ownMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/

/** A tool trusts whoever this names, so that a made-up host in a request must never become it. */
export const originOf = (work: SignOnWork): string => {
  const { origin } = configOf(work)
  if (origin) return new URL(origin).origin
  const request = work.http?.request
  if (request && ownMachine.test(request.host)) return new URL(`${request.protocol}://${request.host}`).origin
  throw work.refuse('no-origin')
}
export const issuerOf = (work: SignOnWork): string => `${originOf(work)}${mount}`
