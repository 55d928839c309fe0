/** A handler and a grid worker outdoors: one inbox by due time, and a network that comes and goes. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, photo, readyForOffline, settled, visit, yingyuan } from './browser.ts'

type Row = { readonly id: string; readonly title: string; readonly dueAt: string | null }
type Case = {
  readonly matter: {
    readonly state: string
    readonly seen: number
    readonly messages: readonly { readonly text: string }[]
  }
}

const caseOf = (id: string) => askAs<Case>('leader1', 'GET', `/api/cases/cases/${id}`)
const stateOf = async (id: string) => (await caseOf(id)).matter.state

/** Right after a report the system sorts and calls by itself: whoever is told that, looks again and goes on. */
const step = async (id: string, login: string, path: string, body: object) => {
  const once = async () =>
    askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, { seen: (await caseOf(id)).matter.seen, ...body })
  for (let again = 0; again < 3; again += 1)
    try {
      return await once()
    } catch (error) {
      if (!String(error).includes('matters/changed-meanwhile')) throw error
    }
  return once()
}

/** A case that is filed and waits to be dispatched. */
const filed = async (text: string) => {
  const id = crypto.randomUUID()
  await askAs('resident2', 'POST', '/api/cases/reports', {
    id,
    text,
    place: { lon: yingyuan.longitude, lat: yingyuan.latitude },
    isPublic: true,
  })
  await step(id, 'acceptor1', 'acceptance', { categoryCode: 'P0103', isPublic: true, ownership: 'municipal' })
  await step(id, 'leader1', 'filing', {})
  return id
}

const unitCalled = async (code: string) => {
  type Units = { readonly items: readonly { readonly id: string; readonly code: string }[] }
  const { items } = await askAs<Units>('dispatcher1', 'GET', `/api/organisation/units?q=${code}`)
  return items.find((unit) => unit.code === code)?.id
}

/** A case dispatched to the water authority, unless another is named, waiting for its handler. */
const dispatched = async (text: string, code = 'D-SL') => {
  const id = await filed(text)
  await step(id, 'dispatcher1', 'dispatch', { unitId: await unitCalled(code) })
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
  await using ye = await visit('phone', 'handler3', { serviceWorkers: 'allow' })
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

/** How many answers this browser keeps for a time without a network. */
const keptAnswers = (page: Page) =>
  page.evaluate(async () => {
    // Opening what is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'liren-answers')) return 0
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('liren-answers')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const counting = opening.result.transaction('answers').objectStore('answers').count()
        counting.onsuccess = () => {
          opening.result.close()
          resolve(counting.result)
        }
      }
    })
  })

type Held = { readonly holderAccountId: string | null; readonly holderUnitId: string | null }
const holderOf = async (id: string) => {
  const { holderAccountId, holderUnitId } = await askAs<Held>('leader1', 'GET', `/api/matters/matters/${id}`)
  return { holderAccountId, holderUnitId }
}
/** 指派 to the first colleague of the unit, whose name is told. */
/** The page of a case that can be handed on, with everything it needs without a network. */
const openToHandOn = async (page: Page, id: string) => {
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '指派', exact: true }).waitFor()
  await readyForOffline(page)
}
const handToColleague = async (page: Page) => {
  await page.getByRole('button', { name: '指派', exact: true }).click()
  const sheet = page.getByRole('dialog')
  const field = sheet.getByLabel('交给本单位同事')
  await field.selectOption({ index: 1 })
  const colleague = await field.inputValue()
  await sheet.getByRole('button', { name: '指派', exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  return colleague
}

test('handed to a colleague without a network, a case stays kept over a reload and is theirs once it is back', async () => {
  const id = await dispatched('门口占道的灯箱还没有搬走', 'D-CG')
  await using zhou = await visit('phone', 'handler1', { serviceWorkers: 'allow' })
  const { page } = zhou
  await openToHandOn(page, id)
  await expect.poll(() => keptAnswers(page)).toBeGreaterThanOrEqual(2)
  await zhou.goOffline()
  await page.reload()
  const colleague = await handToColleague(page)
  await page
    .getByText(/已存在手机里/)
    .first()
    .waitFor()
  await page.reload()
  await page.getByText('等待网络').first().waitFor()
  expect((await holderOf(id)).holderAccountId).toBeNull()
  await zhou.goOnline()
  await expect.poll(async () => (await holderOf(id)).holderAccountId, { timeout: 40_000 }).toBe(colleague)
})

test('where somebody decided otherwise meanwhile, what was handed on is shown as refused and left to the person', async () => {
  const id = await dispatched('路口的广告布又挂起来了', 'D-CG')
  await using zhou = await visit('phone', 'handler1', { serviceWorkers: 'allow' })
  const { page } = zhou
  await openToHandOn(page, id)
  await zhou.goOffline()
  await handToColleague(page)
  await step(id, 'dispatcher1', 'dispatch', { unitId: await unitCalled('D-ZJ') })
  const decided = await holderOf(id)
  zhou.expects(/40[0-9] \S+ \S+\/api\//)
  await zhou.goOnline()
  await page.getByRole('button', { name: '删除', exact: true }).waitFor({ timeout: 40_000 })
  expect(await holderOf(id)).toEqual(decided)
  await axe(page)
})

test('inbox and opened case are there after a reload without a network, and say how old they are', async () => {
  const id = await dispatched('井盖破裂，夜里有响声')
  await using ye = await visit('phone', 'handler3', { serviceWorkers: 'allow' })
  const { page } = ye
  await page.goto('/worker')
  await settled(page)
  const rows = page.locator('main ul.list > li .row-title')
  await rows.first().waitFor()
  const before = await rows.allTextContents()
  await expect.poll(() => keptAnswers(page)).toBeGreaterThanOrEqual(1)
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await readyForOffline(page)
  await expect.poll(() => keptAnswers(page)).toBeGreaterThanOrEqual(2)
  await ye.goOffline()
  await page.reload()
  await page.getByRole('heading', { name: /井盖破裂/ }).waitFor()
  await page.getByText(/数据截至/).waitFor()
  await page.goto('/worker')
  await page.getByText(/数据截至/).waitFor()
  await rows.first().waitFor()
  expect(await rows.allTextContents()).toEqual(before)
  await axe(page)
})

test('a message written without a network waits on the phone and arrives once', async () => {
  const id = await dispatched('井盖移位，车轮压过作响')
  const words = '已联系产权单位，明早到场'
  await using ye = await visit('phone', 'handler3', { serviceWorkers: 'allow' })
  const { page } = ye
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await readyForOffline(page)
  await expect.poll(() => keptAnswers(page)).toBeGreaterThanOrEqual(1)
  await ye.goOffline()
  await page.getByLabel('写留言').fill(words)
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByText('等待网络').waitFor()
  await page.reload()
  await page.getByText(words).waitFor()
  await ye.goOnline()
  const said = async () => (await caseOf(id)).matter.messages.filter(({ text }) => text === words).length
  await expect.poll(said, { timeout: 40_000 }).toBe(1)
  await page.getByText('等待网络').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText(words).waitFor()
  expect(await said()).toBe(1)
})

test('a dispatcher away from the desk dispatches on a phone', async () => {
  const id = await filed('井盖下沉，路面不平')
  await using wu = await visit('phone', 'dispatcher1')
  const { page } = wu
  await page.goto('/worker')
  await settled(page)
  await page.getByRole('link', { name: /待受理与派遣/ }).click()
  await page.getByText('井盖下沉，路面不平').first().click()
  await page.getByRole('button', { name: '派遣', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { checked: true }).waitFor()
  await axe(page)
  await sheet.getByRole('button', { name: '派遣', exact: true }).click()
  await expect.poll(() => stateOf(id)).toBe('assigned')
})

test('a grid worker reports what was put right on the spot', async () => {
  await using lin = await visit('phone', 'grid1')
  const { page } = lin
  await page.goto('/worker/cases/report')
  await settled(page)
  await page.getByText('已当场处置').first().waitFor()
})
