/** Departments keep their data up to date, give it away as the law says, and nobody learns a small figure. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '../contract.ts'
import { canteens, civilAffairs, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

let small: Awaited<ReturnType<typeof smallDistrict>>
beforeAll(async () => {
  small = await smallDistrict()
})
afterAll(() => small.town.close())

const steward = () => small.as('dataSteward', district, { name: '林泽宇' })
const department = () => small.as('handler', district, { name: '徐思敏', unitId: civilAffairs })
const row = (name: string, more: object = {}) => ({ 名称: name, 社区: '越秀山社区', 餐位: 40, ...more })
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(`饭堂${at}`))
const register = (draft = canteens()) =>
  steward().ask(catalogue, 'registerDataset', { params: { code: draft.code }, body: draft })
const submit = (given: object[], code = 'elder-canteens') =>
  department().ask(catalogue, 'submitUpdate', { params: { code }, body: { rows: given as Record<string, unknown>[] } })
const approve = (id: string, note?: string) =>
  steward().ask(catalogue, 'decideUpdate', {
    params: { id },
    body: { decision: 'approve', ...(note ? { note } : {}) },
  })

describe('updating with approval', () => {
  test('a dataset without its provider, standard, frequency or steward is not registered', async () => {
    for (const field of ['providerUnit', 'updateStandard', 'refresh', 'stewardName'] as const) {
      const { [field]: _, ...rest } = canteens()
      const answer = await steward().raw('PUT', '/api/catalogue/datasets/elder-canteens', rest)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(field)
    }
  })

  test('a version counts only when a second person approved it', async () => {
    expect(await register()).toMatchObject({
      version: 0,
      providerName: '区民政局',
      dueOn: '2026-12-24',
      lateness: 'onTime',
    })
    const update = await submit(rows(10))
    expect(update).toMatchObject({ state: 'submitted', rows: 10, faultCount: 0, isDrop: false })
    await expect(
      department().ask(catalogue, 'decideUpdate', { params: { id: update.id }, body: { decision: 'approve' } }),
    ).rejects.toMatchObject({ problem: { status: 403 } })
    expect(await approve(update.id)).toMatchObject({ state: 'published', decidedBy: '林泽宇' })
    const { dataset } = await steward().ask(catalogue, 'readDataset', { params: { code: 'elder-canteens' } })
    expect(dataset).toMatchObject({ version: 1, rows: 10, quality: 100 })
    const log = await steward().ask(catalogue, 'listDatasetLog', { params: { code: 'elder-canteens' }, query: {} })
    expect(log.items.map(({ act }) => act)).toEqual(['published', 'submitted', 'registered'])
  })

  test('what fails the checks cannot be approved, and says where', async () => {
    const update = await submit([row('甲'), row('甲', { 餐位: 5000 })])
    expect(update).toMatchObject({
      state: 'faulty',
      faults: [
        { row: 3, column: '餐位', rule: 'range' },
        { row: 3, column: '名称', rule: 'duplicate' },
      ],
    })
    await expect(approve(update.id)).rejects.toMatchObject({ problem: { code: 'catalogue/wrong-state' } })
  })

  test('a version with a fifth fewer rows is approved only with a reason', async () => {
    const update = await submit(rows(7))
    expect(update.isDrop).toBe(true)
    await expect(approve(update.id)).rejects.toMatchObject({
      problem: { code: 'catalogue/drop-unexplained', field: 'note' },
    })
    expect(await approve(update.id, '三家饭堂停业')).toMatchObject({ state: 'published' })
  })

  test('nobody approves what they handed in, and another department hands in nothing', async () => {
    const lin = steward()
    const own = await lin.ask(catalogue, 'submitUpdate', {
      params: { code: 'elder-canteens' },
      body: { rows: rows(7) },
    })
    await expect(
      lin.ask(catalogue, 'decideUpdate', { params: { id: own.id }, body: { decision: 'approve' } }),
    ).rejects.toMatchObject({ problem: { code: 'catalogue/own-update' } })
    const other = small.as('handler', district, { unitId: '0192d3a0-0000-7000-8000-0000000000a2' })
    await expect(
      other.ask(catalogue, 'submitUpdate', { params: { code: 'elder-canteens' }, body: { rows: rows(1) } }),
    ).rejects.toMatchObject({ problem: { status: 403 } })
  })

  test('late data turn yellow, then red, and are told once for each', async () => {
    small.town.clock.set('2026-12-30T10:00:00+08:00')
    await small.town.run(module, 'mark-late')
    await small.town.run(module, 'mark-late')
    small.town.clock.set('2027-01-25T10:00:00+08:00')
    await small.town.run(module, 'mark-late')
    const told = await small.town.told('catalogue/dataset-overdue')
    expect(told.map(({ lateness }) => lateness)).toEqual(['yellow', 'red'])
    small.town.clock.set('2026-11-23T10:00:00+08:00')
  })
})

describe('open lists', () => {
  test('everybody reads and downloads what is open, in the version that counts', async () => {
    const open = await small.town.guest.ask(catalogue, 'readOpenDataset', {
      params: { code: 'elder-canteens' },
      query: {},
    })
    expect(open.dataset).toMatchObject({ licence: 'CC BY 4.0', version: 2 })
    expect(open.rows).toHaveLength(7)
    const csv = await small.town.guest.raw('GET', '/api/catalogue/open/elder-canteens/csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect((await csv.text()).split('\n')[0]).toContain('名称,社区,餐位')
  })

  test('figures of fewer than ten are held back, with a neighbour so that nobody subtracts', async () => {
    const draft = canteens({
      code: 'visits',
      title: '探访登记',
      columns: [
        { name: '编号', type: 'text' },
        { name: '社区', type: 'text' },
        { name: '姓名', type: 'text', isPersonal: true, entry: 'person.name' },
      ],
      keyColumns: ['编号'],
      opening: { as: 'counts', by: ['社区'], licence: 'CC BY 4.0', scenario: '养老服务' },
    })
    await register(draft)
    const of = (where: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ 编号: `${where}${at}`, 社区: where, 姓名: '陈秀英' }))
    const update = await submit([...of('甲', 3), ...of('乙', 30), ...of('丙', 12)], 'visits')
    await approve(update.id)
    const open = await small.town.guest.ask(catalogue, 'readOpenDataset', { params: { code: 'visits' }, query: {} })
    expect(open.rows).toEqual([
      { 社区: '合计', 数量: 45 },
      { 社区: '丙', 数量: '<10 或不公开' },
      { 社区: '乙', 数量: 30 },
      { 社区: '甲', 数量: '<10 或不公开' },
    ])
    expect(JSON.stringify(open)).not.toContain('陈秀英')
    expect(open.dataset.rows).toBeNull()
  })

  test('nothing personal is opened, not even by a slip of the steward', async () => {
    const draft = canteens({ columns: [...canteens().columns, { name: '负责人', type: 'text', isPersonal: true }] })
    await expect(register(draft)).rejects.toMatchObject({ problem: { code: 'catalogue/personal-opened' } })
  })
})

describe('sharing', () => {
  const ask = (code = 'elder-canteens') =>
    small.as('communityWorker', community, { name: '谢婉仪' }).ask(catalogue, 'askForDataset', {
      params: { code },
      body: { unitName: '越秀山社区', purpose: '安排助餐送餐', columns: ['名称', '餐位'], areaCode: community },
    })

  test('it is asked for one purpose, answered, provided, used for that alone, and taken back', async () => {
    const worker = small.as('communityWorker', community, { name: '谢婉仪' })
    const request = await worker.ask(catalogue, 'askForDataset', {
      params: { code: 'elder-canteens' },
      body: { unitName: '越秀山社区', purpose: '安排助餐送餐', columns: ['名称'], areaCode: community },
    })
    const decide = (decision: 'grant' | 'refuse' | 'provide' | 'withdraw') =>
      department().ask(catalogue, 'answerRequest', {
        params: { id: request.id },
        body: { decision, text: '按规定办理' },
      })
    const use = (purpose: string) =>
      worker.ask(catalogue, 'useDataset', { params: { id: request.id }, body: { purpose } })

    await expect(decide('refuse')).rejects.toMatchObject({ problem: { code: 'catalogue/must-be-granted' } })
    await decide('grant')
    await expect(use('安排助餐送餐')).rejects.toMatchObject({ problem: { code: 'catalogue/wrong-state' } })
    await decide('provide')
    await expect(use('卖给别人')).rejects.toMatchObject({ problem: { code: 'catalogue/other-purpose' } })
    const { rows: given } = await use('安排助餐送餐')
    expect(given).toHaveLength(7)
    expect(Object.keys(given[0] ?? {})).toEqual(['名称'])
    const uses = await department().ask(catalogue, 'listUses', { params: { id: request.id }, query: {} })
    expect(uses.items).toMatchObject([{ byName: '谢婉仪', rows: 7 }])

    expect(await decide('withdraw')).toMatchObject({ state: 'withdrawn' })
    await expect(use('安排助餐送餐')).rejects.toMatchObject({ problem: { code: 'catalogue/wrong-state' } })
  })

  test('columns about somebody are not asked for, not handed out under an older grant, and lie sealed', async () => {
    const draft = canteens({
      code: 'meal-guests',
      columns: [
        { name: '编号', type: 'text' },
        { name: '姓名', type: 'text', isPersonal: true, entry: 'person.name' },
        { name: '户口', type: 'text', entry: 'share.hukou.address' },
      ],
      keyColumns: ['编号'],
      opening: null,
    })
    await register(draft)
    const update = await submit([{ 编号: '1', 姓名: '欧阳植测', 户口: '越秀山街9号' }], 'meal-guests')
    await approve(update.id)
    const worker = small.as('communityWorker', community, { name: '谢婉仪' })
    const wanting = (columns: string[]) =>
      worker.ask(catalogue, 'askForDataset', {
        params: { code: 'meal-guests' },
        body: { unitName: '越秀山社区', purpose: '安排助餐送餐', columns, areaCode: community },
      })
    for (const column of ['姓名', '户口'])
      await expect(wanting(['编号', column])).rejects.toMatchObject({
        problem: { code: 'catalogue/personal-opened', field: 'columns' },
      })
    const { id } = await wanting(['编号'])
    for (const decision of ['grant', 'provide'] as const)
      await department().ask(catalogue, 'answerRequest', { params: { id }, body: { decision, text: '按规定办理' } })
    await small.town.owner.query(`update catalogue_requests set columns = '{编号,姓名,户口}' where id = $1`, [id])
    const { rows: given } = await worker.ask(catalogue, 'useDataset', {
      params: { id },
      body: { purpose: '安排助餐送餐' },
    })
    expect(given).toEqual([{ 编号: '1' }])
    const { rows: kept } = await small.town.owner.query('select cells::text from catalogue_rows where update_id = $1', [
      update.id,
    ])
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toMatch(/欧阳植测|越秀山街9号/)
    // 证明删除: whoever took them says in writing that they are gone, and only they.
    const proof = { params: { id }, body: { text: '已于当日全部删除' } }
    await expect(department().ask(catalogue, 'proveDeletion', proof)).rejects.toMatchObject({
      problem: { code: 'catalogue/not-yours' },
    })
    expect(await worker.ask(catalogue, 'proveDeletion', proof)).toMatchObject({ deletionProof: '已于当日全部删除' })
    const log = await steward().ask(catalogue, 'listDatasetLog', { params: { code: 'meal-guests' }, query: {} })
    expect(log.items.map(({ act }) => act)).toContain('deleted')
  })

  test('the clock is the one of the law: two working days without conditions, ten with', async () => {
    const request = await ask()
    await register(
      canteens({ code: 'low-income', sharing: 'conditional', sharingTerms: '限社会救助使用', opening: null }),
    )
    const conditional = await ask('low-income')
    const { rows: due } = await small.town.owner.query(
      'select id, due_at from matters_matters where id = any($1) order by due_at',
      [[request.matterId, conditional.matterId]],
    )
    expect(due.map(({ due_at }: { due_at: Date }) => due_at.toISOString().slice(0, 10))).toEqual([
      '2026-11-25',
      '2026-12-07',
    ])
  })

  test('what a law keeps back is refused with the law', async () => {
    await register(
      canteens({
        code: 'health-records',
        sharing: 'none',
        legalBasis: '《基本医疗卫生与健康促进法》第九十二条',
        opening: null,
      }),
    )
    await expect(ask('health-records')).rejects.toMatchObject({ problem: { code: 'catalogue/not-shared' } })
  })

  test('the sharing rate counts what is under a grant, of all that may be shared', async () => {
    const request = await ask()
    await department().ask(catalogue, 'answerRequest', {
      params: { id: request.id },
      body: { decision: 'grant', text: '同意' },
    })
    expect(await steward().ask(catalogue, 'readSharing')).toMatchObject({ shareable: 4, shared: 2, sharingRate: 1 / 2 })
  })
})

test('an inventory of systems counts down, and shows which stand alone and where people type again', async () => {
  const id = (at: number) => `0192d3a0-0000-7000-8000-00000000050${at}`
  const keep = (at: number, more: object) =>
    steward().ask(catalogue, 'keepSystem', {
      params: { id: id(at) },
      body: {
        areaCode: community,
        name: `系统${at}`,
        owner: '街道',
        purpose: '登记',
        holds: [],
        isReplaceable: true,
        sinceOn: '2020-01-01',
        retiredOn: null,
        flowsTo: [],
        ...more,
      },
    })
  await keep(2, {})
  await keep(3, { retiredOn: '2026-06-01' })
  await keep(4, {})
  await keep(1, {
    flowsTo: [
      { toId: id(2), what: '人员', way: 'automatic' },
      { toId: id(4), what: '人员', way: 'retyped' },
    ],
  })
  const map = await steward().ask(catalogue, 'listSystems', { query: { area: community } })
  expect(map).toMatchObject({ inUse: 3, aYearAgo: 4, isolated: [id(4)] })
})

test('a column called like a shared field is tied to it, or says why it is something else', async () => {
  const put = (column: object) =>
    steward().raw('PUT', '/api/catalogue/datasets/copied', {
      ...canteens(),
      code: 'copied',
      opening: null,
      columns: [...canteens().columns, { name: '法定代表人', type: 'text', ...column }],
    })
  const refused = await put({})
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({ code: 'catalogue/private-copy', field: 'columns' })
  expect((await put({ own: '饭堂承办单位的名字，不是谁个人的' })).status).toBe(200)
  expect((await put({ entry: 'enterprise.legalPerson', isPersonal: true })).status).toBe(200)
})

test('a dataset or a system of one area is not taken over by whoever keeps those of another', async () => {
  const ours = { ...canteens(), code: 'taken-canteens' }
  await register(ours)
  const elsewhere = '440104002000'
  const there = small.as('dataSteward', elsewhere, { name: '别街' })
  const draft = { ...ours, areaCode: elsewhere }
  const taking = there.raw('PUT', `/api/catalogue/datasets/${draft.code}`, draft)
  expect([(await taking).status, ((await (await taking).json()) as { code: string }).code]).toEqual([
    409,
    'catalogue/code-taken',
  ])
  const id = '0192d3a0-0000-7000-8000-000000000599'
  const system = {
    areaCode: community,
    name: '门禁系统',
    owner: '街道',
    purpose: '登记',
    holds: [],
    isReplaceable: true,
    sinceOn: '2020-01-01',
    retiredOn: null,
    flowsTo: [],
  }
  await steward().ask(catalogue, 'keepSystem', { params: { id }, body: system })
  expect((await there.raw('PUT', `/api/catalogue/systems/${id}`, { ...system, areaCode: elsewhere })).status).toBe(404)
  await steward().ask(catalogue, 'keepSystem', { params: { id }, body: { ...system, retiredOn: '2021-01-01' } })
})
