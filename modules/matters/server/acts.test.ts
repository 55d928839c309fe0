/** Acts beside the moves: talk, time, returns, support, merging, rating, supervision. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, court, day, hour, lamps, openLampTown, photoOf, power, refusal, water } from '../testing/lamp-town.ts'
import plug from './module.ts'

const {
  town,
  enrol,
  chen,
  dispatcher,
  leader,
  electrician,
  colleague,
  plumber,
  grid,
  report,
  read,
  move,
  fix,
  dispatched,
  closed,
  someone,
} = await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

test('staff talk among themselves; the resident hears what is meant for them, and answers', async () => {
  const id = await dispatched()
  const say = (who: Person, text: string, isPublic: boolean) =>
    who.ask(matters, 'say', { params: { id }, body: { text, isPublic } })
  await say(electrician, '缺配件', false)
  await say(electrician, '明天来修', true)
  await say(chen, '谢谢', true)
  expect(await refusal(say(chen, '悄悄话', false))).toBe('matters/not-open-to-you')
  expect((await read(chen, id)).messages.map((one) => one.text)).toEqual(['明天来修', '谢谢'])
  expect((await read(electrician, id)).messages.map((one) => one.side)).toEqual(['staff', 'staff', 'resident'])
  expect((await chen.ask(matters, 'messages', { params: { id }, query: {} })).items).toHaveLength(2)
})

test('more time is asked once, in time, within the original limit, and granted by somebody else', async () => {
  const id = await dispatched()
  const askFor = (who: Person, limit: object) =>
    who.ask(matters, 'ask', {
      params: { id },
      body: { kind: 'delay', reason: '等配件', limit: limit as { amount: number; unit: 'workDays' } },
    })
  expect(await refusal(askFor(chen, { amount: 1, unit: 'workDays' }))).toBe('matters/not-open-to-you')
  expect(await refusal(askFor(electrician, { amount: 3, unit: 'workDays' }))).toBe('matters/too-long')
  const asked = await askFor(electrician, { amount: 1, unit: 'workDays' })
  expect(await refusal(askFor(colleague, { amount: 1, unit: 'workDays' }))).toBe('matters/asked-already')
  const waiting = await dispatcher.ask(matters, 'requests', { query: {} })
  expect(waiting.items.some((one) => one.id === asked.id)).toBe(true)
  const decide = (who: Person) =>
    who.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意' } })
  expect(await refusal(decide(electrician))).toBe('kernel/forbidden')
  expect(await decide(dispatcher)).toMatchObject({ state: 'granted' })
  expect((await read(electrician, id)).dueAt).toBe('2025-01-09T10:00:00.000Z')
  expect(await refusal(askFor(electrician, { amount: 1, unit: 'workDays' }))).toBe('matters/asked-already')
})

test('closing a case withdraws the delay somebody still waited for', async () => {
  const id = await dispatched()
  const asked = await electrician.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'delay', reason: '等配件', limit: { amount: 1, unit: 'workDays' } },
  })
  const waiting = async () =>
    (await dispatcher.ask(matters, 'requests', { query: { limit: 200 } })).items.some((one) => one.id === asked.id)
  expect(await waiting()).toBe(true)
  await fix(electrician, id)
  const rest = await electrician.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'suspend', reason: '待拆迁', reviewOn: '2025-03-01', files: [await photoOf(electrician)] },
  })
  await move(grid, id, 'pass')
  expect(await waiting()).toBe(false)
  expect((await read(leader, id)).requests.map(({ kind, state }) => [kind, state])).toEqual([
    ['delay', 'withdrawn'],
    ['suspend', 'withdrawn'],
  ])
  const decide = dispatcher.ask(matters, 'decide', {
    params: { id: rest.id },
    body: { isGranted: true, decision: '同意' },
  })
  expect(await refusal(decide)).toBe('matters/wrong-state')
})

test('a matter that cannot be solved now rests with proof and a review day, and goes on where it stood', async () => {
  const id = await dispatched()
  const body = { kind: 'suspend', reason: '待拆迁', reviewOn: '2025-03-01' } as const
  expect(await refusal(electrician.ask(matters, 'ask', { params: { id }, body }))).toBe('matters/evidence-missing')
  const asked = await electrician.ask(matters, 'ask', {
    params: { id },
    body: { ...body, files: [await photoOf(electrician)] },
  })
  await dispatcher.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意挂账' } })
  expect(await read(electrician, id)).toMatchObject({ dueAt: null, reviewOn: '2025-03-01', moves: [] })
  expect(await refusal(fix(electrician, id))).toBe('matters/is-suspended')
  town.clock.set('2025-01-08T09:00:00+08:00')
  await dispatcher.ask(matters, 'resume', { params: { id }, body: { because: '可以修了' } })
  expect((await read(electrician, id)).dueAt).toBe('2025-01-10T10:00:00.000Z')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('what waits to be sent out rests as well: one who sends out asks, another decides, and nothing is sent meanwhile', async () => {
  const { id } = await report()
  const body = { kind: 'suspend' as const, reason: '待拆迁', reviewOn: '2025-03-01' }
  expect(await refusal(electrician.ask(matters, 'ask', { params: { id }, body }))).toBe('matters/not-found')
  const files = [await photoOf(dispatcher)]
  const asked = await dispatcher.ask(matters, 'ask', { params: { id }, body: { ...body, files } })
  const decide = (who: Person) =>
    who.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意挂账' } })
  expect(await refusal(decide(dispatcher))).toBe('matters/not-open-to-you')
  await decide(leader)
  expect(await refusal(move(dispatcher, id, 'dispatch', { unitId: power }))).toBe('matters/is-suspended')
  await dispatcher.ask(matters, 'resume', { params: { id }, body: { because: '拆迁完毕' } })
  await move(dispatcher, id, 'dispatch', { unitId: power })
  expect(await read(electrician, id)).toMatchObject({ suspendedAt: null, holderUnitId: power })
})

test('the first return goes back to be dispatched, the second to arbitration, and that is final', async () => {
  const id = await dispatched()
  const giveBack = (who: Person) =>
    who.ask(matters, 'ask', { params: { id }, body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' } })
  expect(
    await refusal(electrician.ask(matters, 'ask', { params: { id }, body: { kind: 'return', reason: '不管' } })),
  ).toBe('matters/reason-missing')
  const first = await giveBack(electrician)
  expect(first.needsArbitration).toBe(false)
  await dispatcher.ask(matters, 'decide', { params: { id: first.id }, body: { isGranted: true, decision: '改派' } })
  expect(await read(leader, id)).toMatchObject({ state: 'waiting', returns: 1, hops: 1, holderUnitId: null })
  await move(dispatcher, id, 'dispatch', { unitId: water })
  const second = await giveBack(plumber)
  expect(second.needsArbitration).toBe(true)
  const rule = {
    params: { id: second.id },
    body: { isGranted: true, decision: '由供电所办', unitId: power },
  }
  expect(await refusal(dispatcher.ask(matters, 'decide', rule))).toBe('matters/needs-arbitration')
  await leader.ask(matters, 'decide', rule)
  expect(await read(leader, id)).toMatchObject({ state: 'fixing', isArbitrated: true, holderUnitId: power })
  expect(await refusal(giveBack(electrician))).toBe('matters/is-arbitrated')
})

test('taken up again, a case is returned for the first time anew; what it was returned before still counts', async () => {
  const id = await dispatched()
  const giveBack = (who: Person) =>
    who.ask(matters, 'ask', { params: { id }, body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' } })
  const first = await giveBack(electrician)
  await dispatcher.ask(matters, 'decide', { params: { id: first.id }, body: { isGranted: true, decision: '改派' } })
  await move(dispatcher, id, 'dispatch', { unitId: water })
  await fix(plumber, id)
  await move(grid, id, 'pass')
  await chen.ask(matters, 'reopen', { params: { id }, body: { because: '又坏了' } })
  await dispatcher.ask(matters, 'assign', { params: { id }, body: { unitId: court } })
  const again = await giveBack(someone('handler', '街道干部', '440104000000', court))
  expect(again.needsArbitration).toBe(false)
  expect((await read(leader, id)).returns).toBe(1)
})

test('a return comes within two work hours or not at all', async () => {
  const id = await dispatched()
  town.clock.advance(3 * hour)
  const late = electrician.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' },
  })
  expect(await refusal(late)).toBe('matters/too-late')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('passing a case to a colleague does not reopen the window; a unit whose work failed the check cannot give the case back', async () => {
  const giveBack = (who: Person, id: string) =>
    refusal(
      who.ask(matters, 'ask', {
        params: { id },
        body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' },
      }),
    )
  const passedOn = await dispatched()
  town.clock.advance(3 * hour)
  await enrol(colleague)
  await electrician.ask(matters, 'assign', {
    params: { id: passedOn },
    body: { accountId: colleague.actor.id ?? '', accountName: '电工阿明' },
  })
  expect(await giveBack(colleague, passedOn)).toBe('matters/too-late')
  town.clock.set('2025-01-06T09:00:00+08:00')
  const failed = await dispatched()
  await fix(electrician, failed)
  await move(grid, failed, 'fail')
  expect(await giveBack(electrician, failed)).toBe('matters/handled-already')
  expect(await giveBack(colleague, failed)).toBe('matters/handled-already')
})

test('the lead finishes when every supporting unit is done, or says why not', async () => {
  const id = await dispatched()
  const ask = (unitId: string) =>
    electrician.ask(matters, 'support', { params: { id }, body: { unitId, task: '配合' } })
  const one = await ask(water)
  const two = await ask(court)
  expect(await refusal(fix(electrician, id))).toBe('matters/helpers-open')
  expect(
    await refusal(electrician.ask(matters, 'finishSupport', { params: { id: one.id }, body: { result: '好了' } })),
  ).toBe('matters/not-open-to-you')
  await plumber.ask(matters, 'finishSupport', { params: { id: one.id }, body: { result: '已断水' } })
  // Whoever only reported is offered no such thing; the lead and the centre are.
  const offered = async (person: Person) => (await read(person, id)).acts.includes('finishSupport')
  expect([await offered(electrician), await offered(dispatcher), await offered(chen)]).toEqual([true, true, false])
  await electrician.ask(matters, 'finishSupport', {
    params: { id: two.id },
    body: { result: '对方已口头答复', isOverride: true },
  })
  await fix(electrician, id)
  expect((await read(electrician, id)).helpers.map((helper) => helper.overriddenBecause)).toEqual([
    null,
    '对方已口头答复',
  ])
})

test('whoever finished the supporting task cannot pass the check', async () => {
  const roles = (unitId: string) => [
    { role: 'handler', area: '440104000000', unitId },
    { role: 'gridWorker', area, unitId: null },
  ]
  const [helped, laidAside] = [
    town.as({ name: '协办水工', roles: roles(water) }),
    town.as({ name: '牵头电工', roles: roles(power) }),
  ]
  const id = await dispatched()
  const support = (unitId: string) =>
    electrician.ask(matters, 'support', { params: { id }, body: { unitId, task: '配合' } })
  const [one, two] = [await support(water), await support(court)]
  await helped.ask(matters, 'finishSupport', { params: { id: one.id }, body: { result: '已断水' } })
  const why = { result: '不必配合了', isOverride: true }
  await laidAside.ask(matters, 'finishSupport', { params: { id: two.id }, body: why })
  await fix(electrician, id)
  expect(await refusal(move(helped, id, 'pass'))).toBe('matters/not-open-to-you')
  // Whoever only laid a task aside did none of it.
  expect((await move(laidAside, id, 'pass')).state).toBe('closed')
})

test('duplicates are merged: their reporters hear how it ends, and their codes show the one that goes on', async () => {
  const into = await report('大灯坏了')
  const li = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '李四' })
  const again = await li.ask(lamps, 'report', { body: { title: '那盏灯坏了', areaCode: area } })
  await dispatcher.ask(matters, 'merge', {
    params: { id: into.id },
    body: { childIds: [again.id], because: '同一盏灯' },
  })
  expect(
    await refusal(
      dispatcher.ask(matters, 'merge', { params: { id: into.id }, body: { childIds: [again.id], because: '再并' } }),
    ),
  ).toBe('matters/not-mergeable')
  await move(dispatcher, into.id, 'dispatch', { unitId: power })
  await fix(electrician, into.id)
  await move(grid, into.id, 'pass')
  const progress = await town.guest.ask(matters, 'progress', { body: { number: again.number, code: again.queryCode } })
  expect(progress).toMatchObject({ state: 'closed', number: again.number })
  await li.ask(matters, 'rate', { params: { id: into.id }, body: { score: 4 } })
  await town.settle()
  const [told] = (await town.told('matters/closed')).filter((fact) => fact.matterId === into.id)
  expect(new Set(told?.partyAccountIds as string[])).toEqual(new Set([chen.actor.id, li.actor.id]))
})

test('a matter split in parts is finished after its parts', async () => {
  const id = await dispatched()
  const child = await dispatcher.ask(matters, 'split', {
    params: { id },
    body: { title: '先修电箱', unitId: power },
  })
  expect(await refusal(fix(electrician, id))).toBe('matters/helpers-open')
  await leader.ask(matters, 'void', { params: { id: child.id }, body: { because: '不必单独修' } })
  await fix(electrician, id)
  expect((await read(leader, child.id)).state).toBe('voided')
})

test('a bad rating asks for a follow-up, in which the handler cannot declare an unhappy resident content; a resident reopens within seven days and not later', async () => {
  const id = await closed()
  await chen.ask(matters, 'rate', { params: { id }, body: { score: 1, reasons: ['notSolved'] } })
  expect(await refusal(chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe('matters/rated-already')
  expect(await refusal(electrician.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe(
    'matters/not-open-to-you',
  )
  const content = { params: { id }, body: { result: '已当面道歉', isSatisfiedNow: true } }
  expect(await refusal(electrician.ask(matters, 'finishFollowUp', content))).toBe('matters/not-open-to-you')
  expect((await read(grid, id)).ratings).toMatchObject([{ score: 1, followUp: 'open' }])
  await grid.ask(matters, 'finishFollowUp', { params: { id }, body: { result: '上门道歉', isSatisfiedNow: true } })
  await town.settle()
  expect((await town.told('matters/ratedBadly')).some((fact) => fact.matterId === id)).toBe(true)
  town.clock.advance(6 * day)
  await chen.ask(matters, 'reopen', { params: { id }, body: { because: '又不亮了' } })
  expect(await read(chen, id)).toMatchObject({ state: 'fixing', reopens: 1, closedAt: null, ratings: [] })
  await fix(electrician, id)
  await move(grid, id, 'pass')
  town.clock.advance(8 * day)
  expect(await refusal(chen.ask(matters, 'reopen', { params: { id }, body: { because: '又不亮了' } }))).toBe(
    'matters/too-late',
  )
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('reminded before time is up, red when it is, listed when it happens again; a reporter reminds once a day', async () => {
  const id = await dispatched()
  await chen.ask(matters, 'remind', { params: { id }, body: {} })
  expect(await refusal(chen.ask(matters, 'remind', { params: { id }, body: {} }))).toBe('matters/reminded-already')
  town.clock.set('2025-01-08T11:30:00+08:00')
  await town.run(plug, 'chase')
  expect((await read(leader, id)).supervision).toBe('yellow')
  town.clock.set('2025-01-08T18:01:00+08:00')
  await town.run(plug, 'chase')
  await town.run(plug, 'chase')
  const overdue = await read(leader, id)
  expect(overdue.supervision).toBe('red')
  expect(overdue.supervisions.map((one) => one.level)).toEqual(['reminder', 'yellow', 'red'])
  await fix(electrician, id)
  await move(grid, id, 'fail')
  town.clock.set('2025-01-13T18:01:00+08:00')
  await town.run(plug, 'chase')
  expect(await read(leader, id)).toMatchObject({ supervision: 'listed', reworks: 1 })
  expect(await refusal(grid.ask(matters, 'supervise', { params: { id }, body: { level: 'red', text: '快' } }))).toBe(
    'kernel/forbidden',
  )
  await town.settle()
  expect((await town.told('matters/overdue')).filter((fact) => fact.matterId === id)).toHaveLength(2)
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('what nobody rated is archived after its term', async () => {
  const id = await closed()
  town.clock.advance(16 * day)
  await town.run(plug, 'tidy')
  expect((await read(leader, id)).steps.at(-1)?.move).toBe('archived')
  expect(await refusal(chen.ask(matters, 'rate', { params: { id }, body: { score: 5 } }))).toBe('matters/not-rateable')
  town.clock.set('2025-01-06T09:00:00+08:00')
})

test('nobody waits for a reporter for ever, and what rests is looked at again on its day', async () => {
  const waiting = await dispatched()
  await move(electrician, waiting, 'askReporter')
  const resting = await dispatched()
  const body = {
    kind: 'suspend' as const,
    reason: '待拆迁',
    reviewOn: '2025-01-09',
    files: [await photoOf(electrician)],
  }
  const asked = await electrician.ask(matters, 'ask', { params: { id: resting }, body })
  await dispatcher.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意挂账' } })
  town.clock.set('2025-01-09T10:00:00+08:00')
  await town.run(plug, 'tidy')
  expect((await read(electrician, waiting)).dueAt).not.toBe(null)
  await town.settle()
  expect((await town.told('matters/followUpAsked')).some((fact) => fact.matterId === resting)).toBe(true)
  expect((await read(leader, resting)).reviewOn).toBe('2025-01-16')
  town.clock.set('2025-01-06T09:00:00+08:00')
})
