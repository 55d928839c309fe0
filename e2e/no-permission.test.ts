/** 最小权限 Nobody is asked for anything at start, and with everything refused each core journey still comes to its end. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { askAs, photo, settled, type Visit, visit, yingyuan } from './browser.ts'

/** Whatever makes a browser ask its owner: written down the moment a page calls it. */
const listenIn = () => {
  const asked: string[] = []
  Object.assign(globalThis, { asked })
  const watch = (owner: object | undefined, name: string, what: string) => {
    const kept = owner && (owner as Record<string, unknown>)[name]
    if (!owner || typeof kept !== 'function') return
    Object.defineProperty(owner, name, {
      configurable: true,
      value: function (this: unknown, ...given: unknown[]) {
        asked.push(what)
        return Reflect.apply(kept, this, given)
      },
    })
  }
  const all = navigator as unknown as Record<string, object | undefined>
  for (const name of ['getCurrentPosition', 'watchPosition']) watch(navigator.geolocation, name, 'geolocation')
  for (const name of ['getUserMedia', 'getDisplayMedia']) watch(all.mediaDevices, name, 'camera or microphone')
  watch(globalThis.Notification, 'requestPermission', 'notifications')
  for (const name of ['bluetooth', 'usb', 'serial', 'hid']) {
    watch(all[name], 'requestDevice', name)
    watch(all[name], 'requestPort', name)
  }
  watch(all.storage, 'persist', 'storage')
  watch(all.clipboard, 'readText', 'clipboard')
  watch(all.clipboard, 'read', 'clipboard')
  watch(all.wakeLock, 'request', 'wake lock')
  watch(all.contacts, 'select', 'contacts')
  watch(navigator, 'requestMIDIAccess', 'midi')
  watch(globalThis.PushManager?.prototype, 'subscribe', 'push')
  for (const name of ['SpeechRecognition', 'webkitSpeechRecognition']) {
    const made = (globalThis as unknown as Record<string, { prototype: object } | undefined>)[name]
    watch(made?.prototype, 'start', 'microphone')
  }
}
const askedOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

const devices = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
/** As if somebody had pressed "block" on every question a browser knows. */
const refuseAll = async (context: BrowserContext, page: Page) => {
  await context.clearPermissions()
  const browser = await context.newCDPSession(page)
  // Said for this person's browser, or it would hold for another one.
  const { targetInfo } = await browser.send('Target.getTargetInfo')
  for (const name of devices)
    await browser.send('Browser.setPermission', {
      origin: inject('address'),
      permission: { name },
      setting: 'denied',
      ...(targetInfo.browserContextId ? { browserContextId: targetInfo.browserContextId } : {}),
    })
}
const refusing = async (login: string | null, screen: 'phone' | 'desk' = 'phone'): Promise<Visit> => {
  const visitor = await visit(screen, login, { permissions: [] })
  await visitor.context.addInitScript(listenIn)
  // Before a photo is sent the phone asks whether it has arrived already.
  visitor.expects(/404 GET .*\/api\/files\/uploads\//)
  await refuseAll(visitor.context, visitor.page)
  return visitor
}

const boards = [
  {
    board: 'resident',
    who: 'a guest',
    login: null,
    paths: ['/', '/cases/public', '/cases/how', '/services', '/matters/progress'],
  },
  {
    board: 'resident',
    who: 'a resident',
    login: 'resident1',
    paths: ['/', '/cases/report', '/matters', '/me', '/services'],
  },
  { board: 'merchant', who: 'a shop', login: 'merchant1', paths: ['/merchant', '/merchant/me'] },
  {
    board: 'worker',
    who: 'a grid worker',
    login: 'grid1',
    paths: ['/worker', '/worker/cases/report', '/worker/cases/around', '/worker/patrol', '/worker/me'],
  },
  { board: 'desk', who: 'a dispatcher', login: 'dispatcher1', paths: ['/desk', '/desk/cases', '/desk/command'] },
] as const

test.for(boards)(
  'the $board board asks $who for nothing at start, nor its main pages when they are opened',
  async ({ board, login, paths }) => {
    await using visitor = await refusing(login, board === 'desk' ? 'desk' : 'phone')
    const { page } = visitor
    for (const path of paths) {
      await page.goto(path)
      await settled(page)
      expect([path, await askedOn(page)]).toEqual([path, []])
      // They are refused, not merely left open.
      expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe(
        'denied',
      )
    }
  },
)

test('a guest who refuses her place reports by name of the place, with a photo, and follows it', async () => {
  await using guest = await refusing(null)
  const { page } = guest
  await page.goto('/cases/report')
  await settled(page)
  await page.getByRole('button', { name: '使用当前位置' }).click()
  await page.getByText('没有允许定位').waitFor()
  expect(await askedOn(page)).toEqual(['geolocation'])
  await page.getByRole('button', { name: '搜地名' }).click()
  await page.getByLabel('路名、小区、地标或社区').fill('应元路')
  await page.getByRole('dialog').locator('ul.list button').first().click()
  await page
    .getByLabel('拍照')
    .first()
    .setInputFiles(await photo(page))
  await page.getByLabel('怎么回事？').fill('人行道的砖翘起来了')
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已收到，谢谢您').waitFor()
  const [number = '', code = ''] = await page.locator('.receipt-codes dd').allTextContents()
  await page.getByRole('link', { name: '看进度' }).click()
  await expect.poll(() => page.getByLabel('编号').inputValue()).toBe(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查进度' }).click()
  await page.getByRole('heading', { name: /人行道的砖/ }).waitFor()
})

test('a grid worker who refuses place and camera puts right what he met, photos and all', async () => {
  await using lin = await refusing('grid1')
  const { page } = lin
  await page.goto('/worker/cases/report')
  await settled(page)
  await page.getByRole('radio', { name: '已当场处置' }).check()
  for (const box of await page.getByLabel('拍照').all()) await box.setInputFiles(await photo(page))
  await page.getByRole('button', { name: '搜地名' }).click()
  await page.getByLabel('路名、小区、地标或社区').fill('应元路')
  await page.getByRole('dialog').locator('ul.list button').first().click()
  await page.getByRole('button', { name: '上报并归档', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/worker' || url.pathname === '/worker/')
  expect(await askedOn(page)).toEqual([])
})

type Seen = { readonly matter: { readonly state: string; readonly seen: number } }
const seenBy = async (login: string, id: string) => (await askAs<Seen>(login, 'GET', `/api/cases/cases/${id}`)).matter

test('a case is taken on at a desk and replied to on a phone that both refuse everything', async () => {
  const id = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude }
  await askAs('resident2', 'POST', '/api/cases/reports', {
    id,
    text: '雨水井盖缺失，夜里看不见',
    place,
    isPublic: true,
  })
  await using desk = await refusing('acceptor1', 'desk')
  await desk.page.goto(`/desk/cases/${id}`)
  await settled(desk.page)
  await desk.page.getByRole('button', { name: '受理', exact: true }).first().click()
  const form = desk.page.getByRole('region', { name: '受理', exact: true })
  await form.getByLabel(/权属/).selectOption('municipal')
  await form.getByRole('button', { name: '受理', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  expect((await seenBy('leader1', id)).state).toBe('filing')
  expect(await askedOn(desk.page)).toEqual([])

  await askAs('leader1', 'POST', `/api/cases/cases/${id}/filing`, { seen: (await seenBy('leader1', id)).seen })
  const { items } = await askAs<{ items: { unitId: string; unitName: string }[] }>(
    'dispatcher1',
    'GET',
    `/api/cases/cases/${id}/proposals`,
  )
  await askAs('dispatcher1', 'POST', `/api/cases/cases/${id}/dispatch`, {
    seen: (await seenBy('leader1', id)).seen,
    unitId: items.find(({ unitName }) => unitName.includes('水务局'))?.unitId,
  })
  await using handler = await refusing('handler3')
  const { page } = handler
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await page.getByRole('button', { name: '回复处置结果', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('拍照').setInputFiles(await photo(page))
  await sheet.getByRole('textbox').first().fill('已换接头')
  await sheet.getByRole('button', { name: '回复处置结果', exact: true }).click()
  await expect.poll(async () => (await seenBy('leader1', id)).state, { timeout: 15_000 }).toBe('checking')
  expect(await askedOn(page)).toEqual([])
})

test('an application is begun, filled and kept with everything refused', async () => {
  await using su = await refusing('resident5')
  const { page } = su
  await page.goto('/services/apply/SQ-023')
  await settled(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一步', exact: true }).waitFor()
  expect(await askedOn(page)).toEqual([])
})
