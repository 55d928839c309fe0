/** A report from the wish to the last cell: checked and asked for, admitted by somebody else, filled by itself, confirmed only where something is left. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

const title = '社区长者食堂月报'
type Period = { readonly title: string; readonly communityCode: string; readonly closedAt: string | null }
const periods = async () =>
  (
    await askAs<{ items: readonly Period[] }>('worker1', 'GET', '/api/one-form/periods?all=true&limit=100')
  ).items.filter((one) => one.title === title)

test('a department asks, the steward admits and lets it fill itself, and a community confirms the one cell nobody held', async () => {
  await using department = await visit('desk', 'handler6')
  const asking = department.page
  await asking.goto('/desk/one-form')
  await settled(asking)
  await asking.getByRole('button', { name: '申请报表准入', exact: true }).click()
  const form = asking.getByRole('dialog')
  await form.getByLabel('报表名称').fill(title)
  await form.getByLabel('要表部门').fill('区民政局')
  await form.getByLabel('按什么单元填').selectOption('community')
  await form.getByLabel(/依据/).fill('穗民规字〔2026〕3号')
  await form.getByLabel('用来做什么').fill('安排配餐补贴')
  await form.getByLabel('要哪些列').fill('所属社区\n60岁以上老年人\n堂食人次')
  await form.getByRole('button', { name: '先核查', exact: true }).click()
  await form.getByText('已掌握').first().waitFor()
  await axe(asking)
  await form.getByRole('button', { name: '提交申请', exact: true }).click()
  await asking.getByText('已提交，五个工作日内答复').waitFor()

  await using steward = await visit('desk', 'steward1')
  const deciding = steward.page
  const open = async (page: typeof deciding) => {
    await page.goto('/desk/one-form')
    await settled(page)
    await page.getByRole('row', { name: new RegExp(title) }).click()
    return page.getByRole('dialog')
  }
  const asked = await open(deciding)
  await asked.getByLabel('说明理由').fill('只问堂食人次，其余已掌握')
  await asked.getByRole('button', { name: /^准\s?入$/ }).click()
  await deciding.getByText('已处理').first().waitFor()
  const admitted = await open(deciding)
  await admitted.getByRole('button', { name: '自动填报', exact: true }).click()
  await deciding.getByText(/已填 .* 个单元，自动填报/).waitFor({ timeout: 60_000 })

  await using worker = await visit('phone', 'worker1')
  const { page } = worker
  expect(await periods()).toMatchObject([{ communityCode: '440104001001', closedAt: null }])
  await page.goto('/worker/one-form/filings')
  await settled(page)
  await page
    .getByRole('button', { name: new RegExp(title) })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  expect(await sheet.getByLabel('60岁以上老年人').count()).toBe(0)
  await sheet.getByLabel('堂食人次').fill('86')
  await axe(page)
  await sheet.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByText('已确认').first().waitFor()
  expect((await periods()).filter(({ closedAt }) => closedAt === null)).toEqual([])

  await using admin = await visit('desk', 'admin1', { locale: 'en' })
  const progress = await open(admin.page)
  await progress.getByText('In time', { exact: true }).waitFor()
  await axe(admin.page)
})
