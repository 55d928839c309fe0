/** The whole list as a workbook, a row at a time from where each value is held; everybody on it keeps a footprint. */
import { catalogue } from '@liren/catalogue/contract'
import { answer, mustBeFresh } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { things } from '@liren/things/contract'
import { oneForm } from '../../contract.ts'
import type { Cell } from '../../fill.ts'
import { periodOf, type Rows } from '../../report.ts'
import { type Deed, dayOf, reach } from '../deed.ts'
import { type ReportRow, store } from '../store.ts'
import { type Line, writeWorkbook } from '../workbook.ts'
import { answersIn, fieldKeys, subjectOf } from './fill.ts'
import { type RosterRow, rosterStore } from './store.ts'

const pageRows = 100
const cellHeading = '网格'

const thingFacts = async (work: Deed, id: string): Promise<Readonly<Record<string, Cell>>> => {
  const [one] = await work.use(things).things([id])
  if (!one) return {}
  return {
    ...{ 'thing.code': one.code, 'thing.kind': one.kindName, 'thing.place': one.place, 'thing.owner': one.ownerName },
    ...{ 'thing.state': one.state, 'thing.lastCheckedOn': one.lastCheckedOn },
  }
}

const valuesFor = async (work: Deed, report: ReportRow, roster: Rows, row: RosterRow, keys: readonly string[]) => {
  const subject = subjectOf(roster, row.subjectId)
  if (!subject) return thingFacts(work, row.subjectId)
  const source = work.use(catalogue)
  const values = await source.inWords(
    await source.values(subject, keys, {
      purpose: 'service',
      reason: work.words('one-form.screen.roster.reason', { title: report.draft.title, period: row.period }),
      basis: roster.isStatutory ? 'statutoryDuty' : 'consent',
    }),
  )
  return Object.fromEntries(values.map(({ key, text }): [string, Cell] => [key, text]))
}

async function* linesOf(work: Deed, report: ReportRow, roster: Rows, period: string): AsyncGenerator<Line> {
  const prefixes = reach(work, 'filing.confirm')
  const keys = fieldKeys(report)
  for (let after: readonly [string, string, string, string] | null = null; ; ) {
    const rows: readonly RosterRow[] = await rosterStore(work.db).list({
      ...{ prefixes, reportId: report.id, period, isOpen: false, after, limit: pageRows },
    })
    const codes = [
      ...new Set(rows.flatMap(({ areaCode }) => [areaCode, areaCode.slice(0, 12), `${areaCode.slice(0, 9)}000`])),
    ]
    const names = await work.use(territory).areaNames(codes)
    for (const row of rows) {
      const values: Readonly<Record<string, Cell>> =
        keys.length > 0 ? await valuesFor(work, report, roster, row, keys) : {}
      const answers = answersIn(work, row)
      const place: Readonly<Record<string, string>> = {
        code: row.areaCode,
        name: names.get(row.areaCode) ?? '',
        community: names.get(row.areaCode.slice(0, 12)) ?? '',
        subdistrict: names.get(`${row.areaCode.slice(0, 9)}000`) ?? '',
      }
      const cells = report.draft.columns.map(({ name, source }): [string, Cell] => {
        if (source?.from === 'field') return [name, values[source.key] ?? null]
        return [name, source?.from === 'area' ? (place[source.fact] ?? null) : (answers[name] ?? null)]
      })
      yield { [cellHeading]: names.get(row.areaCode) ?? row.areaCode, ...Object.fromEntries(cells) }
    }
    const last = rows.at(-1)
    if (rows.length < pageRows || !last) return
    after = [last.areaCode, last.reportId, last.period, last.subjectId]
  }
}

export const exportRoster = answer(oneForm, 'exportRoster', async (work, { params, query }) => {
  mustBeFresh(work)
  const report = await store(work.db).find(params.id)
  const roster = report?.draft.rows
  if (!report || !roster) throw work.refuse('not-found', {}, 'id')
  if (report.state !== 'admitted') throw work.refuse('wrong-state', { state: report.state })
  const period =
    query.period ?? (await rosterStore(work.db).lastPeriod(report.id)) ?? periodOf(report.draft.period, dayOf(work.now))
  work.audit({ object: `report:${report.id}`, area: report.areaCode, facts: { exported: period } })
  await store(work.db).use(report.id, work.now)
  const reply = work.http?.reply
  reply?.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  reply?.header('content-disposition', `attachment; filename="roster-${period}.xlsx"`)
  return writeWorkbook(
    report.draft.title,
    [cellHeading, ...report.draft.columns.map(({ name }) => name)],
    linesOf(work, report, roster, period),
  )
})
