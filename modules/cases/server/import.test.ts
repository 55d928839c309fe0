/** Foreign tables taken in: every row accounted for, nothing twice, and what arrives can be worked like any other case. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matters } from '@liren/matters/contract'
import type { Town } from '@liren/testing'
import excel from '@protobi/exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, here, openTown, photos } from '../testing/small-town.ts'
import { type ImportOptions, importCases } from './import.ts'

let town: Town
const folder = mkdtempSync(join(tmpdir(), 'liren-import-'))
beforeAll(async () => {
  town = await openTown('2026-11-23T10:00:00+08:00')
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await town.close()
})

const table = (text: string, name = `${randomUUID()}.csv`) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const take = (file: string, more: Partial<ImportOptions> = {}) =>
  importCases((effect) => town.work('cases', effect), { file, ...more })
const kept = async (system: string) =>
  (
    await town.owner.query('select * from cases_cases where external_ref like $1 order by external_ref', [
      `${system}:%`,
    ])
  ).rows

const chinese = `工单编号,标题,诉求内容,受理时间,事发地点,经度,纬度,所属社区,案件类别,姓名,联系电话,状态
H1,垃圾没人收,应元路口垃圾堆了两天,2025-03-01 09:00:00,应元路2号,113.260189,23.147038,,暴露垃圾,王先生,13800001111,已办结
H2,,路灯不亮,2025/3/2 20:15,小北路,,,应元社区,不认识的类别,,,
H3,噪音,,昨天晚上,,,,越秀山社区,,,,
H4,,,2025-03-03 10:00:00,,,,越秀山社区,,,,
H5,水浸,门口水浸,2025-03-04 10:00:00,,,,不存在社区,,,,
H6,漏水,天花漏水,2025-03-05 10:00:00,,,,越秀山社区,,李女士,12345,
H1,垃圾没人收,应元路口垃圾堆了两天,2025-03-01 09:00:00,应元路2号,113.260189,23.147038,,暴露垃圾,王先生,13800001111,已办结
`

test('a hotline’s table is understood by its headings, and every row is created, present or refused', async () => {
  const file = table(chinese)
  const tried = await take(file, { system: 'h', isDryRun: true })
  expect(tried).toMatchObject({ rows: 7, created: 2, present: 1, refused: 4, isDryRun: true })
  expect(await kept('h')).toEqual([])
  const report = await take(file, { system: 'h' })
  expect(report).toMatchObject({ rows: 7, created: 2, present: 1, refused: 4 })
  const errors = readFileSync(report.errorsFile ?? '', 'utf8')
  for (const line of ['4,H3,受理时间,time-unreadable', '5,H4,诉求内容,nothing-said', '6,H5,所属社区,unknown-area'])
    expect(errors).toContain(line)
  expect(errors).toContain('7,H6,联系电话,phone-wrong,电话号码不正确')
  const [first, second] = await kept('h')
  expect(first).toMatchObject({ category_code: 'E0102', source: 'import' })
  expect(second).toMatchObject({ category_code: null, text: '路灯不亮' })
  const again = await take(file, { system: 'h' })
  expect(again).toMatchObject({ created: 0, present: 3, refused: 4 })
})

test('what was imported stands with the acceptors, has its cell, and is worked to the end', async () => {
  const acceptor = town.as({ name: '余雅琴', roles: [{ role: 'acceptor', area: district, unitId: null }] })
  const leader = town.as({ name: '温子轩', roles: [{ role: 'dutyLeader', area: district, unitId: null }] })
  const waiting = await acceptor.ask(matters, 'list', { query: { state: 'intake', q: '垃圾堆了两天' } })
  const [found] = waiting.items
  expect(found).toMatchObject({ source: 'import' })
  expect(new Date(found?.openedAt ?? '').toISOString()).toBe('2025-03-01T01:00:00.000Z')
  expect(found?.number).toMatch(/^20250301440104I\d{5}$/)
  expect(new Date(found?.dueAt ?? '') > town.clock.now()).toBe(true)
  const on = { params: { id: found?.id ?? '' } }
  const view = await acceptor.ask(cases, 'read', on)
  expect(view.matter.cellCode).toMatch(new RegExp(`^${here}\\d{3}$`))
  expect(view.contact).toEqual({ name: '王**', phone: '138****1111' })
  await acceptor.ask(cases, 'accept', { ...on, body: { categoryCode: 'E0102' } })
  await leader.ask(cases, 'file', { ...on, body: {} })
  const dispatcher = town.as({ name: '吴敏仪', roles: [{ role: 'dispatcher', area: district, unitId: null }] })
  const { items } = await dispatcher.ask(cases, 'proposals', on)
  const unitId = items[0]?.unitId ?? ''
  await dispatcher.ask(cases, 'dispatch', { ...on, body: { unitId } })
  const handler = town.as({ name: '周文辉', roles: [{ role: 'handler', area: district, unitId }] })
  await handler.ask(cases, 'signIn', { ...on, body: {} })
  await handler.ask(cases, 'reply', { ...on, body: { outcome: 'fixed', text: '已清运', files: await photos(handler) } })
  const grid = town.as({ name: '林志远', roles: [{ role: 'gridWorker', area: here, unitId: null }] })
  await grid.ask(cases, 'check', { ...on, body: { isPassed: true, files: await photos(grid) } })
  await leader.ask(cases, 'conclude', { ...on, body: { decision: 'close' } })
  expect((await leader.ask(cases, 'read', on)).matter.state).toBe('closed')
  expect(await town.work('cases', (work) => work.use(matters).verify(on.params.id))).toBe(true)
})

test('stopped half-way it goes on where it stopped, and the counts are of the whole file', async () => {
  const rows = Array.from({ length: 25 }, (_, n) => `r${n},第${n}件：路灯不亮,${n === 7 ? '不是时间' : '2025-01-01'}`)
  const file = table(['编号,内容,时间', ...rows].join('\n'))
  const first = await take(file, { system: 'r', area: here, limit: 10, batchRows: 5 })
  expect(first).toMatchObject({ rows: 10, created: 9, refused: 1 })
  const rest = await take(file, { system: 'r', area: here, isResumed: true, batchRows: 5 })
  expect(rest).toMatchObject({ rows: 25, created: 24, present: 0, refused: 1, resumedAt: 12 })
  expect(await kept('r')).toHaveLength(24)
  const over = await take(file, { system: 'r', area: here, isResumed: true })
  expect(over).toMatchObject({ rows: 25, created: 24, present: 0, refused: 1 })
})

test('New York’s open data arrives: its own headings, its own clock, its coordinates moved into the district', async () => {
  const head = 'Unique Key,Created Date,Complaint Type,Descriptor,Status,Latitude,Longitude'
  const rows = [
    '1,06/26/2018 03:07:03 PM,Illegal Parking,Posted Parking Sign Violation,Closed,40.769,-73.982',
    '2,06/26/2018 12:05:00 AM,Noise - Residential,Loud Music/Party,Closed,40.824,-73.953',
  ]
  const file = table([head, ...rows].join('\n'))
  const categories = { 'Illegal Parking': 'E0505' }
  expect(await take(file, { system: 'nyc', placing: 'none' })).toMatchObject({ created: 0, refused: 2 })
  const report = await take(file, { system: 'nyc', placing: 'shift', map: { categories }, saveMapAs: 'nyc311' })
  expect(report).toMatchObject({ created: 2, refused: 0, errorsFile: null })
  const [parking] = await kept('nyc')
  expect(parking).toMatchObject({ category_code: 'E0505', text: 'Illegal Parking。Posted Parking Sign Violation' })
  expect(parking.created_at.toISOString()).toBe('2018-06-26T07:07:03.000Z')
  const { rows: cells } = await town.owner.query(
    'select cell_code from matters_matters m join cases_cases c on c.id = m.id where external_ref like $1',
    ['nyc:%'],
  )
  expect(cells.every((row) => /^440104\d{9}$/.test(row.cell_code))).toBe(true)
  expect(await take(file, { system: 'nyc', placing: 'shift', mapName: 'nyc311' })).toMatchObject({ present: 2 })
})

test('a spreadsheet, JSON lines and an old office encoding say the same', async () => {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('工单')
  sheet.addRow(['工单编号', '诉求内容', '受理时间'])
  sheet.addRow(['X1', '公园健身器材松了', new Date('2025-05-01T08:00:00Z')])
  const xlsx = join(folder, 'a.xlsx')
  await book.xlsx.writeFile(xlsx)
  const lines = table(
    '{"id":"X1","text":"公园健身器材松了","time":"2020/1/6 12:09:38"}\n{"id":"X2"}\nnot json\n',
    'a.jsonl',
  )
  // "编号,内容" and one row, as GB 18030.
  const old = table('')
  writeFileSync(old, Buffer.from('b1e0bac52cc4dac8dd0a58312cb9abd4b00a', 'hex'))
  expect(await take(xlsx, { system: 'x1', area: here })).toMatchObject({ created: 1, refused: 0 })
  expect(await take(lines, { system: 'x2', area: here })).toMatchObject({ rows: 3, created: 1, refused: 2 })
  expect(await take(old, { system: 'x3', area: here })).toMatchObject({ created: 1 })
  expect((await kept('x3'))[0]).toMatchObject({ text: '公园' })
})

test('a file nobody can read, a column that is not there and a map nobody saved stop the whole import', async () => {
  await expect(take(table(''))).rejects.toThrow('empty')
  await expect(take(table('甲,乙\n1,2\n'))).rejects.toThrow('No column holds the words')
  await expect(take(table('内容\n路灯\n'), { map: { columns: { created: '时间' } } })).rejects.toThrow('"时间"')
  await expect(take(table('内容\n路灯\n'), { mapName: 'nobody' })).rejects.toThrow('nobody')
  await expect(take(table('内容\n路灯\n'), { source: 'nowhere', area: here })).rejects.toThrow('no-such-source')
  expect(existsSync(join(folder, 'a.xlsx.errors.csv'))).toBe(false)
})

test('what offices really send is taken row by row: late Chinese words, broken signs, UTF-16, open quotes, days that are none', async () => {
  const plain = Array.from({ length: 9000 }, (_, n) => `p${n},light ${n}`).join('\n')
  // "编号,内容" comes first in English here; the only Chinese row stands behind 64 kB and is GB 18030: "公园".
  const late = table('')
  writeFileSync(late, Buffer.concat([Buffer.from(`id,text\n${plain}\nx,`), Buffer.from('b9abd4b0', 'hex')]))
  expect(await take(late, { system: 'late', area: here, limit: 1, isDryRun: true })).toMatchObject({ rows: 1 })
  const tail = table('')
  writeFileSync(tail, Buffer.concat([Buffer.from('id,text\na,light\nx,'), Buffer.from('b9abd4b0', 'hex')]))
  await take(tail, { system: 'tail', area: here })
  expect((await kept('tail')).map((one) => one.text)).toEqual(['light', '公园'])

  const broken = table('')
  writeFileSync(
    broken,
    Buffer.concat([
      Buffer.from('编号,内容\n1,公园里的健身器材松了，老人家在用，很危险，请来看看\n2,路'),
      Buffer.from([0xe7, 0x81]),
      Buffer.from('不亮\n3,门口积水\n'),
    ]),
  )
  const one = await take(broken, { system: 'broken', area: here })
  expect(one).toMatchObject({ rows: 3, created: 2, refused: 1 })
  expect(readFileSync(one.errorsFile ?? '', 'utf8')).toContain('3,2,内容,characters-unreadable')

  const wide = table('')
  writeFileSync(
    wide,
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('编号\t内容\nw1\t"两行\n的话"\n', 'utf16le')]),
  )
  await take(wide, { system: 'wide', area: here })
  expect((await kept('wide'))[0]).toMatchObject({ text: '两行\n的话' })

  const rows = [
    'ok,路灯不亮,2025-02-28,',
    'day,路灯不亮,2025-02-30,',
    'old,路灯不亮,1900-01-00,',
    'half,路灯,2025-01-01,113.26',
  ]
  const open = await take(table(`编号,内容,时间,经度,纬度\n\n${rows.join('\n')}\n,,,,\nq,"没有收尾\nr,后面\n`), {
    system: 'open',
    area: here,
  })
  expect(open).toMatchObject({ rows: 5, created: 1, refused: 4 })
  const why = readFileSync(open.errorsFile ?? '', 'utf8')
  for (const line of [
    'day,时间,time-unreadable',
    'old,时间,time-unreadable',
    'half,纬度,place-unreadable',
    'quote-open',
  ])
    expect(why).toContain(line)

  const odd = await take(
    table(
      `\uFEFF{"id":"z","text":"灯\\u0000不亮 \\ud83d"}\n[1]\nnull\n{"id":"${'9'.repeat(300)}","text":"灯"}\n`,
      'odd.jsonl',
    ),
    { system: 'odd', area: here },
  )
  expect(odd).toMatchObject({ rows: 4, created: 1, refused: 3 })
  expect((await kept('odd'))[0]).toMatchObject({ text: '灯不亮' })
})

test('a sign that parts columns elsewhere is a sign like any other in a text', async () => {
  await take(table('id,text,lat,lon\n1,Bike Racks; Repair,23.147038,113.260189\n'), { system: 'comma' })
  await take(table('id;text;area\n1;Racks, repair;应元社区\n'), { system: 'semicolon' })
  await take(table('id\ttext\tarea\n1\tRacks, repair; soon\t应元社区\n'), { system: 'tab' })
  for (const [system, text] of [
    ['comma', 'Bike Racks; Repair'],
    ['semicolon', 'Racks, repair'],
    ['tab', 'Racks, repair; soon'],
  ] as const)
    expect((await kept(system)).map((one) => one.text)).toEqual([text])
})

test('one id for two different reports is refused by the id’s field, however far apart they stand', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => `i${n},第${n}件`)
  const file = table(['编号,内容', ...rows, 'i0,第0件', 'i1,别的事'].join('\n'))
  const report = await take(file, { system: 'twice', area: here, batchRows: 5 })
  expect(report).toMatchObject({ rows: 14, created: 12, present: 1, refused: 1 })
  expect(readFileSync(report.errorsFile ?? '', 'utf8')).toContain('15,i1,编号,id-twice')
})

test('a point across the border is kept as told where an area is named for it, and said so', async () => {
  const file = table('id,text,lat,lon\n1,pothole,42.322,-71.057\n2,light,23.147038,113.260189\n')
  const report = await take(file, { system: 'far', area: here })
  expect(report).toMatchObject({ rows: 2, created: 2, refused: 0, noticed: 1 })
  expect(readFileSync(report.noticesFile ?? '', 'utf8')).toContain('2,1,lon,kept-outside')
  const { rows } = await town.owner.query(
    `select m.lon, m.lat, m.cell_code, m.area_code from matters_matters m join cases_cases c on c.id = m.id
     where external_ref = 'far:1'`,
  )
  expect(rows[0]).toMatchObject({ lon: -71.057, lat: 42.322, cell_code: null, area_code: here })
})
