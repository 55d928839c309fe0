/** 填报 A report fills itself from the ledgers; people see only what is empty or jumped, and what they type is kept as their burden. */
import { catalogue } from '@liren/catalogue/contract'
import { answer, defaultLimit, pageOf, readCursor, refuseField, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { things } from '@liren/things/contract'
import { oneForm } from '../contract.ts'
import { type AreaFacts, type Cell, countsOf, exceptionsOf, filledShare, fillRow } from '../fill.ts'
import { type Column, periodOf, periodStart, plainName, type ReportDraft, type Rows } from '../report.ts'
import { type Deed, dayOf, reach } from './deed.ts'
import { fillRoster } from './roster/fill.ts'
import { type FilingRow, type ReportRow, store } from './store.ts'
import { closeIfDone, openTasks } from './tasks.ts'

const digits = { gridCell: 15, community: 12, subdistrict: 9 } as const
const repeatDays = 90

/** Figures of all registers, one pass over each ledger however many columns there are. */
const talliesFor = async (work: Deed, draft: ReportDraft, within: string) => {
  const counts = [...countsOf(draft.columns)].map(([name, { of, where }]) => ({ name, of, where: where ?? {} }))
  const asked = { within, digits: digits[draft.per] }
  const register = ['persons', 'households', 'enterprises', 'members'] as const
  const ground = ['buildings', 'dwellings', 'elevators'] as const
  const of = <K extends string>(kinds: readonly K[]) =>
    counts.flatMap((one) => {
      const kind = kinds.find((known) => known === one.of)
      return kind ? [{ name: one.name, of: kind, where: one.where }] : []
    })
  const from = new Date(`${periodStart(draft.period, dayOf(work.now))}T00:00:00+08:00`)
  const figures = [
    await work.use(people).tallies({ ...asked, counts: of(register) }),
    await work.use(territory).tallies({ ...asked, counts: of(ground) }),
    await work.use(things).tallies({ ...asked, counts: of(['things']) }),
    await work.use(organisation).tallies({ ...asked, counts: of(['units']) }),
    await work.use(matters).tallies({
      ...{ ...asked, from, until: work.now, counts: of(['matters']) },
      // The tasks of reports are no affairs of people.
      without: ['one-form'],
    }),
  ]
  return (key: string): Readonly<Record<string, number>> => Object.assign({}, ...figures.map((one) => one.get(key)))
}

const areasFor = async (work: Deed, draft: ReportDraft, within: string): Promise<readonly AreaFacts[]> => {
  const land = work.use(territory)
  const areas = await land.areasAt(draft.per, within)
  const above = await land.areaNames([
    ...new Set(areas.flatMap(({ code }) => [code.slice(0, 12), `${code.slice(0, 9)}000`])),
  ])
  return areas.map((area) => ({
    code: area.code,
    name: area.name,
    community: above.get(area.code.slice(0, 12)) ?? '',
    subdistrict: above.get(`${area.code.slice(0, 9)}000`) ?? '',
    residents: area.residents,
    households: area.households,
  }))
}

/** What people typed for other reports under the same fact within ninety days, by area and by the column of this one. */
const typedElsewhere = async (work: Deed, row: ReportRow, prefix: string) => {
  const wanted = new Map(
    row.draft.columns.flatMap((column) =>
      column.source?.from === 'asked' ? [[plainName(factOf(column, column.name)), column] as const] : [],
    ),
  )
  const found = new Map<string, Record<string, Cell>>()
  if (wanted.size === 0) return found
  const rows = store(work.db)
  for (const other of await rows.admitted()) {
    const pairs = other.draft.columns.flatMap((column) => {
      const mine = column.source?.from === 'asked' ? wanted.get(plainName(factOf(column, column.name))) : undefined
      // A text is no number of somebody else's.
      return mine && typeOf(mine) === typeOf(column) ? [[column.name, mine.name] as const] : []
    })
    if (other.id === row.id || other.draft.per !== row.draft.per || pairs.length === 0) continue
    const period = await rows.lastPeriod(other.id)
    if (period === null) continue
    for (const one of await rows.current(other.id, period, prefix)) {
      if (!one.confirmedAt) continue
      const isOld = work.now.getTime() - one.confirmedAt.getTime() > repeatDays * 86_400_000
      const taken = pairs.flatMap(([theirs, mine]) => {
        // A field of the ledger holds until somebody says otherwise; what is only called the same, for ninety days.
        if (isOld && !isField(columnOf(other, theirs))) return []
        const value = one.asked[theirs] ?? null
        return value === null ? [] : [[mine, value] as const]
      })
      if (taken.length > 0) found.set(one.areaCode, { ...Object.fromEntries(taken), ...found.get(one.areaCode) })
    }
  }
  return found
}

/** What was typed for an area last time holds until somebody says otherwise; the same fact of another report is taken over. */
export const fillReport = async (work: Deed, row: ReportRow, within: string) => {
  const { draft } = row
  const period = periodOf(draft.period, dayOf(work.now))
  const areas = await areasFor(work, draft, within)
  const tally = await talliesFor(work, draft, within)
  const prefix = within.length === 15 ? within : within.replace(/(000)+$/, '')
  const before = new Map((await store(work.db).before(row.id, period, prefix)).map((one) => [one.areaCode, one]))
  const now = new Map((await store(work.db).current(row.id, period, prefix)).map((one) => [one.areaCode, one]))
  const elsewhere = await typedElsewhere(work, row, prefix)
  const rows = areas.map((area) => {
    const asked = { ...elsewhere.get(area.code), ...before.get(area.code)?.asked, ...now.get(area.code)?.asked }
    const cells = fillRow(draft.columns, area, tally(area.code.slice(0, digits[draft.per])), asked)
    const exceptions = exceptionsOf(draft.columns, cells, before.get(area.code)?.cells)
    return { areaCode: area.code, cells, asked, exceptions: [...exceptions] }
  })
  await store(work.db).keepFilings(row.id, period, work.now, rows)
  return { period, rows }
}

const admitted = async (work: Deed, id: string): Promise<ReportRow> => {
  const row = await store(work.db).find(id)
  if (!row) throw work.refuse('not-found', {}, 'id')
  if (row.state !== 'admitted') throw work.refuse('wrong-state', { state: row.state })
  return row
}

/** A list fills itself the same way, a row for each. */
const fillWhole = async (work: Deed, report: ReportRow, roster: Rows, within: string) => {
  const done = await fillRoster(work, report, roster, within)
  await store(work.db).use(report.id, work.now)
  await openTasks(work, report, done.period, within.length === 15 ? within : within.replace(/(000)+$/, ''))
  const share = done.cells === 0 ? 0 : done.filled / done.cells
  work.audit({ object: `report:${report.id}`, area: within, facts: { period: done.period, rows: done.rows } })
  work.emit('filled', { reportId: report.id, period: done.period, areas: done.rows, share })
  return {
    ...{ period: done.period, areas: done.rows, cells: done.cells, filled: done.filled, share },
    exceptions: done.exceptions,
  }
}

export const fill = answer(oneForm, 'fill', async (work, { params, body }) => {
  const row = await admitted(work, params.id)
  const within = body.areaCode ?? row.areaCode
  work.must('filing.fill', { area: within })
  if (row.draft.rows) return fillWhole(work, row, row.draft.rows, within)
  const { period, rows } = await fillReport(work, row, within)
  // Used is what somebody wants: a report that only fills itself every morning is used by nobody.
  await store(work.db).use(row.id, work.now)
  await openTasks(work, row, period, within.length === 15 ? within : within.replace(/(000)+$/, ''))
  const cells = rows.length * row.draft.columns.length
  const share = filledShare(row.draft.columns, rows)
  const exceptions = rows.reduce((sum, one) => sum + one.exceptions.length, 0)
  work.audit({ object: `report:${row.id}`, area: within, facts: { period, areas: rows.length } })
  work.emit('filled', { reportId: row.id, period, areas: rows.length, share })
  return { period, areas: rows.length, cells, filled: Math.round(share * cells), share, exceptions }
})

const typeOf = (column: Column | undefined) =>
  column?.source?.from === 'asked' ? column.source.type : column?.source?.from === 'area' ? 'text' : 'number'

export const shownFilings = async (work: Deed, rows: readonly FilingRow[]) => {
  const reports = new Map<string, ReportRow>()
  for (const id of new Set(rows.map(({ reportId }) => reportId))) {
    const found = await store(work.db).find(id)
    if (found) reports.set(id, found)
  }
  const names = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return rows.map((row) => {
    const report = reports.get(row.reportId)
    return {
      reportId: row.reportId,
      title: report?.draft.title ?? '',
      period: row.period,
      areaCode: row.areaCode,
      areaName: names.get(row.areaCode) ?? row.areaCode,
      cells: row.cells,
      exceptions: row.exceptions.map((one) => ({
        ...one,
        type: typeOf(report?.draft.columns.find(({ name }) => name === one.column)),
      })),
      filledAt: row.filledAt.toISOString(),
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      confirmedName: row.confirmedName,
    }
  })
}

export const listFilings = answer(oneForm, 'listFilings', async (work, { query }) => {
  const { after, limit = defaultLimit, area, reportId, period, all } = query
  const cursor = readCursor(after)
  if (cursor && cursor.length !== 3) throw refuseField('after', 'format')
  const [a, b, c] = cursor ?? []
  const rows = await store(work.db).filings({
    prefixes: reach(work, 'filing.confirm', area),
    reportId,
    period,
    isOpen: all !== true,
    after: a && b && c ? [a, b, c] : null,
    limit: limit + 1,
  })
  return pageOf(await shownFilings(work, rows), limit, (one) => [one.areaCode, one.reportId, one.period])
})

/** Keeps answers for one area: only asked columns and exceptions can be answered, in their type. */
export const answerArea = (
  work: Deed,
  report: ReportRow,
  row: FilingRow,
  answers: Readonly<Record<string, Cell>>,
): { cells: Record<string, Cell>; asked: Record<string, Cell> } => {
  const cells = { ...row.cells }
  const asked = { ...row.asked }
  for (const [name, value] of Object.entries(answers)) {
    const column = report.draft.columns.find((one) => one.name === name)
    const isAnswerable = column?.source?.from === 'asked' || row.exceptions.some((one) => one.column === name)
    if (!column || !isAnswerable) throw work.refuse('unknown-column', { name }, name)
    const isText = typeOf(column) === 'text'
    if (value !== null && !isText && typeof value !== 'number') throw work.refuse('not-numbers', { name }, name)
    cells[name] = value
    if (column.source?.from === 'asked') asked[name] = value
  }
  return { cells, asked }
}

type Typed = readonly (readonly [name: string, value: Cell])[]

/** What somebody really typed: not what stood there already. */
export const typedOf = (row: FilingRow, answers: Readonly<Record<string, Cell>>): Typed =>
  Object.entries(answers).filter(([name, value]) => value !== null && value !== row.cells[name])

type TypedIn = { readonly areaCode: string; readonly typed: Typed }

/** What was typed before by the same hands, and the facts themselves for the figure of retyping; of a table a part at a time. */
export const noteFacts = async (work: Deed, report: ReportRow, areas: readonly TypedIn[]) => {
  const since = new Date(work.now.getTime() - repeatDays * 86_400_000)
  const groups = new Map<string, TypedIn[]>()
  for (const one of areas) {
    const known = groups.get(one.areaCode.slice(0, 12))
    if (known) known.push(one)
    else groups.set(one.areaCode.slice(0, 12), [one])
  }
  for (const [areaCode, group] of groups) {
    const facts = group.flatMap((one) =>
      one.typed.map(([name, value]) => ({
        ...{ key: factOf(columnOf(report, name), name), value, aboutId: one.areaCode },
      })),
    )
    await work.use(catalogue).noteTyped({
      about: { kind: 'area', id: areaCode },
      facts,
      ...{ kind: 'report', object: report.id, title: report.draft.title, areaCode },
    })
    if (work.actor.id)
      await store(work.db).noteTyped(
        facts.map(({ key, aboutId }) => ({
          ...{ id: uuidv7(), accountId: work.actor.id ?? '', areaCode: aboutId, fact: key },
          ...{ reportId: report.id, at: work.now },
        })),
        since,
      )
  }
}

/** The burden of it, however it was typed: cells by area, and the seconds of the whole shared out among them. */
export const noteBurden = async (
  work: Deed,
  report: ReportRow,
  typed: ReadonlyMap<string, number>,
  seconds: number,
) => {
  const total = [...typed.values()].reduce((sum, count) => sum + count, 0)
  for (const [areaCode, count] of typed)
    await store(work.db).logBurden({
      ...{ id: uuidv7(), reportId: report.id, accountId: work.actor.id, areaCode, at: work.now },
      ...{ typed: count, seconds: Math.round(total === 0 ? seconds / typed.size : (seconds * count) / total) },
    })
}

export const confirm = answer(oneForm, 'confirm', async (work, { params, body }) => {
  const report = await admitted(work, params.id)
  const rows = store(work.db)
  const row = await rows.filing(params.id, params.period, params.area, true)
  if (!row || !work.may('filing.confirm', { area: params.area })) throw work.refuse('not-found', {}, 'area')
  const { cells, asked } = answerArea(work, report, row, body.answers)
  const empty = row.exceptions.find(({ column, why }) => why === 'empty' && (cells[column] ?? null) === null)
  if (empty) throw work.refuse('still-empty', { name: empty.column }, empty.column)
  await rows.confirm(row, { cells, asked, at: work.now, by: work.actor.id, name: work.actor.name })
  const typed = typedOf(row, body.answers)
  await noteFacts(work, report, [{ areaCode: params.area, typed }])
  await noteBurden(work, report, new Map([[params.area, typed.length]]), body.seconds)
  work.audit({
    object: `report:${report.id}`,
    area: params.area,
    facts: { period: params.period, typed: typed.length },
  })
  work.emit('confirmed', { reportId: report.id, areaCode: params.area })
  await closeIfDone(work, report, params.period, params.area.slice(0, 12))
  const [shown] = await shownFilings(work, [(await rows.filing(row.reportId, row.period, row.areaCode)) ?? row])
  return shown ?? Promise.reject(new Error('a filing just confirmed is gone'))
})

const columnOf = (report: ReportRow, name: string) => report.draft.columns.find((one) => one.name === name)

/** Kept in the dictionary as a field of its own. */
const isField = (column: Column | undefined) => column?.source?.from === 'asked' && column.source.key !== undefined

/** The fact behind a column: its dictionary key, else its plain name. */
export const factOf = (column: Column | undefined, name: string) =>
  column?.source?.from === 'asked' && column.source.key ? column.source.key : name
