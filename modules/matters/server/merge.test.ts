/** Several reports of one thing: whoever sent one of them has a reporter's rights, and its end, wherever it was merged to. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { notices as notes } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { type MatterView, matters } from '../contract.ts'
import { area, hour, lamps, openLampTown, power, refusal } from '../testing/lamp-town.ts'

const { town, someone, chen, dispatcher, grid, electrician, leader, report, read, move, fix } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())

const merge = (into: string, ...childIds: string[]) =>
  dispatcher.ask(matters, 'merge', { params: { id: into }, body: { childIds, because: '同一盏灯' } })
const reportedBy = (who: Person, title: string) => who.ask(lamps, 'report', { body: { title, areaCode: area } })
const finish = async (id: string) => {
  await fix(electrician, id)
  await move(grid, id, 'pass')
}
const outcomeOf = async (id: string) => (await read(leader, id)).outcome

test('a follower whose own report was merged in may rate and reopen the case', async () => {
  const neighbour = someone('resident', '黄街坊')
  const into = await report('路灯不亮', { isPublic: true })
  await neighbour.ask(matters, 'follow', { params: { id: into.id } })
  const own = await reportedBy(neighbour, '那盏灯坏了')
  await merge(into.id, own.id)
  expect((await read(neighbour, into.id)).mayAs).toEqual(['reporter'])
  await move(dispatcher, into.id, 'dispatch', { unitId: power })
  await finish(into.id)
  await neighbour.ask(matters, 'rate', { params: { id: into.id }, body: { score: 2 } })
  await neighbour.ask(matters, 'reopen', { params: { id: into.id }, body: { because: '又不亮了' } })
  expect(await read(leader, into.id)).toMatchObject({ state: 'fixing', reopens: 1 })
  const kinds = (await read(leader, into.id)).parties.map(({ kind }) => kind)
  expect(kinds).toEqual(['reporter', 'reporter'])
})

test('the result of the third reaches a report merged through the second, and is taken back while it is open again', async () => {
  const wang = someone('resident', '王街坊')
  const [first, second, third] = [await reportedBy(wang, '灯不亮'), await report('灯坏了'), await report('路灯坏')]
  await merge(second.id, first.id)
  await merge(third.id, second.id)
  await move(dispatcher, third.id, 'dispatch', { unitId: power })
  await town.work('matters', async (work) => {
    await work.use(matters).move(third.id, 'own', { outcome: 'fixed' })
  })
  await finish(third.id)
  expect([await outcomeOf(first.id), await outcomeOf(second.id), await outcomeOf(third.id)]).toEqual([
    'fixed',
    'fixed',
    'fixed',
  ])
  const progress = await town.guest.ask(matters, 'progress', { body: { number: first.number, code: first.queryCode } })
  expect(progress).toMatchObject({ state: 'closed', number: first.number })
  await chen.ask(matters, 'reopen', { params: { id: third.id }, body: { because: '又不亮了' } })
  expect([await outcomeOf(first.id), await outcomeOf(second.id), await outcomeOf(third.id)]).toEqual([
    'merged',
    'merged',
    null,
  ])
})

test('an upheld objection takes a report out of the merge: it goes on where it stood with the time it had left, and each reporter follows their own', async () => {
  town.clock.set('2025-01-06T09:00:00+08:00')
  const other = someone('resident', '赵街坊')
  const into = await report('东门路灯不亮')
  const child = await reportedBy(other, '西门路灯不亮')
  await move(dispatcher, child.id, 'dispatch', { unitId: power })
  const before = await read(dispatcher, child.id)
  town.clock.advance(2 * hour)
  await merge(into.id, child.id)
  expect((await read(other, into.id)).mayAs).toEqual(['reporter'])
  const takeOut = (who: Person, id = child.id) =>
    who.ask(matters, 'unmerge', { params: { id }, body: { because: '不是同一盏灯' } })
  expect(await refusal(takeOut(grid))).toBe('kernel/forbidden')
  expect(await refusal(takeOut(dispatcher, into.id))).toBe('matters/wrong-state')
  town.clock.advance(24 * hour)
  expect((await read(dispatcher, child.id)).acts).toContain('unmerge')
  await takeOut(dispatcher)

  const after = await read(other, child.id)
  expect(after).toMatchObject({ state: 'fixing', phase: 'doing', mergedIntoId: null, closedAt: null, outcome: null })
  expect(after.holderUnitId).toBe(power)
  const handle = (view: MatterView) =>
    view.clocks.find(({ name, stoppedAt }) => name === 'handle' && stoppedAt === null)
  const [due, dueBefore] = [handle(after)?.dueAt ?? '', handle(before)?.dueAt ?? '']
  // The day it lay in the other one is no time of its own.
  expect(Date.parse(due)).toBeGreaterThan(Date.parse(dueBefore))
  expect(after.dueAt).toBe(due)
  expect(await refusal(read(other, into.id))).toBe('matters/not-found')
  expect((await read(chen, into.id)).mayAs).toEqual(['reporter'])
  expect((await read(leader, into.id)).parties.map(({ accountId }) => accountId)).toEqual([chen.actor.id])
  await town.settle()
  const told = (await other.ask(notes, 'mine', { query: {} })).items.map(({ title }) => title)
  expect(told).toContain('已拆出单独办理：西门路灯不亮')
  await finish(child.id)
  expect((await read(leader, into.id)).phase).toBe('intake')
})

test('who followed the other matter before theirs went into it follows it again once theirs is taken out, and who did not does not', async () => {
  town.clock.set('2025-01-06T09:00:00+08:00')
  const [other, stranger] = [someone('resident', '赵街坊'), someone('resident', '钱街坊')]
  const into = await report('东门路灯不亮', { isPublic: true })
  await other.ask(matters, 'follow', { params: { id: into.id } })
  const [child, third] = [await reportedBy(other, '西门路灯不亮'), await reportedBy(stranger, '南门路灯不亮')]
  await merge(into.id, child.id)
  await merge(into.id, third.id)
  expect((await read(other, into.id)).mayAs).toEqual(['reporter'])
  for (const { id } of [child, third])
    await dispatcher.ask(matters, 'unmerge', { params: { id }, body: { because: '不是同一盏灯' } })
  expect((await read(other, into.id)).mayAs).toEqual(['follower'])
  expect((await read(other, child.id)).mayAs).toEqual(['reporter'])
  expect((await read(stranger, into.id)).mayAs).toEqual([])
  const parties = (await read(leader, into.id)).parties.map(({ accountId, kind }) => [accountId, kind])
  expect(parties).toEqual([
    [chen.actor.id, 'reporter'],
    [other.actor.id, 'follower'],
  ])
})

test('whoever took a hand in it does not make it void alone: they ask, and another leader decides', async () => {
  town.clock.set('2025-01-06T09:00:00+08:00')
  const [first, second] = [someone('dutyLeader', '何值班长'), someone('dutyLeader', '黎值班长')]
  const { id } = await report('误按的一件')
  const makeVoid = (who: Person) => who.ask(matters, 'void', { params: { id }, body: { because: '误报' } })
  const askFor = (who: Person) => who.ask(matters, 'ask', { params: { id }, body: { kind: 'void', reason: '误报' } })
  expect(await refusal(askFor(grid))).toBe('matters/not-open-to-you')
  const asked = await askFor(first)
  expect(await refusal(makeVoid(first))).toBe('matters/needs-another')
  const decide = (who: Person) =>
    who.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '确属误报' } })
  expect(await refusal(decide(dispatcher))).toBe('matters/needs-leader')
  expect(await refusal(decide(first))).toBe('matters/not-open-to-you')
  await decide(second)
  expect(await read(second, id)).toMatchObject({ state: 'voided', phase: 'done' })
})
