/** A plan started from a case becomes orders in the hands of units, goes step by step, and ends with a review. */
import { identity } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { committee, district, elsewhere, here, openDistrict, refusal, water } from '../testing/small-district.ts'
import plug from './module.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
let liang: Person
let xie: Person
beforeAll(async () => {
  there = await openDistrict()
  const someone = async (
    loginName: string,
    displayName: string,
    role: 'handler' | 'communityWorker',
    area: string,
    unitId: string,
  ) => {
    const roles = [{ role, area, unitId }]
    const id = await there.town.work(plug, (work) =>
      work.use(identity).createAccount({ loginName, displayName, kind: 'staff', roles }),
    )
    return there.town.as({ id, roles, name: displayName })
  }
  liang = await someone('liang', '阿良', 'handler', district, water)
  xie = await someone('xie', '谢社工', 'communityWorker', here, committee)
})
afterAll(() => there.town.close())

const minutes = (amount: number) => ({ amount: amount / 60, unit: 'urgentHours' as const })
const burst = {
  area: district,
  name: '爆管停水处置',
  about: '路面冒水、成片停水',
  categories: ['A0508'],
  leastGrade: 1,
  tasks: [
    {
      step: 1,
      title: '到场围蔽',
      text: '拉警戒线',
      to: 'community' as const,
      receive: minutes(15),
      finish: minutes(60),
    },
    { step: 1, title: '关阀止水', text: '查明管段', to: 'holder' as const, receive: minutes(15), finish: minutes(90) },
    {
      step: 2,
      title: '抢修',
      text: '换管',
      to: 'unit' as const,
      unitId: water,
      receive: minutes(30),
      finish: minutes(480),
    },
  ],
}
const makeBurst = async (more: object = {}) =>
  (await there.leader.ask(command, 'makePlan', { body: { ...burst, name: `爆管停水处置${Math.random()}`, ...more } }))
    .id

test('a plan is written by those who lead, offered for its cases first, and withdrawn without touching what runs', async () => {
  const { leader, dispatcher, dispatched, settle } = there
  expect(await refusal(dispatcher.ask(command, 'makePlan', { body: burst }))).toBe('kernel/forbidden')
  const skipping = { ...burst, tasks: burst.tasks.map((task) => ({ ...task, step: task.step * 2 })) }
  expect(await refusal(leader.ask(command, 'makePlan', { body: skipping }))).toBe('command/step-left-out')
  const unknown = { ...burst, tasks: [{ ...burst.tasks[2], unitId: '01940000-0000-7000-8000-000000000009' }] }
  await expect(leader.ask(command, 'makePlan', { body: unknown as typeof burst })).rejects.toMatchObject({
    problem: { code: 'command/no-such-unit', field: 'tasks.0.unitId' },
  })
  const general = await makeBurst({ categories: [], name: '任何事' })
  const special = await makeBurst({ name: '专为此类' })
  const caseId = await dispatched({ category: 'A0508' })
  const other = await dispatched({ category: 'P0103' })
  await settle()
  const fitting = async (id: string) =>
    (await dispatcher.ask(command, 'fittingPlans', { query: { caseId: id } })).items.map((one) => one.id)
  expect(await fitting(caseId)).toEqual([special, general])
  expect(await fitting(other)).toEqual([general])
  await leader.ask(command, 'withdrawPlan', { params: { id: general } })
  expect(await fitting(other)).toEqual([])
  expect(await refusal(leader.ask(command, 'changePlan', { params: { id: general }, body: burst }))).toBe(
    'command/plan-withdrawn',
  )
  await leader.ask(command, 'withdrawPlan', { params: { id: special } })
})

test('started from a case its first tasks are orders at once; acknowledged and reported, the next step begins; it ends with a review', async () => {
  const { dispatcher, dispatched, settle, move, town } = there
  const planId = await makeBurst()
  const caseId = await dispatched({ category: 'A0508', grade: 3 })
  const started = await dispatcher.ask(command, 'startPlan', { body: { planId, caseId, because: '路面冒水' } })
  expect(started.steps.map(({ title, state, unitName }) => [title, state, unitName])).toEqual([
    ['到场围蔽', 'issued', '越秀山居委会'],
    ['关阀止水', 'issued', '水务局'],
    ['抢修', 'waiting', '水务局'],
  ])
  expect(await refusal(dispatcher.ask(command, 'startPlan', { body: { planId, caseId } }))).toBe('command/plan-running')
  const params = { id: started.id }
  const look = () => dispatcher.ask(command, 'launch', { params })
  const [fence, valve] = started.steps.map(({ matterId }) => matterId ?? '')

  await move(xie, fence ?? '', 'receive')
  await settle()
  expect((await look()).steps[0]).toMatchObject({ state: 'received', trouble: null })
  expect((await look()).steps[0]?.receivedAt).not.toBeNull()
  town.clock.advance(20 * 60_000)
  expect((await look()).steps[1]).toMatchObject({ state: 'issued', trouble: 'unread' })

  await move(xie, fence ?? '', 'report', { facts: { note: '已围蔽' } })
  await move(liang, valve ?? '', 'report', { facts: { note: '已关阀，预计两小时' } })
  await settle()
  const second = await look()
  expect(second.steps.map(({ state }) => state)).toEqual(['reported', 'reported', 'issued'])
  expect(second.steps[1]).toMatchObject({ note: '已关阀，预计两小时' })
  expect(second.progress).toEqual({ tasks: 3, done: 2, dropped: 0, waiting: 0, troubled: 0 })

  const body = { review: '关阀快，围蔽慢了；下次先通知交警' }
  expect(await refusal(dispatcher.ask(command, 'endPlan', { params, body }))).toBe('command/tasks-open')
  const cost = { personHours: 12, spentYuan: 300 }
  const ended = await dispatcher.ask(command, 'endPlan', { params, body: { ...body, ...cost, isDespiteOpen: true } })
  expect(ended).toMatchObject({
    review: body.review,
    maySteer: false,
    facts: { tasks: 3, done: 2, onTime: 2, ...cost },
  })
  // Twelve hours at the sixty yuan that stand in the settings, and what was spent: plans can be held beside each other.
  expect(ended.costYuan).toBe(1020)
  const over = await dispatcher.ask(command, 'launches', { query: { state: 'ended' } })
  expect(over.items.find(({ id }) => id === ended.id)?.costYuan).toBe(1020)
  expect(await refusal(dispatcher.ask(command, 'endPlan', { params, body }))).toBe('command/plan-over')
  // The case and its orders tell of it.
  const told = (await dispatcher.ask(matters, 'read', { params: { id: caseId } })).steps.map((step) => step.move)
  expect(told).toEqual(expect.arrayContaining(['planStarted', 'planEnded']))
  const { items } = await dispatcher.ask(command, 'ordersOf', { params: { id: caseId } })
  expect(items.map(({ kind }) => kind)).toEqual(['plan', 'plan', 'plan'])
})

test('a task nobody can take waits for a unit, a refused one is given to another, and one called off opens the way', async () => {
  const { dispatcher, settle, move } = there
  const planId = await makeBurst()
  // No residents' committee and no case there: nobody holds it, and no centre stands in.
  const started = await dispatcher.ask(command, 'startPlan', { body: { planId, area: elsewhere } })
  expect(started.steps.map(({ state, trouble }) => [state, trouble])).toEqual([
    ['nobody', 'nobody'],
    ['nobody', 'nobody'],
    ['waiting', null],
  ])
  const [first, second] = started.steps.map(({ id }) => id)
  const given = await dispatcher.ask(command, 'handTask', {
    params: { id: started.id, task: first ?? '' },
    body: { unitId: water },
  })
  const orderId = given.steps[0]?.matterId ?? ''
  await move(liang, orderId, 'refuse', { facts: { note: '不归我们' } })
  await settle()
  const look = () => dispatcher.ask(command, 'launch', { params: { id: started.id } })
  expect((await look()).steps[0]).toMatchObject({ state: 'refused', trouble: 'refused', note: '不归我们' })
  const drop = (task: string) =>
    dispatcher.ask(command, 'dropTask', { params: { id: started.id, task }, body: { because: '现场已处理' } })
  await drop(first ?? '')
  const after = await drop(second ?? '')
  expect(after.steps.map(({ state }) => state)).toEqual(['dropped', 'dropped', 'issued'])
  expect(await refusal(drop(after.steps[2]?.id ?? ''))).toBe('command/task-under-way')
  const minute = minutes(60)
  const added = await dispatcher.ask(command, 'addTask', {
    params: { id: started.id },
    body: { title: '送水', text: '给独居老人送水', unitId: committee, receive: minute, finish: minute },
  })
  expect(added.steps.at(-1)).toMatchObject({ title: '送水', state: 'issued', unitName: '越秀山居委会' })
})

test('nobody starts a plan or sees one outside their area; of a restricted case only its circle sees it', async () => {
  const { someone, leader, dispatcher, report } = there
  const planId = await makeBurst({ categories: [] })
  const faraway = someone('dispatcher', '别街派遣', '440104003000')
  expect(await refusal(faraway.ask(command, 'startPlan', { body: { planId, area: here } }))).toBe('kernel/forbidden')
  const started = await dispatcher.ask(command, 'startPlan', { body: { planId, area: here } })
  expect(await refusal(faraway.ask(command, 'launch', { params: { id: started.id } }))).toBe('command/not-found')
  const secret = await report({ title: '家里的事', isRestricted: true })
  const hidden = await leader.ask(command, 'startPlan', { body: { planId, caseId: secret } })
  const seen = async (who: Person) =>
    (await who.ask(command, 'launches', { query: { state: 'running' } })).items.map(({ id }) => id)
  expect(await seen(leader)).toContain(hidden.id)
  expect(await seen(dispatcher)).not.toContain(hidden.id)
  expect(await refusal(dispatcher.ask(command, 'launch', { params: { id: hidden.id } }))).toBe('command/not-found')
})

test('a campaign has a last day, counts the cases of its categories meanwhile, and stands in the daily report', async () => {
  const { dispatcher, leader, dispatched, settle, town } = there
  const planId = await makeBurst({ name: '汛前管网专项' })
  const day = (daysAhead: number) =>
    new Date(town.clock.now().getTime() + 8 * 3_600_000 + daysAhead * 86_400_000).toISOString().slice(0, 10)
  const start = (more: object) => dispatcher.ask(command, 'startPlan', { body: { planId, area: here, ...more } })
  await expect(start({ untilOn: day(-1) })).rejects.toMatchObject({
    problem: { code: 'command/until-past', field: 'untilOn' },
  })
  const caseId = await dispatched({ category: 'A0508' })
  await settle()
  await expect(start({ area: undefined, caseId, untilOn: day(5) })).rejects.toMatchObject({
    problem: { code: 'command/place-missing', field: 'area' },
  })
  town.clock.advance(60_000)
  const campaign = await start({ untilOn: day(5) })
  expect(campaign).toMatchObject({ untilOn: day(5), cases: { reported: 0, closed: 0, overdue: 0 } })
  town.clock.advance(60_000)
  await dispatched({ category: 'A0508' })
  await there.closed({ category: 'A0508' })
  await dispatched({ category: 'P0103' })
  await settle()
  const seen = await dispatcher.ask(command, 'launch', { params: { id: campaign.id } })
  expect(seen.cases).toEqual({ reported: 2, closed: 1, overdue: 0 })
  const brief = await leader.ask(command, 'writeBrief', { body: { area: district, onDay: day(0) } })
  expect(brief.facts.campaigns).toContainEqual({
    ...{ id: campaign.id, name: '汛前管网专项', untilOn: day(5) },
    ...{ tasks: campaign.steps.length, done: 0 },
  })
})
