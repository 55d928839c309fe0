/** 组织机构: a community sets a committee up, fills its posts and its roster, gives it a duty, and dissolves it; the community next door cannot. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

/** 越秀山社区居委会, from the preset. */
const committee = 'c0cd5d0f-5954-5e62-b38f-82aa99b0216a'
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const choose = async (page: Page, form: ReturnType<typeof dialog>, label: string, option: string) => {
  await form.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
}
const send = (form: ReturnType<typeof dialog>, verb: string) => form.getByRole('button', { name: verb }).click()

test('she sets an owners’ committee up, fills its post, its roster and its duty, and dissolves it', async () => {
  const code = `T${String(Date.now()).slice(-7)}-YW`
  await using liang = await visit('desk', 'admin2')
  const { page } = liang
  await page.goto(`/desk/organisation?unit=${committee}`)
  await settled(page)
  await page.getByRole('button', { name: '新建下级单位' }).click()
  const unit = dialog(page, '新建下级单位')
  await unit.getByLabel('编码', { exact: true }).fill(code)
  await choose(page, unit, '类别', '业委会')
  await unit.getByLabel('名称', { exact: true }).fill('应元花园业主委员会')
  await unit.getByLabel('简称').fill('应元业委会')
  await axe(page)
  await send(unit, '新建下级单位')
  await page.getByRole('heading', { name: /应元花园业主委员会/ }).waitFor()
  const id = new URL(page.url()).searchParams.get('unit') ?? ''

  await page.getByText('还没有岗位').waitFor()
  await page.getByRole('button', { name: '设岗位' }).click()
  const post = dialog(page, '设岗位')
  await post.getByLabel('岗位名称').fill('业委会主任')
  await send(post, '设岗位')
  await page.getByRole('button', { name: '安排人员' }).click()
  const seat = dialog(page, '业委会主任')
  await seat.getByLabel('名称', { exact: true }).fill('唐咏诗')
  await seat.getByLabel('电话').fill('13800138000')
  await send(seat, '安排人员')
  await page.getByText('1/1 人').waitFor()
  await axe(page)

  await page.getByRole('radio', { name: '值班' }).check()
  await page.getByText('还没有班次').waitFor()
  await page.getByRole('button', { name: '增加班次' }).click()
  const shift = dialog(page, '增加班次')
  await shift.getByLabel('班次', { exact: true }).fill('业主接待')
  await send(shift, '增加班次')
  await page.getByRole('button', { name: '排班' }).click()
  const line = dialog(page, '业主接待')
  await choose(page, line, '人员', '唐咏诗（业委会主任）')
  await send(line, '排班')
  await page
    .getByRole('cell', { name: /唐咏诗/ })
    .first()
    .waitFor()
  await axe(page)

  await page.getByRole('radio', { name: '权责清单' }).check()
  // Lines that every owners’ committee has stand there already.
  const lines = page.locator('tbody tr.ant-table-row')
  await lines.first().waitFor()
  const before = await lines.count()
  await page.getByRole('button', { name: '增加职责' }).click()
  const duty = dialog(page, '增加职责')
  await duty.getByLabel(/适用类别/).fill('E0102')
  await page.keyboard.press('Enter')
  await duty.getByLabel('依据条款').fill('管理规约第三条：小区内暴露垃圾由业委会督促物业清理')
  await duty.getByLabel('开始', { exact: true }).fill('07:40')
  await duty.getByLabel('结束', { exact: true }).fill('11:20')
  await send(duty, '增加职责')
  await expect.poll(() => lines.count()).toBe(before + 1)

  // The unit is open to the community next door, to be looked at.
  await using zhang = await visit('desk', 'admin3')
  await zhang.page.goto(`/desk/organisation?unit=${id}`)
  await settled(zhang.page)
  await zhang.page.getByRole('heading', { name: /应元花园业主委员会/ }).waitFor()
  expect(await zhang.page.getByRole('button', { name: '撤销单位' }).count()).toBe(0)
  expect(await zhang.page.getByRole('button', { name: '设岗位' }).count()).toBe(0)
  await expect(
    askAs('admin3', 'POST', `/api/organisation/units/${id}/closure`, { reason: '不归我管' }),
  ).rejects.toThrow(/40[34]/)

  // Whoever answers for something cannot be dissolved: the duty is ended first.
  await lines.filter({ hasText: '07:40–11:20' }).getByRole('button').first().click()
  const open = dialog(page, '职责')
  await open.getByText('管理规约第三条').first().waitFor()
  await open.getByRole('button', { name: '终止' }).click()
  const ending = dialog(page, '终止')
  await ending.getByLabel('原因').fill('物业已接手')
  await send(ending, '终止')
  await expect.poll(() => lines.count()).toBe(before)
  await page.getByRole('button', { name: '撤销单位' }).click()
  const closing = dialog(page, '撤销单位')
  await closing.getByLabel('撤销原因').fill('业主大会决定更换')
  await send(closing, '撤销单位')
  await page.getByText('已撤销').first().waitFor()
  expect(await page.getByRole('button', { name: '新建下级单位' }).count()).toBe(0)
})

test('a resident appointed from the register opens their duties; the post and the shift end again by a press', async () => {
  const title = `三号楼楼长${String(Date.now()).slice(-4)}`
  await using liang = await visit('desk', 'admin2')
  const { page } = liang
  await page.goto(`/desk/organisation?unit=${committee}`)
  await settled(page)
  await page.getByRole('button', { name: '设岗位' }).click()
  const post = dialog(page, '设岗位')
  await post.getByLabel('岗位名称').fill(title)
  await send(post, '设岗位')
  // The innermost: the page's own section holds it too.
  const section = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) })
    .last()
  await section.getByRole('button', { name: '安排人员' }).click()
  const seat = dialog(page, title)
  await seat.getByLabel(/^居民/).fill('13800001002')
  await seat.getByRole('button', { name: '查找' }).click()
  await seat.getByRole('button', { name: /^梁/ }).click()
  await seat.getByLabel('名称', { exact: true }).fill('梁国强')
  await axe(page)
  await send(seat, '安排人员')
  await section.getByText('已关联居民').waitFor()

  await using guoqiang = await visit('phone', 'resident2')
  await guoqiang.page.goto('/organisation/my-posts')
  await settled(guoqiang.page)
  await guoqiang.page.getByText(title).waitFor()

  await section.getByRole('button', { name: '撤销岗位' }).click()
  await page.locator('.ant-popover:visible').getByRole('button', { name: '撤销岗位' }).click()
  await page.getByRole('heading', { name: title }).waitFor({ state: 'detached' })
})
