/** A report fills itself, is confirmed where it must be, is a burden only where somebody typed, and comes back. */
import { randomUUID } from 'node:crypto'
import { catalogue as catalogueContract } from '@liren/catalogue/contract'
import { people as peopleContract } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneForm } from '../contract.ts'
import { cell, community, district, draft, reportTown } from '../testing/report-town.ts'
import module from './module.ts'
import { readWorkbook } from './workbook.ts'

const { town, as, steward, department, worker, xie, ask, admit } = await reportTown()
let id: string
beforeAll(async () => {
  id = await admit(draft())
})
afterAll(() => town.close())

test('it fills itself; people are shown only what is empty', async () => {
  const filled = await steward().ask(oneForm, 'fill', { params: { id }, body: {} })
  expect(filled).toMatchObject({ period: '2026-11', areas: 2, cells: 14 })
  const { items } = await xie().ask(oneForm, 'listFilings', { query: {} })
  expect(items.map(({ areaName }) => areaName)).toEqual(['第1网格', '第2网格'])
  expect(items[0]?.cells).toMatchObject({
    总人口: 3,
    '60岁以上老年人': 2,
    '60岁以上老年人占比': 0.667,
    楼栋数: 1,
    上门探访次数: null,
  })
  expect(items[0]?.exceptions).toEqual([{ column: '上门探访次数', why: 'empty', before: null, type: 'text' }])
})

test('a confirmation without the empty cell is refused by its name; with it, it is done and counted as burden', async () => {
  const confirm = (answers: Record<string, number | string>) =>
    xie().ask(oneForm, 'confirm', { params: { id, period: '2026-11', area: cell }, body: { answers, seconds: 45 } })
  await expect(confirm({})).rejects.toMatchObject({
    problem: { code: 'one-form/still-empty', field: '上门探访次数' },
  })
  await expect(confirm({ 总人口: 9 })).rejects.toMatchObject({ problem: { code: 'one-form/unknown-column' } })
  expect(await confirm({ 上门探访次数: '4' })).toMatchObject({ confirmedName: '林志远', exceptions: [] })
  expect((await xie().ask(oneForm, 'listFilings', { query: {} })).items).toHaveLength(1)
  const burden = await steward().ask(oneForm, 'readBurden', { query: {} })
  expect(burden).toMatchObject({
    reports: 1,
    people: 1,
    typed: 1,
    minutes: 0.8,
    cells: 14,
    minutesOfTyping: 7,
    repeats: 0,
  })
})

test('what was typed last time is there next time, and a number that jumped is shown', async () => {
  await worker()
    .ask(peopleContract, 'register', {
      body: { fullName: '赵六', identityNumber: '440104194402152314', areaCode: cell },
    })
    .catch(() => undefined)
  town.clock.set('2026-12-10T10:00:00+08:00')
  const filled = await steward().ask(oneForm, 'fill', { params: { id }, body: { areaCode: community } })
  expect(filled.period).toBe('2026-12')
  const all = await xie().ask(oneForm, 'listFilings', { query: { period: '2026-12', all: true } })
  expect(all.items[0]).toMatchObject({ cells: { 上门探访次数: '4' }, exceptions: [] })
  town.clock.set('2026-11-23T12:00:00+08:00')
})

test('the same fact typed for a second report within ninety days is noticed', async () => {
  const second = await admit(
    draft({
      title: '关爱台账',
      department: '团区委',
      columns: [
        { name: '上门探访次数', source: { from: 'asked', type: 'integer' } },
        { name: '户数', source: null },
      ],
    }),
  )
  await steward().ask(oneForm, 'fill', { params: { id: second }, body: {} })
  await xie().ask(oneForm, 'confirm', {
    params: { id: second, period: '2026-11', area: cell },
    body: { answers: { 上门探访次数: 4 }, seconds: 20 },
  })
  const burden = await steward().ask(oneForm, 'readBurden', { query: {} })
  expect(burden).toMatchObject({
    repeats: 1,
    repeated: [{ fact: '上门探访次数', areaName: '第1网格', title: '关爱台账' }],
  })
  // Over the whole house it is one figure, whatever it was typed into.
  const whole = await steward().ask(catalogueContract, 'readRetyping', { query: { area: community } })
  expect(whole).toMatchObject({ retyped: 1, people: 1, items: [{ title: '关爱台账', times: 1 }] })
  expect(whole.share).toBeCloseTo(1 / whole.typed)
  const elsewhere = await steward().ask(catalogueContract, 'readRetyping', { query: { area: '440104002001' } })
  expect(elsewhere).toMatchObject({ typed: 0, retyped: 0, share: null })
})

test('what was typed for one report stands in the next that asks for it, and nobody types it again', async () => {
  const third = await admit(
    draft({
      title: '探访月报',
      department: '区民政局',
      columns: [
        { name: '上门探访次数', source: { from: 'asked', type: 'integer' } },
        { name: '户数', source: null },
      ],
    }),
  )
  await steward().ask(oneForm, 'fill', { params: { id: third }, body: {} })
  const { items } = await xie().ask(oneForm, 'listFilings', { query: { reportId: third, all: true } })
  expect(items.find(({ areaCode }) => areaCode === cell)).toMatchObject({
    cells: { 上门探访次数: 4 },
    exceptions: [],
  })
  await steward().ask(oneForm, 'retire', { params: { id: third } })
})

test('a workbook leaves with its rows and answers come back from one, each row taken or refused with its reason', async () => {
  const second = (await steward().ask(oneForm, 'list', { query: { q: '关爱' } })).items[0]?.id ?? ''
  const long = town.as({ roles: xie().actor.grants, provedAt: null })
  const stale = await long.raw('GET', `/api/one-form/reports/${second}/xlsx`)
  expect(await stale.json()).toMatchObject({ code: 'kernel/stale-proof' })
  const sent = await xie().raw('GET', `/api/one-form/reports/${second}/xlsx`)
  const rows = []
  for await (const one of readWorkbook(Buffer.from(await sent.arrayBuffer()), true)) rows.push(one.cells)
  expect(rows).toMatchObject([{ 区划编码: cell, 上门探访次数: '4' }, { 区划编码: `${community}002` }])

  const form = new FormData()
  form.append(
    'file',
    new Blob([`区划编码,上门探访次数\n${community}002,7\n${cell},多\n440104999001001,3\n`]),
    'answers.csv',
  )
  const response = await town.host.app.inject({
    method: 'POST',
    url: `/api/one-form/reports/${second}/answers`,
    headers: {
      'x-test-actor': Buffer.from(JSON.stringify(worker().actor)).toString('base64url'),
      ...(await multipart(form)).headers,
    },
    payload: (await multipart(form)).payload,
  })
  expect(response.json()).toEqual({
    rows: 3,
    taken: 1,
    refused: 2,
    errors: [
      { row: 3, column: '上门探访次数', rule: 'not-numbers' },
      { row: 4, column: '区划编码', rule: 'unknown-area' },
    ],
  })
})

test('a local template that left with its rows comes back with the answers typed into it, by the names its owner uses', async () => {
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('关爱台账')
  sheet.getCell('A1').value = '越秀山社区关爱台账'
  sheet.getRow(3).values = ['序号', '网格', '探访次数', '备注']
  sheet.getRow(5).values = ['填表人：', '', '', '盖章']
  const second = (await steward().ask(oneForm, 'list', { query: { q: '关爱' } })).items[0]?.id ?? ''
  const lin = steward()
  const upload = async (method: 'POST' | 'PUT', url: string, bytes: BlobPart) => {
    const form = new FormData()
    form.append('file', new Blob([bytes]), '关爱台账.xlsx')
    return (await lin.raw(method, url, form)).json()
  }
  const fileId = randomUUID()
  await upload('PUT', `/api/files/uploads/${fileId}`, await book.xlsx.writeBuffer())
  const saved = await lin.ask(oneForm, 'saveTemplate', {
    params: { id: second },
    body: { fileId, headingRow: 3, columns: { 网格: '区域', 探访次数: '上门探访次数' } },
  })
  expect(saved.unmapped).toEqual(['序号', '备注'])

  const sent = await xie().raw('GET', `/api/one-form/reports/${second}/xlsx`)
  const out = new excel.Workbook()
  await out.xlsx.load(await sent.arrayBuffer())
  const [page] = out.worksheets
  expect([4, 5].map((row) => page?.getCell(`B${row}`).value)).toEqual(['第1网格', '第2网格'])
  expect(page?.getCell('D6').value).toBe('盖章')
  if (page) page.getCell('C5').value = 9
  const back = await upload('POST', `/api/one-form/reports/${second}/answers`, await out.xlsx.writeBuffer())
  expect(back).toMatchObject({ rows: 2, taken: 2, refused: 0 })
  const { items } = await xie().ask(oneForm, 'listFilings', { query: { reportId: second, all: true } })
  expect(items.map(({ cells }) => Number(cells.上门探访次数))).toEqual([4, 9])
})

test('answers out of a workbook are a burden as those typed on the phone: cells that changed, minutes from fetching it to its return', async () => {
  const id = await admit(
    draft({
      title: '工作簿填报',
      department: '区政数局',
      columns: [
        { name: '巡防队员', source: { from: 'asked', type: 'integer' } },
        { name: '户数', source: null },
      ],
    }),
  )
  await steward().ask(oneForm, 'fill', { params: { id }, body: {} })
  const xieW = town.as({
    id: '0192d3a0-0000-7000-8000-0000000000c2',
    name: '谢婉仪',
    roles: [{ role: 'communityWorker', area: community, unitId: null }],
  })
  const of = async () =>
    (await steward().ask(oneForm, 'readBurden', { query: {} })).byReport.find(({ reportId }) => reportId === id)
  expect(await of()).toBeUndefined()
  await xieW.raw('GET', `/api/one-form/reports/${id}/xlsx`)
  town.clock.advance(20 * 60_000)
  const send = async (text: string) => {
    const form = new FormData()
    form.append('file', new Blob([text]), 'answers.csv')
    return (await xieW.raw('POST', `/api/one-form/reports/${id}/answers`, form)).json()
  }
  expect(await send(`区划编码,巡防队员\n${cell},3\n${community}002,5\n`)).toMatchObject({ taken: 2 })
  expect(await of()).toMatchObject({ people: 1, typed: 2, minutes: 20 })
  // Sent again nothing is typed, and whoever never fetched it is assumed to need half a minute a cell.
  await send(`区划编码,巡防队员\n${cell},3\n${community}002,5\n`)
  expect(await of()).toMatchObject({ typed: 2, minutes: 20 })
  await send(`区划编码,巡防队员\n${cell},4\n`)
  expect(await of()).toMatchObject({ typed: 3, minutes: 20.5 })
  await steward().ask(oneForm, 'retire', { params: { id } })
})

test('a column nobody held becomes a field of the ledger: another report finds it held, and is filled with it after half a year', async () => {
  const column = (name: string) => ({ name, source: { from: 'asked' as const, type: 'integer' as const } })
  const asked = await ask(draft({ title: '晾晒台账', department: '区住建局', columns: [column('公共晾衣架')] }))
  const decide = (asFields: string[]) =>
    steward().ask(oneForm, 'decide', {
      params: { id: asked.id },
      body: { decision: 'admit', text: '纳入台账', asFields },
    })
  await expect(decide(['楼栋数'])).rejects.toMatchObject({ problem: { code: 'one-form/unknown-column' } })
  await decide(['公共晾衣架'])
  await steward().ask(oneForm, 'fill', { params: { id: asked.id }, body: {} })
  await xie().ask(oneForm, 'confirm', {
    params: { id: asked.id, period: '2026-11', area: cell },
    body: { answers: { 公共晾衣架: 12 }, seconds: 30 },
  })
  const { items: fields } = await steward().ask(catalogueContract, 'listEntries', { query: { q: '公共晾衣架' } })
  expect(fields).toMatchObject([{ ledger: 'grid', owner: '区住建局', source: '晾晒台账', held: 'asked' }])
  town.clock.set('2027-06-01T10:00:00+08:00')
  const second = await admit(draft({ title: '便民设施表', department: '区商务局', columns: [column('公共晾衣架')] }))
  const { report } = await steward().ask(oneForm, 'read', { params: { id: second } })
  expect(report.gaps).toMatchObject([{ column: '公共晾衣架', entry: { key: fields[0]?.key } }])
  await steward().ask(oneForm, 'fill', { params: { id: second }, body: {} })
  const { items } = await xie().ask(oneForm, 'listFilings', { query: { reportId: second, all: true } })
  expect(items.find(({ areaCode }) => areaCode === cell)).toMatchObject({ cells: { 公共晾衣架: 12 }, exceptions: [] })
  town.clock.set('2026-11-23T12:00:00+08:00')
  for (const id of [asked.id, second]) await steward().ask(oneForm, 'retire', { params: { id } })
})

test('a period opens by itself in the morning, asks a community only for what is left, and closes with the last of it', async () => {
  const id = await admit(
    draft({
      title: '自开月报',
      department: '区应急局',
      columns: [
        { name: '应急物资点', source: { from: 'asked', type: 'integer' } },
        { name: '户数', source: null },
      ],
    }),
  )
  await town.run(module, 'open-periods')
  await town.run(module, 'open-periods')
  const tasks = (all = false) => worker().ask(oneForm, 'listPeriods', { query: { reportId: id, all } })
  const [task, ...more] = (await tasks()).items
  expect(more).toEqual([])
  expect(task).toMatchObject({ communityCode: community, exceptions: 2, isLate: false, dueOn: '2026-11-30' })
  const stands = async () =>
    (await town.owner.query('select phase, area_code from matters_matters where id = $1', [task?.matterId])).rows[0]
  expect(await stands()).toMatchObject({ phase: 'doing', area_code: community })
  const confirm = (areaCode: string) =>
    xie().ask(oneForm, 'confirm', {
      params: { id, period: '2026-11', area: areaCode },
      body: { answers: { 应急物资点: 1 }, seconds: 10 },
    })
  await confirm(cell)
  expect((await tasks()).items).toMatchObject([{ exceptions: 1 }])
  await confirm(`${community}002`)
  expect((await tasks()).items).toEqual([])
  expect(await stands()).toMatchObject({ phase: 'done' })
  expect((await tasks(true)).items).toMatchObject([{ exceptions: 0, isLate: false }])
  // What is filled to the last cell asks nobody: no task in the next month, since what was typed still holds.
  town.clock.set('2026-12-02T06:10:00+08:00')
  await town.run(module, 'open-periods')
  expect((await tasks()).items).toEqual([])
  const { items } = await xie().ask(oneForm, 'listFilings', { query: { reportId: id, period: '2026-12', all: true } })
  expect(items).toHaveLength(2)
  town.clock.set('2026-11-23T12:00:00+08:00')
  await steward().ask(oneForm, 'retire', { params: { id } })
})

test('data come back to the community they are about', async () => {
  await department().ask(oneForm, 'giveBack', {
    body: {
      title: '津贴发放名册统计',
      period: '2026-11',
      fromName: '区民政局',
      rows: [{ areaCode: community, cells: { 发放人数: 120 } }],
    },
  })
  const { items } = await worker().ask(oneForm, 'listReturns', { query: {} })
  expect(items).toMatchObject([{ title: '津贴发放名册统计', areaName: '越秀山社区', cells: { 发放人数: 120 } }])
  expect((await as('communityWorker', '440104001002').ask(oneForm, 'listReturns', { query: {} })).items).toEqual([])
})

test('reports nobody used for long stand on the list of those to go, and go', async () => {
  town.clock.set('2027-03-01T10:00:00+08:00')
  const { items } = await steward().ask(oneForm, 'retirement')
  expect(items.map(({ why }) => why)).toEqual([['unused'], ['unused']])
  await town.owner.query(`with a as (insert into identity_accounts (id, login_name, login_key, display_name, kind, created_at)
      values ('0192d3a0-0000-7000-8000-0000000000e1', 'lin', 'lin', '林泽宇', 'staff', now()) returning id)
    insert into identity_grants (id, account_id, role, area_code, area_prefix, from_at)
      select gen_random_uuid(), id, 'dataSteward', '${district}', '440104', now() from a`)
  await town.run(module, 'tell-retirement')
  await town.run(module, 'tell-retirement')
  await town.settle()
  const told = await town.owner.query(
    `select count(*)::int as n from notices_sendings where once_key like 'one-form/%'`,
  )
  expect(told.rows[0]?.n).toBe(1)
  await steward().ask(oneForm, 'retire', { params: { id } })
  expect((await steward().ask(oneForm, 'retirement')).items).toHaveLength(1)
  town.clock.set('2026-11-23T12:00:00+08:00')
})

test('matters, associations and the cell they lie in fill their columns by themselves', async () => {
  await town.owner.query(`insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values
    ('0192d3a0-0000-7000-8000-0000000000d1', 'S1', 'socialOrganisation', '越秀山义工队', '义工队', '${community}', now()),
    ('0192d3a0-0000-7000-8000-0000000000d2', 'S2', 'propertyFirm', '应元物业', '物业', '${community}', now())`)
  const names = ['社区', '社会组织数', '物业公司', '受理诉求数', '诉求办结数']
  const id = await admit(
    draft({ title: '社区情况', per: 'community', columns: names.map((name) => ({ name, source: null })) }),
  )
  const opened = await steward().ask(oneForm, 'fill', { params: { id }, body: {} })
  expect(opened.share).toBe(1)
  const { items } = await worker().ask(oneForm, 'listFilings', { query: { reportId: id, all: true } })
  expect(items.map(({ cells }) => cells)).toMatchObject([{ 社会组织数: 1, 物业公司: 1, 诉求办结数: 0 }])
  // The admissions of this file are matters of the district, not of this community.
  expect(items[0]?.cells.受理诉求数).toBe(0)
  await steward().ask(oneForm, 'retire', { params: { id } })
})

/** A form's bytes with its heading, for a request without a socket. */
const multipart = async (form: FormData) => {
  const response = new Response(form)
  return {
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
    payload: Buffer.from(await response.arrayBuffer()),
  }
}
