/** The special acts of a case, each reached by clicking: a call written down, a second return arbitrated, a grade that comes with the words; and the lists people find cases by. */
import { expect, test } from 'vitest'
import preset from '../presets/yuexiu/identity/accounts.json' with { type: 'json' }
import { askAs, settled, visit, yingyuan } from './browser.ts'

type CaseView = {
  readonly matter: {
    readonly state: string
    readonly grade: number
    readonly publicTitle: string | null
    readonly isArbitrated?: boolean
    readonly holderUnitId: string | null
    readonly holderUnitName: string | null
    readonly calls: readonly { readonly toName: string; readonly outcome: string; readonly note: string }[]
    readonly requests: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
  }
}
const look = async (login: string, id: string) => (await askAs<CaseView>(login, 'GET', `/api/cases/cases/${id}`)).matter
const report = async (login: string, text: string, more: object = {}) => {
  const id = crypto.randomUUID()
  const place = { lon: yingyuan.longitude, lat: yingyuan.latitude }
  await askAs(login, 'POST', '/api/cases/reports', { id, text, place, isPublic: true, ...more })
  return id
}
const accounts: readonly { readonly loginName: string; readonly unitId?: string | undefined }[] = preset.accounts
type Proposals = { readonly items: readonly { readonly unitId: string; readonly unitName: string }[] }

test('a dispatcher writes down a call to the unit on duty, and it stands on the case with its outcome', async () => {
  const id = await report('resident2', '小区门口路灯不亮，麻烦看看')
  await using desk = await visit('desk', 'dispatcher1')
  const { page } = desk
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByRole('menuitem', { name: '记录通话' }).click()
  const form = page.getByRole('region', { name: '记录通话', exact: true })
  await form.getByRole('textbox').first().fill('街道值班室')
  await form.getByLabel('结果').selectOption({ label: '无人接听' })
  await form.getByLabel('说明').fill('十分钟后再打')
  await form.getByRole('button', { name: '记录通话', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  expect((await look('dispatcher1', id)).calls).toMatchObject([
    { toName: '街道值班室', outcome: 'noAnswer', note: '十分钟后再打' },
  ])
  await page.getByText('街道值班室').first().waitFor()
})

test('a case returned a second time is arbitrated on its own page, and the unit named there holds it', async () => {
  const id = await report('resident2', '应元路雨水井盖缺了一块', { categoryCode: 'P0103' })
  const post = (login: string, path: string, body: object) =>
    askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, body)
  await post('acceptor1', 'acceptance', { categoryCode: 'P0103' })
  await post('leader1', 'filing', {})
  const { items } = await askAs<Proposals>('dispatcher1', 'GET', `/api/cases/cases/${id}/proposals`)
  const handler = async () => {
    const { holderUnitId } = await look('leader1', id)
    const found = accounts.find(({ loginName, unitId }) => loginName.startsWith('handler') && unitId === holderUnitId)
    if (!found) throw new Error('no demo account holds it')
    return found.loginName
  }
  const returned = async () => {
    const who = await handler()
    await askAs(who, 'POST', `/api/matters/matters/${id}/requests`, {
      kind: 'return',
      reasonCode: 'notOurs',
      reason: '不属我单位管养',
    })
    return (await look('leader1', id)).requests.find(({ state }) => state === 'asked')?.id ?? ''
  }
  // The water office lets it go, and so does urban management: neither thinks it theirs.
  const unitOf = (login: string) => accounts.find(({ loginName }) => loginName === login)?.unitId ?? ''
  expect(items.map(({ unitId }) => unitId)).toContain(unitOf('handler3'))
  await post('dispatcher1', 'dispatch', { unitId: unitOf('handler3') })
  await askAs('dispatcher1', 'POST', `/api/matters/requests/${await returned()}/decision`, {
    isGranted: true,
    decision: '同意退回',
  })
  await post('dispatcher1', 'dispatch', { unitId: unitOf('handler1') })
  await returned()

  await using desk = await visit('desk', 'leader1')
  const { page } = desk
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  const request = page.locator('.request')
  await request.getByLabel('裁定承办单位').click()
  await page.keyboard.type('水务')
  await page.getByRole('option').or(page.locator('.ant-select-item-option')).filter({ hasText: '水务' }).first().click()
  await request.getByLabel('审批意见').fill('井盖属排水设施，由水务局主办')
  await request.getByRole('button', { name: '同意', exact: true }).click()
  await request.waitFor({ state: 'detached' })
  const after = await look('leader1', id)
  expect(after.holderUnitName).toContain('水务')
  expect(after.requests.every(({ state }) => state === 'granted')).toBe(true)
})

test('whoever accepts finds the grade the words asked for already chosen, and may choose another', async () => {
  const id = await report('resident2', '电梯困人，里面有老人和小孩，已经二十分钟')
  type Sorting = { readonly proposal: { readonly grade: number } }
  const proposed = async () =>
    askAs<Sorting>('acceptor1', 'GET', `/api/triage/sortings/${id}`).then(
      ({ proposal }) => proposal.grade,
      () => null,
    )
  await expect.poll(proposed, { timeout: 15_000 }).not.toBeNull()
  const grade = (await proposed()) ?? 0
  expect(grade).toBeGreaterThan(1)
  await using desk = await visit('desk', 'acceptor1')
  const { page } = desk
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '受理', exact: true }).first().click()
  const form = page.getByRole('region', { name: '受理', exact: true })
  const chosen = form.getByRole('radiogroup', { name: '等级' }).locator('input:checked')
  await expect.poll(async () => Number(await chosen.getAttribute('value')), slow).toBeGreaterThanOrEqual(grade)
  await form.getByLabel(/权属/).selectOption('estate')
  await form.getByRole('button', { name: '受理', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  expect((await look('leader1', id)).grade).toBeGreaterThanOrEqual(grade)
})

test('what was typed and chosen while accepting and sending out is there after a reload, and gone once it is done', async () => {
  const id = await report('resident2', '应元路垃圾桶旁堆了一地垃圾没人清')
  const post = (login: string, path: string, body: object) =>
    askAs(login, 'POST', `/api/cases/cases/${id}/${path}`, body)
  await using desk = await visit('desk', 'acceptor1')
  const { page } = desk
  await page.goto(`/desk/cases/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '受理', exact: true }).first().click()
  const accepting = page.getByRole('region', { name: '受理', exact: true })
  await accepting.getByLabel(/权属/).selectOption('lane')
  await accepting.getByRole('textbox', { name: '公开标题' }).fill('应元路垃圾清运')
  // Kept a moment after the last key.
  await page.waitForTimeout(1500)
  await page.reload()
  await settled(page)
  await expect
    .poll(() => accepting.getByRole('textbox', { name: '公开标题' }).inputValue(), slow)
    .toBe('应元路垃圾清运')
  expect(await accepting.getByLabel(/权属/).inputValue()).toBe('lane')
  await accepting.getByRole('button', { name: '受理', exact: true }).click()
  await accepting.waitFor({ state: 'detached' })
  expect((await look('leader1', id)).publicTitle).toBe('应元路垃圾清运')

  const state = async () => (await look('leader1', id)).state
  if ((await state()) === 'filing') await post('leader1', 'filing', {})
  await using sending = await visit('desk', 'dispatcher1')
  const { page: second } = sending
  await second.goto(`/desk/cases/${id}`)
  await settled(second)
  await second.getByRole('button', { name: '派遣', exact: true }).first().click()
  const form = second.getByRole('region', { name: '派遣', exact: true })
  await form.getByRole('textbox').last().fill('请今晚八点前清完，路口留人')
  await second.waitForTimeout(1500)
  await second.reload()
  await settled(second)
  await expect.poll(() => form.getByRole('textbox').last().inputValue(), slow).toBe('请今晚八点前清完，路口留人')
  // Given up: the next one begins with an empty form.
  await form.getByRole('button', { name: '取消', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await second.getByRole('button', { name: '派遣', exact: true }).first().click()
  expect(await form.getByRole('textbox').last().inputValue()).toBe('')
})

/** A busy machine draws a page in seconds. */
const slow = { timeout: 15_000 }
type Rows = { readonly items: readonly { readonly id: string; readonly title: string }[] }
const district = '440104000000'

test('neighbours find public cases by phase, by great kind and by type, as a list and on the map', async () => {
  await using guest = await visit('phone')
  const { page } = guest
  const rows = page.getByRole('main').locator('li a[href^="/cases/"]')
  const shown = async () => {
    await settled(page)
    return (
      await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''))
    ).slice(0, 10)
  }
  const expected = async (more: string) =>
    (
      await askAs<Rows>(null, 'GET', `/api/matters/public?area=${district}&process=case-handling&limit=10${more}`)
    ).items.map(({ id }) => id)
  const agrees = async (query: string, more: string) => {
    await page.goto(`/cases/public?area=${district}${query}`)
    const wanted = await expected(more)
    await expect.poll(shown, slow).toEqual(wanted)
    return wanted.length
  }
  expect(await agrees('', '')).toBeGreaterThan(5)
  await page.getByLabel('进度').selectOption('done')
  await expect.poll(shown, slow).toEqual(await expected('&phase=done'))
  for (const phase of ['intake', 'doing', 'checking'] as const) await agrees(`&phase=${phase}`, `&phase=${phase}`)
  for (const kind of ['P', 'E', 'A'] as const) await agrees(`&kind=${kind}`, `&kind=${kind}`)
  await page.getByLabel('类别').selectOption('E')
  await settled(page)
  await page.getByLabel('小类').selectOption('E01')
  await expect.poll(shown, slow).toEqual(await expected('&kind=E01'))
  await page.getByRole('radio', { name: '地图' }).check()
  await settled(page)
  await page.locator('svg').first().waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('map')
  expect(await shown()).toEqual(await expected('&kind=E01'))
})

test('the board at the desk counts cases by stage and by age, and every count opens just those', async () => {
  await using desk = await visit('desk', 'dispatcher1')
  const { page } = desk
  await page.goto('/desk/cases')
  await settled(page)
  const buckets = page.locator('.stage-buckets button')
  await buckets.first().waitFor()
  const names = await buckets.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  expect(names.some((name) => name.includes('超期'))).toBe(true)
  const late = names.filter((name) => name.includes('超期') && !name.startsWith('全部'))
  expect(late.length).toBeGreaterThan(0)
  for (const name of late.slice(0, 2)) {
    const count = Number(/(\d+)$/.exec(name)?.[1])
    await page.getByRole('button', { name, exact: true }).click()
    await settled(page)
    await expect.poll(() => new URL(page.url()).searchParams.get('due'), slow).toBe('overdue')
    const stage = new URL(page.url()).searchParams.get('stage')
    const found = await askAs<Rows>(
      'dispatcher1',
      'GET',
      `/api/cases/cases?state=${stage}&due=overdue&limit=${Math.min(count, 60)}`,
    )
    expect(found.items.length).toBe(Math.min(count, 60))
    await page
      .getByText(found.items[0]?.title ?? '')
      .first()
      .waitFor()
  }
})
