/** WeChat's servers: tokens that expire and are pushed out, templates with their kinds of values, consents that are used up, quotas. */
import { type Asked, listen } from './listen.ts'

const limits: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/u,
  phrase: /^[\u4e00-\u9fff]{1,5}$/,
  name: /^([\u4e00-\u9fff·]{1,10}|[A-Za-z ·]{1,20})$/,
  number: /^[\d.-]{1,32}$/,
  character_string: /^[\u0021-\u007e]{1,32}$/,
  time: /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$|^\d{4}年/,
}

export type SentWechat = {
  readonly path: string
  readonly touser: string
  readonly template: string
  readonly values: Readonly<Record<string, string>>
  readonly msgid: number
}

export type ReadWords = { readonly content: string; readonly openid: string | null }

/** 内容安全 Words as both versions of its reader judge them: the second knows who wrote them, where they came by within two hours. */
const checkWords = (body: Record<string, unknown>, visitors: readonly string[], read: ReadWords[]) => {
  const content = String(body.content ?? '')
  if (content === '' || content.length > 2500) return { errcode: 47001, errmsg: 'data format error' }
  const isRisky = content.includes('赌')
  if (body.version === undefined) {
    read.push({ content, openid: null })
    return isRisky ? { errcode: 87014, errmsg: 'risky content' } : { errcode: 0, errmsg: 'ok' }
  }
  if (body.version !== 2 || ![1, 2, 3, 4].includes(Number(body.scene)))
    return { errcode: 47001, errmsg: 'data format error' }
  const openid = String(body.openid)
  if (!/^o[\w-]{5,}$/.test(openid)) return { errcode: 40003, errmsg: 'invalid openid' }
  if (!visitors.includes(openid)) return { errcode: 61010, errmsg: 'code is expired' }
  read.push({ content, openid })
  const [suggest, label] = isRisky ? ['risky', 20006] : content.includes('加微') ? ['review', 10001] : ['pass', 100]
  return { errcode: 0, errmsg: 'ok', trace_id: 'trace', result: { suggest, label }, detail: [] }
}

export const wechatStub = async (account: {
  appId: string
  secret: string
  /** Template → its parameters. */
  templates: Readonly<Record<string, readonly string[]>>
  followers: readonly string[]
  /** Mini program: how many messages a person still allows. */
  consents?: Record<string, number>
  quota?: number
  /** Mini program: who came by within two hours. */
  visitors?: readonly string[]
}) => {
  const visitors = account.visitors ?? []
  const read: ReadWords[] = []
  const sent: SentWechat[] = []
  const asked = { tokens: 0, forced: 0 }
  const seen = new Set<string>()
  let valid = 'token-1'
  let busy = 0
  const answer = ({ path, query, text }: Asked) => {
    const refuse = (errcode: number, errmsg: string) => ({ errcode, errmsg })
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {}
    if (path === '/cgi-bin/stable_token') {
      if (body.appid !== account.appId) return refuse(40013, 'invalid appid')
      if (body.secret !== account.secret) return refuse(40001, 'invalid credential')
      asked.tokens += 1
      if (body.force_refresh === true) asked.forced += 1
      if (body.force_refresh === true || valid === '') valid = `token-${asked.tokens + 100}`
      return { access_token: valid, expires_in: 7200 }
    }
    const token = query.get('access_token')
    if (token !== valid) return refuse(token?.startsWith('token-') ? 42001 : 40001, 'access_token expired')
    if (busy > 0) {
      busy -= 1
      return refuse(-1, 'system error')
    }
    if (sent.length >= (account.quota ?? 1000)) return refuse(45009, 'reach max api daily quota limit')
    if (path === '/wxa/msg_sec_check') return checkWords(body, visitors, read)
    const touser = String(body.touser)
    const isMini = path === '/cgi-bin/message/subscribe/send'
    if (!/^o[\w-]{5,}$/.test(touser)) return refuse(40003, 'invalid openid')
    const template = String(body.template_id)
    const parameters = account.templates[template]
    if (!parameters) return refuse(40037, 'invalid template_id')
    const data = body.data as Record<string, { value?: string }>
    const values: Record<string, string> = {}
    for (const name of parameters) {
      const value = data[name]?.value ?? ''
      if (!(limits[name.replace(/\d+$/, '')] ?? limits.thing)?.test(value))
        return refuse(47003, `argument invalid! data.${name}.value invalid`)
      values[name] = value
    }
    if (isMini) {
      if (!['developer', 'trial', 'formal'].includes(String(body.miniprogram_state)))
        return refuse(47001, 'data format error')
      if (!/^pages\//.test(String(body.page))) return refuse(41030, 'invalid page')
      const left = account.consents?.[touser] ?? 0
      if (left <= 0) return refuse(43101, 'user refuse to accept the msg')
      if (account.consents) account.consents[touser] = left - 1
    } else if (!account.followers.includes(touser)) return refuse(43004, 'require subscribe')
    const once = String(body.client_msg_id ?? '')
    if (once && seen.has(once)) return refuse(43116, 'client_msg_id repeated')
    seen.add(once)
    const msgid = 1000 + sent.length
    sent.push({ path, touser, template, values, msgid })
    return { errcode: 0, errmsg: 'ok', msgid }
  }
  return {
    ...(await listen(answer)),
    sent,
    /** Words it was shown. */
    read,
    asked,
    /** Another program asked for a new token: ours is worth nothing any more. */
    pushOut: () => {
      valid = ''
    },
    busyFor: (times: number) => (busy = times),
  }
}
