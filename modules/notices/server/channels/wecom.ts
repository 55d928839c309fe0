/** WeCom 企业微信 (and 粤政易, its government build on another host): messages to colleagues, and the robot of a group. */
import { askJson, type Channel, failed, postJson, type Sent, textOf } from './channel.ts'
import { type AskToken, keeperOf, withToken } from './token.ts'

export type WecomApp = {
  readonly base: string
  readonly corpId: string
  readonly secret: string
  readonly agentId: string
}

const stale = new Set(['40014', '42001', '40001'])
const passing = new Set(['-1', '45009', '45033', '40014', '42001', '6000'])

const codeOf = (reply: Record<string, unknown> | null) => (reply ? textOf(reply.errcode) || '0' : 'unreachable')

const askToken =
  ({ base, corpId, secret }: WecomApp): AskToken =>
  async () => {
    const reply = await askJson(
      `${base}/cgi-bin/gettoken?corpid=${encodeURIComponent(corpId)}&corpsecret=${encodeURIComponent(secret)}`,
    )
    const token = textOf(reply?.access_token)
    return token ? { token, seconds: Number(reply?.expires_in) || 7200 } : null
  }

const cut = (text: string, mostBytes: number) => {
  let kept = text
  while (Buffer.byteLength(kept) > mostBytes) kept = kept.slice(0, -1)
  return kept
}

export const wecom = (app: WecomApp): Channel => ({
  name: 'wecom',
  send: async ({ to, title, text, url }) => {
    const keeper = keeperOf(`wecom ${app.base} ${app.corpId} ${app.secret}`, askToken(app))
    const content = url
      ? { msgtype: 'textcard', textcard: { title: cut(title, 128), description: cut(text, 512), url, btntxt: '查看' } }
      : { msgtype: 'text', text: { content: cut(`${title}\n${text}`, 2048) } }
    const body = {
      touser: to,
      agentid: Number(app.agentId),
      ...content,
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    }
    const reply = await withToken(
      keeper,
      (token) => postJson(`${app.base}/cgi-bin/message/send?access_token=${encodeURIComponent(token)}`, body),
      (got) => stale.has(codeOf(got)),
    )
    const code = codeOf(reply)
    if (code === 'unreachable') return failed(code, false)
    if (code !== '0') return failed(code, !passing.has(code))
    // Accepted as a whole, but not for this person: they left, or may not see the app.
    const isInvalid = textOf(reply?.invaliduser).split('|').includes(to)
    return isInvalid ? failed('invalid-user', true) : { status: 'sent', providerId: textOf(reply?.msgid) || null }
  },
})

/** A robot of a group chat: at most 20 messages a minute. */
export const wecomRobot = async (
  robot: { readonly base: string; readonly key: string },
  message: { readonly title: string; readonly text: string; readonly url: string | null },
): Promise<Sent> => {
  const content = cut(`**${message.title}**\n${message.text}${message.url ? `\n[查看](${message.url})` : ''}`, 4096)
  const reply = await postJson(`${robot.base}/cgi-bin/webhook/send?key=${encodeURIComponent(robot.key)}`, {
    msgtype: 'markdown',
    markdown: { content },
  })
  const code = codeOf(reply)
  return code === '0'
    ? { status: 'sent', providerId: null }
    : failed(code, !passing.has(code) && code !== 'unreachable')
}
