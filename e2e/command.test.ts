/** The command centre: a dispatcher sees what is late, urges it, calls; somebody answers on the phone, and the board shows it. */
import { expect, test } from 'vitest'
import { askAs, axe, readyForOffline, settled, visit } from './browser.ts'

type Row = { readonly id: string; readonly title: string; readonly number: string }

test('from the board to the late case, a word to the unit, a call, an answer on the phone, and back to the board', async () => {
  // 紧急: an ordinary one would call its unit alone.
  const { items } = await askAs<{ items: Row[] }>(
    'dispatcher1',
    'GET',
    '/api/command/cases?due=overdue&grade=3&area=440104001001&limit=20',
  )
  const late = items.at(-1)
  expect(late).toBeDefined()
  if (!late) return

  await using wu = await visit('desk', 'dispatcher1')
  const { page } = wu
  await page.goto('/desk/command')
  await settled(page)
  await page.getByRole('heading', { name: '超期案件' }).waitFor()
  await axe(page)

  // The figure opens its list, and a row of it is acted on.
  await page.getByRole('link', { name: '超期案件' }).click()
  await page.getByRole('heading', { name: '案件清单' }).waitFor()
  await page.goto('/desk/command/cases?due=overdue&grade=3&area=440104001001')
  await settled(page)
  const row = page.getByRole('row').filter({ hasText: late.title }).first()
  await row.getByRole('button', { name: '催办', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '催办', exact: true }).click()
  await page.getByText('已催办').first().waitFor()

  // The case calls level by level.
  await page.goto(`/desk/cases/${late.id}`)
  await settled(page)
  await page.getByRole('button', { name: '逐级呼叫' }).click()
  await page.getByRole('dialog').getByLabel('为什么呼叫').fill('超期多日，请马上到场查看')
  await page.getByRole('dialog').getByRole('button', { name: '开始呼叫' }).click()
  await page.getByText('呼叫中').first().waitFor()
  await page.goto('/desk/command')
  await settled(page)

  // Whoever is called sees it above the inbox, and answers with one tap.
  await using lin = await visit('phone', 'grid1')
  await lin.page.goto('/worker')
  await settled(lin.page)
  await lin.page.getByRole('link', { name: /个呼叫等您响应/ }).click()
  await lin.page.getByRole('heading', { name: '呼叫', exact: true }).waitFor()
  await axe(lin.page)
  await lin.page.getByRole('listitem').filter({ hasText: late.title }).getByRole('button', { name: '我来响应' }).click()
  await lin.page.getByText('已响应，请尽快到场').first().waitFor()

  // The board, open all the while, shows it without being asked.
  const calls = page.getByRole('region', { name: '四级联动' })
  await calls.getByRole('listitem').filter({ hasText: late.title }).getByText('已响应').waitFor({ timeout: 10_000 })
})

test('a plan started from a case reaches a phone, is acknowledged and reported there, and ends with a review', async () => {
  const { items } = await askAs<{ items: Row[] }>(
    'dispatcher1',
    'GET',
    '/api/command/cases?isOpen=true&area=440104001001&limit=20',
  )
  const [open] = items
  expect(open).toBeDefined()
  if (!open) return
  const limit = { amount: 4, unit: 'urgentHours' }
  await askAs('leader1', 'POST', '/api/command/plans', {
    area: '440104000000',
    name: '邻里守望送水',
    about: '停水超过四小时',
    categories: [],
    leastGrade: 1,
    tasks: [{ step: 1, title: '上门送水', text: '给独居老人送水', to: 'community', receive: limit, finish: limit }],
  })

  // A few presses from the row of the case.
  await using wu = await visit('desk', 'dispatcher1')
  const { page } = wu
  await page.goto('/desk/command/cases?isOpen=yes&area=440104001001')
  await settled(page)
  await page.getByRole('row').filter({ hasText: open.title }).first().getByRole('button', { name: '更多' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '启动预案' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '启动 邻里守望送水' }).click()
  await page.getByRole('heading', { name: /^邻里守望送水/ }).waitFor()
  await settled(page)
  await axe(page)
  const task = page.getByRole('listitem').filter({ hasText: '上门送水' })
  await task.getByText('待接令').waitFor()

  // A worker of the community takes it on the phone in a cellar and reports back; both arrive in order when the network is back.
  await using xie = await visit('phone', 'worker1', { serviceWorkers: 'allow' })
  await xie.page.goto('/worker/matters')
  await settled(xie.page)
  await xie.page
    .getByRole('link', { name: /上门送水/ })
    .first()
    .click()
  await xie.page.getByRole('button', { name: '接令' }).waitFor()
  await readyForOffline(xie.page)
  await xie.goOffline()
  await xie.page.getByRole('button', { name: '接令' }).click()
  await xie.page.getByRole('dialog').getByRole('button', { name: '接令' }).click()
  await xie.page.getByText('等待网络').first().waitFor()
  await xie.page.getByRole('button', { name: '回报' }).click()
  await xie.page.getByRole('dialog').getByRole('textbox').fill('三户独居老人都送到了')
  await xie.page.getByRole('dialog').getByRole('button', { name: '回报' }).click()
  await expect.poll(() => xie.page.getByText('等待网络').count()).toBe(2)
  await task.getByText('待接令').waitFor()
  await xie.goOnline()
  await task.getByText('三户独居老人都送到了').waitFor({ timeout: 15_000 })

  await page.getByRole('button', { name: '结束预案' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/复盘/).fill('半小时内送到；下次先列好名单')
  await sheet.getByRole('button', { name: '结束预案' }).click()
  await page.getByText('半小时内送到；下次先列好名单').waitFor()
  await page.getByText(/结束$/).first().waitFor()
})

test('a grid worker calls upwards from the phone, finds the call again, and the desk sees who has it and until when', async () => {
  await using lin = await visit('phone', 'grid1')
  await lin.page.goto('/worker/command/calls?tab=raised')
  await settled(lin.page)
  await axe(lin.page)
  await lin.page.getByRole('button', { name: '向上呼叫' }).click()
  const sheet = lin.page.getByRole('dialog')
  await sheet.getByLabel('需要什么').fill('需要一台发电机')
  await sheet.getByLabel('说明情况').fill('停电的楼里有三位老人用呼吸机')
  await sheet.getByRole('button', { name: '呼叫', exact: true }).click()
  await lin.page.getByRole('link', { name: /需要一台发电机/ }).waitFor({ timeout: 15_000 })

  await using wen = await visit('desk', 'leader1')
  await wen.page.goto('/desk/command/orders?kind=call')
  await settled(wen.page)
  const row = wen.page.getByRole('row').filter({ hasText: '需要一台发电机' })
  await row
    .getByText(/前接令|接令/)
    .first()
    .waitFor()
  await axe(wen.page)
  await row.getByRole('link', { name: '需要一台发电机' }).click()
  await wen.page.getByRole('heading', { name: '需要一台发电机' }).waitFor()
})

test('nobody answers on the phone; the dispatcher rings up, notes what was said, and the calling is over', async () => {
  const { items } = await askAs<{ items: Row[] }>(
    'dispatcher1',
    'GET',
    '/api/command/cases?isOpen=true&area=440104001002&limit=20',
  )
  const open = items.at(-1)
  expect(open).toBeDefined()
  if (!open) return
  await askAs('dispatcher1', 'POST', `/api/command/cases/${open.id}/summonses`, { because: '现场需要有人先到' })
  await using wu = await visit('desk', 'dispatcher1')
  await wu.page.goto('/desk/command/calls?tab=all&state=open')
  await settled(wu.page)
  const row = wu.page.getByRole('row').filter({ hasText: open.title }).first()
  await axe(wu.page)
  await row.getByRole('button', { name: '电话已联系' }).first().click()
  const sheet = wu.page.getByRole('dialog')
  await sheet.getByLabel('对方说了什么').fill('手机没电，已在路上')
  await sheet.getByRole('button', { name: '记下' }).click()
  await wu.page.goto('/desk/command/calls?tab=all&state=answered')
  await settled(wu.page)
  await wu.page.getByRole('row').filter({ hasText: open.title }).first().getByText('已响应').waitFor()
})

test('a unit sees its own figures on the phone, opens the cases behind one, and finds its scores', async () => {
  await using zhou = await visit('phone', 'handler1')
  const { page } = zhou
  await page.goto('/worker/command/mine')
  await settled(page)
  await page.getByRole('heading', { name: '我的指标' }).waitFor()
  await axe(page)
  await page.getByRole('link', { name: /超期未处置率/ }).click()
  await page.getByRole('heading', { name: '超期未处置率' }).waitFor()
  await settled(page)
  expect(await page.getByRole('list', { name: '案件清单' }).getByRole('link').count()).toBeGreaterThan(0)
  await page.goto('/worker/command/scores')
  await page.getByRole('heading', { name: '得分与申诉' }).waitFor()
  await settled(page)
  await axe(page)
})

test('a unit appeals on the phone against what a case cost it; a leader grants it at the desk, and the score is made anew', async () => {
  await using zhou = await visit('phone', 'handler1')
  const { page } = zhou
  await page.goto('/worker/command/scores')
  await settled(page)
  const score = page.getByRole('region', { name: '区城管执法局' })
  await score.getByRole('button', { name: '申诉', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('为什么不应扣分').fill('当日道路封闭抢修，车辆无法到场')
  await sheet.getByRole('switch').first().check()
  await axe(page)
  await sheet.getByRole('button', { name: '提交申诉' }).click()
  await page.getByText('申诉已提交').first().waitFor()

  await using wen = await visit('desk', 'leader1')
  await wen.page.goto('/desk/command/scores')
  await settled(wen.page)
  const row = wen.page.getByRole('row').filter({ hasText: '车辆无法到场' })
  await axe(wen.page)
  await row.getByRole('button', { name: '申诉成立' }).click()
  const decision = wen.page.getByRole('dialog')
  await decision.getByRole('textbox').fill('情况属实，剔除该件')
  await decision.getByRole('button', { name: '申诉成立' }).click()
  await wen.page.getByRole('row').filter({ hasText: '区城管执法局' }).getByText('情况属实，剔除该件').first().waitFor()
  await page.reload()
  await page.getByText('情况属实，剔除该件').first().waitFor()
})

test('every tile of the board opens its list, and every row of it leads somewhere or can be acted on', async () => {
  await using wu = await visit('desk', 'dispatcher1')
  const { page } = wu
  await page.goto('/desk/command')
  await settled(page)
  await page.getByRole('heading', { name: '超期案件' }).waitFor()
  for (const tile of await page.locator('.board-tile').all()) {
    const name = (await tile.getAttribute('aria-label')) ?? ''
    expect([name, await tile.locator('header h2 a').count()]).toEqual([name, 1])
    for (const row of await tile.locator('.board-rows > li:not(.board-note), .board-table tbody tr').all())
      expect([name, (await row.locator('a, button').count()) > 0]).toEqual([name, true])
  }
})
