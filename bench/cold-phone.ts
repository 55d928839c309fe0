/** A middling phone on a busy cell, slowed in a real browser: how long until a page opened by its address is there, and what it fetched for it. */

import { chromiumPath } from '@liren/testing/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/** Four times slower, 1.6 Mbit/s, 150 ms there and back. */
export const phone = { cpu: 4, bytesPerSecond: 200_000, latencyMs: 150 }
export const password = 'Liren-demo-2026'

/** Cookies of somebody of the demo, as `name=value`; none for nobody. */
export const signIn = async (address: string, loginName: string | null): Promise<readonly string[]> => {
  if (loginName === null) return []
  const reply = await fetch(`${address}/api/identity/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-liren': '1' },
    body: JSON.stringify({ loginName, password }),
  })
  if (!reply.ok) throw new Error(`log-in of ${loginName}: ${reply.status} ${await reply.text()}`)
  return reply.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })

export const phoneOf = async (browser: Browser, address: string, cookies: readonly string[]) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  await context.addCookies(
    cookies.map((one) => ({ name: one.split('=')[0] ?? '', value: one.slice(one.indexOf('=') + 1), url: address })),
  )
  return { context, page: await context.newPage() }
}

/** From now on the phone is as slow as `phone` says. */
export const slowDown = async (context: BrowserContext) => {
  const [page] = context.pages()
  if (!page) throw new Error('no page to slow down')
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phone.latencyMs,
    downloadThroughput: phone.bytesPerSecond,
    uploadThroughput: phone.bytesPerSecond,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu })
  return cdp
}

export type Visit = {
  /** From the beginning of the page's own time, its fetching included, until it is ready. */
  readonly ms: number
  /** Asked and come by then. */
  readonly requests: number
  readonly kB: number
}

/** A page is there when something matches `has`, the last of it can be pressed, and nothing matches `lacks` any more. */
export type Ready = { readonly has: string; readonly lacks?: string }

/** Opens an address. Timed in the page: driving a throttled browser from outside adds half a second that no person waits for. */
export const visitBy = async (
  browser: Browser,
  address: string,
  path: string,
  cookies: readonly string[],
  ready: Ready,
  /** Has been on the board before; the board's files are fetched ahead, a moment after its page stands. */
  after?: string,
): Promise<Visit> => {
  const { context, page } = await phoneOf(browser, address, cookies)
  try {
    if (after !== undefined) {
      await page.goto(address + after)
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(4000)
    }
    const cdp = await slowDown(context)
    let bytes = 0
    let requests = 0
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests++
    })
    await page.goto(address + path, { waitUntil: 'commit' })
    const ms = await page.evaluate(
      ({ has, lacks }) =>
        new Promise<number>((done, fail) => {
          const isReady = () => {
            const last = [...document.querySelectorAll(has)].at(-1)
            return last && !last.matches(':disabled') && (!lacks || document.querySelector(lacks) === null)
          }
          const look = () => {
            if (!isReady()) return
            seen.disconnect()
            done(performance.now())
          }
          // Told of changes: looking every so often would take the slow phone's own time.
          const seen = new MutationObserver(look)
          seen.observe(document, {
            subtree: true,
            childList: true,
            attributes: true,
            attributeFilter: ['class', 'disabled'],
          })
          setTimeout(() => fail(new Error('not ready after a minute')), 60_000)
          look()
        }),
      ready,
    )
    return { ms, requests, kB: Math.round(bytes / 100) / 10 }
  } finally {
    await context.close()
  }
}
