/** 代办: a community worker finds a neighbour, keeps the paper they signed, acts for them, and the neighbour sees it and ends it; by clicks throughout. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, takePhoto, visit, yingyuan } from './browser.ts'

/** Of this run alone, on a server that has seen others. */
const run = String(Date.now()).slice(-5)

test('a worker acts for a neighbour who asked for it, and the neighbour is told and ends it', async () => {
  await using feng = await visit('phone', 'worker2')
  // Asked first whether an interrupted upload goes on.
  feng.expects(/response: 404 GET .*\/api\/files\/uploads\//)
  const { page } = feng
  await page.goto('/worker/people')
  await settled(page)
  await page.getByLabel('证件号、手机号或完整姓名').fill('何永康')
  await page.getByRole('button', { name: '查找' }).click()
  await page.locator('main ul.list a').first().click()
  await page.getByRole('link', { name: '登记代办授权' }).click()
  await settled(page)
  await page.getByLabel('代办什么').fill(`上报楼道灯不亮${run}`)
  await page.getByRole('button', { name: '开始代办' }).isDisabled()
  await takePhoto(page)
  await axe(page)
  await page.getByRole('button', { name: '开始代办' }).click()
  await page.getByText(`正在为他人代办：上报楼道灯不亮${run}`).waitFor()

  // What is reported now is the neighbour's own, and says who did it.
  const id = crypto.randomUUID()
  await askAs('worker2', 'POST', '/api/cases/reports', {
    id,
    text: '楼道的灯坏了三天，夜里上楼看不见。',
    place: { lon: yingyuan.longitude, lat: yingyuan.latitude },
    isPublic: false,
  })
  const { items } = await askAs<{ items: { id: string }[] }>('resident4', 'GET', '/api/matters/mine')
  expect(items.map((one) => one.id)).toContain(id)

  await using he = await visit('phone', 'resident4')
  await he.page.goto('/notices')
  await he.page.getByText(`上报楼道灯不亮${run}`).first().waitFor()
  await he.page.goto('/identity/account')
  await settled(he.page)
  const authority = he.page.getByRole('listitem').filter({ hasText: `冯启文可为我代办：上报楼道灯不亮${run}` })
  await authority.getByText('工作人员').waitFor()
  await authority.getByRole('button', { name: '收回授权' }).click()
  await authority.waitFor({ state: 'detached' })

  await page.goto('/worker')
  await settled(page)
  expect(await page.getByText('正在为他人代办').count()).toBe(0)
})

test('a worker writes it down for a colleague, who then finds it under their account', async () => {
  await using deng = await visit('phone', 'grid3')
  const { page } = deng
  await page.goto('/worker/people')
  await settled(page)
  await page.getByLabel('证件号、手机号或完整姓名').fill('何永康')
  await page.getByRole('button', { name: '查找' }).click()
  await page.locator('main ul.list a').first().click()
  await page.getByRole('link', { name: '登记代办授权' }).click()
  await settled(page)
  await page.getByLabel('由谁代办').selectOption({ label: '冯启文' })
  await page.getByLabel('代办什么').fill(`到窗口续办老年卡${run}`)
  await page.getByRole('button', { name: '登记代办授权' }).click()
  await page.getByText('冯启文可在“账号与安全”里开始代办').waitFor()

  await using feng = await visit('phone', 'worker2')
  await feng.page.goto('/worker/identity/account')
  await settled(feng.page)
  const authority = feng.page.getByRole('listitem').filter({ hasText: `我可代办：到窗口续办老年卡${run}` })
  await authority.getByRole('button', { name: '开始代办' }).waitFor()
  await authority.getByRole('button', { name: '收回授权' }).click()
  await authority.waitFor({ state: 'detached' })
})

test('somebody old names her grandson by the code on his phone, he acts for her, and she ends it', async () => {
  await using liang = await visit('phone', 'resident2')
  await liang.page.goto('/identity/account')
  await settled(liang.page)
  await liang.page.getByRole('link', { name: '让家人帮我办' }).click()
  await liang.page.getByRole('button', { name: '出示我的帮办码' }).click()
  await liang.page.getByRole('img', { name: '帮办码的方码' }).waitFor()
  await axe(liang.page)
  const code = (await liang.page.locator('.scan-number b').innerText()).replace(/\D/g, '')

  await using chen = await visit('phone', 'resident1')
  await chen.page.goto('/identity/family')
  await settled(chen.page)
  await chen.page.getByLabel('家人手机上的帮办码').fill(code)
  await chen.page.getByRole('button', { name: '看看是谁' }).click()
  await chen.page.getByText('这是梁国强的帮办码').waitFor()
  await chen.page.getByLabel('代办什么').fill(`预约挂号、兑换积分${run}`)
  await axe(chen.page)
  await chen.page.getByRole('button', { name: '请梁国强帮我办' }).click()
  await chen.page.getByText(`梁国强可为我代办：预约挂号、兑换积分${run}`).waitFor()

  await liang.page.goto('/identity/account')
  await settled(liang.page)
  const mine = liang.page.getByRole('listitem').filter({ hasText: `我可代办：预约挂号、兑换积分${run}` })
  await mine.getByText('亲属').waitFor()
  await mine.getByRole('button', { name: '开始代办' }).click()
  await liang.page.getByText(`正在为他人代办：预约挂号、兑换积分${run}`).first().waitFor()

  await chen.page.reload()
  await settled(chen.page)
  await chen.page
    .getByRole('listitem')
    .filter({ hasText: `梁国强可为我代办：预约挂号、兑换积分${run}` })
    .getByRole('button', { name: '收回授权' })
    .click()
  await chen.page.getByText(`梁国强可为我代办：预约挂号、兑换积分${run}`).waitFor({ state: 'detached' })
  await liang.page.goto('/')
  await settled(liang.page)
  expect(await liang.page.getByText('正在为他人代办').count()).toBe(0)
})
