/** 政策找人: found without asking, one tap, looked at and handed in; decided, it is served and asked of nobody again. */
import { expect, test } from 'vitest'
import { handIn, throughForm } from './application.ts'
import { askAs, axe, settled, visit } from './browser.ts'

type Policy = { readonly rule: string; readonly state: string | null }
const policy = async (login: string, rule: string) =>
  (await askAs<{ items: Policy[] }>(login, 'GET', '/api/benefits/mine')).items.find((one) => one.rule === rule)
test('one tap on what was found for her, and the application stands there filled in; once decided it is served', async () => {
  await using chen = await visit('phone', 'resident1')
  const { page } = chen
  // A photo asks first whether an earlier try of its arrived after all.
  chen.expects(/404 GET .*\/api\/files\/uploads\//)
  // What was ticked last may be kept a moment after the form was handed in.
  chen.expects(/409 PUT .*\/api\/forms\/submissions\//)
  await page.goto('/benefits')
  await settled(page)
  await axe(page)
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /老年人优待证/ }) })
  await card.getByRole('button', { name: '我要办', exact: true }).click()
  await page.getByRole('link', { name: '资料已带出，核对后提交' }).click()
  await settled(page)
  // Nothing of it was typed by her.
  await page.getByText(/^来自/).first().waitFor()
  await throughForm(page)
  await handIn(page)

  // Every check holds: the platform decides it at once, and what was found is served.
  await expect.poll(async () => (await policy('resident1', 'P-14'))?.state, { timeout: 20_000 }).toBe('served')
  await page.goto('/benefits')
  await settled(page)
  await page.getByRole('link', { name: '查看决定' }).waitFor()
  expect(await card.getByRole('button', { name: '我要办', exact: true }).count()).toBe(0)
})
