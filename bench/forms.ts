/**
 * What a form costs: how much longer a filled form takes to begin than an empty one (limit 50 ms), and how long a throttled
 * phone waits until it can be filled in (limit 1.5 s). Against a demo district: `BENCH_ADDRESS=http://127.0.0.1:8080`.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chromiumPath } from '@liren/testing/chromium'
import { chromium } from 'playwright-core'
import { percentile } from './measure.ts'

const address = process.env.BENCH_ADDRESS ?? 'http://127.0.0.1:8080'
const code = process.argv[2] ?? 'household-update'
const rounds = 40
const limits = { prefillMs: 50, interactiveMs: 1500 }
/** A middling phone on a busy cell: four times slower, 1.6 Mbit/s, 150 ms there and back. */
const phone = { cpu: 4, bytesPerSecond: 200_000, latencyMs: 150 }

const logIn = await fetch(`${address}/api/identity/log-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-liren': '1' },
  body: JSON.stringify({ loginName: 'resident1', password: 'Liren-demo-2026' }),
})
if (!logIn.ok) throw new Error(`log-in: ${logIn.status} ${await logIn.text()}`)
const cookies = logIn.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
const headers = { 'content-type': 'application/json', 'x-liren': '1', cookie: cookies.join('; ') }

type Begun = { readonly id: string; readonly offers: Record<string, unknown> }
const begin = async (refused: readonly string[]) => {
  const started = performance.now()
  const reply = await fetch(`${address}/api/forms/submissions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id: randomUUID(), code, refused }),
  })
  if (!reply.ok) throw new Error(`start: ${reply.status} ${await reply.text()}`)
  const begun = (await reply.json()) as Begun
  return { ms: performance.now() - started, begun }
}

/** Dictionary keys anywhere in the definition, those of blocks too. */
const keys = [
  ...['person.name', 'person.documentKind', 'person.idNumber', 'person.phone', 'person.hukou.address'],
  ...['person.residence', 'person.livesAlone', 'household.members', 'share.socialCard.account'],
  ...['share.socialCard.bank', 'share.socialCard.holder'],
]
const [filled, empty]: [number[], number[]] = [[], []]
let last: Begun | null = null
for (let round = 0; round < rounds + 5; round++) {
  const one = await begin([])
  const other = await begin(keys)
  // The first few warm up.
  if (round >= 5) {
    filled.push(one.ms)
    empty.push(other.ms)
  }
  last = one.begun
}
const [withOffers, without] = [percentile(filled, 50), percentile(empty, 50)]
const added = withOffers - without
console.log(
  `prefill of ${Object.keys(last?.offers ?? {}).length} fields: median ${withOffers.toFixed(1)} ms, ${without.toFixed(1)} ms with all refused; adds ${added.toFixed(1)} ms, ${(added / limits.prefillMs).toFixed(2)} of the limit`,
)

const executablePath = chromiumPath()
if (existsSync(executablePath)) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  /** From the list, inside the board: the page of a form. */
  const goWithin = async (from: string, link: string, ready: string) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    await context.addCookies(
      cookies.map((one) => ({ name: one.split('=')[0] ?? '', value: one.slice(one.indexOf('=') + 1), url: address })),
    )
    const page = await context.newPage()
    await page.goto(`${address}${from}`)
    await page.waitForTimeout(4000)
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latencyMs,
      downloadThroughput: phone.bytesPerSecond,
      uploadThroughput: phone.bytesPerSecond,
    })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu })
    // Timed in the page: driving a throttled browser from outside adds half a second that no person waits for.
    const ms = await page.evaluate(
      ([link, ready]) =>
        new Promise<number>((done) => {
          const was = location.href
          const started = performance.now()
          const look = () => {
            const button = [...document.querySelectorAll<HTMLButtonElement>(ready ?? '')].at(-1)
            if (location.href !== was && button && !button.disabled) done(performance.now() - started)
            else setTimeout(look, 10)
          }
          document.querySelector<HTMLElement>(link ?? '')?.click()
          look()
        }),
      [link, ready],
    )
    await context.close()
    return ms
  }
  const visit = async (isFirst: boolean) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    await context.addCookies(
      cookies.map((one) => ({ name: one.split('=')[0] ?? '', value: one.slice(one.indexOf('=') + 1), url: address })),
    )
    const page = await context.newPage()
    if (!isFirst) {
      await page.goto(`${address}/forms`)
      await page.waitForLoadState('networkidle')
      // The board's files are fetched ahead, a moment after the page stands.
      await page.waitForTimeout(4000)
    }
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latencyMs,
      downloadThroughput: phone.bytesPerSecond,
      uploadThroughput: phone.bytesPerSecond,
    })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu })
    await page.goto(`${address}/forms/${last?.id}`, { waitUntil: 'commit' })
    const ms = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const look = () => {
            const button = [...document.querySelectorAll<HTMLButtonElement>('.page-action button')].at(-1)
            // Counted from the beginning of the page's own time, its fetching included.
            if (button && !button.disabled) done(performance.now())
            else setTimeout(look, 10)
          }
          look()
        }),
    )
    await context.close()
    return ms
  }
  for (const isFirst of [true, false]) {
    const times = [await visit(isFirst), await visit(isFirst), await visit(isFirst)]
    const ms = percentile(times, 50)
    console.log(
      `form page on a throttled phone, ${isFirst ? 'first visit ever' : 'board visited before'}: can be filled in after ${Math.round(ms)} ms, ${(ms / limits.interactiveMs).toFixed(2)} of the limit`,
    )
  }
  const form = []
  for (let round = 0; round < 3; round++)
    form.push(await goWithin('/forms', 'main a[href*="/forms/"]', '.page-action button'))
  const formMs = percentile(form, 50)
  console.log(
    `from the list to a form that can be filled in: ${Math.round(formMs)} ms, ${(formMs / limits.interactiveMs).toFixed(2)} of the limit`,
  )
  await browser.close()
}
