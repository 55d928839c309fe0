/** A community composes its launcher; a neighbour opens a linked tool, is known there, and takes that back. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as x509 from '@peculiar/x509'
import * as client from 'openid-client'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { askAs, axe, password, settled, visit } from './browser.ts'

const here = '440104001001'
const hostName = 'rides.yuexiu-gov.cn'
const home = `https://${hostName}`
const toolId = 'elder-rides'
let server: Server
let browser: Browser

/** What the tool knows of whoever visits it. */
type Seen = { readonly subject: string; readonly told: Readonly<Record<string, unknown>>; readonly accessToken: string }
const seen: Seen[] = []

const certificate = async () => {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${hostName}`,
    keys: keys as CryptoKeyPair,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return { cert: cert.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----` }
}

/** The tool as its makers would write it: no session of its own yet, so it asks the district who is there. */
const startTool = async (clientSecret: string) => {
  const config = await client.discovery(
    new URL(`${inject('address')}/api/sign-on`),
    toolId,
    undefined,
    client.ClientSecretBasic(clientSecret),
    // The demo district speaks plain http on this machine.
    { execute: [client.allowInsecureRequests] },
  )
  const waiting = new Map<string, { readonly verifier: string; readonly nonce: string }>()
  server = createServer(await certificate(), (request, reply) => {
    const url = new URL(request.url ?? '/', home)
    const say = (text: string) =>
      reply
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><html lang="zh-CN"><title>长者出行</title><h1>${text}</h1></html>`)
    const answer = async () => {
      if (url.pathname === '/favicon.ico') return void reply.writeHead(204).end()
      if (url.pathname !== '/back') {
        const [verifier, nonce, state] = [client.randomPKCECodeVerifier(), client.randomNonce(), client.randomState()]
        waiting.set(state, { verifier, nonce })
        const to = client.buildAuthorizationUrl(config, {
          redirect_uri: `${home}/back`,
          scope: 'openid community age_band',
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        })
        return void reply.writeHead(302, { location: to.href }).end()
      }
      const state = url.searchParams.get('state') ?? ''
      const begun = waiting.get(state)
      if (url.searchParams.has('error') || !begun) return void say('没有登录')
      const tokens = await client.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: begun.verifier,
        expectedNonce: begun.nonce,
        expectedState: state,
      })
      const subject = tokens.claims()?.sub ?? ''
      const told = await client.fetchUserInfo(config, tokens.access_token, subject)
      seen.push({ subject, told, accessToken: tokens.access_token })
      say(`您好，${String(told.community_name ?? '不知名社区')}的邻居`)
    }
    answer().catch((error: unknown) => say(`出错了 ${String(error)}`))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  browser = await chromium.launch({
    executablePath: process.env.LIREN_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      // The tool's public name leads to this machine, for this browser alone.
      `--host-resolver-rules=MAP ${hostName} 127.0.0.1:${port}`,
    ],
  })
  return config
}

/** A linked tool, as a department writes it. */
const document = async () => {
  type Tool = { readonly document: Record<string, unknown> }
  const { document: sample } = await askAs<Tool>(null, 'GET', '/api/tool-library/tools/tool-borrowing')
  const kept = ['format', 'licence', 'needs', 'retention', 'cost', 'audience', 'category', 'provider'] as const
  return {
    ...Object.fromEntries(kept.map((key) => [key, sample[key]])),
    id: toolId,
    version: '1.0.0',
    kind: 'linked',
    name: { 'zh-CN': '长者出行', en: 'Rides for elders' },
    summary: { 'zh-CN': '替老人叫一辆车', en: 'Call a car for an elder' },
    icon: 'map',
    keywords: ['叫车'],
    forms: [],
    processes: [],
    permissions: [{ who: 'reporter', may: 'read' }],
    data: { reads: [], writes: [] },
    link: { url: `${home}/`, claims: ['pairwiseId', 'community', 'ageBand'], redirectUrls: [`${home}/back`] },
  }
}

let config: client.Configuration
beforeAll(async () => {
  // A department makes the tool, the keeper publishes it and gives it a secret.
  const made = await document()
  const draftId = crypto.randomUUID()
  const area = '440104001002'
  const provider = { ...(made as { provider?: object }).provider, publisher: `a${area}` }
  await askAs('admin3', 'PUT', `/api/tool-library/drafts/${draftId}`, { area, document: { ...made, provider } })
  const need = await askAs<{ id: string }>('admin3', 'POST', '/api/tool-library/needs', {
    area,
    title: '老人出门叫不到车',
    evidence: '上月三位老人在居委会求助',
    serves: 'resident',
  })
  await askAs('admin3', 'POST', `/api/tool-library/drafts/${draftId}/submission`, {
    trialUntil: '2027-12-31',
    exitCriteria: '一个月内十位老人用过',
    needId: need.id,
    justification: '没有同类的工具',
  })
  await askAs('steward1', 'POST', `/api/tool-library/tools/${toolId}/versions/1.0.0/decision`, {
    isPublished: true,
    reason: '可用',
  })
  // Heard after the commit; the desk shows it when it is there.
  await vi.waitFor(
    async () => {
      const { items } = await askAs<{ items: { toolId: string }[] }>('steward1', 'GET', '/api/sign-on/clients')
      expect(items.map((one) => one.toolId)).toContain(toolId)
    },
    { timeout: 30_000, interval: 500 },
  )
  const { clientSecret } = await askAs<{ clientSecret: string }>(
    'steward1',
    'POST',
    `/api/sign-on/clients/${toolId}/secret`,
  )
  config = await startTool(clientSecret)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

const phone = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({
    baseURL: inject('address'),
    ignoreHTTPSErrors: true,
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  context.setDefaultTimeout(20_000)
  const entered = await context.request.post('/api/identity/log-in', {
    data: { loginName: 'resident1', password },
    headers: { 'x-liren': '1' },
  })
  expect(entered.ok()).toBe(true)
  return { context, page: await context.newPage() }
}

test('the administrator looks through the eyes of somebody of seventy-two, hides a tool and takes up a linked one', async () => {
  await using liang = await visit('desk', 'admin2')
  const { page } = liang
  await page.goto(`/desk/tool-library?open=${toolId}`)
  await settled(page)
  await page.getByRole('button', { name: /引\s*用$/ }).click()
  await expect
    .poll(
      () =>
        askAs<{ items: { toolId: string; isOn: boolean }[] }>(
          'admin2',
          'GET',
          `/api/tool-library/uses?area=${here}`,
        ).then(({ items }) => items.some((one) => one.toolId === toolId && one.isOn)),
      { timeout: 20_000 },
    )
    .toBe(true)
  await page.goto('/desk/launcher')
  await settled(page)
  await axe(page)
  await page.getByLabel('年龄').fill('72')
  const preview = page.locator('.compose-seen')
  await preview.getByText('长者饭堂').first().waitFor()
  await page
    .getByRole('switch', { name: /垃圾分类/ })
    .first()
    .click()
  await expect.poll(() => preview.getByText('垃圾分类').count(), { timeout: 10_000 }).toBe(0)
  await page.getByRole('button', { name: /发\s*布$/ }).click()
  await page.getByText('已保存').first().waitFor()
})

test('within a minute the resident sees it, is asked once, is known at the tool, and takes that back in one tap', async () => {
  const { context, page } = await phone()
  try {
    await page.goto('/launcher')
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.getByRole('heading', { name: '全部服务' }).waitFor()
          return page.getByText('长者出行').count()
        },
        { timeout: 60_000, interval: 2000 },
      )
      .toBeGreaterThan(0)
    expect(await page.getByText('垃圾分类').count()).toBe(0)
    const [tool] = await Promise.all([context.waitForEvent('page'), page.getByText('长者出行').first().click()])
    await tool.getByRole('heading', { name: '“长者出行”想确认您是谁' }).waitFor()
    // Nothing is chosen for anybody.
    expect(
      await tool.getByRole('switch').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked)),
    ).toEqual([false, false])
    await tool.getByLabel(/您所在的社区/).check()
    await tool.getByRole('button', { name: '同意并继续' }).click()
    await tool.getByRole('heading', { name: /您好，越秀山社区的邻居/ }).waitFor()
    const [first] = seen
    expect(first?.told).toEqual({ sub: first?.subject, community: here, community_name: '越秀山社区' })
    // The second time nobody is asked anything.
    await tool.goto(home)
    await tool.getByRole('heading', { name: /您好，越秀山社区的邻居/ }).waitFor()
    expect(seen[1]?.subject).toBe(first?.subject)
    await page.goto('/people/me/footprints')
    await page
      .getByText(/长者出行/)
      .first()
      .waitFor()
    await page.goto('/sign-on')
    await page.getByText('知道：您所在的社区').waitFor()
    await page.getByRole('button', { name: /^收回同意/ }).click()
    await page.getByText('还没有工具认识您').waitFor()
    const last = seen[1]
    expect(
      await client.fetchUserInfo(config, last?.accessToken ?? '', last?.subject ?? '').then(
        () => 'told',
        () => 'refused',
      ),
    ).toBe('refused')
    await tool.goto(home)
    await tool.getByRole('heading', { name: '“长者出行”想确认您是谁' }).waitFor()
    await tool.getByRole('button', { name: '不登录，返回' }).click()
    await tool.getByRole('heading', { name: '没有登录' }).waitFor()
  } finally {
    await context.close()
  }
})
