/** WeChat 微信: template and subscribe messages of an official account (公众号), subscribe messages of a mini program (小程序). */
import { fitWechat } from '../../fit.ts'
import { type Channel, failed, type Outgoing, postJson, type Sent, textOf } from './channel.ts'
import { type AskToken, keeperOf, withToken } from './token.ts'

export type WechatAccount = { readonly base: string; readonly appId: string; readonly secret: string }

/** Errors of the manual that another try may cure; all others are final. */
const passing = new Set(['-1', '45009', '45011', '40001', '42001', '40014'])
const stale = new Set(['40001', '42001', '40014'])

const codeOf = (reply: Record<string, unknown> | null) => (reply ? textOf(reply.errcode) || '0' : 'unreachable')

/** `stable_token` does not push out the token another program of the district may be using. */
const askToken =
  ({ base, appId, secret }: WechatAccount): AskToken =>
  async (isForced) => {
    const reply = await postJson(`${base}/cgi-bin/stable_token`, {
      grant_type: 'client_credential',
      appid: appId,
      secret,
      force_refresh: isForced,
    })
    const token = textOf(reply?.access_token)
    return token ? { token, seconds: Number(reply?.expires_in) || 7200 } : null
  }

/** Posts with the account's token, renewed once when WeChat calls it stale. */
export const postWechat = async (
  account: WechatAccount,
  path: string,
  body: unknown,
): Promise<Record<string, unknown> | null> => {
  const keeper = keeperOf(`wechat ${account.base} ${account.appId} ${account.secret}`, askToken(account))
  return withToken(
    keeper,
    (token) => postJson(`${account.base}${path}?access_token=${encodeURIComponent(token)}`, body),
    (reply) => stale.has(codeOf(reply)),
  )
}

const sentBy = async (account: WechatAccount, path: string, body: unknown): Promise<Sent> => {
  const reply = await postWechat(account, path, body)
  const code = codeOf(reply)
  if (code === 'unreachable') return failed(code, false)
  return code === '0' ? { status: 'sent', providerId: textOf(reply?.msgid) || null } : failed(code, !passing.has(code))
}

const dataOf = (template: NonNullable<Outgoing['template']>) =>
  Object.fromEntries(template.values.map(({ name, value }) => [name, { value: fitWechat(name, value) }]))

export type OfficialAccount = WechatAccount & {
  readonly way: 'template' | 'subscribe'
  /** A page of the mini program to open instead of the address. */
  readonly miniProgram?: { readonly appid: string; readonly pagepath: string }
}

export const officialAccount = (account: OfficialAccount): Channel => ({
  name: 'wechat',
  send: async ({ id, to, url, template }) => {
    if (!template) return failed('no-template', true)
    const common = {
      touser: to,
      template_id: template.number,
      data: dataOf(template),
      ...(account.miniProgram ? { miniprogram: account.miniProgram } : {}),
    }
    return account.way === 'template'
      ? sentBy(account, '/cgi-bin/message/template/send', {
          ...common,
          ...(url ? { url } : {}),
          client_msg_id: id.slice(0, 32),
        })
      : sentBy(account, '/cgi-bin/message/subscribe/bizsend', { ...common, ...(url ? { page: url } : {}) })
  },
})

export type MiniProgram = WechatAccount & { readonly page: string; readonly state: 'developer' | 'trial' | 'formal' }

/** One consent of the person allows one message; 43101 says that none is left. */
export const miniProgram = (account: MiniProgram): Channel => ({
  name: 'mini-program',
  send: async ({ to, url, template }) => {
    if (!template) return failed('no-template', true)
    const page = url ? `${account.page}?url=${encodeURIComponent(url)}` : account.page
    return sentBy(account, '/cgi-bin/message/subscribe/send', {
      touser: to,
      template_id: template.number,
      page,
      data: dataOf(template),
      miniprogram_state: account.state,
      lang: 'zh_CN',
    })
  },
})
