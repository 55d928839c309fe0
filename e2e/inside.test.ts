/** A page of somebody else inside a frame of ours: who runs it is always said, the way out is there, and it learns nothing of who looks. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityOf, askAs } from './browser.ts'
import { openPeer, type PeerSite, publishLinked } from './peer-site.ts'

const hostName = 'chess.yuexiu-gov.cn'
const elsewhere = 'cards.yuexiu-gov.cn'
const toolId = 'chess-corner'
const area = '440104001001'
let site: PeerSite
/** Whatever the site was asked, as its makers see it. */
const asked: { readonly host: string; readonly url: string; readonly headers: string }[] = []

beforeAll(async () => {
  await publishLinked(toolId, {
    name: { 'zh-CN': '棋友角', en: 'Chess corner' },
    summary: { 'zh-CN': '找人下一盘棋', en: 'Find somebody for a game' },
    icon: 'people',
    keywords: ['下棋'],
    link: { url: `https://${hostName}/`, claims: [], opens: 'inside' },
  })
  await askAs('admin2', 'POST', `/api/tool-library/tools/${toolId}/uses`, { area, mode: 'cite' })
  site = await openPeer(
    hostName,
    (request, reply) => {
      const host = request.headers.host ?? ''
      asked.push({ host, url: request.url ?? '', headers: JSON.stringify(request.headers) })
      reply
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><html lang="zh-CN"><title>棋</title>
        <h1>今晚七点，石桌旁</h1><p id="who"></p><a href="https://${elsewhere}/">去打牌</a>
        <a id="up" href="https://${elsewhere}/" target="_top">占掉整页</a>
        <script>document.getElementById('who').textContent = 'referrer:' + document.referrer
          try { top.document.title } catch { document.body.dataset.apart = 'yes' }</script></html>`)
    },
    [elsewhere],
  )
}, 90_000)
afterAll(() => site?.close())

test('a neighbour opens it by its tile, sees who runs it, plays inside, and leaves by one button', async () => {
  const { context, page } = await site.phone('resident1')
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  try {
    await expect
      .poll(
        async () => {
          await page.goto('/launcher')
          await page.getByRole('heading', { name: '全部服务' }).waitFor()
          return page.getByText('棋友角').count()
        },
        { timeout: 60_000, interval: 2000 },
      )
      .toBeGreaterThan(0)
    await page.getByText('棋友角').first().click()
    await page.getByRole('heading', { name: '棋友角' }).waitFor()
    const runBy = page.getByText(`由越秀山社区居委会运营 · ${hostName}`)
    await runBy.waitFor()
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: '今晚七点，石桌旁' }).waitFor()
    expect(await frame.locator('body').getAttribute('data-apart')).toBe('yes')
    expect(await frame.locator('#who').textContent()).toBe('referrer:')
    expect(await accessibilityOf(page)).toEqual([])
    // Nothing that was asked of the other side says who looks, or from where.
    for (const { url, headers } of asked) {
      expect(url).toMatch(/^\/(?:favicon\.ico)?$/)
      for (const told of ['陈秀英', 'resident1', area, 'liren', '127.0.0.1:8']) expect(headers).not.toContain(told)
    }
    // It can neither take the whole page nor bring in somebody else's.
    await frame.locator('#up').click()
    await frame.getByText('去打牌').click()
    await expect.poll(() => refused.join(' '), { timeout: 10_000 }).toMatch(/frame-src|Content Security Policy/)
    expect(asked.filter(({ host }) => host === elsewhere)).toEqual([])
    expect(await runBy.isVisible()).toBe(true)
    await page.getByRole('link', { name: '离开' }).click()
    await page.getByRole('navigation', { name: '一键达' }).waitFor()
  } finally {
    await context.close()
  }
})
