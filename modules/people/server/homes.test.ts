/** Homes, enterprises, memberships, coverage, and whole tables of people coming in. */
import { Refused } from '@liren/contract'
import identity from '@liren/identity/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import excel from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImportReport, people } from '../contract.ts'
import module from './module.ts'

const hongqiao = '440104001001'
const yingyuan = '440104001002'
const cell = `${hongqiao}001`
const dwelling = '0192d3a0-0000-7000-8000-000000000d01'
let town: Town

const who = (role: string, area = hongqiao, personId: string | null = null) =>
  town.as({ roles: [{ role, area, unitId: null }], personId })
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  const { code, status, field } = error.problem
  return { code, status, field }
}
const enter = async (fullName: string, identityNumber?: string) =>
  (
    await who('communityWorker').ask(people, 'register', {
      body: { fullName, areaCode: cell, ...(identityNumber ? { identityNumber } : {}) },
    })
  ).id

beforeAll(async () => {
  town = await host([territory, identity, module], { now: '2026-11-23T10:00:00+08:00' })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${hongqiao}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${yingyuan}', '应元社区', 'community', '440104001000', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${hongqiao}', '2020-01-01'), ('${yingyuan}001', '第1网格', 'gridCell', '${yingyuan}', '2020-01-01')`)
  await town.owner.query(`insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
    values ('0192d3a0-0000-7000-8000-00000000000b', '${cell}001', '1栋', '应元路1号', '${cell}', 113.26, 23.13, 2, 1, 1, 0, '1栋')`)
  await town.owner.query(`insert into territory_dwellings (id, code, building_id, unit, floor, room) values
    ('${dwelling}', '${cell}0010101', '0192d3a0-0000-7000-8000-00000000000b', '1', 1, '101'),
    ('0192d3a0-0000-7000-8000-000000000d02', '${cell}0010201', '0192d3a0-0000-7000-8000-00000000000b', '1', 2, '201'),
    ('0192d3a0-0000-7000-8000-000000000d03', '${cell}0010202', '0192d3a0-0000-7000-8000-00000000000b', '1', 2, '202')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
})
afterAll(() => town.close())

describe('homes', () => {
  test('a family lives together; a member who leaves is no longer of it', async () => {
    const [mother, child] = [await enter('何母'), await enter('何小')]
    const grid = who('gridWorker')
    const household = await grid.ask(people, 'createHousehold', {
      body: { areaCode: cell, dwellingId: dwelling, headPersonId: mother },
    })
    const grown = await grid.ask(people, 'addHouseholdMember', {
      params: { id: household.id },
      body: { personId: child, relation: '子' },
    })
    expect(grown.members.map(({ displayName, relation, isHead }) => [displayName, relation, isHead])).toEqual([
      ['何**', '户主', true],
      ['何**', '子', false],
    ])
    const left = await grid.ask(people, 'removeHouseholdMember', { params: { id: household.id, personId: child } })
    expect(left.members).toHaveLength(1)
    expect(
      await refusal(who('gridWorker', yingyuan).ask(people, 'readHousehold', { params: { id: household.id } })),
    ).toMatchObject({ status: 404 })
    const facts = await town.work(module, (work) => work.use(people).facts(mother))
    expect(facts).toMatchObject({ livesAlone: true, areaCode: cell, tags: [] })
  })

  test('whoever died or moved away is tied to no place any more: no membership, no household, no home; who moved still owns', async () => {
    const [grandmother, aunt] = [await enter('何外婆'), await enter('何姨妈')]
    const grid = who('gridWorker')
    const params = { dwellingId: '0192d3a0-0000-7000-8000-000000000d03' }
    const { id: householdId } = await grid.ask(people, 'createHousehold', {
      body: { areaCode: cell, dwellingId: params.dwellingId, headPersonId: grandmother },
    })
    await grid.ask(people, 'addHouseholdMember', {
      params: { id: householdId },
      body: { personId: aunt, relation: '女' },
    })
    for (const personId of [grandmother, aunt])
      for (const tie of ['owner', 'resident'] as const)
        await who('communityWorker').ask(people, 'addDwellingTie', {
          params,
          body: { personId, tie, ...(tie === 'owner' ? { shareNumerator: 1, shareDenominator: 2 } : {}) },
        })
    const join = (personId: string) => town.work(module, (work) => work.use(people).join(personId, hongqiao))
    await join(grandmother)
    await join(aunt)
    const standing = (personId: string) =>
      town.work(module, async (work) => {
        const port = work.use(people)
        return {
          ties: (await port.dwellingsOf(personId)).map(({ tie }) => tie),
          households: (await port.householdsOf(personId)).length,
          communities: (await port.memberships(personId)).map(({ state, communityCode }) => [communityCode, state]),
        }
      })
    // Within the community one stays its member.
    await grid.ask(people, 'check', { params: { id: aunt }, body: { finding: 'movedAway', toArea: cell } })
    expect(await standing(aunt)).toEqual({ ties: ['owner'], households: 0, communities: [[hongqiao, 'registered']] })
    await who('communityWorker').ask(people, 'check', { params: { id: aunt }, body: { finding: 'movedAway' } })
    expect(await standing(aunt)).toMatchObject({ ties: ['owner'], communities: [[hongqiao, 'left']] })
    await who('communityWorker').ask(people, 'check', { params: { id: grandmother }, body: { finding: 'dead' } })
    expect(await standing(grandmother)).toEqual({ ties: [], households: 0, communities: [[hongqiao, 'left']] })
    expect(await town.told('people/member-left')).toContainEqual({ personId: grandmother, communityCode: hongqiao })
  })

  test('owners share a dwelling up to the whole, also when two are entered at once', async () => {
    const [one, two] = [await enter('吴业主'), await enter('郑业主')]
    const add = (personId: string, shareNumerator: number, shareDenominator: number) =>
      who('communityWorker').ask(people, 'addDwellingTie', {
        params: { dwellingId: dwelling },
        body: { personId, tie: 'owner', shareNumerator, shareDenominator },
      })
    await add(one, 1, 2)
    const tries = await Promise.allSettled([add(two, 1, 2), add(two, 1, 2)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusal(add(two, 1, 1000))).toEqual({
      code: 'people/share-too-large',
      status: 422,
      field: 'shareNumerator',
    })
    const { ties } = await who('gridWorker').ask(people, 'readDwelling', { params: { dwellingId: dwelling } })
    expect(ties.map((tie) => [tie.displayName, tie.shareNumerator, tie.shareDenominator])).toEqual([
      ['吴**', 1, 2],
      ['郑**', 1, 2],
    ])
    await who('communityWorker').ask(people, 'endDwellingTie', { params: { id: ties[0]?.id ?? '' } })
    await add(two, 1, 2)
    expect(await town.work(module, (work) => work.use(people).dwellingsOf(two))).toHaveLength(2)
    expect(
      await refusal(who('communityWorker', yingyuan).ask(people, 'readDwelling', { params: { dwellingId: dwelling } })),
    ).toMatchObject({ status: 404 })
  })
})

test('nobody is moved in to be reached: a person of another community cannot be made a resident of one’s own', async () => {
  const far = await who('communityWorker', yingyuan).ask(people, 'register', {
    body: { fullName: '远邻', areaCode: `${yingyuan}001` },
  })
  const add = (tie: 'resident' | 'owner') =>
    who('communityWorker').ask(people, 'addDwellingTie', {
      params: { dwellingId: '0192d3a0-0000-7000-8000-000000000d02' },
      body: { personId: far.id, tie },
    })
  expect(await refusal(add('resident'))).toMatchObject({ code: 'people/not-found' })
  expect((await add('owner')).displayName).toBe('远**')
  expect(await refusal(who('communityWorker').ask(people, 'readPerson', { params: { id: far.id } }))).toMatchObject({
    status: 404,
  })
})

describe('enterprises', () => {
  test('a wrong or doubled credit code is refused; the legal person lets someone act until a day', async () => {
    const [boss, clerk] = [await enter('老板'), await enter('经办')]
    const office = who('communityWorker')
    const add = (creditCode: string) =>
      office.ask(people, 'registerEnterprise', {
        body: { name: '东濠饼家', creditCode, areaCode: cell, legalPersonId: boss },
      })
    expect(await refusal(add('91350100M000100Y4A'))).toEqual({
      code: 'people/wrong-check',
      status: 422,
      field: 'creditCode',
    })
    expect(await refusal(add('91440104IA59A1B285'))).toMatchObject({
      code: 'people/wrong-character',
      field: 'creditCode',
    })
    const enterprise = await add('91350100M000100Y43')
    expect(enterprise.kind).toBe('enterprise')
    expect(await refusal(add('91350100M000100Y43'))).toMatchObject({ code: 'people/already-registered', status: 409 })

    const own = who('merchant', hongqiao, boss)
    const params = { id: enterprise.id }
    const byName = (fullName: string, phone: string) =>
      own.ask(people, 'authoriseHandler', {
        params,
        body: { fullName, phone, scopes: ['filings'], expiresOn: '2026-12-31' },
      })
    expect(await refusal(byName('经办', '13900009999'))).toMatchObject({ code: 'people/not-found', field: 'phone' })
    await office.ask(people, 'update', { params: { id: clerk }, body: { phone: '13900009999' } })
    const second = await byName('经办', '13900009999')
    expect(second.personId).toBe(clerk)
    await own.ask(people, 'withdrawHandler', { params: { id: enterprise.id, handlerId: second.id } })
    const handler = await own.ask(people, 'authoriseHandler', {
      params,
      body: { personId: clerk, scopes: ['appeals'], expiresOn: '2026-12-31' },
    })
    expect(
      await refusal(
        own.ask(people, 'authoriseHandler', {
          params,
          body: { personId: clerk, scopes: ['x'], expiresOn: '2026-11-22' },
        }),
      ),
    ).toMatchObject({ field: 'expiresOn' })
    expect(
      await refusal(
        who('merchant', hongqiao, clerk).ask(people, 'authoriseHandler', {
          params,
          body: { personId: clerk, scopes: ['*'], expiresOn: '2030-01-01' },
        }),
      ),
    ).toMatchObject({ status: 404 })
    const scopes = async (personId: string) =>
      (await town.work(module, (work) => work.use(people).enterprisesOf(personId))).map((one) => one.scopes)
    expect(await scopes(boss)).toEqual([['*']])
    expect(await scopes(clerk)).toEqual([['appeals']])
    town.clock.set('2027-01-01T10:00:00+08:00')
    expect(await scopes(clerk)).toEqual([])
    town.clock.set('2026-11-23T10:00:00+08:00')
    await own.ask(people, 'withdrawHandler', { params: { id: enterprise.id, handlerId: handler.id } })
    expect(await scopes(clerk)).toEqual([])
  })
})

describe('membership', () => {
  test('a guest joins, is verified as owner, moves to another community and starts anew there', async () => {
    const id = await enter('冯成员')
    const me = who('resident', hongqiao, id)
    const joined = await me.ask(people, 'joinCommunity', { body: { communityCode: hongqiao } })
    expect(joined).toMatchObject({ state: 'registered', sinceOn: '2026-11-23', capacities: [] })
    expect(await refusal(me.ask(people, 'joinCommunity', { body: { communityCode: hongqiao } }))).toMatchObject({
      code: 'people/already-member',
    })
    expect(await refusal(me.ask(people, 'joinCommunity', { body: { communityCode: cell } }))).toMatchObject({
      code: 'people/unknown-area',
      field: 'communityCode',
    })
    const verify = (by: ReturnType<typeof who>) =>
      by.ask(people, 'verifyMembership', { params: { id: joined.id }, body: { capacities: ['resident', 'owner'] } })
    expect(await refusal(verify(who('gridWorker', yingyuan)))).toMatchObject({ status: 404 })
    expect(await verify(who('gridWorker'))).toMatchObject({ state: 'verified', capacities: ['owner', 'resident'] })
    const moved = await me.ask(people, 'moveCommunity', {
      params: { id: joined.id },
      body: { toCommunityCode: yingyuan },
    })
    expect(moved).toMatchObject({ state: 'registered', communityCode: yingyuan, capacities: [] })
    const mine = await me.ask(people, 'listMyMemberships')
    expect(mine.items.map(({ communityCode, state, movedTo }) => [communityCode, state, movedTo])).toEqual([
      [yingyuan, 'registered', null],
      [hongqiao, 'left', yingyuan],
    ])
    expect(mine.rightsAndDuties).toContain('居民公约')
    expect(await refusal(me.ask(people, 'leaveCommunity', { params: { id: joined.id } }))).toMatchObject({
      code: 'people/wrong-state',
    })
    expect(await me.ask(people, 'leaveCommunity', { params: { id: moved.id } })).toMatchObject({ state: 'left' })
  })

  test('coverage counts members among those who live there, down to the cell, and lists the others', async () => {
    const of = async (level: 'community' | 'cell') =>
      (await who('communityAdmin').ask(people, 'readCoverage', { query: { area: hongqiao, level } })).items
    const [before] = await of('community')
    const id = await enter('陈覆盖')
    const waiting = async () =>
      (await who('communityWorker').ask(people, 'listUnregistered', { query: {} })).items.some((one) => one.id === id)
    expect(await waiting()).toBe(true)
    await town.work(module, (work) => work.use(people).join(id, hongqiao))
    expect(await waiting()).toBe(false)
    const [after] = await of('community')
    expect(after).toMatchObject({
      areaCode: hongqiao,
      registered: (before?.registered ?? 0) + 1,
      permanent: (before?.permanent ?? 0) + 1,
      target: 0.9,
    })
    expect((await of('cell'))[0]).toMatchObject({ areaCode: cell, registered: after?.registered })
    await who('dataSteward', '440104000000').ask(people, 'setPermanentCount', {
      params: { areaCode: hongqiao },
      body: { persons: 100, countedOn: '2026-01-01' },
    })
    expect((await of('community'))[0]).toMatchObject({
      permanent: 100,
      countedOn: '2026-01-01',
      coverage: (after?.registered ?? 0) / 100,
    })
    expect(await refusal(who('resident').ask(people, 'readCoverage', { query: { area: hongqiao } }))).toMatchObject({
      status: 403,
    })
  })
})

describe('whole tables', () => {
  const csv = `姓名,身份证号码,手机号,网格编码,房屋编码,居住类型
张导入,440104199001010010,13800002222,${cell},,常住
李导入,11010519491231002X,020-83556677,,${cell}0010101,户籍
王坏号,440104195503080028,138000022,${cell},,常住
赵外区,440104195503080029,,${yingyuan},,流动
钱无区,53010219200508011X,,,,常住
孙错类,440104201306175617,,${cell},,外星
张导入,440104199001010010,13800002222,${cell},,常住
张改名,440104199001010010,13800002222,${cell},,常住
`
  const upload = async (
    content: string | Uint8Array<ArrayBuffer>,
    fields: Record<string, string> = {},
    as = who('communityAdmin'),
  ) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.set(key, value)
    form.set('file', new Blob([content]), '人员.csv')
    const response = await as.raw('POST', '/api/people/imports', form)
    return { status: response.status, body: (await response.json()) as ImportReport & { code: string; field: string } } // as the route declares
  }
  const adds = (report: ImportReport) =>
    expect(report.created + report.updated + report.unchanged + report.refused).toBe(report.rows)

  test('a trial run tells what would happen and changes nothing', async () => {
    const { status, body } = await upload(csv, { dryRun: 'true' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      isDryRun: true,
      state: 'checked',
      rows: 8,
      created: 2,
      updated: 0,
      unchanged: 1,
      refused: 5,
    })
    adds(body)
    expect(
      (await town.owner.query(`select count(*)::int as n from people_persons where display_name = '张**'`)).rows[0].n,
    ).toBe(0)
  })

  test('the same file twice brings every person in once; refused rows name row, field, column and reason', async () => {
    const first = (await upload(csv)).body
    expect(first).toMatchObject({ state: 'finished', rows: 8, created: 2, unchanged: 1, refused: 5 })
    adds(first)
    const { errors } = await who('dataSteward', '440104000000')
      .ask(people, 'readImport', { params: { id: first.id }, query: {} })
      .catch(() => ({ errors: [] }))
    expect(errors).toEqual([])
    const { rows } = await town.owner.query(
      'select row, field, column_name, code from people_import_errors where import_id = $1 order by row, field',
      [first.id],
    )
    expect(rows.map((one) => [one.row, one.field, one.column_name, one.code])).toEqual([
      [4, 'identityNumber', '身份证号码', 'wrong-check'],
      [4, 'phone', '手机号', 'wrong-length'],
      [5, 'areaCode', '网格编码', 'not-yours'],
      [6, 'areaCode', '网格编码', 'needed'],
      [7, 'residence', '居住类型', 'unknown-kind'],
      [9, 'identityNumber', '身份证号码', 'already-registered'],
    ])
    const again = (await upload(csv)).body
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 5 })
    const changed = (await upload(csv.replaceAll('13800002222', '13800003333'))).body
    expect(changed).toMatchObject({ created: 0, updated: 1, unchanged: 2, refused: 5 })
    adds(changed)
  })

  test('whoever imported reads the errors in their language', async () => {
    const me = who('communityAdmin')
    const { body } = await upload(csv, {}, me)
    const { errors, report } = await me.ask(people, 'readImport', { params: { id: body.id }, query: {} })
    expect(report.refused).toBe(5)
    expect(errors[0]).toMatchObject({ row: 4, column: '身份证号码', reason: '校验码不符，请核对是否输错' })
  })

  test('a GB 18030 table, an XLSX table, and one with headings of its own through a saved map', async () => {
    // "姓名,身份证号\n刘编码,440104199202020025" as an office program in China saves it
    const gb = Buffer.from('d0d5c3fb2cc9edb7ddd6a4bac50ac1f5b1e0c2eb2c', 'hex')
    const number = '440104199202020023'
    const gbFile = Buffer.concat([gb, Buffer.from(`${number}\n`)])
    const { body } = await upload(new Uint8Array(gbFile), { areaCode: cell, dryRun: 'true' })
    expect(body).toMatchObject({ rows: 1 })
    adds(body)

    const book = new excel.Workbook()
    const sheet = book.addWorksheet('名册')
    sheet.addRow(['住户', '证号'])
    sheet.addRow(['何表格', '440524188001010014'])
    const xlsx = new Uint8Array(await book.xlsx.writeBuffer())
    expect((await upload(xlsx, { areaCode: cell })).body).toMatchObject({
      code: 'people/column-unmapped',
      field: 'fullName',
    })
    const admin = who('communityAdmin')
    await admin.ask(people, 'saveColumnMap', {
      params: { name: '物业名册' },
      body: { columns: { fullName: '住户', identityNumber: '证号' } },
    })
    expect((await admin.ask(people, 'listColumnMaps')).items).toEqual([
      { name: '物业名册', columns: { fullName: '住户', identityNumber: '证号' } },
    ])
    expect((await upload(xlsx, { areaCode: cell, map: '物业名册' })).body).toMatchObject({
      rows: 1,
      created: 1,
      refused: 0,
    })
    expect((await upload(xlsx, { areaCode: cell, map: '没有' })).body).toMatchObject({
      code: 'people/map-unknown',
      field: 'map',
    })
  })

  test('what offices really send is refused row by row, never as a whole', async () => {
    const whole = (body: ImportReport, rows: number, refused: number) => {
      expect(body).toMatchObject({ rows, refused })
      adds(body)
    }
    const options = { areaCode: cell, dryRun: 'true' }
    const head = '姓名;身份证号码;备注\n'
    whole((await upload(`${head}何分号;11010519491231002X;a,b\n`, options)).body, 1, 0)
    const bytes = Buffer.concat([
      Buffer.from('姓名,身份证号码,家庭住址\n何永康,11010519491231002X,应元路二号\n'),
      Buffer.from([0xe7, 0x81]),
      Buffer.from('康,440104201306175617,应元路三号\n'),
    ])
    whole((await upload(new Uint8Array(bytes), options)).body, 2, 1)
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('姓名\t身份证号码\n何永康\t11010519491231002X\n', 'utf16le'),
    ])
    whole((await upload(new Uint8Array(wide), options)).body, 1, 0)
    const open = await upload('姓名,身份证号码\n何永康,11010519491231002X\n\n"没有收尾,1\n苏,2\n', options)
    whole(open.body, 2, 1)
    const { rows } = await town.owner.query('select row, code from people_import_errors where import_id = $1', [
      open.body.id,
    ])
    expect(rows).toEqual([{ row: 4, code: 'row-unreadable' }])
  })

  test('no file, no table and no right are refused', async () => {
    expect((await upload('')).body).toMatchObject({ code: 'people/file-missing', field: 'file' })
    expect((await upload(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).body).toMatchObject({
      code: 'people/file-unreadable',
      field: 'file',
    })
    expect((await upload(csv, {}, who('gridWorker'))).status).toBe(403)
  })
})

test('what is held about somebody can be handed out, and be forgotten but for who looked', async () => {
  const id = await enter('忘忘我', '440104199303030029').catch(() => enter('忘忘我'))
  await who('communityWorker').ask(people, 'reveal', {
    params: { id },
    body: { fields: ['fullName'], purpose: 'service', reason: '核对姓名' },
  })
  const held = await town.work(module, async (work) => module.personalData?.export(work, id))
  expect(held).toMatchObject({
    private: { fullName: '忘忘我' },
    footprints: [{ reason: '本人要求导出' }, { reason: '核对姓名' }],
  })
  expect(await town.work(module, async (work) => module.personalData?.erase(work, id))).toEqual({
    erased: 1,
    kept: '查阅足迹依法保留',
  })
  const { rows } = await town.owner.query(
    'select (select count(*)::int from people_private where person_id = $1) as sealed, (select count(*)::int from people_footprints where person_id = $1) as looks',
    [id],
  )
  expect(rows[0]).toEqual({ sealed: 0, looks: 2 })
})
