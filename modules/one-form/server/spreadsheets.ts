/** 导出与导入 The filled report as a workbook, in the local template where one is kept; answers taken from one, row by row. */
import { Readable } from 'node:stream'
import { files } from '@liren/files/contract'
import { answer, mustBeFresh, Refusal } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import type { Cell } from '../fill.ts'
import { minutesPerCell, periodOf } from '../report.ts'
import { type Deed, dayOf, reach } from './deed.ts'
import { answerArea, noteBurden, noteFacts, typedOf } from './filings.ts'
import { type FilingRow, type ReportRow, store } from './store.ts'
import { closeIfDone } from './tasks.ts'
import { fillTemplate, type Headings, headingsOf, type Line, readWorkbook, writeWorkbook } from './workbook.ts'

const areaHeading = '区划编码'
const nameHeading = '区域'
const pageRows = 500
const keptErrors = 500

const found = async (work: Deed, id: string): Promise<ReportRow> => {
  const row = await store(work.db).find(id)
  if (!row) throw work.refuse('not-found', {}, 'id')
  return row
}

/** A page at a time, so that a district's report is never held whole. */
async function* linesOf(work: Deed, report: ReportRow, period: string): AsyncGenerator<Line> {
  const prefixes = reach(work, 'filing.confirm')
  let after: readonly [string, string, string] | null = null
  for (;;) {
    const rows: readonly FilingRow[] = await store(work.db).filings({
      prefixes,
      reportId: report.id,
      period,
      isOpen: false,
      after,
      limit: pageRows,
    })
    const names = await work.use(territory).areaNames(rows.map(({ areaCode }) => areaCode))
    for (const row of rows)
      yield { ...row.cells, [areaHeading]: row.areaCode, [nameHeading]: names.get(row.areaCode) ?? '' }
    const last = rows.at(-1)
    if (rows.length < pageRows || !last) return
    after = [last.areaCode, last.reportId, last.period]
  }
}

export const exportReport = answer(oneForm, 'exportReport', async (work, { params, query }) => {
  mustBeFresh(work)
  const report = await found(work, params.id)
  const period =
    query.period ?? (await store(work.db).lastPeriod(report.id)) ?? periodOf(report.draft.period, dayOf(work.now))
  const template = await store(work.db).template(report.id)
  work.audit({ object: `report:${report.id}`, area: report.areaCode, facts: { exported: period } })
  await store(work.db).use(report.id, work.now)
  if (work.actor.id) await store(work.db).noteDownload(report.id, work.actor.id, work.now)
  const reply = work.http?.reply
  reply?.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  reply?.header('content-disposition', `attachment; filename="report-${period}.xlsx"`)
  const lines = linesOf(work, report, period)
  if (!template)
    return writeWorkbook(
      report.draft.title,
      [areaHeading, nameHeading, ...report.draft.columns.map(({ name }) => name)],
      lines,
    )
  const { bytes } = await work.use(files).read(template.fileId)
  const all: Line[] = []
  for await (const line of lines) all.push(line)
  return Readable.from([await fillTemplate(bytes, template.headingRow, template.columns, all)])
})

export const saveTemplate = answer(oneForm, 'saveTemplate', async (work, { params, body }) => {
  const report = await found(work, params.id)
  work.must('filing.fill', { area: report.areaCode })
  const known = new Set([areaHeading, nameHeading, ...report.draft.columns.map(({ name }) => name)])
  const unknown = Object.values(body.columns).find((name) => !known.has(name))
  if (unknown !== undefined) throw work.refuse('unknown-column', { name: unknown }, 'columns')
  await work.use(files).claim([body.fileId], { module: 'one-form', object: `template:${report.id}` })
  const { name, bytes } = await work.use(files).read(body.fileId)
  const headings = await headingsOf(bytes, body.headingRow).catch(() => {
    throw work.refuse('file-unreadable', {}, 'fileId')
  })
  if (!Object.keys(body.columns).some((heading) => headings.includes(heading)))
    throw work.refuse('template-unfit', { headings: headings.join('、') }, 'columns')
  await store(work.db).saveTemplate({
    reportId: report.id,
    fileId: body.fileId,
    name,
    headingRow: body.headingRow,
    columns: body.columns,
    at: work.now,
  })
  work.audit({ object: `report:${report.id}`, area: report.areaCode })
  return { headings: [...headings], unmapped: headings.filter((one) => one !== '' && !body.columns[one]) }
})

const codeHeadings = [areaHeading, '网格编码']

/** Headings of our own workbook, or of the local template where its owner filled that one. */
const headingsBy =
  (template: Awaited<ReturnType<ReturnType<typeof store>['template']>>): Headings =>
  (line, row) => {
    if (template && row === template.headingRow && line.some((heading) => template.columns[heading]))
      return line.map((heading) => template.columns[heading] ?? heading)
    return row === 1 && (!template || line.some((heading) => codeHeadings.includes(heading))) ? line : null
  }

/** Areas by the names a local workbook calls them; null where two within reach are called the same. */
const areasByName = async (work: Deed, report: ReportRow, period: string, prefixes: readonly string[]) => {
  const filings = (await Promise.all(prefixes.map((one) => store(work.db).current(report.id, period, one)))).flat()
  const names = await work.use(territory).areaNames(filings.map(({ areaCode }) => areaCode))
  const codes = new Map<string, string | null>()
  for (const [code, name] of names) codes.set(name, codes.has(name) ? null : code)
  return codes
}

type Fault = { readonly row: number; readonly column: string; readonly rule: string }

/** One row's answers, or what is wrong with it. */
const answersOf = (
  report: ReportRow,
  row: FilingRow,
  cells: Readonly<Record<string, string>>,
): { readonly answers: Record<string, Cell> } | { readonly fault: Omit<Fault, 'row'> } => {
  const answers: Record<string, Cell> = {}
  for (const { name, source } of report.draft.columns) {
    const text = cells[name]
    if (source?.from !== 'asked' || text === undefined || text === '') continue
    if (source.type === 'text') answers[name] = text
    else {
      const number = Number(text.replaceAll(',', ''))
      if (!Number.isFinite(number) || (source.type === 'integer' && !Number.isInteger(number)))
        return { fault: { column: name, rule: 'not-numbers' } }
      answers[name] = number
    }
  }
  return Object.keys(answers).length === 0 && row.exceptions.length > 0
    ? { fault: { column: '', rule: 'empty' } }
    : { answers }
}

type Taken = { readonly row: number; readonly areaCode: string; readonly cells: Readonly<Record<string, string>> }

/** Nobody works at one workbook longer than this without a rest: two hours, in seconds. */
const longestSeconds = 7200

/**
 * How long a workbook took, in seconds: from when the same hands fetched it until it came back, two hours at most; where they never
 * fetched it here, as long as typing so many cells is assumed to take.
 */
const secondsOf = async (work: Deed, report: ReportRow, cells: ReadonlyMap<string, number>): Promise<number> => {
  const fetched = work.actor.id ? await store(work.db).takeDownload(report.id, work.actor.id) : null
  const typed = [...cells.values()].reduce((sum, count) => sum + count, 0)
  const seconds = fetched ? (work.now.getTime() - fetched.getTime()) / 1000 : typed * minutesPerCell * 60
  return Math.round(Math.min(longestSeconds, Math.max(0, seconds)))
}

export const importAnswers = answer(oneForm, 'importAnswers', async (work, { params }) => {
  const report = await found(work, params.id)
  if (report.state !== 'admitted') throw work.refuse('wrong-state', { state: report.state })
  const period = periodOf(report.draft.period, dayOf(work.now))
  const prefixes = reach(work, 'filing.fill')
  const template = await store(work.db).template(report.id)
  const byName = template ? await areasByName(work, report, period, prefixes) : null
  const asked = report.draft.columns.filter(({ source }) => source?.from === 'asked')
  const result = { rows: 0, taken: 0, refused: 0, errors: [] as Fault[] }
  const refuse = (row: number, column: string, rule: string) => {
    result.refused += 1
    if (result.errors.length < keptErrors) result.errors.push({ row, column, rule })
  }
  const file = work.http?.upload?.file
  if (!file) throw work.refuse('file-missing', {}, 'file')
  const isXlsx = file.name.toLowerCase().endsWith('.xlsx')
  /** Cells really typed, by community: what is held of a table of any length. */
  const typed = new Map<string, number>()
  const take = async (batch: readonly Taken[]) => {
    const filings = new Map(
      (
        await store(work.db).filingsOf(
          report.id,
          period,
          batch.map(({ areaCode }) => areaCode),
        )
      ).map((one) => [one.areaCode, one]),
    )
    const kept = []
    const done: { areaCode: string; typed: ReturnType<typeof typedOf> }[] = []
    for (const { row, areaCode, cells } of batch) {
      const filing = filings.get(areaCode)
      if (!filing) {
        refuse(row, areaHeading, 'not-found')
        continue
      }
      const found = answersOf(report, filing, cells)
      if ('fault' in found) {
        refuse(row, found.fault.column, found.fault.rule)
        continue
      }
      const after = answerArea(work, report, filing, found.answers)
      kept.push({ areaCode, ...after })
      done.push({ areaCode, typed: typedOf(filing, found.answers) })
      // Said twice in one file, the later row counts for what it changes.
      filings.set(areaCode, { ...filing, ...after })
      result.taken += 1
    }
    const last = new Map(kept.map((one) => [one.areaCode, one]))
    await store(work.db).confirmAll(report.id, period, [...last.values()], {
      ...{ at: work.now, by: work.actor.id, name: work.actor.name },
    })
    await noteFacts(work, report, done)
    for (const one of done) {
      const community = one.areaCode.slice(0, 12)
      typed.set(community, (typed.get(community) ?? 0) + one.typed.length)
    }
  }
  let batch: Taken[] = []
  try {
    for await (const { row, cells } of readWorkbook(await file.bytes(), isXlsx, headingsBy(template))) {
      const said = codeHeadings.flatMap((heading) => cells[heading] || [])[0]
      const areaCode = said ?? byName?.get(cells[nameHeading] ?? '') ?? ''
      // A local workbook ends in sums and signatures; they are no rows of the report.
      if (template && areaCode === '' && !asked.some(({ name }) => cells[name])) continue
      result.rows += 1
      if (!prefixes.some((prefix) => areaCode.startsWith(prefix)) || areaCode === '') {
        refuse(row, areaHeading, 'unknown-area')
        continue
      }
      batch.push({ row, areaCode, cells })
      if (batch.length < pageRows) continue
      await take(batch)
      batch = []
    }
    if (batch.length > 0) await take(batch)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw work.refuse('file-unreadable', {}, 'file')
  }
  result.errors.sort((one, other) => one.row - other.row)
  if (typed.size > 0) await noteBurden(work, report, typed, await secondsOf(work, report, typed))
  for (const community of typed.keys()) await closeIfDone(work, report, period, community)
  work.audit({
    object: `report:${report.id}`,
    area: report.areaCode,
    facts: { rows: result.rows, taken: result.taken },
  })
  return result
})
