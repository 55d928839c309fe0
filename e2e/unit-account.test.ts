/** 账号与单位: a new handler of a department, made by two administrators on the screen, finds that department's inbox. */
import { expect, inject, test } from 'vitest'
import { askAs, axe, cookieFrom, password, request, settled, visit } from './browser.ts'

test('an account is opened in a unit, its role asked for and approved, and it sees what the unit has to handle', async () => {
  const run = String(Date.now()).slice(-6)
  const loginName = `water${run}`
  const name = `杜若水${run}`
  await using wang = await visit('desk', 'system1')
  const { page } = wang
  const choose = async (label: string, typed: string, option: string) => {
    const dialog = page.getByRole('dialog').last()
    await dialog.getByLabel(new RegExp(`^${label}`)).click()
    if (typed) await page.keyboard.type(typed)
    await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).first().click()
  }
  await page.goto('/desk/identity/accounts')
  await settled(page)
  await page.getByRole('button', { name: '开通账号' }).click()
  const opening = page.getByRole('dialog', { name: '开通账号' })
  await opening.getByLabel('登录名').fill(loginName)
  await opening.getByLabel('姓名').fill(name)
  await choose('区域', '越秀区', '越秀区')
  await choose('单位', '水务', '越秀区水务局')
  await axe(page)
  await opening.getByRole('button', { name: '开通账号' }).click()
  const first = (await opening.locator('code, .first-password, output').first().innerText()).trim()
  await opening.getByRole('button', { name: '完成' }).click()

  await page.getByLabel('姓名或登录名').fill(loginName)
  await page.getByRole('cell', { name: '越秀区水务局' }).first().waitFor()
  await page.getByRole('cell', { name: loginName }).first().click()
  await page.getByRole('button', { name: '申请授权' }).click()
  await choose('角色', '处置', '处置人员')
  const asking = page.getByRole('dialog', { name: `为${name}申请角色` })
  await asking.getByText('处置人员属于一个单位').waitFor()
  await asking.getByText('越秀区水务局').waitFor()
  await asking.getByLabel('原因').fill('水务局新到岗')
  await axe(page)
  await asking.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('已提交，等待另一位管理员审批').waitFor()

  await using li = await visit('desk', 'security1')
  await li.page.goto('/desk/identity/grants')
  await settled(li.page)
  const row = li.page.getByRole('row').filter({ hasText: name })
  await row.getByText('越秀区水务局').waitFor()
  await row
    .getByRole('button', { name: /同\s*意/ })
    .first()
    .click()
  await li.page
    .locator('.ant-popover:visible')
    .getByRole('button', { name: /同\s*意/ })
    .click()
  await row.getByText('已生效').waitFor()

  // The newcomer signs in, changes the password handed over, and finds what handler3 of the same authority finds.
  const address = inject('address')
  const entered = await request(address, 'POST', '/api/identity/log-in', { loginName, password: first })
  const cookie = cookieFrom(entered, address)
  if (!cookie) throw new Error('no session')
  const changed = await request(
    address,
    'PUT',
    '/api/identity/me/password',
    { oldPassword: first, newPassword: `${password}-x` },
    [cookie],
  )
  const whole = cookieFrom(changed, address) ?? cookie
  const inbox = await (await request(address, 'GET', '/api/matters/inbox', undefined, [whole])).json()
  const theirs = await askAs<{ items: { id: string; unitId?: string }[] }>('handler3', 'GET', '/api/matters/inbox')
  expect(theirs.items.length).toBeGreaterThan(0)
  expect((inbox as typeof theirs).items.length).toBeGreaterThan(0)
})
