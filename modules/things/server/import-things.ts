/** A whole ledger from a file: every row judged by itself, tried first if wished, what is wrong named by row and column. */
import { answer, readTable, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { things } from '../contract.ts'
import { columnsOf, neededColumns, nextCode, type ReadThing, type RowFault, readRow } from '../thing.ts'
import type { Deed } from './shown.ts'
import { store } from './store.ts'

const batch = 500
const keptFaults = 500

type Read = { readonly row: number; readonly thing: ReadThing }

/** Codes for those that have none, one after the other for each kind and district. */
const coded = async (work: Deed, rows: readonly Read[], last: Map<string, string | null>) => {
  const named: (ReadThing & { readonly code: string })[] = []
  for (const { thing } of rows) {
    const prefix = `${thing.areaCode.slice(0, 6)}${thing.kind}`
    if (thing.code === null) {
      if (!last.has(prefix)) last.set(prefix, await store(work.db).lastCode(prefix))
      const code = nextCode(thing.areaCode, thing.kind, last.get(prefix) ?? null)
      last.set(prefix, code)
      named.push({ ...thing, code })
    } else named.push({ ...thing, code: thing.code })
  }
  return named
}

export const importThings = answer(things, 'importThings', async (work) => {
  const queries = store(work.db)
  const isDryRun = work.http?.upload?.fields.get('dryRun') === 'true'
  const file = work.http?.upload?.file
  if (!file) throw work.refuse('file-missing', {}, 'file')
  const table = await readTable(await file.bytes()).catch(() => {
    throw work.refuse('file-unreadable', {}, 'file')
  })
  const columns = columnsOf(table.headings)
  const lacking = neededColumns.find((column) => columns[column] === undefined)
  if (lacking) throw work.refuse('column-missing', { name: work.words(`things.column.${lacking}`) }, 'file')

  const kinds = new Map(
    (await queries.kinds()).flatMap(({ code, name }) => [[name, code] as const, [code, code] as const]),
  )
  const report = { rows: 0, added: 0, changed: 0, refused: 0, isDryRun, faults: [] as RowFault[] }
  const seen = new Set<string>()
  const last = new Map<string, string | null>()
  await queries.holdCodes()

  const judge = async (row: number, cells: Readonly<Record<string, string>>): Promise<ReturnType<typeof readRow>> => {
    const read = readRow(row, cells, columns, kinds)
    if ('faults' in read) return read
    const { thing } = read
    const fault = (column: 'area' | 'code', rule: RowFault['rule']) => ({
      faults: [{ row, column: columns[column] ?? column, rule }],
    })
    const area = await work.use(territory).area(thing.areaCode)
    if (area?.level !== 'community' && area?.level !== 'gridCell') return fault('area', 'unknownArea')
    if (!work.may('thing.import', { area: thing.areaCode })) return fault('area', 'outOfReach')
    if (thing.code !== null && seen.has(thing.code)) return fault('code', 'codeTwice')
    if (thing.code !== null) seen.add(thing.code)
    return read
  }
  const write = async (rows: readonly Read[]) => {
    if (rows.length === 0) return
    const whole = await coded(work, rows, last)
    const known = new Map((await queries.byCodes(whole.map(({ code }) => code))).map((one) => [one.code, one]))
    // A code of somebody else's area is not written over from here.
    const mine = whole.filter(({ code }) => {
      const there = known.get(code)
      return !there || work.may('thing.import', { area: there.areaCode })
    })
    for (const { thing, row } of rows)
      if (thing.code !== null && !mine.some(({ code }) => code === thing.code)) {
        report.refused += 1
        if (report.faults.length < keptFaults)
          report.faults.push({ row, column: columns.code ?? 'code', rule: 'outOfReach' })
      }
    report.changed += mine.filter(({ code }) => known.has(code)).length
    report.added += mine.filter(({ code }) => !known.has(code)).length
    if (!isDryRun && mine.length > 0)
      await queries.keep(mine.map((one) => ({ ...one, id: uuidv7(), changedAt: work.now, changedBy: work.actor.id })))
  }

  let waiting: Read[] = []
  for await (const { row, cells, isBroken } of table.rows) {
    report.rows += 1
    const judged = isBroken ? { faults: [{ row, column: '', rule: 'unreadable' as const }] } : await judge(row, cells)
    if ('faults' in judged) {
      report.refused += 1
      report.faults.push(...judged.faults.slice(0, keptFaults - report.faults.length))
    } else waiting.push({ row, thing: judged.thing })
    if (waiting.length < batch) continue
    await write(waiting)
    waiting = []
  }
  await write(waiting)
  work.audit({
    object: 'things:import',
    facts: { rows: report.rows, added: report.added, changed: report.changed, refused: report.refused, isDryRun },
  })
  return report
})
