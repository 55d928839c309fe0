/** Several reports of one thing: whoever sent one of them has a reporter's rights, and its end, wherever it was merged to. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, lamps, openLampTown, power } from '../testing/lamp-town.ts'

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
