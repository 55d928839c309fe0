/** What is told again of the same thing: a rule that counts once for it neither pays nor takes twice, nor says that it did not. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from '../contract.ts'
import { here, type Purse, purseTown, refusal } from '../testing/purse-town.ts'

const rule = {
  code: 'true-report',
  name: '上报问题属实并解决',
  nameEn: 'A true report, put right',
  on: 'sweeping/closed',
  credit: 'personId',
  points: 3,
  perDay: 6,
  oncePer: 'caseId',
}
const fine = { ...rule, code: 'false-report', name: '恶意上报', nameEn: 'False on purpose', points: -2 }

let purse: Purse
beforeAll(async () => {
  purse = await purseTown('2026-11-23T10:00:00+08:00', { rules: [rule, fine] })
}, 120_000)
afterAll(() => purse.town.close())

test('a case closed, reopened and closed again pays its reporter once', async () => {
  const chen = await purse.neighbour('陈秀英')
  await purse.give(chen.personId, 20)
  const entries = async () => (await chen.me.ask(points, 'entries', { query: {} })).items.map(({ change }) => change)
  const close = (caseId: string) => purse.tell('closed', { caseId, personId: chen.personId, communityCode: here })
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
  await close(first)
  await close(first)
  expect((await entries()).sort()).toEqual([-2, 20, 3])
  // Closed again on another day, after the cap of that day was reached: nothing is paid, and nothing is said to be missing.
  purse.town.clock.advance(86_400_000)
  await close(second)
  await close(third)
  await close(first)
  expect((await entries()).sort()).toEqual([-2, -2, -2, 20, 3, 3, 3])
  expect((await chen.me.ask(points, 'mine')).unpaid).toEqual([])
  const tried = await purse
    .as('communityAdmin')
    .ask(points, 'rehearse', { body: { rule: { ...rule, within: here }, days: 9 } })
  expect(tried).toMatchObject({ facts: 5, matched: 5, people: 1, points: 9 })
})

test('a rule names the field by which it is once, and the preset’s rule for true reports names the case', async () => {
  const asked = { body: { rule: { ...rule, within: here, oncePer: 'house' }, days: 9 } }
  expect(await refusal(purse.as('communityAdmin').ask(points, 'rehearse', asked))).toBe('points/unknown-field')
  const path = resolve(import.meta.dirname, '../../../presets/yuexiu/points/rules.json')
  const { rules } = JSON.parse(await readFile(path, 'utf8')) as { rules: { code: string; oncePer?: string }[] }
  expect(rules.find(({ code }) => code === 'true-report')?.oncePer).toBe('caseId')
})
