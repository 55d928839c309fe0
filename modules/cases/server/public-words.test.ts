/** Words of a report are everybody's to read once somebody of the office has read them; what is abusive never is. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, refusal, spot } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, unit, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const slander = '五号楼张三偷倒垃圾'
const report = async () => {
  const id = randomUUID()
  await who.chen.ask(cases, 'report', { body: { id, text: slander, place: spot, isPublic: true } })
  return id
}
const accept = (id: string, more: object = {}) =>
  who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102', ...more } })
/** What a passer-by reads in the public list; undefined where it does not stand there. */
const listed = async (id: string) => {
  const { items } = await town.guest.ask(matters, 'publicList', { query: { area: here } })
  return items.find((one) => one.id === id)?.title
}
const titleFor = async (person: Person, id: string) => (await person.ask(cases, 'read', on(id))).matter.title
const show = (person: Person, id: string, publicTitle: string, because = '含他人姓名') =>
  person.ask(cases, 'showTitle', { ...on(id), body: { publicTitle, because } })

test('until somebody of the office has read a report, neighbours see that there is one and none of its words', async () => {
  const id = await report()
  expect(await listed(id)).toBeNull()
  expect(await titleFor(who.stranger, id)).toBe('')
  await who.stranger.ask(matters, 'follow', { params: { id } })
  const followed = await who.stranger.ask(matters, 'mine', { query: {} })
  expect(JSON.stringify(followed.items.find((one) => one.id === id))).not.toContain('张三')
  for (const person of [who.chen, who.yu]) expect(await titleFor(person, id)).toContain('张三')
  await accept(id)
  expect(await listed(id)).toContain('张三')
})

test('whoever accepts may give it another title for everybody, or none of its words', async () => {
  const [reworded, kept] = [await report(), await report()]
  await accept(reworded, { publicTitle: '五号楼有人偷倒垃圾' })
  await accept(kept, { publicTitle: '' })
  expect([await listed(reworded), await listed(kept)]).toEqual(['五号楼有人偷倒垃圾', null])
  expect(await titleFor(who.stranger, reworded)).toBe('五号楼有人偷倒垃圾')
  expect(await titleFor(who.yu, reworded)).toContain('张三')
})

test('later the words are kept back with a reason, which stands, and nobody outside the work may do so', async () => {
  const id = await report()
  await accept(id)
  expect(await refusal(show(who.yu, id, '', ' '))).toMatchObject({ field: 'because' })
  expect((await refusal(show(who.stranger, id, ''))).status).toBe(403)
  await show(who.yu, id, '')
  expect(await listed(id)).toBeNull()
  const seen = await who.wen.ask(cases, 'read', on(id))
  expect(seen.titleBecause).toBe('含他人姓名')
  expect((await who.chen.ask(cases, 'read', on(id))).titleBecause).toBeNull()
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  expect(await listed(id)).toBeNull()
})

test('declined as abusive, it stands in no public list, and its reporter still sees it; declined as untrue, it stands there without its words', async () => {
  const decline = (id: string, reason: 'abusive' | 'notGenuine') =>
    who.yu.ask(cases, 'decline', { ...on(id), body: { reason, text: '请文明反映诉求' } })
  const [abusive, untrue] = [await report(), await report()]
  await decline(abusive, 'abusive')
  await decline(untrue, 'notGenuine')
  expect([await listed(abusive), await listed(untrue)]).toEqual([undefined, null])
  expect((await refusal(who.stranger.ask(cases, 'read', on(abusive)))).status).toBe(404)
  expect(await titleFor(who.chen, abusive)).toContain('张三')
})
