/** A linked tool as its makers would write it, with the independent certified client library; and the browser of whoever visits it. */
import * as client from 'openid-client'

type Raw = (
  method: string,
  url: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Response>

/** How a tool reaches the district's server: by whatever stands in for the network. */
const through =
  (raw: Raw, origin: string): client.CustomFetch =>
  async (url, { method, headers, body }) =>
    raw(method, url.replace(origin, ''), body === undefined || body === null ? undefined : String(body), headers)

export type Visit = { readonly url: URL; readonly verifier: string; readonly nonce: string; readonly state: string }

export const relyingParty = async (about: {
  readonly raw: Raw
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  readonly scope: string
}) => {
  const config = await client.discovery(
    new URL(`${about.origin}/api/sign-on`),
    about.clientId,
    { id_token_signed_response_alg: 'RS256' },
    client.ClientSecretBasic(about.clientSecret),
    { [client.customFetch]: through(about.raw, about.origin), execute: [] },
  )
  return {
    config,
    /** Sets out: the address a browser is sent to, and what is kept for the way back. */
    begin: async (more: Readonly<Record<string, string>> = {}): Promise<Visit> => {
      const [verifier, nonce, state] = [client.randomPKCECodeVerifier(), client.randomNonce(), client.randomState()]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: about.redirectUri,
        scope: about.scope,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        nonce,
        state,
        ...more,
      })
      return { url, verifier, nonce, state }
    },
    /** Comes back with a code and makes tokens of it; everything the standard asks for is checked on the way. */
    finish: (back: URL, visit: Visit) =>
      client.authorizationCodeGrant(config, back, {
        pkceCodeVerifier: visit.verifier,
        expectedNonce: visit.nonce,
        expectedState: visit.state,
        idTokenExpected: true,
      }),
    userinfo: (accessToken: string, subject: string) => client.fetchUserInfo(config, accessToken, subject),
    refresh: (refreshToken: string) => client.refreshTokenGrant(config, refreshToken),
    revoke: (token: string) => client.tokenRevocation(config, token),
    endSession: (idToken: string, to: string) =>
      client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: to, state: 'bye' }),
  }
}

/** Follows redirects as a browser does, until they lead away from the district's server or stop at a page. */
export const follow = async (
  raw: Raw,
  origin: string,
  start: string,
): Promise<{ url: URL; response: Response | null }> => {
  let url = new URL(start, origin)
  for (let step = 0; step < 12; step += 1) {
    if (url.origin !== origin || !url.pathname.startsWith('/api/')) return { url, response: null }
    const response = await raw('GET', `${url.pathname}${url.search}`)
    const to = response.headers.get('location')
    if (!to) return { url, response }
    url = new URL(to, url)
  }
  throw new Error(`led in a circle: ${url}`)
}
