/** What concerns an estate: the property firm leads, owners’ committee, street and a social organisation help, each by its own time. */

import { matters } from '@liren/matters/contract'
import { type OrganisationPort, organisation } from '@liren/organisation/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, photos, refusal, street as streetCode } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, unit, minutes, report, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const hours = (count: number) => minutes(count * 60)
const handlerOf = (name: string, area: string, unitId: string) =>
  town.as({ name, roles: [{ role: 'handler', area, unitId }] })
const representativeOf = (name: string, area: string, unitId: string) =>
  town.as({ name, roles: [{ role: 'representative', area, unitId }] })
const unitBy = (code: string) =>
  town.work('cases', async (work) => {
    const found = await (work.use(organisation as never) as OrganisationPort).unitByCode(code)
    if (!found) throw new Error(`no unit ${code} in the preset`)
    return found
  })

test('property firm, owners’ committee, street and social organisation handle it jointly, each by its own time', async () => {
  const [firm, owners, social] = [await unitBy(`${here}-WY`), await unitBy(`${here}-YW`), await unitBy('S-001')]
  expect([firm.kind, owners.kind, social.kind]).toEqual(['propertyFirm', 'ownersCommittee', 'socialOrganisation'])
  const manager = representativeOf('物业项目经理', here, firm.id)
  const head = representativeOf('业委会主任', here, owners.id)
  const officer = handlerOf('街道干部', streetCode, unit.street)
  const helper = representativeOf('社工机构负责人', streetCode, social.id)

  const { id } = await report(who.chen, { text: '小区电梯厅漏水，物业说要业主大会表决，一直没人管' })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'A0501', ownership: 'estate' } })
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  const { items: proposed } = await who.wu.ask(cases, 'proposals', on(id))
  expect(proposed[0]).toMatchObject({ unitId: firm.id, part: 'lead' })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: firm.id } })
  await manager.ask(cases, 'signIn', { ...on(id), body: {} })

  const support = (unitId: string, task: string, amount: number) =>
    manager.ask(matters, 'support', { ...on(id), body: { unitId, task, limit: { amount, unit: 'workHours' } } })
  const byOwners = await support(owners.id, '召集业主表决维修方案', 2)
  const byStreet = await support(unit.street, '督促并联系检测机构', 4)
  const bySocial = await support(social.id, '走访受影响的长者', 8)
  expect([byOwners.dueAt, byStreet.dueAt, bySocial.dueAt].toSorted()).toEqual([
    byOwners.dueAt,
    byStreet.dueAt,
    bySocial.dueAt,
  ])
  for (const person of [head, officer, helper]) {
    const { items } = await person.ask(matters, 'inbox', { query: {} })
    expect(items).toMatchObject([{ id, part: 'support' }])
  }
  // The committee of another community is called for nothing here, and sees what every neighbour sees.
  const elsewhere = representativeOf('外社区业委会主任', '440104001002', (await unitBy('440104001002-YW')).id)
  const asked = { params: { id }, body: { text: '我想看看', isPublic: false } }
  expect((await elsewhere.ask(matters, 'inbox', { query: {} })).items).toEqual([])
  expect((await elsewhere.ask(matters, 'list', { query: {} })).items).toEqual([])
  expect(await refusal(elsewhere.ask(matters, 'inbox', { query: { unit: owners.id } }))).toMatchObject({ status: 404 })
  const asNeighbour = { text: '', contact: null, matter: { mayAs: [], moves: [], messages: [] } }
  expect(await elsewhere.ask(cases, 'read', on(id))).toMatchObject(asNeighbour)
  expect((await refusal(elsewhere.ask(matters, 'say', asked))).status).toBeOneOf([403, 404])
  // Nor does being a neighbour of it open what the community's offices hold: only its own calls do.
  const other = await report(who.chen, { text: '小区门口路灯不亮' })
  expect((await head.ask(cases, 'read', on(other.id))).matter.mayAs).toEqual([])
  expect((await head.ask(matters, 'list', { query: {} })).items.map((one) => one.id)).not.toContain(other.id)

  // What the committee sees itself it reports like any neighbour.
  const seen = await report(head, { text: '消防通道被堵' })
  expect((await head.ask(matters, 'mine', { query: {} })).items.map((one) => one.id)).toEqual([seen.id])

  hours(1)
  await head.ask(matters, 'finishSupport', { params: { id: byOwners.id }, body: { result: '业主已表决同意' } })
  hours(6)
  await town.run('matters', 'chase')
  await town.settle()
  const late = (await town.told('matters/supportLate')).filter((fact) => fact.matterId === id)
  expect(late).toMatchObject([{ unitId: unit.street, helperId: byStreet.id }])

  const reply = async () => ({
    ...on(id),
    body: { outcome: 'fixed' as const, text: '电梯厅已修好', files: await photos(manager) },
  })
  expect(await refusal(manager.ask(cases, 'reply', await reply()))).toMatchObject({ code: 'matters/helpers-open' })
  await officer.ask(matters, 'finishSupport', { params: { id: byStreet.id }, body: { result: '检测已完成' } })
  await helper.ask(matters, 'finishSupport', { params: { id: bySocial.id }, body: { result: '已逐户走访' } })
  await manager.ask(cases, 'reply', await reply())
  const { matter } = await who.wen.ask(cases, 'read', on(id))
  expect(matter.phase).toBe('checking')
  expect(matter.helpers.map(({ unitId, doneAt }) => [unitId, doneAt !== null])).toEqual(
    [owners.id, unit.street, social.id].map((unitId) => [unitId, true]),
  )
})
