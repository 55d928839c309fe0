/** 自助终端: a kiosk stays a kiosk, and whoever was there is gone when they go, or when they simply walk away. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, password, settled, visit } from './browser.ts'

const signIn = async (page: Page, login: string) => {
  const reply = await page.request.post('/api/identity/log-in', {
    headers: { 'x-liren': '1' },
    data: { loginName: login, password },
  })
  expect(reply.ok()).toBe(true)
}
/** Everything this browser keeps, as text. */
const keptHere = (page: Page) =>
  page.evaluate(async () => {
    const all: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)]
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(open.error)
      })
      for (const store of db.objectStoreNames)
        all.push(
          await new Promise((resolve, reject) => {
            const read = db.transaction(store).objectStore(store).getAll()
            read.onsuccess = () => resolve(read.result)
            read.onerror = () => reject(read.error)
          }),
        )
      db.close()
    }
    return JSON.stringify(all)
  })
const nobody = async (page: Page) => {
  const reply = await page.request.get('/api/identity/session', { headers: { 'x-liren': '1' } })
  return ((await reply.json()) as { account: unknown }).account === null
}

test('what she begins at the kiosk is begun there, wherever she clicked; when she ends, nothing of hers is left', async () => {
  await using kiosk = await visit('phone')
  const { page } = kiosk
  await page.goto('/?at=kiosk&idle=60')
  await settled(page)
  await signIn(page, 'resident3')
  await page.goto('/services/apply/SQ-023')
  await settled(page)
  await axe(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一步', exact: true }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await askAs<{ channel: string }>('resident3', 'GET', `/api/services/applications/${id}`)).toMatchObject({
    channel: 'kiosk',
  })
  await page.getByRole('button', { name: '办完了，清除我的信息' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await settled(page)
  expect(await nobody(page)).toBe(true)
  const kept = await keptHere(page)
  expect(kept).toContain('liren.kiosk')
  expect(kept).not.toMatch(/resident3|黄|SQ-023/)
  // The next one, and the way back.
  await page.goto(`/services/${id}`)
  await settled(page)
  expect(await page.getByText('失业登记').count()).toBe(0)
  await page.getByRole('button', { name: '办完了，清除我的信息' }).waitFor()
})

test('whoever walks away is asked, and then forgotten', async () => {
  await using kiosk = await visit('phone')
  const { page } = kiosk
  await page.clock.install()
  await page.goto('/?at=kiosk&idle=60')
  await signIn(page, 'resident3')
  await page.goto('/me')
  await settled(page)
  await page.mouse.click(200, 600)
  await page.clock.fastForward(45_000)
  await page.getByText('您还在吗？').waitFor()
  await axe(page)
  await page.getByRole('button', { name: '继续办理' }).click()
  await page.clock.fastForward(30_000)
  expect(await page.getByText('您还在吗？').isVisible()).toBe(false)
  expect(await nobody(page)).toBe(false)
  await page.clock.fastForward(45_000)
  await page.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => nobody(page)).toBe(true)
})

test('told to be no kiosk any more, it is an ordinary browser again', async () => {
  await using kiosk = await visit('phone')
  const { page } = kiosk
  await page.goto('/?at=kiosk')
  await page.getByRole('button', { name: '办完了，清除我的信息' }).waitFor()
  await page.goto('/?at=home')
  await settled(page)
  expect(await page.getByRole('button', { name: '办完了，清除我的信息' }).count()).toBe(0)
})
