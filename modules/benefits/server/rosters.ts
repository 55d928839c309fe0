/** Who receives what already: told by ids, or taken out of the spreadsheet of the department that pays; nothing of it stays in clear. */
import { answer, areaPrefix, defaultLimit, pageOf, readCursor, readTable, type Table, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { counted, guessHeading, isWhole, noRows, type RosterColumn } from '../roster.ts'
import type { RosterUpload } from '../routes-rosters.ts'
import { type Deed, dayOf } from './deed.ts'
import { itemOf } from './gather.ts'
import { compileAll, namingBy, titleIn, vocabularyOf } from './library.ts'
import { store } from './store.ts'
import { type RowError, rosterStore } from './store-rosters.ts'
import { ruleStore } from './store-rules.ts'

/** The unit a list belongs to: a department's own, or nobody's in particular where the district's data steward keeps it. */
const keeperOf = (work: Deed): { readonly isSteward: boolean; readonly units: readonly string[] } => {
  const { actor } = work
  const isSteward =
    actor.kind === 'system' ||
    actor.grants.some(
      ({ role, area, unitId }) =>
        role === 'dataSteward' && unitId === null && areaPrefix(area).length <= districtDigits,
    )
  return { isSteward, units: work.scope('roster.keep').units }
}
const districtDigits = 6

/** Locks the item, and refuses the list of another department. What a steward keeps for want of anybody else is taken over by whoever pays. */
const mayReplace = async (work: Deed, item: string): Promise<string | null> => {
  const keeper = keeperOf(work)
  await rosterStore(work.db).lock(item)
  const before = await rosterStore(work.db).find(item)
  if (keeper.isSteward) return before?.unitId ?? null
  const [unit = null] = keeper.units
  if (unit === null || (before?.unitId && !keeper.units.includes(before.unitId)))
    throw work.refuse('not-your-roster', {}, 'item')
  return before?.unitId ?? unit
}

export const keepRoster = answer(benefits, 'keepRoster', async (work, { body }) => {
  const rosters = rosterStore(work.db)
  const unitId = await mayReplace(work, body.serviceItem)
  const row = { serviceItem: body.serviceItem, source: body.source, on: body.on, unitId }
  // While a roster is on its way nobody is taken for somebody who receives nothing.
  await rosters.keep({ ...row, isComplete: body.isLast }, work.now)
  if (body.isFirst) await rosters.empty(body.serviceItem)
  await rosters.add(body.serviceItem, body.personIds)
  await store(work.db).changed(body.personIds, work.now)
  work.audit({ object: `roster:${body.serviceItem}`, facts: { source: body.source, persons: body.personIds.length } })
  return { serviceItem: body.serviceItem, persons: body.personIds.length, isComplete: body.isLast }
})

export const listRosters = answer(benefits, 'listRosters', async (work) => {
  const keeper = keeperOf(work)
  const vocabulary = await vocabularyOf(work)
  const naming = namingBy(vocabulary)
  const facts = new Map(
    Object.keys(vocabulary).flatMap((key) => (key.startsWith('received.') ? [[itemOf(key), key] as const] : [])),
  )
  // What no fact is named for is called after the policy that pays it.
  const policies = new Map(
    compileAll(await ruleStore(work.db).active(), vocabulary).flatMap(({ rule }) =>
      rule.serviceItem ? [[rule.serviceItem, titleIn(rule, work.locale)] as const] : [],
    ),
  )
  const kept = new Map((await rosterStore(work.db).list()).map((row) => [row.serviceItem, row]))
  const items = [...new Set([...facts.keys(), ...kept.keys()])].sort()
  return {
    items: items.map((serviceItem) => {
      const row = kept.get(serviceItem)
      const fact = facts.get(serviceItem)
      return {
        serviceItem,
        title: (fact && naming(fact)?.title?.[work.locale]) || policies.get(serviceItem) || serviceItem,
        source: row?.source ?? null,
        on: row?.on ?? null,
        persons: row?.persons ?? 0,
        isComplete: row?.isComplete ?? false,
        keptAt: row?.keptAt.toISOString() ?? null,
        isMine: keeper.isSteward || !row?.unitId || keeper.units.includes(row.unitId),
      }
    }),
  }
})

type Sent = { readonly fields: ReadonlyMap<string, string>; readonly name: string; readonly bytes: Buffer }

const sentOf = async (work: Deed): Promise<Sent> => {
  const upload = work.http?.upload
  if (!upload?.file) throw work.refuse('file-missing', {}, 'file')
  return { fields: upload.fields, name: upload.file.name, bytes: await upload.file.bytes() }
}

const headingOf = (work: Deed, table: Table, column: RosterColumn, said: string | undefined): string => {
  const heading = said || guessHeading(column, table.headings)
  if (heading === undefined || !table.headings.includes(heading))
    throw work.refuse('column-unmapped', { headings: table.headings.join('、') }, column)
  return heading
}

/** Rows as they stand in the file, with the name and the number of each. */
const readRows = async (work: Deed, { fields, bytes }: Sent) => {
  const table = await readTable(bytes).catch(() => {
    throw work.refuse('file-unreadable', {}, 'file')
  })
  const [number = '', name = ''] = (['identityNumber', 'fullName'] as const).map((column) =>
    headingOf(work, table, column, fields.get(column)),
  )
  const rows: { row: number; isBroken: boolean; identityNumber: string; fullName: string }[] = []
  try {
    for await (const { row, cells, isBroken = false } of table.rows)
      rows.push({ row, isBroken, identityNumber: cells[number] ?? '', fullName: cells[name] ?? '' })
  } catch {
    throw work.refuse('file-unreadable', {}, 'file')
  }
  if (rows.length === 0) throw work.refuse('file-empty', {}, 'file')
  return rows
}

export const uploadRoster = answer(benefits, 'uploadRoster', async (work, { params }) => {
  const sent = await sentOf(work)
  const source = sent.fields.get('source')?.trim() ?? ''
  const on = sent.fields.get('on') ?? dayOf(work.now)
  if (source === '' || source.length > 100) throw work.refuse('source-needed', {}, 'source')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on)) || on > dayOf(work.now))
    throw work.refuse('day-unfit', {}, 'on')
  const isDryRun = sent.fields.get('dryRun') === 'true'
  const unitId = await mayReplace(work, params.item)
  const rows = await readRows(work, sent)
  const sound = rows.filter(({ isBroken }) => !isBroken)
  const matches = await work.use(people).matchNumbers({
    rows: sound,
    purpose: 'service',
    reason: work.words('benefits.screen.rosterLook', { item: params.item, source }).slice(0, 200),
  })
  const matched = new Map(sound.map((one, at) => [one.row, matches[at]]))

  const taken = new Set<string>()
  const errors: RowError[] = []
  let count = noRows
  for (const { row } of rows) {
    const match = matched.get(row)
    if (!match || 'fault' in match) {
      errors.push({ row, field: match?.field ?? 'identityNumber', code: match?.fault ?? 'row-unreadable' })
      count = counted(count, 'refused')
    } else if ('isAbsent' in match) count = counted(count, 'absent')
    else if (taken.has(match.personId)) count = counted(count, 'repeated')
    else {
      taken.add(match.personId)
      count = counted(count, 'taken')
    }
  }

  const rosters = rosterStore(work.db)
  const before = await rosters.receivers(params.item)
  const ended = before.filter((id) => !taken.has(id))
  const upload: RosterUpload = {
    ...{ id: uuidv7(), serviceItem: params.item, source, on, fileName: sent.name.slice(0, 200), isDryRun, ...count },
    ...{ ended: ended.length, isComplete: isWhole(count) },
    ...{ uploadedAt: work.now.toISOString(), uploadedName: work.actor.name },
  }
  await rosters.noteUpload({ ...upload, unitId, by: work.actor.id })
  await rosters.noteErrors(upload.id, errors)
  if (!isDryRun) {
    await rosters.keep({ serviceItem: params.item, source, on, isComplete: upload.isComplete, unitId }, work.now)
    await rosters.empty(params.item)
    await rosters.add(params.item, [...taken])
    const known = new Set(before)
    await store(work.db).changed([...ended, ...[...taken].filter((id) => !known.has(id))], work.now)
  }
  work.audit({ object: `roster:${params.item}`, facts: { source, isDryRun, ...count, ended: ended.length } })
  return upload
})

export const listRosterUploads = answer(benefits, 'listRosterUploads', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const [after] = readCursor(query.after) ?? []
  const rows = await rosterStore(work.db).uploads(work.scope('roster.keep'), after, limit + 1)
  const { items: shown, next } = pageOf(rows, limit, ({ id }) => [id])
  return { items: shown, next }
})

export const readRosterUpload = answer(benefits, 'readRosterUpload', async (work, { params, query }) => {
  const rosters = rosterStore(work.db)
  const upload = await rosters.upload(work.scope('roster.keep'), params.id)
  if (!upload) throw work.refuse('not-found')
  const errors = await rosters.errors(upload.id, query.afterRow ?? 0, 500)
  return { upload, errors: errors.map((one) => ({ ...one, reason: work.words(`benefits.rosterFault.${one.code}`) })) }
})
