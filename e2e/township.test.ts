/** The town of the second preset at work: every board, every page that stands by itself, and a front page of its own. */
import type { BoardName, WebModule } from '@liren/web/module.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import preset from '../presets/guali/preset.json' with { type: 'json' }
import { askAs, goTo, lender, settled, visit } from './browser.ts'
import { type Served, serve } from './server.ts'

// The border between the bundler and us: every module.tsx exports its plug as default.
const plugs = (
  Object.values(import.meta.glob('../modules/*/web/module.tsx', { eager: true })) as { readonly default: WebModule }[]
).filter(({ default: { name } }) => preset.modules.includes(name))

const people: Readonly<Record<BoardName, readonly string[]>> = {
  resident: ['resident7'],
  merchant: ['merchant1'],
  worker: ['grid2', 'handler1', 'worker4'],
  desk: ['dispatcher1', 'leader1', 'admin2', 'steward1', 'system1', 'security1', 'audit1'],
}
const base: Readonly<Record<BoardName, string>> = {
  resident: '',
  merchant: '/merchant',
  worker: '/worker',
  desk: '/desk',
}

let town: Served
const visits = lender((screen, login) => visit(screen, login, { at: town.address }))
beforeAll(async () => {
  town = await serve('guali')
}, 180_000)
afterAll(async () => {
  await visits.close()
  await town.stop()
})

const mayOf = new Map<string, readonly string[]>()
const holds = async (login: string, may: string) => {
  if (may === 'anyone' || may === 'signed-in') return true
  const known =
    mayOf.get(login) ?? (await askAs<{ may: string[] }>(login, 'GET', '/api/kernel/shell', undefined, town.address)).may
  mayOf.set(login, known)
  return known.includes(may)
}
const pagesOf = (board: BoardName) =>
  [
    ['/', 'anyone'] as const,
    ...plugs.flatMap(({ default: { boards } }) =>
      (boards[board]?.pages ?? []).map(({ path, may }) => [path, may ?? 'anyone'] as const),
    ),
  ].filter(([path]) => !path.includes(':'))

// Merchants have the residents' pages and two of their own, which are walked in the district.
for (const board of ['resident', 'worker', 'desk'] as const)
  describe(`the ${board} board of a town`, () => {
    test.concurrent.for(pagesOf(board))('%s', async ([path, may], { expect }) => {
      let login: string | undefined
      for (const one of people[board]) if (!login && (await holds(one, may))) login = one
      expect(login, `nobody among ${people[board].join(', ')} holds ${may}`).toBeDefined()
      await visits.with(board === 'desk' ? 'desk' : 'phone', login ?? '', async ({ page, troubles }) => {
        const before = troubles.length
        await goTo(page, `${town.address}${base[board]}${path}`)
        await settled(page)
        await page.getByRole('heading').first().waitFor()
        expect(await page.getByText('这里没有内容').count()).toBe(0)
        expect(troubles.slice(before)).toEqual([])
      })
    })
  })

test('in a village courtyards and feasts stand first, in a town community the mall does, each under its own name', async () => {
  /** What of these stands on the front page, in its order: first what waits for somebody, then as the community composed it. */
  const doors = (login: string, named: readonly string[]) =>
    visits.with('phone', login, ({ page }) => doorsOn(page, named))
  const doorsOn = async (page: Page, named: readonly string[]) => {
    await page.goto('/')
    await settled(page)
    await page
      .locator('.doors')
      .getByText(named[0] ?? '')
      .waitFor()
    const shown = await page.locator('.doors a').evaluateAll((all) =>
      all.map((one) => ({
        text: (one.textContent ?? '').replace(/\s/g, ''),
        isWaiting: one.querySelector('.door-waits') !== null,
      })),
    )
    const waiting = shown.filter(({ isWaiting }) => isWaiting)
    expect(shown.slice(0, waiting.length)).toEqual(waiting)
    const names = (some: typeof shown) => some.flatMap(({ text }) => named.filter((name) => text.includes(name)))
    const first = names(waiting)
    return {
      shown: names(shown),
      composed: [...first, ...named.filter((name) => !first.includes(name))],
    }
  }
  const asComposed = async (login: string, named: readonly string[]) => {
    const { shown, composed } = await doors(login, named)
    expect(shown).toEqual(composed)
  }
  const village = ['美丽庭院', '家宴厅预约', '邻里互助', '沥Mall']
  await asComposed('resident7', village)
  const community = ['沥Mall', '邻里互助', '垃圾分类']
  await asComposed('resident1', community)
})
