/** Providers with their own dialect of OAuth2, and those that hand over a ticket: end points and claims are settings. */
import {
  type AdapterMaker,
  codeOf,
  type Outsider,
  ProviderRefused,
  type ProviderSetting,
  readJson,
  textAt,
} from './adapter.ts'

const outsider = (setting: ProviderSetting, found: Record<string, unknown>): Outsider => {
  const claim = (key: string, usual: string) => textAt(found, setting.claims?.[key] ?? usual)
  const subject = claim('subject', 'sub')
  if (!subject) throw new ProviderRefused(textAt(found, 'error') ?? textAt(found, 'errcode') ?? 'no-subject')
  return {
    subject,
    unionId: claim('unionId', 'unionid'),
    name: claim('name', 'name'),
    phone: claim('phone', 'phone'),
    ...(setting.claims?.creditCode
      ? { creditCode: claim('creditCode', 'creditCode'), enterpriseName: claim('enterpriseName', 'enterpriseName') }
      : {}),
  }
}

/** Generic OAuth2 code flow, e.g. 广东统一身份认证 (粤省事, 粤商通, 穗好办). */
export const oauth2: AdapterMaker = ({ setting, secret, fetch }) => ({
  authorizeUrl: async ({ redirectUri, state }) => {
    const url = new URL(setting.authorizeUrl ?? '')
    for (const [key, value] of Object.entries({
      client_id: setting.clientId,
      response_type: 'code',
      scope: setting.scope ?? 'all',
      redirect_uri: redirectUri,
      state,
    }))
      url.searchParams.set(key, value)
    return url.toString()
  },
  identify: async (query, { redirectUri }) => {
    const token = await readJson(
      await fetch(setting.tokenUrl ?? '', {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: codeOf(query, 'code'),
          redirect_uri: redirectUri,
          client_id: setting.clientId,
          client_secret: secret,
        }),
      }),
    )
    const text = textAt(token, 'access_token')
    if (!text) throw new ProviderRefused(textAt(token, 'error') ?? 'no-token')
    return outsider(
      setting,
      await readJson(await fetch(setting.userUrl ?? '', { headers: { authorization: `Bearer ${text}` } })),
    )
  },
})

/** A one-time ticket in the address, exchanged server to server, e.g. 浙里办. */
export const ticket: AdapterMaker = ({ setting, secret, fetch }) => ({
  authorizeUrl: async ({ redirectUri, state }) => {
    const url = new URL(setting.authorizeUrl ?? '')
    url.searchParams.set('servicecode', setting.clientId)
    url.searchParams.set('goto', `${redirectUri}?state=${state}`)
    return url.toString()
  },
  identify: async (query) =>
    outsider(
      setting,
      await readJson(
        await fetch(setting.tokenUrl ?? '', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ clientId: setting.clientId, secret, ticket: codeOf(query, 'ticket', 'ssotoken') }),
        }),
      ),
    ),
})
