/** Keeping the house in order: people, units, settings, audit, modules, accounts. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

/** A resident identity number nobody has yet, with its check sign (GB 11643). */
const freshNumber = () => {
  const body = `44010419550308${String(Date.now() % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'.charAt(sum % 11)
}

test('a community worker registers a neighbour, and a wrong number is refused at its field', async () => {
  await using xie = await visit('desk', 'admin2')
  xie.expects(/422 POST .*people/)
  const { page } = xie
  const number = freshNumber()
  const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')
  await page.goto('/desk/people')
  await settled(page)
  await axe(page)
  await page.getByRole('button', { name: '登记人员' }).first().click()
  const form = page.getByRole('dialog', { name: '登记人员' })
  await form.getByLabel('姓名').fill('邓丽萍')
  await form.getByLabel('证件号码').fill(wrong)
  await form.getByLabel('社区或网格').waitFor()
  await form.getByRole('button', { name: /登\s*记$/ }).click()
  await form.locator('.ant-form-item-explain-error').first().waitFor()
  await form.getByLabel('证件号码').fill(number)
  await form.getByRole('button', { name: /登\s*记$/ }).click()
  await page.getByText(/^已登记邓/).waitFor()
  // The list shows her masked, and finds her by the whole number only.
  await page.getByLabel('完整号码或姓名').fill(number)
  await page.getByRole('button', { name: /查\s*找$/ }).click()
  const found = page.getByRole('table', { name: '查到的人' }).or(page.getByLabel('查到的人')).first()
  await found.getByText(/邓/).first().waitFor()
  expect(await page.locator('main').textContent()).not.toContain(number)
})

test('looking at private fields asks for purpose and reason, and leaves a footprint the person sees', async () => {
  await using xie = await visit('desk', 'worker1')
  const { page } = xie
  await page.goto('/desk/people')
  await settled(page)
  await page.locator('tbody tr').nth(1).click()
  await page.getByRole('button', { name: '查看完整信息' }).click()
  const door = page.getByRole('dialog', { name: '查看个人信息' })
  await door.getByText('这次查看会被记录').waitFor()
  expect(await door.getByRole('button', { name: '确认查看' }).isDisabled()).toBe(true)
  await door.getByLabel('原因').fill('电话核对送餐地址')
  await axe(page)
  const looked = page.waitForResponse(/\/api\/people\/persons\/[^/]+\/reveals$/)
  await door.getByRole('button', { name: '确认查看' }).click()
  const answer = await looked
  expect(answer.status()).toBe(200)
  await door.waitFor({ state: 'hidden' })
  const [, id] = /persons\/([^/]+)\/reveals/.exec(answer.url()) ?? []
  type Looks = { readonly items: readonly { readonly reason: string }[] }
  const { items } = await askAs<Looks>('admin2', 'GET', `/api/people/persons/${id}/footprints?limit=5`)
  expect(items[0]?.reason).toBe('电话核对送餐地址')
})

test('an administrator finds a subdistrict and the form for an office below it', async () => {
  await using liang = await visit('desk', 'admin1')
  const { page } = liang
  const code = `T${String(Date.now()).slice(-6)}`
  await page.goto('/desk/organisation')
  await settled(page)
  await page.getByLabel('查找单位').first().fill('洪桥街道')
  await page
    .getByRole('button', { name: '洪桥街道办事处' })
    .or(page.getByRole('button', { name: /^洪桥街道/ }))
    .first()
    .click()
  await axe(page)
  await page.getByRole('button', { name: '新建下级单位' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('编码', { exact: true }).fill(code)
  await form.getByLabel('名称', { exact: true }).fill('洪桥街道便民服务点')
  await form.getByLabel('简称').fill('洪桥便民点')
  await axe(page)
})

test('a changed setting takes effect at once, and the audit tells who changed it', async () => {
  await using wang = await visit('desk', 'system1')
  const { page } = wang
  await page.goto('/desk/system/settings?module=matters')
  await settled(page)
  await axe(page)
  const days = page.getByLabel('办结后几天内可评价')
  const before = await days.inputValue()
  await days.fill('21')
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText(/已保存 1 项设置/).waitFor()
  await page.reload()
  await settled(page)
  expect(await page.getByLabel('办结后几天内可评价').inputValue()).toBe('21')
  await page.getByLabel('办结后几天内可评价').fill(before)
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText(/已保存 1 项设置/).waitFor()

  await using yang = await visit('desk', 'audit1')
  await yang.page.goto('/desk/system/audit?action=kernel%2Fsettings')
  await settled(yang.page)
  await yang.page.goto('/desk/system/audit')
  await settled(yang.page)
  await yang.page
    .getByText(/settings/)
    .first()
    .waitFor()
  await axe(yang.page)
  await yang.page.getByRole('button', { name: '核验完整性' }).click()
  await yang.page.getByText('审计链完整').waitFor()
})

test('whoever runs the platform sees which modules there are and what each keeps about people', async () => {
  await using wang = await visit('desk', 'system1')
  await wang.page.goto('/desk/system/modules')
  await settled(wang.page)
  for (const module of ['territory', 'organisation', 'identity', 'people', 'files', 'notices', 'matters', 'cases'])
    await wang.page.getByRole('cell', { name: module, exact: true }).first().waitFor()
  await wang.page.getByRole('cell', { name: 'cases', exact: true }).click()
  await wang.page.getByRole('dialog').waitFor()
  await axe(wang.page)
})

test('requests for roles stand before the administrator of security', async () => {
  await using wang = await visit('desk', 'security1')
  await wang.page.goto('/desk/identity/grants')
  await settled(wang.page)
  await axe(wang.page)
})

test('a dispatcher’s day begins at home: what waits leads to its list, and the menu goes on from there', async () => {
  await using wu = await visit('desk', 'dispatcher1')
  const { page } = wu
  await page.goto('/desk')
  await settled(page)
  await page.getByRole('heading', { name: '等我处理' }).waitFor()
  await page.getByRole('heading', { name: '最急的案件' }).waitFor()
  await axe(page)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^待审批/ })
    .click()
  await page.getByRole('heading', { name: '待审批', level: 1 }).waitFor()
  const menu = page.getByRole('navigation', { name: '主要页面' })
  await menu.getByRole('link', { name: '全部件' }).click()
  await page.getByRole('heading', { name: '全部件', level: 1 }).waitFor()
  // The rows are walked by arrows.
  await settled(page)
  const rows = page.locator('.cell-open')
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  expect(await rows.nth(1).evaluate((row) => row === document.activeElement)).toBe(true)
  await page.goto('/desk')
  await settled(page)
  expect(await page.locator('.usual-ways a').first().textContent()).toBe('全部件')
})
