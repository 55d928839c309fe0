/** From a need to a tool: drafted, reviewed by machine and keeper, tried at home, published, signed, cited, credited, nominated, withdrawn. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing, bytesOf } from '../testing/sample.ts'
import { far, here, openTown, there } from '../testing/town.ts'
import { openFile, signatureFault } from './check/sign.ts'
import { creditCitations, nominateStandards } from './tidy.job.ts'

let open: Awaited<ReturnType<typeof openTown>>
const draftId = '019abcde-0000-7000-8000-0000000000d1'
const maker = '019abcde-0000-7000-8000-0000000000a1'
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const author = () => open.admin(here, maker)
const keep = (document: unknown) =>
  author().ask(toolLibrary, 'keepDraft', { params: { id: draftId }, body: { area: here, document } })
const submit = (more: object) =>
  author().ask(toolLibrary, 'submit', {
    params: { id: draftId },
    body: { trialUntil: '2027-12-31', exitCriteria: '三十天内有十人借用，无投诉', ...more },
  })
let needId = ''

beforeAll(async () => {
  open = await openTown()
  const need = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想借电钻', evidence: '一年用一次，家家都买', serves: 'resident' },
  })
  needId = need.id
})
afterAll(() => open.town.close())

test('a draft is nobody’s but its maker’s, and a hostile one is not even kept', async () => {
  await keep(borrowing())
  expect(await refusal(open.admin(here).ask(toolLibrary, 'draft', { params: { id: draftId } }))).toMatchObject({
    status: 404,
  })
  expect(
    await refusal(
      open.admin(here).ask(toolLibrary, 'keepDraft', { params: { id: draftId }, body: { area: here, document: {} } }),
    ),
  ).toMatchObject({ status: 404 })
  expect(
    (
      await author().raw(
        'PUT',
        `/api/tool-library/drafts/${draftId}`,
        `{"area":"${here}","document":{"__proto__":{"x":1}}}`,
      )
    ).status,
  ).toBeGreaterThanOrEqual(400)
})

test('nothing goes live without a need, with a failing example, or with faults', async () => {
  expect(await refusal(submit({}))).toMatchObject({ code: 'tool-library/need-missing' })
  await keep({ ...borrowing(), examples: [{ ...borrowing().examples?.[0], points: 99 }] })
  expect(await refusal(submit({ needId }))).toMatchObject({ code: 'tool-library/journey-fails' })
  await keep({ ...borrowing(), data: { reads: [], writes: [] } })
  expect(await refusal(submit({ needId }))).toMatchObject({ code: 'tool-library/document-unsound' })
})

test('handed in, it runs on trial at home and nowhere else, until the keeper, who is not its maker, publishes it signed', async () => {
  await keep(borrowing())
  const handed = await submit({ needId })
  expect(handed).toMatchObject({ state: 'trial', isSigned: false })
  expect(
    (await open.resident().ask(toolLibrary, 'running', { params: { id: 'tool-borrowing' }, query: { area: here } }))
      .isTrial,
  ).toBe(true)
  expect(
    await refusal(
      open
        .admin(there)
        .ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: there, mode: 'cite' } }),
    ),
  ).toMatchObject({ code: 'tool-library/wrong-review-state' })
  const params = { id: 'tool-borrowing', version: '1.0.0' }
  expect((await open.keeper().ask(toolLibrary, 'reviews', { query: {} })).items).toHaveLength(1)
  expect(
    await refusal(author().ask(toolLibrary, 'decide', { params, body: { isPublished: true, reason: '自己批准' } })),
  ).toMatchObject({ status: 403 })
  // Nobody has tried it yet: first somebody of the trial's community does.
  expect(
    await refusal(
      open.keeper().ask(toolLibrary, 'decide', { params, body: { isPublished: true, reason: '试用良好' } }),
    ),
  ).toMatchObject({ code: 'tool-library/no-pilot' })
  await open.resident().ask(toolLibrary, 'open', {
    params: { id: 'tool-borrowing' },
    body: { area: here, answers: { tool: 'drill', fromOn: '2030-12-01', days: 3, phone: '13800009999' } },
  })
  const decided = await open
    .keeper()
    .ask(toolLibrary, 'decide', { params, body: { isPublished: true, reason: '试用良好' } })
  expect(decided).toMatchObject({ state: 'published', isSigned: true, review: { reason: '试用良好' } })
})

test('its file carries to another district: the digest holds, the signature is the library’s, a changed byte is refused', async () => {
  const parcel = await open.town.guest.ask(toolLibrary, 'parcel', {
    params: { id: 'tool-borrowing', version: '1.0.0' },
  })
  const opened = openFile(bytesOf(parcel))
  expect(opened.isSound).toBe(true)
  const { rows } = await open.town.owner.query('select key_id, publisher, public_key from tool_library_keys')
  const keys = rows.map((row) => ({ keyId: row.key_id, publisher: row.publisher, publicKey: row.public_key }))
  expect(signatureFault(opened, keys)).toBeNull()
  expect(openFile(bytesOf(JSON.stringify(parcel).replace('电钻', '电镐'))).faults[0]).toMatchObject({ code: 'digest' })
})

test('a library tells its own key to anybody, and another district takes in what it signed', async () => {
  const own = await open.town.guest.ask(toolLibrary, 'ownKey', {})
  expect(own.publicKey).toContain('BEGIN PUBLIC KEY')
  const other = await openTown()
  try {
    const [publisher] = own.publishers
    const { items } = await open.town.guest.ask(toolLibrary, 'list', { query: {} })
    const tool = items.find((one) => one.publisher === publisher && one.state === 'published')
    if (!publisher || !tool) throw new Error('nothing here was signed by the library')
    const parcel = await open.town.guest.ask(toolLibrary, 'parcel', {
      params: { id: tool.id, version: tool.version },
    })
    const check = () => other.keeper().ask(toolLibrary, 'checkParcel', { body: { parcel } })
    expect(await check()).toMatchObject({ isTrusted: false, keyId: own.keyId })
    await other.keeper().ask(toolLibrary, 'trustKey', { params: { publisher }, body: { publicKey: own.publicKey } })
    expect(await check()).toMatchObject({ isTrusted: true, isTriedFirst: true })
    // What the operator laid down without a signature leaves under the library's name, too.
    await other.install({ ...borrowing(), id: 'laid-down' } as ToolDocument)
    const laid = await other.town.guest.ask(toolLibrary, 'parcel', { params: { id: 'laid-down', version: '1.0.0' } })
    const theirs = await other.town.guest.ask(toolLibrary, 'ownKey', {})
    expect(laid).toMatchObject({ signature: { keyId: theirs.keyId } })
    expect(theirs.publishers).toEqual([borrowing().provider.publisher])
  } finally {
    await other.town.close()
  }
})

test('a second tool that does the same is shown the first, and must say why it is needed all the same', async () => {
  const copy: ToolDocument = {
    ...borrowing(),
    id: 'tool-sharing',
    name: { 'zh-CN': '公共工具共享', en: 'Share a tool' },
  }
  const seen = await author().ask(toolLibrary, 'check', { body: { document: copy } })
  expect(seen.alike[0]).toMatchObject({ id: 'tool-borrowing' })
  expect(seen.alike[0]?.because).toContain('fields')
  // Another category does not hide it.
  const elsewhere = await author().ask(toolLibrary, 'check', { body: { document: { ...copy, category: 'health' } } })
  expect(elsewhere.alike[0]).toMatchObject({ id: 'tool-borrowing' })
  await keep(copy)
  expect(await refusal(submit({ needId }))).toMatchObject({
    code: 'tool-library/justification-missing',
    field: 'justification',
  })
  expect((await submit({ needId, justification: '本社区用不同的借用流程' })).review?.justification).toBe(
    '本社区用不同的借用流程',
  )
  // What was said of the same neighbours holds for the next version.
  const revised = { ...copy, version: '1.0.1', summary: { ...copy.summary, 'zh-CN': '电钻、梯子，登记就能借走。' } }
  await keep(revised)
  expect((await submit({ needId })).review?.justification).toBe('本社区用不同的借用流程')
})

test('a fork keeps its lineage, and the library shows it', async () => {
  const { draftId: forked } = await open
    .admin(there, maker)
    .ask(toolLibrary, 'fork', { params: { id: 'tool-borrowing' }, body: { area: there, newId: 'ladder-corner' } })
  const { document } = await open.admin(there, maker).ask(toolLibrary, 'draft', { params: { id: forked } })
  expect(document).toMatchObject({
    id: 'ladder-corner',
    version: '1.0.0',
    lineage: { forkOf: { id: 'tool-borrowing', version: '1.0.0' } },
  })
})

test('a version whose number hides how much it changes is not taken', async () => {
  await keep({ ...borrowing(), version: '1.0.1', retention: { keepDays: 3000 } })
  expect(await refusal(submit({ needId, justification: '同一工具的新版本' }))).toMatchObject({
    code: 'tool-library/version-step',
  })
  await keep({ ...borrowing(), version: '1.0.0' })
  expect(await refusal(submit({ needId, justification: '同一工具的新版本' }))).toMatchObject({
    code: 'tool-library/version-older',
  })
})

test('citing credits both sides once it is used for a month; citing oneself, or what nobody uses, credits nobody', async () => {
  for (const area of [there, far])
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area, mode: 'cite' } })
  open.town.clock.advance(31 * 86_400_000)
  const ask = (area: string) =>
    open.resident(area).ask(toolLibrary, 'open', {
      params: { id: 'tool-borrowing' },
      body: { area, answers: { tool: 'drill', fromOn: '2026-12-01', days: 1 } },
    })
  await ask(there)
  await ask(here)
  await open.town.work('tool-library', (work) => creditCitations(work as never))
  await open.town.work('tool-library', (work) => creditCitations(work as never))
  const { credits, mostCited, savedFen } = await open.town.guest.ask(toolLibrary, 'boards', {})
  expect(Object.fromEntries(credits.map(({ publisher, points }) => [publisher, points]))).toEqual({
    [`a${there}`]: 5,
    'yuexiushan-community': 10,
  })
  // The month in which it was first credited is paid by that; each further month of use once.
  open.town.clock.advance(31 * 86_400_000)
  await ask(there)
  for (let night = 0; night < 2; night += 1)
    await open.town.work('tool-library', (work) => creditCitations(work as never))
  const later = (await open.town.guest.ask(toolLibrary, 'boards', {})).credits
  expect(later.find(({ publisher }) => publisher === 'yuexiushan-community')?.points).toBe(12)
  expect(mostCited[0]).toMatchObject({ id: 'tool-borrowing', citations: 2 })
  expect(savedFen).toBe(Math.round(40000 * 2 * 0.7))
})

test('five independent units in three months of use nominate a standard, which the keeper confirms after the comments', async () => {
  const areas = ['440104003001', '440104003002', '440104004001']
  for (const area of areas)
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area, mode: 'cite' } })
  const nominate = () => open.town.work('tool-library', (work) => nominateStandards(work as never))
  await nominate()
  expect((await open.town.guest.ask(toolLibrary, 'standards', {})).items).toEqual([])
  open.town.clock.advance(91 * 86_400_000)
  for (const area of [there, far, ...areas])
    await open.resident(area).ask(toolLibrary, 'open', {
      params: { id: 'tool-borrowing' },
      body: { area, answers: { tool: 'drill', fromOn: '2026-12-01', days: 1 } },
    })
  await nominate()
  const { items } = await open.town.guest.ask(toolLibrary, 'standards', {})
  expect(items).toMatchObject([{ id: 'tool-borrowing', state: 'nominated', units: 5, fields: ['person.phone'] }])
  // What it asks is recommended field by field; what is sealed is not to be compared.
  expect(items[0]?.dictionary.map(({ key }) => key)).toEqual(expect.arrayContaining(['tool', 'fromOn', 'days']))
  expect(items[0]?.dictionary.map(({ key }) => key)).not.toContain('phone')
  const decide = () =>
    open.keeper().ask(toolLibrary, 'decideStandard', {
      params: { id: 'tool-borrowing' },
      body: { isConfirmed: true, reason: '用得好' },
    })
  expect(await refusal(decide())).toMatchObject({ code: 'tool-library/wrong-review-state' })
  await author().ask(toolLibrary, 'comment', { params: { id: 'tool-borrowing' }, body: { text: '建议增加押金说明' } })
  open.town.clock.advance(32 * 86_400_000)
  await decide()
  expect(
    (await open.town.guest.ask(toolLibrary, 'list', { query: {} })).items.find(({ id }) => id === 'tool-borrowing')
      ?.isStandard,
  ).toBe(true)
})

const justified = { justification: '同一工具的新版本' }
const withField = (document: ToolDocument): ToolDocument => ({
  ...document,
  forms: document.forms.map((form, index) =>
    index > 0
      ? form
      : {
          ...form,
          fields: [
            ...form.fields,
            { key: 'floor', label: { 'zh-CN': '住几楼', en: 'Floor' }, schema: { type: 'string', maxLength: 10 } },
          ],
        },
  ),
})

test('a version that asks more of people than the one before says why; what it adds stands in its review for everybody', async () => {
  const more = { ...withField(borrowing()), version: '1.1.0' }
  await keep(more)
  const { burden } = await author().ask(toolLibrary, 'check', { body: { document: more } })
  expect(burden?.change).toEqual({ asked: 1, brought: 0, staffFields: 0, staffMoves: 0 })
  expect(await refusal(submit({ needId, ...justified }))).toMatchObject({
    code: 'tool-library/burden-grows',
    field: 'burdenReason',
  })
  await submit({ needId, ...justified, burdenReason: '没有电梯，要知道送到几楼' })
  const { versions } = await open.town.guest.ask(toolLibrary, 'tool', { params: { id: 'tool-borrowing' } })
  expect(versions.find(({ version }) => version === '1.1.0')?.review?.burden).toMatchObject({
    change: { asked: 1 },
    reason: '没有电梯，要知道送到几楼',
  })
  const { items } = await open.keeper().ask(toolLibrary, 'reviews', { query: {} })
  expect(items.find(({ version }) => version === '1.1.0')).toMatchObject({
    name: borrowing().name,
    trial: { records: 0, finished: 0, people: 0, remarks: 0, unanswered: 0 },
  })
  await open.keeper().ask(toolLibrary, 'decide', {
    params: { id: 'tool-borrowing', version: '1.1.0' },
    body: { isPublished: false, reason: '先看看能不能不问' },
  })
  // Where it was tried, the version before goes on.
  const { items: uses } = await author().ask(toolLibrary, 'uses', { query: { area: here } })
  expect(uses.find(({ toolId }) => toolId === 'tool-borrowing')).toMatchObject({ mode: 'cite', version: '1.0.0' })
})

test('a copy of a standard that lost a field says what stands for it, and then all can be asked together', async () => {
  const { draftId: forked } = await open
    .admin(there, maker)
    .ask(toolLibrary, 'fork', { params: { id: 'tool-borrowing' }, body: { area: there, newId: 'corner-loan' } })
  const copier = () => open.admin(there, maker)
  const draft = await copier().ask(toolLibrary, 'draft', { params: { id: forked } })
  const copy = draft.document as ToolDocument
  const { gaps: none } = await copier().ask(toolLibrary, 'check', { body: { document: copy } })
  expect(none).toEqual([])
  const renamed = JSON.parse(
    JSON.stringify(copy).replaceAll('"days"', '"nights"').replaceAll('answers.days', 'answers.nights'),
  ) as ToolDocument
  expect((await copier().ask(toolLibrary, 'check', { body: { document: renamed } })).faults).toEqual([])
  const hand = async (document: ToolDocument) => {
    await copier().ask(toolLibrary, 'keepDraft', { params: { id: forked }, body: { area: there, document } })
    return copier().ask(toolLibrary, 'submit', {
      params: { id: forked },
      body: { trialUntil: '2029-12-31', exitCriteria: '三十天内有十人借用', needId, ...justified },
    })
  }
  const { gaps } = await copier().ask(toolLibrary, 'check', { body: { document: renamed } })
  expect(gaps.map(({ key }) => key)).toEqual(['days'])
  expect(await refusal(hand(renamed))).toMatchObject({ code: 'tool-library/standard-gap' })
  const { lineage } = renamed
  if (!lineage) throw new Error('a copy has a lineage')
  await hand({ ...renamed, lineage: { ...lineage, mapping: { days: 'nights' } } })
  await open.resident(there).ask(toolLibrary, 'open', {
    params: { id: 'corner-loan' },
    body: { area: there, answers: { tool: 'drill', fromOn: '2026-12-01', nights: 4 } },
  })
  const asked = await open
    .admin(there)
    .ask(toolLibrary, 'standardRecords', { params: { id: 'tool-borrowing' }, query: {} })
  expect(asked.tools.map(({ id }) => id)).toEqual(['tool-borrowing', 'corner-loan'])
  expect(asked.items.map(({ toolId, values }) => [toolId, values.days])).toEqual(
    expect.arrayContaining([
      ['corner-loan', 4],
      ['tool-borrowing', 1],
    ]),
  )
  // As far as one's own reach, and nothing that is sealed.
  expect(new Set(asked.items.map(({ areaCode }) => areaCode))).toEqual(new Set([there]))
  expect(asked.fields.map(({ key }) => key)).not.toContain('phone')
  expect(
    await refusal(
      open.resident(there).ask(toolLibrary, 'standardRecords', { params: { id: 'tool-borrowing' }, query: {} }),
    ),
  ).toMatchObject({ status: 403 })
})

test('a copy of the copy is asked together with the standard, under the names of the standard', async () => {
  const { document } = await open.town.guest.ask(toolLibrary, 'tool', { params: { id: 'corner-loan' } })
  const corner = document as ToolDocument
  const lineage = {
    forkOf: {
      id: 'corner-loan',
      version: '1.0.0',
      publisher: corner.provider.publisher,
      digest: `sha256:${'0'.repeat(64)}`,
    },
  }
  const alley = { ...corner, id: 'alley-loan', lineage } as ToolDocument
  const gapsOf = async (one: ToolDocument) =>
    (await author().ask(toolLibrary, 'check', { body: { document: one } })).gaps
  expect(await gapsOf(alley)).toEqual([])
  const renamed = JSON.parse(
    JSON.stringify(alley).replaceAll('"nights"', '"evenings"').replaceAll('answers.nights', 'answers.evenings'),
  ) as ToolDocument
  // What was lost two copies away from the standard is still missed.
  expect((await gapsOf(renamed)).map(({ key }) => key)).toEqual(['days'])
  const mapped = { ...renamed, lineage: { ...lineage, mapping: { nights: 'evenings' } } } as ToolDocument
  expect(await gapsOf(mapped)).toEqual([])
  await open.install(mapped)
  await open.admin(there).ask(toolLibrary, 'use', { params: { id: 'alley-loan' }, body: { area: there, mode: 'cite' } })
  await open.resident(there).ask(toolLibrary, 'open', {
    params: { id: 'alley-loan' },
    body: { area: there, answers: { tool: 'drill', fromOn: '2026-12-03', evenings: 6 } },
  })
  const asked = await open
    .admin(there)
    .ask(toolLibrary, 'standardRecords', { params: { id: 'tool-borrowing' }, query: {} })
  expect(asked.tools.map(({ id }) => id)).toEqual(['tool-borrowing', 'corner-loan', 'alley-loan'])
  expect(asked.items.filter(({ toolId }) => toolId === 'alley-loan').map(({ values }) => values.days)).toEqual([6])
})

test('what nobody used for three months is named, and what was withdrawn is told to those who use it, who go on', async () => {
  open.town.clock.advance(100 * 86_400_000)
  const { unused } = await open.town.guest.ask(toolLibrary, 'boards', {})
  expect(unused.map(({ areaCode }) => areaCode)).toContain(there)
  await open.keeper().ask(toolLibrary, 'withdraw', {
    params: { id: 'tool-borrowing', version: '1.0.0' },
    body: { because: '有更好的替代' },
  })
  expect((await open.town.told('tool-library/withdrawn'))[0]).toMatchObject({
    because: '有更好的替代',
    areaCodes: expect.arrayContaining([here, there]),
  })
  expect(
    await refusal(
      open
        .admin('440104005001')
        .ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: '440104005001', mode: 'cite' } }),
    ),
  ).toMatchObject({ code: 'tool-library/wrong-review-state' })
  await open.town.settle()
})
