/** People sign in by an account they already have at a real OpenID provider, and keep the link. */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { host, type Person, type Town } from '@liren/testing'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const password = 'Spring-river-42'
let town: Town
let server: Server
let issuer = ''

/** Who sits before the provider's own log-in page. */
let visitor = 'su'
/** The firm the platform says they act for. */
let employer: string | null = null

const startProvider = async () => {
  const { createServer } = await import('node:http')
  const holder: { handle: Provider | null } = { handle: null }
  server = createServer((request, reply) => holder.handle?.callback()(request, reply))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  holder.handle = new Provider(issuer, {
    clients: [
      {
        client_id: 'liren',
        client_secret: 'a-secret-between-us',
        redirect_uris: ['http://127.0.0.1/login/city', 'http://127.0.0.1/login/firms'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name'],
      phone: ['phone_number', 'phone_number_verified'],
      enterprise: ['credit_code', 'enterprise_name'],
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({
        sub: id,
        name: `${id} at the city`,
        phone_number: '+8613800001005',
        phone_number_verified: true,
        ...(employer ? { credit_code: employer, enterprise_name: '东濠饼家有限公司' } : {}),
      }),
    }),
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
  })
}

/** Walks through the provider's pages as a browser would, cookies and all, until it is sent back to us. */
const walk = async (start: string): Promise<string> => {
  const jar = new Map<string, string>()
  let url = start
  let form: URLSearchParams | null = null
  for (let step = 0; step < 12; step++) {
    const reply: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    form = null
    const to = reply.headers.get('location')
    if (to) {
      const next = new URL(to, url)
      if (next.origin === 'http://127.0.0.1') return next.search.slice(1)
      url = next.toString()
      continue
    }
    const page = await reply.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    if (!action) throw new Error(`no way on: ${page.slice(0, 300)}`)
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
    url = new URL(action, url).toString()
    form = new URLSearchParams(prompt === 'login' ? { prompt, login: visitor, password: 'x' } : { prompt })
  }
  throw new Error('lost at the provider')
}

beforeAll(async () => {
  await startProvider()
  town = await host([module], { env: { LIREN_ORIGIN: 'http://127.0.0.1' } })
  const folder = join(town.host.core.config.dataFolder, 'secrets')
  mkdirSync(folder, { recursive: true })
  for (const id of ['city', 'firms']) writeFileSync(join(folder, id), 'a-secret-between-us\n')
  await town.owner.query(
    `insert into kernel_settings (module, key, value, changed_at) values ('identity', 'providers', $1::jsonb, now())`,
    [
      JSON.stringify([
        { id: 'city', kind: 'oidc', title: '穗好办', clientId: 'liren', base: issuer },
        {
          ...{ id: 'firms', kind: 'oidc', title: '粤商通', clientId: 'liren', base: issuer },
          scope: 'openid profile phone enterprise',
          claims: { creditCode: 'credit_code', enterpriseName: 'enterprise_name' },
        },
      ]),
    ],
  )
  await town.work(module, (work) =>
    createAccount(work, {
      loginName: 'su',
      displayName: '苏淑贞',
      kind: 'person',
      areaCode: '440104003001',
      phone: '13800001005',
      password,
      roles: [{ role: 'resident', area: '440104003001' }],
    }),
  )
})
afterAll(async () => {
  server.close()
  await town.close()
})

const setOut = (browser: Person) =>
  browser.ask(identity, 'startProvider', { params: { provider: 'city' }, body: { returnTo: '/matters' } })
const comeBack = (browser: Person, query: string) =>
  browser.ask(identity, 'logInByProvider', { params: { provider: 'city' }, body: { query } })

test('the log-in page offers what is set up', async () => {
  expect(await town.guest.ask(identity, 'providers')).toEqual([
    { id: 'city', kind: 'oidc', title: '穗好办' },
    { id: 'firms', kind: 'oidc', title: '粤商通' },
  ])
})

test('a newcomer gets a ticket, signs in, links, and is recognised the next time', async () => {
  const browser = town.browser()
  const { url } = await setOut(browser)
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256')
  const first = await comeBack(browser, await walk(url))
  expect(first).toMatchObject({ accountId: null, returnTo: '/matters' })
  const { accountId } = await browser.ask(identity, 'logIn', { body: { loginName: 'su', password } })
  await browser.ask(identity, 'linkProvider', { body: { linkTicket: first.linkTicket ?? '' } })
  expect((await browser.ask(identity, 'me')).providers.map(({ provider }) => provider)).toEqual(['city'])

  const later = town.browser()
  const again = await comeBack(later, await walk((await setOut(later)).url))
  expect(again).toMatchObject({ accountId, next: null, linkTicket: null })
  expect((await later.ask(identity, 'session')).account?.displayName).toBe('苏淑贞')
})

test('an answer counts once, and only in the browser that set out', async () => {
  const browser = town.browser()
  const query = await walk((await setOut(browser)).url)
  await expect(comeBack(town.browser(), query)).rejects.toMatchObject({ problem: { code: 'identity/state-unknown' } })
  const other = town.browser()
  const stolen = await walk((await setOut(other)).url)
  await comeBack(other, stolen)
  await expect(comeBack(other, stolen)).rejects.toMatchObject({ problem: { code: 'identity/state-unknown' } })
})

test('a code that the provider does not know is refused', async () => {
  const browser = town.browser()
  const query = new URLSearchParams(await walk((await setOut(browser)).url))
  query.set('code', 'made-up')
  await expect(comeBack(browser, query.toString())).rejects.toMatchObject({
    problem: { code: 'identity/provider-refused', status: 401 },
  })
})

test('somebody else’s outside account cannot be linked a second time', async () => {
  visitor = 'su'
  await town.work(module, (work) =>
    createAccount(work, {
      loginName: 'hao',
      displayName: '郑浩然',
      kind: 'person',
      areaCode: '440104003001',
      password,
      roles: [{ role: 'resident', area: '440104003001' }],
    }),
  )
  const browser = town.browser()
  await browser.ask(identity, 'logIn', { body: { loginName: 'hao', password } })
  const { url } = await setOut(browser)
  await expect(comeBack(browser, await walk(url))).rejects.toMatchObject({
    problem: { code: 'identity/already-linked' },
  })
})

test('a way to sign in that is not set up does not exist', async () => {
  await expect(
    town.browser().ask(identity, 'startProvider', { params: { provider: 'nowhere' }, body: {} }),
  ).rejects.toMatchObject({ problem: { code: 'identity/provider-unknown' } })
})

test('an enterprise’s employee comes by its platform, registers with the ticket, and is told as acting for it; gone from the firm, that is told too', async () => {
  const byFirms = async (browser: Person) => {
    const { url } = await browser.ask(identity, 'startProvider', {
      params: { provider: 'firms' },
      body: { returnTo: '/merchant' },
    })
    return browser.ask(identity, 'logInByProvider', {
      params: { provider: 'firms' },
      body: { query: await walk(url) },
    })
  }
  const phone = '13800004001'
  visitor = 'clerk'
  employer = '91440104MA59A1B285'
  const browser = town.browser()
  const first = await byFirms(browser)
  expect(first).toMatchObject({ accountId: null, returnTo: '/merchant' })
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  const { accountId } = await browser.ask(identity, 'register', {
    body: {
      phone,
      code: demoCode,
      displayName: '罗美玲',
      areaCode: '440104001001',
      linkTicket: first.linkTicket ?? '',
    },
  })
  const told = async () => (await town.told('identity/vouched')).at(-1)
  const firm = { creditCode: employer, enterpriseName: '东濠饼家有限公司' }
  expect(await told()).toEqual({ accountId, provider: 'firms', ...firm })
  const boards = async () => {
    await town.settle()
    return (await browser.ask(identity, 'session')).boards
  }
  expect(await boards()).toEqual(expect.arrayContaining(['resident', 'merchant']))

  // A code that cannot be right vouches for nothing, and so does none at all.
  employer = '91440104MA59A1B286'
  expect((await byFirms(town.browser())).accountId).toBe(accountId)
  expect(await told()).toEqual({ accountId, provider: 'firms', creditCode: null, enterpriseName: null })
  // The board leaves by the door it came by, and comes again for who was here before.
  expect(await boards()).toEqual(['resident'])
  employer = '91440104MA59A1B285'
  await byFirms(town.browser())
  expect(await boards()).toEqual(expect.arrayContaining(['resident', 'merchant']))
  const { rows } = await town.owner.query(
    `select role, vouched_by as by, ended_at is null as holds, round(extract(epoch from until_at - from_at) / 86400)::int as days
      from identity_grants where account_id = $1 and role = 'merchant' order by from_at, id`,
    [accountId],
  )
  expect(rows).toEqual([
    { role: 'merchant', by: 'firms', holds: false, days: 30 },
    { role: 'merchant', by: 'firms', holds: true, days: 30 },
  ])
  employer = null
  await byFirms(town.browser())
  expect(await told()).toMatchObject({ creditCode: null })

  // The city's own platform says nothing of enterprises, whatever it knows.
  employer = '91440104MA59A1B285'
  const before = (await town.told('identity/vouched')).length
  visitor = 'su'
  const other = town.browser()
  await comeBack(other, await walk((await setOut(other)).url))
  expect(await town.told('identity/vouched')).toHaveLength(before)
})
