/** Reference and demo data of the preset: whose unit answers for which field, datasets in several states, systems, values about demo people. */
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, type Seed, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { type DatasetDraft, dueOn, type Row } from './dataset.ts'
import { type LocalEntry, standardEntries } from './dictionary.ts'
import type { ToldValue } from './port.ts'
import type { QualityRule } from './quality.ts'
import { logged, publish, register, submit } from './server/datasets.ts'
import { asDeed, type Deed, dayOf } from './server/deed.ts'
import { recordFor } from './server/record.ts'
import { store } from './server/store.ts'
import { datasetStore } from './server/store-datasets.ts'
import { qualityStore } from './server/store-quality.ts'
import { type SystemRow, sharingStore } from './server/store-sharing.ts'

type DemoDataset = {
  readonly draft: DatasetDraft
  readonly rows: readonly Row[]
  /** Days by which the next version is late. */
  readonly late: number
  readonly pending: boolean
  readonly faulty: boolean
  readonly ask: boolean
}
type DemoSystem = SystemRow & {
  readonly flowsTo: readonly { toId: string; what: string; way: 'automatic' | 'file' | 'retyped' }[]
}
const dayMs = 86_400_000
const demoPeople = 400

const dictionary = async (work: Deed, preset: Preset) => {
  const { owners, entries } = await preset.read<{
    owners: Readonly<Record<string, string>>
    entries: readonly LocalEntry[]
  }>('catalogue/dictionary.json')
  for (const { key, owner } of standardEntries)
    if (owners[owner]) await store(work.db).keepEntry({ key, ownerUnit: owners[owner] }, work.now)
  for (const entry of entries) await store(work.db).keepEntry(entry, work.now)
}

const datasets = async (work: Deed, preset: Preset, isDemo: boolean) => {
  const { datasets: demo } = await preset.read<{ datasets: readonly DemoDataset[] }>('catalogue/datasets.json')
  for (const [done, one] of demo.entries()) {
    const row = await register(work, one.draft)
    preset.progress('datasets', done + 1, demo.length)
    if (!isDemo || one.rows.length === 0) continue
    await publish(work, row, await submit(work, row, one.rows, one.draft.stewardName), null)
    const published = (await datasetStore(work.db).find(row.code)) ?? row
    if (one.late > 0 && published.currentUpdateId) {
      const at = new Date(work.now.getTime() - (one.late + 31) * dayMs)
      await datasetStore(work.db).publish(row.code, {
        updateId: published.currentUpdateId,
        rowCount: published.rowCount,
        quality: published.quality ?? 100,
        at,
        dueOn: dueOn(one.draft.refresh, dayOf(at)),
      })
    }
    // A fifth is gone: the steward has to ask why.
    if (one.pending)
      await submit(work, published, one.rows.slice(0, Math.floor(one.rows.length * 0.7)), one.draft.stewardName)
    if (one.faulty)
      await submit(work, published, [...one.rows.slice(0, 3), ...one.rows.slice(0, 1)], one.draft.stewardName)
    if (one.ask) await askFor(work, one.draft.code)
  }
}

/** A request that is under way, from a demo worker. */
const askFor = async (work: Deed, code: string) => {
  const dataset = await datasetStore(work.db).find(code)
  const worker = await work.use(identity).accountByLogin('worker1')
  if (!dataset || !worker) return
  const purpose = '核对困难家庭减免生活垃圾费名单'
  const unitName = '越秀山社区居民委员会'
  const [opened] = await work.use(matters).openMany([
    {
      process: 'sharing-request',
      title: `${dataset.draft.title} · ${unitName}`,
      summary: purpose,
      areaCode: '440104001001',
      source: 'sharing',
      letter: 'D',
      holder: { unitId: dataset.providerUnitId, unitName: dataset.providerName },
      reporter: { accountId: worker.id, personId: null, name: worker.displayName },
      openedAt: new Date(work.now.getTime() - 3 * dayMs),
      facts: { dataset: code },
    },
  ])
  if (!opened) return
  await sharingStore(work.db).add({
    id: uuidv7(),
    matterId: opened.id,
    number: opened.number,
    datasetCode: code,
    areaCode: dataset.areaCode,
    providerUnitId: dataset.providerUnitId,
    unitName,
    enterpriseId: null,
    purpose,
    columns: ['编号', '类别'],
    agreement: null,
    state: 'asked',
    askedAt: new Date(work.now.getTime() - 3 * dayMs),
    askedBy: worker.id,
    askedName: worker.displayName,
  })
  await logged(work, code, 'asked', { unit: unitName })
}

const systems = async (work: Deed, preset: Preset) => {
  const { systems: rows } = await preset.read<{ systems: readonly DemoSystem[] }>('catalogue/systems.json')
  for (const { flowsTo: _, ...system } of rows) await sharingStore(work.db).keepSystem(system)
  for (const { id, flowsTo } of rows)
    await sharingStore(work.db).keepFlows(
      id,
      flowsTo.map((flow) => ({ id: uuidv7(), ...flow })),
    )
}

/** Made up from the number of the person in the list, so that the same district comes out every time. */
const toldOf = (at: number, now: Date): readonly ToldValue[] => {
  const on = (days: number) => dayOf(new Date(now.getTime() - days * dayMs))
  const verified = (days: number) => new Date(now.getTime() - days * dayMs)
  const tell = (key: string, value: unknown, source: string, days: number): ToldValue => ({
    key,
    value,
    source,
    on: on(days),
    verifiedAt: verified(days),
  })
  return [
    tell('share.hukou.address', `越秀区示范路${(at % 90) + 1}号`, '人口基础库', 12),
    tell('share.hukou.city', '440100', '人口基础库', 12),
    tell('share.socialCard.account', `6217${String(at).padStart(12, '0')}`, '社保卡持卡库', 9),
    tell('share.socialCard.bank', '示范银行', '社保卡持卡库', 9),
    tell('share.insurance.medical', at % 3 === 0 ? 'resident' : 'staff', '医保参保库', 20),
    tell('share.marriage.state', ['10', '20', '20', '30'][at % 4], '婚姻登记库', 40),
    tell('share.housing.owned', at % 5 === 0 ? 0 : 1, '不动产登记库', at % 40 === 0 ? 230 : 30),
    ...(at % 25 === 3 ? [tell('share.marriage.state', '40', '社区网格核实', 60)] : []),
    ...(at % 9 === 0 ? [tell('share.lowIncome.class', ['dibao', 'edge', 'tekun'][at % 3], '社会救助库', 15)] : []),
    ...(at % 11 === 0
      ? [
          tell('share.disability.grade', String((at % 4) + 1), '残疾人证库', 33),
          tell('share.disability.kind', String((at % 6) + 1), '残疾人证库', 33),
        ]
      : []),
    ...(at % 6 === 0 ? [tell('share.screening.lastOn', on(400 + (at % 300)), '妇幼健康库', 25)] : []),
  ]
}

const values = async (work: Deed) => {
  const account = await work.use(identity).accountByLogin('resident1')
  const ids = await work.use(people).personIdsIn('440104001001', null, demoPeople)
  const all = [...new Set([...(account?.personId ? [account.personId] : []), ...ids])]
  for (let from = 0; from < all.length; from += 100)
    await recordFor(
      work,
      all.slice(from, from + 100).map((id, at) => ({
        subject: { kind: 'person', id },
        values: toldOf(from + at, work.now),
      })),
    )
}

export const seed: Seed = async (someWork, preset) => {
  const work = asDeed(someWork)
  const isDemo = configOf(work).mode !== 'production'
  if (preset.has('catalogue/dictionary.json')) await dictionary(work, preset)
  if (preset.has('catalogue/quality.json')) {
    const { rules } = await preset.read<{ rules: readonly QualityRule[] }>('catalogue/quality.json')
    for (const rule of rules) await qualityStore(work.db).keep(rule, work.now)
  }
  if (preset.has('catalogue/datasets.json') && (await work.use(organisation).unitByCode('D-ZS')) !== null)
    await datasets(work, preset, isDemo)
  if (isDemo && preset.has('catalogue/systems.json')) await systems(work, preset)
  if (isDemo) await values(work)
}
