/** Takes a table of people into the register: every row is created, updated, unchanged or refused, and the counts add up. */
import { readTable, type Table, type TableRow, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import {
  dayOfText,
  documentKindOf,
  guessColumns,
  type ImportField,
  importFields,
  neededFields,
  residenceOf,
  sexOfText,
} from '../columns.ts'
import type { ImportReport } from '../contract.ts'
import { examine, type Tidy } from '../registration.ts'
import { dayOf } from './calendar-day.ts'
import { reach } from './reach.ts'
import { claimBy, type Deed, marksOf, openColumns, registerOf, sameAs, sealedColumns } from './registering.ts'
import { imports, type RefusedField } from './store-imports.ts'

const batchRows = 500

export type ImportOptions = {
  readonly fileName: string
  readonly bytes: Buffer
  readonly isDryRun: boolean
  /** Field → heading; what is missing is guessed from the headings. */
  readonly columns?: Readonly<Record<string, string>>
  readonly mapName?: string
  readonly saveMapAs?: string
  /** Hears of refused rows as they are met. */
  readonly refused?: (rows: readonly RefusedField[]) => void
  /** For rows without an area of their own. */
  readonly areaCode?: string
  readonly progress?: (rows: number) => void
}

type Columns = Partial<Record<ImportField, string>>
type Ready = { readonly row: number; readonly tidy: Tidy }

const mapped = async (work: Deed, options: ImportOptions, table: Table): Promise<Columns> => {
  const saved = options.mapName ? await imports(work.db).columnMap(options.mapName) : undefined
  if (options.mapName && !saved) throw work.refuse('map-unknown', { name: options.mapName }, 'map')
  const columns: Columns = { ...guessColumns(table.headings), ...saved?.columns, ...options.columns }
  for (const field of importFields) {
    const heading = columns[field]
    if (heading === '') delete columns[field]
    else if (heading !== undefined && !table.headings.includes(heading))
      throw work.refuse('column-unmapped', { heading }, field)
  }
  const lacking = neededFields.find((field) => !columns[field])
  if (lacking) throw work.refuse('column-unmapped', { headings: table.headings.join('、') }, lacking)
  return columns
}

/** One row as somebody would have typed it, with what cannot be understood. */
const written = ({ cells }: TableRow, columns: Columns) => {
  const faults: { field: string; fault: string }[] = []
  const cell = (field: ImportField) => cells[columns[field] ?? ''] || undefined
  const meaning = <T>(field: ImportField, of: (text: string) => T | undefined): T | undefined => {
    const text = cell(field)
    if (text === undefined) return undefined
    const found = of(text)
    if (found === undefined) faults.push({ field, fault: 'unknown-kind' })
    return found
  }
  const texts = [
    'fullName',
    'identityNumber',
    'phone',
    'address',
    'hukouAddress',
    'disabilityCertificate',
    'emergencyContact',
    'areaCode',
  ] as const
  const row = {
    ...Object.fromEntries(texts.flatMap((field) => (cell(field) === undefined ? [] : [[field, cell(field)]]))),
    ...Object.fromEntries(
      Object.entries({
        documentKind: meaning('documentKind', documentKindOf),
        residence: meaning('residence', residenceOf),
        sex: meaning('sex', sexOfText),
        birthOn: meaning('birthOn', dayOfText),
      }).filter(([, value]) => value !== undefined),
    ),
  }
  return { row, faults, dwellingCode: cell('dwellingCode') }
}

/** Same person twice in one file: the same words are no news, other words need a human eye. */
const byNumber = (ready: readonly (Ready & { mark: string })[]) => {
  const first = new Map<string, Ready & { mark: string }>()
  for (const one of ready) if (!first.has(one.mark)) first.set(one.mark, one)
  return first
}

export const importPeople = async (work: Deed, options: ImportOptions): Promise<ImportReport> => {
  const store = imports(work.db)
  const table = await readTable(options.bytes).catch(() => {
    throw work.refuse('file-unreadable', {}, 'file')
  })
  const columns = await mapped(work, options, table)
  if (options.saveMapAs && !options.isDryRun) await store.saveColumnMap(options.saveMapAs, columns, work.now)
  const marks = marksOf(work)
  const today = dayOf(work.now)
  const prefixes = reach(work, 'register.import')
  const isMine = (area: string) => prefixes.some((prefix) => area.startsWith(prefix))
  const id = uuidv7()
  const count = { rows: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }
  const seen = new Map<string, string>()
  const dwellings = new Map<string, { id: string; cellCode: string } | null>()
  await store.start(id, options.fileName, options.isDryRun, work.now, work.actor.id)

  const dwellingOf = async (code: string) => {
    const known = dwellings.get(code)
    if (known !== undefined) return known
    const found = await work.use(territory).dwellingByCode(code)
    dwellings.set(code, found)
    return found
  }

  const prepare = async (line: TableRow): Promise<Ready | readonly { field: string; fault: string }[]> => {
    if (line.isBroken) return [{ field: 'fullName', fault: 'row-unreadable' }]
    if (!table.isWhole) {
      const spoilt = importFields.filter((field) => line.cells[columns[field] ?? '']?.includes('\uFFFD'))
      if (spoilt.length > 0) return spoilt.map((field) => ({ field, fault: 'characters-unreadable' }))
    }
    const { row, faults, dwellingCode } = written(line, columns)
    const { tidy, faults: more } = examine(
      { ...(options.areaCode ? { areaCode: options.areaCode } : {}), ...row },
      today,
      true,
    )
    const wrong = [...faults, ...more]
    if (!tidy.sealed.identityNumber && !wrong.some(({ field }) => field === 'identityNumber'))
      wrong.push({ field: 'identityNumber', fault: 'needed' })
    if (dwellingCode) {
      const dwelling = await dwellingOf(dwellingCode)
      if (!dwelling) wrong.push({ field: 'dwellingCode', fault: 'unknown-dwelling' })
      else Object.assign(tidy.open, { dwellingId: dwelling.id, areaCode: dwelling.cellCode })
    }
    const area = tidy.open.areaCode
    if (area && !(await work.use(territory).area(area))) wrong.push({ field: 'areaCode', fault: 'unknown-area' })
    else if (!isMine(area ?? '')) wrong.push({ field: 'areaCode', fault: area ? 'not-yours' : 'needed' })
    return wrong.length > 0 ? wrong : { row: line.row, tidy }
  }

  const settle = async (batch: readonly TableRow[]) => {
    const errors: RefusedField[] = []
    const refuse = (row: number, faults: readonly { field: string; fault: string }[]) => {
      count.refused += 1
      // The map's keys are import fields; others (none today) simply have no column.
      for (const { field, fault } of faults)
        errors.push({ row, field, column: columns[field as ImportField] ?? null, code: fault })
    }
    const ready: (Ready & { mark: string })[] = []
    for (const line of batch) {
      count.rows += 1
      const one = await prepare(line)
      if ('tidy' in one)
        ready.push({
          ...one,
          mark: marks.identity(one.tidy.open.documentKind ?? 'residentId', one.tidy.sealed.identityNumber ?? ''),
        })
      else refuse(line.row, one)
    }
    const there = await store.holders(ready.map(({ mark }) => mark))
    const declared = Map.groupBy(
      await registerOf(work).declared(ready.map(({ mark }) => mark)),
      (made) => made.declaredFingerprint,
    )
    const fresh: {
      id: string
      row: number
      open: ReturnType<typeof openColumns>
      sealed: ReturnType<typeof sealedColumns>
    }[] = []
    const firsts = byNumber(ready)
    for (const one of ready) {
      const rowFingerprint = marks.row(one.tidy)
      const before = seen.get(one.mark)
      if (before !== undefined || firsts.get(one.mark) !== one) {
        if ((before ?? marks.row(firsts.get(one.mark)?.tidy)) === rowFingerprint) count.unchanged += 1
        else refuse(one.row, [{ field: 'identityNumber', fault: 'already-registered' }])
        continue
      }
      seen.set(one.mark, rowFingerprint)
      const holder = there.get(one.mark)
      const open = openColumns(one.tidy, marks)
      const same = holder ? undefined : sameAs(declared.get(one.mark) ?? [], open)
      if (same && isMine(same.areaCode)) {
        count.updated += 1
        if (options.isDryRun) continue
        await registerOf(work).update(same.id, { ...open, rowFingerprint }, work.now)
        await registerOf(work).updateSealed(same.id, sealedColumns(work, same.id, one.tidy.sealed))
      } else if (!holder) {
        const personId = uuidv7()
        fresh.push({
          id: personId,
          row: one.row,
          open: { residence: 'permanent', ...open, rowFingerprint },
          sealed: options.isDryRun ? {} : sealedColumns(work, personId, one.tidy.sealed),
        })
      } else if (!isMine(holder.areaCode)) refuse(one.row, [{ field: 'identityNumber', fault: 'already-registered' }])
      else if (holder.rowFingerprint === rowFingerprint) count.unchanged += 1
      else {
        count.updated += 1
        if (options.isDryRun) continue
        await registerOf(work).update(holder.id, { ...open, rowFingerprint }, work.now)
        await registerOf(work).updateSealed(holder.id, sealedColumns(work, holder.id, one.tidy.sealed))
      }
    }
    const entered = options.isDryRun ? null : await store.insertMany(fresh, work.now)
    for (const one of fresh)
      if (entered === null || entered.has(one.id)) {
        count.created += 1
        const made = declared.get(one.open.identityFingerprint ?? '')
        if (entered !== null && made) await claimBy(work, made, { id: one.id, areaCode: one.open.areaCode ?? '' })
      } else refuse(one.row, [{ field: 'identityNumber', fault: 'already-registered' }])
    await store.addErrors(id, errors)
    options.refused?.(errors)
    options.progress?.(count.rows)
  }

  let batch: TableRow[] = []
  try {
    for await (const line of table.rows) {
      batch.push(line)
      if (batch.length < batchRows) continue
      await settle(batch)
      batch = []
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw work.refuse('file-unreadable', {}, 'file')
    throw error
  }
  if (batch.length > 0) await settle(batch)

  const report: ImportReport = {
    id,
    fileName: options.fileName,
    isDryRun: options.isDryRun,
    state: options.isDryRun ? 'checked' : 'finished',
    ...count,
    startedAt: work.now.toISOString(),
    finishedAt: new Date().toISOString(),
  }
  await store.finish(report, new Date(report.finishedAt ?? work.now))
  work.audit({ object: `import:${id}`, facts: { fileName: options.fileName, isDryRun: options.isDryRun, ...count } })
  if (!options.isDryRun) work.emit('import-finished', { importId: id, rows: count.rows, refused: count.refused })
  return report
}
