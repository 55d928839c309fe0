/** A property firm and an owners' committee of one community each find their own space from the first page of the worker board. */
import { expect, test } from 'vitest'
import { axe, visit } from './browser.ts'

test.each([
  ['firm1', '物业企业', '房屋渗漏水'],
  ['owners1', '业委会', '公维金使用'],
] as const)('%s finds what waits for the unit, its people and what it answers for', async (login, kind, answersFor) => {
  await using someone = await visit('phone', login)
  const { page } = someone
  await page.goto('/worker/me')
  await page.getByRole('link', { name: '本单位' }).click()
  await page.getByText(kind, { exact: true }).waitFor()
  for (const name of ['等本单位处理', '人员', '合同', '本单位负责的事'])
    await page.getByRole('heading', { name, exact: true }).waitFor()
  expect(await page.getByText(answersFor, { exact: true }).count()).toBe(1)
  await axe(page)
  // The directory of offices is none of theirs.
  expect((await page.request.get('/api/organisation/units')).status()).toBe(403)
})
