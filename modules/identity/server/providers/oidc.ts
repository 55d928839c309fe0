/** Any OpenID Connect provider, by the certified relying party `openid-client`: code flow with PKCE, state and nonce. */
import * as client from 'openid-client'
import { type AdapterMaker, ProviderRefused, textAt } from './adapter.ts'

const isProviderNo = (error: unknown) =>
  error instanceof client.AuthorizationResponseError ||
  error instanceof client.ResponseBodyError ||
  (error as { code?: string }).code?.startsWith('OAUTH_') === true

export const oidc: AdapterMaker = ({ setting, secret, fetch }) => {
  let discovered: Promise<client.Configuration> | null = null
  const configuration = () => {
    const issuer = new URL(setting.base ?? '')
    discovered ??= client.discovery(issuer, setting.clientId, secret || undefined, secret ? undefined : client.None(), {
      [client.customFetch]: (url, options) => fetch(url, options as RequestInit),
      // A provider inside the same machine or government network may speak plain http.
      execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    })
    discovered.catch(() => {
      discovered = null
    })
    return discovered
  }
  return {
    authorizeUrl: async ({ redirectUri, state, nonce, verifier }) =>
      client
        .buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: setting.scope ?? 'openid profile phone',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        .toString(),
    identify: async (query, { redirectUri, state, nonce, verifier }) => {
      const config = await configuration()
      const url = new URL(redirectUri)
      url.search = query.toString()
      try {
        const tokens = await client.authorizationCodeGrant(config, url, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new ProviderRefused('no-id-token')
        const more = config.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
          : { sub: claims.sub }
        const told: Record<string, unknown> = { ...claims, ...more }
        const text = (key: string) => (typeof told[key] === 'string' ? told[key] : null)
        const phone = text(setting.claims?.phone ?? 'phone_number')
        return {
          subject: claims.sub,
          unionId: null,
          name: text(setting.claims?.name ?? 'name'),
          ...(setting.claims?.creditCode
            ? {
                creditCode: textAt(told, setting.claims.creditCode),
                enterpriseName: textAt(told, setting.claims.enterpriseName ?? 'enterprise_name'),
              }
            : {}),
          phone: told.phone_number_verified === false ? null : (phone?.replace(/^\+?86/, '') ?? null),
        }
      } catch (error) {
        if (isProviderNo(error)) throw new ProviderRefused((error as { error?: string }).error ?? 'oidc', String(error))
        throw error
      }
    },
  }
}
