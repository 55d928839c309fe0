/** While it is checked, whoever reported says themself whether it is put right. */
import { matters } from '@liren/matters/contract'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, refusal } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, on, replied } = await openStreet()
afterAll(() => town.close())

const say = (person: Person, id: string, body: { isRight: boolean; text?: string }) =>
  person.ask(cases, 'confirm', { ...on(id), body })

test('whoever reported confirms it is put right: the check is over, their word stands in the timeline, and a leader closes it', async () => {
  const id = await replied()
  const { matter } = await who.chen.ask(cases, 'read', on(id))
  expect(matter.moves.map(({ name }) => name)).toEqual(['confirm', 'object'])
  expect((await say(who.chen, id, { isRight: true })).state).toBe('closing')
  const step = (await who.wen.ask(cases, 'read', on(id))).matter.steps.at(-1)
  expect(step).toMatchObject({ move: 'confirm', actorId: who.chen.actor.id })
  await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
})

test('whoever reported objects: it stays to be checked, and the checker owes them a word', async () => {
  const id = await replied()
  expect(await refusal(say(who.chen, id, { isRight: false }))).toMatchObject({ field: 'text' })
  expect((await say(who.chen, id, { isRight: false, text: '垃圾还在原地' })).state).toBe('checking')
  const { matter } = await who.wen.ask(cases, 'read', on(id))
  expect(matter.owed).toMatchObject([{ kind: 'word' }])
  expect(matter.messages.at(-1)).toMatchObject({ text: '垃圾还在原地', side: 'resident' })
  const { items } = await who.lin.ask(matters, 'unanswered', { query: {} })
  expect(items.some(({ matterId }) => matterId === id)).toBe(true)
})

test('nobody else confirms: no neighbour, no handler, and where a community keeps the check to itself not even who reported', async () => {
  const id = await replied()
  for (const person of [who.stranger, who.zhou])
    expect([403, 404]).toContain((await refusal(say(person, id, { isRight: true }))).status)
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('cases', $1, 'reporterMayCheck', 'false', now())`,
    [here],
  )
  town.host.core.settings.forget()
  expect((await who.chen.ask(cases, 'read', on(id))).matter.moves).toEqual([])
  expect((await refusal(say(who.chen, id, { isRight: true }))).status).toBe(403)
  await town.owner.query(`delete from kernel_settings where module = 'cases' and key = 'reporterMayCheck'`)
  town.host.core.settings.forget()
})

test('a grid worker who finished a supporting task is not chosen to check it: a colleague is', async () => {
  const { id } = await who.chen.ask(cases, 'report', {
    body: { id: crypto.randomUUID(), text: '应元路口垃圾成堆', areaCode: here },
  })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  const { items } = await who.wu.ask(cases, 'proposals', on(id))
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: items[0]?.unitId ?? '' } })
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  // The grid worker the place would be matched to did a part of it.
  await town.owner.query('update matters_matters set handled_by = handled_by || $2::uuid where id = $1', [
    id,
    who.lin.actor.id,
  ])
  await who.zhou.ask(cases, 'reply', { ...on(id), body: { outcome: 'longTerm', text: '已列入整治', ground: '需改造' } })
  expect((await who.wen.ask(cases, 'read', on(id))).matter.holderAccountId).toBe(who.luo.actor.id)
})
