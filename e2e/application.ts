/** An application on a phone, from its first empty field to the moment it is handed in. */
import type { Page } from 'playwright-core'
import { photo, settled } from './browser.ts'

/** Confirms what has to be confirmed, and types what is still empty. */
export const fill = async (page: Page) => {
  for (const box of await page.locator('.form-confirm input').all()) if (!(await box.isChecked())) await box.check()
  for (const field of await page.locator('.form-field input, .form-field textarea').all()) {
    const type = await field.getAttribute('type')
    if (type === 'checkbox' || type === 'radio' || !(await field.isEditable()) || (await field.inputValue()) !== '')
      continue
    const label = await field.evaluate((one) => (one as HTMLInputElement).labels?.[0]?.textContent ?? '')
    if (type === 'date') await field.fill('2026-06-30')
    else await field.fill(/账号/.test(label) ? '6217000044010400123' : '示范内容')
  }
  for (const choice of await page.locator('.form-field select').all())
    if ((await choice.inputValue()) === '') await choice.selectOption({ index: 1 })
}
/** Page after page to the last look, and hands the form in. */
export const throughForm = async (page: Page) => {
  for (let step = 0; step < 6; step += 1) {
    const last = page.getByRole('button', { name: '提交', exact: true })
    const next = page.getByRole('button', { name: '下一步', exact: true })
    await last.or(next).first().waitFor()
    if (await last.isVisible()) return last.click()
    await fill(page)
    await next.click()
    await settled(page)
  }
  throw new Error('the form has no end')
}
/** Takes a photo of each paper still asked for, agrees to whatever is signed on the screen, and hands the application in. */
export const handIn = async (page: Page) => {
  const button = page.getByRole('button', { name: '提交申请', exact: true })
  await button.waitFor()
  for (const paper of await page.getByLabel('拍照').all()) await paper.setInputFiles(await photo(page))
  for (const agreed of await page.getByRole('switch').all())
    if ((await agreed.getAttribute('aria-checked')) !== 'true') await agreed.click()
  await settled(page)
  await button.click()
  await page.getByText('已提交').first().waitFor()
}
