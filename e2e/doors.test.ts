/** The four boards open, people get in, and the screens follow how each of them likes to read. */
import { expect, test } from 'vitest'
import { axe, settled, signIn, visit } from './browser.ts'

test('a guest opens the resident board and sees what the community offers', async () => {
  await using guest = await visit('phone')
  await guest.page.goto('/')
  await settled(guest.page)
  await guest.page.getByRole('link', { name: /上报/ }).first().waitFor()
  await axe(guest.page)
})

test('a resident signs in with a password and is greeted by name', async () => {
  await using chen = await visit('phone')
  await signIn(chen, '', 'resident1')
  await chen.page.getByText('陈秀英').first().waitFor()
})

test('a resident signs in with a code sent to the phone', async () => {
  await using chen = await visit('phone')
  await chen.page.goto('/sign-in')
  await chen.page.getByLabel('手机号').fill('13800001002')
  await chen.page.getByRole('button', { name: '获取验证码' }).click()
  // A demonstration fills in the code it cannot send.
  const code = chen.page.getByRole('textbox', { name: '验证码', exact: true })
  await expect.poll(() => code.inputValue(), { timeout: 10_000 }).toMatch(/^\d{6}$/)
  await chen.page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
  await chen.page.getByText('梁国强').first().waitFor()
})

test('a wrong password is refused in plain words, and says nothing about the account', async () => {
  await using someone = await visit('phone')
  someone.expects(/401 POST .*log-in/)
  await someone.page.goto('/sign-in')
  await someone.page.getByRole('radio', { name: '密码登录' }).check()
  await someone.page.getByLabel('登录名或手机号').fill('resident6')
  await someone.page.getByLabel('密码', { exact: true }).fill('not-the-password')
  await someone.page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
  await someone.page.getByText('账号或密码不对，请再试一次。').waitFor()
})

test('a merchant signs in and stands in front of the merchant board', async () => {
  await using shop = await visit('phone')
  await signIn(shop, '/merchant', 'merchant1')
  await shop.page.getByText('东濠饼家').first().waitFor()
  await axe(shop.page)
})

test('a grid worker signs in and stands before the inbox', async () => {
  await using lin = await visit('phone')
  await signIn(lin, '/worker', 'grid1')
  await lin.page.getByRole('navigation', { name: '主要页面' }).waitFor()
  await axe(lin.page)
})

test('a dispatcher signs in at the desk and finds the menu', async () => {
  await using wu = await visit('desk')
  await signIn(wu, '/desk', 'dispatcher1')
  await wu.page.getByRole('link', { name: '值班' }).or(wu.page.getByRole('navigation')).first().waitFor()
  await wu.page.getByText('吴敏仪').first().waitFor()
  await axe(wu.page)
})

test('English, dark and elder mode are chosen once and kept', async () => {
  await using chen = await visit('phone', 'resident1')
  await chen.page.goto('/me')
  await settled(chen.page)
  await chen.page.getByRole('radio', { name: 'English' }).click()
  await chen.page.getByRole('heading', { name: 'Me' }).waitFor()
  await chen.page.getByRole('radio', { name: 'Dark' }).click()
  await chen.page.reload()
  await settled(chen.page)
  expect(
    await chen.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
  ).toEqual(['en', 'dark'])
  await axe(chen.page)
})

test('in elder mode every target is at least 60 px high and no text smaller than 18 px', async () => {
  await using grandmother = await visit('phone', 'resident1')
  const { page } = grandmother
  await page.goto('/')
  await page.getByRole('button', { name: '长辈版' }).click()
  for (const path of ['/', '/cases/report', '/matters', '/notices', '/me']) {
    await page.goto(path)
    await settled(page)
    const wrong = await page.evaluate(() => {
      const seen = (element: Element) => {
        const { width, height } = element.getBoundingClientRect()
        return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden'
      }
      const targets = [
        ...document.querySelectorAll('a[href], button, [role=radio], select, input:not([type=file]), textarea'),
      ]
        .filter((one) => seen(one) && !one.closest('p') && !one.matches('.skip-link'))
        // A box and its label are one target.
        .map((one) => [one, (one.matches('input') && one.closest('label, .switch-row')) || one] as const)
        .filter(([, target]) => target.getBoundingClientRect().height < 59.5)
        .map(
          ([one, target]) => `${Math.round(target.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 120)}`,
        )
      const small = [...document.querySelectorAll('body *')]
        .filter(
          (one) => seen(one) && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        )
        .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 18)
        .map((one) => `${getComputedStyle(one).fontSize}: ${one.outerHTML.slice(0, 100)}`)
      return [...targets, ...small]
    })
    expect(wrong, path).toEqual([])
  }
})
