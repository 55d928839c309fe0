/** Triage as its people meet it: whoever accepts, whoever takes a forward back, whoever tunes, whoever gathers a hot spot, whoever sends a message again. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit, yingyuan } from './browser.ts'

type Sorting = {
  readonly way: string
  readonly forwardedAt: string | null
  readonly ranked: readonly { readonly code: string; readonly name: string }[]
  readonly proposal: { readonly parts: readonly { readonly caseId?: string | null }[] }
}
type CaseView = {
  readonly matter: { readonly state: string }
  readonly category: { readonly code: string } | null
}
/** A busy machine draws a page in seconds. */
const slow = { timeout: 30_000 }
const sortingOf = (id: string) =>
  askAs<Sorting>('acceptor1', 'GET', `/api/triage/sortings/${id}`).then(
    (found) => found,
    () => null,
  )
const caseOf = (id: string) => askAs<CaseView>('leader1', 'GET', `/api/cases/cases/${id}`)
const report = async (text: string, south = 0) => {
  const id = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude - south / 1000 }
  await askAs('resident2', 'POST', '/api/cases/reports', { id, text, place, isPublic: true })
  await expect.poll(() => sortingOf(id), slow).not.toBeNull()
  return id
}
const forwarding = (value: 'suggest' | 'auto') =>
  askAs('system1', 'PUT', '/api/kernel/settings/triage', { values: { forwarding: value } })

test('whoever accepts takes the category proposed, splits the second problem off, and each goes its way', async () => {
  const id = await report('应元路口的路灯坏了不亮。另外，小区门口消防通道停满车', 3)
  const first = (await sortingOf(id))?.ranked[0]
  await using desk = await visit('desk', 'acceptor1')
  const { page } = desk
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('heading', { name: '一文多事' }).waitFor(slow)
  await axe(page)
  await page.getByRole('button', { name: '拆成另一件' }).first().click()
  await page.getByText('已拆分').first().waitFor(slow)
  await expect.poll(async () => (await sortingOf(id))?.proposal.parts.some(({ caseId }) => caseId), slow).toBe(true)
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: `按“${first?.name}”受理` }).click()
  await expect.poll(async () => (await caseOf(id)).matter.state, slow).toBe('filing')
  expect((await caseOf(id)).category?.code).toBe(first?.code)
})

test('what went by itself is taken back by a press while that is possible, and stands among the wrong ones', async () => {
  await forwarding('auto')
  await askAs('steward1', 'PUT', '/api/triage/policies/*', {
    mode: 'auto',
    threshold: 0.7,
    costWrong: 240,
    costWait: 15,
  })
  try {
    const id = await report('应元路口的路灯坏了不亮，晚上好黑', 6)
    await expect.poll(async () => (await sortingOf(id))?.forwardedAt ?? null, slow).not.toBeNull()
    await using desk = await visit('desk', 'dispatcher1')
    const { page } = desk
    await page.goto(`/desk/cases/${id}`)
    await settled(page)
    await page.getByRole('button', { name: '撤回自动转办' }).first().click()
    const form = page.getByRole('region', { name: '撤回自动转办', exact: true })
    await form.getByRole('button', { name: '撤回自动转办', exact: true }).click()
    await expect.poll(async () => (await caseOf(id)).matter.state, slow).toBe('intake')
    await page.goto('/desk/triage/behind?what=wrong')
    await settled(page)
    await page.getByText('自动转办已被撤回').first().waitFor(slow)
  } finally {
    await forwarding('suggest')
  }
})

test('a steward sees the curve and the switch beside it, sets a threshold, and it holds', async () => {
  await using desk = await visit('desk', 'steward1')
  const { page } = desk
  await page.goto('/desk/triage')
  await settled(page)
  await page.getByRole('link', { name: '设置转办' }).click()
  await page.getByRole('heading', { name: '阈值与结果' }).or(page.getByText('阈值与结果')).first().waitFor(slow)
  await page.getByText('开关由系统管理员设置').waitFor()
  await page.getByText(/件推算：全区阈值/).waitFor(slow)
  await axe(page)
  await page.getByLabel('阈值', { exact: true }).fill('0.83')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存').first().waitFor(slow)
  const { own } = await askAs<{ own: { threshold: number } }>('steward1', 'GET', '/api/triage/policies')
  expect(own.threshold).toBe(0.83)
  await using admin = await visit('desk', 'system1')
  await admin.page.goto('/desk/triage/thresholds')
  await settled(admin.page)
  await admin.page.getByRole('link', { name: '设置转办' }).click()
  await admin.page.waitForURL(/\/desk\/system\/settings\?module=triage/)
})

test('a hot spot is gathered but for the one left out, and a reporter objects on the phone', async () => {
  const ids: string[] = []
  for (let n = 0; n < 4; n += 1) ids.push(await report(`应元宫旁边工地半夜施工打桩好吵，第${n + 1}次投诉`, n / 10))
  await using desk = await visit('desk', 'dispatcher1')
  const { page } = desk
  await page.goto('/desk/triage/hotspots?area=440104001000')
  await settled(page)
  const spot = page.locator('section.panel').filter({ hasText: '应元宫旁边工地' }).first()
  await spot.waitFor(slow)
  await axe(page)
  await spot.getByRole('button', { name: '启动预案' }).waitFor()
  const boxes = spot.getByRole('checkbox')
  const count = await boxes.count()
  expect(count).toBeGreaterThanOrEqual(4)
  await boxes.last().uncheck()
  await spot.getByRole('button', { name: `合并${count - 1}件` }).click()
  await page.getByText('已合并').first().waitFor(slow)
  const states = await Promise.all(ids.map(async (id) => (await caseOf(id)).matter.state))
  expect(states.filter((state) => state === 'merged').length).toBeGreaterThanOrEqual(2)
  const merged = ids[states.indexOf('merged')]
  await using chen = await visit('phone', 'resident2')
  await chen.page.goto(`/cases/${merged}`)
  await settled(chen.page)
  await chen.page.getByRole('button', { name: '不是同一件事' }).click()
  await chen.page.getByRole('textbox').last().fill('我说的是北门，不是工地')
  await chen.page.getByRole('button', { name: '不是同一件事' }).last().click()
  await chen.page.getByText('已告诉工作人员').first().waitFor(slow)
})

test('a message a peer refused is seen on the list and sent again by a press', async () => {
  let status = 400
  const heard: string[] = []
  const city = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (status === 200) heard.push(body)
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((open) => city.listen(0, '127.0.0.1', open))
  const { port } = city.address() as AddressInfo
  const peer = { name: '市网格平台', baseUrl: `http://127.0.0.1:${port}`, source: 'superior', isOn: true }
  await askAs('system1', 'PUT', '/api/connectors/peers/city-grid', { ...peer, statusMap: {}, categoryMap: {} })
  await askAs('system1', 'POST', '/api/connectors/peers/city-grid/secrets', {})
  try {
    const id = await report('应元路高架桥护栏松动，需要市里处理', 9)
    await using desk = await visit('desk', 'dispatcher1')
    const { page } = desk
    await page.goto(`/desk/cases/${id}`)
    await settled(page)
    await page.getByRole('button', { name: '转对接系统' }).click()
    await page.getByLabel('请对方办什么').fill('请市里协调检修')
    await page.getByRole('button', { name: '转对接系统' }).click()
    await page.getByText('已转出').first().waitFor(slow)
    type Rows = { readonly items: readonly { readonly state: string }[] }
    const state = async () =>
      (await askAs<Rows>('dispatcher1', 'GET', `/api/connectors/messages?matter=${id}`)).items[0]?.state
    await expect.poll(state, slow).toBe('failed')
    await page.goto('/desk/connectors/messages?state=failed')
    await settled(page)
    await axe(page)
    status = 200
    await page.getByRole('button', { name: '重发', exact: true }).first().click()
    await expect.poll(state, slow).toBe('sent')
    expect(heard[0]).toContain('请市里协调检修')
  } finally {
    await askAs('system1', 'PUT', '/api/connectors/peers/city-grid', {
      ...peer,
      isOn: false,
      statusMap: {},
      categoryMap: {},
    })
    city.close()
  }
})
