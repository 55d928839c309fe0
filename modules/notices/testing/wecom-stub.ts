/** WeCom's servers: tokens per app, members who may see it, byte limits of cards, and a robot that takes twenty a minute. */
import { type Asked, listen } from './listen.ts'

export const wecomStub = async (app: {
  corpId: string
  secret: string
  agentId: number
  members: readonly string[]
  robotKey?: string
}) => {
  const sent: { readonly touser: string; readonly title: string; readonly msgid: string }[] = []
  const robot: string[] = []
  let valid = ''
  let tokens = 0
  const answer = ({ path, query, text }: Asked) => {
    const refuse = (errcode: number) => ({ errcode, errmsg: 'refused' })
    if (path === '/cgi-bin/gettoken') {
      if (query.get('corpid') !== app.corpId) return refuse(40013)
      if (query.get('corpsecret') !== app.secret) return refuse(40001)
      tokens += 1
      valid = `wecom-${tokens}`
      return { errcode: 0, errmsg: 'ok', access_token: valid, expires_in: 7200 }
    }
    // The stub reads what its own tests send.
    const body = JSON.parse(text) as {
      touser: string
      agentid: number
      msgtype: string
      textcard?: { title: string; description: string; url: string }
      text?: { content: string }
      markdown?: { content: string }
    }
    if (path === '/cgi-bin/webhook/send') {
      if (query.get('key') !== app.robotKey) return refuse(93000)
      if (robot.length >= 20) return refuse(45009)
      if (Buffer.byteLength(body.markdown?.content ?? '') > 4096) return refuse(40058)
      robot.push(body.markdown?.content ?? '')
      return { errcode: 0, errmsg: 'ok' }
    }
    if (query.get('access_token') !== valid) return refuse(valid === '' ? 42001 : 40014)
    if (body.agentid !== app.agentId) return refuse(301002)
    if (
      body.textcard &&
      (Buffer.byteLength(body.textcard.title) > 128 ||
        Buffer.byteLength(body.textcard.description) > 512 ||
        !/^https?:/.test(body.textcard.url))
    )
      return refuse(40058)
    const known = body.touser.split('|').filter((one) => app.members.includes(one))
    if (known.length === 0) return refuse(81013)
    const invaliduser = body.touser
      .split('|')
      .filter((one) => !app.members.includes(one))
      .join('|')
    const msgid = `wm${sent.length + 1}`
    sent.push({ touser: known.join('|'), title: body.textcard?.title ?? body.text?.content ?? '', msgid })
    return { errcode: 0, errmsg: 'ok', invaliduser, msgid }
  }
  return {
    ...(await listen(answer)),
    sent,
    robot,
    tokens: () => tokens,
    expire: () => {
      valid = ''
    },
  }
}
