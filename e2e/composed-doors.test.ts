/** What a community leaves out, renames or puts first at the desk is so on the phone, within a minute. */
import { expect, test } from 'vitest'
import { askAs, settled, visit } from './browser.ts'

const here = '440104001001'

test('the large door and a small one, left out or renamed at the desk, are so on the phone; what everything stands on can stand first', async () => {
  const compose = (entries: readonly object[]) =>
    askAs('admin2', 'PUT', `/api/launcher/compositions/${here}`, { entries })
  await using neighbour = await visit('phone', 'resident2')
  const { page } = neighbour
  const doors = async () => {
    await page.goto('/')
    await settled(page)
    // The doors come a moment after the greeting.
    await page.locator('.home .doors .door').first().waitFor()
    return page.locator('.home .door').evaluateAll((all) =>
      // What waits for her stands before what the community put first.
      all
        .filter((one) => one.matches('.door-main') || !one.querySelector('.door-waits'))
        .map((one) => one.querySelector('.door-title')?.textContent ?? ''),
    )
  }
  try {
    await page.goto('/')
    await page.locator('.door-main').waitFor()
    const large = (await page.locator('.door-main .door-title').textContent()) ?? ''
    expect((await doors())[0]).toBe(large)
    await compose([
      { id: 'native:points', isShown: true },
      { id: 'native:cases', isShown: true, name: { 'zh-CN': '随手拍', en: 'Snap it' } },
    ])
    await expect
      .poll(async () => (await doors()).slice(0, 2), { timeout: 60_000, interval: 2000 })
      .toEqual(['随手拍', '我的积分'])
    // Only the first door of a module takes the community's name for it.
    expect((await doors()).filter((one) => one === '随手拍')).toHaveLength(1)
    await compose([
      { id: 'native:cases', isShown: false },
      { id: 'native:points', isShown: false },
    ])
    await expect
      .poll(() => doors().then((all) => all.includes('我的积分')), { timeout: 60_000, interval: 2000 })
      .toBe(false)
    expect(await page.locator('.door-main').count()).toBe(0)
  } finally {
    await compose([])
  }
})
