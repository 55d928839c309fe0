/** A community composes its launcher; a neighbour opens a linked tool, is known there, and takes that back. */
import * as client from 'openid-client'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'
import { openPeer, type PeerSite, publishLinked } from './peer-site.ts'

const here = '440104001001'
const hostName = 'rides.yuexiu-gov.cn'
const home = `https://${hostName}`
const toolId = 'elder-rides'
let site: PeerSite

/** What the tool knows of whoever visits it. */
type Seen = { readonly subject: string; readonly told: Readonly<Record<string, unknown>>; readonly accessToken: string }
const seen: Seen[] = []

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
  site = await openPeer(hostName, (request, reply) => {
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
  return config
}

let config: client.Configuration
beforeAll(async () => {
  await publishLinked(toolId, {
    name: { 'zh-CN': '长者出行', en: 'Rides for elders' },
    summary: { 'zh-CN': '替老人叫一辆车', en: 'Call a car for an elder' },
    icon: 'map',
    keywords: ['叫车'],
    link: { url: `${home}/`, claims: ['pairwiseId', 'community', 'ageBand'], redirectUrls: [`${home}/back`] },
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
afterAll(() => site?.close())

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
  const { context, page } = await site.phone('resident1')
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

test('one step back at the desk, and within a minute what was hidden is there again', async () => {
  await askAs('admin2', 'POST', `/api/launcher/compositions/${here}/undo`, {})
  await using neighbour = await visit('phone', 'resident2')
  const { page } = neighbour
  await page.goto('/launcher')
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.getByRole('heading', { name: '全部服务' }).waitFor()
        return page.getByText('垃圾分类').count()
      },
      { timeout: 60_000, interval: 2000 },
    )
    .toBeGreaterThan(0)
})
