/** 扫码登录: a kiosk shows a square, a phone that is signed in lets it in, and the paper to take along is printed there. */
import { expect, test } from 'vitest'
import { axe, settled, visit } from './browser.ts'

test('she scans the kiosk’s square, types the number it shows, reports there, prints the receipt, and is forgotten', async () => {
  await using kiosk = await visit('desk')
  const { page } = kiosk
  await page.goto('/?at=kiosk&idle=120')
  await settled(page)
  await page.goto('/sign-in')
  await settled(page)
  // A kiosk offers the square first.
  const shown = page.waitForResponse((one) => one.url().endsWith('/api/identity/screens'))
  await page.reload()
  const { url, number } = (await (await shown).json()) as { url: string; number: string }
  await page.getByRole('img', { name: '登录方码' }).waitFor()
  expect(await page.locator('.scan-number b').textContent()).toBe(number)
  await axe(page)

  await using phone = await visit('phone', 'resident3')
  await phone.page.goto(new URL(url).pathname)
  await settled(phone.page)
  await phone.page.getByText('公用自助终端').waitFor()
  await axe(phone.page)
  await page.getByText('手机已扫码').waitFor()
  await phone.page.getByLabel('填屏幕上的两位数字').fill(number)
  await phone.page.getByRole('button', { name: '同意登录' }).click()
  await phone.page.getByText('已同意').waitFor()

  await page.waitForURL((at) => at.pathname === '/')
  await page.goto('/cases/report')
  await settled(page)
  await page.getByText('应元路').first().waitFor()
  await page.getByLabel('怎么回事？').fill('大厅门口的坡道太陡')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已收到，谢谢您').waitFor()
  await page.evaluate(() => Object.assign(globalThis, { print: () => document.body.classList.add('was-printed') }))
  await page.getByRole('button', { name: '打印凭条' }).click()
  expect(await page.locator('body.was-printed').count()).toBe(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: '打印凭条' }).isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: '办完了，清除我的信息' }).isVisible()).toBe(false)
  expect(await page.locator('.receipt-codes').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: '办完了，清除我的信息' }).click()
  await page.waitForURL((at) => at.pathname === '/')
  await settled(page)
  const reply = await page.request.get('/api/identity/session', { headers: { 'x-liren': '1' } })
  expect(((await reply.json()) as { account: unknown }).account).toBeNull()
})

test('a square refused on the phone opens nothing, and the screen offers another', async () => {
  await using desktop = await visit('desk')
  const { page } = desktop
  await page.goto('/desk/sign-in')
  await settled(page)
  const shown = page.waitForResponse((one) => one.url().endsWith('/api/identity/screens'))
  await page.getByRole('radio', { name: '扫码登录' }).check()
  const { url } = (await (await shown).json()) as { url: string }
  await using phone = await visit('phone', 'resident3')
  await phone.page.goto(new URL(url).pathname)
  await phone.page.getByRole('button', { name: '不是我' }).click()
  await phone.page.getByText('已拒绝').waitFor()
  await page.getByText('手机上没有同意登录').waitFor()
  await page.getByRole('button', { name: '换一个方码' }).click()
  await page.getByRole('img', { name: '登录方码' }).waitFor()
})
