/** The steward keeps the dictionary: every wrong part is named, nothing others live on goes, and who changed what is known. */
import { afterAll, expect, test } from 'vitest'
import { type CataloguePort, catalogue } from '../contract.ts'
import { community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

const { town, as, register } = await smallDistrict()
afterAll(() => town.close())
const steward = as('dataSteward', district, { name: '林泽宇' })
const worker = as('communityWorker', community)

const stairs = (more: object = {}) => ({
  ...{ ledger: 'person' as const, name: { zh: '加装电梯意愿', en: 'Wish for a lift' }, type: 'code' as const },
  codes: { yes: { zh: '愿意', en: 'Yes' }, no: { zh: '不愿意', en: 'No' } },
  ...{ owner: '区住建局', ownerUnit: 'D-ZW', source: '电梯加装摸底', sensitivity: 'personal' as const, standard: null },
  ...{ refresh: 'yearly' as const, sharing: 'conditional' as const, sharingBasis: null, askedBy: [], consent: null },
  ...{ held: 'shared' as const, ...more },
})
const key = 'local.lift.wish'
const keep = (body: ReturnType<typeof stairs>, of = key) =>
  steward.ask(catalogue, 'keepEntry', { params: { key: of }, body })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ problem }) => `${problem.code} ${problem.field}`,
  )
const asOther = <T>(effect: (port: CataloguePort) => Promise<T>) =>
  // The plug types ports loosely; this is the one of the catalogue.
  town.work(module, (work) => effect(module.port?.(work) as CataloguePort))

test('a field of the district is added and found; each wrong part is refused by its name', async () => {
  expect(await refusal(keep(stairs({ codes: null })))).toBe('catalogue/codes-needed codes')
  expect(await refusal(keep(stairs({ sharing: 'none' })))).toBe('catalogue/basis-needed sharingBasis')
  expect(await refusal(keep(stairs({ consent: 'share.nothing' })))).toBe('catalogue/unknown-purpose consent')
  expect(await refusal(keep(stairs({ ownerUnit: 'D-XX' })))).toBe('catalogue/unknown-unit ownerUnit')
  expect(await refusal(keep(stairs(), 'Lift Wish'))).toBe('catalogue/key-unfit key')
  expect(await refusal(keep(stairs(), 'lift.wish'))).toBe('catalogue/key-unfit key')
  expect(await refusal(keep(stairs({ name: { zh: '', en: 'x' } })))).toContain('name')
  expect((await worker.ask(catalogue, 'listEntries', { query: { q: '加装电梯' } })).items).toEqual([])

  expect(await keep(stairs())).toMatchObject({ key, held: 'shared', codes: { yes: { zh: '愿意' } } })
  const { items } = await worker.ask(catalogue, 'listEntries', { query: { q: '加装电梯' } })
  expect(items).toMatchObject([{ key, owner: '区住建局' }])
  expect(await refusal(worker.ask(catalogue, 'keepEntry', { params: { key }, body: stairs() }))).toContain('forbidden')
})

test('of a standard field type, ledger, codes and privacy stay; owner, words and sharing are the district’s', async () => {
  const standard = await worker.ask(catalogue, 'readEntry', { params: { key: 'share.marriage.state' } })
  const { key: of, held: _, ...row } = standard
  const change = (more: object) =>
    steward.ask(catalogue, 'keepEntry', { params: { key: of }, body: { ...row, ...more } })
  expect(await refusal(change({ type: 'text' }))).toBe('catalogue/standard-fixed type')
  expect(await refusal(change({ ledger: 'household' }))).toBe('catalogue/standard-fixed ledger')
  expect(await refusal(change({ codes: { '10': { zh: '未婚', en: 'Single' } } }))).toBe(
    'catalogue/standard-fixed codes',
  )
  expect(await refusal(change({ sensitivity: 'public' }))).toBe('catalogue/standard-fixed sensitivity')
  const changed = await change({ ownerUnit: 'D-MZ', codes: { ...row.codes, '99': { zh: '不详', en: 'Unknown' } } })
  expect(changed).toMatchObject({ ownerUnit: 'D-MZ', held: 'shared', codes: { '99': { zh: '不详' } } })
})

test('while something is held under a field it cannot be made another; who changed what stays readable', async () => {
  const id = await register('陈秀英', '440104195503080029', '13800001234')
  await asOther((port) => port.record({ kind: 'person', id }, [{ key, value: 'yes', source: '电梯加装摸底' }]))
  expect(await refusal(keep(stairs({ type: 'text', codes: null })))).toBe('catalogue/entry-used type')
  expect(await refusal(keep(stairs({ sensitivity: 'internal' })))).toBe('catalogue/entry-used sensitivity')
  expect(await refusal(keep(stairs({ codes: { yes: { zh: '愿意', en: 'Yes' } } })))).toBe('catalogue/entry-used codes')
  await keep(stairs({ source: '电梯加装意愿库', refresh: 'quarterly' }))

  const { items } = await worker.ask(catalogue, 'listEntryChanges', { params: { key }, query: {} })
  expect(items.map(({ act, byName }) => `${byName} ${act}`)).toEqual(['林泽宇 changed', '林泽宇 added'])
  expect(items[0]?.changes).toEqual([
    { field: 'source', before: '电梯加装摸底', after: '电梯加装意愿库' },
    { field: 'refresh', before: 'yearly', after: 'quarterly' },
  ])
})

test('a field others live on is not given up; given up, nobody finds it, and it comes back as it was', async () => {
  const retire = (of: string) =>
    steward.ask(catalogue, 'retireEntry', { params: { key: of }, body: { note: '摸底结束' } })
  await asOther((port) =>
    port.registerUse({ module: 'forms', kind: 'form', object: 'lift', title: '加装电梯申请', keys: [key] }),
  )
  expect(await refusal(retire(key))).toBe('catalogue/entry-used key')
  expect(await refusal(retire('person.name'))).toBe('catalogue/kept-elsewhere key')
  await asOther((port) => port.registerUse({ module: 'forms', kind: 'form', object: 'lift', title: '加装电梯申请' }))
  expect((await retire(key)).retiredOn).toBe('2026-11-23')
  expect(await asOther((port) => port.entries([key]))).toEqual([])
  expect((await worker.ask(catalogue, 'listEntries', { query: { q: '加装电梯' } })).items).toEqual([])
  const given = await worker.ask(catalogue, 'listEntries', { query: { retired: true } })
  expect(given.items.map((one) => one.key)).toEqual([key])
  expect(await refusal(retire(key))).toBe('catalogue/wrong-state key')

  await steward.ask(catalogue, 'restoreEntry', { params: { key }, body: { note: '再次摸底' } })
  expect(await asOther((port) => port.entries([key]))).toMatchObject([{ source: '电梯加装意愿库', held: 'shared' }])
})

test('two stewards add the same field at once: both changes are on record, none half', async () => {
  const both = await Promise.all(
    ['甲', '乙'].map((source) => keep(stairs({ source, held: 'asked' }), 'local.lift.kind')),
  )
  expect(both).toHaveLength(2)
  const { items } = await worker.ask(catalogue, 'listEntryChanges', { params: { key: 'local.lift.kind' }, query: {} })
  expect(items.map(({ act }) => act)).toEqual(['changed', 'added'])
})
