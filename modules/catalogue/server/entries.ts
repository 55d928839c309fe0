/** The dictionary as staff read it, and as its steward keeps it: every change says who, when and what. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { catalogue } from '../contract.ts'
import { type Entry, entry as entryRow } from '../dictionary/entry.ts'
import { entryChanges, entryFault } from '../dictionary/keep.ts'
import { type LocalEntry, standardEntries } from '../dictionary.ts'
import { type Deed, dayOf, dictionaryOf, districtCode } from './deed.ts'
import { store } from './store.ts'
import { entryStore } from './store-entries.ts'

export const listEntries = answer(catalogue, 'listEntries', async (work, { query }) => {
  const { after, limit = defaultLimit, q, ledger, sharing, retired = false } = query
  const [last] = readCursor(after) ?? []
  const found = [...(await dictionaryOf(work, { isRetiredToo: retired })).values()].filter(
    (one) =>
      (last === undefined || one.key > last) &&
      (one.retiredOn !== undefined) === retired &&
      (!ledger || one.ledger === ledger) &&
      (!sharing || one.sharing === sharing) &&
      (!q || [one.key, one.name.zh, one.name.en, one.owner, one.source].some((words) => words.includes(q))),
  )
  return pageOf(found.slice(0, limit + 1), limit, ({ key }) => [key])
})

const found = async (work: Deed, key: string): Promise<Entry> => {
  const entry = (await dictionaryOf(work, { isRetiredToo: true })).get(key)
  if (!entry) throw work.refuse('not-found', {}, 'key')
  return entry
}

export const readEntry = answer(catalogue, 'readEntry', (work, { params }) => found(work, params.key))

/** One dictionary for the district: who keeps it answers for all of it. */
const mustKeep = async (work: Deed) => work.must('entry.change', { area: await districtCode(work) })

const keep = async (
  work: Deed,
  before: Entry | undefined,
  row: LocalEntry,
  act: 'added' | 'changed' | 'retired' | 'restored',
  note: string | null,
): Promise<Entry> => {
  await store(work.db).keepEntry(row, work.now)
  const after = await found(work, row.key)
  const changes = entryChanges(before, after)
  await entryStore(work.db).noteChange({
    ...{ id: uuidv7(), key: row.key, act, changes, note },
    ...{ at: work.now, byId: work.actor.id, byName: work.actor.name },
  })
  work.audit({ object: `entry:${row.key}`, facts: { act, fields: changes.map(({ field }) => field) } })
  return after
}

export const keepEntry = answer(catalogue, 'keepEntry', async (work, { params, body }) => {
  await mustKeep(work)
  const { key } = params
  await entryStore(work.db).lock(key)
  const before = (await dictionaryOf(work, { isRetiredToo: true })).get(key)
  const standard = standardEntries.find((one) => one.key === key)
  const fault = entryFault(key, body, { standard, before, hasValues: await entryStore(work.db).hasValues(key) })
  if (fault) throw work.refuse(fault.code, { key, purpose: body.consent ?? '' }, fault.field)
  if (body.ownerUnit !== null && !(await work.use(organisation).unitByCode(body.ownerUnit)))
    throw work.refuse('unknown-unit', {}, 'ownerUnit')
  const { held, name, type, owner, source, ...rest } = body
  const codes = type === 'code' ? body.codes : null
  const lives = held ?? (before?.held === 'shared' ? 'shared' : 'asked')
  const retired = before?.retiredOn ? { retiredOn: before.retiredOn } : {}
  const row: LocalEntry = standard
    ? { key, name, owner, source, ...rest, codes, ...retired }
    : { ...entryRow(key, name.zh, name.en, type, owner, source), ...rest, codes, held: lives, ...retired }
  return keep(work, before, row, before ? 'changed' : 'added', null)
})

/** A field others live on, or that is kept in a register or behind a port, is not given up. */
const mustBeFree = async (work: Deed, entry: Entry) => {
  if (entry.held === 'register' || entry.held === 'derived')
    throw work.refuse('kept-elsewhere', { key: entry.key }, 'key')
  if (entry.held === 'port') throw work.refuse('key-behind-port', { name: entry.name.zh }, 'key')
  const [use] = await store(work.db).usesOfKeys([entry.key])
  if (use) throw work.refuse('entry-used', { key: entry.key, by: use.title }, 'key')
}

const localOf = async (work: Deed, key: string): Promise<LocalEntry> =>
  (await store(work.db).localEntries()).rows.find((one) => one.key === key) ?? { key }

export const retireEntry = answer(catalogue, 'retireEntry', async (work, { params, body }) => {
  await mustKeep(work)
  await entryStore(work.db).lock(params.key)
  const before = await found(work, params.key)
  if (before.retiredOn) throw work.refuse('wrong-state', { state: 'retired' }, 'key')
  await mustBeFree(work, before)
  const row = { ...(await localOf(work, params.key)), retiredOn: dayOf(work.now) }
  return keep(work, before, row, 'retired', body.note)
})

export const restoreEntry = answer(catalogue, 'restoreEntry', async (work, { params, body }) => {
  await mustKeep(work)
  await entryStore(work.db).lock(params.key)
  const before = await found(work, params.key)
  if (!before.retiredOn) throw work.refuse('wrong-state', { state: 'kept' }, 'key')
  const { retiredOn: _, ...row } = await localOf(work, params.key)
  return keep(work, before, row, 'restored', body.note)
})

export const listEntryChanges = answer(catalogue, 'listEntryChanges', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  await found(work, params.key)
  const rows = await entryStore(work.db).changes(params.key, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    limit,
    ({ id }) => [id],
  )
})
