/** One case from the resident's photo to the resident's stars, through every hand it passes. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, photo, settled, takePhoto, type Visit, visit, yingyuan } from './browser.ts'

type CaseView = {
  readonly matter: {
    readonly id: string
    readonly state: string
    readonly seen: number
    readonly holderUnitName: string | null
    readonly steps: readonly { readonly move: string }[]
  }
}
const look = (login: string, id: string) => askAs<CaseView>(login, 'GET', `/api/cases/cases/${id}`)

/** Milliseconds until the words stand on a page that nobody touches. */
const untilSeen = async (page: Page, words: string | RegExp, since: number) => {
  await page.getByText(words).first().waitFor({ timeout: 10_000 })
  return Date.now() - since
}

/** Opens an act at the desk, fills it in and presses its verb. Returns when it was pressed. */
const act = async ({ page }: Visit, id: string, name: string, fill: () => Promise<void> = async () => {}) => {
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name, exact: true }).first().click()
  const form = page.getByRole('region', { name, exact: true })
  await form.waitFor()
  await fill()
  const at = Date.now()
  await form.getByRole('button', { name, exact: true }).click()
  await form.waitFor({ state: 'detached' })
  return at
}

/** Presses a button of the worker's case page and, if a sheet opens, its main button after filling it in. */
const onPhone = async ({ page }: Visit, id: string, name: string, fill?: () => Promise<void>) => {
  await page.goto(`/worker/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name, exact: true }).click()
  if (!fill) return Date.now()
  const sheet = page.getByRole('dialog')
  await sheet.waitFor()
  await fill()
  const at = Date.now()
  await sheet.getByRole('button', { name, exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  return at
}

const report = async (login: string, text: string) => {
  const id = crypto.randomUUID()
  await askAs(login, 'POST', '/api/cases/reports', {
    id,
    text,
    place: { lon: yingyuan.longitude, lat: yingyuan.latitude },
    isPublic: true,
  })
  return id
}

test('a case goes through every hand, and the resident sees each step within two seconds', async () => {
  await using chen = await visit('phone', 'resident1')
  await using desk = await visit('desk', 'dispatcher1')
  await using acceptor = await visit('desk', 'acceptor1')
  await using leader = await visit('desk', 'leader1')
  await using handler = await visit('phone', 'handler3')
  await using grid = await visit('phone', 'grid1')

  // The dispatcher's board is open; the resident reports on the phone.
  const words = `应元路井盖松动响声大 ${Date.now() % 100_000}`
  await desk.page.goto(`/desk/cases?q=${encodeURIComponent(words.slice(0, 9))}`)
  await settled(desk.page)
  await chen.page.goto('/cases/report')
  await settled(chen.page)
  await chen.page.getByText('应元路').first().waitFor()
  await takePhoto(chen.page)
  await chen.page.getByText('已上传').waitFor()
  await chen.page.getByLabel('怎么回事？').fill(words)
  const sentAt = Date.now()
  await chen.page.getByRole('button', { name: '提交', exact: true }).click()
  const onBoard = await untilSeen(desk.page, words, sentAt)
  await chen.page.getByText('已收到，谢谢您').waitFor()
  await chen.page.getByRole('link', { name: '看进度' }).click()
  await chen.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  const id = chen.page.url().split('/').at(-1) ?? ''
  await chen.page.getByText('已收到，受理员正在看您的上报。').waitFor()

  const waits: Record<string, number> = { 'report on the board': onBoard }
  const acceptedAt = await act(acceptor, id, '受理', async () => {
    await axe(acceptor.page)
    await acceptor.page.getByLabel('权属').selectOption({ label: '市政道路与公共区域' })
  })
  waits.accepted = await untilSeen(chen.page, '已受理，正在立案。', acceptedAt)
  const filedAt = await act(leader, id, '立案')
  waits.filed = await untilSeen(chen.page, '已立案，正在确定由谁来办。', filedAt)
  const dispatchedAt = await act(desk, id, '派遣', async () => {
    await desk.page.getByRole('radio', { name: /水务局/ }).check()
    await axe(desk.page)
  })
  waits.dispatched = await untilSeen(chen.page, /已派给.*水务局/, dispatchedAt)

  await handler.page.goto('/worker')
  await settled(handler.page)
  await handler.page.getByText(words).first().waitFor()
  const signedAt = await onPhone(handler, id, '签收')
  waits.signed = await untilSeen(chen.page, /水务局正在处置/, signedAt)
  const repliedAt = await onPhone(handler, id, '回复处置结果', async () => {
    const sheet = handler.page.getByRole('dialog')
    await sheet.getByLabel('拍照').setInputFiles(await photo(handler.page, 'after.jpg'))
    await sheet.getByText('已上传').waitFor()
    await sheet.getByRole('textbox').first().fill('已更换井盖并垫平，无松动')
  })
  waits.replied = await untilSeen(chen.page, /正由他人到现场核查|结果正由他人核查/, repliedAt)

  // Whoever handled it does not check it: only the grid worker is offered that.
  expect(await handler.page.getByRole('button', { name: '核查通过' }).count()).toBe(0)
  const checkedAt = await onPhone(grid, id, '核查通过', async () => {
    const sheet = grid.page.getByRole('dialog')
    await sheet.getByLabel('拍照').setInputFiles(await photo(grid.page, 'check.jpg'))
    await sheet.getByText('已上传').waitFor()
  })
  waits.checked = await untilSeen(chen.page, '核查通过，等待结案。', checkedAt)
  const closedAt = await act(leader, id, '结案')
  waits.closed = await untilSeen(chen.page, '已经办结。', closedAt)
  console.log('milliseconds until the other board showed it', waits)
  for (const [what, milliseconds] of Object.entries(waits)) expect(milliseconds, what).toBeLessThan(2000)

  await axe(chen.page)
  await chen.page.getByRole('radio', { name: '非常满意', exact: true }).check()
  await chen.page.getByRole('button', { name: '提交评价' }).click()
  await chen.page.getByRole('heading', { name: '您的评价' }).waitFor()
  const { matter } = await look('leader1', id)
  expect(matter.state).toBe('closed')
})

test('a low rating is answered by a call back, and what was not solved is opened again', async () => {
  await using chen = await visit('phone', 'resident1')
  const id = await report('resident1', '人行道地砖松动，下雨溅水')
  type Moved = { readonly seen: number }
  const step = (login: string, path: string, body: object) =>
    askAs<Moved>(login, 'POST', `/api/cases/cases/${id}/${path}`, body)
  const seen = async () => (await look('leader1', id)).matter.seen
  await step('acceptor1', 'acceptance', {
    seen: await seen(),
    categoryCode: 'P0103',
    isPublic: true,
    ownership: 'municipal',
  })
  await step('leader1', 'filing', { seen: await seen() })
  const { items } = await askAs<{ items: { unitId: string; unitName: string }[] }>(
    'dispatcher1',
    'GET',
    `/api/cases/cases/${id}/proposals`,
  )
  const unitId = items.find(({ unitName }) => unitName.includes('水务局'))?.unitId
  await step('dispatcher1', 'dispatch', { seen: await seen(), unitId })
  await step('handler3', 'sign-in', { seen: await seen() })
  await step('handler3', 'reply', {
    seen: await seen(),
    outcome: 'refused',
    text: '属正常磨损，暂不更换',
    ground: '《城市道路管理条例》第二十一条',
  })
  await step('grid1', 'check', { seen: await seen(), isPassed: true })
  await step('leader1', 'conclusion', { seen: await seen(), decision: 'close' })

  await chen.page.goto(`/cases/${id}`)
  await chen.page.getByRole('radio', { name: '非常不满意', exact: true }).check()
  await chen.page.getByRole('button', { name: '没解决', exact: true }).click()
  await chen.page.getByRole('button', { name: '提交评价' }).click()
  await chen.page.getByText('工作人员会与您联系').first().waitFor()
  await chen.page.getByRole('button', { name: /没解决？重新办理/ }).click()
  const sheet = chen.page.getByRole('dialog')
  await sheet.getByLabel('哪里还没解决？').fill('地砖还是松的，老人会绊倒')
  await axe(chen.page)
  await sheet.getByRole('button', { name: '重新办理' }).click()
  await sheet.waitFor({ state: 'detached' })
  await expect.poll(async () => (await look('leader1', id)).matter.state).not.toBe('closed')
})
