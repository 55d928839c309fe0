/** Indicators as a table to keep, CSV or a workbook, written while it is sent: every row says by which formula, when, where and of how many. */
import { PassThrough, Readable } from 'node:stream'
import { answer, mustBeFresh } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { stringify } from 'csv-stringify'
import { command } from '../contract.ts'
import type { CommandWork } from './count.ts'
import { figuresOf } from './figures.ts'

const columns = [
  'formula',
  'from',
  'until',
  'scope',
  'key',
  'name',
  'post',
  'indicator',
  'how',
  'numerator',
  'denominator',
  'value',
  'unit',
  'baseline',
  'baselineSource',
  'reference',
] as const
type Column = (typeof columns)[number]
type Line = Readonly<Record<Column, string | number | null>>
type Figures = Awaited<ReturnType<typeof figuresOf>>

const units = {
  count: 'cases',
  share: 'share',
  weighted: 'share',
  mean: 'times',
  meanHours: 'hours',
  medianHours: 'hours',
  minutes: 'minutes',
  yuan: 'yuan',
  posts: 'posts',
} as const

function* linesOf(work: CommandWork, figures: Figures, scope: string): Generator<Line> {
  const say = (key: string) => work.words(`command.${key}`)
  for (const { key, name, figures: some } of figures.rows)
    for (const one of some)
      yield {
        formula: figures.formulaVersion,
        from: figures.from,
        until: figures.until,
        scope,
        key: key || null,
        name: name ?? (key === '' ? say('export.all') : null),
        post: say(`screen.post.${one.post}`),
        indicator: say(`indicator.${one.name}.name`),
        how: say(`indicator.${one.name}.how`),
        numerator: one.numerator,
        denominator: one.denominator,
        value: one.value,
        unit: say(`export.units.${units[one.kind === 'estimate' ? (one.estimate ?? 'minutes') : one.kind]}`),
        baseline: one.baseline?.value ?? null,
        baselineSource: one.baseline?.source ?? null,
        reference: one.reference?.value ?? null,
      }
}

// Heavy, and seldom needed: a start does not wait for it.
const excel = async () => (await import('@protobi/exceljs')).default

/** A workbook of one sheet; a cell is text or a number, never a formula. */
const workbook = async (title: string, headings: readonly string[], lines: Iterable<Line>): Promise<Readable> => {
  const out = new PassThrough()
  const writer = new (await excel()).stream.xlsx.WorkbookWriter({
    stream: out,
    useSharedStrings: false,
    useStyles: true,
  })
  const sheet = writer.addWorksheet(title)
  sheet.columns = headings.map((header, at) => ({
    header,
    key: columns[at] ?? header,
    width: at > 3 && at < 9 ? 24 : 14,
  }))
  const write = async () => {
    let written = 0
    for (const line of lines) {
      sheet.addRow(columns.map((name) => line[name])).commit()
      written += 1
      // The zip is slower than the rows: wait for whoever reads.
      if (written % 500 === 0 && out.writableNeedDrain) await new Promise((resume) => out.once('drain', resume))
    }
    sheet.commit()
    await writer.commit()
  }
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

export const exportFigures = answer(command, 'exportFigures', async (work, { query }) => {
  mustBeFresh(work)
  const figures = await figuresOf(work, query)
  const names = query.area ? await work.use(territory).areaNames([query.area]) : null
  const scope = query.area ? (names?.get(query.area) ?? query.area) : work.words('command.export.reach')
  const headings = columns.map((name) => work.words(`command.export.${name}`))
  const lines = linesOf(work, figures, scope)
  const name = `indicators-${figures.from ?? 'all'}-${figures.until}.${query.format}`
  work.audit({ area: query.area ?? null, facts: { format: query.format, rows: figures.rows.length } })
  const reply = work.http?.reply
  reply?.header('content-disposition', `attachment; filename="${name}"`)
  if (query.format === 'xlsx') {
    reply?.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return workbook(work.words('command.nav.figures'), headings, lines)
  }
  reply?.header('content-type', 'text/csv; charset=utf-8')
  // Excel reads UTF-8 only behind a mark; a cell that looks like a formula stays text.
  const table = stringify({
    bom: true,
    header: true,
    columns: columns.map((key, at) => ({ key, header: headings[at] ?? key })),
    escape_formulas: true,
  })
  return Readable.from(lines).pipe(table)
})
