/** With no module at all the four boards still stand, and say what is missing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, settled, visit } from './browser.ts'
import { type Served, serve } from './server.ts'

let bare: Served
beforeAll(async () => {
  bare = await serve('none')
})
afterAll(() => bare.stop())

for (const [screen, path, words] of [
  ['phone', '/', '服务即将开通'],
  ['phone', '/worker', '还没有工作事项'],
  ['phone', '/merchant', '商家服务即将开通'],
  ['desk', '/desk', '还没有开通模块'],
] as const)
  test(`the board at ${path} opens without any module`, async () => {
    await using someone = await visit(screen, null, { at: bare.address })
    await someone.page.goto(path)
    await settled(someone.page)
    await someone.page.getByText(words).first().waitFor()
    await axe(someone.page)
  })

test('a page nobody has is said to be missing', async () => {
  await using someone = await visit('phone', null, { at: bare.address })
  await someone.page.goto('/cases/report')
  await someone.page.getByText('这里没有内容').waitFor()
  expect(await someone.page.title()).toContain('没有这个页面')
})
