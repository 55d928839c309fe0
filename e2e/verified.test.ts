/** 核实 → 受理 → 返工, all on phones: the grid worker looks whether it is so, the acceptor takes it on, a check fails and passes the second time. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import preset from '../presets/yuexiu/identity/accounts.json' with { type: 'json' }
import { askAs, axe, photo, settled, type Visit, visit, yingyuan } from './browser.ts'

type Case = { readonly matter: { readonly state: string; readonly seen: number; readonly reworks: number } }
const look = async (id: string) => (await askAs<Case>('leader1', 'GET', `/api/cases/cases/${id}`)).matter
const stateOf = async (id: string) => (await look(id)).state

const accounts: readonly { readonly loginName: string; readonly unitId?: string | undefined }[] = preset.accounts
const unitId = accounts.find(({ loginName }) => loginName === 'handler3')?.unitId ?? ''

/** What other journeys walk is asked of the server; whoever is told that somebody acted meanwhile looks again. */
const post = async (login: string, id: string, path: string, body: object) => {
  for (let again = 0; ; again += 1)
    try {
      return await askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, { seen: (await look(id)).seen, ...body })
    } catch (error) {
      if (again === 3 || !String(error).includes('matters/changed-meanwhile')) throw error
    }
}

const shoot = async (page: Page, name: string) => {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('拍照').setInputFiles(await photo(page, name))
  await sheet.getByText('已上传').waitFor()
}

/** Near at the thumb or under "more". */
const act = async ({ page }: Visit, id: string, name: string, fill: () => Promise<void>) => {
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  const near = page.getByRole('button', { name, exact: true })
  const more = page.getByRole('button', { name: '更多', exact: true })
  await near.or(more).first().waitFor()
  if ((await near.count()) === 0) await more.click()
  await near.click()
  const sheet = page.getByRole('dialog', { name })
  await sheet.waitFor()
  await fill()
  await sheet.getByRole('button', { name, exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
}

test('a report is verified and accepted on phones, a check that failed sends it back to the same unit, and the second one passes', async () => {
  const id = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude }
  await askAs('resident2', 'POST', '/api/cases/reports', { id, text: '应元路井盖缺了一角', place, isPublic: true })
  await using acceptor = await visit('phone', 'acceptor1')
  await using grid = await visit('phone', 'grid1')

  await act(acceptor, id, '发核实', async () => {
    await acceptor.page.getByRole('dialog').getByRole('textbox').first().fill('请看看是哪一个井盖')
  })
  await expect.poll(() => stateOf(id)).toBe('verifying')
  await act(grid, id, '回复核实', async () => {
    await shoot(grid.page, 'there.jpg')
    await axe(grid.page)
  })
  await expect.poll(() => stateOf(id)).toBe('intake')
  await act(acceptor, id, '受理', async () => {
    await acceptor.page.getByRole('dialog').getByRole('combobox').first().selectOption('P0103')
  })
  await expect.poll(() => stateOf(id)).toBe('filing')

  await post('leader1', id, 'filing', {})
  await post('dispatcher1', id, 'dispatch', { unitId })
  await post('handler3', id, 'sign-in', {})
  await using handler = await visit('phone', 'handler3')
  const reply = (words: string, name: string) =>
    act(handler, id, '回复处置结果', async () => {
      await shoot(handler.page, name)
      await handler.page.getByRole('dialog').getByRole('textbox').first().fill(words)
    })
  await reply('已换新井盖', 'first.jpg')
  await expect.poll(() => stateOf(id)).toBe('checking')
  await act(grid, id, '核查不通过', async () => {
    await grid.page.getByRole('dialog').getByRole('textbox').first().fill('边上还有一圈缝')
  })
  await expect.poll(() => look(id)).toMatchObject({ state: 'handling', reworks: 1 })
  // The same unit sees why, and does it again.
  await handler.page.goto(`/worker/cases/${id}`)
  await handler.page.getByText('边上还有一圈缝').first().waitFor()
  await reply('缝已填平', 'second.jpg')
  await expect.poll(() => stateOf(id)).toBe('checking')
  await act(grid, id, '核查通过', () => shoot(grid.page, 'whole.jpg'))
  await expect.poll(() => stateOf(id)).toBe('closing')
})
