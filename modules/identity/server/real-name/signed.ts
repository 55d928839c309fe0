/** The check behind a government platform (统一身份认证、人口库接口): one signed call a question, with an app token. */
import { appToken, textAt } from '../providers/adapter.ts'
import { signedCaller } from '../providers/signed-call.ts'
import type { RealNameMaker } from './real-name.ts'

export const signedCheck: RealNameMaker = ({ setting, secret, fetch, now }) => {
  const call = signedCaller({ base: setting.base, key: setting.clientId, secret, fetch, now })
  const withToken = appToken(async () => {
    const found = await call('GET', '/gettoken.json', { appkey: setting.clientId, appsecret: secret })
    return {
      token: textAt(found, 'content.data.accessToken') ?? '',
      lifeSeconds: Number(textAt(found, 'content.data.expiresIn') ?? 0),
    }
  }, now)
  return ({ name, number }) =>
    withToken(async (token) => {
      const found = await call('POST', setting.path, {
        access_token: token,
        [setting.nameParam]: name,
        [setting.numberParam]: number,
      })
      const verdict = textAt(found, setting.verdictAt) ?? ''
      if (setting.same.includes(verdict)) return 'same'
      return setting.different.includes(verdict) ? 'different' : 'unknown'
    })
}
