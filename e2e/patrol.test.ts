/** A whole round in airplane mode: ten stops with photos, the page reloaded on the way, and everything arrives once. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, photo, readyForOffline, settled, visit } from './browser.ts'

type Item = {
  readonly name: string
  readonly found: string | null
  readonly caseId: string | null
  readonly caseNumber: string | null
  readonly before: readonly { readonly thumbUrl: string | null }[]
  readonly after: readonly unknown[]
  readonly isFixed: boolean
}
type Today = {
  readonly items: readonly {
    readonly id: string
    readonly name: string
    readonly finishedAt: string | null
    readonly items: readonly Item[]
  }[]
}

const round = async () => {
  const { items } = await askAs<Today>('grid1', 'GET', '/api/patrol/today')
  const found = items.find((one) => one.items.length === 10)
  if (!found) throw new Error('the demo round of ten stops is there')
  return found
}

/** At the next stop: a photo before, for every second one also after, sent. */
const record = async (page: Page, picture: Awaited<ReturnType<typeof photo>>, isFixed: boolean) => {
  const stop = page.locator('.patrol-next')
  const name = await stop.getAttribute('aria-label')
  await stop.getByRole('button', { name: '有问题' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('拍照').first().setInputFiles(picture)
  await sheet.getByRole('img').first().waitFor()
  if (isFixed) {
    await sheet.getByLabel('拍照').last().setInputFiles(picture)
    await sheet.getByRole('img').nth(1).waitFor()
  }
  await sheet.getByRole('button', { name: isFixed ? '提交，已整改' : '上报，等待派遣' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page
    .getByRole('article', { name: name ?? '' })
    .getByText('等待网络')
    .waitFor()
}

/** Presses a person makes: taps, and a shutter for each photo. */
const pressesOf = async (page: Page, act: () => Promise<void>) => {
  await page.evaluate(() => {
    document.documentElement.dataset.presses = '0'
    const count = () => {
      const { dataset } = document.documentElement
      dataset.presses = String(Number(dataset.presses) + 1)
    }
    const isCamera = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === 'file'
    document.addEventListener('click', ({ target }) => !isCamera(target) && count(), true)
    document.addEventListener('change', ({ target }) => isCamera(target) && count(), true)
  })
  await act()
  return page.evaluate(() => Number(document.documentElement.dataset.presses))
}

test('ten stops with photos, walked without a network over a reload, arrive once and open their cases once', async () => {
  await using lin = await visit('phone', 'grid1', { serviceWorkers: 'allow' })
  const { page } = lin
  await page.goto('/worker/patrol')
  await settled(page)
  await page.locator('.patrol-next').waitFor()
  await axe(page)
  const picture = await photo(page)
  await readyForOffline(page)
  await lin.goOffline()
  await page.getByRole('button', { name: '开始巡查' }).click()
  await page.getByText('进行中', { exact: true }).waitFor()
  // What was put right on the spot is reported with both its photos in four presses.
  expect(await pressesOf(page, () => record(page, picture, true))).toBeLessThanOrEqual(4)
  for (let n = 1; n < 5; n += 1) await record(page, picture, n % 2 === 0)
  await page.reload()
  await page
    .getByText(/数据截至/)
    .first()
    .waitFor()
  await page.getByText('已查 5/10').waitFor()
  for (let n = 5; n < 10; n += 1) await record(page, picture, n % 2 === 0)
  await page.getByText('已查 10/10').waitFor()
  await page.getByRole('button', { name: '结束巡查' }).click()
  expect((await round()).items.filter(({ found }) => found !== null)).toEqual([])

  // Photos of before the reload: the phone asks first whether they arrived after all.
  lin.expects(/404 GET \S+\/api\/files\/uploads\//)
  await lin.goOnline()
  await expect.poll(async () => (await round()).finishedAt, { timeout: 90_000 }).not.toBeNull()
  await expect
    .poll(async () => (await round()).items.filter(({ caseNumber }) => caseNumber !== null).length, {
      timeout: 60_000,
    })
    .toBe(10)
  const { items } = await round()
  expect(items.map(({ found }) => found)).toEqual(Array(10).fill('problem'))
  expect(items.filter(({ isFixed }) => isFixed)).toHaveLength(5)
  expect(items.flatMap(({ before }) => before)).toHaveLength(10)
  expect(items.flatMap(({ after }) => after)).toHaveLength(5)
  expect(new Set(items.map(({ caseNumber }) => caseNumber)).size).toBe(10)
  for (const { caseId, isFixed } of items) {
    const made = await askAs<{ outcome: string | null; evidence: unknown[] }>(
      'leader1',
      'GET',
      `/api/cases/cases/${caseId}`,
    )
    expect(made.evidence).toHaveLength(isFixed ? 2 : 1)
    expect(made.outcome).toBe(isFixed ? 'fixed' : null)
  }
  await page.getByText('等待网络').first().waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('案件 ').first().waitFor()
  await axe(page)
})

test('a stop a colleague did meanwhile is shown, and what the phone has is kept as a note', async () => {
  type Routes = { readonly items: readonly { readonly id: string; readonly name: string }[] }
  const id = crypto.randomUUID()
  const { items: workers } = await askAs<Routes>('admin2', 'GET', '/api/patrol/workers?area=440104001001')
  const workerOf = (name: string) => workers.find((one) => one.name === name)?.id
  await askAs('admin2', 'PUT', `/api/patrol/routes/${id}`, {
    area: '440104001001',
    name: '午后补查',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    workerId: workerOf('罗美玲'),
    stops: [{ name: '后街水箱', lon: 113.2588, lat: 23.1441, checks: ['水箱盖'] }],
  })
  const made = await askAs<{ id: string; items: { id: string }[] }>(
    'admin2',
    'POST',
    `/api/patrol/routes/${id}/round`,
    {},
  )
  await using luo = await visit('phone', 'grid2', { serviceWorkers: 'allow' })
  const { page } = luo
  await page.goto('/worker/patrol')
  await settled(page)
  const stop = page.getByRole('article', { name: '后街水箱' })
  await stop.waitFor()
  await readyForOffline(page)
  await luo.goOffline()
  await stop.getByRole('button', { name: '没问题' }).click()
  await stop.getByText('等待网络').waitFor()
  await askAs('admin2', 'PUT', `/api/patrol/rounds/${made.id}/worker`, { workerId: workerOf('林志远') })
  await askAs('grid1', 'POST', `/api/patrol/items/${made.items[0]?.id}/finding`, {
    recordId: crypto.randomUUID(),
    found: 'problem',
    note: '水箱盖松了',
    doneAt: new Date().toISOString(),
  })
  luo.expects(/409/)
  await luo.goOnline()
  await page.getByText(/林志远已经完成这一项/).waitFor({ timeout: 40_000 })
  await axe(page)
  await page.getByRole('button', { name: '作为备注保留' }).click()
  const notes = async () => {
    const { items } = await askAs<{ items: { id: string; items: { notes: { byName: string }[] }[] }[] }>(
      'admin2',
      'GET',
      '/api/patrol/rounds?limit=50',
    )
    return items.find((one) => one.id === made.id)?.items[0]?.notes.map(({ byName }) => byName)
  }
  await expect.poll(notes, { timeout: 20_000 }).toEqual(['罗美玲'])
  await page.getByText(/没有提交/).waitFor({ state: 'detached' })
})
