/** Somebody opens Liren for the first time on a phone with a middling network, and sees what they can do before they put it away. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { askAs, visit } from './browser.ts'

/** 150 ms to the server and back, 1.6 Mbit/s. */
const middling = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 }

/**
 * Three seconds are promised on a quiet machine (`docs/operations/performance.md`); tests share theirs with others, so twice as
 * much is asked here. What a new round of the network or another hundred kilobytes would cost is more than what is left.
 */
const seconds = 6

test.each([
  ['the resident board', null, '/'],
  ['the worker board', 'grid1', '/worker'],
  ['the merchant board', 'merchant1', '/merchant'],
] as const)('%s says what can be done within seconds of the first tap', async (_, login, path) => {
  await using someone = await visit('phone', login)
  const { page, context } = someone
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', middling)
  await page.goto(path, { waitUntil: 'commit' })
  // Timed in the page: driving a slowed browser from outside takes longer than any person notices.
  const ms = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          const ways = document.querySelectorAll('#root a[href], #root button').length
          if (ways > 3 && (document.querySelector('h1')?.textContent ?? '') !== '') done(performance.now())
          else setTimeout(look, 10)
        }
        look()
      }),
  )
  expect(ms / 1000).toBeLessThan(seconds)
})

test('a form sent as a link opens on a phone that was never here: its files come with its page, and no more than it needs', async () => {
  const id = randomUUID()
  await askAs('resident1', 'POST', '/api/forms/submissions', { id, code: 'household-update', refused: [] })
  await using someone = await visit('phone', 'resident1')
  const { page, context } = someone
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', middling)
  await page.goto(`/forms/${id}`, { waitUntil: 'commit' })
  const { ms, fetched } = await page.evaluate(
    () =>
      new Promise<{ ms: number; fetched: readonly { name: string; startTime: number; responseEnd: number }[] }>(
        (done) => {
          const look = () => {
            const button = [...document.querySelectorAll<HTMLButtonElement>('.page-action button')].at(-1)
            if (!button || button.disabled) return void setTimeout(look, 10)
            const all = performance
              .getEntriesByType('resource')
              .filter((one) => one instanceof PerformanceResourceTiming)
            done({
              ms: performance.now(),
              fetched: all.map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd })),
            })
          }
          look()
        },
      ),
  )
  const named = (what: string) => fetched.filter(({ name }) => name.includes(what))
  // Asked while the program itself was still on its way.
  const [program] = named('/assets/react-')
  for (const part of ['/assets/filling-', '/assets/fill-page-', `/api/forms/submissions/${id}`]) {
    const begun = named(part).map(({ startTime }) => startTime)
    expect(begun.length).toBeGreaterThan(0)
    expect(Math.max(...begun)).toBeLessThan(program?.responseEnd ?? 0)
  }
  expect(named('/assets/rules-')).toEqual([])
  // A slow machine may have begun to fetch the other pages ahead by now: what counts is what the form waited for.
  expect(fetched.filter(({ startTime }) => startTime < (program?.responseEnd ?? 0)).length).toBeLessThanOrEqual(22)
  expect(ms / 1000).toBeLessThan(seconds)
})

test('a page whose file comes while a busy phone is still drawing is shown, and does not stay grey', async () => {
  await using lin = await visit('phone', 'grid1')
  const { page } = lin
  // What is drawn tells itself by a message when to go on; a busy phone gets to it late.
  await page.addInitScript(() => {
    const post = MessagePort.prototype.postMessage
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      setTimeout(() => post.call(this, message), 700)
    }
  })
  await page.route(/\/assets\/notices-page-/, async (route) => {
    await page.locator('main .skeleton').first().waitFor()
    await route.continue()
  })
  await page.goto('/worker/notices')
  await page.getByRole('heading', { name: '通知', exact: true }).waitFor()
})
