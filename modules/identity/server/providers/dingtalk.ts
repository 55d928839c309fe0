/** DingTalk (钉钉) by scanning, and its government build (专有钉钉, e.g. 浙政钉), where every call is signed. */
import { type AdapterMaker, appToken, codeOf, ProviderRefused, readJson, textAt } from './adapter.ts'
import { signedCaller } from './signed-call.ts'

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

export const governmentDingtalk: AdapterMaker = ({ setting, secret, fetch, now }) => {
  const base = setting.base ?? ''
  const call = signedCaller({ base, key: setting.clientId, secret, fetch, now })
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
