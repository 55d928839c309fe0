/** Somebody of a department, who works by telephone, finds the studio, and without writing a rule makes a tool that asks only what it must. */
import { blank, shaped } from '@liren/tool-library/document/templates'
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

const district = '440104000000'
type Draft = {
  readonly document: { readonly forms: unknown; readonly processes: unknown; readonly retention: unknown }
}

test('a handler goes from the phone to the studio: a photo, an entry of the dictionary, a condition, a limit, a form on the way, an end', async () => {
  await using phone = await visit('phone', 'handler1')
  await phone.page.goto('/worker/tool-library/studio')
  await settled(phone.page)
  await phone.page.getByRole('heading', { name: '我提交过的' }).waitFor()
  await axe(phone.page)

  const id = crypto.randomUUID()
  const words = { name: `路灯不亮报一声${id.slice(0, 4)}`, summary: '拍一张，谁修都看得见' }
  await askAs('handler1', 'PUT', `/api/tool-library/drafts/${id}`, {
    area: district,
    document: shaped(blank(`lamp-${id.slice(0, 8)}`, district, '区城管执法局', words), 'report'),
  })
  await phone.page.reload()
  await phone.page.getByRole('button', { name: words.name }).first().click()
  await phone.page.waitForURL(`**/desk/tool-library/studio/${id}`)

  await using desk = await visit('desk', 'handler1')
  const { page } = desk
  await page.goto(`/desk/tool-library/studio/${id}`)
  await settled(page)
  const step = (name: string) => page.getByRole('navigation', { name: '做工具的步骤' }).getByRole('button', { name })
  const add = async (kind: string, label: string) => {
    await page.locator('.studio-add button', { hasText: kind }).first().click()
    await page.getByLabel('问什么').last().fill(label)
  }
  const pick = async (list: string, option: string) => {
    await page.getByRole('combobox', { name: list }).click()
    await page.locator('.ant-select-item-option', { hasText: option }).locator('visible=true').last().click()
  }
  await step('要填什么').click()
  await add('拍照', '灯的样子')
  await add('是或否', '灯杆上有编号吗')
  await add('一行字', '编号是多少')
  await page.getByText('“编号是多少”的更多设置').click()
  await pick('编号是多少：看哪一项的回答', '灯杆上有编号吗')
  await page.getByText('“在哪里”的更多设置').click()
  const entries = page.getByRole('combobox', { name: '“在哪里”对上数据目录里的哪一项' })
  await entries.click()
  await entries.fill('楼栋名称')
  await page.locator('.ant-select-item-option', { hasText: 'building.name' }).click()
  await page.getByText('自动带出：楼栋名称').waitFor()
  await axe(page)

  await step('怎么办').click()
  await pick('“待处理”最多停留，按什么算', '个工作日')
  await page.getByText('“处理好了”的更多设置').click()
  await page.getByRole('button', { name: '＋ 做“处理好了”的人也要填点什么' }).click()
  await page.getByText('“处理好了”时填').waitFor()
  await add('多行字', '怎么修的')
  await step('给谁用').click()
  await page.getByRole('checkbox', { name: '到某一天就停用，并删除全部记录' }).check()
  await page.getByRole('checkbox', { name: '管理人员的桌面' }).check()
  await axe(page)
  await step('提交').click()
  await page.getByText('自动检查通过').waitFor()

  await expect
    .poll(async () => (await askAs<Draft>('handler1', 'GET', `/api/tool-library/drafts/${id}`)).document)
    .toMatchObject({
      forms: [
        {
          fields: [
            { label: { 'zh-CN': '什么事' } },
            { label: { 'zh-CN': '在哪里' }, binds: 'building.name' },
            { label: { 'zh-CN': '灯的样子' }, schema: { items: { format: 'photo' } } },
            { schema: { type: 'boolean' } },
            { label: { 'zh-CN': '编号是多少' }, when: 'answers.f4' },
          ],
        },
        { id: 'asks1', fields: [{ label: { 'zh-CN': '怎么修的' } }] },
      ],
      processes: [
        { clocks: { limitS1: { limit: { amount: 3, unit: 'workDays' } } }, moves: { m2: { form: 'asks1' } } },
      ],
      audience: [{ board: 'resident' }, { board: 'worker' }, { board: 'desk' }],
      retention: { endsOn: expect.stringMatching(/^\d{4}-/) },
    })
})
