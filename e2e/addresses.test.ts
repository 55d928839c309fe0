/** 地址地标: whoever keeps a community adds a landmark on the map, finds it by its other name, corrects and removes it; a dwelling's use is put right in its row. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

type Found = {
  readonly items: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[]
}
const find = (q: string) =>
  askAs<Found>('admin2', 'GET', `/api/territory/addresses?q=${encodeURIComponent(q)}&area=440104001001`)

test('a landmark is added where it stands, found by its other name, and removed again', async () => {
  const name = `百年榕树${String(Date.now()).slice(-4)}`
  await using liang = await visit('desk', 'admin2')
  const { page } = liang
  await page.goto('/desk/territory?area=440104001001')
  await settled(page)
  await page.getByRole('button', { name: '添加地址' }).click()
  const form = page.getByRole('dialog', { name: '添加地址' })
  await form.locator('canvas, svg[role="img"], [role="application"]').first().click()
  await form.getByLabel('名称', { exact: true }).fill(name)
  await form.getByLabel('地址', { exact: true }).fill('应元路百年榕树下')
  await form.getByLabel('别名（居民怎么叫）').fill('大树头')
  await page.keyboard.press('Enter')
  await axe(page)
  await form.getByRole('button', { name: /保\s*存/ }).click()
  await form.waitFor({ state: 'detached' })
  expect((await find('大树头')).items).toContainEqual(expect.objectContaining({ name, aliases: ['大树头'] }))

  await page.getByLabel('查找路巷、小区、门牌、地标').fill(name)
  await page.getByRole('cell', { name, exact: true }).click()
  const opened = page.getByRole('dialog', { name })
  await opened.getByRole('button', { name: '删除地址' }).click()
  await page.locator('.ant-popover:visible').getByRole('button', { name: '删除地址' }).click()
  await expect.poll(async () => (await find(name)).items.length).toBe(0)
})

test('a flat that became a shop is put right in its row', async () => {
  const { items } = await askAs<{ items: { id: string; name: string }[] }>(
    'admin2',
    'GET',
    '/api/territory/buildings?area=440104001001&limit=1',
  )
  const [building] = items
  if (!building) throw new Error('no building')
  const dwellings = () =>
    askAs<{ items: { id: string; room: string; use: string }[] }>(
      'admin2',
      'GET',
      `/api/territory/buildings/${building.id}/dwellings?limit=5`,
    )
  const first = (await dwellings()).items[0]
  await using liang = await visit('desk', 'admin2')
  const { page } = liang
  await page.goto('/desk/territory?area=440104001001')
  await settled(page)
  await page.getByRole('cell', { name: building.name, exact: true }).first().click()
  await page.getByLabel(`${first?.room}的用途`).first().click()
  await page.locator('.ant-select-dropdown:visible').getByText('商铺', { exact: true }).click()
  await expect.poll(async () => (await dwellings()).items.find(({ id }) => id === first?.id)?.use).toBe('shop')
})
