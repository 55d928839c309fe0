/** Government DingTalk 专有钉钉 (浙政钉): every call signed; work notices to colleagues of one tenant. */
import { randomInt } from 'node:crypto'
import { askJson, type Channel, failed, textOf } from './channel.ts'
import { signGovernmentDingtalk } from './sign.ts'
import { type AskToken, keeperOf, withToken } from './token.ts'

export type GovernmentDingtalk = {
  readonly base: string
  readonly appKey: string
  readonly appSecret: string
  readonly tenantId: string
}

type Reply = {
  readonly success?: unknown
  readonly content?: {
    readonly responseCode?: unknown
    readonly success?: unknown
    readonly data?: Record<string, unknown>
  }
}

/** `2024-01-02T03:04:05.000+08:00` */
const chinaTime = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`

const call = async (
  app: GovernmentDingtalk,
  method: 'GET' | 'POST',
  path: string,
  values: readonly (readonly [string, string])[],
): Promise<Reply | null> => {
  const now = new Date()
  const timestamp = chinaTime(now)
  const nonce = `${now.getTime()}${randomInt(1000, 10_000)}`
  const query = new URLSearchParams(values.map(([key, value]) => [key, value]))
  const reply = await askJson(method === 'GET' ? `${app.base}${path}?${query}` : `${app.base}${path}`, {
    method,
    headers: {
      'X-Hmac-Auth-Timestamp': timestamp,
      'X-Hmac-Auth-Version': '1.0',
      'X-Hmac-Auth-Nonce': nonce,
      apiKey: app.appKey,
      'X-Hmac-Auth-Signature': signGovernmentDingtalk({
        method,
        timestamp,
        nonce,
        path,
        values,
        secret: app.appSecret,
      }),
    },
    ...(method === 'POST' ? { body: query } : {}),
  })
  // The shape is the manual's; every field is looked at before use.
  return reply as Reply | null
}

const askToken =
  (app: GovernmentDingtalk): AskToken =>
  async () => {
    const reply = await call(app, 'GET', '/gettoken.json', [
      ['appkey', app.appKey],
      ['appsecret', app.appSecret],
    ])
    const token = textOf(reply?.content?.data?.accessToken)
    return token ? { token, seconds: Number(reply?.content?.data?.expiresIn) || 7200 } : null
  }

const codeOf = (reply: Reply | null) =>
  reply ? textOf(reply.content?.responseCode) || (reply.success === true ? '0' : 'unknown') : 'unreachable'

export const governmentDingtalk = (app: GovernmentDingtalk): Channel => ({
  name: 'dingtalk',
  send: async ({ id, to, title, text, url }) => {
    const keeper = keeperOf(`government-dingtalk ${app.base} ${app.appKey} ${app.appSecret}`, askToken(app))
    const message = url
      ? { msgtype: 'action_card', action_card: { title, markdown: text, single_title: '查看', single_url: url } }
      : { msgtype: 'text', text: { content: `${title}\n${text}` } }
    const reply = await withToken(
      keeper,
      (token) =>
        call(app, 'POST', '/message/workNotification', [
          ['access_token', token],
          ['receiverIds', to],
          ['tenantId', app.tenantId],
          ['bizMsgId', id],
          ['msg', JSON.stringify(message)],
        ]),
      (got) => codeOf(got) === '40001',
    )
    const code = codeOf(reply)
    if (code === '0') return { status: 'sent', providerId: textOf(reply?.content?.data?.msgId) || null }
    return failed(code, code !== 'unreachable')
  },
})
