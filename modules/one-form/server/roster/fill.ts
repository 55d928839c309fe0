/** A roster fills itself: who is on it now, and for whom something is missing, old or in doubt. Nothing private is looked at for that. */
import { catalogue } from '@liren/catalogue/contract'
import { secretsOf } from '@liren/kernel'
import type { Cell } from '../../fill.ts'
import { periodOf, type Rows } from '../../report.ts'
import { rowExceptions } from '../../roster.ts'
import { type Deed, dayOf } from '../deed.ts'
import type { ReportRow } from '../store.ts'
import { type RosterRow, rosterStore } from './store.ts'
import { subjectsIn } from './subjects.ts'

export const answersContext = ({ reportId, subjectId }: Pick<RosterRow, 'reportId' | 'subjectId'>) =>
  `one-form:roster:${reportId}:${subjectId}`

/** What people answered about one row. */
export const answersIn = (work: Deed, row: RosterRow | undefined): Readonly<Record<string, Cell>> =>
  row?.answersSealed
    ? // Sealed by this module, in this shape.
      (JSON.parse(secretsOf(work).open(row.answersSealed, answersContext(row))) as Record<string, Cell>)
    : {}

export const fieldKeys = (report: ReportRow): readonly string[] =>
  report.draft.columns.flatMap(({ source }) => (source?.from === 'field' ? [source.key] : []))

/** Values of persons, households, dwellings and enterprises are told by departments; things have their own ledger. */
export const subjectOf = ({ of }: Rows, id: string) => (of === 'thing' ? null : ({ kind: of, id } as const))

export const fillRoster = async (work: Deed, report: ReportRow, rows: Rows, within: string) => {
  const period = periodOf(report.draft.period, dayOf(work.now))
  const store = rosterStore(work.db)
  const keys = fieldKeys(report)
  const shared = new Set(
    (await work.use(catalogue).entries(keys)).flatMap(({ key, held }) => (held === 'shared' ? [key] : [])),
  )
  const columns = report.draft.columns
  let [count, empty, excepted] = [0, 0, 0]
  for await (const page of subjectsIn(work, rows, within)) {
    const ids = page.map(({ id }) => id)
    const states =
      rows.of === 'thing' ? new Map<string, never>() : await work.use(catalogue).statesOf(rows.of, ids, [...shared])
    const last = new Map((await store.lastOf(report.id, period, ids)).map((row) => [row.subjectId, row]))
    const filled = page.map(({ id, areaCode }) => {
      const before = last.get(id)
      const exceptions = rowExceptions(
        columns,
        (key) => states.get(`${id} ${key}`),
        (key) => shared.has(key),
        answersIn(work, before),
      )
      return { subjectId: id, areaCode, exceptions: [...exceptions], answersSealed: before?.answersSealed ?? null }
    })
    await store.keep(report.id, period, work.now, filled)
    count += filled.length
    for (const { exceptions } of filled) {
      empty += exceptions.filter(({ why }) => why === 'empty').length
      excepted += exceptions.length > 0 ? 1 : 0
    }
  }
  await store.dropGone(report.id, period, within.length === 15 ? within : within.replace(/(000)+$/, ''), work.now)
  const cells = count * columns.length
  return { period, rows: count, cells, filled: cells - empty, exceptions: excepted }
}
