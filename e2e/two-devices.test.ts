/** 填表不怕断、不怕两处填、也不怕纸: two devices go on with one form; a printed sheet, filled and photographed, finds its form again. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { fill } from './application.ts'
import { askAs, axe, settled, visit } from './browser.ts'

type Submission = { readonly revision: number; readonly answers: Readonly<Record<string, unknown>> }
const saved = (login: string, id: string) => askAs<Submission>(login, 'GET', `/api/forms/submissions/${id}`)
const begun = async (login: string, code: string) => {
  const id = randomUUID()
  await askAs(login, 'POST', `/api/services/items/${code}/applications`, { id, channel: 'mobile' })
  return id
}

test('she fills in on her phone and on a second one: nothing is lost or scolded, and she says which of the two counts', async () => {
  const id = await begun('resident6', 'SQ-005')
  await using first = await visit('phone', 'resident6')
  await using second = await visit('phone', 'resident6')
  // The second one is refused on purpose: it does not know yet what the first one wrote.
  second.expects(/409 PUT .*\/api\/forms\/submissions\//)
  for (const { page } of [first, second]) {
    await page.goto(`/services/${id}`)
    await page.locator('.form-confirm input').first().waitFor()
    await settled(page)
  }
  const keeper = first.page.getByLabel('备用钥匙由谁保管')
  await fill(first.page)
  await first.page.getByRole('button', { name: '下一步', exact: true }).click()
  await keeper.pressSequentially('楼下李姨 13800001111', { delay: 20 })
  // Kept by itself a moment after the last key.
  const kept = async () => JSON.stringify((await saved('resident6', id)).answers)
  await expect.poll(kept, { timeout: 20_000 }).toContain('楼下李姨 13800001111')

  await fill(second.page)
  await second.page.getByText('在另一处改过').waitFor({ timeout: 20_000 })
  await second.page.getByText(/那边是“楼下李姨/).waitFor()
  await axe(second.page)
  await second.page.getByRole('button', { name: '以那边填的为准' }).click()
  await second.page.getByText('在另一处改过').waitFor({ state: 'detached' })
  await fill(second.page)
  await second.page.getByRole('button', { name: '下一步', exact: true }).click()
  expect(await second.page.getByLabel('备用钥匙由谁保管').inputValue()).toBe('楼下李姨 13800001111')
  expect(await kept()).toContain('楼下李姨 13800001111')
})

test('a printed sheet, photographed, is known by the code in its corner; its picture stands beside the fields', async () => {
  const id = await begun('resident4', 'SQ-005')
  await using who = await visit('phone', 'resident4')
  const { page } = who
  await page.goto(`/services/print/SQ-005?of=${id}`)
  await page.locator('.form-sheet').first().waitFor({ timeout: 45_000 })
  await settled(page)
  const sheets = await page.locator('.form-sheet').count()
  const photo = await page.locator('.form-sheet').first().screenshot({ scale: 'device' })

  await page.goto(`/services/${id}`)
  await page.getByRole('button', { name: '扫描录入纸质表' }).click()
  await page.getByLabel('拍照或选扫描件').setInputFiles({ name: '第一页.png', mimeType: 'image/png', buffer: photo })
  await page.getByText(`第1页，共${sheets}页`).waitFor({ timeout: 45_000 })
  await page.getByRole('img', { name: '第1页' }).waitFor({ timeout: 30_000 })
  await settled(page)
  await axe(page)
  const { items } = await askAs<{ items: readonly { sheet: number; isReadByCode: boolean }[] }>(
    'resident4',
    'GET',
    `/api/forms/submissions/${id}/papers`,
  )
  expect(items).toMatchObject([{ sheet: 1, isReadByCode: true }])
})
