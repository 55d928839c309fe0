/** Whoever's log-in is tied to the entry the office has of them finds what they filled in before. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forms } from '../contract.ts'
import { allowance } from '../testing/allowance.ts'
import { here, openStreet } from '../testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet()
  await street.lay(allowance)
})
afterAll(() => street.town.close())

const as = (accountId: string, personId: string | null) =>
  street.town.as({ id: accountId, personId, roles: [{ role: 'resident', area: here, unitId: null }] })
const drafts = async (who: ReturnType<typeof as>) =>
  (await who.ask(forms, 'listMine', { query: {} })).items.map(({ id }) => id)
const begin = async (who: ReturnType<typeof as>) => {
  const id = randomUUID()
  await who.ask(forms, 'start', { body: { id, code: 'SQ-001' } })
  return id
}

test('a draft begun under an entry of one’s own goes on under that of the office, and a neighbour’s stays theirs', async () => {
  const { town, worker } = street
  const number = '440104198001010016'
  const browser = town.browser()
  const { demoCode = '' } = await browser.ask(identity, 'askCode', {
    body: { phone: '13800001021', purpose: 'register' },
  })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone: '13800001021', code: demoCode, displayName: '冯国强', areaCode: here, idNumber: number },
  })
  await town.settle()
  const made = (await town.work('forms', (work) => work.use(identity).account(accountId)))?.personId ?? ''
  const neighbour = await street.neighbour('陈秀英', '440104195503080029', '13800001234')
  const [own, theirs] = [await begin(as(accountId, made)), await begin(neighbour.asks)]
  const official = await worker.ask(people, 'register', {
    body: { fullName: '冯国强', identityNumber: number, phone: '13800001022', areaCode: here },
  })
  await worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  expect(await drafts(as(accountId, official.id))).toEqual([own])
  expect(await drafts(neighbour.asks)).toEqual([theirs])
})
