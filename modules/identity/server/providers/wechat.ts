/** WeChat: web OAuth of an official account (公众号网页授权), and log-in of a mini program (小程序). */
import { type AdapterMaker, appToken, codeOf, ProviderRefused, readJson, refuseErrcode, textAt } from './adapter.ts'

const api = (base: string | undefined) => base ?? 'https://api.weixin.qq.com'

export const wechat: AdapterMaker = ({ setting, secret, fetch }) => {
  const scope = setting.scope ?? 'snsapi_base'
  const get = async (path: string, query: Record<string, string>) =>
    refuseErrcode(await readJson(await fetch(`${api(setting.base)}${path}?${new URLSearchParams(query)}`)))
  return {
    // WeChat wants the parameters in this very order and the fragment behind them.
    authorizeUrl: async ({ redirectUri, state }) =>
      `${setting.authorizeUrl ?? 'https://open.weixin.qq.com/connect/oauth2/authorize'}?appid=${setting.clientId}` +
      `&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&scope=${scope}&state=${state}#wechat_redirect`,
    identify: async (query) => {
      const code = codeOf(query, 'code')
      const token = await get('/sns/oauth2/access_token', {
        appid: setting.clientId,
        secret,
        code,
        grant_type: 'authorization_code',
      })
      const openid = textAt(token, 'openid') ?? ''
      const person =
        scope === 'snsapi_userinfo'
          ? await get('/sns/userinfo', { access_token: textAt(token, 'access_token') ?? '', openid, lang: 'zh_CN' })
          : {}
      return {
        subject: openid,
        unionId: textAt(person, 'unionid') ?? textAt(token, 'unionid'),
        name: textAt(person, 'nickname'),
        phone: null,
      }
    },
  }
}

/** The number a person lets the mini program have (手机号快速验证); an abroad one keeps its country code and finds nobody here. */
const phoneAt = (found: Record<string, unknown>) =>
  textAt(found, 'phone_info.countryCode') === '86'
    ? textAt(found, 'phone_info.purePhoneNumber')
    : textAt(found, 'phone_info.phoneNumber')

export const wechatMini: AdapterMaker = ({ setting, secret, fetch, now }) => {
  const withToken = appToken(async () => {
    const asked = new URLSearchParams({ appid: setting.clientId, secret, grant_type: 'client_credential' })
    const found = refuseErrcode(await readJson(await fetch(`${api(setting.base)}/cgi-bin/token?${asked}`)))
    return { token: textAt(found, 'access_token') ?? '', lifeSeconds: Number(textAt(found, 'expires_in') ?? 0) }
  }, now)
  const phoneBy = (code: string) =>
    withToken(async (token) => {
      const answered = await fetch(`${api(setting.base)}/wxa/business/getuserphonenumber?access_token=${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      return phoneAt(refuseErrcode(await readJson(answered)))
    }).catch((error: unknown) => {
      // Asked for once and used up, or not allowed to this mini program: they come in without it.
      if (error instanceof ProviderRefused) return null
      throw error
    })
  return {
    // A mini program gets its code by itself (wx.login); there is nowhere to send a browser.
    authorizeUrl: async ({ redirectUri, state }) => `${redirectUri}?state=${state}`,
    identify: async (query) => {
      const asked = new URLSearchParams({
        appid: setting.clientId,
        secret,
        js_code: codeOf(query, 'code', 'js_code'),
        grant_type: 'authorization_code',
      })
      const found = refuseErrcode(await readJson(await fetch(`${api(setting.base)}/sns/jscode2session?${asked}`)))
      // Only where the person pressed for it: the number is no condition of coming in.
      const phoneCode = query.get('phone_code')
      return {
        subject: textAt(found, 'openid') ?? '',
        unionId: textAt(found, 'unionid'),
        name: null,
        phone: phoneCode ? await phoneBy(phoneCode) : null,
      }
    },
  }
}
