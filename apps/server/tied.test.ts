/** Somebody registers, earns something, and is tied to the entry the office has of them: nothing of theirs is lost on the way. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { here, type Purse, purseTown } from '../../modules/points/testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

test('whoever is tied to the office’s entry has their points there, good until the same day, once', async () => {
  const { town } = purse
  const number = '440104198001010016'
  const browser = town.browser()
  const phone = '13800001021'
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '冯国强', areaCode: here, idNumber: number },
  })
  await town.settle()
  const personNow = async () => (await town.work('points', (work) => work.use(identity).account(accountId)))?.personId
  const made = (await personNow()) ?? ''
  await purse.give(made, 30)

  const worker = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  const official = await worker.ask(people, 'register', {
    body: { fullName: '冯国强', identityNumber: number, phone: '13800001022', areaCode: here },
  })
  const tie = () => worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  const as = (personId: string) =>
    town.as({
      ...{ id: accountId, personId, provedAt: town.clock.now() },
      roles: [{ role: 'resident', area: here, unitId: null }],
    })
  const untilWhen = async (who: Person) =>
    (await who.ask(points, 'entries', { query: {} })).items.flatMap(({ change, validOn }) =>
      change > 0 ? [validOn] : [],
    )
  expect(await purse.balance(as(made))).toBe(30)
  const days = await untilWhen(as(made))

  await tie()
  expect(await personNow()).toBe(official.id)
  const himself = as(official.id)
  expect(await purse.balance(himself)).toBe(30)
  expect(await untilWhen(himself)).toEqual(days)
  expect(await purse.balance(as(made))).toBe(0)
  await himself.ask(points, 'donate', { body: { id: randomUUID(), amount: 30, area: here } })
  expect(await purse.balance(himself)).toBe(0)
})
