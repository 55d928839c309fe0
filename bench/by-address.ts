/**
 * How long a throttled phone that was never here waits for a page of a board opened by its address, as from a message or a code on
 * a wall. Against a demo district: `BENCH_ADDRESS`; in turns with another one: `BENCH_BESIDE`; `BENCH_TURNS=3` times each.
 */
import { loadavg } from 'node:os'
import { openBrowser, type Ready, signIn, type Visit, visitBy } from './cold-phone.ts'
import { percentile } from './measure.ts'

const address = process.env.BENCH_ADDRESS ?? 'http://127.0.0.1:8080'
const places = [address, ...(process.env.BENCH_BESIDE ? [process.env.BENCH_BESIDE] : [])]
const turns = Number(process.env.BENCH_TURNS ?? 3)

/** Its heading stands, and nothing on it is still a grey bar. */
const ready: Ready = { has: '#main h1:not(:empty)', lacks: '#main .skeleton' }
const pages = [
  ['resident1', '/'],
  ['resident1', '/services'],
  ['resident1', '/cases/report'],
  ['resident1', '/notices'],
  ['grid1', '/worker'],
  ['grid1', '/worker/patrol'],
  ['merchant1', '/merchant'],
  ['merchant1', '/merchant/benefits'],
] as const

const browser = await openBrowser()
for (const [login, path] of pages) {
  const cookies = await signIn(address, login)
  const visits = places.map((): Visit[] => [])
  for (let turn = 0; turn < turns; turn++)
    for (const [index, place] of places.entries())
      visits[index]?.push(await visitBy(browser, place, path, cookies, ready))
  for (const [index, place] of places.entries()) {
    const of = visits[index] ?? []
    const times = of.map(({ ms }) => ms)
    console.log(
      `${path}${places.length > 1 ? ` at ${place}` : ''}: median ${Math.round(percentile(times, 50))} ms (least ${Math.round(Math.min(...times))}, of ${times.length}); ${of.at(-1)?.requests} requests, ${of.at(-1)?.kB} kB; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    )
  }
}
await browser.close()
