/** The counter scans: a camera that films a resident's phone, one that films something else, one that is not allowed, and none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from '@liren/testing/chromium'
import { chromium } from 'playwright-core'
import { encodeQR } from 'qr'
import { afterAll, expect, inject, test } from 'vitest'
import { askAs, axe, settled, signIn, visit } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'liren-camera-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [width, height] = [640, 480] as const
/** A film of one picture: a square of dots on a light table, as a camera hands it over (YUV4MPEG2, 4:2:0). */
const filmOf = (name: string, text: string): string => {
  const rows = encodeQR(text, 'raw', { border: 3 })
  const dot = Math.floor((height - 40) / rows.length)
  const [left, top] = [Math.floor((width - dot * rows.length) / 2), Math.floor((height - dot * rows.length) / 2)]
  const light = Buffer.alloc(width * height, 210)
  for (const [y, row] of rows.entries())
    for (const [x, isDark] of row.entries())
      for (let line = 0; line < dot; line += 1) {
        const from = (top + y * dot + line) * width + left + x * dot
        light.fill(isDark ? 25 : 235, from, from + dot)
      }
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey])
  const file = join(folder, `${name}.y4m`)
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  )
  return file
}

/** A browser of one's own whose camera films this file; whether it may be used is said by whoever sits at it. */
const filming = async (film: string, mayFilm: boolean) => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
      ...(mayFilm ? ['--use-fake-ui-for-media-stream'] : []),
    ],
  })
  const context = await browser.newContext({
    baseURL: inject('address'),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    reducedMotion: 'reduce',
    permissions: mayFilm ? ['camera'] : [],
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  if (!mayFilm) {
    // A browser without windows has nobody to ask and would wait for ever: it answers as one whose owner said no.
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Permission denied', 'NotAllowedError')
      }
    })
  }
  await signIn({ page }, '/merchant', 'merchant1')
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  await page.goto('/merchant/mall')
  await settled(page)
  return { page, [Symbol.asyncDispose]: () => browser.close() }
}

const shop = '01940000-0000-7000-8000-0000a1000000'
/** Something reserved, and the square its owner shows a moment from now. */
const reserved = async (name: string) => {
  const good = { pointId: shop, name, note: '', kind: 'thing', points: 1, perPerson: null, isOffered: true, add: 3 }
  const { id: goodId } = await askAs<{ id: string }>('admin2', 'PUT', `/api/mall/goods/${crypto.randomUUID()}`, good)
  const body = { id: crypto.randomUUID(), goodId, quantity: 1, from: 'mine' }
  const { id } = await askAs<{ id: string }>('resident1', 'POST', '/api/mall/reservations', body)
  const found = await askAs<{ number: string; codes: { code: string }[] }>(
    'resident1',
    'GET',
    `/api/mall/reservations/${id}/codes`,
  )
  // A minute early counts, so the next one holds for two minutes at least, however slow the browser starts.
  return { number: found.number, code: found.codes[1]?.code ?? '' }
}

test('the counter films the square on a phone: both numbers stand there, and one press hands over', async () => {
  const { number, code } = await reserved('照着领的杯子')
  await using counter = await filming(filmOf('square', `MALL ${number} ${code}`), true)
  const { page } = counter
  await page.getByRole('button', { name: '扫方码' }).click()
  await expect.poll(() => page.getByLabel('取货号').inputValue(), { timeout: 20_000 }).toBe(number)
  expect(await page.getByLabel('动态码').inputValue()).toBe(code)
  // The camera is put away as soon as it is read.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '交付', exact: true }).click()
  await page.getByText('已交付：照着领的杯子').waitFor()
})

test('another square is told apart, and goes on being looked for', async () => {
  await using counter = await filming(filmOf('other', 'https://example.org/menu'), true)
  const { page } = counter
  await page.getByRole('button', { name: '扫方码' }).click()
  await page.getByText('这不是领取方码').waitFor()
  await axe(page)
  expect(await page.getByLabel('取货号').inputValue()).toBe('')
})

test('whoever does not allow the camera is told how to go on by hand', async () => {
  await using counter = await filming(filmOf('unseen', 'MALL 0000 000000'), false)
  const { page } = counter
  await page.getByRole('button', { name: '扫方码' }).click()
  await page.getByText('没有允许使用摄像头').waitFor()
  await axe(page)
})

test('a counter without a camera says so and takes the two numbers', async () => {
  await using counter = await visit('phone', 'merchant1', { permissions: ['geolocation', 'camera'] })
  const { page } = counter
  await page.goto('/merchant/mall')
  await settled(page)
  await page.getByRole('button', { name: '扫方码' }).click()
  await page.getByText('没有可用的摄像头').waitFor()
})
