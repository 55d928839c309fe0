/** Somebody registers, earns something, and is tied to the entry the office has of them: nothing of theirs is lost on the way. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { here, type Purse, purseTown } from '../../modules/points/testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

test('nobody is tied to the office’s entry away from their points: used up first, then tied', async () => {
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
  await expect(tie()).rejects.toMatchObject({
    problem: { code: 'people/entry-in-use', field: 'accountId', title: expect.stringContaining('积分') },
  })
  expect(await personNow()).toBe(made)
  const himself = town.as({
    ...{ id: accountId, personId: made, provedAt: town.clock.now() },
    roles: [{ role: 'resident', area: here, unitId: null }],
  })
  expect(await purse.balance(himself)).toBe(30)

  await himself.ask(points, 'donate', { body: { id: randomUUID(), amount: 30, area: here } })
  await tie()
  expect(await personNow()).toBe(official.id)
})
