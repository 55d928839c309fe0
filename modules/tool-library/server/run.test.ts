/** A tool made of one document runs at once: neighbours borrow, staff lend and take back, nothing private leaks, points are told. */
import { randomUUID } from 'node:crypto'
import { forms } from '@liren/forms/contract'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing, spoilt } from '../testing/sample.ts'
import { far, here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
const phone = '13800009999'
const asking = { tool: 'drill', fromOn: '2026-12-01', days: 3, phone }
const next = (version: string, path?: string, value?: unknown) =>
  ({ ...(path ? (spoilt(path, value) as ToolDocument) : borrowing()), version }) as ToolDocument

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing())
  await open.admin().ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: here, mode: 'cite' } })
})
afterAll(() => open.town.close())

const borrow = (who = open.resident(), answers: Record<string, unknown> = asking, area = here) =>
  who.ask(toolLibrary, 'open', { params: { id: 'tool-borrowing' }, body: { area, answers } })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

test('a neighbour borrows a drill, staff lend it and take it back, and both see how it went', async () => {
  const lin = open.resident()
  const staff = open.worker()
  const { id, number } = await borrow(lin)
  expect(number).toContain('T')
  const mine = await lin.ask(toolLibrary, 'record', { params: { id } })
  expect(mine.stateTitle['zh-CN']).toBe('等待领取')
  expect(mine.moves.map(({ name }) => name)).toEqual(['cancel'])
  const lent = await staff.ask(toolLibrary, 'moveRecord', { params: { id, move: 'lend' }, body: {} })
  expect(lent.state).toBe('lent')
  const back = await staff.ask(toolLibrary, 'moveRecord', {
    params: { id, move: 'return' },
    body: { answers: { condition: 'good' } },
  })
  expect(back.state).toBe('returned')
  const after = await lin.ask(toolLibrary, 'record', { params: { id } })
  expect(after.steps.map(({ what }) => what['zh-CN'])).toEqual(['提出', '借出', '收回'])
  expect(await open.town.told('tool-library/earned')).toMatchObject([
    { rule: 'onTime', points: 2, accountId: lin.actor.id, recordId: id, byId: staff.actor.id },
  ])
  const matter = await lin.ask(matters, 'read', { params: { id: after.matterId } })
  expect(matter.phase).toBe('done')
})

test('whoever works finds the tools meant for whoever works, and not those only neighbours use', async () => {
  const forOthers = borrowing().audience.map((one) =>
    one.board === 'worker' ? { ...one, rule: "'dutyLeader' in roles" } : one,
  )
  const alone = {
    ...(spoilt('/audience', forOthers) as ToolDocument),
    id: 'leaders-and-neighbours',
    name: { 'zh-CN': '邻居自己的本子', en: 'A notebook of neighbours' },
  }
  await open.install(alone)
  await open.admin().ask(toolLibrary, 'use', { params: { id: alone.id }, body: { area: here, mode: 'cite' } })
  const found = async (who: ReturnType<typeof open.worker>, board?: 'worker' | 'resident') =>
    (await who.ask(toolLibrary, 'runningHere', { query: { area: here, ...(board ? { board } : {}) } })).items
      .map(({ id }) => id)
      .sort()
  expect(await found(open.worker(), 'worker')).toEqual(['tool-borrowing'])
  expect(await found(open.resident(), 'worker')).toEqual([])
  expect(await found(open.resident(), 'resident')).toEqual(['leaders-and-neighbours', 'tool-borrowing'])
  expect(await found(open.worker())).toEqual(['leaders-and-neighbours', 'tool-borrowing'])
})

test('staff who borrowed as a neighbour and take it back themselves are told of as both', async () => {
  const asked = open.resident()
  const { id } = await borrow(asked)
  // The same person with the role of staff.
  const both = open.town.as({
    ...{ id: asked.actor.id ?? '', personId: asked.actor.personId },
    roles: [...asked.actor.grants, ...open.worker().actor.grants],
  })
  for (const [move, answers] of [
    ['lend', {}],
    ['return', { condition: 'good' }],
  ] as const)
    await both.ask(toolLibrary, 'moveRecord', { params: { id, move }, body: { answers } })
  const told = (await open.town.told('tool-library/earned')) as { recordId: string; accountId: string; byId: string }[]
  expect(told.filter(({ recordId }) => recordId === id)).toMatchObject([
    { accountId: both.actor.id, byId: both.actor.id },
  ])
})

test('what is wrong in a form is refused by the name of its field, and fields that are not asked are not kept', async () => {
  expect(await refusal(borrow(open.resident(), { ...asking, days: 99 }))).toMatchObject({
    status: 422,
    field: 'answers.days',
  })
  expect(await refusal(borrow(open.resident(), { ...asking, tool: 'other' }))).toMatchObject({ field: 'answers.which' })
  expect(await refusal(borrow(open.resident(), { ...asking, extra: 1 }))).toMatchObject({ field: 'answers.extra' })
  const { id } = await borrow(open.resident(), { ...asking, which: 'not asked for a drill' })
  const { rows } = await open.town.owner.query('select answers, sealed from tool_library_records where id = $1', [id])
  expect(rows[0].answers).toEqual({ tool: 'drill', fromOn: '2026-12-01', days: 3 })
})

test('a telephone number lies sealed: in no column, no list, no event, no audit; staff see it with a reason', async () => {
  const lin = open.resident()
  const { id } = await borrow(lin)
  for (const table of ['tool_library_records', 'kernel_outbox', 'kernel_audit', 'matters_matters', 'matters_steps']) {
    const { rows } = await open.town.owner.query(`select count(*)::int as n from ${table} t where t::text like $1`, [
      `%${phone}%`,
    ])
    expect([table, rows[0].n]).toEqual([table, 0])
  }
  const staff = open.worker()
  const list = await staff.ask(toolLibrary, 'records', {
    params: { id: 'tool-borrowing' },
    query: { area: here, list: 'out' },
  })
  expect(JSON.stringify(list)).not.toContain(phone)
  expect(
    await refusal(staff.ask(toolLibrary, 'reveal', { params: { id }, body: { purpose: 'service', reason: ' ' } })),
  ).toMatchObject({ field: 'reason' })
  const shown = await staff.ask(toolLibrary, 'reveal', {
    params: { id },
    body: { purpose: 'service', reason: '通知来取工具' },
  })
  expect(shown.values).toMatchObject([{ key: 'phone', clearText: phone }])
  // Which of the tool's own fields it was, in words whoever was looked at can read.
  const personId = randomUUID()
  await open.town.owner.query(
    `insert into people_persons (id, display_name, area_code, residence, registered_at, updated_at)
     values ($1, '林**', $2, 'permanent', now(), now())`,
    [personId, here],
  )
  await open.town.owner.query('update tool_library_records set person_id = $1 where id = $2', [personId, id])
  await staff.ask(toolLibrary, 'reveal', { params: { id }, body: { purpose: 'service', reason: '通知来取工具' } })
  const looks = await open.town.owner.query('select fields, reason from people_footprints where person_id = $1', [
    personId,
  ])
  expect(looks.rows).toMatchObject([{ fields: ['tool.phone'], reason: expect.stringContaining('联系手机') }])
  expect(
    await refusal(lin.ask(toolLibrary, 'reveal', { params: { id }, body: { purpose: 'service', reason: '好奇' } })),
  ).toMatchObject({ status: 403 })
})

test('strangers see nothing of a record, guests see only what the public list shows', async () => {
  const { id } = await borrow()
  await open.worker().ask(toolLibrary, 'moveRecord', { params: { id, move: 'lend' }, body: {} })
  expect(await refusal(open.resident().ask(toolLibrary, 'record', { params: { id } }))).toMatchObject({ status: 404 })
  expect(await refusal(open.worker(there).ask(toolLibrary, 'record', { params: { id } }))).toMatchObject({
    status: 404,
  })
  expect(
    await refusal(
      open
        .worker(there)
        .ask(toolLibrary, 'moveRecord', { params: { id, move: 'return' }, body: { answers: { condition: 'good' } } }),
    ),
  ).toMatchObject({ status: 404 })
  const shown = await open.town.guest.ask(toolLibrary, 'records', {
    params: { id: 'tool-borrowing' },
    query: { area: here, list: 'lentNow' },
  })
  expect(shown.items.find((row) => row.id === id)?.answers).toEqual({ tool: 'drill', fromOn: '2026-12-01' })
  expect(
    await refusal(
      open.town.guest.ask(toolLibrary, 'records', {
        params: { id: 'tool-borrowing' },
        query: { area: here, list: 'out' },
      }),
    ),
  ).toMatchObject({ status: 401 })
})

test('moves go through their tool alone: the spine’s own route, a wrong state and a wrong hand are refused', async () => {
  const lin = open.resident()
  const { id } = await borrow(lin)
  const record = await lin.ask(toolLibrary, 'record', { params: { id } })
  const bySpine = open.worker().ask(matters, 'move', { params: { id: record.matterId, move: 'lend' }, body: {} })
  expect(await refusal(bySpine)).toMatchObject({ status: 403 })
  expect(await refusal(lin.ask(toolLibrary, 'moveRecord', { params: { id, move: 'lend' }, body: {} }))).toMatchObject({
    code: 'tool-library/not-open-to-you',
  })
  expect(
    await refusal(
      open
        .worker()
        .ask(toolLibrary, 'moveRecord', { params: { id, move: 'return' }, body: { answers: { condition: 'good' } } }),
    ),
  ).toMatchObject({ code: 'tool-library/wrong-state' })
  expect(
    await refusal(open.worker().ask(toolLibrary, 'moveRecord', { params: { id, move: 'constructor' }, body: {} })),
  ).toMatchObject({ status: 404 })
})

test('where nobody took the tool up it is not there, and nobody asks in a community of others', async () => {
  expect(await refusal(borrow(open.resident(there), asking, there))).toMatchObject({ code: 'tool-library/not-on' })
  expect(await refusal(borrow(open.resident(there), asking, here))).toMatchObject({ status: 403 })
})

test('another community cites it, gives it a name of its own, and both run from one document', async () => {
  const admin = open.admin(there)
  await admin.ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: there, mode: 'cite' } })
  const words = {
    'processes/loan/states/asked': { 'zh-CN': '来店里拿', en: 'Fetch it at the shop' },
    'forms/asking/tool/choices/drill': { 'zh-CN': '冲击钻', en: 'Hammer drill' },
  }
  await admin.ask(toolLibrary, 'rename', {
    params: { id: 'tool-borrowing', area: there },
    body: { name: { 'zh-CN': '共享工具角', en: 'Tool corner' }, icon: 'shop', words },
  })
  const running = await open
    .resident(there)
    .ask(toolLibrary, 'running', { params: { id: 'tool-borrowing' }, query: { area: there } })
  expect(running.name['zh-CN']).toBe('共享工具角')
  expect(running.processes[0]?.states[0]?.title['zh-CN']).toBe('来店里拿')
  expect(JSON.stringify(running.forms)).toContain('冲击钻')
  const { id } = await borrow(open.resident(there), asking, there)
  const record = await open.worker(there).ask(toolLibrary, 'record', { params: { id } })
  expect(JSON.stringify(record.facts)).toContain('冲击钻')
  await open.town.owner.query('delete from tool_library_records where id = $1', [id])
  const original = await open
    .resident()
    .ask(toolLibrary, 'running', { params: { id: 'tool-borrowing' }, query: { area: here } })
  expect(original.name['zh-CN']).toBe('公共工具借用')
  const script = { 'zh-CN': '<script>', en: 'x' }
  expect(
    await refusal(
      admin.ask(toolLibrary, 'rename', { params: { id: 'tool-borrowing', area: there }, body: { name: script } }),
    ),
  ).toMatchObject({ field: 'name' })
  const library = await open.town.guest.ask(toolLibrary, 'list', { query: { q: '工具' } })
  expect(library.items[0]).toMatchObject({ id: 'tool-borrowing', citations: 1, activeUses: 2 })
})

test('a patch comes by itself, a major version waits for consent and shows what it would do, and one step leads back', async () => {
  const admin = open.admin(there)
  const lin = open.resident(there)
  const begun = await borrow(lin, asking, there)
  await open.install(next('1.0.1', '/summary/zh-CN', '电钻、梯子、轮椅，登记就能借，用完还回来，谢谢大家。'))
  expect((await admin.ask(toolLibrary, 'uses', { query: { area: there } })).items[0]).toMatchObject({
    version: '1.0.1',
    previous: '1.0.0',
  })
  // Its own journey answers what is asked now.
  const stricter = next('2.0.0', '/forms/0/fields/4/isRequired', true)
  await open.install(spoilt('/examples/0/answers/use', '修水管', stricter) as ToolDocument)
  const at = { params: { id: 'tool-borrowing', area: there } }
  expect((await admin.ask(toolLibrary, 'uses', { query: { area: there } })).items[0]).toMatchObject({
    version: '1.0.1',
    latest: '2.0.0',
  })
  const dry = await admin.ask(toolLibrary, 'upgrade', { ...at, body: { isDryRun: true } })
  expect(dry).toMatchObject({
    isDone: false,
    step: 'major',
    records: 1,
    stay: 1,
    misfits: [{ field: 'use', rule: 'required' }],
  })
  expect(await refusal(admin.ask(toolLibrary, 'upgrade', { ...at, body: {} }))).toMatchObject({
    code: 'tool-library/needs-consent',
  })
  expect((await admin.ask(toolLibrary, 'upgrade', { ...at, body: { isMajorAgreed: true } })).isDone).toBe(true)
  expect(await refusal(borrow(lin, asking, there))).toMatchObject({ field: 'answers.use' })
  // What began under the old version ends under it.
  await open.worker(there).ask(toolLibrary, 'moveRecord', { params: { id: begun.id, move: 'lend' }, body: {} })
  await admin.ask(toolLibrary, 'rollBack', at)
  expect((await borrow(lin, asking, there)).state).toBe('asked')
  expect(await refusal(admin.ask(toolLibrary, 'rollBack', at))).toMatchObject({ code: 'tool-library/nothing-before' })
})

test('put down, a tool takes nothing new, lets what is open end, is exported and only then removed', async () => {
  const admin = open.admin(far)
  const at = { params: { id: 'tool-borrowing', area: far } }
  await admin.ask(toolLibrary, 'use', {
    params: { id: 'tool-borrowing' },
    body: { area: far, mode: 'cite', version: '1.0.1' },
  })
  const { id } = await borrow(open.resident(far), asking, far)
  expect(await refusal(admin.ask(toolLibrary, 'remove', { ...at, query: {} }))).toMatchObject({
    code: 'tool-library/is-used',
  })
  await admin.ask(toolLibrary, 'retire', { ...at, body: { because: '没有人借' } })
  expect(await refusal(borrow(open.resident(far), asking, far))).toMatchObject({ code: 'tool-library/not-on' })
  expect(await refusal(admin.ask(toolLibrary, 'remove', { ...at, query: {} }))).toMatchObject({
    code: 'tool-library/is-used',
  })
  await open.worker(far).ask(toolLibrary, 'moveRecord', { params: { id, move: 'cancel' }, body: {} })
  const long = open.town.as({ roles: admin.actor.grants, provedAt: null })
  expect(await refusal(long.ask(toolLibrary, 'exportData', { ...at, query: {} }))).toMatchObject({
    code: 'kernel/stale-proof',
  })
  const exported = await admin.ask(toolLibrary, 'exportData', { ...at, query: {} })
  expect(exported.items).toMatchObject([{ id, state: 'cancelled', answers: { tool: 'drill' } }])
  expect(JSON.stringify(exported)).not.toContain(phone)
  // What would be deleted, and where, is seen before.
  const dry = await admin.ask(toolLibrary, 'remove', { ...at, query: { isDryRun: true } })
  expect(dry).toMatchObject({ deleted: 1, isDone: false, places: [{ areaCode: far, records: 1, open: 0 }] })
  expect((await admin.ask(toolLibrary, 'exportData', { ...at, query: {} })).items).toHaveLength(1)
  expect(await admin.ask(toolLibrary, 'remove', { ...at, query: {} })).toMatchObject({ deleted: 1, isDone: true })
})

test('a tool with an end date deletes what it holds on the day after, and only then', async () => {
  const roll = spoilt('/retention/endsOn', '2027-06-30', spoilt('/id', 'roll-call', spoilt('/points', [])))
  await open.install(spoilt('/examples/0/points', undefined, roll) as ToolDocument)
  for (const area of [here, far])
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: 'roll-call' }, body: { area, mode: 'cite' } })
  await open.resident().ask(toolLibrary, 'open', { params: { id: 'roll-call' }, body: { area: here, answers: asking } })
  await open.resident().ask(toolLibrary, 'begin', {
    params: { id: 'roll-call' },
    body: { id: '019abcde-0000-7000-8000-00000000f009', area: here, process: 'loan', refused: [] },
  })
  const count = async () =>
    (
      await open.town.owner.query(`select (select count(*)::int from tool_library_records where tool_id = 'roll-call') as records,
        (select citations from tool_library_tools where id = 'roll-call') as citations, (select count(*)::int from forms_submissions where code like 'roll-call.%') as drafts`)
    ).rows[0]
  await open.town.run('tool-library', 'tidy')
  expect(await count()).toEqual({ records: 1, drafts: 1, citations: 1 })
  const now = open.town.clock.now()
  open.town.clock.set('2027-07-01T02:00:00Z')
  expect(
    await refusal(
      open.resident().ask(toolLibrary, 'open', { params: { id: 'roll-call' }, body: { area: here, answers: asking } }),
    ),
  ).toMatchObject({ status: 410 })
  await open.town.run('tool-library', 'tidy')
  expect(await count()).toEqual({ records: 0, drafts: 0, citations: 0 })
  expect(await open.town.told('tool-library/data-ended')).toContainEqual({
    toolId: 'roll-call',
    areaCode: here,
    records: 1,
  })
  open.town.clock.set(now)
})

test('whoever went on to a version that lasts longer keeps everything; whoever stayed behind ends on the day it was told', async () => {
  const call = (version: string, endsOn: string, keepDays: number) =>
    ({
      ...(spoilt('/retention/endsOn', endsOn, spoilt('/examples/0/points', undefined)) as ToolDocument),
      ...{ id: 'flood-call', version, points: [], retention: { keepDays, endsOn } },
    }) as ToolDocument
  await open.install(call('1.0.0', '2027-06-30', 30))
  for (const area of [here, there])
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: 'flood-call' }, body: { area, mode: 'cite' } })
  const opened = async (area: string) => {
    const { id } = await open
      .resident(area)
      .ask(toolLibrary, 'open', { params: { id: 'flood-call' }, body: { area, answers: asking } })
    return id
  }
  const [begun, left] = [await opened(here), await opened(there)]
  await open.install(call('2.0.0', '2027-12-31', 365))
  const at = { params: { id: 'flood-call', area: here }, body: { isMajorAgreed: true } }
  expect((await open.admin().ask(toolLibrary, 'upgrade', at)).isDone).toBe(true)
  const [long, brief] = [await opened(here), await opened(there)]
  for (const [area, id] of [
    [here, long],
    [there, brief],
  ] as const)
    await open.worker(area).ask(toolLibrary, 'moveRecord', { params: { id, move: 'cancel' }, body: {} })
  const kept = async () =>
    (
      await open.town.owner.query(`select id from tool_library_records where tool_id = 'flood-call' order by id`)
    ).rows.map(({ id }) => id)
  const now = open.town.clock.now()
  // Sixty days on, the record closed under thirty days is gone, the one closed under a year is there.
  open.town.clock.advance(60 * 86_400_000)
  await open.town.run('tool-library', 'tidy')
  expect(await kept()).toEqual([begun, left, long])
  open.town.clock.set('2027-07-01T02:00:00Z')
  await open.town.run('tool-library', 'tidy')
  expect(await kept()).toEqual([begun, long])
  const uses = async (area: string) =>
    (await open.admin(area).ask(toolLibrary, 'uses', { query: { area } })).items.find(
      ({ toolId }) => toolId === 'flood-call',
    )
  expect(await uses(here)).toMatchObject({ isOn: true, version: '2.0.0' })
  expect(await uses(there)).toMatchObject({ isOn: false, version: '1.0.0' })
  open.town.clock.set(now)
})

test('the same request sent twice by a phone is one record', async () => {
  const lin = open.resident()
  const id = '019abcde-0000-7000-8000-000000000001'
  const body = { id, area: here, answers: asking }
  const first = await lin.ask(toolLibrary, 'open', { params: { id: 'tool-borrowing' }, body })
  expect(await lin.ask(toolLibrary, 'open', { params: { id: 'tool-borrowing' }, body })).toEqual(first)
})

test('whoever keeps a tool too long is reminded once', async () => {
  const lin = open.resident()
  const { id } = await borrow(lin)
  await open.worker().ask(toolLibrary, 'moveRecord', { params: { id, move: 'lend' }, body: {} })
  const reminded = async () =>
    (await open.town.owner.query('select reminded from tool_library_records where id = $1', [id])).rows[0].reminded
  await open.town.run('tool-library', 'remind')
  expect(await reminded()).toEqual([])
  open.town.clock.advance(8 * 86_400_000)
  await open.town.run('tool-library', 'remind')
  await open.town.run('tool-library', 'remind')
  expect(await reminded()).toEqual(['bringBack'])
  open.town.clock.advance(-8 * 86_400_000)
})

test('a form is begun under the person’s refusals, handed in with its record, and forms keeps the count of what was typed alone', async () => {
  const lin = open.resident()
  const id = '019abcde-0000-7000-8000-00000000f001'
  const begun = await lin.ask(toolLibrary, 'begin', {
    params: { id: 'tool-borrowing' },
    body: { id, area: here, process: 'loan', refused: ['person.phone'] },
  })
  expect(begun).toMatchObject({ state: 'draft', code: 'tool-borrowing.asking', refused: ['person.phone'] })
  expect(begun.definition.fields.find(({ key }) => key === 'which')?.when).toBe("tool == 'other'")
  const filled = { answers: { ...asking, days: '3' }, confirmed: [], reasons: {}, refused: [], materials: {} }
  const hand = (answers: object, record: string) =>
    lin.ask(toolLibrary, 'open', {
      params: { id: 'tool-borrowing' },
      body: {
        id: record,
        area: here,
        submission: { id, filled: { ...filled, answers: { ...filled.answers, ...answers } } },
      },
    })
  const record = '019abcde-0000-7000-8000-00000000f002'
  expect(await refusal(hand({ days: 99 }, record))).toMatchObject({ code: 'forms/incomplete', field: 'days' })
  expect((await hand({}, record)).id).toBe(record)
  const { rows } = await open.town.owner.query('select answers from tool_library_records where id = $1', [record])
  expect(rows[0].answers).toEqual({ tool: 'drill', fromOn: '2026-12-01', days: 3 })
  const kept = await open.town.owner.query('select state, typed, content from forms_submissions where id = $1', [id])
  expect(kept.rows[0]).toMatchObject({ state: 'submitted', typed: 4 })
  expect((await lin.ask(forms, 'read', { params: { id } })).answers).toEqual({})
  expect((await lin.ask(forms, 'listMine', { query: {} })).items).toEqual([])
  // One form opens one record, whoever presses twice.
  expect((await hand({}, record)).id).toBe(record)
  expect(await refusal(hand({}, '019abcde-0000-7000-8000-00000000f003'))).toMatchObject({
    code: 'forms/handed-in-already',
  })
  // Nobody hands it in past the tool.
  const other = '019abcde-0000-7000-8000-00000000f004'
  await lin.ask(toolLibrary, 'begin', {
    params: { id: 'tool-borrowing' },
    body: { id: other, area: here, process: 'loan', refused: [] },
  })
  expect(await refusal(lin.ask(forms, 'submit', { params: { id: other }, body: filled }))).toMatchObject({
    status: 404,
  })
})
