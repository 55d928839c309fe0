/** 办事: from finding an item to rating it; and an application begun at home that goes on at the counter. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { handIn, throughForm } from './application.ts'
import { askAs, axe, settled, visit } from './browser.ts'

type Application = {
  readonly id: string
  readonly number: string | null
  readonly state: string
  readonly itemCode: string
  readonly channels: readonly string[]
  readonly isAssisted: boolean
  readonly decision: { readonly number: string; readonly code: string } | null
}
const read = (login: string, id: string) => askAs<Application>(login, 'GET', `/api/services/applications/${id}`)
const act = (login: string, id: string, path: string, body: object = {}) =>
  askAs<{ readonly state: string }>(login, 'POST', `/api/services/applications/${id}/${path}`, body)
const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

test('she finds an item by its first letters, refuses one offer, hands in; corrected once, decided, verified, rated', async () => {
  await using su = await visit('phone', 'resident5')
  const { page } = su
  // A photo asks first whether an earlier try of its arrived after all.
  su.expects(/404 GET .*\/api\/files\/uploads\//)
  await page.goto('/services')
  await settled(page)
  await page.getByLabel('搜事项').fill('pat')
  await page.getByRole('button', { name: '搜索', exact: true }).click()
  await page
    .getByRole('link', { name: /平安通/ })
    .first()
    .click()
  await page.getByRole('link', { name: '开始办理' }).click()
  await settled(page)
  await axe(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一步', exact: true }).waitFor()
  const id = idIn(page)
  // What is known stands there with its source; her telephone number she would rather type herself.
  await page.getByText(/^来自/).first().waitFor()
  await page.getByRole('button', { name: '不用这条联系电话' }).click()
  await page.getByLabel('联系电话').fill('13800001005')
  await throughForm(page)
  await handIn(page)
  expect((await read('resident5', id)).state).toBe('submitted')

  await using xu = await visit('desk', 'worker3')
  await xu.page.goto(`/desk/services/board?open=${id}`)
  await settled(xu.page)
  await xu.page.getByRole('button', { name: '一次性告知补正' }).click()
  await xu.page.getByLabel('所有要补的，一行一项').fill('备用钥匙由谁保管要写电话')
  await xu.page.getByLabel('备用钥匙由谁保管').check()
  await xu.page.getByRole('dialog').getByRole('button', { name: '一次性告知补正' }).last().click()
  await expect.poll(async () => (await read('resident5', id)).state).toBe('correcting')

  await page.goto(`/services/${id}`)
  await settled(page)
  await page.getByText('备用钥匙由谁保管要写电话').first().waitFor()
  await axe(page)
  await page.getByRole('button', { name: '补填这些栏目' }).click()
  await page.getByLabel(/备用钥匙由谁保管/).fill('楼下李姨 13800001235')
  // Nothing else is opened.
  expect(await page.getByLabel('紧急联系人（姓名与电话）').count()).toBe(0)
  await throughForm(page)
  await expect.poll(async () => (await read('resident5', id)).state).toBe('submitted')

  await act('worker3', id, 'acceptance')
  await xu.page.goto(`/desk/services/board?open=${id}`)
  await settled(xu.page)
  await xu.page.getByLabel('理由').fill('核对钥匙保管人')
  await xu.page.getByRole('button', { name: '查看申请内容' }).click()
  await xu.page.getByText('楼下李姨 13800001235').waitFor()
  await act('worker3', id, 'opinions', { text: '情况属实' })
  await act('leader1', id, 'approval', { text: '同意安装平安通' })
  await act('acceptor1', id, 'handing-over', { how: '上门安装' })
  const { decision } = await read('resident5', id)

  await using guest = await visit('phone')
  await guest.page.goto('/services/verify')
  await settled(guest.page)
  await guest.page.getByLabel('办件编号').fill(decision?.number ?? '')
  await guest.page.getByLabel('核验码', { exact: true }).fill(decision?.code ?? '')
  await guest.page.getByRole('button', { name: '核验', exact: true }).click()
  await guest.page.getByText('有效', { exact: true }).first().waitFor()
  await guest.page.getByText('苏**').waitFor()

  await page.goto(`/services/${id}`)
  await settled(page)
  await page.getByRole('radio', { name: '非常满意', exact: true }).first().check({ force: true })
  await page.getByRole('button', { name: '评价', exact: true }).first().click()
  type Rated = { readonly ratings: readonly { readonly score: number }[] }
  await expect
    .poll(async () =>
      (await askAs<Rated>('resident5', 'GET', `/api/matters/matters/${id}`)).ratings.map(({ score }) => score),
    )
    .toEqual([5])
})

test('a draft begun on her phone goes on at the window: the same application, with what she typed', async () => {
  await using huang = await visit('phone', 'resident3')
  const { page } = huang
  await page.goto('/services/apply/SQ-023')
  await settled(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一步', exact: true }).waitFor()
  const id = idIn(page)
  const { account } = await askAs<{ account: { personId: string } }>('resident3', 'GET', '/api/identity/session')
  const helper = await askAs<{ account: { id: string } }>('worker2', 'GET', '/api/identity/session')
  // A colleague writes it down: nobody of the office takes up for somebody on their own word alone.
  const { id: authorityId } = await askAs<{ id: string }>('grid3', 'POST', '/api/identity/authorities', {
    personId: account.personId,
    helperAccountId: helper.account.id,
    relation: 'staff',
    purpose: '到窗口续办失业登记',
    untilAt: new Date(Date.now() + 3 * 3_600_000).toISOString(),
  })
  await askAs('worker2', 'POST', '/api/identity/assistance', { authorityId })
  try {
    await using feng = await visit('phone', 'worker2')
    await feng.page.goto(`/worker/services/${id}`)
    await settled(feng.page)
    await feng.page.getByText('编号不变').waitFor()
    await axe(feng.page)
    await feng.page.getByRole('button', { name: '接着办' }).click()
    await throughForm(feng.page)
    await handIn(feng.page)
  } finally {
    await askAs('worker2', 'DELETE', '/api/identity/assistance')
  }
  expect(await read('resident3', id)).toMatchObject({ channels: ['mobile', 'window'], isAssisted: true })
})
