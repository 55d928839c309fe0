/** Points from the deed to the counter: earned, reserved, handed over without a network, given back; and neighbours who help one another. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, readyForOffline, settled, visit } from './browser.ts'

const shop = '01940000-0000-7000-8000-0000a1000000'
type Wallet = { readonly which: string; readonly unit: string; readonly free: number }
const balance = async (login: string, unit: 'point' | 'hour' = 'point') => {
  const { wallets } = await askAs<{ wallets: readonly Wallet[] }>(login, 'GET', '/api/points/mine')
  return wallets.find((one) => one.which === 'mine' && one.unit === unit)?.free ?? 0
}
type Reservation = { readonly id: string; readonly number: string; readonly goodName: string; readonly state: string }
const reservations = async (login: string) =>
  (await askAs<{ items: readonly Reservation[] }>(login, 'GET', '/api/mall/reservations')).items
const offer = (name: string, points: number, add: number) => {
  const id = crypto.randomUUID()
  return askAs<{ id: string }>('admin2', 'PUT', `/api/mall/goods/${id}`, {
    ...{ pointId: shop, name, note: '', kind: 'thing', points, perPerson: null, isOffered: true, add },
  })
}

/** Taps a good and reserves it; answers when the sheet was pressed. */
const reserve = async (page: Page, name: string) => {
  await page.goto('/mall')
  await settled(page)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('dialog').getByRole('button', { name: '预订', exact: true }).click()
}

/** Number and code as they stand on the resident's phone. */
const codeOn = async (page: Page, name: string) => {
  await page.goto('/mall/reservations')
  await settled(page)
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('img', { name: /领取方码/ }).waitFor()
  const [number = '', code = ''] = await sheet.locator('.code-card strong').allInnerTexts()
  return { number: number.trim(), code: code.replace(/\s/g, '') }
}

test('reading and answering earns a point; it is spent on something handed over without a network, and the day adds up', async () => {
  await using lin = await visit('phone', 'resident1')
  const { page } = lin
  const before = await balance('resident1')
  await page.goto('/points/readings')
  await settled(page)
  await page.getByRole('button', { name: /楼道不停电动车/ }).click()
  await page.getByRole('dialog').getByRole('radio', { name: '24 个' }).check({ force: true })
  await page.getByRole('dialog').getByRole('button', { name: '回答', exact: true }).click()
  await page.getByText('答对了，谢谢').waitFor()
  await expect.poll(() => balance('resident1'), { timeout: 15_000 }).toBe(before + 1)

  await offer('电筒一把', 5, 9)
  await reserve(page, '电筒一把')
  await page.getByText(/已预订，请在/).waitFor()
  expect(await balance('resident1')).toBe(before + 1 - 5)
  const { number, code } = await codeOn(page, '电筒一把')
  expect([number, code]).toEqual([expect.stringMatching(/^\d{4}$/), expect.stringMatching(/^\d{6}$/)])
  await axe(page)

  // The counter has seen its list before the network fails.
  await using keeper = await visit('phone', 'merchant1', { serviceWorkers: 'allow' })
  await keeper.page.goto('/merchant/mall')
  await settled(keeper.page)
  await keeper.page.getByRole('button', { name: new RegExp(`${number} · 电筒一把`) }).waitFor()
  await axe(keeper.page)
  await readyForOffline(keeper.page)
  await keeper.goOffline()
  await keeper.page.getByLabel('取货号').fill(number)
  await keeper.page.getByLabel('动态码').fill(code)
  await keeper.page.getByRole('button', { name: '交付', exact: true }).click()
  await keeper.page.getByText('没有网络，已记下，联网后核对').waitFor()
  expect((await reservations('resident1')).find((one) => one.number === number)?.state).toBe('reserved')
  await keeper.goOnline()
  await expect
    .poll(async () => (await reservations('resident1')).find((one) => one.goodName === '电筒一把')?.state, {
      timeout: 30_000,
    })
    .toBe('handedOver')

  const { items } = await askAs<{ items: readonly { today: { handedOver: number; points: number } }[] }>(
    'merchant1',
    'GET',
    '/api/mall/counter',
  )
  expect(items[0]?.today).toMatchObject({ handedOver: 1, points: 5 })
  await page.goto('/points')
  await settled(page)
  await page.getByText('预订 电筒一把').first().waitFor()
})

test('the last piece goes to one of two who tap at the same moment, and only that one pays', async () => {
  await offer('最后一把伞', 3, 1)
  await using lin = await visit('phone', 'resident1')
  await using chen = await visit('phone', 'resident2')
  for (const one of [lin, chen]) one.expects(/409 POST .*\/api\/mall\/reservations/)
  const before = await Promise.all([balance('resident1'), balance('resident2')])
  await Promise.all([reserve(lin.page, '最后一把伞'), reserve(chen.page, '最后一把伞')])
  const said = await Promise.all(
    [lin, chen].map(async ({ page }) => {
      const word = page.getByText(/已预订，请在|已经兑完/).first()
      await word.waitFor()
      return (await word.innerText()).includes('已预订')
    }),
  )
  expect(said.filter(Boolean)).toHaveLength(1)
  const after = await Promise.all([balance('resident1'), balance('resident2')])
  expect(before.map((one, at) => one - (after[at] ?? 0)).sort()).toEqual([0, 3])
})

test('what comes back is refunded at the counter, with a reason its owner reads', async () => {
  await offer('坏了的闹钟', 4, 2)
  await using lin = await visit('phone', 'resident1')
  const before = await balance('resident1')
  await reserve(lin.page, '坏了的闹钟')
  await lin.page.getByText(/已预订，请在/).waitFor()
  const shown = await codeOn(lin.page, '坏了的闹钟')
  await using keeper = await visit('phone', 'merchant1')
  const { page } = keeper
  await page.goto('/merchant/mall')
  await settled(page)
  await page.getByLabel('取货号').fill(shown.number)
  await page.getByLabel('动态码').fill(shown.code)
  await page.getByRole('button', { name: '交付', exact: true }).click()
  await page.getByText('已交付：坏了的闹钟').waitFor()
  await page
    .getByRole('list', { name: '最近交付' })
    .getByRole('button', { name: /坏了的闹钟/ })
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/原因/).fill('一拿回家就不走')
  await axe(page)
  await sheet.getByRole('button', { name: '退回积分', exact: true }).click()
  await page.getByText(/已退回 .* 4 分/).waitFor()
  expect(await balance('resident1')).toBe(before)
  await lin.page.goto('/points')
  await settled(lin.page)
  await lin.page.getByText('退回 坏了的闹钟：一拿回家就不走').first().waitFor()

  await using desk = await visit('desk', 'admin2')
  await desk.page.goto('/desk/mall?tab=deals')
  await settled(desk.page)
  await desk.page.getByText('已退回 · 一拿回家就不走').waitFor()
  await axe(desk.page)
})

test('a neighbour takes a request, begins with the code from the door, is confirmed and thanked, and an hour moves', async () => {
  await using chen = await visit('phone', 'resident2')
  const { page } = chen
  await page.goto('/mutual-aid/ask')
  await settled(page)
  await page.getByLabel('要帮什么忙').fill('帮忙把一袋米抬到四楼')
  await page.getByLabel(/楼栋/).fill('应元路 21 号 2 栋')
  await page.getByLabel(/门牌/).fill('402')
  await page.getByLabel('答谢').selectOption({ label: '公益池 1 个时间币' })
  await page.getByRole('button', { name: '发布求助', exact: true }).click()
  await page.getByText('已发布').waitFor()

  await using lin = await visit('phone', 'resident1')
  const before = await balance('resident1', 'hour')
  await lin.page.goto('/mutual-aid')
  await settled(lin.page)
  const request = lin.page.getByRole('link', { name: /帮忙把一袋米抬到四楼/ })
  await request.click()
  await settled(lin.page)
  expect(await lin.page.getByText('402').count()).toBe(0)
  await lin.page.getByRole('button', { name: '我来帮', exact: true }).click()
  await lin.page.getByText(/应元路 21 号 2 栋 402/).waitFor()
  // It appears on the asker's phone by itself.
  const code = (await page.locator('.code-card strong').innerText()).trim()
  await lin.page.getByLabel('开工码').fill(code)
  await lin.page.getByRole('button', { name: '开始帮忙', exact: true }).click()
  await lin.page.getByRole('button', { name: '帮完了', exact: true }).click()

  // Her page has moved on by itself.
  await page.getByRole('radio', { name: '非常满意' }).check({ force: true })
  await page.getByLabel(/说句话/).fill('多谢，力气真大')
  await axe(page)
  await page.getByRole('button', { name: '确认并致谢', exact: true }).click()
  await page.getByText('已保存').first().waitFor()
  await expect.poll(() => balance('resident1', 'hour'), { timeout: 15_000 }).toBe(before + 1)
})

test('whoever is in danger while helping or being helped is heard by the community at once', async () => {
  await using lin = await visit('phone', 'resident1')
  const { page } = lin
  await page.goto('/mutual-aid?tab=mine')
  await settled(page)
  await page.getByRole('link', { name: /星期三上午陪我去医院取报告/ }).click()
  await settled(page)
  // One press, no words: she cannot write now.
  await page.getByRole('button', { name: '我有危险，马上求助' }).click()
  await page.getByText(/秒后自动通知社区/).waitFor()
  await axe(page)
  await page.getByText(/已通知社区值班人员，编号/).waitFor()
  await using worker = await visit('phone', 'worker1')
  await expect
    .poll(
      async () => {
        await worker.page.goto('/worker/notices')
        await settled(worker.page)
        return worker.page.getByText('互助求救', { exact: true }).count()
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0)
  await worker.page.getByText('互助求救', { exact: true }).first().click()
  await settled(worker.page)
  expect(await worker.page.getByText('302').count()).toBe(0)
  await worker.page.getByRole('button', { name: '看门牌', exact: true }).click()
  await worker.page.getByText(/应元路 9 号 1 座 302/).waitFor()
  await axe(worker.page)
})
