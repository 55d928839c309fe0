/** A danger is heard however it is written: urgent at once, and what touches a life is kept from strangers. */
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'
import spokenTable from './migrations/0008-spoken.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())

const publicTitles = async () =>
  (await who.stranger.ask(matters, 'publicList', { query: { area: here } })).items.map(({ title }) => title)

test('somebody about to jump, written in traditional letters, is urgent at once and stands in no public list', async () => {
  const sent = await report(who.chen, { text: '頂樓有人想跳樓' })
  expect(sent.grade).toBe(4)
  expect(sent.advice.flatMap(({ numbers }) => numbers)).toContain('110')
  const seen = await who.wen.ask(cases, 'read', on(sent.id))
  expect(seen).toMatchObject({ isRestricted: true, safetyWords: ['跳楼'] })
  const lamp = await report(who.chen, { text: '路口的路灯不亮' })
  await who.yu.ask(cases, 'accept', { ...on(lamp.id), body: { categoryCode: 'E0102' } })
  expect(await publicTitles()).toEqual(['路口的路灯不亮'])
})

test('a district that was there before hears the same letters', async () => {
  const spoken = async () => (await town.owner.query('select letters from cases_spoken')).rows
  const seeded = await spoken()
  await town.owner.query('drop table cases_spoken')
  await town.owner.query(spokenTable)
  expect(await spoken()).toEqual(seeded)
})

test('a smell of gas that is not there alarms nobody', async () => {
  const sent = await report(who.chen, { text: '没有煤气味，想问什么时候检修煤气管' })
  expect(sent).toMatchObject({ grade: 1, advice: [] })
  expect((await who.yu.ask(cases, 'read', on(sent.id))).safetyWords).toEqual([])
})

const rung = async (person: typeof who.lin, number: string) => {
  await town.settle()
  const { items } = await person.ask(notices, 'mine', { query: {} })
  return items.filter(({ topic, text }) => topic === 'cases.danger' && text.includes(number))
}

test('a danger rings the grid workers of the place, whom its rule names, and nobody elsewhere', async () => {
  const sent = await report(who.chen, { text: '樓下漏煤氣，好大味' })
  const [told] = await rung(who.lin, sent.number)
  expect(told).toMatchObject({ urgency: 'emergency', link: `/matters/${sent.id}` })
  expect(told?.text).toContain('漏煤气')
  expect(await rung(who.luo, sent.number)).toHaveLength(1)
  expect(await rung(who.strangerGrid, sent.number)).toEqual([])
  expect((await who.lin.ask(cases, 'read', on(sent.id))).matter.grade).toBe(4)
})

test('whoever found a danger is not rung for it; a danger few may know rings no grid worker', async () => {
  const found = await report(who.lin, { text: '巷口电线断了垂下来' })
  expect(await rung(who.lin, found.number)).toEqual([])
  expect(await rung(who.luo, found.number)).toHaveLength(1)
  const closed = await report(who.chen, { text: '楼下漏煤气，隔壁有人想轻生' })
  expect(await rung(who.lin, closed.number)).toEqual([])
})

test('before sending, whoever writes dialect is told whom to call', async () => {
  const told = await who.chen.ask(cases, 'consider', { body: { text: '下水井盖唔见咗' } })
  expect(told.grade).toBe(4)
})
