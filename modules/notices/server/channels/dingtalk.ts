/** DingTalk 钉钉: work notices to colleagues, and the robot of a group. */
import { clockOf } from '@liren/contract/day'
import { askJson, type Channel, failed, postJson, type Sent, textOf } from './channel.ts'
import { signDingtalkRobot } from './sign.ts'
import { type AskToken, keeperOf, withToken } from './token.ts'

export type DingtalkApp = {
  readonly base: string
  readonly appKey: string
  readonly appSecret: string
  readonly agentId: string
}

const stale = new Set(['40001', '40014', '42001', '88'])
const passing = new Set(['-1', '90018', '90002', '88', '40014', '42001', '143104'])

const codeOf = (reply: Record<string, unknown> | null) => (reply ? textOf(reply.errcode) || '0' : 'unreachable')

const askToken =
  ({ base, appKey, appSecret }: DingtalkApp): AskToken =>
  async () => {
    const reply = await askJson(
      `${base}/gettoken?appkey=${encodeURIComponent(appKey)}&appsecret=${encodeURIComponent(appSecret)}`,
    )
    const token = textOf(reply?.access_token)
    return token ? { token, seconds: Number(reply?.expires_in) || 7200 } : null
  }

type Words = { readonly title: string; readonly text: string; readonly url: string | null }

const contentOf = ({ title, text, url }: Words) =>
  url
    ? {
        msgtype: 'action_card',
        action_card: { title, markdown: `### ${title}\n${text}`, single_title: '查看', single_url: url },
      }
    : { msgtype: 'markdown', markdown: { title, text: `### ${title}\n${text}` } }

export const dingtalk = (app: DingtalkApp): Channel => ({
  name: 'dingtalk',
  send: async ({ to, title, text, url, at }) => {
    const keeper = keeperOf(`dingtalk ${app.base} ${app.appKey} ${app.appSecret}`, askToken(app))
    // DingTalk drops a message of the same content to the same person on the same day; the time tells them apart.
    const stamp = clockOf(at)
    const body = {
      agent_id: Number(app.agentId),
      userid_list: to,
      msg: contentOf({ title, text: `${text}\n\n${stamp}`, url }),
    }
    const reply = await withToken(
      keeper,
      (token) =>
        postJson(
          `${app.base}/topapi/message/corpconversation/asyncsend_v2?access_token=${encodeURIComponent(token)}`,
          body,
        ),
      (got) => stale.has(codeOf(got)),
    )
    const code = codeOf(reply)
    if (code === 'unreachable') return failed(code, false)
    return code === '0'
      ? { status: 'sent', providerId: textOf(reply?.task_id) || null }
      : failed(code, !passing.has(code))
  },
})

export const dingtalkRobot = async (
  robot: { readonly base: string; readonly token: string; readonly secret: string },
  message: Words,
  now: () => number = Date.now,
): Promise<Sent> => {
  const milliseconds = now()
  const sign = encodeURIComponent(signDingtalkRobot(milliseconds, robot.secret))
  const reply = await postJson(
    `${robot.base}/robot/send?access_token=${encodeURIComponent(robot.token)}&timestamp=${milliseconds}&sign=${sign}`,
    {
      msgtype: 'markdown',
      markdown: {
        title: message.title,
        text: `### ${message.title}\n${message.text}${message.url ? `\n[查看](${message.url})` : ''}`,
      },
    },
  )
  const code = codeOf(reply)
  return code === '0'
    ? { status: 'sent', providerId: null }
    : failed(code, code !== 'unreachable' && code !== '-1' && code !== '130101')
}
