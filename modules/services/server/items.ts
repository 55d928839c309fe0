/** Items as people find and read them, and as whoever keeps them writes the next version. */
import { dayOf } from '@liren/contract/day'
import { type FormDefinition, forms } from '@liren/forms/contract'
import { answer, type Work } from '@liren/kernel'
import { services } from '../contract.ts'
import { faultsOf, type ItemRecord, isZeroVisit, type Need } from '../item.ts'
import { inLanguage, twinOf } from '../language.ts'
import { type Filter, isIn } from '../open-list.ts'
import type { ItemRow, ItemView } from '../views.ts'
import { conditionFault } from './facts.ts'
import { type ItemStored, itemStore } from './store-items.ts'
import { wordsToFind } from './words-to-find.ts'

export type ServicesWork = Work<typeof services>

export const itemRow = (item: ItemStored, locale: string): ItemRow => ({
  code: item.code,
  name: (locale === 'en' ? item.record.nameEn : undefined) ?? item.record.name,
  audience: item.record.audience,
  type: item.record.type,
  need: item.record.need,
  ownerName: twinOf(item.record, locale, item.record.ownerName),
  promisedDays: item.record.promisedDays,
  visits: item.record.visits,
  isZeroVisit: isZeroVisit(item.record),
  isOpen: item.form !== null,
  startsFirm: item.record.startsFirm ?? false,
  tags: item.record.tags,
})

/** Same text whatever the order in which JSON was written down. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/**
 * The form people fill in: the one in force at `forms`, edited there as often as need be; what stands beside a record is only how
 * it was written down. A draft that came with another text than its predecessor brings a new one.
 */
const formOf = async (work: ServicesWork, item: ItemStored): Promise<ItemView['form']> => {
  if (item.form === null) return null
  const inForce = await work.use(forms).published(item.code)
  if (!inForce || (item.state === 'draft' && (await bringsForm(work, item)))) return { ...item.form }
  return { ...inForce.definition }
}

const bringsForm = async (work: ServicesWork, draft: ItemStored): Promise<boolean> => {
  const before = draft.version > 1 ? await itemStore(work.db).item(draft.code, draft.version - 1) : null
  return draft.form !== null && (before?.form == null || canonical(before.form) !== canonical(draft.form))
}

export const itemView = async (work: ServicesWork, item: ItemStored): Promise<ItemView> => {
  const queries = itemStore(work.db)
  const [lists, bundles] = [await queries.lists(), await queries.bundles()]
  const isEnglish = work.locale === 'en'
  return {
    ...itemRow(item, work.locale),
    version: item.version,
    state: item.state,
    publishedOn: item.publishedOn,
    record: item.record,
    form: await formOf(work, item),
    lists: lists
      .filter(({ filter }) => isIn(item.record, filter))
      .map(({ code, name, nameEn }) => ({ code, name: isEnglish ? nameEn : name })),
    bundles: bundles
      .filter(({ itemCodes }) => itemCodes.includes(item.code))
      .map(({ code, name, nameEn }) => ({ code, name: isEnglish ? nameEn : name })),
  }
}

export const items = answer(services, 'items', async (work, { query }) => {
  const limit = query.limit ?? 30
  const queries = itemStore(work.db)
  const list = query.list ? (await queries.lists()).find(({ code }) => code === query.list) : undefined
  if (query.list && !list) throw work.refuse('not-found', {}, 'list')
  const filter: Filter = list?.filter ?? {}
  const found = await queries.items({
    after: query.after,
    limit: limit + 1,
    q: query.q?.trim(),
    need: query.need,
    audience: query.audience ?? filter.audience,
    tags: query.tag ? [query.tag] : filter.anyTag,
    types: filter.types,
    isOpen: query.isOpen,
  })
  const shown = found.slice(0, limit)
  return {
    items: shown.map((one) => itemRow(one, work.locale)),
    next: found.length > limit ? (shown.at(-1)?.code ?? null) : null,
  }
})

/** The current version; to whoever keeps items, the newest draft where nothing is published yet. */
export const item = answer(services, 'item', async (work, { params }) => {
  const found = await itemStore(work.db).item(params.code)
  if (!found || (found.state !== 'published' && !work.may('item.keep'))) throw work.refuse('no-such-item')
  const view = await itemView(work, found)
  return { ...view, record: inLanguage(view.record, work.locale) }
})

export const newestItem = answer(services, 'newestItem', async (work, { params }) => {
  const found = await itemStore(work.db).latest(params.code)
  if (!found) throw work.refuse('no-such-item')
  return itemView(work, found)
})

export const needs = answer(services, 'needs', async (work, { query }) => ({
  // The column was written from a checked record.
  items: (await itemStore(work.db).needs(query.audience)).map((one) => ({ need: one.need as Need, items: one.items })),
}))

/** Everything wrong with a record, or nothing. */
export const recordFaults = (
  record: ItemRecord,
  hasForm: boolean,
): readonly { readonly field: string; readonly code: string }[] => {
  const rule = record.conditions ? conditionFault(record.conditions) : null
  return [...faultsOf(record, hasForm), ...(rule ? [{ field: 'conditions', code: `rule-${rule.code}` }] : [])]
}

/** The one before where nothing is said; `attached` takes the form that is in force under the item's code. */
const formKept = async (
  work: ServicesWork,
  code: string,
  given: Readonly<Record<string, unknown>> | null | 'attached' | undefined,
  before: ItemStored['form'],
): Promise<ItemStored['form']> => {
  if (given !== 'attached') return given === undefined ? before : given
  const inForce = await work.use(forms).published(code)
  if (!inForce) throw work.refuse('form-missing', {}, 'form')
  return { ...inForce.definition }
}

export const keepItem = answer(services, 'keepItem', async (work, { params, body }) => {
  const { record } = body
  if (record.code !== params.code) throw work.refuse('item-wrong', { faults: ['code'] }, 'record.code')
  const queries = itemStore(work.db)
  const newest = await queries.newest(params.code)
  if (body.seen !== undefined && body.seen !== (newest?.version ?? 0))
    throw work.refuse('stale-version', { version: newest?.version ?? 0 }, 'seen')
  // A draft may still lack the checklist; it is asked for at publication.
  const faults = recordFaults(record, false)
  const [first] = faults
  if (first) throw work.refuse('item-wrong', { faults: faults.map(({ code }) => code) }, `record.${first.field}`)
  const isNew = newest === null || newest.state !== 'draft'
  const version = (newest?.version ?? 0) + (isNew ? 1 : 0)
  const stored: ItemStored = {
    code: params.code,
    version,
    // A draft beside something published waits its turn.
    isCurrent: newest === null || (newest.state === 'draft' && newest.isCurrent),
    state: 'draft',
    record,
    form: await formKept(work, params.code, body.form, newest?.form ?? null),
    publishedOn: null,
  }
  await queries.keep(stored, wordsToFind(record), work.now)
  work.audit({ object: `item:${params.code}`, facts: { version } })
  return itemView(work, stored)
})

export const publishItem = answer(services, 'publishItem', async (work, { params, body }) => {
  const queries = itemStore(work.db)
  const newest = await queries.newest(params.code)
  if (!newest) throw work.refuse('no-such-item')
  if (newest.version !== body.version || newest.state !== 'draft')
    throw work.refuse('stale-version', { version: newest.version }, 'version')
  const record = body.simplification ? { ...newest.record, simplification: body.simplification } : newest.record
  const faults = recordFaults(record, newest.form !== null)
  if (faults.some(({ code }) => code === 'checklist-missing'))
    throw work.refuse('checklist-missing', {}, 'simplification')
  const [first] = faults
  if (first) throw work.refuse('item-wrong', { faults: faults.map(({ code }) => code) }, `record.${first.field}`)
  // A form somebody edited stays in force; only a new one is put in force with its item. `forms` refuses what is faulty.
  const isNewForm = (await work.use(forms).published(params.code)) === null || (await bringsForm(work, newest))
  if (newest.form !== null && isNewForm) await work.use(forms).lay(newest.form as unknown as FormDefinition) // any object, judged there
  await queries.supersede(params.code, newest.version)
  const published: ItemStored = {
    ...newest,
    isCurrent: true,
    state: 'published',
    record,
    publishedOn: dayOf(work.now),
  }
  await queries.keep(published, wordsToFind(record), work.now)
  work.audit({ object: `item:${params.code}`, facts: { version: newest.version } })
  work.emit('item-published', { itemCode: params.code, version: newest.version })
  return itemView(work, published)
})

/** The day in the district, whatever the server's own clock says. */
export { dayOf } from '@liren/contract/day'
