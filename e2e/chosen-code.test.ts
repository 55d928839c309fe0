/** A phone fetches the code of what its community chose, page by page, and not a line of what it switched off. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { askAs, settled, visit } from './browser.ts'
import { root } from './server.ts'

const here = '440104001001'
type Chunk = { readonly file: string; readonly src?: string }
// The border to the bundler's own file, whose shape it documents.
const manifest = JSON.parse(readFileSync(join(root, 'apps/web/dist/manifest.json'), 'utf8')) as Record<string, Chunk>
const sourceOf = new Map<string, string>(
  Object.entries(manifest).flatMap(([key, { file, src }]) =>
    file.endsWith('.js') ? [[`/${file}`, src ?? key] as const] : [],
  ),
)

/** Sources of all programs a page fetches from now on. */
const fetchedBy = (page: Page) => {
  const sources = new Set<string>()
  page.on('response', (response) => {
    const source = sourceOf.get(new URL(response.url()).pathname)
    if (source) sources.add(source)
  })
  return sources
}
const ofModule = (sources: ReadonlySet<string>, module: string) =>
  [...sources].filter((source) => source.includes(`modules/${module}/`))
const turn = (module: string, isOff: boolean) =>
  askAs('admin2', 'PUT', `/api/launcher/switches/${here}/${module}`, { isOff })

afterAll(() => turn('mall', false))

test('a home page fetches no page of any module; a page comes when it is opened, and brings no other with it', async () => {
  await using xiuying = await visit('phone', 'resident1')
  const { page } = xiuying
  const fetched = fetchedBy(page)
  await page.goto('/')
  await settled(page)
  const pages = () => [...fetched].filter((source) => /modules\/.*-page\.tsx/.test(source) && !source.includes('/home'))
  expect(pages()).toEqual([])
  await expect.poll(() => ofModule(fetched, 'mall').length, { timeout: 20_000 }).toBeGreaterThan(0)
  await page.goto('/mall')
  await settled(page)
  // What every board has below the thumb comes once all is calm, so that it is there without a network.
  const kept = [
    'matters/web/resident/mine-page.tsx',
    'cases/web/resident/report-page.tsx',
    'notices/web/notices-page.tsx',
  ]
  const opened = pages().map((source) => source.replace(/^.*modules\//, ''))
  expect(opened.filter((source) => !kept.includes(source))).toEqual(['mall/web/resident/goods-page.tsx'])
})

test('what a community switched off is not fetched there at all, next door it is', async () => {
  await turn('mall', true)
  await using xiuying = await visit('phone', 'resident1')
  const fetched = fetchedBy(xiuying.page)
  await xiuying.page.goto('/')
  await settled(xiuying.page)
  await xiuying.page.goto('/launcher')
  await settled(xiuying.page)
  // Small parts of the home page come by themselves, a moment after it is drawn.
  await expect.poll(() => ofModule(fetched, 'mutual-aid').length, { timeout: 20_000 }).toBeGreaterThan(0)
  expect(ofModule(fetched, 'mall')).toEqual([])

  await using jiaxin = await visit('phone', 'resident3')
  const nextDoor = fetchedBy(jiaxin.page)
  await jiaxin.page.goto('/')
  await settled(jiaxin.page)
  await expect.poll(() => ofModule(nextDoor, 'mall').length, { timeout: 20_000 }).toBeGreaterThan(0)

  // Who composes still sees what it is called, and switches it on again.
  await using liang = await visit('desk', 'admin2')
  await liang.page.goto('/desk/launcher')
  await settled(liang.page)
  const mall = liang.page.getByRole('switch', { name: '沥Mall' }).last()
  expect(await mall.getAttribute('aria-checked')).toBe('false')
  await mall.click()
  await expect.poll(() => mall.getAttribute('aria-checked'), { timeout: 10_000 }).toBe('true')
})
