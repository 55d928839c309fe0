/** A department brings in what it knows: every row is accounted for, only the owner speaks as the source that counts, nobody's number stays. */

import type { Static } from '@liren/contract'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue, type ValueImport as Shape } from '../contract.ts'
import {
  chenNumber,
  civilAffairs,
  community,
  dataBureau,
  district,
  neighbouring,
  smallDistrict,
} from '../testing/small-district.ts'

type ValueImport = Static<typeof Shape>
type Done = {
  readonly report: ValueImport
  readonly columns: readonly { heading: string; column: string | null }[]
  readonly code?: string
  readonly field?: string
}

const childNumber = '440104201306175617'
const { town, as, register } = await smallDistrict()
afterAll(() => town.close())

const provedAt = town.clock.now()
const payer = as('handler', district, { name: '救助科', unitId: civilAffairs, provedAt })
const other = as('handler', district, { name: '数据科', unitId: dataBureau, provedAt })
const steward = as('dataSteward', district, { name: '林数据', provedAt })
let chen: { id: string; asks: ReturnType<typeof town.as> }

beforeAll(async () => {
  const id = await register('陈秀英', chenNumber, '13800001234')
  chen = { id, asks: town.as({ roles: [{ role: 'resident', area: district, unitId: null }], personId: id }) }
  await register('李明', childNumber, '13800001235')
  await town.owner.query(`insert into catalogue_entries (key, row, changed_at) values
    ('share.lowIncome.class', '{"key":"share.lowIncome.class","ownerUnit":"D-MZ"}', now()),
    ('share.income.monthly', '{"key":"share.income.monthly","ownerUnit":"D-MZ"}', now()),
    ('enterprise.staff', '{"key":"enterprise.staff","ownerUnit":"D-ZW"}', now())`)
})

const upload = async (
  content: string | Buffer,
  fields: Record<string, string> = {},
  who = payer,
  name = '救助.csv',
): Promise<{ status: number; body: Done }> => {
  const form = new FormData()
  for (const [field, value] of Object.entries({ on: '2026-11-01', ...fields })) form.set(field, value)
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  const response = await who.raw('POST', '/api/catalogue/value-imports', form)
  return { status: response.status, body: (await response.json()) as never } // as the route declares, or a problem
}
const mine = async (key: string) =>
  (await chen.asks.ask(catalogue, 'listMyValues')).items.find((one) => one.key === key)

const table = `序号,姓名,公民身份号码,困难类别,月均收入,备注
1,陈秀英,${chenNumber},低保,"1,020.50",甲
2,陈秀英,${chenNumber},低保,"1,020.50",乙
3,陈秀英,${chenNumber},低保边缘,"1,020.50",丙
4,外地人,440104198706123176,低保,900,
5,李明,${childNumber},小康,900,
6,张冠李,${childNumber},低保,900,
7,错一位,440104195503080028,低保,900,
8,没号码,,低保,900,
`

test('tried first, it says what would become of every row, which column is which field, and changes nothing', async () => {
  const { status, body } = await upload(table, { dryRun: 'true' })
  expect(status).toBe(201)
  const { report, columns } = body
  expect(report).toMatchObject({ rows: 8, told: 1, unchanged: 0, repeated: 1, isDryRun: true, values: 2 })
  expect(report.rows).toBe(report.told + report.unchanged + report.repeated + report.absent + report.refused)
  expect(columns).toEqual([
    { heading: '序号', column: null },
    { heading: '姓名', column: 'fullName' },
    { heading: '公民身份号码', column: 'identityNumber' },
    { heading: '困难类别', column: 'share.lowIncome.class' },
    { heading: '月均收入', column: 'share.income.monthly' },
    { heading: '备注', column: null },
  ])
  const { errors } = await payer.ask(catalogue, 'readValueImport', { params: { id: report.id }, query: {} })
  expect(errors.map(({ row, field, code }) => [row, field, code])).toEqual([
    [4, 'identityNumber', 'told-twice'],
    [6, 'share.lowIncome.class', 'value-unfit'],
    [7, 'fullName', 'does-not-match'],
    [8, 'identityNumber', 'wrong-check'],
    [9, 'identityNumber', 'needed'],
  ])
  expect(errors[1]).toMatchObject({ fieldName: '困难类别', reason: '内容不符合这一项的格式' })
  expect(await mine('share.lowIncome.class')).toBeUndefined()
})

test('taken in, the value stands with its source and day, she sees who compared her number, and once more changes nothing', async () => {
  const before = (await town.told('catalogue/value-recorded')).length
  expect((await upload(table)).body.report).toMatchObject({ told: 1, repeated: 1, absent: 1, refused: 5, values: 2 })
  expect(await mine('share.lowIncome.class')).toMatchObject({ value: 'dibao', source: '社会救助库', on: '2026-11-01' })
  expect(await mine('share.income.monthly')).toMatchObject({ value: 102050, text: expect.stringContaining('1020.50') })
  const looks = (await chen.asks.ask(people, 'listMyFootprints', { query: {} })).items
  expect(looks.find(({ reason }) => reason.includes('困难类别'))).toMatchObject({
    lookerName: '救助科',
    fields: ['identityNumber'],
    reason: '区民政局报送月均收入、困难类别',
  })
  expect((await upload(table)).body.report).toMatchObject({ told: 0, unchanged: 1, values: 0 })
  expect((await town.told('catalogue/value-recorded')).length).toBe(before + 1)
})

test('what was looked at at the door stays looked at, and an older table never goes over a newer one', async () => {
  await town.owner.query(
    `update catalogue_values set verified_at = '2026-11-10T09:00:00+08:00' where key = 'share.lowIncome.class'`,
  )
  const verified = `身份证号,困难类别,核实日期\n${chenNumber},低保,2026-11-02\n`
  expect((await upload(verified)).body.report).toMatchObject({ unchanged: 1 })
  expect((await mine('share.lowIncome.class'))?.verifiedAt).toBe('2026-11-10T01:00:00.000Z')
  const late = await upload(`身份证号,困难类别\n${chenNumber},特困\n`, { on: '2026-10-01' })
  expect(late.body.report).toMatchObject({ refused: 1, told: 0 })
  expect(await mine('share.lowIncome.class')).toMatchObject({ value: 'dibao' })
  expect((await upload(`身份证号,困难类别\n${chenNumber},低保\n`, { on: '2026-11-20' })).body.report).toMatchObject({
    told: 1,
  })
  expect(await mine('share.lowIncome.class')).toMatchObject({
    on: '2026-11-20',
    verifiedAt: '2026-11-10T01:00:00.000Z',
  })
})

test('only the field’s owner tells it as the source that counts; another department names its own, and the doubt goes to the owner', async () => {
  const word = `姓名,身份证号,困难类别\n陈秀英,${chenNumber},特困\n`
  expect((await upload(word, {}, other)).body).toMatchObject({ code: 'catalogue/source-needed', field: 'source' })
  expect((await upload(word, { source: '社会救助库' }, other)).body).toMatchObject({
    code: 'catalogue/source-not-yours',
    status: 403,
  })
  // A steward is no owner either where there is one.
  expect((await upload(word, {}, steward)).body).toMatchObject({ code: 'catalogue/source-needed' })
  expect((await upload(word, { source: '网格走访登记' }, other)).body.report).toMatchObject({ told: 1, conflicts: 1 })
  await town.settle()
  expect(await mine('share.lowIncome.class')).toMatchObject({ value: 'dibao', isConflicting: true })
  const { rows } = await town.owner.query(
    `select m.holder_unit_id as unit from catalogue_challenges c join matters_matters m on m.id = c.matter_id
      where c.key = 'share.lowIncome.class' and c.closed_at is null`,
  )
  expect(rows).toEqual([{ unit: civilAffairs }])
})

test('a field nobody here answers for is the steward’s, and each sees which are theirs', async () => {
  const mineOf = async (who: typeof payer) =>
    (await who.ask(catalogue, 'listTellable')).items.filter(({ isMine }) => isMine).map(({ key }) => key)
  expect((await mineOf(payer)).sort()).toEqual(['share.income.monthly', 'share.lowIncome.class'])
  expect(await mineOf(steward)).not.toContain('share.lowIncome.class')
  expect(await mineOf(steward)).toContain('share.hukou.city')
  const sheet = await upload(`身份证号,户籍所在市\n${chenNumber},440100\n`, {}, steward)
  expect(sheet.body.report).toMatchObject({ told: 1, sources: ['人口基础库'] })
})

test('enterprises are known by their code, and lines of JSON say the same as a sheet', async () => {
  await town.owner.query(`insert into people_enterprises (id, name, credit_code, kind, area_code, created_at)
    values ('0192d3a0-0000-7000-8000-0000000000e1', '示范面馆', '91440104MA59A1B285', 'company', '440104001001001', now())`)
  const { body } = await upload(
    `{"信用代码":"91440104MA59A1B285","从业人数":12}\n{"信用代码":"91350100M000100Y43","从业人数":3}\n不是一行\n`,
    { about: 'enterprise', source: '人社用工登记', columns: '{"enterprise.staff":"从业人数"}' },
    payer,
    '用工.jsonl',
  )
  expect(body.report).toMatchObject({ rows: 3, told: 1, absent: 1, refused: 1, fields: [expect.any(String)] })
})

test('what is no table, has no number, or holds no field is refused by name; residents and grid workers bring nothing in', async () => {
  expect((await upload('甲,乙\n1,2\n')).body).toMatchObject({
    code: 'catalogue/subject-column-needed',
    field: 'identityNumber',
  })
  expect((await upload(`身份证号,甲\n${chenNumber},2\n`)).body).toMatchObject({ field: 'columns' })
  expect((await upload('')).body).toMatchObject({ code: 'catalogue/file-missing', field: 'file' })
  expect((await upload(Buffer.from('PK\u0003\u0004 no sheet'))).body).toMatchObject({ field: 'file' })
  expect((await upload(table, { on: '2027-01-01' })).body).toMatchObject({ field: 'on' })
  expect((await upload(table, { columns: '{"share.lowIncome.class":"没有"}' })).body).toMatchObject({
    field: 'share.lowIncome.class',
  })
  expect((await upload(table, { columns: '{"person.sex":"备注"}' })).body).toMatchObject({
    code: 'catalogue/kept-elsewhere',
  })
  expect((await upload(table, {}, chen.asks)).status).toBe(403)
  expect((await upload(table, {}, as('gridWorker', district))).status).toBe(403)
  const [first] = (await payer.ask(catalogue, 'listValueImports', { query: {} })).items
  expect((await other.ask(catalogue, 'listValueImports', { query: {} })).items.map(({ id }) => id)).not.toContain(
    first?.id,
  )
})

test('neither number nor name nor value of a file is kept in clear anywhere', async () => {
  const { rows: tables } = await town.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'liren' and (table_name like 'catalogue%' or table_name like 'kernel%') and table_type = 'BASE TABLE'`,
  )
  for (const { name } of [...tables, { name: 'people_footprints' }])
    for (const planted of [
      chenNumber,
      childNumber,
      '440104198706123176',
      '440104195503080028',
      '外地人',
      '张冠李',
      '102050',
    ])
      expect(
        (await town.owner.query(`select 1 from liren.${name} t where position($1 in t::text) > 0 limit 1`, [planted]))
          .rows,
        `${name}: ${planted}`,
      ).toEqual([])
})

test('fifty thousand rows go through, in small memory, and all are accounted for', async () => {
  const sequence = (at: number) => {
    const stem = `44010419${50 + (at % 50)}0101${String(at % 1000).padStart(3, '0')}`
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return stem + '10X98765432'[[...stem].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] ?? 0), 0) % 11]
  }
  const rows = Array.from({ length: 50_000 }, (_, at) => `填充${at},${sequence(at)},低保`).join('\n')
  const { body } = await upload(`姓名,身份证号,困难类别\n陈秀英,${chenNumber},特困\n${rows}\n`, { on: '2026-11-21' })
  expect(body.report).toMatchObject({ rows: 50_001, told: 1, absent: 50_000, refused: 0 })
}, 120_000)

test('the value a challenge refuted does not come back with the next file', async () => {
  const { rows } = await town.owner.query(
    `select matter_id as id from catalogue_challenges where key = 'share.lowIncome.class' and closed_at is null`,
  )
  await payer.ask(catalogue, 'correctChallenge', {
    params: { id: rows[0].id },
    body: { value: 'dibao', text: '入户核实：符合低保条件' },
  })
  const valueNow = async () => (await mine('share.lowIncome.class'))?.value
  expect(await valueNow()).toBe('dibao')
  const again = await upload(`身份证号,困难类别\n${chenNumber},特困\n`, { on: '2026-11-23' })
  expect(again.body.report).toMatchObject({ told: 0, refused: 1 })
  const { errors } = await payer.ask(catalogue, 'readValueImport', {
    params: { id: again.body.report.id },
    query: {},
  })
  expect(errors).toMatchObject([{ field: 'share.lowIncome.class', code: 'corrected-here' }])
  expect(errors[0]?.reason).toContain('更正')
  expect(await valueNow()).toBe('dibao')
  // Nor by another door of the same source.
  await town.work('catalogue', (work) =>
    work
      .use(catalogue)
      .record({ kind: 'person', id: chen.id }, [
        { key: 'share.lowIncome.class', value: 'tekun', source: '社会救助库', on: '2026-11-23' },
      ]),
  )
  expect(await valueNow()).toBe('dibao')

  // What became true since, and was looked at since, is news.
  town.clock.set('2026-11-26T10:00:00+08:00')
  const later = as('handler', district, { unitId: civilAffairs, provedAt: town.clock.now() })
  const news = await upload(`身份证号,困难类别,核实日期\n${chenNumber},特困,2026-11-25\n`, { on: '2026-11-26' }, later)
  expect(news.body.report).toMatchObject({ told: 1, refused: 0 })
  expect(await valueNow()).toBe('tekun')
})

test('a handler of one community brings in nothing about another’s people and reads no other department’s table', async () => {
  const at = (area: string, id: string) => as('handler', area, { id, provedAt: town.clock.now() })
  const [elsewhere, here] = [
    at(neighbouring, '0192d3a0-0000-7000-8000-0000000000f1'),
    at(community, '0192d3a0-0000-7000-8000-0000000000f2'),
  ]
  const sheet = `身份证号,户籍所在市\n${chenNumber},440100\n`
  const looks = async () => (await chen.asks.ask(people, 'listMyFootprints', { query: {} })).items.length
  const before = await looks()
  expect((await upload(sheet, {}, elsewhere)).body).toMatchObject({ code: 'catalogue/source-needed' })
  const theirs = await upload(sheet, { source: '应元社区登记' }, elsewhere)
  expect(theirs.body.report).toMatchObject({ told: 0, absent: 1 })
  expect(await looks()).toBe(before)
  expect((await elsewhere.ask(catalogue, 'listTellable')).items.filter(({ isMine }) => isMine)).toEqual([])

  expect((await upload(sheet, { source: '越秀山社区登记' }, here)).body.report).toMatchObject({ told: 1, absent: 0 })
  const seenBy = async (who: typeof payer) =>
    (await who.ask(catalogue, 'listValueImports', { query: {} })).items.map(({ id }) => id)
  expect(await seenBy(elsewhere)).toEqual([theirs.body.report.id])
  expect(await seenBy(here)).not.toContain(theirs.body.report.id)
  const [departments] = await seenBy(payer)
  await expect(
    here.ask(catalogue, 'readValueImport', { params: { id: departments ?? '' }, query: {} }),
  ).rejects.toMatchObject({ problem: { status: 404 } })
  expect(await seenBy(steward)).toEqual(expect.arrayContaining([theirs.body.report.id, departments]))
})
