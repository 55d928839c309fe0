/** A report that triage is sure of goes to its unit without a hand, says so, and may be taken back for a while. */
import { defineContract, Type } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { defineModule } from '@liren/kernel'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { refusal } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'
import casesModule from './module.ts'

/** Stands for triage: tells what was sorted, as its contract says. */
const Sorted = Type.Object({
  caseId: Type.String(),
  way: Type.String(),
  state: Type.String(),
  categoryCode: Type.Union([Type.String(), Type.Null()]),
  unitId: Type.Union([Type.String(), Type.Null()]),
  because: Type.String(),
  undoMinutes: Type.Integer(),
  grade: Type.Optional(Type.Integer()),
})
const teller = defineModule({
  contract: defineContract({
    name: 'triage',
    events: { sorted: Sorted, takenBack: Type.Object({ caseIds: Type.Array(Type.String()), because: Type.String() }) },
  }),
  locales: {
    'zh-CN': { title: '分流', event: { sorted: '已分拣', takenBack: '已撤回' } },
    en: { title: 'x', event: { sorted: 'sorted', takenBack: 'back' } },
  },
})

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet([teller])
})
afterAll(() => street.town.close())

const sorted = async (caseId: string, more: object = {}) => {
  await street.town.work('triage', async (work) => {
    work.emit(
      'sorted' as never,
      {
        caseId,
        way: 'forward',
        state: 'intake',
        categoryCode: 'E0102',
        unitId: street.unit.lead,
        because: '由系统自动转办：类别“暴露垃圾”，把握 97%',
        undoMinutes: 30,
        ...more,
      } as never,
    )
  })
  await street.town.settle()
}

test('a report goes from intake to its unit by itself, and everybody reads that the system did it', async () => {
  const { who, on, report, unit } = street
  const { id } = await report()
  await sorted(id)
  const seen = await who.wu.ask(cases, 'read', on(id))
  expect(seen.matter).toMatchObject({ state: 'assigned', holderUnitId: unit.lead, hops: 1 })
  expect(seen.category?.code).toBe('E0102')
  expect(seen.matter.steps.map(({ move }) => move)).toEqual(['opened', 'accept', 'file', 'dispatch', 'supportAsked'])
  // The unit the duty lists name to help has its part at once, with the clause that says so.
  expect(seen.matter.helpers).toMatchObject([{ doneAt: null, task: expect.stringMatching(/./) }])
  expect(seen.matter.steps.find(({ move }) => move === 'dispatch')).toMatchObject({
    actorId: null,
    facts: { text: expect.stringContaining('由系统自动转办') },
  })
  expect(
    (await who.chen.ask(cases, 'read', on(id))).matter.steps.find(({ move }) => move === 'dispatch')?.facts.text,
  ).toContain('由系统自动转办')
  expect((await street.town.told('cases/dispatched')).at(-1)).toMatchObject({ caseId: id, isBySystem: true })
})

test('what its words make more urgent than its category goes as that, and never as less', async () => {
  const { who, on, report } = street
  const pressing = await report()
  await sorted(pressing.id, { grade: 3 })
  expect((await who.wu.ask(cases, 'read', on(pressing.id))).matter).toMatchObject({ state: 'assigned', grade: 3 })
  const usual = await report()
  await sorted(usual.id, { grade: 1 })
  const { category, matter } = await who.wu.ask(cases, 'read', on(usual.id))
  expect(matter.grade).toBe(category?.grade)
  const danger = await report(who.chen, { text: '垃圾堆起火了' })
  await sorted(danger.id, { grade: 2 })
  expect((await who.wu.ask(cases, 'read', on(danger.id))).matter.grade).toBe(4)
})

test('a dispatcher takes it back within half an hour, and then no more', async () => {
  const { who, on, report, minutes } = street
  const { id } = await report()
  await sorted(id)
  await who.wu.ask(cases, 'undoForward', { ...on(id), body: { text: '单位不对' } })
  const seen = await who.wu.ask(cases, 'read', on(id))
  expect(seen.matter.state).toBe('intake')
  expect(seen.undoUntil).toBeNull()
  expect((await street.town.told('cases/forwardUndone')).at(-1)).toMatchObject({ caseId: id, unitId: street.unit.lead })
  const late = await report()
  await sorted(late.id)
  minutes(31)
  expect(await refusal(who.wu.ask(cases, 'undoForward', { ...on(late.id), body: {} }))).toMatchObject({
    code: 'cases/undo-over',
  })
})

test('a case that a person has in hand is left to that person', async () => {
  const { who, on, report } = street
  const { id } = await report()
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0101' } })
  await sorted(id)
  const seen = await who.wu.ask(cases, 'read', on(id))
  expect(seen.matter.state).toBe('filing')
  expect(seen.category?.code).toBe('E0101')
  expect(await refusal(who.wu.ask(cases, 'undoForward', { ...on(id), body: {} }))).toMatchObject({
    code: 'cases/not-forwarded',
  })
})

test('a category that only people decide on never goes by itself, whatever was told', async () => {
  const { who, on, report } = street
  const { id } = await report()
  const listed = await who.yu.ask(cases, 'categories', {})
  const manual = listed.items.find((one) => one.isManualOnly)
  await sorted(id, { categoryCode: manual?.code })
  expect((await who.wu.ask(cases, 'read', on(id))).matter.state).toBe('intake')
})

test('a doubtful report goes first to the grid worker of its place, who is matched by itself', async () => {
  const { who, on, report } = street
  const { id } = await report()
  await sorted(id, { way: 'verify' })
  const seen = await who.wu.ask(cases, 'read', on(id))
  expect(seen.matter.state).toBe('verifying')
  expect([who.lin.actor.id, who.luo.actor.id]).toContain(seen.matter.holderAccountId)
})

test('a verification nobody asked for is taken back within half an hour, and then no more', async () => {
  const { who, on, report, minutes } = street
  const { id } = await report()
  await sorted(id, { way: 'verify' })
  const asked = await who.yu.ask(cases, 'read', on(id))
  const [, verification] = asked.matter.steps
  expect(Date.parse(asked.undoUntil ?? '') - Date.parse(verification?.at ?? '')).toBe(30 * 60_000)
  expect(asked.matter.moves.map(({ name }) => name)).toContain('undoForward')
  expect(await refusal(who.lin.ask(cases, 'undoForward', { ...on(id), body: {} }))).toMatchObject({ status: 403 })
  const undone = (await street.town.told('cases/forwardUndone')).length
  await who.yu.ask(cases, 'undoForward', { ...on(id), body: { text: '电话里已说清楚' } })
  const seen = await who.yu.ask(cases, 'read', on(id))
  expect(seen.matter).toMatchObject({ state: 'intake', holderAccountId: null })
  expect(seen.matter.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ name }) => name)).toEqual(['accept'])
  expect(seen.undoUntil).toBeNull()
  // Nothing had gone to a wrong unit: triage learns nothing from it.
  expect(await street.town.told('cases/forwardUndone')).toHaveLength(undone)
  const late = await report()
  await sorted(late.id, { way: 'verify' })
  minutes(31)
  expect(await refusal(who.yu.ask(cases, 'undoForward', { ...on(late.id), body: {} }))).toMatchObject({
    code: 'cases/undo-over',
  })
})

test('what a person asked to verify, or the field has answered, is not taken back as if it had gone by itself', async () => {
  const { who, on, report } = street
  const byHand = await report()
  await who.yu.ask(cases, 'askVerification', { ...on(byHand.id), body: {} })
  expect(await refusal(who.yu.ask(cases, 'undoForward', { ...on(byHand.id), body: {} }))).toMatchObject({
    code: 'cases/not-forwarded',
  })
  const { id } = await report()
  await sorted(id, { way: 'verify' })
  const { matter } = await who.yu.ask(cases, 'read', on(id))
  const field = matter.holderAccountId === who.lin.actor.id ? who.lin : who.luo
  await field.ask(cases, 'answerVerification', {
    ...on(id),
    body: { finding: 'notGenuine', text: '现场没有垃圾', files: [] },
  })
  expect((await who.yu.ask(cases, 'read', on(id))).undoUntil).toBeNull()
})

test('nobody who may neither accept nor dispatch takes it back', async () => {
  const { who, on, report } = street
  const { id } = await report()
  await sorted(id)
  expect(await refusal(who.zhou.ask(cases, 'undoForward', { ...on(id), body: {} }))).toMatchObject({ status: 403 })
})

test('cases start without triage', async () => {
  const alone = await host([territory, organisation, identity, people, files, notices, matters, casesModule])
  await alone.close()
})
