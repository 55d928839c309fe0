/** Each outside provider's protocol, against servers that refuse what the real ones refuse. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { AdapterMaker, ProviderSetting } from './adapter.ts'
import { dingtalk, governmentDingtalk } from './dingtalk.ts'
import { oauth2, ticket } from './plain.ts'
import { signCall } from './signed-call.ts'
import { wechat, wechatMini } from './wechat.ts'
import { wecom } from './wecom.ts'

type Answer = (request: { url: URL; body: string; headers: IncomingMessage['headers'] }) => unknown
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

const serve = async (answer: Answer): Promise<string> => {
  const server = createServer(async (request: IncomingMessage, reply: ServerResponse) => {
    const body = await readText(request)
    const url = new URL(request.url ?? '/', 'http://stub')
    reply
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(answer({ url, body, headers: request.headers })))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  servers.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Codes as providers give them: once, for five minutes. */
const codes = (now: () => number) => {
  const open = new Map<string, number>([
    ['good', now() + 300_000],
    ['late', now() - 1],
  ])
  const used = new Set<string>()
  return (code: string | null): 'ok' | 'unknown' | 'used' | 'expired' => {
    if (code === null || !open.has(code)) return used.has(code ?? '') ? 'used' : 'unknown'
    const isOpen = (open.get(code) ?? 0) > now()
    open.delete(code)
    used.add(code)
    return isOpen ? 'ok' : 'expired'
  }
}

let clock = Date.parse('2026-11-23T04:00:00Z')
let take = codes(() => clock)
beforeEach(() => {
  clock = Date.parse('2026-11-23T04:00:00Z')
  take = codes(() => clock)
})

const journey = { redirectUri: 'https://liren.example/login/x', state: 'S'.repeat(43), nonce: 'n', verifier: 'v' }
const make = (maker: AdapterMaker, kind: ProviderSetting['kind'], more: Partial<ProviderSetting>, secret = 'secret') =>
  maker({
    setting: { id: 'x', kind, title: 'x', clientId: 'APP', ...more },
    secret,
    fetch,
    now: () => new Date(clock),
  })
const back = (query: string) => new URLSearchParams(query)

const wechatAnswer: Answer = ({ url }) => {
  const asked = url.searchParams
  if (asked.get('appid') !== 'APP' && asked.has('appid')) return { errcode: 40013, errmsg: 'invalid appid' }
  if (asked.has('secret') && asked.get('secret') !== 'secret') return { errcode: 40001, errmsg: 'invalid secret' }
  if (url.pathname === '/sns/userinfo')
    return asked.get('access_token') === 'AT' && asked.get('openid') === 'OPEN1'
      ? { openid: 'OPEN1', nickname: '秀英', headimgurl: '', unionid: 'UNION1' }
      : { errcode: 40003, errmsg: 'invalid openid' }
  const state = take(asked.get(url.pathname.endsWith('jscode2session') ? 'js_code' : 'code'))
  if (state !== 'ok')
    return state === 'used' ? { errcode: 40163, errmsg: 'code been used' } : { errcode: 40029, errmsg: 'invalid code' }
  if (url.pathname === '/sns/jscode2session') return { openid: 'MINI1', session_key: 'K', unionid: 'UNION1' }
  return { access_token: 'AT', expires_in: 7200, refresh_token: 'RT', openid: 'OPEN1', scope: 'snsapi_base' }
}

describe('WeChat', () => {
  test('is asked in the order it insists on', async () => {
    const url = await make(wechat, 'wechat', {}).authorizeUrl(journey)
    expect(url).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=APP&redirect_uri=https%3A%2F%2Fliren.example%2Flogin%2Fx' +
        `&response_type=code&scope=snsapi_base&state=${journey.state}#wechat_redirect`,
    )
  })
  test('tells who came by openid, and by unionid and name where allowed', async () => {
    const base = await serve(wechatAnswer)
    expect(await make(wechat, 'wechat', { base }).identify(back('code=good'), journey)).toEqual({
      subject: 'OPEN1',
      unionId: null,
      name: null,
      phone: null,
    })
    take = codes(() => clock)
    const full = make(wechat, 'wechat', { base, scope: 'snsapi_userinfo' })
    expect(await full.identify(back('code=good'), journey)).toMatchObject({ unionId: 'UNION1', name: '秀英' })
  })
  test('refuses a wrong, a used, an expired code, a wrong secret and a person who cancelled', async () => {
    const base = await serve(wechatAnswer)
    const one = make(wechat, 'wechat', { base })
    await one.identify(back('code=good'), journey)
    await expect(one.identify(back('code=good'), journey)).rejects.toMatchObject({ code: '40163' })
    await expect(one.identify(back('code=late'), journey)).rejects.toMatchObject({ code: '40029' })
    await expect(one.identify(back('code=bad'), journey)).rejects.toMatchObject({ code: '40029' })
    await expect(one.identify(back('error=access_denied'), journey)).rejects.toMatchObject({ code: 'access_denied' })
    await expect(make(wechat, 'wechat', { base }, 'wrong').identify(back('code=x'), journey)).rejects.toMatchObject({
      code: '40001',
    })
  })
  test('lets a mini program in with its own code', async () => {
    const base = await serve(wechatAnswer)
    const mini = make(wechatMini, 'wechat-mini', { base })
    expect(await mini.identify(back('code=good'), journey)).toMatchObject({ subject: 'MINI1', unionId: 'UNION1' })
    await expect(mini.identify(back('code=good'), journey)).rejects.toMatchObject({ code: '40163' })
  })
  test('brings the phone number where the person pressed for it, and lets them in without where it cannot be had', async () => {
    let tokens = 0
    let accepted = 'AT1'
    const given = new Map([
      ['home', { phoneNumber: '+8613800001234', purePhoneNumber: '13800001234', countryCode: '86' }],
      ['renewed', { phoneNumber: '+8613800001235', purePhoneNumber: '13800001235', countryCode: '86' }],
      ['abroad', { phoneNumber: '+85261234567', purePhoneNumber: '61234567', countryCode: '852' }],
    ])
    const base = await serve(({ url, body }) => {
      if (url.pathname === '/sns/jscode2session') return { openid: 'MINI1', session_key: 'K' }
      if (url.pathname === '/cgi-bin/token') {
        if (url.searchParams.get('secret') !== 'secret') return { errcode: 40001, errmsg: 'invalid secret' }
        tokens += 1
        return { access_token: `AT${tokens}`, expires_in: 7200 }
      }
      if (url.searchParams.get('access_token') !== accepted) return { errcode: 42001, errmsg: 'access_token expired' }
      const { code } = JSON.parse(body) as { code: string }
      const found = given.get(code)
      given.delete(code)
      return found ? { errcode: 0, errmsg: 'ok', phone_info: found } : { errcode: 40029, errmsg: 'invalid code' }
    })
    const mini = make(wechatMini, 'wechat-mini', { base })
    const phoneBy = async (code: string) => (await mini.identify(back(`code=c&phone_code=${code}`), journey)).phone
    expect(await phoneBy('home')).toBe('13800001234')
    // A code serves once; whoever comes with a spent one comes in all the same.
    expect(await mini.identify(back('code=c&phone_code=home'), journey)).toMatchObject({
      subject: 'MINI1',
      phone: null,
    })
    expect(await phoneBy('abroad')).toBe('+85261234567')
    accepted = 'AT2'
    expect(await phoneBy('renewed')).toBe('13800001235')
    expect(tokens).toBe(2)
    expect((await mini.identify(back('code=c'), journey)).phone).toBeNull()
  })
})

describe('WeCom', () => {
  test('asks for one app token however many arrive, and renews it once when it is refused', async () => {
    let tokens = 0
    let accepted = 'T1'
    const base = await serve(({ url }) => {
      if (url.pathname === '/cgi-bin/gettoken') {
        if (url.searchParams.get('corpsecret') !== 'secret') return { errcode: 40001, errmsg: 'invalid secret' }
        tokens += 1
        return { errcode: 0, access_token: `T${tokens}`, expires_in: 7200 }
      }
      if (url.searchParams.get('access_token') !== accepted) return { errcode: 40014, errmsg: 'invalid access_token' }
      const code = url.searchParams.get('code')
      if (code === 'outsider') return { errcode: 0, openid: 'O1' }
      return code?.startsWith('good')
        ? { errcode: 0, userid: 'linzhiyuan' }
        : { errcode: 40029, errmsg: 'invalid code' }
    })
    const one = make(wecom, 'wecom', { base, agentId: '1000002' })
    const found = await Promise.all(
      ['good1', 'good2', 'good3'].map((code) => one.identify(back(`code=${code}`), journey)),
    )
    expect(found.map(({ subject }) => subject)).toEqual(['linzhiyuan', 'linzhiyuan', 'linzhiyuan'])
    expect(tokens).toBe(1)
    accepted = 'T2'
    await one.identify(back('code=good4'), journey)
    expect(tokens).toBe(2)
    clock += 6900_000 + 1
    accepted = 'T3'
    await one.identify(back('code=good5'), journey)
    expect(tokens).toBe(3)
    await expect(one.identify(back('code=bad'), journey)).rejects.toMatchObject({ code: '40029' })
    await expect(one.identify(back('code=outsider'), journey)).rejects.toMatchObject({ code: 'outsider' })
    expect(await one.authorizeUrl(journey)).toContain('&agentid=1000002#wechat_redirect')
  })
})

describe('DingTalk', () => {
  test('exchanges the scanned code and reads who it was', async () => {
    const base = await serve(({ url, body, headers }) => {
      if (url.pathname === '/v1.0/contact/users/me')
        return headers['x-acs-dingtalk-access-token'] === 'AT'
          ? { openId: 'DING1', unionId: 'DU1', nick: '施国良', mobile: '13800002010' }
          : { code: 'InvalidAuthentication', message: 'no' }
      const asked = JSON.parse(body) as Record<string, string>
      if (asked.clientSecret !== 'secret') return { code: 'invalidClientSecret', message: 'no' }
      return take(asked.code ?? null) === 'ok'
        ? { accessToken: 'AT', refreshToken: 'RT', expireIn: 7200 }
        : { code: 'invalidParameter.authCode.notFound', message: 'no' }
    })
    const one = make(dingtalk, 'dingtalk', { base })
    expect(await one.identify(back('authCode=good'), journey)).toEqual({
      subject: 'DING1',
      unionId: 'DU1',
      name: '施国良',
      phone: '13800002010',
    })
    for (const code of ['good', 'late', 'bad'])
      await expect(one.identify(back(`authCode=${code}`), journey)).rejects.toMatchObject({
        code: 'invalidParameter.authCode.notFound',
      })
    await expect(
      make(dingtalk, 'dingtalk', { base }, 'wrong').identify(back('authCode=x'), journey),
    ).rejects.toMatchObject({
      code: 'invalidClientSecret',
    })
  })
})

describe('government DingTalk', () => {
  const vector = { secret: 'secret', timestamp: '2024-01-02T03:04:05.000+08:00', nonce: '17041358450001234' }
  test('signs as the platform’s own examples do', () => {
    expect(
      signCall({
        ...vector,
        method: 'POST',
        path: '/rpc/oauth2/dingtalk_app_user.json',
        params: { auth_code: 'AC', access_token: 'AT' },
      }),
    ).toBe('A4nJPkg1sT304fGa1UB5LFSexh8OVAme3zqf2qrdE3w=')
    expect(
      signCall({ ...vector, method: 'GET', path: '/gettoken.json', params: { appkey: 'AK', appsecret: 'secret' } }),
    ).toBe('7Q0bTnhs8cRYmJ4Xby/hrxg4eluzO134WSINycePwec=')
  })
  test('lets a civil servant in, and refuses a wrong signature and a used code', async () => {
    const base = await serve(({ url, body, headers }) => {
      const params = Object.fromEntries(body ? new URLSearchParams(body) : url.searchParams)
      const expected = signCall({
        secret: 'secret',
        method: body ? 'POST' : 'GET',
        timestamp: String(headers['x-hmac-auth-timestamp']),
        nonce: String(headers['x-hmac-auth-nonce']),
        path: url.pathname,
        params,
      })
      if (headers['x-hmac-auth-signature'] !== expected || headers.apikey !== 'APP')
        return { success: false, content: { success: false, responseCode: '403', responseMessage: 'signature' } }
      if (url.pathname === '/gettoken.json')
        return {
          success: true,
          content: { success: true, responseCode: '0', data: { accessToken: 'AT', expiresIn: 7200 } },
        }
      return take(params.auth_code ?? params.code ?? null) === 'ok'
        ? {
            success: true,
            content: { success: true, responseCode: '0', data: { tenantUserId: '1$8', lastName: '傅小燕' } },
          }
        : { success: false, content: { success: false, responseCode: '50014', responseMessage: 'auth_code' } }
    })
    const one = make(governmentDingtalk, 'government-dingtalk', { base })
    expect(await one.identify(back('auth_code=good'), journey)).toMatchObject({ subject: '1$8', name: '傅小燕' })
    await expect(one.identify(back('auth_code=good'), journey)).rejects.toMatchObject({ code: '50014' })
    const wrong = make(governmentDingtalk, 'government-dingtalk', { base }, 'wrong')
    await expect(wrong.identify(back('code=late'), journey)).rejects.toMatchObject({ code: '403' })
  })
})

describe('a provider with a dialect of its own', () => {
  test('is read by the claims named in its setting, and checks the address it answers to', async () => {
    const base = await serve(({ url, body, headers }) => {
      if (url.pathname === '/user')
        return headers.authorization === 'Bearer AT'
          ? { data: { uid: 'GD1', realName: '苏淑贞', mobile: '13800001005', level: 'L3' } }
          : { error: 'invalid_token' }
      const asked = new URLSearchParams(body)
      if (asked.get('client_secret') !== 'secret') return { error: 'invalid_client' }
      if (asked.get('redirect_uri') !== journey.redirectUri) return { error: 'redirect_uri_mismatch' }
      return take(asked.get('code')) === 'ok' ? { access_token: 'AT' } : { error: 'invalid_grant' }
    })
    const one = make(oauth2, 'oauth2', {
      authorizeUrl: `${base}/tif/sso/connect/page/oauth2/authorize?service=initService`,
      tokenUrl: `${base}/token`,
      userUrl: `${base}/user`,
      claims: { subject: 'data.uid', name: 'data.realName', phone: 'data.mobile' },
    })
    const url = new URL(await one.authorizeUrl(journey))
    expect([...url.searchParams.keys()]).toEqual([
      'service',
      'client_id',
      'response_type',
      'scope',
      'redirect_uri',
      'state',
    ])
    expect(await one.identify(back('code=good'), journey)).toMatchObject({
      subject: 'GD1',
      name: '苏淑贞',
      phone: '13800001005',
    })
    await expect(one.identify(back('code=good'), journey)).rejects.toMatchObject({ code: 'invalid_grant' })
    take = codes(() => clock)
    await expect(
      one.identify(back('code=good'), { ...journey, redirectUri: 'https://elsewhere.example/' }),
    ).rejects.toMatchObject({ code: 'redirect_uri_mismatch' })
  })
  test('or hands over a ticket, which counts once', async () => {
    const base = await serve(({ body }) => {
      const asked = JSON.parse(body) as Record<string, string>
      return take(asked.ticket ?? null) === 'ok'
        ? { userid: 'ZLB1', username: '沈阿珍' }
        : { errcode: 'ticket-invalid' }
    })
    const one = make(ticket, 'ticket', {
      authorizeUrl: `${base}/sso/mobile.do?action=oauth&scope=1`,
      tokenUrl: `${base}/ticket`,
      claims: { subject: 'userid', name: 'username' },
    })
    expect(await one.identify(back('ticket=good'), journey)).toMatchObject({ subject: 'ZLB1' })
    await expect(one.identify(back('ticket=good'), journey)).rejects.toMatchObject({ code: 'ticket-invalid' })
  })
})
