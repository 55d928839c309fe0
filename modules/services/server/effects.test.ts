/** 决定入库 What was decided once is not asked again: the next form has it, from the decision, and a register knows the firm, the tenant, the family. */
import { randomUUID } from 'node:crypto'
import { catalogue } from '@liren/catalogue/contract'
import { checkedCreditCode, checkedNumber } from '@liren/contract/numbers'
import { forms } from '@liren/forms/contract'
import { people } from '@liren/people/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { handIn, settledFor, walk } from '../testing/journey.ts'
import { agreeToAll, giveHome, office, openTown, settle } from '../testing/people-of-town.ts'
import { here, refusal } from '../testing/services-town.ts'
import type { ServicesWork } from './standing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town.close())

const somebody = async (tells: Readonly<Record<string, unknown>> = {}) => {
  const settled = await settle(town, { tells })
  await agreeToAll(settled.who)
  return settled
}

/** Until nothing but the decision is left. */
const untilDecision = async (who: Person, code: string, more: Parameters<typeof handIn>[4] = {}) => {
  const { first } = office(town)
  const id = await handIn(town, who, code, here, more)
  const params = { id }
  await first.ask(services, 'accept', { params, body: {} })
  for (let turn = 0; turn < 12; turn += 1) {
    const now = await first.ask(services, 'read', { params })
    const step = now.item.flow[now.step]
    if (!step || step.kind === 'decide') break
    if (step.kind === 'notice') {
      await first.ask(services, 'publish', { params, body: { shown: '陈**' } })
      town.clock.advance(((step.noticeDays ?? 1) * 24 + 1) * 3_600_000)
      await first.ask(services, 'endNotice', { params, body: {} })
      continue
    }
    if (step.kind === 'visit' || step.kind === 'assess')
      await first.ask(services, 'visit', { params, body: { found: '属实', isGenuine: true, companions: ['同行'] } })
    await first.ask(services, 'pass', { params, body: { text: '符合条件' } })
  }
  return params
}

/** What the next form of somebody begins with. */
const nextForm = async (who: Person, code: string) => {
  const id = randomUUID()
  await who.ask(services, 'begin', { params: { code }, body: { id, area: here, channel: 'mobile' } })
  return who.ask(forms, 'read', { params: { id } })
}

const held = (kind: 'person' | 'enterprise', id: string, keys: readonly string[]) =>
  town.work('services', async (some) => {
    // The host acts in the name of the module; only the type cannot say so.
    const work = some as unknown as ServicesWork
    const values = await work
      .use(catalogue)
      .values({ kind, id }, keys, { purpose: 'service', reason: '核对', basis: 'statutoryDuty' })
    return Object.fromEntries(values.map(({ key, value }) => [key, value]))
  })

test('whoever was given a disability certificate finds kind, grade and number in the next form, dated to the decision', async () => {
  const { who } = await somebody({ 'share.disability.kind': '1', 'share.disability.grade': '4' })
  const params = await untilDecision(who, 'SQ-014')
  const approve = (settled?: Record<string, string>) =>
    office(town).second.ask(services, 'approve', {
      params,
      body: { text: '准予发证', ...(settled ? { settled } : {}) },
    })
  expect(await refusal(approve())).toMatchObject({ code: 'services/settled-missing', field: 'settled.kind' })
  expect(await refusal(approve({ kind: '4', grade: '9' }))).toMatchObject({
    code: 'services/settled-unfit',
    field: 'settled.grade',
  })
  expect(await refusal(approve({ kind: '4', grade: '2', colour: 'red' }))).toMatchObject({ field: 'settled.colour' })
  await approve({ kind: '4', grade: '2' })

  const form = await nextForm(who, 'SQ-012')
  expect(form.answers).toMatchObject({ disabilityKind: '4', disabilityGrade: '2' })
  expect(String(form.answers.certificate)).toMatch(/42$/)
  const today = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(form.offers.disabilityGrade).toMatchObject({ source: '残疾人证库', asOf: today })
  const { effects } = await who.ask(services, 'read', { params })
  expect(effects.map(({ name, fault }) => [name, fault])).toEqual([
    ['残疾类别', null],
    ['残疾等级', null],
    ['残疾人证有效期至', null],
    ['残疾人证号', null],
  ])
})

test('two clerks who approve at the same moment write one decision and its effects once', async () => {
  const { who } = await somebody()
  const params = await untilDecision(who, 'SQ-014')
  const body = { text: '准予发证', settled: { kind: '4', grade: '2' } }
  const both = await Promise.allSettled(
    [1, 2].map(() => office(town).second.ask(services, 'approve', { params, body })),
  )
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  const { rows } = await town.owner.query<{ decisions: number; effects: number; licences: number }>(
    `select count(distinct d.id)::int as decisions, count(e.*)::int as effects,
        (select count(*)::int from services_licences where application_id = $1) as licences
      from services_decisions d join services_effects e on e.decision_id = d.id where d.application_id = $1`,
    [params.id],
  )
  expect(rows).toEqual([{ decisions: 1, effects: 4, licences: 1 }])
})

test('a minimum living allowance is the whole family’s: whoever lives with the applicant is known to have it too', async () => {
  const { who } = await somebody({ 'share.lowIncome.class': 'none' })
  const spouse = checkedNumber('44900119560704301')
  const member = { name: '陈大明', idNumber: spouse, relation: '配偶', health: 'well' }
  await walk(town, who, office(town), 'SQ-007', here, {
    says: { members: [member], incomeWay: 'check', obligor: 'none' },
  })
  const { rows } = await town.owner.query<{ id: string }>(
    'select person_id as id from people_household_members m where m.household_id in (select household_id from people_household_members where person_id = $1)',
    [who.actor.personId],
  )
  expect(rows).toHaveLength(2)
  for (const { id } of rows)
    expect(await held('person', id, ['share.lowIncome.class', 'share.lowIncome.validUntil'])).toMatchObject({
      'share.lowIncome.class': 'dibao',
      'share.lowIncome.validUntil': expect.stringMatching(/^2027-/),
    })
  expect((await nextForm(who, 'SQ-012')).answers).toMatchObject({ lowIncomeClass: 'dibao' })
})

test('a firm that was founded stands in the register under its code, its founder acts for it, and its first form is filled in', async () => {
  const { who } = await somebody()
  const says = { newName: '越秀山小吃店', newAddress: '越秀山街8号', newIndustry: '餐饮', staffPlanned: 3 }
  const params = await untilDecision(who, 'QY-002', { says })
  const approve = (creditCode: string) =>
    office(town).second.ask(services, 'approve', { params, body: { text: '准予登记', settled: { creditCode } } })
  expect(await refusal(approve('92440104MA59X0000X'))).toMatchObject({ field: 'settled.creditCode' })
  const creditCode = checkedCreditCode('92440104MA59Y0001')
  await approve(creditCode)
  const { items } = await who.ask(people, 'listMyEnterprises')
  expect(items).toMatchObject([
    { enterprise: { name: '越秀山小吃店', creditCode, address: '越秀山街8号' }, scopes: ['*'] },
  ])
  const enterpriseId = items[0]?.enterprise.id ?? ''
  const licences = await who.ask(services, 'licences', { query: { enterpriseId } })
  const ofFirm = licences.items.filter(({ typeCode }) => typeCode === 'businessLicence')
  expect(ofFirm).toMatchObject([{ holder: '越秀山小吃店', issuer: '越秀区市场监督管理局' }])

  const id = randomUUID()
  await who.ask(services, 'begin', {
    params: { code: 'QY-003' },
    body: { id, area: here, channel: 'mobile', enterpriseId },
  })
  const form = await who.ask(forms, 'read', { params: { id } })
  expect(form.answers).toMatchObject({ creditCode, firmName: '越秀山小吃店', industry: '餐饮', staff: 3 })

  // The same code is not given to a second firm: nothing of the decision is kept.
  const other = await untilDecision((await somebody()).who, 'QY-002', { says: { ...says, newName: '另一家' } })
  const again = office(town).second.ask(services, 'approve', {
    params: other,
    body: { text: '准予登记', settled: { creditCode } },
  })
  expect(await refusal(again)).toMatchObject({ code: 'services/settled-unfit', field: 'settled.creditCode' })
  expect((await who.ask(people, 'listMyEnterprises')).items).toHaveLength(1)
})

test('tenants of a registered lease live there from then on: the residence permit knows their address and the end of the lease', async () => {
  const owner = await somebody()
  const home = await giveHome(town, [owner.personId], [{ personId: owner.personId, tie: 'owner' }])
  const idNumber = checkedNumber('44900119910102301')
  const tenant = { name: '周小北', idNumber, phone: '13800007788' }
  await walk(town, owner.who, office(town), 'SQ-021', here, { says: { tenants: [tenant], untilOn: '2027-05-01' } })
  const found = await town.work('services', (some) =>
    (some as unknown as ServicesWork).use(people).findByIdNumber(idNumber),
  )
  expect(found).toMatchObject({ dwellingId: home.dwellingId })
  expect(await held('person', found?.id ?? '', ['share.lease.endsOn', 'dwelling.myTie'])).toMatchObject({
    'share.lease.endsOn': '2027-05-01',
    'dwelling.myTie': 'tenant',
  })
})

test('whom to call in an emergency, changed in one form that was approved, is asked of nobody again', async () => {
  const { who } = await somebody()
  expect((await nextForm(who, 'SQ-005')).answers.emergencyContact).toBe('陈大文 13800001002')
  const says = { emergencyContact: '林小芳 13800009999' }
  const walked = await walk(town, who, office(town), 'SQ-006', here, { says })
  expect(walked.outcome).toBe('approved')
  expect((await nextForm(who, 'SQ-005')).answers.emergencyContact).toBe('林小芳 13800009999')
})

test('every office knows what each item asks it to settle; the platform never settles it by itself', async () => {
  const { items } = await town.guest.ask(services, 'items', { query: { limit: 50 } })
  for (const { code } of items) {
    const { record } = await town.guest.ask(services, 'item', { params: { code } })
    if (record.isInstant) expect(Object.keys(settledFor(record.effects)), code).toEqual([])
  }
})
