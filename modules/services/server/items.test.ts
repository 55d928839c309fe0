/** Items as people find them, as those who keep them change them, and as a whole catalogue comes in from a file. */
import { forms } from '@liren/forms/contract'
import { leavesOf } from '@liren/forms/outline'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { sentencesOf } from '../language.ts'
import { standardForm } from '../standard-form.ts'
import { openTown, settle } from '../testing/people-of-town.ts'
import { district, here, refusal } from '../testing/services-town.ts'
import type { ItemRow, ItemView } from '../views.ts'
import { importItems } from './import.ts'
import module from './module.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const steward = () => town.as({ roles: [{ role: 'dataSteward', area: district, unitId: null }] })
const resident = () => town.as({ roles: [{ role: 'resident', area: here, unitId: null }] })
const find = async (q: string) =>
  (await town.guest.ask(services, 'items', { query: { q } })).items.map(({ name }) => name)

test('the twenty-nine community items and more than sixty for firms are there, each complete and open', async () => {
  const community = await town.guest.ask(services, 'items', { query: { tag: '社区29项', limit: 50 } })
  expect(community.items).toHaveLength(29)
  expect(community.items.every(({ isOpen }) => isOpen)).toBe(true)
  const firms = await town.guest.ask(services, 'items', { query: { audience: 'firm', limit: 200 } })
  expect(firms.items.length).toBeGreaterThanOrEqual(60)
  expect(firms.items.every(({ isZeroVisit }) => isZeroVisit)).toBe(true)
  for (const { code } of community.items) {
    const { record, form } = await town.guest.ask(services, 'item', { params: { code } })
    expect(form).not.toBeNull()
    expect(record.notes?.length, code).toBeGreaterThan(0)
    expect(record.faq.length, code).toBeGreaterThan(0)
    expect(record.baseline.fields, code).toBeGreaterThan(15)
  }
})

test('somebody types what they hear: the name, another name, the sounds or only their first letters', async () => {
  expect(await find('高龄')).toContain('高龄津贴（长寿保健金）')
  expect(await find('长寿金')).toContain('高龄津贴（长寿保健金）')
  expect(await find('dibao')).toContain('最低生活保障')
  expect(await find('glbt')).toContain('高龄津贴（长寿保健金）')
  expect(await find('gljt')).toContain('高龄津贴（长寿保健金）')
  expect(await find('JUZHUZHENG')).toContain('居住登记与居住证')
  expect(await find('100%')).toEqual([])
})

test('whoever asks by need finds what people live by, and every named category has something', async () => {
  const { items } = await town.guest.ask(services, 'needs', { query: {} })
  const found = new Set(items.map(({ need }) => need))
  for (const need of [
    'food',
    'housing',
    'transport',
    'learning',
    'health',
    'elderCare',
    'childCare',
    'childbirth',
    'insurance',
    'jobs',
    'relief',
    'startUp',
    'environment',
  ] as const)
    expect(found.has(need), need).toBe(true)
})

test('nineteen lists are published and every item stands where it must; a missing tag is reported', async () => {
  const { items: lists } = await town.guest.ask(services, 'lists')
  expect(lists).toHaveLength(19)
  expect(lists.every(({ items }) => items > 0)).toBe(true)
  expect(await steward().ask(services, 'coverage')).toMatchObject({ items: 95, covered: 95, gaps: [] })

  const { record, version } = await steward().ask(services, 'item', { params: { code: 'SQ-006' } })
  const draft = await steward().ask(services, 'keepItem', {
    params: { code: 'SQ-006' },
    body: { record: { ...record, tags: record.tags.filter((tag) => tag !== '收费清单') }, seen: version },
  })
  await steward().ask(services, 'publishItem', { params: { code: 'SQ-006' }, body: { version: draft.version } })
  const { covered, gaps } = await steward().ask(services, 'coverage')
  expect(covered).toBe(94)
  expect(gaps).toEqual([expect.objectContaining({ itemCode: 'SQ-006', missing: ['fees'] })])
})

test('a change is the next version: what is published stays until it is published, and the checklist comes first', async () => {
  const { record } = await steward().ask(services, 'item', { params: { code: 'SQ-002' } })
  const shorter = { ...record, promisedDays: 0, simplification: { ...record.simplification, isAsked: false } }
  const draft = await steward().ask(services, 'keepItem', { params: { code: 'SQ-002' }, body: { record: shorter } })
  expect(draft).toMatchObject({ version: 2, state: 'draft' })
  expect((await town.guest.ask(services, 'item', { params: { code: 'SQ-002' } })).version).toBe(1)
  const publish = (more = {}) =>
    steward().ask(services, 'publishItem', { params: { code: 'SQ-002' }, body: { version: 2, ...more } })
  expect(await refusal(publish())).toMatchObject({ code: 'services/checklist-missing', field: 'simplification' })
  await publish({ simplification: record.simplification })
  expect((await town.guest.ask(services, 'item', { params: { code: 'SQ-002' } })).version).toBe(2)
  expect(await town.told('services/item-published')).toContainEqual({ itemCode: 'SQ-002', version: 2 })
})

test('a form edited where forms are stays in force when its item is published again', async () => {
  const { definition } = await town.guest.ask(forms, 'readForm', { params: { code: 'SQ-005' }, query: {} })
  const edited = {
    ...definition,
    fields: definition.fields.map((field) => (field.key === 'device' ? { ...field, label: '想要的终端' } : field)),
  }
  await steward().ask(forms, 'saveDraft', { params: { code: 'SQ-005' }, body: { definition: edited } })
  const asked = leavesOf(edited).map(({ path }) => [path, '办理需要'] as const)
  await steward().ask(forms, 'publish', {
    params: { code: 'SQ-005' },
    body: { note: '', kept: Object.fromEntries(asked) },
  })
  const { record } = await steward().ask(services, 'item', { params: { code: 'SQ-005' } })
  const draft = await steward().ask(services, 'keepItem', {
    params: { code: 'SQ-005' },
    body: { record: { ...record, fee: '不收费，终端免费' } },
  })
  await steward().ask(services, 'publishItem', { params: { code: 'SQ-005' }, body: { version: draft.version } })
  const now = await town.guest.ask(forms, 'readForm', { params: { code: 'SQ-005' }, query: {} })
  expect(now.definition.fields.find(({ key }) => key === 'device')?.label).toBe('想要的终端')
  const { form } = await town.guest.ask(services, 'item', { params: { code: 'SQ-005' } })
  expect(JSON.stringify(form)).toContain('想要的终端')
})

test('an item that promises more than the law allows, or asks a rule nobody can read, is not kept', async () => {
  const { record } = await steward().ask(services, 'item', { params: { code: 'SQ-003' } })
  const keep = (change: object) =>
    steward().ask(services, 'keepItem', { params: { code: 'SQ-003' }, body: { record: { ...record, ...change } } })
  expect(await refusal(keep({ promisedDays: 99 }))).toMatchObject({
    code: 'services/item-wrong',
    field: 'record.promisedDays',
  })
  expect(await refusal(keep({ conditions: 'age >' }))).toMatchObject({ field: 'record.conditions' })
  expect(await refusal(keep({ conditions: 'shoeSize > 40' }))).toMatchObject({ field: 'record.conditions' })
  expect(
    await refusal(resident().ask(services, 'keepItem', { params: { code: 'SQ-003' }, body: { record } })),
  ).toMatchObject({ status: 403 })
})

const head =
  '事项编码,事项名称,事项类型,服务对象,实施部门,设定依据,法定时限,承诺时限,到现场次数,办理渠道,申请材料,所属清单'
const row = (code: string, change: Readonly<Record<number, string>> = {}) =>
  [
    code,
    `测试事项${code}`,
    '行政许可',
    '企业',
    '区市场监管局',
    '《示范条例》',
    '20',
    '5',
    '0',
    '网上；窗口',
    '申请书；承诺书',
    '权责清单；收费清单',
  ]
    .map((cell, index) => change[index] ?? cell)
    .join(',')
const load = (bytes: Buffer, isDryRun = false) => town.work(module, (work) => importItems(work, { bytes, isDryRun }))

test('a catalogue of 743 items comes in from a table, each marked as needing no visit; a second time nothing changes', async () => {
  const csv = Buffer.from(
    [head, ...Array.from({ length: 743 }, (_, n) => row(`YX-${String(n + 1).padStart(4, '0')}`))].join('\n'),
  )
  expect(await load(csv, true)).toMatchObject({ rows: 743, created: 743, refused: 0, zeroVisit: 743 })
  expect(await find('测试事项')).toEqual([])
  expect(await load(csv)).toMatchObject({ created: 743, updated: 0, unchanged: 0, refused: 0 })
  expect(await load(csv)).toMatchObject({ created: 0, updated: 0, unchanged: 743 })
  const { items } = await town.guest.ask(services, 'items', { query: { q: 'YX-0743' } })
  expect(items).toEqual([expect.objectContaining({ isZeroVisit: true, isOpen: false, promisedDays: 5 })])
})

test('from the desk a catalogue is tried, taken in with forms, and applied for; a new item made by hand goes the same way', async () => {
  const send = async (fields: Readonly<Record<string, string>>, csv: string) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([csv], { type: 'text/csv' }), '事项.csv')
    const reply = await steward().raw('POST', '/api/services/item-imports', form)
    return { status: reply.status, body: JSON.parse(await reply.text()) as Record<string, unknown> }
  }
  const csv = [head, row('DK-0001', { 3: '个人' })].join('\n')
  expect(await send({}, csv)).toMatchObject({ status: 200, body: { isDryRun: true, created: 1, refused: 0 } })
  expect(await find('DK-0001')).toEqual([])
  expect(await send({ dryRun: 'false', withForms: 'true' }, csv)).toMatchObject({ body: { created: 1 } })
  const { who } = await settle(town)
  const begin = (code: string) =>
    who.ask(services, 'begin', { params: { code }, body: { id: crypto.randomUUID(), area: here, channel: 'mobile' } })
  expect((await begin('DK-0001')).application).toMatchObject({ itemCode: 'DK-0001', state: 'draft' })

  const { record } = await steward().ask(services, 'item', { params: { code: 'DK-0001' } })
  const made = { ...record, code: 'DK-0002', name: '手工新建事项' }
  const keep = (form?: 'attached' | Record<string, unknown>) =>
    steward().ask(services, 'keepItem', {
      params: { code: 'DK-0002' },
      body: { record: made, ...(form ? { form } : {}) },
    })
  await keep()
  expect(await refusal(keep('attached'))).toMatchObject({ code: 'services/form-missing', field: 'form' })
  const { version } = await keep({ ...standardForm(made) })
  await steward().ask(services, 'publishItem', { params: { code: 'DK-0002' }, body: { version } })
  expect((await begin('DK-0002')).application.itemCode).toBe('DK-0002')
})

test('what is wrong with a row is said by row and field, and the other rows come in', async () => {
  const csv = Buffer.from(
    [
      head,
      row('ZZ-0001'),
      row('ZZ-0002', { 1: '' }),
      row('ZZ-0003', { 2: '行政魔法' }),
      row('ZZ-0001'),
      row('ZZ-0005', { 7: '30' }),
      row('?', {}),
    ].join('\n'),
  )
  const report = await load(csv)
  expect(report).toMatchObject({ rows: 6, created: 1, refused: 5 })
  expect(report.errors).toEqual([
    { row: 3, field: 'name', code: 'missing' },
    { row: 4, field: 'type', code: 'unknown-word' },
    { row: 5, field: 'code', code: 'code-twice' },
    { row: 6, field: 'promisedDays', code: 'promise-over-law' },
    { row: 7, field: 'code', code: 'wrong-shape' },
  ])
})

test('the same comes from JSON and from an office table in the old encoding', async () => {
  const { record } = await steward().ask(services, 'item', { params: { code: 'QY-001' } })
  const json = Buffer.from(JSON.stringify([{ ...record, code: 'JS-001' }, 7]))
  expect(await load(json)).toMatchObject({
    rows: 2,
    created: 1,
    refused: 1,
    errors: [{ row: 2, field: 'row', code: 'unreadable' }],
  })
  // 编码 in GB 18030; the rest of the row is plain.
  const old = Buffer.concat([Buffer.from([0xb1, 0xe0, 0xc2, 0xeb]), Buffer.from(',name\nGB-001,x\n')])
  expect((await load(old)).errors.map(({ field }) => field)).not.toContain('code')
})

test('who reads English reads the whole item in English: whom it is for, papers, steps, questions; Chinese readers lose nothing', async () => {
  const inEnglish = async <T>(path: string): Promise<T> => {
    const reply = await town.guest.raw('GET', path, undefined, { 'accept-language': 'en' })
    expect(reply.status).toBe(200)
    return (await reply.json()) as T // the shapes of the contract
  }
  const { items } = await inEnglish<{ items: ItemRow[] }>('/api/services/items?tag=社区29项&limit=50')
  expect(items).toHaveLength(29)
  const chinese = /\p{Script=Han}/u
  for (const { code, name, ownerName } of items) {
    const { record, version } = await inEnglish<ItemView>(`/api/services/items/${code}`)
    // What somebody rewrote and nobody translated is read as it stands.
    if (version > 1) continue
    expect([code, name, ownerName, record.name, ...sentencesOf(record)].filter((one) => chinese.test(one))).toEqual([])
  }
  // What firms come for too: sixty-six items, each with its papers, steps and law.
  const firms = await inEnglish<{ items: ItemRow[] }>('/api/services/items?audience=firm&limit=200')
  const ours = firms.items.filter(({ code }) => code.startsWith('QY-'))
  expect(ours.length).toBeGreaterThanOrEqual(60)
  for (const { code, name, ownerName } of ours) {
    const { record, form, version } = await inEnglish<ItemView>(`/api/services/items/${code}`)
    if (version > 1) continue
    const law = (form?.basis as { en?: string } | undefined)?.en ?? '' // a definition of `forms`, where a law is said in both
    const read = [code, name, ownerName, record.name, ...sentencesOf(record), law]
    expect(read.filter((one) => chinese.test(one))).toEqual([])
  }
  const guest = await town.guest.ask(services, 'item', { params: { code: 'SQ-001' } })
  expect(guest.record.materials[0]?.name).toBe('居民身份证')
})
