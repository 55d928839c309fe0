/** The turns a case may take on its way, each by clicking: supporters who never answer, questions, more time, rest, returns. */
import { expect, test } from 'vitest'
import preset from '../presets/yuexiu/identity/accounts.json' with { type: 'json' }
import { askAs, photo, settled, type Visit, visit, yingyuan } from './browser.ts'

type Matter = {
  readonly state: string
  readonly phase: string
  readonly outcome: string | null
  readonly isPublic: boolean
  readonly suspendedAt: string | null
  readonly supervision: string | null
  readonly waitsForReporter: boolean
  readonly mergedIntoId: string | null
  readonly holderName: string | null
  readonly helpers: readonly { readonly unitName: string; readonly overriddenBecause: string | null }[]
  readonly messages: readonly { readonly text: string }[]
  readonly children: readonly { readonly id: string; readonly title: string }[]
  readonly clocks: readonly { readonly name: string; readonly extensions: readonly unknown[] }[]
  readonly requests: readonly { readonly kind: string; readonly state: string }[]
  readonly steps: readonly { readonly move: string }[]
}
const look = async (login: string, id: string) =>
  (await askAs<{ readonly matter: Matter }>(login, 'GET', `/api/cases/cases/${id}`)).matter

const accounts: readonly { readonly loginName: string; readonly unitId?: string | undefined }[] = preset.accounts
const unitOf = (login: string) => accounts.find(({ loginName }) => loginName === login)?.unitId ?? ''
const post = (login: string, id: string, path: string, body: object) =>
  askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, body)

const report = async (text: string) => {
  const id = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude }
  await askAs('resident2', 'POST', '/api/cases/reports', { id, text, place, isPublic: true })
  return id
}
/** Reported, accepted, filed, dispatched to the water office and signed for there. */
const signedFor = async (text: string) => {
  const id = await report(text)
  await post('acceptor1', id, 'acceptance', { categoryCode: 'P0103' })
  await post('leader1', id, 'filing', {})
  await post('dispatcher1', id, 'dispatch', { unitId: unitOf('handler3') })
  await post('handler3', id, 'sign-in', {})
  return id
}

/** Opens a case on the worker's phone or at the desk. */
const open = async ({ page }: Visit, board: 'worker' | 'desk', id: string) => {
  await page.goto(`/${board}/cases/${id}`)
  await settled(page)
}

test('a supporter never answers: the lead closes its part on the phone, the dispatcher another at the desk, each with a reason', async () => {
  const id = await signedFor('应元路井盖下陷，路面也裂了')
  const support = (login: string) =>
    askAs('handler3', 'POST', `/api/matters/matters/${id}/helpers`, { unitId: unitOf(login), task: '请修复路面' })
  await support('handler1')
  await support('handler2')
  await using phone = await visit('phone', 'handler3')
  await open(phone, 'worker', id)
  await phone.page.getByRole('button', { name: '代结协办', exact: true }).first().click()
  const sheet = phone.page.getByRole('dialog')
  await sheet.getByLabel('理由').fill('已电话确认无需配合')
  await sheet.getByRole('button', { name: '确定', exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  await phone.page.getByText('已电话确认无需配合').first().waitFor()
  await using desk = await visit('desk', 'dispatcher1')
  await open(desk, 'desk', id)
  await desk.page.getByRole('button', { name: '代结协办', exact: true }).click()
  const atDesk = desk.page.getByRole('dialog')
  await atDesk.getByLabel('理由').fill('路面另案处理')
  await atDesk.getByRole('button', { name: '确定', exact: true }).click()
  await atDesk.waitFor({ state: 'detached' })
  const { helpers } = await look('handler3', id)
  expect(helpers.map(({ overriddenBecause }) => overriddenBecause).toSorted()).toEqual(
    ['已电话确认无需配合', '路面另案处理'].toSorted(),
  )
})

/** Presses an act at the desk, near or under "more", fills its form in and presses its verb. */
const atDesk = async (desk: Visit, id: string, act: string, fill: () => Promise<void> = async () => {}, verb = act) => {
  const { page } = desk
  await open(desk, 'desk', id)
  const near = page.locator('.act-row').getByRole('button', { name: act, exact: true })
  if ((await near.count()) > 0) await near.first().click()
  else {
    await page.getByRole('button', { name: '更多', exact: true }).click()
    await page.getByRole('menuitem', { name: act, exact: true }).click()
  }
  const form = page.getByRole('region', { name: act, exact: true })
  await form.waitFor()
  await fill()
  await form.getByRole('button', { name: verb, exact: true }).click()
  await form.waitFor({ state: 'detached' })
}
/** Presses an act on the worker's phone, at the thumb or behind "more", and sends its sheet. */
const onPhone = async (phone: Visit, id: string, act: string, fill: () => Promise<void>) => {
  const { page } = phone
  await open(phone, 'worker', id)
  const near = page.getByRole('button', { name: act, exact: true })
  if ((await near.count()) === 0) await page.getByRole('button', { name: '更多', exact: true }).click()
  await near.first().click()
  const sheet = page.getByRole('dialog', { name: act })
  await sheet.waitFor()
  await fill()
  await sheet.getByRole('button', { name: act, exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
}
/** Decides at the desk on what somebody asked. */
const decide = async (desk: Visit, id: string, words: string, button: '同意' | '不同意') => {
  await open(desk, 'desk', id)
  const request = desk.page.locator('.request')
  await request.getByLabel('审批意见').fill(words)
  await request.getByRole('button', { name: button, exact: true }).click()
  await request.waitFor({ state: 'detached' })
}
const sent = { timeout: 20_000 }

test('before taking it on the acceptor asks the reporter, the reporter answers on their phone, and the case goes on', async () => {
  const id = await report('路口有东西堵住了')
  await using desk = await visit('desk', 'acceptor1')
  await atDesk(
    desk,
    id,
    '受理前问上报人',
    () => desk.page.getByLabel('问上报人什么').fill('请问是哪一个路口？'),
    '问上报人',
  )
  expect((await look('acceptor1', id)).waitsForReporter).toBe(true)
  await using chen = await visit('phone', 'resident2')
  await chen.page.goto(`/cases/${id}`)
  await settled(chen.page)
  await chen.page.getByText('请问是哪一个路口？').first().waitFor()
  await chen.page.getByLabel('写留言').fill('应元路和盘福路路口')
  await chen.page.getByRole('button', { name: '发送', exact: true }).click()
  await expect.poll(async () => (await look('acceptor1', id)).waitsForReporter, sent).toBe(false)
  expect((await look('acceptor1', id)).messages.map(({ text }) => text)).toEqual([
    '请问是哪一个路口？',
    '应元路和盘福路路口',
  ])
})

test('declined as abusive, a report leaves the public list at once, and its reporter reads why', async () => {
  const id = await report('乱写一通')
  await using desk = await visit('desk', 'acceptor1')
  await atDesk(desk, id, '不予受理', async () => {
    const form = desk.page.getByRole('region', { name: '不予受理', exact: true })
    await form.getByLabel('理由').selectOption('abusive')
    await form.getByLabel('给上报人的答复').fill('请客观描述问题')
  })
  expect(await look('leader1', id)).toMatchObject({ state: 'declined', isPublic: false })
  await using chen = await visit('phone', 'resident2')
  await chen.page.goto(`/cases/${id}`)
  await settled(chen.page)
  await chen.page.getByText('请客观描述问题').first().waitFor()
})

test('the handler asks for more time and has it; what cannot be solved now rests with its proof, and goes on', async () => {
  const id = await signedFor('应元路井盖松动，需要定制井盖')
  await using phone = await visit('phone', 'handler3')
  await using desk = await visit('desk', 'leader1')
  await onPhone(phone, id, '申请延期', () => phone.page.getByRole('dialog').getByLabel('理由').fill('等配件'))
  await expect.poll(async () => (await look('leader1', id)).requests.map(({ kind }) => kind), sent).toEqual(['delay'])
  await decide(desk, id, '同意延期', '同意')
  const handle = (await look('leader1', id)).clocks.find(({ name }) => name === 'handle')
  expect(handle?.extensions).toHaveLength(1)
  await onPhone(phone, id, '申请挂账', async () => {
    const sheet = phone.page.getByRole('dialog')
    await sheet.getByLabel('复查日期').fill('2027-06-01')
    await sheet.getByLabel('拍照').setInputFiles(await photo(phone.page, 'proof.jpg'))
    await sheet.getByText('已上传').waitFor()
    await sheet.getByLabel('理由').fill('待管线迁改')
  })
  await expect.poll(async () => (await look('leader1', id)).requests.at(-1)?.kind, sent).toBe('suspend')
  await decide(desk, id, '同意挂账', '同意')
  expect((await look('leader1', id)).suspendedAt).not.toBeNull()
  await atDesk(desk, id, '恢复办理', () => desk.page.getByLabel('理由').fill('管线已迁改'))
  expect((await look('leader1', id)).suspendedAt).toBeNull()
})

test('a leader supervises; a part is split off; the same thing is merged, and taken out again when it was not the same', async () => {
  const mark = String(Date.now() % 100_000)
  const id = await signedFor(`盘福路护栏歪了${mark}`)
  const same = await report(`盘福路栏杆倒了${mark}`)
  await using desk = await visit('desk', 'leader1')
  const { page } = desk
  await atDesk(desk, id, '督办', async () => {
    await page.getByLabel('督办级别').selectOption('red')
    await page.getByLabel('督办意见').fill('今天之内修好')
  })
  expect((await look('leader1', id)).supervision).toBe('red')
  await atDesk(desk, id, '拆分', () => page.getByLabel('拆出的问题').fill('旁边的路灯也不亮'))
  expect((await look('leader1', id)).children).toHaveLength(1)
  await atDesk(
    desk,
    id,
    '并案',
    async () => {
      const form = page.getByRole('region', { name: '并案', exact: true })
      await form.getByPlaceholder('搜标题、内容、编号').fill(`栏杆倒了${mark}`)
      await form.getByPlaceholder('搜标题、内容、编号').press('Enter')
      await form.getByRole('checkbox').first().check()
      await form.getByLabel('理由').fill('同一处')
    },
    '并入 1 件',
  )
  expect((await look('leader1', same)).mergedIntoId).toBe(id)
  await atDesk(desk, same, '拆出单办', () => page.getByLabel('理由').fill('不是同一处护栏'))
  expect(await look('leader1', same)).toMatchObject({ mergedIntoId: null, state: 'intake' })
})

test('two people make a case void: the acceptor asks, the leader decides', async () => {
  const id = await report('误按提交的一件')
  await using acceptor = await visit('desk', 'acceptor1')
  await atDesk(acceptor, id, '申请作废', () => acceptor.page.getByLabel('理由').fill('居民误按'))
  await using leader = await visit('desk', 'leader1')
  await decide(leader, id, '确属误按', '同意')
  expect(await look('leader1', id)).toMatchObject({ state: 'voided', phase: 'done' })
})

test('whoever reported looks themself while it is checked: they object, the work is checked again, and then they confirm', async () => {
  const id = await signedFor('应元路井盖破损')
  await using phone = await visit('phone', 'handler3')
  await onPhone(phone, id, '回复处置结果', async () => {
    const sheet = phone.page.getByRole('dialog')
    await sheet.getByLabel('拍照').setInputFiles(await photo(phone.page, 'after.jpg'))
    await sheet.getByText('已上传').waitFor()
    await sheet.getByRole('textbox').first().fill('已更换')
  })
  await expect.poll(async () => (await look('leader1', id)).state, sent).toBe('checking')
  await using chen = await visit('phone', 'resident2')
  const { page } = chen
  await page.goto(`/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '没有解决', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('哪里没有解决？').fill('井盖还在响')
  await sheet.getByRole('button', { name: '没有解决', exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByText('井盖还在响').first().waitFor()
  expect((await look('leader1', id)).state).toBe('checking')
  await page.getByRole('button', { name: '确认已解决', exact: true }).click()
  await expect.poll(async () => (await look('leader1', id)).state, sent).toBe('closing')
})

test('a small task is given from the desk, and whoever does it shows the photo that was asked for', async () => {
  const title = `贴一份通知 ${Date.now() % 100_000}`
  await using desk = await visit('desk', 'dispatcher1')
  await desk.page.goto('/desk/matters')
  await settled(desk.page)
  await desk.page.getByRole('button', { name: '派个小任务', exact: true }).click()
  const sheet = desk.page.getByRole('dialog')
  await sheet.getByLabel('做什么').fill(title)
  await sheet.getByLabel('做到什么程度').fill('每栋一张')
  await sheet.getByLabel('地点', { exact: true }).fill('一号楼')
  await sheet.getByLabel('找单位').fill('水务')
  await sheet.getByLabel('承办单位').selectOption(unitOf('handler3'))
  await sheet.getByRole('button', { name: '派出', exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  type Rows = { readonly items: readonly { readonly id: string; readonly title: string; readonly state: string }[] }
  const found = async () =>
    (await askAs<Rows>('handler3', 'GET', '/api/matters/inbox?process=errand&limit=100')).items.find(
      (one) => one.title === title,
    )
  const task = await found()
  await using phone = await visit('phone', 'handler3')
  await phone.page.goto(`/worker/matters/${task?.id}`)
  await settled(phone.page)
  await phone.page.getByRole('button', { name: '办完了', exact: true }).click()
  const done = phone.page.getByRole('dialog')
  await done.getByRole('textbox').last().fill('贴好了')
  expect(await done.getByRole('button', { name: '办完了', exact: true }).isDisabled()).toBe(true)
  await done.getByLabel('拍照').setInputFiles(await photo(phone.page, 'done.jpg'))
  await done.getByText('已上传').waitFor()
  await done.getByRole('button', { name: '办完了', exact: true }).click()
  await done.waitFor({ state: 'detached' })
  type Whole = { readonly state: string }
  expect((await askAs<Whole>('dispatcher1', 'GET', `/api/matters/matters/${task?.id}`)).state).toBe('toCheck')
})
