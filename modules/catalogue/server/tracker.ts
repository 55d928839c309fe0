/** 数据足迹接口 What was done with somebody's data, in the shape of the Estonian data tracker: looks here, calls to owners, letters to systems outside. */
import { answer } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { type ProcessingType, processingTypes } from '../routes-tracker.ts'
import { type Deed, ownPersonId } from './deed.ts'
import { namesOf } from './looks.ts'
import { outgoingStore } from './outgoing/store.ts'
import { ownerPortStore } from './owner-ports/store.ts'

/** Nobody was looked at more often than this within the years looks are kept. */
const most = 20_000

type Org = { readonly type: 'GOV' | 'COM'; readonly name: string; readonly systemName?: string }
type Usage = {
  readonly type: ProcessingType
  readonly logTime: string
  readonly purpose: string
  readonly system: string
  readonly isBulk: boolean
  readonly basis: string | null
  readonly id: string
  readonly by: string | null
  readonly byOrg: Org | null
  readonly other: Org
  readonly fields: string[]
}

const gov = (name: string, systemName?: string): Org => ({ type: 'GOV', name, ...(systemName ? { systemName } : {}) })
const list = <T>(one: T | readonly T[] | undefined): readonly T[] | null =>
  one === undefined ? null : Array.isArray(one) ? one : [one as T]

/** Units of those who looked, as they are now. */
const unitsOf = async (work: Deed, accountIds: readonly string[]): Promise<ReadonlyMap<string, Org>> => {
  const desk = work.use(organisation)
  const unitIds = new Map<string, string>()
  for (const id of new Set(accountIds)) {
    const [post] = await desk.postsOf(id)
    if (post) unitIds.set(id, post.unitId)
  }
  const names = new Map((await desk.units([...new Set(unitIds.values())])).map(({ id, name }) => [id, name]))
  return new Map([...unitIds].map(([id, unitId]) => [id, gov(names.get(unitId) ?? unitId)]))
}

const looksAt = async (work: Deed, personId: string): Promise<readonly Usage[]> => {
  const nameOf = await namesOf(work)
  const { items } = await work.use(people).footprintsOf(personId, { limit: most, offset: 0 })
  const units = await unitsOf(
    work,
    items.flatMap(({ lookerId }) => lookerId ?? []),
  )
  const here = work.words('people.title')
  return items.map((one) => {
    const sources = [...new Set(one.fields.map((field) => nameOf(field).source))]
    // Held from another database where the register here is not the source of any of it.
    const isTold = sources.every((source) => source !== '') && one.fields.every((field) => field.includes('.'))
    const system = sources.map((source) => source || here).join('、')
    return {
      type: isTold ? ('DATA_PROCESSING' as const) : ('INTERNAL_PROCESSING' as const),
      logTime: one.lookedAt,
      purpose: `${work.words(`people.screen.purpose.${one.purpose}`)}：${one.reason}`,
      ...{ system, isBulk: one.lookerId === null, basis: null, id: one.id },
      by: one.lookerName,
      byOrg: one.lookerId ? (units.get(one.lookerId) ?? null) : null,
      other: gov(system),
      fields: one.fields.map((field) => nameOf(field).name),
    }
  })
}

const callsAbout = async (work: Deed, personId: string): Promise<readonly Usage[]> => {
  const nameOf = await namesOf(work)
  const rows = await ownerPortStore(work.db).callsAbout(personId, most)
  return rows.map((row) => ({
    type: 'DATA_REQUEST',
    logTime: row.at.toISOString(),
    purpose: work.words(`people.screen.purpose.${row.purpose}`),
    ...{ system: row.portName, isBulk: false, basis: row.basis, id: row.id, by: row.byName, byOrg: null },
    other: gov(row.unitName, row.portName),
    fields: row.keys.map((key) => nameOf(key).name),
  }))
}

const lettersAbout = async (work: Deed, personId: string): Promise<readonly Usage[]> => {
  const nameOf = await namesOf(work)
  const rows = await outgoingStore(work.db).leftAbout(personId, most)
  return rows.map((row) => ({
    type: 'DATA_RESPONSE',
    logTime: (row.sentAt ?? row.at).toISOString(),
    purpose: work.words(`catalogue.screen.outgoing.kinds.${row.kind}`),
    ...{ system: row.systemName, isBulk: false, basis: row.basis, id: row.id, by: null },
    byOrg: gov(row.unitName, row.systemName),
    other: gov(row.unitName, row.systemName),
    fields: row.keys.map((key) => nameOf(key).name),
  }))
}

const common = (one: Usage) => ({
  ...{ logTime: one.logTime, purpose: one.purpose, logSourceSystem: one.system, bulkProcessing: one.isBulk },
  ...{ legalBasis: one.basis, consentReference: null, queryId: one.id, queryGroupId: null },
  initiatorOrg: one.byOrg,
  initiatorPerson: one.by === null ? null : { name: one.by },
  dataFields: one.fields,
})

/** `userCode` is there for the protocol; whoever asks sees their own. */
export const findUsage = answer(catalogue, 'findUsage', async (work, { query }) => {
  const personId = ownPersonId(work)
  if (query.userCode && query.userCode !== personId) throw work.refuse('not-yours', {}, 'userCode')
  const types = list(query.processingType) ?? processingTypes
  const systems = list(query.logSourceSystems)
  const from = query.periodStart ? Date.parse(query.periodStart) : Number.NEGATIVE_INFINITY
  const until = query.periodEnd ? Date.parse(query.periodEnd) : Number.POSITIVE_INFINITY
  const all = [
    ...(await looksAt(work, personId)),
    ...(await callsAbout(work, personId)),
    ...(await lettersAbout(work, personId)),
  ]
    .filter(
      (one) =>
        types.includes(one.type) &&
        (query.includeBulkProcessing || !one.isBulk) &&
        (systems === null || systems.includes(one.system)) &&
        Date.parse(one.logTime) >= from &&
        Date.parse(one.logTime) <= until,
    )
    .sort((a, b) => (a.logTime === b.logTime ? (a.id < b.id ? 1 : -1) : a.logTime < b.logTime ? 1 : -1))
  const offset = query.offset ?? 0
  const page = all.slice(offset, offset + (query.limit ?? 1000))
  const of = (type: ProcessingType) => page.filter((one) => one.type === type)
  const transfers = (type: ProcessingType) => of(type).map((one) => ({ ...common(one), target: one.other }))
  const processings = (type: ProcessingType) => of(type).map((one) => ({ ...common(one), source: one.other }))
  return {
    totalUsages: all.length,
    returnedUsages: page.length,
    dataRequests: transfers('DATA_REQUEST'),
    dataResponses: transfers('DATA_RESPONSE'),
    dataProcessings: processings('DATA_PROCESSING'),
    internalProcessings: processings('INTERNAL_PROCESSING'),
  }
})

export const usagePeriod = answer(catalogue, 'usagePeriod', async (work) => {
  const { from, until } = await work.use(people).footprintSpan()
  return { periodStart: from?.toISOString() ?? null, periodEnd: until?.toISOString() ?? null }
})

export const heartbeat = answer(catalogue, 'heartbeat', async (work) => ({
  appName: 'liren',
  appVersion: catalogue.version,
  serverTime: work.now.toISOString(),
  status: 'OK' as const,
  message: work.words('catalogue.screen.trackerReady'),
}))
