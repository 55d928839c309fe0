/** DingTalk's servers, public and government build: tokens, work notices, and signatures checked to the letter. */
import { createHmac } from 'node:crypto'
import { type Asked, listen } from './listen.ts'

export const dingtalkStub = async (app: {
  appKey: string
  appSecret: string
  agentId: number
  robotToken?: string
  robotSecret?: string
}) => {
  const sent: { readonly users: string; readonly title: string }[] = []
  const robot: string[] = []
  let valid = ''
  const answer = ({ path, query, text }: Asked) => {
    const refuse = (errcode: number) => ({ errcode, errmsg: 'refused' })
    if (path === '/gettoken') {
      if (query.get('appkey') !== app.appKey || query.get('appsecret') !== app.appSecret) return refuse(40089)
      valid = `ding-${Date.now()}-${sent.length}`
      return { errcode: 0, access_token: valid, expires_in: 7200 }
    }
    // The stub reads what its own tests send.
    const body = JSON.parse(text) as {
      agent_id: number
      userid_list: string
      msg: { action_card?: { title: string }; markdown?: { title: string } }
      markdown?: { title: string }
    }
    if (path === '/robot/send') {
      const at = Number(query.get('timestamp'))
      const expected = createHmac('sha256', app.robotSecret ?? '')
        .update(`${at}\n${app.robotSecret}`)
        .digest('base64')
      if (query.get('access_token') !== app.robotToken) return refuse(300001)
      if (!(Math.abs(Date.now() - at) < 3_600_000) || query.get('sign') !== expected) return refuse(310000)
      robot.push(body.markdown?.title ?? '')
      return { errcode: 0, errmsg: 'ok' }
    }
    if (query.get('access_token') !== valid) return refuse(40014)
    if (body.agent_id !== app.agentId) return refuse(41)
    if (body.userid_list.split(',').length > 100) return refuse(40035)
    sent.push({ users: body.userid_list, title: body.msg.action_card?.title ?? body.msg.markdown?.title ?? '' })
    return { errcode: 0, errmsg: 'ok', task_id: 5000 + sent.length }
  }
  return {
    ...(await listen(answer)),
    sent,
    robot,
    expire: () => {
      valid = 'gone'
    },
  }
}

export const governmentDingtalkStub = async (app: { appKey: string; appSecret: string; tenantId: string }) => {
  const sent: { readonly to: string; readonly id: string; readonly message: string }[] = []
  const nonces = new Set<string>()
  const answer = ({ method, path, query, headers, text }: Asked) => {
    const refuse = (responseCode: string) => ({
      success: false,
      content: { success: false, responseCode, responseMessage: 'refused' },
    })
    const given = [...(method === 'GET' ? query : new URLSearchParams(text))]
    const lines = given.map(([key, value]) => `${key}=${value}`).sort()
    const at = headers['x-hmac-auth-timestamp'] ?? ''
    const nonce = headers['x-hmac-auth-nonce'] ?? ''
    const expected = createHmac('sha256', app.appSecret)
      .update(`${method}\n${at}\n${nonce}\n${path}${lines.length > 0 ? `\n${lines.join('&')}` : ''}`)
      .digest('base64')
    if (headers.apikey !== app.appKey || headers['x-hmac-auth-signature'] !== expected) return refuse('40301')
    if (
      !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/.test(at) ||
      !(Math.abs(Date.now() - Date.parse(at)) < 15 * 60_000)
    )
      return refuse('40302')
    if (nonces.has(nonce)) return refuse('40303')
    nonces.add(nonce)
    const values = new Map(given)
    const done = (data: unknown) => ({
      success: true,
      content: { success: true, responseCode: '0', responseMessage: 'OK', data },
    })
    if (path === '/gettoken.json') return done({ accessToken: 'gov-token', expiresIn: '7200' })
    if (values.get('access_token') !== 'gov-token' || values.get('tenantId') !== app.tenantId) return refuse('40001')
    sent.push({
      to: values.get('receiverIds') ?? '',
      id: values.get('bizMsgId') ?? '',
      message: values.get('msg') ?? '',
    })
    return done({ msgId: `gov${sent.length}` })
  }
  return { ...(await listen(answer)), sent }
}
