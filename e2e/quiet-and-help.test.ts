/** 求助与保护, 这一页怎么用: help that leaves no trace, and a page that explains itself. */
import { expect, test } from 'vitest'
import { askAs, settled, visit } from './browser.ts'

test('somebody asks for help quietly, leaves in one press, and going back shows nothing of it', async () => {
  await using guest = await visit('phone')
  const { page } = guest
  await page.goto('/')
  await settled(page)
  await page.goto('/cases/protection')
  await settled(page)
  expect(await page.title()).not.toContain('求助')
  await page.getByRole('textbox', { name: '发生了什么' }).fill('他又动手了，孩子也在')
  await page.getByLabel('所在社区').selectOption('440104001001')
  await page.getByRole('textbox', { name: /能安全联系您的号码/ }).fill('13800007777')
  await page.getByLabel('怎样联系您才安全').selectOption('textOnly')
  await page.getByRole('button', { name: '发出求助' }).click()
  await page.getByRole('heading', { name: '已收到' }).waitFor()
  const waiting = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const open = indexedDB.open('liren-outbox')
        open.onsuccess = () => {
          const { result } = open
          if (!result.objectStoreNames.contains('sends')) return done(0)
          const count = result.transaction('sends').objectStore('sends').count()
          count.onsuccess = () => done(count.result)
        }
      }),
  )
  expect(waiting).toBe(0)
  await page.getByRole('button', { name: '快速离开' }).click()
  await page.waitForURL('**/cases/public')
  await settled(page)
  await page.goBack()
  await settled(page)
  expect(page.url()).not.toContain('protection')
  type Rows = { items: { title: string; grade: number; id: string }[] }
  const { items } = await askAs<Rows>('leader1', 'GET', '/api/matters/matters?limit=20')
  const hers = items.find(({ title }) => title.includes('家暴求助'))
  expect(hers?.grade).toBe(4)
  const whole = await askAs<{ isRestricted: boolean }>('leader1', 'GET', `/api/cases/cases/${hers?.id}`)
  expect(whole.isRestricted).toBe(true)
})

test('a page says how it works, in sentences that can be read aloud', async () => {
  await using guest = await visit('phone')
  const { page } = guest
  await page.goto('/cases/report')
  await settled(page)
  await page.getByRole('button', { name: '这一页怎么用' }).click()
  await page.getByText('写不动就按话筒').waitFor()
})
