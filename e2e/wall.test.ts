/** 大屏 The board on a wall: the same tiles, as large as the screen, without anything cut off; and a case sent to a unit from its row. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

const walls = [
  { name: '1920 × 1080', width: 1920, height: 1080, least: 12 },
  { name: '3840 × 2160', width: 3840, height: 2160, least: 24 },
] as const

test.for(walls)(
  'fits a wall of $name: nothing spills over, and it is read from afar',
  async ({ width, height, least }) => {
    await using wu = await visit('desk', 'dispatcher1', { viewport: { width, height } })
    const { page } = wu
    await page.goto('/desk/command/wall')
    await settled(page)
    await page.getByRole('heading', { name: '超期案件' }).waitFor()
    await page.getByRole('heading', { name: '四级联动' }).waitFor()
    await settled(page)

    // The page itself is as large as the wall, and every tile lies on it.
    const [wide, high] = await page.evaluate(() => {
      const wall = document.querySelector('.wall')
      return [
        (wall?.scrollWidth ?? 0) - (wall?.clientWidth ?? 0),
        (wall?.scrollHeight ?? 0) - (wall?.clientHeight ?? 0),
      ]
    })
    expect([wide, high]).toEqual([0, 0])
    const outside = await page.locator('.wall .board-tile').evaluateAll((tiles) =>
      tiles.flatMap((tile) => {
        const { left, top, right, bottom } = tile.getBoundingClientRect()
        const isIn = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1
        return isIn ? [] : [tile.textContent?.slice(0, 20)]
      }),
    )
    expect(outside).toEqual([])
    // No tile is wider inside than outside: words are never cut at its edge.
    const cut = await page
      .locator('.wall .board-tile')
      .evaluateAll((tiles) =>
        tiles.filter((tile) => tile.scrollWidth > tile.clientWidth + 1).map((tile) => tile.textContent?.slice(0, 20)),
      )
    expect(cut).toEqual([])
    // Whatever is written is as large as the wall is.
    const small = await page.locator('.wall').evaluate((wall, most) => {
      const found: string[] = []
      const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { parentElement: parent, textContent } = node
        if (!parent || !textContent?.trim() || parent.closest('svg, canvas, .only-heard')) continue
        if (parent.getClientRects().length === 0) continue
        const size = Number.parseFloat(getComputedStyle(parent).fontSize)
        if (size < most) found.push(`${textContent.trim().slice(0, 12)} ${size}`)
      }
      return found
    }, least)
    expect(small).toEqual([])
    await axe(page)
  },
)

type Row = { readonly id: string; readonly title: string; readonly number: string; readonly state: string }

test('a dispatcher sends a late case to a unit from its row, and stays in the list', async () => {
  const { items } = await askAs<{ items: Row[] }>(
    'dispatcher1',
    'GET',
    '/api/command/cases?isOpen=true&state=dispatching&limit=20',
  )
  const [waiting] = items
  expect(waiting).toBeDefined()
  if (!waiting) return
  await using wu = await visit('desk', 'dispatcher1')
  const { page } = wu
  await page.goto('/desk/command/cases?isOpen=yes&state=dispatching')
  await settled(page)
  const row = page.getByRole('row').filter({ hasText: waiting.title }).first()
  await row.getByRole('button', { name: '派遣', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('radiogroup').waitFor()
  await axe(page)
  await drawer.getByRole('button', { name: '派遣', exact: true }).last().click()
  await expect
    .poll(
      async () =>
        (await askAs<{ matter: { state: string } }>('dispatcher1', 'GET', `/api/cases/cases/${waiting.id}`)).matter
          .state,
    )
    .toBe('assigned')
  expect(new URL(page.url()).pathname).toBe('/desk/command/cases')
})
