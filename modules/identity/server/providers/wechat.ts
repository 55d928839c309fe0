/** WeChat: web OAuth of an official account (公众号网页授权), and log-in of a mini program (小程序). */
import { type AdapterMaker, codeOf, readJson, refuseErrcode, textAt } from './adapter.ts'

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

export const wechatMini: AdapterMaker = ({ setting, secret, fetch }) => ({
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
    return { subject: textAt(found, 'openid') ?? '', unionId: textAt(found, 'unionid'), name: null, phone: null }
  },
})
