/**
 * What a form costs: how much longer a filled form takes to begin than an empty one (limit 50 ms), and how long a throttled
 * phone waits until it can be filled in (limit 1.5 s). Against a demo district: `BENCH_ADDRESS=http://127.0.0.1:8080`; in turns
 * with another one, an earlier release perhaps: `BENCH_BESIDE=http://127.0.0.1:8081`. `BENCH_TURNS=3` is how often each is opened.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { chromiumPath } from '@liren/testing/chromium'
import type { Browser } from 'playwright-core'
import { openBrowser, phoneOf, type Ready, signIn, slowDown, type Visit, visitBy } from './cold-phone.ts'
import { percentile } from './measure.ts'

const address = process.env.BENCH_ADDRESS ?? 'http://127.0.0.1:8080'
const beside = process.env.BENCH_BESIDE
const turns = Number(process.env.BENCH_TURNS ?? 3)
const code = process.argv[2] ?? 'household-update'
const rounds = 40
const limits = { prefillMs: 50, interactiveMs: 1500 }
const ready: Ready = { has: '.page-action button' }
const load = () => (loadavg()[0] ?? 0).toFixed(1)

type Begun = { readonly id: string; readonly offers: Record<string, unknown> }

const beginAt = (at: string, cookies: readonly string[]) => async (refused: readonly string[]) => {
  const started = performance.now()
  const reply = await fetch(`${at}/api/forms/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-liren': '1', cookie: cookies.join('; ') },
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

const prefill = async (begin: ReturnType<typeof beginAt>) => {
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
}

/** From the list, inside the board: the page of a form. */
const goWithin = async (browser: Browser, cookies: readonly string[]): Promise<Visit> => {
  const { context, page } = await phoneOf(browser, address, cookies)
  await page.goto(`${address}/forms`)
  await page.waitForTimeout(4000)
  await slowDown(context)
  const ms = await page.evaluate(
    ([link, button]) =>
      new Promise<number>((done) => {
        const was = location.href
        const started = performance.now()
        const look = () => {
          const found = [...document.querySelectorAll<HTMLButtonElement>(button ?? '')].at(-1)
          if (location.href !== was && found && !found.disabled) done(performance.now() - started)
          else setTimeout(look, 10)
        }
        document.querySelector<HTMLElement>(link ?? '')?.click()
        look()
      }),
    ['main a[href*="/forms/"]', ready.has],
  )
  await context.close()
  return { ms, requests: 0, kB: 0 }
}

const tell = (what: string, visits: readonly Visit[]) => {
  const times = visits.map(({ ms }) => ms)
  const ms = percentile(times, 50)
  const { requests, kB } = visits.at(-1) ?? { requests: 0, kB: 0 }
  const fetched = requests > 0 ? `; ${requests} requests, ${kB} kB` : ''
  console.log(
    `${what}: median ${Math.round(ms)} ms, ${(ms / limits.interactiveMs).toFixed(2)} of the limit (least ${Math.round(Math.min(...times))}, of ${times.length})${fetched}; load ${load()}`,
  )
}

const cookies = await signIn(address, 'resident1')
const begin = beginAt(address, cookies)
if (turns <= 3) await prefill(begin)

if (existsSync(chromiumPath())) {
  const browser = await openBrowser()
  const places = await Promise.all(
    [address, ...(beside ? [beside] : [])].map(async (at) => {
      const own = at === address ? cookies : await signIn(at, 'resident1')
      return { at, cookies: own, id: (await beginAt(at, own)([])).begun.id }
    }),
  )
  for (const after of [undefined, '/forms']) {
    const visits = places.map((): Visit[] => [])
    for (let turn = 0; turn < turns; turn++)
      for (const [index, place] of places.entries())
        visits[index]?.push(await visitBy(browser, place.at, `/forms/${place.id}`, place.cookies, ready, after))
    for (const [index, place] of places.entries())
      tell(
        `form page on a throttled phone, ${after ? 'board visited before' : 'first visit ever'}${places.length > 1 ? `, ${place.at}` : ''}`,
        visits[index] ?? [],
      )
  }
  const within: Visit[] = []
  for (let turn = 0; turn < Math.min(turns, 3); turn++) within.push(await goWithin(browser, cookies))
  tell('from the list to a form that can be filled in', within)
  await browser.close()
}
