/** A danger is heard however it is written: urgent at once, and what touches a life is kept from strangers. */
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const publicTitles = async () =>
  (await who.stranger.ask(matters, 'publicList', { query: { area: here } })).items.map(({ title }) => title)

test('somebody about to jump, written in traditional letters, is urgent at once and stands in no public list', async () => {
  const sent = await report(who.chen, { text: '頂樓有人想跳樓' })
  expect(sent.grade).toBe(4)
  expect(sent.advice.flatMap(({ numbers }) => numbers)).toContain('110')
  const seen = await who.wen.ask(cases, 'read', on(sent.id))
  expect(seen).toMatchObject({ isRestricted: true, safetyWords: ['跳楼'] })
  await report(who.chen, { text: '路口的路灯不亮' })
  expect(await publicTitles()).toEqual(['路口的路灯不亮'])
})

test('a smell of gas that is not there alarms nobody', async () => {
  const sent = await report(who.chen, { text: '没有煤气味，想问什么时候检修煤气管' })
  expect(sent).toMatchObject({ grade: 1, advice: [] })
  expect((await who.yu.ask(cases, 'read', on(sent.id))).safetyWords).toEqual([])
})

test('before sending, whoever writes dialect is told whom to call', async () => {
  const told = await who.chen.ask(cases, 'consider', { body: { text: '下水井盖唔见咗' } })
  expect(told.grade).toBe(4)
})
