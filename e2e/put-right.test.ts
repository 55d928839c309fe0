/** 更正与离开: what the register says is put right at the desk and at the door, and nobody leaves it unasked. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

type Person = { readonly id: string; readonly displayName: string; readonly state: string; readonly areaCode: string }
const read = async (id: string) =>
  (await askAs<{ person: Person & { maskedPhone: string | null } }>('worker1', 'GET', `/api/people/persons/${id}`))
    .person

const fresh = (fullName: string) =>
  askAs<Person>('worker1', 'POST', '/api/people/persons', { fullName, areaCode: '440104001001' })

test('a worker registers a newcomer on the phone, and corrects a telephone with the reason', async () => {
  await using lin = await visit('phone', 'grid1')
  const { page } = lin
  await page.goto('/worker/people')
  await settled(page)
  await page.getByRole('link', { name: '登记人员' }).click()
  await page.getByLabel('姓名').fill('欧阳新来')
  await axe(page)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/)
  await settled(page)
  const id = page.url().split('/').at(-1) ?? ''
  await page.getByRole('button', { name: '更正信息' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^手机/).fill('13900001234')
  expect(await sheet.getByRole('button', { name: '更正', exact: true }).isDisabled()).toBe(true)
  await sheet.getByLabel('更正原因').fill('本人当面告知')
  await axe(page)
  await sheet.getByRole('button', { name: '更正', exact: true }).click()
  await page.getByText('139****1234').waitFor()
  expect(await read(id)).toMatchObject({ maskedPhone: '139****1234' })
})

test('at the door somebody moved to the next community, with the day and where to', async () => {
  const { id } = await fresh('司徒搬迁')
  await using lin = await visit('phone', 'worker1')
  const { page } = lin
  await page.goto(`/worker/people/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '已迁出' }).click()
  const sheet = page.getByRole('dialog', { name: '已迁出' })
  await sheet.getByText('会一起结束').waitFor()
  await sheet.getByLabel('迁到哪里').selectOption({ label: '应元社区' })
  await axe(page)
  await sheet.getByRole('button', { name: '确认登记' }).click()
  await page.waitForURL(/\/worker\/people$/)
  const { person } = await askAs<{ person: Person }>('worker2', 'GET', `/api/people/persons/${id}`)
  expect(person).toMatchObject({ areaCode: '440104001002', state: 'living' })
})

test('at the desk a death is asked before it is kept', async () => {
  const { id } = await fresh('上官辞世')
  await using xie = await visit('desk', 'worker1')
  const { page } = xie
  await page.goto(`/desk/people?open=${id}`)
  await settled(page)
  await page.getByRole('button', { name: '已去世' }).click()
  const asked = page.getByRole('dialog', { name: '已去世' })
  await asked.getByText('不能自动恢复').waitFor()
  await axe(page)
  expect(await read(id)).toMatchObject({ state: 'living' })
  await asked.getByLabel('哪天去世').fill('2026-11-02')
  await asked.getByRole('button', { name: '确认登记' }).click()
  await asked.waitFor({ state: 'detached' })
  expect(await read(id)).toMatchObject({ state: 'dead' })
})

test('the census office’s count is entered in the row, and coverage is reckoned by it', async () => {
  await using lin = await visit('desk', 'steward1')
  const { page } = lin
  await page.goto('/desk/people/coverage')
  await settled(page)
  const row = page.getByRole('row').filter({ hasText: '西湖社区' }).first()
  await row.getByRole('button', { name: '填常住人口' }).click()
  const form = page.getByRole('dialog', { name: '西湖社区的常住人口' })
  await form.getByLabel('常住人口（人）').fill('4321')
  await form.getByLabel('统计日期').fill('2026-11-01')
  await axe(page)
  await form.getByRole('button', { name: /保\s*存/ }).click()
  await row.getByText('4,321').waitFor()
  await row.getByText(/统计$/).waitFor()
})
