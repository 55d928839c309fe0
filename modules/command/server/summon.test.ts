/** Four-level linkage: a case calls, people answer on their phones, and the next is called when nobody does. */
import { identity, type Role } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { committee, district, emergency, here, openDistrict, refusal, water } from '../testing/small-district.ts'
import plug from './module.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
let lin: Person
let xie: Person
let ye: Person

beforeAll(async () => {
  there = await openDistrict()
  const { town } = there
  const account = async (name: string, role: Role, area: string, unitId: string | null = null) => {
    const id = await town.work(plug, (work) =>
      work.use(identity).createAccount({
        loginName: `staff-${role}`,
        displayName: name,
        kind: 'staff',
        roles: [{ role, area, unitId }],
      }),
    )
    return town.as({ id, roles: [{ role, area, unitId }], name })
  }
  lin = await account('林网格员', 'gridWorker', here)
  xie = await account('谢社工', 'communityWorker', here, committee)
  await account('温值班长', 'dutyLeader', '440104001000')
  ye = await account('叶处置员', 'handler', district, water)
})
afterAll(() => there.town.close())

const callsOf = async (who: Person) => (await who.ask(command, 'myCalls', { query: {} })).items
const ladderOf = async (id: string) => (await there.leader.ask(command, 'summonsesOf', { params: { id } })).items[0]
const summon = (id: string, body: object = {}) =>
  there.dispatcher.ask(command, 'summon', {
    params: { id },
    body: { because: '水漫到路面，需要马上有人到场', ...body },
  })
const minutes = 60_000

test('a pressing case calls the grid worker; nobody answers, and the community is called by itself', async () => {
  const { town, dispatched } = there
  const id = await dispatched({ grade: 2 })
  const made = await summon(id)
  expect(made.calls.map(({ rung, name }) => [rung, name])).toEqual([['grid', '林网格员']])
  expect(await callsOf(lin)).toMatchObject([{ caseId: id, rung: 'grid', startedByName: '周派遣' }])
  expect(await refusal(summon(id))).toBe('command/calling-already')
  town.clock.advance(16 * minutes)
  await town.run('command', 'climb')
  expect((await ladderOf(id))?.calls.map(({ rung }) => rung)).toEqual(['grid', 'community'])
  expect(await callsOf(xie)).toHaveLength(1)
})

test('whoever accepts ends the calling; the case page and the board show who, and the others are left in peace', async () => {
  const { dispatcher, dispatched, settle } = there
  const id = await dispatched({ grade: 3 })
  await summon(id)
  const [call] = await callsOf(xie).then((calls) => calls.filter(({ caseId }) => caseId === id))
  await xie.ask(command, 'answerCall', { params: { id: call?.id ?? '' }, body: { answer: 'accepted' } })
  expect(await ladderOf(id)).toMatchObject({ state: 'answered' })
  expect((await callsOf(lin)).filter(({ caseId }) => caseId === id)).toEqual([])
  await settle()
  const { items } = await dispatcher.ask(command, 'calling', { query: {} })
  expect(items.find(({ caseId }) => caseId === id)?.calls.find(({ answer }) => answer === 'accepted')?.name).toBe(
    '谢社工',
  )
  const seen = await there.leader.ask(matters, 'read', { params: { id } })
  expect(seen.calls).toMatchObject([{ toName: '谢社工', outcome: 'reached' }])
  expect(seen.steps.map(({ move }) => move)).toEqual(expect.arrayContaining(['summoned', 'summonsAnswered']))
})

test('whoever is called sits in the room of the case, even from a place it does not lie in', async () => {
  const { dispatched } = there
  const id = await dispatched({ grade: 4 })
  await summon(id)
  await ye.ask(matters, 'say', { params: { id }, body: { text: '抢修车已出发', isPublic: false } })
  const { messages } = await lin.ask(matters, 'read', { params: { id } })
  expect(messages.map(({ text }) => text)).toEqual(['抢修车已出发'])
})

test('the gravest also calls the emergency bureau, by its roster or else whoever handles there; nothing less does', async () => {
  const { town, dispatched, leader, report, move } = there
  const bureau = async (id: string) =>
    (await ladderOf(id))?.calls.filter(({ unitName }) => unitName === '应急局').map(({ rung, name }) => [rung, name])
  const nobody = await dispatched({ grade: 4 })
  await summon(nobody)
  expect(await bureau(nobody)).toEqual([])
  const id = await town.work(plug, (work) =>
    work.use(identity).createAccount({
      loginName: 'staff-emergency',
      displayName: '邓应急',
      kind: 'staff',
      roles: [{ role: 'handler', area: district, unitId: emergency }],
    }),
  )
  const deng = town.as({ id, roles: [{ role: 'handler', area: district, unitId: emergency }], name: '邓应急' })
  const gravest = await dispatched({ grade: 4 })
  await summon(gravest)
  expect(await bureau(gravest)).toEqual([['district', '邓应急']])
  expect((await callsOf(deng)).map(({ caseId }) => caseId)).toEqual([gravest])
  const urgent = await dispatched({ grade: 3 })
  await summon(urgent)
  for (let rung = 0; rung < 3; rung += 1) {
    town.clock.advance(11 * minutes)
    await town.run('command', 'climb')
  }
  expect(await bureau(urgent)).toEqual([])
  // Of what few may know it is not told.
  const closed = await report({ title: '家里的事', isRestricted: true, grade: 4 })
  await move(leader, closed, 'dispatch', { unitId: water })
  await leader.ask(command, 'summon', { params: { id: closed }, body: { because: '需要上门' } })
  expect(await bureau(closed)).toEqual([])
})

test('the gravest case calls by itself, once, before anybody has read it; less grave and restricted ones wait for a person', async () => {
  const { report, settle, move, leader, dispatched } = there
  const gravest = await report({ title: '燃气泄漏', grade: 4 })
  const urgent = await report({ title: '路面塌陷', grade: 3 })
  const hidden = await report({ title: '家里的事', grade: 4, isRestricted: true })
  await settle()
  expect(await ladderOf(gravest)).toMatchObject({
    state: 'open',
    startedByName: '系统',
    because: expect.stringContaining('特急'),
  })
  expect((await callsOf(lin)).map(({ caseId }) => caseId)).toContain(gravest)
  expect(await ladderOf(urgent)).toBeUndefined()
  expect(await ladderOf(hidden)).toBeUndefined()
  // Ended by a person, it does not begin again with the next step.
  const summons = await ladderOf(gravest)
  await leader.ask(command, 'endSummons', { params: { id: summons?.id ?? '' }, body: { because: '误报' } })
  await move(leader, gravest, 'dispatch', { unitId: water })
  await settle()
  expect((await leader.ask(command, 'summonsesOf', { params: { id: gravest } })).items).toHaveLength(1)
  // A district may leave it to people alone.
  const admin = there.town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
  await admin.raw('PUT', '/api/kernel/settings/command', { values: { callsBySelfFrom: 'never' } })
  const quiet = await dispatched({ title: '又一处泄漏', grade: 4 })
  await settle()
  expect(await ladderOf(quiet)).toBeUndefined()
  await admin.raw('PUT', '/api/kernel/settings/command', { values: { callsBySelfFrom: 'critical' } })
})

test('declining needs a reason, and the next is called at once', async () => {
  const { dispatched } = there
  const id = await dispatched({ grade: 2 })
  await summon(id)
  const call = (await callsOf(lin)).find(({ caseId }) => caseId === id)
  const decline = (body: { answer: 'declined'; reason?: string }) =>
    lin.ask(command, 'answerCall', { params: { id: call?.id ?? '' }, body })
  await expect(decline({ answer: 'declined' })).rejects.toMatchObject({
    problem: { code: 'command/reason-missing', field: 'reason' },
  })
  await decline({ answer: 'declined', reason: '正在另一处现场' })
  expect((await ladderOf(id))?.calls.map(({ rung, answer }) => [rung, answer])).toEqual([
    ['grid', 'declined'],
    ['community', null],
  ])
})

test('when nobody answers to the top, whoever called is told to use the telephone', async () => {
  const { town, dispatched } = there
  const exhausted = async (grade: number) => {
    const id = await dispatched({ grade })
    await summon(id)
    for (let rung = 0; rung < 5; rung += 1) {
      town.clock.advance(61 * minutes)
      await town.run('command', 'climb')
    }
    expect(await ladderOf(id)).toMatchObject({ state: 'exhausted' })
    return (await ladderOf(id))?.calls.map(({ rung }) => rung)
  }
  expect(await exhausted(1)).toEqual(['department'])
  expect(await exhausted(2)).toEqual(['grid', 'community', 'department'])
})

test('an ordinary case that no unit has yet calls the grid worker, who is nearest', async () => {
  const id = await there.report({ grade: 1 })
  expect((await summon(id)).ladder).toEqual(['grid', 'department'])
})

test('an unanswered 紧急 call ends below the district; only 特急 reaches the duty leader there', async () => {
  const { town, dispatched } = there
  await town.work(plug, (work) =>
    work.use(identity).createAccount({
      loginName: 'staff-district-leader',
      displayName: '何区值班长',
      kind: 'staff',
      roles: [{ role: 'dutyLeader', area: district }],
    }),
  )
  const unanswered = async (grade: number) => {
    const caseId = await dispatched({ grade })
    await summon(caseId)
    for (let rung = 0; rung < 5; rung += 1) {
      town.clock.advance(11 * minutes)
      await town.run('command', 'climb')
    }
    const ladder = await ladderOf(caseId)
    expect(ladder?.state).toBe('exhausted')
    return ladder?.calls.flatMap(({ rung, name }) => (rung === 'district' ? [name] : []))
  }
  expect(await unanswered(3)).toEqual([])
  expect(await unanswered(4)).toContain('何区值班长')
  // A district may want to be woken for less.
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('command', '', 'urgentCallsUpTo', '"district"', now())`,
  )
  town.host.core.settings.forget()
  expect(await unanswered(3)).toContain('何区值班长')
  await town.owner.query(`delete from kernel_settings where module = 'command' and key = 'urgentCallsUpTo'`)
  town.host.core.settings.forget()
})

test('a district that gives those called more time is heeded from the next call on', async () => {
  const { dispatched, town } = there
  const minutesOf = async () => {
    const [call] = (await summon(await dispatched({ grade: 1 }))).calls
    return (Date.parse(call?.dueAt ?? '') - Date.parse(call?.calledAt ?? '')) / 60_000
  }
  const usual = await minutesOf()
  expect([30, 60]).toContain(usual)
  for (const key of ['ordinaryAnswerMinutes', 'ordinaryAnswerMinutesAtNight'])
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('command', '', $1, '45', now())`,
      [key],
    )
  town.host.core.settings.forget()
  expect(await minutesOf()).toBe(45)
  await town.owner.query(`delete from kernel_settings where module = 'command' and key like 'ordinaryAnswer%'`)
  town.host.core.settings.forget()
})

test('a call is answered by the one who was called alone; somebody reached by telephone is written down', async () => {
  const { dispatched, dispatcher } = there
  const id = await dispatched({ grade: 1 })
  const made = await summon(id)
  const callId = made.calls[0]?.id ?? ''
  expect(await refusal(xie.ask(command, 'answerCall', { params: { id: callId }, body: { answer: 'accepted' } }))).toBe(
    'command/not-found',
  )
  await dispatcher.ask(command, 'answerByPhone', {
    params: { id: callId },
    body: { answer: 'accepted', reason: '电话接通，十分钟到' },
  })
  expect(await ladderOf(id)).toMatchObject({
    state: 'answered',
    calls: [{ answer: 'accepted', reason: '电话接通，十分钟到' }],
  })
  expect(
    await refusal(
      dispatcher.ask(command, 'answerByPhone', {
        params: { id: callId },
        body: { answer: 'declined', reason: '又说不来' },
      }),
    ),
  ).toBe('command/answered-already')
})

test('of a restricted case only its circle hears that it calls', async () => {
  const { leader, dispatcher, report, move, settle } = there
  const id = await report({ title: '家里的事', isRestricted: true })
  await move(leader, id, 'dispatch', { unitId: water })
  expect(await refusal(summon(id))).toBe('matters/not-found')
  await leader.ask(command, 'summon', { params: { id }, body: { because: '需要上门' } })
  await settle()
  const { items } = await dispatcher.ask(command, 'calling', { query: {} })
  expect(items.map(({ caseId }) => caseId)).not.toContain(id)
})
