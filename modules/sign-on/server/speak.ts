/**
 * Lets the provider answer inside the door: one request is one act, one transaction, one audit entry. What it says is held back until
 * the act is committed, so that no token is handed out that a crash could take back.
 */
import { answer } from '@liren/kernel'
import inject from 'light-my-request'
import type { Provider } from 'oidc-provider'
import { signOn } from '../contract.ts'
import { issuerOf, mount } from './origin.ts'
import { providerFor } from './provider.ts'
import { asPartOf, type SignOnWork } from './sign-on-work.ts'

/** Ours and of the connection; the rest is the provider's say. */
const notCarried = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])

const cookiesOf = (header: string | undefined): Map<string, string> =>
  new Map(
    (header ?? '').split(';').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=')
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]] : []
    }),
  )

/** A session of the provider belongs to whoever is signed in here; after signing out, or as somebody else, it is over. */
const ownCookies = async (work: SignOnWork, provider: Provider, header: string | undefined): Promise<string> => {
  const cookies = cookiesOf(header)
  const name = provider.cookieName('session')
  const value = cookies.get(name)
  const session = value === undefined ? undefined : await provider.Session.find(value)
  if (session?.accountId !== undefined && session.accountId !== work.actor.id) {
    await session.destroy()
    cookies.delete(name)
    cookies.delete(`${name}.sig`)
  }
  return [...cookies].map(([key, one]) => `${key}=${one}`).join('; ')
}

const speak = (isOfBrowser: boolean) => async (work: SignOnWork) => {
  if (!work.http) throw new Error('the provider answers requests only')
  const { request, reply } = work.http
  // Acting for somebody ends at our own door: what they agree to, they agree to themselves.
  if (isOfBrowser && work.actor.onBehalfOf) throw work.refuse('for-oneself')
  const issuer = new URL(issuerOf(work))
  const said = await asPartOf(work, async () => {
    const provider = await providerFor(work)
    const { 'content-length': _, connection: __, 'transfer-encoding': ___, ...headers } = request.headers
    const handle = provider.callback()
    return inject(
      (incoming, outgoing) => {
        // From this the provider learns below which path it stands.
        Object.assign(incoming, { originalUrl: `${mount}${incoming.url}` })
        void handle(incoming, outgoing)
      },
      {
        method: request.method === 'POST' ? 'POST' : 'GET',
        url: request.url.slice(mount.length) || '/',
        headers: {
          ...headers,
          host: issuer.host,
          'x-forwarded-proto': issuer.protocol.slice(0, -1),
          'x-forwarded-host': issuer.host,
          ...(isOfBrowser ? { cookie: await ownCookies(work, provider, request.headers.cookie) } : { cookie: '' }),
        },
        remoteAddress: request.ip,
        ...(typeof request.body === 'string' ? { payload: request.body } : {}),
      },
    )
  })
  if (said.statusCode >= 500) throw new Error(`the provider failed with ${said.statusCode}`)
  reply.code(said.statusCode)
  for (const [name, value] of Object.entries(said.headers))
    if (value !== undefined && !notCarried.has(name)) reply.header(name, value)
  if (String(said.headers['content-type'] ?? '').startsWith('text/html'))
    // Leaving leads on to the tool, by the form of this very page.
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' https:; frame-ancestors 'none'; base-uri 'none'",
    )
  return said.rawPayload
}

const byTool = speak(false)
const byBrowser = speak(true)

export const discovery = answer(signOn, 'discovery', byTool)
export const keys = answer(signOn, 'keys', byTool)
export const authorize = answer(signOn, 'authorize', byBrowser)
export const resume = answer(signOn, 'resume', byBrowser)
export const tokens = answer(signOn, 'tokens', byTool)
export const revokeToken = answer(signOn, 'revokeToken', byTool)
export const userinfo = answer(signOn, 'userinfo', byTool)
export const userinfoByForm = answer(signOn, 'userinfoByForm', byTool)
export const endSession = answer(signOn, 'endSession', byBrowser)
export const confirmEnd = answer(signOn, 'confirmEnd', byBrowser)
export const ended = answer(signOn, 'ended', byBrowser)
