/** A reporter's telephone number: who looked at it is seen by the reporter, and a seal opens in its own row only. */
import { randomUUID } from 'node:crypto'
import { secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { afterAll, describe, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, refusal, spot } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'
import plug from './module.ts'

const { town, who, unit, report, on, dispatched } = await openStreet()
afterAll(() => town.close())

const purpose = '约定上门时间'
const look = (id: string, by = who.lin) => by.ask(cases, 'contact', { ...on(id), body: { purpose } })
/** Somebody the register knows, with an account. */
const registered = async (fullName: string, phone: string) => {
  const { personId } = await town.work('cases', (work) =>
    (work.use(people as never) as import('@liren/people/contract').PeoplePort).register({
      displayName: fullName,
      fullName,
      phone,
      areaCode: here,
    } as never),
  )
  return town.as({ name: fullName, personId, roles: [{ role: 'resident', area: here, unitId: null }] })
}
const footprintsOf = async (person: typeof who.chen) =>
  (await person.ask(people, 'listMyFootprints', { query: {} })).items

describe('a look at my telephone number', () => {
  test('stands among those who looked at my information: who, when, why, about which case', async () => {
    const chen = await registered('陈秀英', '13800005555')
    const sent = await report(chen, { contact: { name: '陈秀英', phone: '13800005555' } })
    expect(await footprintsOf(chen)).toEqual([])
    await look(sent.id)
    expect(await footprintsOf(chen)).toMatchObject([
      {
        lookerName: '林志远',
        lookerId: who.lin.actor.id,
        fields: ['fullName', 'phone'],
        reason: `${sent.number} ${purpose}`,
      },
    ])
    const seen = await chen.ask(cases, 'read', on(sent.id))
    expect(seen.contactLooks).toMatchObject([{ by: '林志远', purpose }])
    expect((await who.stranger.ask(cases, 'read', on(sent.id))).contactLooks).toEqual([])
  })

  test('that was refused leaves no footprint', async () => {
    const chen = await registered('陈小英', '13800005556')
    const sent = await report(chen, { isPublic: false, contact: { phone: '13800005556' } })
    expect((await refusal(look(sent.id, who.strangerGrid))).status).toBe(404)
    expect(await footprintsOf(chen)).toEqual([])
  })

  test('goes with me when I am erased: my number is told to me before, and to nobody after', async () => {
    const chen = await registered('陈告别', '13800005557')
    const sent = await report(chen, { contact: { name: '陈告别', phone: '13800005557' } })
    const personId = chen.actor.personId ?? ''
    const contacts = [{ caseId: sent.id, nameMasked: '陈**', phoneMasked: '138****5557' }]
    expect(await town.work(plug, async (work) => plug.personalData?.export(work, personId))).toEqual(contacts)
    expect(await town.work(plug, async (work) => plug.personalData?.erase(work, personId))).toMatchObject({ erased: 1 })
    expect((await refusal(look(sent.id))).status).toBe(404)
  })

  test('of a family that shares it says nothing about one of them', async () => {
    const [mother] = [await registered('何母', '13800005558'), await registered('何女', '13800005558')]
    await report(mother, { contact: { phone: '13800005558' } })
    const personId = mother?.actor.personId ?? ''
    expect(await town.work(plug, async (work) => plug.personalData?.export(work, personId))).toEqual([])
    expect(await town.work(plug, async (work) => plug.personalData?.erase(work, personId))).toMatchObject({ erased: 0 })
  })

  test('is left with a caller the register knows by this very number, but not with somebody who wished not to be named', async () => {
    const caller = await registered('李大文', '13800006666')
    const called = await report(who.yu, { source: 'hotline', contact: { name: '李大文', phone: '13800006666' } })
    await look(called.id, who.yu)
    expect(await footprintsOf(caller)).toHaveLength(1)
    const unnamed = await report(who.yu, { source: 'hotline', isAnonymous: true, contact: { phone: '13800006666' } })
    await look(unnamed.id, who.yu)
    expect(await footprintsOf(caller)).toHaveLength(1)
  })

  test('is shown to a guest by number and query code, with unit and purpose, and to nobody without the code', async () => {
    const body = { id: randomUUID(), text: '路灯不亮', place: spot, contact: { phone: '13800007777' } }
    const sent = await town.guest.ask(cases, 'report', { body })
    const zhou = who.zhou
    await who.yu.ask(cases, 'accept', { ...on(body.id), body: { categoryCode: 'E0102' } })
    await who.wen.ask(cases, 'file', { ...on(body.id), body: {} })
    await who.wu.ask(cases, 'dispatch', { ...on(body.id), body: { unitId: unit.lead } })
    await look(body.id, zhou)
    const code = { number: sent.number, code: sent.queryCode }
    const { items } = await town.guest.ask(cases, 'contactLooks', { body: code })
    expect(items).toMatchObject([{ by: '周文辉', unitName: unit.leadName, purpose }])
    const wrong = town.guest.ask(cases, 'contactLooks', { body: { ...code, code: 'AAAAAAAAAA' } })
    expect(await refusal(wrong)).toMatchObject({ code: 'cases/wrong-code', field: 'code' })
  })

  test('does not stand in the way of whoever is working on the case', async () => {
    const id = await dispatched({ contact: { phone: '13800008888' } })
    const { seen } = (await who.zhou.ask(cases, 'read', on(id))).matter
    await look(id)
    expect((await who.zhou.ask(cases, 'signIn', { ...on(id), body: { seen } })).state).toBe('handling')
  })
})

describe('a sealed number', () => {
  const contactOf = async (phone: string) => (await report(who.chen, { contact: { name: '陈秀英', phone } })).id

  test('moved to another case does not open there', async () => {
    const [mine, theirs] = [await contactOf('13800001111'), await contactOf('13900001111')]
    await town.owner.query(
      'update cases_contacts set phone_sealed = (select phone_sealed from cases_contacts where case_id = $1) where case_id = $2',
      [theirs, mine],
    )
    await expect(look(mine)).rejects.toThrow()
    expect((await look(theirs)).phone).toBe('13900001111')
  })

  test('sealed in earlier days opens as before, until it is bound to its row', async () => {
    const id = await contactOf('13800003333')
    const [name, phone] = await town.work(plug, async (work) => [
      secretsOf(work).seal('陈秀英', 'cases:name'),
      secretsOf(work).seal('13800003333', 'cases:phone'),
    ])
    await town.owner.query(
      'update cases_contacts set name_sealed = $2, phone_sealed = $3, is_loose = true where case_id = $1',
      [id, name, phone],
    )
    await town.owner.query('update cases_cases set needs_kind = true where category_code is not null')
    await town.owner.query('update matters_matters set kind_code = null')
    expect(await look(id)).toEqual({ name: '陈秀英', phone: '13800003333' })
    await town.run(plug, 'catch-up')
    expect(await look(id)).toEqual({ name: '陈秀英', phone: '13800003333' })
    const { rows } = await town.owner.query('select phone_sealed, is_loose from cases_contacts where case_id = $1', [
      id,
    ])
    expect(rows[0]).toMatchObject({ is_loose: null })
    expect(rows[0]?.phone_sealed).not.toBe(phone)
    const left = await town.owner.query(
      `select count(*)::int as many from cases_cases c join matters_matters m on m.id = c.id
       where c.category_code is distinct from m.kind_code`,
    )
    expect(left.rows[0]).toEqual({ many: 0 })
  })
})

test('the spine knows whose report it was', async () => {
  const { id } = await report()
  const known = await town.work('cases', (work) =>
    (work.use(matters as never) as import('@liren/matters/contract').MattersPort).reporters(id),
  )
  expect(known).toEqual([{ accountId: who.chen.actor.id, personId: who.chen.actor.personId }])
})
