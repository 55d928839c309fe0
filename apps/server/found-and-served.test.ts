/** 找到、申请、兑现 A policy finds somebody, the application stands ready, the decision serves them: neither module asks the same again. */
import { randomUUID } from 'node:crypto'
import { benefits } from '@liren/benefits/contract'
import benefitsModule from '@liren/benefits/server'
import { forms } from '@liren/forms/contract'
import { services } from '@liren/services/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, walk } from '../../modules/services/testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../../modules/services/testing/people-of-town.ts'
import { district, here } from '../../modules/services/testing/services-town.ts'

let town: Town
let steward: Person
let supervisor: Person
beforeAll(async () => {
  town = await openTown('2026-06-15T09:00:00+08:00', [benefitsModule])
  const staff = (role: string) => town.as({ name: role, roles: [{ role, area: district, unitId: null }] })
  steward = staff('dataSteward')
  supervisor = staff('supervisor')
}, 120_000)
afterAll(() => town.close())

/** Aged, disabled, and not yet receiving what the rules look for. */
const somebody = async () => {
  const settled = await settle(town, { born: '1950-03-15', tells: { 'share.disability.grade': '2' } })
  await agreeToAll(settled.who)
  return settled
}
const policy = async (who: Person, rule: string) =>
  (await who.ask(benefits, 'mine')).items.find((one) => one.rule === rule)
const applications = async (who: Person) => (await who.ask(services, 'mine', { query: {} })).items

const roster = (item: string) =>
  steward.ask(benefits, 'keepRoster', {
    body: { serviceItem: item, source: '发放单位', on: '2026-06-01', isFirst: true, isLast: true, personIds: [] },
  })
const screen = async (ruleIds: readonly string[]) => {
  const { id } = await steward.ask(benefits, 'propose', {
    body: { purpose: '查找应享未享人员', basis: '《老年人权益保障法》', area: here, ruleIds: [...ruleIds] },
  })
  const params = { id }
  await supervisor.ask(benefits, 'decide', { params, body: { isApproved: true, note: '' } })
  await steward.ask(benefits, 'count', { params })
  await town.settle()
  await supervisor.ask(benefits, 'use', { params })
  await town.settle()
}
const states = async (personId: string) =>
  (
    await town.owner.query<{ rule: string; state: string }>(
      'select rule_id as rule, state from benefits_matches where person_id = $1 order by 1',
      [personId],
    )
  ).rows.map(({ rule, state }) => `${rule} ${state}`)

test('one tap on a policy begins its application, filled in; handed in and decided it is served, and not offered again', async () => {
  const { who, personId } = await somebody()
  await roster('SQ-013')
  expect(await policy(who, 'P-02')).toMatchObject({ outcome: 'eligible', state: null, serviceItem: 'SQ-013' })
  expect(await applications(who)).toEqual([])

  await who.ask(benefits, 'answer', { params: { id: 'P-02' }, body: { answer: 'agree' } })
  await town.settle()
  const [draft, ...others] = await applications(who)
  expect(others).toEqual([])
  expect(draft).toMatchObject({ itemCode: 'SQ-013', state: 'draft', areaCode: here })
  const form = await who.ask(forms, 'read', { params: { id: draft?.id ?? '' } })
  expect(form.answers).toMatchObject({ disabilityGrade: '2' })
  // Asked a second time nothing is begun twice.
  await who.ask(benefits, 'answer', { params: { id: 'P-02' }, body: { answer: 'agree' } })
  await town.settle()
  expect(await applications(who)).toHaveLength(1)

  const walked = await walk(town, who, office(town), 'SQ-013', here)
  expect(walked.outcome).toBe('approved')
  await town.settle()
  expect(await policy(who, 'P-02')).toMatchObject({ state: 'served' })
  await screen(['P-02'])
  expect(await states(personId)).toEqual(['P-02 served'])
  const { items } = await supervisor.ask(benefits, 'funnel', { query: {} })
  expect(items.find(({ rule }) => rule === 'P-02')).toBeDefined()
}, 60_000)

test('whoever applied by themselves is told of nothing while they wait, and nobody is sent to their door', async () => {
  const { who, personId } = await somebody()
  await roster('SQ-012')
  await screen(['P-03'])
  expect(await states(personId)).toEqual(['P-03 told'])
  const id = await handIn(town, who, 'SQ-012', here)
  await town.settle()
  expect(await states(personId)).toEqual(['P-03 agreed'])
  expect(await policy(who, 'P-03')).toMatchObject({ state: 'agreed' })
  // Taken back they are still entitled, and may be told again.
  await who.ask(services, 'withdraw', { params: { id }, body: {} })
  await town.settle()
  expect(await states(personId)).toEqual(['P-03 told'])
}, 60_000)

test('an application under way keeps a screening from finding its person; a refusal does for half a year', async () => {
  const { who, personId } = await somebody()
  await roster('SQ-012')
  const params = { id: await handIn(town, who, 'SQ-012', here) }
  await town.settle()
  await screen(['P-03'])
  expect(await states(personId)).toEqual([])
  expect(await policy(who, 'P-03')).toMatchObject({ state: 'agreed' })

  const { first, second } = office(town)
  await first.ask(services, 'accept', { params, body: {} })
  await first.ask(services, 'pass', { params, body: { text: '核对' } })
  await first.ask(services, 'pass', { params, body: { text: '核对' } })
  await second.ask(services, 'refuse', { params, body: { text: '暂不符合', basis: '《办法》第三条' } })
  await town.settle()
  await screen(['P-03'])
  expect(await states(personId)).toEqual([])
  town.clock.advance(181 * 86_400_000)
  await screen(['P-03'])
  expect(await states(personId)).toEqual(['P-03 told'])
}, 60_000)

test('what is asked of firms, or cannot be applied for online, is not begun for anybody', async () => {
  const { who } = await somebody()
  const before = await town.owner.query('select count(*)::int as n from services_applications')
  await town.work('benefits', async (work) => {
    const told = { personId: randomUUID(), ruleId: 'P-04', serviceItem: null, areaCode: here }
    // The plug types events loosely; this is one of its own.
    ;(work.emit as (name: string, fact: unknown) => void)('agreed', told)
    ;(work.emit as (name: string, fact: unknown) => void)('agreed', { ...told, serviceItem: 'QY-003' })
    ;(work.emit as (name: string, fact: unknown) => void)('agreed', { ...told, serviceItem: 'NO-SUCH' })
  })
  await town.settle()
  expect((await town.owner.query('select count(*)::int as n from services_applications')).rows).toEqual(before.rows)
  expect(await applications(who)).toEqual([])
})
