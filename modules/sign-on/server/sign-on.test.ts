/** Linked tools sign people on by OpenID Connect, checked with an independent certified client; and learn only what was agreed to. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import identityModule from '@liren/identity/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signOn } from '../contract.ts'
import { follow, relyingParty, type Visit } from '../testing/relying-party.ts'
import { catchUp } from './catch-up.ts'
import module from './module.ts'
import type { SignOnWork } from './sign-on-work.ts'
import { rotateAfterDays } from './signing-keys.ts'
import { clientStore } from './store.ts'

const origin = 'https://liren.yuexiu.cn'
const here = '440104001001'
const redirectUri = 'https://buses.yuexiu.cn/back'
let town: Town
const words = (text: string) => ({ 'zh-CN': text, en: text })
const secrets = new Map<string, string>()

const keeper = () => town.as({ roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })

const addTool = async (
  toolId: string,
  claims: readonly ('displayName' | 'community' | 'ageBand')[],
  back = redirectUri,
) => {
  await town.work(module, async (work) => {
    const clients = clientStore(work.db)
    const url = `${new URL(back).origin}/`
    await clients.keep(
      {
        toolId,
        name: words('长者出行'),
        summary: words('叫车'),
        unit: words('交通局'),
        icon: 'map',
        url,
        redirectUrls: [back],
        claims: [...claims],
      },
      work.now,
    )
    await clients.keepUse({ toolId, area: here, isOn: true, untilOn: null })
  })
  const { clientSecret } = await keeper().ask(signOn, 'makeSecret', { params: { id: toolId } })
  secrets.set(toolId, clientSecret)
}

/** Somebody of the register with an account, at a browser of their own. */
const neighbour = async (name: string, area = here): Promise<Person> => {
  const { id, personId } = await town.work(module, async (work) => {
    const { personId: person } = await work
      .use(people)
      .register({ fullName: name, areaCode: area, residence: 'permanent', birthOn: '1954-03-02' })
    const loginName = `n${randomUUID().slice(0, 8)}`
    const account = { loginName, displayName: name, kind: 'person', areaCode: area, personId: person } as const
    return { id: await work.use(identity).createAccount(account), personId: person }
  })
  return town.as({ id, personId, name, roles: [{ role: 'resident', area, unitId: null }] })
}

const buses = (more: Partial<Parameters<typeof relyingParty>[0]> = {}) =>
  relyingParty({
    raw: town.guest.raw,
    origin,
    clientId: 'buses',
    clientSecret: secrets.get('buses') ?? '',
    redirectUri,
    scope: 'openid profile community age_band',
    ...more,
  })

/** As far as our own page, which asks. */
const asked = async (who: Person, visit: Visit) => {
  const { url } = await follow(who.raw, origin, visit.url.href)
  return url.pathname.replace('/sign-on/ask/', '')
}
const agree = async (who: Person, visit: Visit, claims: readonly ('displayName' | 'community' | 'ageBand')[]) => {
  const { url } = await follow(who.raw, origin, visit.url.href)
  // Agreed before: the way back is open at once.
  if (url.origin !== origin) return url
  const uid = url.pathname.replace('/sign-on/ask/', '')
  const { to } = await who.ask(signOn, 'consent', { params: { uid }, body: { claims: [...claims] } })
  return (await follow(who.raw, origin, to)).url
}
const signedOn = async (who: Person, claims: readonly ('displayName' | 'community' | 'ageBand')[] = ['community']) => {
  const tool = await buses()
  const visit = await tool.begin()
  const tokens = await tool.finish(await agree(who, visit, claims), visit)
  return { tool, tokens, subject: tokens.claims()?.sub ?? '' }
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.error ?? error.problem?.code ?? error.status ?? String(error),
  )

beforeAll(async () => {
  town = await host([territory, organisation, identityModule, peopleModule, module], { env: { LIREN_ORIGIN: origin } })
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000','越秀区','district',null,'2020-01-01'),('440104001000','洪桥街道','subdistrict','440104000000','2020-01-01'),('440104001002','邻近社区','community','440104001000','2020-01-01'),($1,'都府社区','community','440104001000','2020-01-01') on conflict do nothing`,
    [here],
  )
  await addTool('buses', ['displayName', 'community', 'ageBand'])
  await addTool('meals', ['community'], 'https://meals.yuexiu.cn/back')
})
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

const password = 'Mutual-help-2026'
/** Somebody with a password, at a browser that keeps its cookies. */
const signedIn = async (name: string) => {
  const account = await town.work(module, async (work) => {
    const { personId } = await work
      .use(people)
      .register({ fullName: name, areaCode: here, residence: 'permanent', birthOn: '1954-03-02' })
    const loginName = `p${randomUUID().slice(0, 8)}`
    const roles = [{ role: 'resident', area: here } as const]
    const about = { loginName, displayName: name, kind: 'person', areaCode: here, personId, password, roles } as const
    return { id: await work.use(identity).createAccount(about), loginName }
  })
  const open = async () => {
    const browser = town.browser()
    await browser.ask(identity, 'logIn', { body: { loginName: account.loginName, password } })
    return browser
  }
  return { ...account, open }
}
const isAlive = async ({ tool, tokens, subject }: Awaited<ReturnType<typeof signedOn>>) =>
  (await failure(tool.userinfo(tokens.access_token, subject))) === null

test('who signs out here is signed out of the tool as well, and only by the browser they signed out of', async () => {
  const mo = await signedIn('莫伯')
  const [home, library] = [await mo.open(), await mo.open()]
  const [atHome, atLibrary] = [await signedOn(home), await signedOn(library)]
  await library.ask(identity, 'logOut', { body: { isEverywhere: false } })
  await town.settle()
  expect(await failure(atLibrary.tool.refresh(atLibrary.tokens.refresh_token ?? ''))).toBe('invalid_grant')
  expect(await isAlive(atLibrary)).toBe(false)
  expect(await isAlive(atHome)).toBe(true)
  await home.ask(identity, 'logOut', { body: { isEverywhere: true } })
  await town.settle()
  expect(await failure(atHome.tool.refresh(atHome.tokens.refresh_token ?? ''))).toBe('invalid_grant')
})

test('a phone that was lost is signed out from another one, and the tools it was at go with it', async () => {
  const tan = await signedIn('谭姨')
  const [lost, kept] = [await tan.open(), await tan.open()]
  const [atLost, atKept] = [await signedOn(lost), await signedOn(kept)]
  const { sessions } = await kept.ask(identity, 'me', {})
  const other = sessions.find(({ isThisOne }) => !isThisOne)
  await kept.ask(identity, 'endSession', { params: { id: other?.id ?? '' } })
  await town.settle()
  expect(await isAlive(atLost)).toBe(false)
  expect(await isAlive(atKept)).toBe(true)
})

test('a new password, a lock after wrong tries and a closed account end what tools hold', async () => {
  const lam = await signedIn('林叔')
  const browser = await lam.open()
  const before = await signedOn(browser)
  await browser.ask(identity, 'changePassword', { body: { oldPassword: password, newPassword: 'Another-way-in-26' } })
  await town.settle()
  expect(await failure(before.tool.refresh(before.tokens.refresh_token ?? ''))).toBe('invalid_grant')

  const sy = await signedIn('施婆')
  const there = await signedOn(await sy.open())
  for (let tries = 0; tries < 12; tries += 1)
    await failure(town.browser().ask(identity, 'logIn', { body: { loginName: sy.loginName, password: 'wrong-guess' } }))
  await town.settle()
  expect((await town.told('identity/locked')).some(({ accountId }) => accountId === sy.id)).toBe(true)
  expect(await failure(there.tool.refresh(there.tokens.refresh_token ?? ''))).toBe('invalid_grant')

  const leaving = await (await signedIn('搬走的人')).open()
  const last = await signedOn(leaving)
  await leaving.ask(identity, 'closeAccount', { body: {} })
  await town.settle()
  expect(await isAlive(last)).toBe(false)
  expect(await failure(last.tool.refresh(last.tokens.refresh_token ?? ''))).not.toBeNull()
})

test('tools that were there before signing on become clients once it is there, as the library last told of them', async () => {
  const told = async (name: string, fact: object) =>
    town.owner.query(
      `insert into kernel_outbox (kind, name, fact, topics, at, request_id, delivered_at) values ('event', $1, $2, '{}', now(), gen_random_uuid(), now())`,
      [`tool-library/${name}`, fact],
    )
  const installed = (toolId: string, more: object = {}) =>
    told('installed', {
      ...{
        toolId,
        kind: 'linked',
        name: words('老工具'),
        summary: words('早就有了'),
        icon: 'link',
        unit: words('民政局'),
      },
      ...{
        isPublished: true,
        link: {
          url: 'https://old.yuexiu.cn/',
          claims: ['community', 'shoeSize'],
          redirectUrls: ['https://old.yuexiu.cn/back'],
        },
      },
      ...more,
    })
  await installed('old-tool')
  await told('used', { toolId: 'old-tool', areaCode: here, isOn: true, untilOn: null })
  await installed('gone-tool')
  await told('withdrawn', { toolId: 'gone-tool', isGone: true })
  await installed('tried-tool', { isPublished: false })
  await told('installed', { toolId: 'of-another-time', kind: 'linked' })
  const clients = async () =>
    (await keeper().ask(signOn, 'clients', {})).items.map(({ toolId, claims, isOn }) => [toolId, claims, isOn])
  const before = await clients()
  // Once, or as often as somebody likes.
  for (let time = 0; time < 2; time += 1) await town.work(module, (work) => catchUp(work as unknown as SignOnWork))
  expect(await clients()).toEqual(
    [...before, ['gone-tool', ['community'], false], ['old-tool', ['community'], true]].toSorted(([a], [b]) =>
      String(a) < String(b) ? -1 : 1,
    ),
  )
  expect(await town.work(module, (work) => clientStore(work.db).areasOf('old-tool', '2026-01-01'))).toEqual([here])
})
