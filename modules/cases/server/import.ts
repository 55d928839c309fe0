/**
 * Takes a table of foreign reports in as cases that wait to be accepted: row by row, in batches that commit on their own. A row
 * known already is left alone, a row with a fault is written beside the file, and the counts add up.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { uuidv7, type Work } from '@liren/kernel'
import { type History, kindOf, matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { titleOf } from '../category.ts'
import { plainPhone } from '../contact.ts'
import type { cases } from '../contract.ts'
import { type Fault, type ForeignReport, guessMap, type ImportMap, readRow } from '../import-map.ts'
import { safetyIn } from '../safety.ts'
import { type District, learnDistrict, type Placed, type Placing, placer } from './import-place.ts'
import { type BulkCase, importStore, type Progress } from './import-store.ts'
import { commandCentre } from './moves.ts'
import { readTable, type TableRow } from './read-table.ts'
import { reference } from './reference.ts'
import { sealContact } from './reporter-contact.ts'
import type { NewContact } from './store.ts'

export type ImportOptions = {
  readonly file: string
  /** Given here, or the name of a saved one; what neither says is guessed from the headings. */
  readonly map?: {
    readonly columns?: Readonly<Record<string, string>>
    readonly categories?: Readonly<Record<string, string>>
  }
  readonly mapName?: string
  readonly saveMapAs?: string
  readonly isDryRun?: boolean
  readonly limit?: number
  /** Goes on where the same file stopped before. */
  readonly isResumed?: boolean
  readonly source?: string
  /** The system the rows come from: with the row's own id it says which case a row is. The source when left out. */
  readonly system?: string
  readonly placing?: Placing
  readonly area?: string
  readonly batchRows?: number
  readonly progress?: (rows: number) => void
}
export type ImportReport = {
  readonly rows: number
  readonly created: number
  readonly present: number
  readonly refused: number
  /** Rows done by an earlier run of the same file, counted above. */
  readonly resumedAt: number | null
  readonly columns: ImportMap['columns']
  readonly errorsFile: string | null
  /** Rows that were taken, with something their owner should know: one line each beside the file. */
  readonly noticed: number
  readonly noticesFile: string | null
  readonly isDryRun: boolean
}

type CasesWork = Work<typeof cases>
/** Runs code as the platform, in a transaction of its own. */
export type Act = <T>(effect: (work: Work) => Promise<T>) => Promise<T>
type Ready = {
  readonly row: number
  readonly ref: string
  readonly own: string | null
  readonly words: number
  readonly notice: Placed['notice'] | undefined
  readonly history: History
  readonly fresh: BulkCase
}

const hashOfFile = async (path: string, how: string) => {
  const hash = createHash('sha256').update(how)
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** 48 bits of a text's digest: a million ids fit into memory, and no two of them meet. */
const short = (text: string) => createHash('sha1').update(text).digest().readUIntBE(0, 6)

const cellOfCsv = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Faults, one per line, beside the file. The file appears with the first of them. */
const faultFile = (path: string, isAppended: boolean) => {
  // What an earlier run said of this file no longer holds.
  if (!isAppended) rmSync(path, { force: true })
  let stream: ReturnType<typeof createWriteStream> | null = null
  return {
    path: () => (stream ? path : null),
    write: (line: readonly string[]) => {
      if (!stream) {
        stream = createWriteStream(path, { flags: isAppended ? 'a' : 'w' })
        // Office programs take the mark for a sign of UTF-8.
        if (!isAppended) stream.write('\uFEFFrow,id,field,reason,words\r\n')
      }
      stream.write(`${line.map(cellOfCsv).join(',')}\r\n`)
    },
    close: () => new Promise<void>((closed) => (stream ? stream.end(() => closed()) : closed())),
  }
}

const contactOf = (work: CasesWork, id: string, { name, phone }: ForeignReport): NewContact | Fault | null => {
  if (!phone) return null
  const digits = plainPhone(phone)
  return digits ? sealContact(work, id, digits, name || null) : { field: 'reporterPhone', reason: 'phone-wrong' }
}

const isFault = (value: object | null): value is Fault => value !== null && 'reason' in value

/** Everything about this import that every batch needs. */
const prepare = async (work: CasesWork, options: ImportOptions, map: ImportMap) => {
  const known = await reference(work)
  const source = known.sources.find((one) => one.code === (options.source ?? 'import'))
  if (!source) throw work.refuse('no-such-source', { source: options.source ?? 'import' }, 'source')
  if (options.area && !(await work.use(territory).area(options.area))) throw work.refuse('place-missing', {}, 'area')
  const byName = new Map([...known.categories.values()].map((one) => [one.name, one.code]))
  const codeOf = (words: string | null) => {
    const code = words === null ? undefined : (map.categories?.[words] ?? byName.get(words) ?? words)
    return code === undefined ? undefined : known.categories.get(code)
  }
  const wrong = Object.values(map.categories ?? {}).find((code) => !known.categories.has(code))
  if (wrong !== undefined) throw work.refuse('no-such-category', { code: wrong }, 'map.categories')
  return { known, source, codeOf, now: work.now }
}
type About = Awaited<ReturnType<typeof prepare>>

/** What a row says and what its words mean, without the database: a transaction is not to wait while hundreds are read. */
const judge = ({ cells, fault }: TableRow, map: ImportMap, { known, now }: About, isWhole: boolean) => {
  if (fault) return [{ field: 'text', reason: fault }] as const
  const report = readRow(cells, map, now, isWhole)
  if (!('text' in report)) return report
  // A row without an id is known by its words: the same words twice are one report.
  const own = report.ref ?? createHash('sha1').update(JSON.stringify(cells)).digest('hex').slice(0, 16)
  return {
    report,
    own,
    words: short(report.text),
    safety: safetyIn(report.text, known),
    orderKind: kindOf(report.text).kind,
  }
}
type Judged = Exclude<ReturnType<typeof judge>, readonly Fault[]>

const readyFrom = async (
  work: CasesWork,
  row: number,
  { report, own, words, safety, orderKind }: Judged,
  system: string,
  about: About,
  placeOf: ReturnType<typeof placer>,
  holderOf: (area: string) => ReturnType<typeof commandCentre>,
): Promise<Ready | readonly Fault[]> => {
  const ref = `${system}:${own}`
  const id = uuidv7()
  const contact = contactOf(work, id, report)
  if (isFault(contact)) return [contact]
  const placed = await placeOf(report, ref)
  if (isFault(placed)) return [placed]
  const category = about.codeOf(report.category) ?? null
  const isRestricted = (category?.isRestricted ?? false) || safety.some(({ rule }) => rule.isRestricted)
  const openedAt = report.createdAt ?? work.now
  const history: History = {
    id,
    process: 'case-handling',
    subjectId: id,
    title: titleOf(report.text, category),
    summary: report.text,
    areaCode: placed.areaCode,
    cellCode: placed.cellCode,
    place: placed.place,
    address: report.address,
    source: about.source.code,
    letter: about.source.letter,
    grade: safety.length > 0 ? 4 : (category?.grade ?? 1),
    kindCode: category?.code ?? null,
    orderKind,
    isPublic: false,
    isRestricted,
    state: 'intake',
    holder: await holderOf(placed.areaCode),
    ...(category ? { limits: category.limits } : {}),
    reporter: contact ? { name: contact.nameMasked, contactRef: id } : null,
    openedAt,
    // Nobody here could have been in time for what was reported elsewhere.
    clocksFrom: work.now,
    facts: {
      importedFrom: ref,
      ...(report.status ? { status: report.status } : {}),
      ...(report.category && !category ? { label: report.category } : {}),
    },
  }
  const fresh: BulkCase = {
    id,
    categoryCode: category?.code ?? null,
    text: report.text,
    source: about.source.code,
    isPublic: false,
    isRestricted,
    safetyWords: safety.map(({ word }) => word),
    externalRef: ref,
    createdAt: openedAt,
    contact,
  }
  return { row, ref, own: report.ref, words, notice: placed.notice, history, fresh }
}

/** @throws Refused for a map, source, area or category nobody knows; Error for a file that is no table. */
export const importCases = async (actAs: Act, options: ImportOptions): Promise<ImportReport> => {
  // The host acts in the name of this module; only the type cannot say so.
  const act = <T>(effect: (work: CasesWork) => Promise<T>) => actAs((work) => effect(work as unknown as CasesWork))
  const system = options.system ?? options.source ?? 'import'
  const table = await readTable(options.file)
  const map = await act(async (work): Promise<ImportMap> => {
    const saved = options.mapName ? await importStore(work.db).map(options.mapName) : null
    if (options.mapName && !saved) throw new Error(`There is no saved map "${options.mapName}"`)
    const guessed = guessMap(table.headings)
    const whole: ImportMap = {
      columns: { ...guessed.columns, ...saved?.columns, ...options.map?.columns },
      categories: { ...saved?.categories, ...options.map?.categories },
    }
    const lost = Object.values(whole.columns).find((heading) => heading && !table.headings.includes(heading))
    if (lost !== undefined) throw new Error(`The file has no column "${lost}" (it has: ${table.headings.join(', ')})`)
    if (!whole.columns.text && !whole.columns.title)
      throw new Error(
        `No column holds the words of the report: map "text" (the file has: ${table.headings.join(', ')})`,
      )
    if (options.saveMapAs && !options.isDryRun) await importStore(work.db).saveMap(options.saveMapAs, whole, work.now)
    return whole
  })
  const district: District = await act(learnDistrict)
  const key = await hashOfFile(options.file, JSON.stringify([system, map, options.placing, options.area]))
  const earlier = options.isResumed ? await act((work) => importStore(work.db).progress(key)) : undefined
  const count: Progress = {
    nextRow: earlier?.nextRow ?? 0,
    created: earlier?.created ?? 0,
    present: earlier?.present ?? 0,
    refused: earlier?.refused ?? 0,
  }
  const faults = faultFile(`${options.file}.errors.csv`, earlier !== undefined && earlier.refused > 0)
  const notices = faultFile(`${options.file}.notices.csv`, earlier !== undefined)
  let noticed = 0
  /** Ids of this file so far, with the words they stood for. */
  const seen = new Map<number, number>()

  const takeIn = async (batch: readonly TableRow[], isLast: boolean) => {
    const about = await act((work) => prepare(work, options, map))
    const judged = batch.map((line) => ({ line, said: judge(line, map, about, table.isWhole) }))
    return act(async (work) => {
      const now = { ...count, nextRow: (batch.at(-1)?.row ?? count.nextRow - 1) + 1 }
      const lines: string[][] = []
      const placeOf = placer(work, district, options.placing ?? 'none', options.area ?? null)
      const centres = new Map<string, ReturnType<typeof commandCentre>>()
      const holderOf = (area: string) => {
        const found = centres.get(area) ?? commandCentre(work, area)
        centres.set(area, found)
        return found
      }
      const told = (row: number, id: string, { field, reason }: Fault) => [
        String(row),
        id,
        map.columns[field] ?? field,
        reason,
        work.words(`cases.import.${reason}`),
      ]
      const ready = new Map<string, Ready>()
      for (const { line, said } of judged) {
        const one = 'report' in said ? await readyFrom(work, line.row, said, system, about, placeOf, holderOf) : said
        const id = line.cells[map.columns.id ?? ''] ?? ''
        if (!('ref' in one)) {
          now.refused += 1
          for (const fault of one) lines.push(told(line.row, id, fault))
          continue
        }
        const before = ready.get(one.ref)?.words ?? seen.get(short(one.ref))
        if (before === undefined) ready.set(one.ref, one)
        else if (before === one.words) now.present += 1
        else {
          // The same id for other words: one of the two is not what it says, and a person must look.
          now.refused += 1
          lines.push(told(line.row, id, { field: 'id', reason: 'id-twice' }))
        }
      }
      const store = importStore(work.db)
      const there = await store.present([...ready.keys()])
      const fresh = [...ready.values()].filter(({ ref }) => !there.has(ref))
      now.present += ready.size - fresh.length
      now.created += fresh.length
      if (!options.isDryRun) {
        await work.use(matters).openMany(fresh.map(({ history }) => history))
        await store.put(fresh.map((one) => one.fresh))
        await store.keepProgress({ key, fileName: basename(options.file), system, at: work.now }, now, isLast)
        work.audit({ facts: { import: basename(options.file), system, created: fresh.length } })
      }
      const remarks = fresh.flatMap(({ row, own, notice }) =>
        notice ? [told(row, own ?? '', { field: 'lon', reason: notice })] : [],
      )
      return { now, lines, remarks, ready }
    })
  }
  const batchRows = options.batchRows ?? 500
  let batch: TableRow[] = []
  let taken = 0
  const commit = async (isLast: boolean) => {
    const { now, lines, remarks, ready } = await takeIn(batch, isLast)
    // Faults are written once their batch is in: tried again after a deadlock, they would stand there twice.
    for (const line of lines) faults.write(line)
    for (const line of remarks) notices.write(line)
    noticed += remarks.length
    for (const { ref, words } of ready.values()) seen.set(short(ref), words)
    Object.assign(count, now)
    batch = []
    options.progress?.(count.created + count.present + count.refused)
  }
  for await (const line of table.rows) {
    if (options.limit !== undefined && taken >= options.limit) break
    if (line.row < count.nextRow) continue
    batch.push(line)
    taken += 1
    if (batch.length === batchRows) await commit(false)
  }
  await commit(options.limit === undefined)
  await faults.close()
  await notices.close()
  const { created, present, refused } = count
  return {
    rows: created + present + refused,
    created,
    present,
    refused,
    resumedAt: earlier?.nextRow ?? null,
    columns: map.columns,
    errorsFile: faults.path(),
    noticed,
    noticesFile: notices.path(),
    isDryRun: options.isDryRun ?? false,
  }
}

export type { Placing } from './import-place.ts'
