/** A list of people fills itself from where each fact is held; a worker sees the few rows in doubt, and what is found goes to its one place. */
import { type CataloguePort, catalogue as catalogueContract } from '@liren/catalogue/contract'
import catalogue from '@liren/catalogue/server'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneForm } from '../../contract.ts'
import { cell, community, type Draft, draft, reportTown } from '../../testing/report-town.ts'
import module from '../module.ts'
import { readWorkbook } from '../workbook.ts'

const { town, as, steward, department, worker, xie, admit } = await reportTown()
afterAll(() => town.close())

const elders = (more: Partial<Draft> = {}): Draft =>
  draft({
    title: '六十岁以上老人名册',
    purpose: '安排上门体检',
    basis: '《基本公共卫生服务规范》',
    rows: { of: 'person', where: { ageFrom: 60 }, isStatutory: true },
    columns: ['姓名', '身份证号', '婚姻状况', '所属社区', '是否愿意体检'].map((name) => ({ name, source: null })),
    ...more,
  })
let id: string
const ids = new Map<string, string>()
const told = (name: string, value: string, source: string, verifiedAt: Date) =>
  town.work(catalogue, async (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = catalogue.port?.(work) as CataloguePort
    await port.record({ kind: 'person', id: ids.get(name) ?? '' }, [
      { key: 'share.marriage.state', value, source, verifiedAt },
    ])
  })
const rows = async (all = false) =>
  (await xie().ask(oneForm, 'listRosterRows', { query: { reportId: id, ...(all ? { all } : {}) } })).items
const fill = () => steward().ask(oneForm, 'fill', { params: { id }, body: {} })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ problem }) => `${problem.code} ${problem.field}`,
  )
const of = (subject: string) => ({ id, period: '2026-11', subject })
const looksAt = async (name: string) => {
  const who = town.as({ personId: ids.get(name) ?? null, roles: [{ role: 'resident', area: community, unitId: null }] })
  return (await who.ask(people, 'listMyFootprints', { query: {} })).items
}
const mayWu = () => new Date(town.clock.now().getTime() - 300 * 86_400_000)

beforeAll(async () => {
  const { items } = await worker().ask(people, 'listPersons', { query: {} })
  for (const one of items) ids.set(one.displayName.slice(0, 1), one.id)
  await told('陈', '20', '婚姻登记库', town.clock.now())
  await told('王', '20', '婚姻登记库', mayWu())
})

test('a list of people is asked for by a rule or not at all, in columns a list can have', async () => {
  const ask = (body: Draft) => department().ask(oneForm, 'ask', { body })
  expect(await refusal(ask(elders({ basis: null })))).toBe('one-form/rule-needed basis')
  const counted = { name: '总人口', source: { from: 'count' as const, of: 'persons' as const } }
  expect(await refusal(ask(elders({ columns: [counted] })))).toBe('one-form/column-unfit columns')
  const field = { name: '婚姻', source: { from: 'field' as const, key: 'share.marriage.state' } }
  expect(await refusal(ask(draft({ columns: [field] })))).toBe('one-form/column-unfit columns.0.source')
  const check = await department().ask(oneForm, 'checkDraft', { body: elders() })
  expect(check).toMatchObject({ held: 4, missing: 1, burden: { areas: 2 } })
})

test('it fills itself without a look at anybody; only rows with something missing or old are shown, and no value in them', async () => {
  id = await admit(elders())
  const before = (await looksAt('陈')).length
  const filled = await fill()
  expect(filled).toMatchObject({ period: '2026-11', areas: 2, cells: 10, filled: 8, exceptions: 2 })
  expect((await looksAt('陈')).length).toBe(before)
  const found = await rows()
  expect(
    found.map(({ displayName, exceptions }) => [displayName, exceptions.map((one) => `${one.column} ${one.why}`)]),
  ).toEqual(
    expect.arrayContaining([
      ['陈**', ['是否愿意体检 empty']],
      ['王**', ['婚姻状况 stale', '是否愿意体检 empty']],
    ]),
  )
  expect(JSON.stringify(found)).not.toMatch(/陈秀英|440104195503080029/)
  const { rows: stored } = await town.owner.query('select * from one_form_roster_rows')
  expect(JSON.stringify(stored)).not.toMatch(/陈秀英|440104195503080029/)
})

test('what is old is looked at with a footprint and found as it is; what was asked is kept sealed; then it is nobody’s work any more', async () => {
  const wang = ids.get('王') ?? ''
  const opened = await xie().ask(oneForm, 'openRosterRow', { params: of(wang) })
  expect(opened.items).toMatchObject([{ column: '婚姻状况', text: '已婚', source: '婚姻登记库' }])
  expect((await looksAt('王'))[0]).toMatchObject({
    fields: ['share.marriage.state'],
    reason: expect.stringContaining('六十岁以上老人名册'),
  })

  const confirm = (answers: Record<string, string | number | null>, same: string[]) =>
    xie().ask(oneForm, 'confirmRosterRow', { params: of(wang), body: { answers, same, seconds: 40 } })
  expect(await refusal(confirm({ 是否愿意体检: '愿意' }, []))).toBe('one-form/still-empty 婚姻状况')
  expect(await refusal(confirm({ 姓名: '王六' }, ['婚姻状况']))).toBe('one-form/unknown-column 姓名')
  expect(await confirm({ 是否愿意体检: '愿意' }, ['婚姻状况'])).toMatchObject({
    exceptions: [],
    confirmedName: '林志远',
  })
  expect((await rows()).map(({ displayName }) => displayName)).toEqual(['陈**'])
  const { rows: stored } = await town.owner.query('select answers_sealed from one_form_roster_rows')
  expect(JSON.stringify(stored)).not.toContain('愿意')
  const [mine] = (await steward().ask(oneForm, 'readBurden', { query: {} })).byReport
  expect(mine).toMatchObject({ title: '六十岁以上老人名册', typed: 1, minutes: 0.7 })
  await fill()
  expect((await rows()).map(({ displayName }) => displayName)).toEqual(['陈**'])
})

test('what was found out goes to the one place it is held, and where departments say otherwise its owner hears of it', async () => {
  await town.owner.query(`delete from catalogue_values where subject_id = $1`, [ids.get('陈')])
  await fill()
  const chen = ids.get('陈') ?? ''
  const confirm = (marriage: string) =>
    xie().ask(oneForm, 'confirmRosterRow', {
      params: of(chen),
      body: { answers: { 婚姻状况: marriage, 是否愿意体检: null }, same: [], seconds: 20 },
    })
  expect(await refusal(confirm('不清楚'))).toBe('catalogue/value-unfit 婚姻状况')
  expect((await rows()).length).toBe(1)
  await confirm('30')
  expect(await rows()).toEqual([])
  const who = town.as({ personId: chen, roles: [{ role: 'resident', area: community, unitId: null }] })
  expect((await who.ask(catalogueContract, 'listMyValues')).items).toMatchObject([
    { key: 'share.marriage.state', text: '丧偶', source: '社区登记' },
  ])
})

test('the task of the community closed with its last row; next period only what is new is asked', async () => {
  const { items } = await xie().ask(oneForm, 'listPeriods', { query: { reportId: id, all: true } })
  expect(items).toMatchObject([{ title: '六十岁以上老人名册', exceptions: 0, closedAt: expect.any(String) }])
  const matter = await town.work(module, async (work) => (await work.use(matters).rows([items[0]?.matterId ?? '']))[0])
  expect(matter?.state).toBe('done')
  town.clock.set('2026-12-05T10:00:00+08:00')
  const next = await fill()
  expect(next).toMatchObject({ period: '2026-12', areas: 2, exceptions: 0 })
  town.clock.set('2026-11-24T10:00:00+08:00')
})

test('the whole list leaves with a fresh proof, from where each fact is held, and everybody on it sees that it went', async () => {
  const path = `/api/one-form/reports/${id}/rows/xlsx?period=2026-11`
  const stale = town.as({ roles: worker().actor.grants, provedAt: null })
  expect(await (await stale.raw('GET', path)).json()).toMatchObject({ code: 'kernel/stale-proof' })
  const sent = await worker().raw('GET', path)
  const lines = []
  for await (const one of readWorkbook(Buffer.from(await sent.arrayBuffer()), true)) lines.push(one.cells)
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ 姓名: '陈秀英', 身份证号: '440104195503080029', 所属社区: '越秀山社区' }),
      expect.objectContaining({ 姓名: '王五', 婚姻状况: '已婚', 是否愿意体检: '愿意' }),
    ]),
  )
  expect((await looksAt('陈')).some(({ reason }) => reason.includes('六十岁以上老人名册'))).toBe(true)
  const elsewhere = as('communityWorker', '440104002001')
  const empty = await elsewhere.raw('GET', path)
  const none = []
  for await (const one of readWorkbook(Buffer.from(await empty.arrayBuffer()), true)) none.push(one)
  expect(none).toEqual([])
  expect(await refusal(elsewhere.ask(oneForm, 'openRosterRow', { params: of(ids.get('王') ?? '') }))).toBe(
    'one-form/not-found subject',
  )
})

test('lists of homes fill the same way; whoever left is on none, and erased her answers are gone', async () => {
  const homes = await admit(
    elders({
      title: '楼栋房屋名册',
      rows: { of: 'dwelling' },
      columns: ['房屋地址', '消防隐患'].map((name) => ({ name, source: null })),
    }),
  )
  await town.owner.query(`insert into territory_dwellings (id, code, building_id, unit, floor, room) values
    ('0192d3a0-0000-7000-8000-000000000d01', '${cell}0010101', '0192d3a0-0000-7000-8000-00000000000b', '1', 1, '101')`)
  const filled = await steward().ask(oneForm, 'fill', { params: { id: homes }, body: {} })
  expect(filled).toMatchObject({ areas: 1, exceptions: 1 })
  const wang = ids.get('王') ?? ''
  await town.owner.query(`update people_persons set area_code = '440104002001001' where id = $1`, [wang])
  await fill()
  expect((await rows(true)).filter(({ period }) => period === '2026-11').map(({ displayName }) => displayName)).toEqual(
    ['陈**'],
  )
  const mine = () => town.work(module, async (work) => module.personalData?.export(work, wang))
  expect(JSON.stringify(await mine())).toContain('愿意')
  await town.work(module, (work) => module.personalData?.erase(work, wang) ?? Promise.reject(new Error('no part')))
  expect(await mine()).toBeNull()
})
