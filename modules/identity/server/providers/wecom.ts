/** WeCom (企业微信); 粤政易 is the same with another base. Inside the app or by scanning on a computer. */
import { type AdapterMaker, appToken, codeOf, ProviderRefused, readJson, refuseErrcode, textAt } from './adapter.ts'

export const wecom: AdapterMaker = ({ setting, secret, fetch, now }) => {
  const base = setting.base ?? 'https://qyapi.weixin.qq.com'
  const get = async (path: string, query: Record<string, string>) =>
    refuseErrcode(await readJson(await fetch(`${base}${path}?${new URLSearchParams(query)}`)))
  const withToken = appToken(async () => {
    const found = await get('/cgi-bin/gettoken', { corpid: setting.clientId, corpsecret: secret })
    return { token: textAt(found, 'access_token') ?? '', lifeSeconds: Number(found.expires_in ?? 0) }
  }, now)
  return {
    authorizeUrl: async ({ redirectUri, state }) => {
      const scan = setting.authorizeUrl?.includes('wwlogin')
      if (scan)
        return `${setting.authorizeUrl}?${new URLSearchParams({
          login_type: 'CorpApp',
          appid: setting.clientId,
          agentid: setting.agentId ?? '',
          redirect_uri: redirectUri,
          state,
        })}`
      return (
        `${setting.authorizeUrl ?? 'https://open.weixin.qq.com/connect/oauth2/authorize'}?appid=${setting.clientId}` +
        `&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&scope=${setting.scope ?? 'snsapi_base'}` +
        `&state=${state}&agentid=${setting.agentId ?? ''}#wechat_redirect`
      )
    },
    identify: (query) => {
      const code = codeOf(query, 'code')
      return withToken(async (token) => {
        const found = await get('/cgi-bin/auth/getuserinfo', { access_token: token, code })
        // Older hosts answer `UserId`; outsiders of the corporation have only an openid and are not staff.
        const subject = textAt(found, 'userid') ?? textAt(found, 'UserId')
        if (!subject) throw new ProviderRefused('outsider')
        return { subject, unionId: null, name: null, phone: null }
      })
    },
  }
}
