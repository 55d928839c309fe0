/** A refusal can be objected to, whoever answered does not judge it, and a grant ends on its day. */

import { matters as mattersContract } from '@liren/matters/contract'
import matters from '@liren/matters/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../contract.ts'
import { canteens, civilAffairs, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

const { town, as } = await smallDistrict()
afterAll(() => town.close())
const steward = as('dataSteward', district, { name: '林泽宇' })
const second = as('dataSteward', district, { name: '何静' })
const department = as('handler', district, { name: '徐思敏', unitId: civilAffairs })
const worker = as('communityWorker', community, { name: '谢婉仪' })
const purpose = '核对困难家庭名单'

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ problem }) => problem.code,
  )
const ask = async () =>
  (
    await worker.ask(catalogue, 'askForDataset', {
      params: { code: 'low-income' },
      body: { unitName: '越秀山社区', purpose, columns: ['名称'], areaCode: community },
    })
  ).id
const answerAs = (who: typeof steward, id: string, decision: 'grant' | 'refuse' | 'provide', expiresOn?: string) =>
  who.ask(catalogue, 'answerRequest', {
    params: { id },
    body: { decision, text: '按规定办理', ...(expiresOn ? { expiresOn } : {}) },
  })
const dispute = (id: string, who = worker) =>
  who.ask(catalogue, 'disputeAnswer', { params: { id }, body: { text: '救助工作需要，依据充分' } })
const settle = (who: typeof steward, id: string, decision: 'support' | 'dismiss') =>
  who.ask(catalogue, 'settleDispute', { params: { id }, body: { decision, text: '经核对' } })
const use = (id: string) => worker.ask(catalogue, 'useDataset', { params: { id }, body: { purpose } })
const stateOf = async (matterId: string) =>
  (await town.work(matters, async (work) => work.use(mattersContract).rows([matterId])))[0]?.state

beforeAll(async () => {
  await steward.ask(catalogue, 'registerDataset', {
    params: { code: 'low-income' },
    body: canteens({ code: 'low-income', sharing: 'conditional', sharingTerms: '限社会救助', opening: null }),
  })
  const update = await department.ask(catalogue, 'submitUpdate', {
    params: { code: 'low-income' },
    body: { rows: [{ 名称: '甲', 社区: '越秀山', 餐位: 3 }] },
  })
  await steward.ask(catalogue, 'decideUpdate', { params: { id: update.id }, body: { decision: 'approve' } })
})

test('a refusal is objected to by whoever asked, settled by a steward who did not give it, and then provided', async () => {
  const id = await ask()
  expect(await refusal(dispute(id))).toBe('catalogue/wrong-state')
  await answerAs(steward, id, 'refuse')
  expect(await refusal(dispute(id, department))).toBe('catalogue/not-yours')
  const disputed = await dispute(id)
  expect(disputed).toMatchObject({ state: 'disputed', dispute: '救助工作需要，依据充分' })
  expect(await stateOf(disputed.matterId)).toBe('disputed')
  expect(await refusal(settle(steward, id, 'dismiss'))).toBe('catalogue/own-answer')
  expect(await refusal(settle(department, id, 'support'))).toBe('kernel/forbidden')
  expect(await settle(second, id, 'support')).toMatchObject({ state: 'granted', settledName: '何静' })
  expect(await refusal(use(id))).toBe('catalogue/wrong-state')
  await answerAs(department, id, 'provide')
  expect((await use(id)).rows).toEqual([{ 名称: '甲' }])
})

test('an objection that does not hold leaves things as they were, also what was given', async () => {
  const refused = await ask()
  await answerAs(department, refused, 'refuse')
  await dispute(refused)
  expect(await settle(second, refused, 'dismiss')).toMatchObject({ state: 'refused', settlement: '经核对' })
  const given = await ask()
  await answerAs(department, given, 'grant')
  await answerAs(department, given, 'provide')
  await dispute(given)
  expect(await refusal(use(given))).toBe('catalogue/wrong-state')
  expect(await settle(steward, given, 'dismiss')).toMatchObject({ state: 'provided' })
  expect((await use(given)).rows).toHaveLength(1)
})

test('a grant ends on its day: told a week before, read until the evening, refused the next morning, deletion still proved', async () => {
  const id = await ask()
  expect(await refusal(answerAs(department, id, 'grant', '2026-11-01'))).toBe('catalogue/day-unfit')
  await answerAs(department, id, 'grant', '2026-11-28')
  await answerAs(department, id, 'provide')
  await town.run(module, 'end-grants')
  expect((await use(id)).rows).toHaveLength(1)
  town.clock.set('2026-11-28T23:00:00+08:00')
  await town.run(module, 'end-grants')
  expect((await use(id)).rows).toHaveLength(1)
  town.clock.set('2026-11-29T00:30:00+08:00')
  expect(await refusal(use(id))).toBe('catalogue/grant-over')
  await town.run(module, 'end-grants')
  await town.run(module, 'end-grants')
  const { items } = await worker.ask(catalogue, 'listRequests', { query: { state: 'expired' } })
  expect(items).toMatchObject([{ id, expiresOn: '2026-11-28' }])
  expect(await stateOf(items[0]?.matterId ?? '')).toBe('expired')
  expect(await refusal(use(id))).toBe('catalogue/grant-over')
  const proof = { params: { id }, body: { text: '已于当日删除' } }
  expect(await worker.ask(catalogue, 'proveDeletion', proof)).toMatchObject({ deletionProof: '已于当日删除' })
})

test('two stewards settle at once: one settlement stands', async () => {
  const id = await ask()
  await answerAs(department, id, 'refuse')
  await dispute(id)
  const said = await Promise.all([refusal(settle(second, id, 'support')), refusal(settle(steward, id, 'dismiss'))])
  expect(said.filter((one) => one === null)).toHaveLength(1)
  expect(said.filter((one) => one === 'catalogue/wrong-state')).toHaveLength(1)
})
