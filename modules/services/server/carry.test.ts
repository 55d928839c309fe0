/** Whoever's log-in is tied to the entry the office has of them finds what they applied for there. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { openTown } from '../testing/people-of-town.ts'
import { here } from '../testing/services-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town.close())

test('an application begun under an entry of one’s own goes on under that of the office', async () => {
  const number = '440104198001010016'
  const browser = town.browser()
  const { demoCode = '' } = await browser.ask(identity, 'askCode', {
    body: { phone: '13800001021', purpose: 'register' },
  })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone: '13800001021', code: demoCode, displayName: '冯国强', areaCode: here, idNumber: number },
  })
  await town.settle()
  const made = (await town.work('services', (work) => work.use(identity).account(accountId)))?.personId ?? ''
  const as = (personId: string) =>
    town.as({ id: accountId, personId, roles: [{ role: 'resident', area: here, unitId: null }] })
  const mine = async (personId: string) =>
    (await as(personId).ask(services, 'mine', { query: {} })).items.map(({ id }) => id)
  const id = randomUUID()
  await as(made).ask(services, 'begin', { params: { code: 'SQ-001' }, body: { id, area: here, channel: 'mobile' } })
  expect(await mine(made)).toEqual([id])

  const worker = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  const official = await worker.ask(people, 'register', {
    body: { fullName: '冯国强', identityNumber: number, phone: '13800001022', areaCode: here },
  })
  await worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  expect([await mine(official.id), await mine(made)]).toEqual([[id], []])
})
