/** DingTalk (钉钉) by scanning, and its government build (专有钉钉, e.g. 浙政钉), where every call is signed. */
import { createHmac, randomInt } from 'node:crypto'
import { type AdapterMaker, appToken, codeOf, ProviderRefused, readJson, textAt } from './adapter.ts'

export const dingtalk: AdapterMaker = ({ setting, secret, fetch }) => {
  const base = setting.base ?? 'https://api.dingtalk.com'
  return {
    authorizeUrl: async ({ redirectUri, state }) =>
      `${setting.authorizeUrl ?? 'https://login.dingtalk.com/oauth2/auth'}?${new URLSearchParams({
        client_id: setting.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: setting.scope ?? 'openid',
        state,
        prompt: 'consent',
      })}`,
    identify: async (query) => {
      const answered = await fetch(`${base}/v1.0/oauth2/userAccessToken`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          clientId: setting.clientId,
          clientSecret: secret,
          code: codeOf(query, 'authCode', 'code'),
          grantType: 'authorization_code',
        }),
      })
      const token = await readJson(answered)
      const text = textAt(token, 'accessToken')
      if (!answered.ok || !text) throw new ProviderRefused(textAt(token, 'code') ?? answered.status)
      const person = await readJson(
        await fetch(`${base}/v1.0/contact/users/me`, { headers: { 'x-acs-dingtalk-access-token': text } }),
      )
      const subject = textAt(person, 'openId') ?? textAt(person, 'unionId')
      if (!subject) throw new ProviderRefused(textAt(person, 'code') ?? 'no-user')
      return {
        subject,
        unionId: textAt(person, 'unionId'),
        name: textAt(person, 'nick'),
        phone: textAt(person, 'mobile'),
      }
    },
  }
}

type Params = Readonly<Record<string, string>>

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00` */
const chinaTime = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`

/** Signature of one call: method, time, nonce, path and the sorted raw parameters, one a line. */
export const signCall = (call: {
  readonly secret: string
  readonly method: string
  readonly timestamp: string
  readonly nonce: string
  readonly path: string
  readonly params: Params
}) => {
  const sorted = Object.keys(call.params)
    .sort()
    .map((key) => `${key}=${call.params[key]}`)
    .join('&')
  const text = [call.method, call.timestamp, call.nonce, call.path, ...(sorted ? [sorted] : [])].join('\n')
  return createHmac('sha256', call.secret).update(text).digest('base64')
}

export const governmentDingtalk: AdapterMaker = ({ setting, secret, fetch, now }) => {
  const base = setting.base ?? ''
  const call = async (method: 'GET' | 'POST', path: string, params: Params) => {
    const at = now()
    const timestamp = chinaTime(at)
    const nonce = `${at.getTime()}000${randomInt(1000, 9999)}`
    const query = new URLSearchParams(params)
    const answer = await readJson(
      await fetch(method === 'GET' ? `${base}${path}?${query}` : `${base}${path}`, {
        method,
        headers: {
          'X-Hmac-Auth-Timestamp': timestamp,
          'X-Hmac-Auth-Version': '1.0',
          'X-Hmac-Auth-Nonce': nonce,
          apiKey: setting.clientId,
          'X-Hmac-Auth-Signature': signCall({ secret, method, timestamp, nonce, path, params }),
        },
        ...(method === 'POST' ? { body: query } : {}),
      }),
    )
    if (answer.success !== true || textAt(answer, 'content.responseCode') !== '0')
      throw new ProviderRefused(
        textAt(answer, 'content.responseCode') ?? 'refused',
        textAt(answer, 'content.responseMessage') ?? '',
      )
    return answer
  }
  const withToken = appToken(async () => {
    const found = await call('GET', '/gettoken.json', { appkey: setting.clientId, appsecret: secret })
    return {
      token: textAt(found, 'content.data.accessToken') ?? '',
      lifeSeconds: Number(textAt(found, 'content.data.expiresIn') ?? 0),
    }
  }, now)
  return {
    authorizeUrl: async ({ redirectUri, state }) =>
      `${setting.authorizeUrl ?? `${base}/oauth2/auth.htm`}?${new URLSearchParams({
        response_type: 'code',
        client_id: setting.clientId,
        redirect_uri: redirectUri,
        scope: 'get_user_info',
        authType: 'QRCODE',
        state,
      })}`,
    identify: (query) =>
      withToken(async (token) => {
        const inApp = query.get('auth_code')
        const found = inApp
          ? await call('POST', '/rpc/oauth2/dingtalk_app_user.json', { access_token: token, auth_code: inApp })
          : await call('POST', '/rpc/oauth2/getuserinfo_bycode.json', {
              access_token: token,
              code: codeOf(query, 'code'),
            })
        const subject = textAt(found, 'content.data.tenantUserId') ?? textAt(found, 'content.data.accountId')
        if (!subject) throw new ProviderRefused('no-user')
        return { subject, unionId: null, name: textAt(found, 'content.data.lastName'), phone: null }
      }),
  }
}
