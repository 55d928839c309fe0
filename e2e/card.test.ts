/** 刷身份证: at a kiosk somebody lays their card down, is in, does what they came for, and nothing of the card is left on the machine. */
import { randomInt } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, inject, test, vi } from 'vitest'
import { askAs, axe, cookieFrom, request, settled, visit } from './browser.ts'
import { startReader } from './card-reader.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** A made-up number nobody has, with the right last sign. */
const newNumber = () => {
  const body = `44010419600101${String(randomInt(100, 999))}`
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}
const name = '钟月嫦'
/** She goes to the community once and shows her card: only now the office knows the number as hers. */
const shown = async (entered: Response) => {
  const cookie = cookieFrom(entered, inject('address'))
  const mine = () =>
    request(inject('address'), 'GET', '/api/people/me/memberships', undefined, cookie ? [cookie] : []).then(
      async (reply) => ((await reply.json()) as { items?: { id: string }[] }).items ?? [],
    )
  const [joined] = await vi.waitFor(
    async () => {
      const items = await mine()
      expect(items).toHaveLength(1)
      return items
    },
    { timeout: 30_000, interval: 500 },
  )
  await askAs('worker1', 'POST', `/api/people/memberships/${joined?.id}/verifications`, { capacities: ['resident'] })
}
/** Somebody who registered at home, with the number on the card. */
const registered = async () => {
  const certNumber = newNumber()
  const phone = `139${String(randomInt(10_000_000, 99_999_999))}`
  const address = inject('address')
  const asked = await request(address, 'POST', '/api/identity/codes', { phone, purpose: 'register' })
  const { demoCode } = (await asked.json()) as { demoCode: string }
  const body = { phone, code: demoCode, displayName: name, idNumber: certNumber, areaCode: '440104001001' }
  const entered = await request(address, 'POST', '/api/identity/residents', body)
  await shown(entered)
  return { partyName: name, certNumber, effDate: '2015.03.08', expDate: '长期' }
}
const setReader = (value: object | null) =>
  askAs('system1', 'PUT', '/api/kernel/settings/identity', { values: { cardReader: value } })
const whoIsIn = async (page: Page) => {
  const reply = await page.request.get('/api/identity/session', { headers: { 'x-liren': '1' } })
  return ((await reply.json()) as { account: { displayName: string } | null }).account?.displayName ?? null
}
const kept = (page: Page) =>
  page.evaluate(async () => {
    const stores = await Promise.all(
      (await caches.keys()).map(async (key) => (await (await caches.open(key)).keys()).map(({ url }) => url)),
    )
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      stores,
      document.body.innerText,
      location.href,
    ])
  })

test('she lays her card down, is in, is told so, takes it back, and the kiosk forgets her', async () => {
  await using reader = await startReader('hall-1')
  const card = await registered()
  await setReader({
    address: reader.address,
    readers: [{ id: 'hall-1', place: '越秀山社区服务站', publicKey: reader.publicKey }],
  })
  await using kiosk = await visit('desk')
  const { page } = kiosk
  await page.goto('/?at=kiosk&idle=120')
  await settled(page)
  await page.goto('/sign-in')
  await settled(page)
  await page.getByRole('radio', { name: '刷身份证' }).check()
  await page.getByText('还没有读到身份证').waitFor()
  await axe(page)

  // Somebody pulled the cable; somebody put it back.
  reader.plug(false)
  await page.getByText('读卡器没有接好').waitFor()
  reader.plug(true)
  await page.getByText('还没有读到身份证').waitFor()

  // A card that has ended, and a service that is not the district's reader: refused in words, and again from the beginning.
  kiosk.expects(/response: 4\d\d POST .*\/api\/identity\/log-in\/card$/)
  reader.lay({ ...card, expDate: '2020.03.08' })
  await page.getByText('这张身份证不在有效期内').waitFor()
  await axe(page)
  reader.forge(true)
  reader.lay(card)
  await page.getByRole('button', { name: '再读一次' }).click()
  await page.getByText('读卡结果没有通过核验').waitFor()
  expect(await whoIsIn(page)).toBeNull()

  reader.forge(false)
  const sent = page.waitForRequest((one) => one.url().endsWith('/api/identity/log-in/card'))
  await page.getByRole('button', { name: '再读一次' }).click()
  // Neither photo nor address leaves the kiosk.
  expect(Object.keys((await sent).postDataJSON()).sort()).toEqual([
    'challengeId',
    'idNumber',
    'name',
    'reader',
    'signature',
    'validFrom',
    'validTo',
  ])
  await page.waitForURL((at) => at.pathname === '/')
  await settled(page)
  expect(await whoIsIn(page)).toBe(name)
  reader.take()
  await page.goto('/notices')
  await page.getByText('您刚刷身份证登录了').first().waitFor()
  await page.getByText('越秀山社区服务站').first().waitFor()
  expect(await kept(page)).not.toContain(card.certNumber)

  await page.getByRole('button', { name: '办完了，清除我的信息' }).click()
  await page.waitForURL((at) => at.pathname === '/')
  await settled(page)
  expect(await whoIsIn(page)).toBeNull()
  const left = await kept(page)
  expect(left).not.toContain(card.certNumber)
  expect(left).not.toContain(name)
  await setReader(null)
})

test('where the district set no reader up, and on a phone at home, nobody is offered it', async () => {
  await using reader = await startReader('hall-1')
  await using kiosk = await visit('desk')
  await kiosk.page.goto('/?at=kiosk')
  await kiosk.page.goto('/sign-in')
  await settled(kiosk.page)
  expect(await kiosk.page.getByRole('radio', { name: '刷身份证' }).count()).toBe(0)
  await setReader({
    address: reader.address,
    readers: [{ id: 'hall-1', place: '越秀山社区服务站', publicKey: reader.publicKey }],
  })
  await using home = await visit('phone')
  await home.page.goto('/sign-in')
  await settled(home.page)
  expect(await home.page.getByRole('radio', { name: '刷身份证' }).count()).toBe(0)
  await setReader(null)
})
