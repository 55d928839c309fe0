/** A handler and a grid worker outdoors: one inbox by due time, and a network that comes and goes. */
import { expect, test } from 'vitest'
import { askAs, photo, readyForOffline, settled, visit, yingyuan } from './browser.ts'

type Row = { readonly id: string; readonly title: string; readonly dueAt: string | null }
type Case = { readonly matter: { readonly state: string; readonly seen: number } }

const caseOf = (id: string) => askAs<Case>('leader1', 'GET', `/api/cases/cases/${id}`)
const stateOf = async (id: string) => (await caseOf(id)).matter.state

/** A case dispatched to the water authority, waiting for its handler. */
const dispatched = async (text: string) => {
  const id = crypto.randomUUID()
  const step = async (login: string, path: string, body: object) =>
    askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, { seen: (await caseOf(id)).matter.seen, ...body })
  await askAs('resident2', 'POST', '/api/cases/reports', {
    id,
    text,
    place: { lon: yingyuan.longitude, lat: yingyuan.latitude },
    isPublic: true,
  })
  await step('acceptor1', 'acceptance', { categoryCode: 'P0103', isPublic: true, ownership: 'municipal' })
  await step('leader1', 'filing', {})
  const { items } = await askAs<{ items: { unitId: string; unitName: string }[] }>(
    'dispatcher1',
    'GET',
    `/api/cases/cases/${id}/proposals`,
  )
  await step('dispatcher1', 'dispatch', { unitId: items.find(({ unitName }) => unitName.includes('水务局'))?.unitId })
  return id
}

test('the inbox is one list, soonest due first', async () => {
  await using zhou = await visit('phone', 'handler1')
  await zhou.page.goto('/worker')
  await settled(zhou.page)
  const { items } = await askAs<{ items: Row[] }>('handler1', 'GET', '/api/matters/inbox')
  expect(items.length).toBeGreaterThan(3)
  const due = items.map(({ dueAt }) => Date.parse(dueAt ?? '9999-12-31'))
  expect(due).toEqual([...due].sort((one, other) => one - other))
  const titles = zhou.page.locator('main ul.list > li .row-title')
  await titles.first().waitFor()
  const shown = await titles.allTextContents()
  expect(shown.slice(0, items.length).join('\n')).toContain(items[0]?.title ?? '')
  const first = shown.findIndex((title) => title.includes(items[0]?.title ?? ' '))
  const third = shown.findIndex((title) => title.includes(items[2]?.title ?? ' '))
  expect(first).toBeLessThan(third)
})

test('a handler signs in and replies without a network; both arrive in order when it is back', async () => {
  const id = await dispatched('雨水井盖缺失，夜里看不见')
  await using ye = await visit('phone', 'handler3')
  const { page } = ye
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '签收', exact: true }).waitFor()
  const after = await photo(page, 'after.jpg')
  await readyForOffline(page)
  await ye.goOffline()
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await page
    .getByText(/已存在手机里/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '回复处置结果', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('拍照').setInputFiles(after)
  await sheet.getByRole('textbox').first().fill('已装上新井盖')
  await sheet.getByRole('button', { name: '回复处置结果', exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  expect(await stateOf(id)).toBe('assigned')
  await ye.goOnline()
  await expect.poll(() => stateOf(id), { timeout: 40_000 }).toBe('checking')
})

test('a grid worker reports what was put right on the spot', async () => {
  await using lin = await visit('phone', 'grid1')
  const { page } = lin
  await page.goto('/worker/cases/report')
  await settled(page)
  await page.getByText('已当场处置').first().waitFor()
})
