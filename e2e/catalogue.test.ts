/** The catalogue in two screens: a version waits for a second person's word, and somebody sees who looked at their data, and asks why. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

type Update = { readonly id: string; readonly datasetTitle: string; readonly state: string; readonly isDrop: boolean }
const updates = async (state: string) =>
  (await askAs<{ items: readonly Update[] }>('steward1', 'GET', `/api/catalogue/updates?state=${state}&limit=100`))
    .items

test('a version that lost a fifth is approved by the steward with a reason; a resident sees a look at their telephone and asks why', async () => {
  const waiting = (await updates('submitted')).find(({ isDrop }) => isDrop)
  if (!waiting) throw new Error('the demo has no version that lost a fifth')
  await using steward = await visit('desk', 'steward1')
  const { page: desk } = steward
  await desk.goto('/desk/catalogue/updates?state=submitted')
  await settled(desk)
  await desk
    .getByRole('row', { name: new RegExp(waiting.datasetTitle) })
    .first()
    .click()
  const asked = desk.getByRole('dialog')
  await asked.getByRole('textbox').fill('网点撤并，行数属实')
  await axe(desk)
  await asked.getByRole('button', { name: '核准发布', exact: true }).click()
  await asked.waitFor({ state: 'hidden' })
  expect((await updates('published')).some(({ id }) => id === waiting.id)).toBe(true)

  const { person } = await askAs<{ person: { id: string } }>('resident1', 'GET', '/api/people/me')
  await askAs('worker1', 'POST', `/api/people/persons/${person.id}/reveals`, {
    fields: ['phone'],
    purpose: 'service',
    reason: '通知免费体检',
  })
  await using resident = await visit('phone', 'resident1')
  const { page } = resident
  await page.goto('/catalogue/me/looks')
  await settled(page)
  await page
    .getByRole('button', { name: /通知免费体检/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox').fill('为什么要看我的电话？')
  await axe(page)
  await sheet.getByRole('button', { name: '提出质询', exact: true }).click()
  await sheet.waitFor({ state: 'hidden' })
  const looks = await askAs<{ items: readonly { reason: string; questionState: string | null }[] }>(
    'resident1',
    'GET',
    '/api/catalogue/me/looks',
  )
  expect(looks.items.find(({ reason }) => reason === '通知免费体检')).toMatchObject({ questionState: 'open' })
})
