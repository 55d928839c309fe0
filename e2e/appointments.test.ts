/** An appointment: booked once however often it is pressed, cancelled in time, and its place goes to whoever waits. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

const place = '3ece17f4-9169-5360-ab51-6ae4ba8044bb'
type Booking = {
  readonly id: string
  readonly placeId: string
  readonly placeName: string
  readonly startAt: string
  readonly state: string
  readonly mayCancel: boolean
}
const mine = async (login: string) =>
  (await askAs<{ items: readonly Booking[] }>(login, 'GET', '/api/appointments/bookings/mine?limit=50')).items

test('pressed again after a lost answer it is one booking; cancelled, it is free again', async () => {
  await using neighbour = await visit('phone', 'resident5')
  neighbour.expects(/appointments\/bookings/)
  const { page } = neighbour
  const before = (await mine('resident5')).length
  await page.goto(`/appointments/${place}`)
  await settled(page)
  // Another day than the first: an hour that is near is not given up any more.
  await page.locator('main select').last().selectOption({ index: 1 })
  await settled(page)
  const first = page.getByRole('button', { name: '预约', exact: true }).first()
  await first.waitFor()
  await axe(page)
  // The booking reaches the office, its answer does not reach the phone.
  let isLost = false
  await page.route('**/api/appointments/bookings', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue()
    isLost = true
    await route.fetch()
    return route.abort()
  })
  await first.click()
  await expect.poll(async () => (await mine('resident5')).length, { timeout: 15_000 }).toBe(before + 1)
  await page.getByRole('button', { name: '预约', exact: true }).first().click()
  await page.waitForURL(/appointments\/mine/)
  expect((await mine('resident5')).length).toBe(before + 1)
  await page.getByRole('button', { name: '取消预约', exact: true }).first().click()
  await page.getByText('已取消').first().waitFor()
  await axe(page)
})

test('a place that is given up goes to whoever waited longest, who sees it booked', async () => {
  const waits = (await mine('resident2')).find(({ state }) => state === 'waiting')
  const has = (await mine('resident1')).find(
    ({ state, startAt, placeId }) => state === 'booked' && startAt === waits?.startAt && placeId === waits.placeId,
  )
  expect([waits?.state, has?.mayCancel]).toEqual(['waiting', true])
  await using waiting = await visit('phone', 'resident2', { locale: 'en' })
  await waiting.page.goto('/appointments/mine')
  await settled(waiting.page)
  await waiting.page.getByText('Waiting', { exact: false }).first().waitFor()

  await using giving = await visit('phone', 'resident1')
  await giving.page.goto('/appointments/mine')
  await settled(giving.page)
  await giving.page.getByRole('button', { name: '取消预约', exact: true }).first().click()
  await giving.page.getByText('已取消').first().waitFor()
  const after = (await mine('resident2')).find(({ id }) => id === waits?.id)
  expect(after?.state).toBe('booked')
  await waiting.page.reload()
  await settled(waiting.page)
  await axe(waiting.page)
})
