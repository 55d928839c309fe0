/** 上报: a resident, a resident without a network, and a guest report what they see. */
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { phonePhoto } from '../modules/files/testing/pictures.ts'
import { askAs, axe, readyForOffline, settled, takePhoto, visit } from './browser.ts'

/** A scene with light and dark in it; each shift is another one. */
const scenePhoto = (shift: number) => {
  const [width, height] = [640, 480]
  const dots = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const light =
        128 + 90 * Math.sin((x + shift * 7) / 45) * Math.cos(y / (31 + shift / 9)) + 30 * Math.sin(x / 13 + y / 17)
      dots.fill(Math.max(0, Math.min(255, Math.round(light))), (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  return sharp(dots, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

type Mine = { readonly items: readonly { readonly id: string; readonly title: string; readonly number: string }[] }
const mine = (login: string) => askAs<Mine>(login, 'GET', '/api/matters/mine')

test('a resident reports with photo, place and words in half a minute and five presses', async () => {
  await using chen = await visit('phone', 'resident1')
  const { page } = chen
  let presses = 0
  const press = async (what: Locator) => {
    presses += 1
    await what.tap()
  }
  await page.goto('/')
  await settled(page)
  const begun = Date.now()
  await press(page.getByRole('link', { name: /^上报/ }).first())
  presses += 2 // the camera button here and the shutter there
  await takePhoto(page)
  // The place comes by itself: this phone has allowed it.
  await page.getByText('应元路').first().waitFor()
  await press(page.getByLabel('怎么回事？'))
  await page.keyboard.type('楼下井盖松了，走过会响', { delay: 120 })
  await press(page.getByRole('button', { name: '提交', exact: true }))
  await page.getByText('已收到，谢谢您').waitFor()
  const seconds = (Date.now() - begun) / 1000
  console.log(`reported in ${seconds.toFixed(1)} s and ${presses} presses`)
  expect(seconds).toBeLessThan(30)
  expect(presses).toBeLessThanOrEqual(5)
  await axe(page)

  await page.getByRole('link', { name: '看进度' }).click()
  await page.getByRole('heading', { name: /井盖松了/ }).waitFor()
  await page.getByText('已收到，受理员正在看您的上报。').waitFor()
  await page.locator('main img').first().waitFor()
  await axe(page)
})

test('a report written without a network survives closing the page, and arrives once', async () => {
  await using liang = await visit('phone', 'resident2', { serviceWorkers: 'allow' })
  const { page } = liang
  // After coming back the phone asks whether the photo has arrived already.
  liang.expects(/404 GET .*\/api\/files\/uploads\//)
  const words = `雨后积水没过脚面 ${Date.now() % 100_000}`
  await page.goto('/cases/report')
  await settled(page)
  await readyForOffline(page)
  await page.getByText('应元路').first().waitFor()
  await liang.goOffline()
  await page.getByLabel('怎么回事？').fill(words)
  await takePhoto(page)
  await page.getByAltText('照片 1').waitFor()
  await page.getByText('草稿已存在本机').waitFor()
  await page.reload()
  await page.getByLabel('怎么回事？').waitFor()
  await expect.poll(() => page.getByLabel('怎么回事？').inputValue()).toBe(words)
  await page.getByAltText('照片 1').waitFor()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已保存，稍后自动提交').waitFor()
  await page.reload()
  await page.getByText('已保存，稍后自动提交').waitFor()
  await liang.goOnline()
  await page.getByText('已收到，谢谢您').waitFor({ timeout: 30_000 })
  // Going away and back again, and opening the page once more, sends nothing twice.
  await liang.goOffline()
  await liang.goOnline()
  await page.reload()
  await page.getByText('已收到，谢谢您').waitFor()
  const { items } = await mine('resident2')
  expect(items.filter(({ title }) => title.includes(words))).toHaveLength(1)
})

test('a photo that says where it was taken is offered as the place, told so, and taken only when a person says yes', async () => {
  const photo = await phonePhoto({ width: 640, height: 480 })
  await using chen = await visit('phone', 'resident1', { permissions: [] })
  const { page } = chen
  await page.goto('/cases/report')
  await settled(page)
  await page.getByRole('button', { name: '使用当前位置' }).waitFor()
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByText('照片里记着拍摄地点').waitFor()
  await page.getByText('由您决定', { exact: false }).waitFor()
  // Nothing is filled in by itself.
  expect(await page.getByRole('button', { name: '使用当前位置' }).isVisible()).toBe(true)
  await axe(page)
  await page.getByRole('button', { name: '用照片里的地点' }).click()
  await page.getByRole('button', { name: '更改' }).waitFor()
  expect(await page.getByText('照片里记着拍摄地点').count()).toBe(0)
  expect(await page.getByText('使用当前位置').count()).toBe(0)
})

test('the same photo taken again leads to the case there is, before anything is sent', async () => {
  const photo = await scenePhoto(Date.now() % 60)
  const picked = { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: photo }
  const words = `墙面裂缝 ${Date.now() % 100_000}`
  await using chen = await visit('phone', 'resident1')
  await chen.page.goto('/cases/report')
  await settled(chen.page)
  await chen.page.getByText('应元路').first().waitFor()
  await chen.page.locator('input[type=file][multiple]').setInputFiles(picked)
  await chen.page.getByLabel('怎么回事？').fill(words)
  await chen.page.getByText('已上传').first().waitFor()
  await chen.page.getByRole('button', { name: '提交', exact: true }).click()
  await chen.page.getByText('已收到，谢谢您').waitFor()

  await using liang = await visit('phone', 'resident2')
  await liang.page.goto('/cases/report')
  await settled(liang.page)
  await liang.page.getByText('应元路').first().waitFor()
  // Another phone, another size of the same scene; not a word is written yet.
  await liang.page
    .locator('input[type=file][multiple]')
    .setInputFiles({ ...picked, buffer: await sharp(photo).resize(500).jpeg({ quality: 60 }).toBuffer() })
  const hint = liang.page.getByRole('note').filter({ hasText: /照片(几乎)?相同/ })
  await hint.first().waitFor({ timeout: 30_000 })
  // Nobody of the office has read those words yet: they are not for neighbours.
  expect(await hint.first().textContent()).not.toContain(words)
  await axe(liang.page)
  await hint.getByRole('button', { name: '关注这一件' }).first().click()
  await liang.page.getByText('已关注，办理进展会通知您').waitFor()
})

test('a guest reports, keeps the query code, and follows the progress without an account', async () => {
  await using guest = await visit('phone')
  const { page } = guest
  await page.goto('/cases/report')
  await settled(page)
  await page.getByText('应元路').first().waitFor()
  await page.getByLabel('怎么回事？').fill('路灯整晚不亮，行人看不见路')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('请填写正确的手机或座机号码').waitFor()
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已收到，谢谢您').waitFor()
  const codes = page.locator('.receipt-codes dd')
  const [number = '', code = ''] = await codes.allTextContents()
  expect(number).toMatch(/^\d{8}/)
  await page.getByRole('link', { name: '看进度' }).click()
  await expect.poll(() => page.getByLabel('编号').inputValue()).toBe(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查进度' }).click()
  await page.getByRole('heading', { name: /路灯整晚不亮/ }).waitFor()
  await axe(page)
  expect(await page.locator('main').textContent()).not.toContain('13900001234')

  await using stranger = await visit('phone')
  stranger.expects(/404 POST .*progress/)
  await stranger.page.goto('/matters/progress')
  await stranger.page.getByLabel('编号').fill(number)
  await stranger.page.getByLabel('查询码').fill('AAAAAAAAAA')
  await stranger.page.getByRole('button', { name: '查进度' }).click()
  await stranger.page.getByText('编号或查询码不对').waitFor()
})
