/** Linked tools sign people on by OpenID Connect, checked with an independent certified client; and learn only what was agreed to. */
import { randomUUID } from 'node:crypto'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { signOn } from '../contract.ts'
import { follow, relyingParty } from '../testing/relying-party.ts'
import { failure, here, openSignOnTown, origin, redirectUri } from '../testing/sign-on-town.ts'
import module from './module.ts'
import { rotateAfterDays } from './signing-keys.ts'

const { town, secrets, keeper, neighbour, buses, asked, agree, signedOn } = await openSignOnTown()
afterAll(() => town.close())

test('somebody opens a linked tool, agrees to one of three things, and the tool learns that one and no other', async () => {
  const su = await neighbour('苏淑贞')
  const tool = await buses()
  const visit = await tool.begin()
  const uid = await asked(su, visit)
  const asking = await su.ask(signOn, 'asking', { params: { uid } })
  expect(asking).toMatchObject({ toolId: 'buses', step: 'consent', host: 'buses.yuexiu.cn' })
  expect(asking.claims).toEqual([
    { claim: 'displayName', isGiven: false },
    { claim: 'community', isGiven: false },
    { claim: 'ageBand', isGiven: false },
  ])
  const { to } = await su.ask(signOn, 'consent', { params: { uid }, body: { claims: ['community'] } })
  const { url } = await follow(su.raw, origin, to)
  const tokens = await tool.finish(url, visit)
  const told = await tool.userinfo(tokens.access_token, tokens.claims()?.sub ?? '')
  expect(told).toEqual({ sub: tokens.claims()?.sub, community: here, community_name: '都府社区' })
  expect(JSON.stringify(tokens.claims())).not.toContain('苏淑贞')
})

test('who agreed once is let in without a question, and what was told leaves a footprint with the tool’s name', async () => {
  const ho = await neighbour('何永康')
  const { tool } = await signedOn(ho, ['community', 'ageBand'])
  const again = await tool.begin()
  const { url } = await follow(ho.raw, origin, again.url.href)
  expect(url.origin).toBe('https://buses.yuexiu.cn')
  const tokens = await tool.finish(url, again)
  expect(await tool.userinfo(tokens.access_token, tokens.claims()?.sub ?? '')).toMatchObject({ age_band: '60-79' })
  const { rows } = await town.owner.query<{ fields: string[]; lookerName: string }>(
    `select fields, looker_name as "lookerName" from people_footprints where person_id = $1 order by looked_at desc limit 1`,
    [ho.actor.personId],
  )
  expect(rows[0]).toEqual({ fields: ['sign-on.community', 'sign-on.ageBand'], lookerName: '长者出行' })
})

test('two tools know the same person by different numbers, and one tool always by the same', async () => {
  const chan = await neighbour('陈秀英')
  const [first, second] = [await signedOn(chan), await signedOn(chan)]
  expect(second.subject).toBe(first.subject)
  const meals = await relyingParty({
    raw: town.guest.raw,
    origin,
    clientId: 'meals',
    clientSecret: secrets.get('meals') ?? '',
    redirectUri: 'https://meals.yuexiu.cn/back',
    scope: 'openid community',
  })
  const visit = await meals.begin()
  const tokens = await meals.finish(await agree(chan, visit, []), visit)
  expect(tokens.claims()?.sub).not.toBe(first.subject)
  expect(await meals.userinfo(tokens.access_token, tokens.claims()?.sub ?? '')).toEqual({ sub: tokens.claims()?.sub })
})

test('consent is taken back in one tap: tokens die at once, and next time the tool has to ask', async () => {
  const lin = await neighbour('林伯')
  const { tool, tokens, subject } = await signedOn(lin)
  expect((await lin.ask(signOn, 'consents', {})).items).toMatchObject([{ toolId: 'buses', claims: ['community'] }])
  await lin.ask(signOn, 'withdraw', { params: { id: 'buses' } })
  expect(await failure(tool.userinfo(tokens.access_token, subject))).not.toBeNull()
  expect(await failure(tool.refresh(tokens.refresh_token ?? ''))).toBe('invalid_grant')
  expect((await lin.ask(signOn, 'consents', {})).items).toEqual([])
  expect(await asked(lin, await tool.begin())).toMatch(/^[\w-]{10,}$/)
})

test('a refresh token is used once; used again, everything made of it ends', async () => {
  const { tool, tokens, subject } = await signedOn(await neighbour('黄生'))
  const next = await tool.refresh(tokens.refresh_token ?? '')
  expect(next.refresh_token).not.toBe(tokens.refresh_token)
  expect(await tool.userinfo(next.access_token, subject)).toMatchObject({ community: here })
  expect(await failure(tool.refresh(tokens.refresh_token ?? ''))).toBe('invalid_grant')
  expect(await failure(tool.refresh(next.refresh_token ?? ''))).toBe('invalid_grant')
  expect(await failure(tool.userinfo(next.access_token, subject))).not.toBeNull()
})

test('a code is used once; played again it is refused and the tokens made of it are revoked', async () => {
  const who = await neighbour('重放者')
  const tool = await buses()
  const visit = await tool.begin()
  const back = await agree(who, visit, ['community'])
  const tokens = await tool.finish(back, visit)
  expect(await failure(tool.finish(back, visit))).toBe('invalid_grant')
  expect(await failure(tool.userinfo(tokens.access_token, tokens.claims()?.sub ?? ''))).not.toBeNull()
  expect(await failure(tool.refresh(tokens.refresh_token ?? ''))).toBe('invalid_grant')
})

test('of two who play one code at the same moment, one gets tokens, and they do not last', async () => {
  const who = await neighbour('同时者')
  const tool = await buses()
  const visit = await tool.begin()
  const back = await agree(who, visit, [])
  const both = await Promise.allSettled([tool.finish(back, visit), tool.finish(back, visit)])
  const got = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(got).toHaveLength(1)
  expect(await failure(tool.refresh(got[0]?.refresh_token ?? ''))).toBe('invalid_grant')
})

test('wrong addresses, missing or plain PKCE, wrong secrets, undeclared scopes and claims are refused', async () => {
  const who = await neighbour('某人')
  const tool = await buses()
  const sent = async (change: (url: URL) => void) => {
    const { url } = await tool.begin()
    change(url)
    return follow(who.raw, origin, url.href)
  }
  const code = async (change: (url: URL) => void) => (await sent(change)).url.searchParams.get('error')
  for (const stray of [
    'https://evil.cn/back',
    `${redirectUri}/more`,
    `${redirectUri}?x=1`,
    'https://buses.yuexiu.cn:8443/back',
  ]) {
    const { url, response } = await sent((one) => one.searchParams.set('redirect_uri', stray))
    // Nobody is sent to an address that was not registered, not even with an error.
    expect(url.origin).toBe(origin)
    expect(response?.status).toBe(400)
    expect(await response?.text()).toContain('invalid_redirect_uri')
  }
  expect((await sent((url) => url.searchParams.delete('redirect_uri'))).response?.status).toBe(400)
  expect(await code((url) => url.searchParams.delete('code_challenge'))).toBe('invalid_request')
  expect(await code((url) => url.searchParams.set('code_challenge_method', 'plain'))).toBe('invalid_request')
  expect(await code((url) => url.searchParams.delete('code_challenge_method'))).toBe('invalid_request')
  expect((await sent((url) => url.searchParams.set('response_type', 'token'))).url.hash).toContain(
    'unsupported_response_type',
  )
  expect(await code((url) => url.searchParams.set('scope', 'openid identity_number'))).toBe('invalid_scope')
  expect(await code((url) => url.searchParams.set('claims', '{"userinfo":{"phone_number":null}}'))).toBe(
    'invalid_request',
  )
  const meals = await relyingParty({
    raw: town.guest.raw,
    origin,
    clientId: 'meals',
    clientSecret: secrets.get('meals') ?? '',
    redirectUri: 'https://meals.yuexiu.cn/back',
    scope: 'openid profile',
  })
  const { url } = await follow(who.raw, origin, (await meals.begin()).url.href)
  expect(url.searchParams.get('error')).toBe('invalid_scope')
  const thief = await buses({ clientSecret: 'a-guess' })
  const visit = await thief.begin()
  expect(await failure(thief.finish(await agree(who, visit, []), visit))).toBe(401)
  const careless = await tool.begin()
  const back = await agree(who, careless, [])
  expect(await failure(tool.finish(back, { ...careless, verifier: 'x'.repeat(43) }))).toBe('invalid_grant')
})

test('nobody agrees to what the tool did not ask for, or in another browser than the one it was asked in', async () => {
  const [who, other] = [await neighbour('本人'), await neighbour('别人')]
  const tool = await buses({ scope: 'openid community' })
  const uid = await asked(who, await tool.begin())
  expect(await failure(who.ask(signOn, 'consent', { params: { uid }, body: { claims: ['ageBand'] } }))).toBe(
    'sign-on/not-asked',
  )
  expect(await failure(other.ask(signOn, 'consent', { params: { uid }, body: { claims: [] } }))).toBe(
    'sign-on/begin-again',
  )
  const helper = town.as({
    roles: who.actor.grants,
    id: who.actor.id ?? '',
    onBehalfOf: { personId: randomUUID(), authorityId: randomUUID() },
  })
  expect(await failure(helper.ask(signOn, 'asking', { params: { uid } }))).toBe('sign-on/for-oneself')
  const { to } = await who.ask(signOn, 'decline', { params: { uid } })
  expect((await follow(who.raw, origin, to)).url.searchParams.get('error')).toBe('access_denied')
})

test('a tool that is not in use where somebody belongs signs nobody on there, nor one that was switched off', async () => {
  const stranger = await neighbour('外来者', '440104001002')
  const tool = await buses()
  expect((await follow(stranger.raw, origin, (await tool.begin()).url.href)).url.searchParams.get('error')).toBe(
    'access_denied',
  )
  const { tokens } = await signedOn(await neighbour('在用者'))
  await keeper().ask(signOn, 'switchClient', { params: { id: 'buses' }, body: { isOn: false } })
  expect(await failure(tool.refresh(tokens.refresh_token ?? ''))).toBe(401)
  await keeper().ask(signOn, 'switchClient', { params: { id: 'buses' }, body: { isOn: true } })
})

test('a guest meets our own door first; who signs out, or in as somebody else, is not taken for the one before', async () => {
  const browser = town.browser()
  const tool = await buses()
  const uid = await asked(browser, await tool.begin())
  expect((await browser.raw('GET', `/api/sign-on/asks/${uid}`)).status).toBe(401)
  const [first, second] = [await neighbour('先登录'), await neighbour('后登录')]
  let who = first
  // One browser, two people one after the other: the same cookies, another account.
  const jar = new Map<string, string>()
  const raw: Person['raw'] = async (method, url, body, headers = {}) => {
    const response = await who.raw(method, url, body, {
      ...headers,
      ...(jar.size > 0 ? { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
  const begun = await tool.begin()
  const page = (await follow(raw, origin, begun.url.href)).url.pathname.replace('/sign-on/ask/', '')
  const agreed = await raw('POST', `/api/sign-on/asks/${page}/consent`, { claims: [] })
  const { to } = (await agreed.json()) as { to: string }
  const mine = await tool.finish((await follow(raw, origin, to)).url, begun)
  who = second
  const next = await follow(raw, origin, (await tool.begin()).url.href)
  expect(next.url.pathname).toMatch(/^\/sign-on\/ask\//)
  expect(mine.claims()?.sub).toBeDefined()
})

test('a tool may ask for a proof made just now', async () => {
  const old = new Date(town.clock.now().getTime() - 3_600_000)
  const fresh = await neighbour('刚证明')
  const tool = await buses()
  const stale = town.as({
    roles: fresh.actor.grants,
    id: fresh.actor.id ?? '',
    personId: fresh.actor.personId,
    provedAt: old,
  })
  const uid = await asked(stale, await tool.begin({ prompt: 'login' }))
  expect(await stale.ask(signOn, 'asking', { params: { uid } })).toMatchObject({ step: 'login', isProofDue: true })
  expect(await failure(stale.ask(signOn, 'prove', { params: { uid } }))).toBe('kernel/stale-proof')
})

test('leaving a tool ends its session, after a question of our own, and leads back to it', async () => {
  const who = await neighbour('离开者')
  const { tool, tokens } = await signedOn(who)
  const url = tool.endSession(tokens.id_token ?? '', 'https://buses.yuexiu.cn/')
  const page = await who.raw('GET', `${url.pathname}${url.search}`)
  const html = await page.text()
  expect(page.status).toBe(200)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const left = await who.raw(
    'POST',
    '/api/sign-on/session/end/confirm',
    new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    { 'content-type': 'application/x-www-form-urlencoded' },
  )
  expect(left.headers.get('location')).toBe('https://buses.yuexiu.cn/?state=bye')
  expect(await failure(tool.refresh(tokens.refresh_token ?? ''))).toBe('invalid_grant')
})

test('nothing that could be used lies in the tables in the clear, and every act is in the audit', async () => {
  const { tokens, tool } = await signedOn(await neighbour('保密者'))
  await tool.userinfo(tokens.access_token, tokens.claims()?.sub ?? '')
  const { rows } = await town.owner.query<{ line: string }>(
    `select t::text as line from sign_on_tokens t union all select k::text from sign_on_keys k union all select c::text from sign_on_clients c`,
  )
  const all = rows.map(({ line }) => line).join('\n')
  for (const secret of [tokens.access_token, tokens.refresh_token, secrets.get('buses'), '"d":'])
    expect(all).not.toContain(secret)
  const { rows: acts } = await town.owner.query<{ action: string }>(
    `select distinct action from kernel_audit where action like 'sign-on.%' and result = 'done'`,
  )
  expect(acts.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'sign-on.authorize',
      'sign-on.consent',
      'sign-on.tokens',
      'sign-on.userinfo',
      'sign-on.makeSecret',
    ]),
  )
})

test('keys change in good time: the next is published before it signs, and old tokens stay good', async () => {
  const { tool, tokens, subject } = await signedOn(await neighbour('换钥匙'))
  const kids = async () => {
    const { keys } = (await (await town.guest.raw('GET', '/api/sign-on/jwks')).json()) as {
      keys: { kid: string; d?: string }[]
    }
    expect(keys.every(({ d }) => d === undefined)).toBe(true)
    return keys.map(({ kid }) => kid)
  }
  const [old] = await kids()
  town.clock.advance((rotateAfterDays + 1) * 86_400_000)
  await town.run(module, 'rotate')
  const both = await kids()
  expect(both).toHaveLength(2)
  expect(both[0]).toBe(old)
  expect(await tool.userinfo(tokens.access_token, subject)).toMatchObject({ sub: subject })
  town.clock.advance(-(rotateAfterDays + 1) * 86_400_000)
})

test('what ran out is cleared away', async () => {
  await signedOn(await neighbour('过期者'))
  town.clock.advance(40 * 86_400_000)
  await town.run(module, 'sweep')
  const { rows } = await town.owner.query<{ count: number }>('select count(*)::int as count from sign_on_tokens')
  expect(rows[0]?.count).toBe(0)
  town.clock.advance(-40 * 86_400_000)
})
