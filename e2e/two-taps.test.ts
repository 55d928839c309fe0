/** Every service is at most two taps from the home page of whoever it is for: one to all services, one to the service. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, settled, visit } from './browser.ts'

type Home = {
  readonly tiles: readonly {
    readonly id: string
    readonly kind: string
    readonly to: string | null
    readonly url: string | null
  }[]
}
const people = [
  { login: 'resident1', area: '440104001001' },
  { login: 'resident3', area: '440104001002' },
  { login: 'resident5', area: '440104003001' },
] as const

const doorsOn = async (page: Page): Promise<readonly string[]> =>
  page.locator('main a.door, main a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))

test.each(people)(
  '$login reaches everything that is meant for them, and each door leads to its page',
  async ({ login, area }) => {
    await using visitor = await visit('phone', login)
    const { page } = visitor
    const home = await askAs<Home>(login, 'GET', `/api/launcher/home?board=resident&area=${area}`)
    const wanted = home.tiles.flatMap(({ kind, to, url }) => (kind === 'native' ? [] : [to ?? url ?? '']))
    expect(wanted.length).toBeGreaterThan(2)

    await page.goto('/')
    await settled(page)
    const oneTap = await doorsOn(page)
    // The first tap that leads on to the rest.
    await page.getByRole('link', { name: '全部服务' }).first().click()
    await page.getByRole('heading', { name: '全部服务' }).waitFor()
    await settled(page)
    const twoTaps = await doorsOn(page)
    const reached = new Set([...oneTap, ...twoTaps])
    expect(wanted.filter((address) => !reached.has(address))).toEqual([])

    // The second tap: each door opens a page of its own, which greets nobody with a sign-in and is never empty.
    const inside = [...new Set(twoTaps)].filter((address) => address.startsWith('/') && !address.startsWith('/api/'))
    expect(inside.length).toBeGreaterThan(8)
    for (const address of inside) {
      await page.goto(address)
      await settled(page)
      expect([address, new URL(page.url()).pathname.startsWith('/sign-in')]).toEqual([address, false])
      expect([address, (await page.getByRole('heading').first().innerText()).trim().length > 0]).toEqual([
        address,
        true,
      ])
      expect([address, await page.getByText('没有这个页面').count()]).toEqual([address, 0])
    }
  },
)

test('a worker and a merchant have all their doors on their home page: one tap', async () => {
  for (const [board, login, start] of [
    ['worker', 'worker1', '/worker'],
    ['merchant', 'merchant1', '/merchant'],
  ] as const) {
    await using visitor = await visit('phone', login)
    await visitor.page.goto(start)
    await settled(visitor.page)
    const doors = (await doorsOn(visitor.page)).filter((address) => address.startsWith(start))
    expect([board, doors.length > 2]).toEqual([board, true])
  }
})
