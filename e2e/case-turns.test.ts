/** The turns a case may take on its way, each by clicking: supporters who never answer, questions, more time, rest, returns. */
import { expect, test } from 'vitest'
import preset from '../presets/yuexiu/identity/accounts.json' with { type: 'json' }
import { askAs, settled, type Visit, visit, yingyuan } from './browser.ts'

type Matter = {
  readonly state: string
  readonly seen: number
  readonly helpers: readonly { readonly id: string; readonly overriddenBecause: string | null }[]
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
