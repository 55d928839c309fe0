/** 身边的事: neighbours see what is being done around them, and nothing about who reported it. */
import { expect, test } from 'vitest'
import { askAs, settled, visit, yingyuan } from './browser.ts'

test('the public list and map show the matter, never the person, the door or the exact place', async () => {
  const id = crypto.randomUUID()
  const hidden = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude }
  const mark = String(Date.now()).slice(-6)
  await askAs('resident1', 'POST', '/api/cases/reports', {
    id,
    text: `树枝压低电线${mark}`,
    address: '应元路98号大院3栋502房',
    place,
    isPublic: true,
  })
  await askAs('resident1', 'POST', '/api/cases/reports', {
    id: hidden,
    text: `家里的事不想公开${mark}`,
    place,
    isPublic: false,
  })
  await askAs('acceptor1', 'POST', `/api/cases/cases/${id}/acceptance`, {
    seen: 1,
    categoryCode: 'P0401',
    isPublic: true,
  })

  await using neighbour = await visit('phone', 'resident2')
  const { page } = neighbour
  neighbour.expects(/404 GET .*\/cases\//)
  await page.goto('/cases/public')
  await settled(page)
  await page.getByText(`树枝压低电线${mark}`).first().waitFor()
  const list = (await page.locator('main').textContent()) ?? ''
  for (const secret of ['陈秀英', '502房', '13800001001', '不想公开']) expect(list).not.toContain(secret)
  await page.getByText(`树枝压低电线${mark}`).first().click()
  await page.getByRole('heading', { level: 1, name: new RegExp(mark) }).waitFor()
  const whole = (await page.locator('main').textContent()) ?? ''
  for (const secret of ['陈秀英', '502房', '13800001001']) expect(whole).not.toContain(secret)
  await page.goto(`/cases/${hidden}`)
  await page.getByText('没有找到这件案件').first().waitFor()

  type Public = { items: { id: string; place: { lon: number; lat: number } | null }[] }
  const { items } = await askAs<Public>(null, 'GET', '/api/matters/public?area=440104001001&limit=20')
  expect(items.some((one) => one.id === hidden)).toBe(false)
  const shown = items.find((one) => one.id === id)
  expect(shown).toBeDefined()
  expect(shown?.place).not.toEqual(place)
})

test('the map of the neighbourhood opens, also for a guest', async () => {
  await using guest = await visit('phone')
  await guest.page.goto('/cases/public?view=map&area=440104001001')
  await settled(guest.page)
  await guest.page.locator('main svg, main canvas').first().waitFor()
})
