/** The four boards at their best on the demo district, as small pictures for the README. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { askAs, pictured, settled, still, visit } from './browser.ts'
import { root } from './server.ts'

const folder = join(root, 'docs', 'images')
mkdirSync(folder, { recursive: true })
const most = 200_000

type Rows = { readonly items: readonly { readonly id: string; readonly title: string; readonly state: string }[] }

const shot = async (page: Page, path: string) => {
  await page.goto(path)
  await settled(page)
  // Photos and maps come a moment after the words.
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await pictured(page)
  await still(page)
  return page.screenshot({ type: 'png' })
}

/** Puts phones side by side on paper. */
const beside = async (shots: readonly Buffer[]) => {
  const { width = 0, height = 0 } = await sharp(shots[0]).metadata()
  const gap = Math.round(width / 12)
  return sharp({
    create: {
      width: width * shots.length + gap * (shots.length + 1),
      height: height + gap * 2,
      channels: 3,
      background: '#E9E5DC',
    },
  })
    .composite(shots.map((input, index) => ({ input, left: gap + index * (width + gap), top: gap })))
    .png()
    .toBuffer()
}

/** As many colours and as much width as the limit allows. */
const keep = async (name: string, picture: Buffer) => {
  for (const width of [1500, 1300, 1100, 900])
    for (const colours of [256, 128]) {
      const small = await sharp(picture)
        .resize({ width, withoutEnlargement: true })
        .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
        .toBuffer()
      if (small.length > most) continue
      writeFileSync(join(folder, `${name}.png`), small)
      console.log(`${name}.png ${Math.round(small.length / 1000)} kB, ${width} px, ${colours} colours`)
      return
    }
  expect.fail(`${name}.png does not fit into ${most} bytes`)
}

/** A matter of this list in this state, the likeliest one otherwise. */
const one = async (login: string, path: string, states: readonly string[]) => {
  const { items } = await askAs<Rows>(login, 'GET', path)
  return (states.map((state) => items.find((row) => row.state === state)).find((row) => row) ?? items[0])?.id ?? ''
}

test('resident', async () => {
  await using chen = await visit('phone', 'resident1')
  const mine = await one('resident1', '/api/matters/mine', ['handling', 'checking', 'closed'])
  await keep(
    'resident',
    await beside([
      await shot(chen.page, '/'),
      await shot(chen.page, '/cases/report'),
      await shot(chen.page, `/cases/${mine}`),
    ]),
  )
})

test('worker', async () => {
  await using lin = await visit('phone', 'handler1')
  const open = await one('handler1', '/api/matters/inbox', ['handling', 'assigned'])
  await keep(
    'worker',
    await beside([
      await shot(lin.page, '/worker'),
      await shot(lin.page, `/worker/cases/${open}`),
      await shot(lin.page, '/worker/cases/around'),
    ]),
  )
})

test('desk', async () => {
  await using wu = await visit('desk', 'dispatcher1')
  const waiting = await one('dispatcher1', '/api/cases/cases?isOpen=true&state=dispatching&limit=20', ['dispatching'])
  await keep('desk', await shot(wu.page, `/desk/cases?view=map&open=${waiting}&act=dispatch`))
})

test('merchant', async () => {
  await using shop = await visit('phone', 'merchant1')
  await keep(
    'merchant',
    await beside([
      await shot(shop.page, '/merchant'),
      await shot(shop.page, '/merchant/people/enterprises'),
      await shot(shop.page, '/merchant/cases/public'),
    ]),
  )
})
