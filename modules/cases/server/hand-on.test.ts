/** A case is handed to a colleague of the unit by name, by whoever holds it and by nobody else. */
import { randomUUID } from 'node:crypto'
import { type IdentityPort, identity } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, refusal } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, unit, on, signedIn } = await openStreet()
afterAll(() => town.close())

test('the handler sees the colleagues of the unit and hands it to one of them, called as the house knows them', async () => {
  const colleague = await town.work('cases', async (work) => {
    const port = work.use(identity as never) as IdentityPort
    return port.createAccount({
      loginName: 'yang',
      displayName: '杨国栋',
      kind: 'staff',
      roles: [{ role: 'handler', area: district, unitId: unit.lead }],
    })
  })
  const id = await signedIn()
  const { items } = await who.zhou.ask(matters, 'unitPeople', on(id))
  expect(items).toEqual([{ id: colleague, name: '杨国栋' }])
  expect((await refusal(who.strangerUnit.ask(matters, 'unitPeople', on(id)))).status).toBe(404)
  expect(await who.lin.ask(matters, 'unitPeople', on(id))).toEqual({ items: [] })
  // Whatever name the request gives, the register's stands.
  await who.zhou.ask(matters, 'assign', { ...on(id), body: { accountId: colleague, accountName: '张冠李戴' } })
  const { matter } = await who.wen.ask(cases, 'read', on(id))
  expect(matter).toMatchObject({ holderUnitId: unit.lead, holderAccountId: colleague, holderName: '杨国栋', hops: 1 })
})

test('whoever is of another unit, or of none, is given nothing by name, whoever gives it', async () => {
  const elsewhere = await town.work('cases', async (work) => {
    const port = work.use(identity as never) as IdentityPort
    return port.createAccount({
      loginName: 'guo',
      displayName: '郭别处',
      kind: 'staff',
      roles: [{ role: 'handler', area: district, unitId: unit.other }],
    })
  })
  const id = await signedIn()
  const give = (accountId: string, more: object = {}) =>
    refusal(who.zhou.ask(matters, 'assign', { ...on(id), body: { accountId, ...more } }))
  const wrong = { code: 'matters/not-in-unit', field: 'accountId' }
  expect(await give(elsewhere)).toMatchObject(wrong)
  expect(await give(randomUUID())).toMatchObject(wrong)
  expect((await who.wen.ask(cases, 'read', on(id))).matter).toMatchObject({ holderAccountId: who.zhou.actor.id })
})
