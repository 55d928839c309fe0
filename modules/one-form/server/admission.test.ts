/** What departments want to know is checked before anybody is asked: held, asked by others, refused with a rule. */
import { catalogue as catalogueContract } from '@liren/catalogue/contract'
import { afterAll, expect, test } from 'vitest'
import { oneForm } from '../contract.ts'
import { community, draft, reportTown } from '../testing/report-town.ts'
import module from './module.ts'

const { town, steward, department, worker, ask, admit } = await reportTown()
afterAll(() => town.close())

test('before anybody is asked it is known what is held, what it would cost and what is left', async () => {
  const check = await department().ask(oneForm, 'checkDraft', { body: draft() })
  expect(check).toMatchObject({
    held: 5,
    derivable: 1,
    missing: 1,
    burden: { areas: 2, typedBefore: 168, typedNow: 24 },
  })
  expect(check.gaps.find(({ column }) => column === '上门探访次数')).toMatchObject({
    finding: 'missing',
    source: null,
  })
})

test('what a register holds is not asked of people again but for a stated reason', async () => {
  const copy = (own?: string) =>
    draft({
      title: '联系人核对',
      columns: [{ name: '联系电话', source: { from: 'asked', type: 'text' }, ...(own ? { own } : {}) }],
    })
  await expect(department().ask(oneForm, 'ask', { body: copy() })).rejects.toMatchObject({
    problem: { code: 'one-form/private-copy', field: 'columns' },
  })
  const asked = await department().ask(oneForm, 'ask', { body: copy('网格值班电话，不是居民的电话') })
  await steward().ask(oneForm, 'decide', {
    params: { id: asked.id },
    body: { decision: 'refuse', text: '已有值班表', rule: 'heldAlready' },
  })
})

test('who asked does not admit; a matter runs beside it with its clock', async () => {
  const lin = steward()
  const report = await lin.ask(oneForm, 'ask', { body: draft({ title: '自己的表' }) })
  await expect(
    lin.ask(oneForm, 'decide', { params: { id: report.id }, body: { decision: 'admit', text: '同意' } }),
  ).rejects.toMatchObject({ problem: { code: 'one-form/own-request' } })
  expect(report.number).toMatch(/^20261123440104B\d{5}$/)
  await steward().ask(oneForm, 'decide', {
    params: { id: report.id },
    body: { decision: 'refuse', text: '不需要', rule: 'noBasis' },
  })
})

test('another department asking for the same in other words is shown the report there is, and a level that differs stands beside', async () => {
  await admit(draft())
  const report = await ask(
    draft({
      title: '高龄人员统计',
      department: '区卫健局',
      level: 'city',
      period: 'weekly',
      columns: ['网格名称', '总人口', '60岁及以上长者（人）', '住户数'].map((name) => ({ name, source: null })),
    }),
  )
  const { check } = await steward().ask(oneForm, 'read', { params: { id: report.id } })
  expect(check.duplicates).toMatchObject([{ title: '老年人情况月报', overlap: 1 }])
  expect(check.conflicts).toContainEqual(expect.objectContaining({ column: '总人口', about: 'period' }))
  const into = check.duplicates[0]?.id ?? ''
  const merged = await steward().ask(oneForm, 'decide', {
    params: { id: report.id },
    body: { decision: 'merge', text: '共用一张表', intoId: into },
  })
  expect(merged).toMatchObject({ state: 'merged', mergedInto: into })
})

test('a field that a form asks people for already is found when a report asks for it again', async () => {
  const names = ['婚姻状况', '总人口']
  const of = draft({ title: '婚育摸底', columns: names.map((name) => ({ name, source: null })) })
  expect((await department().ask(oneForm, 'checkDraft', { body: of })).elsewhere).toEqual([])
  const key = (await department().ask(oneForm, 'checkDraft', { body: of })).gaps[0]?.entry?.key ?? ''
  expect(key).not.toBe('')
  await town.work(module, (work) =>
    work.use(catalogueContract).registerUse({
      module: 'forms',
      kind: 'form',
      object: 'marriage',
      title: '婚姻登记预约',
      keys: [key],
    }),
  )
  expect((await department().ask(oneForm, 'checkDraft', { body: of })).elsewhere).toMatchObject([
    { column: '婚姻状况', kind: 'form', title: '婚姻登记预约' },
  ])
})

test('what is not on the list is refused at the door, with the rule, and the request is kept', async () => {
  const refused = await worker().ask(oneForm, 'refuseUnlisted', {
    body: {
      title: '垃圾分类宣传情况表',
      department: '区城管局',
      columns: ['宣传场次', '参加人次'],
      areaCode: community,
    },
  })
  expect(refused).toMatchObject({ report: { state: 'refused', rule: 'notListed' } })
  expect(refused.answer).toContain('不在报表准入清单内')
  const held = await worker().ask(oneForm, 'refuseUnlisted', {
    body: { title: '人口摸底', department: '区统计局', columns: ['常住人口', '电梯数'], areaCode: community },
  })
  expect(held.report.rule).toBe('heldAlready')
})
