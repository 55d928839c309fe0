/** 部门报送 A department brings its values in from a file: whom each row is about by keyed hash, what each cell says by the dictionary, nothing over another source. */
import { areaPrefix, secretsOf, type Table, type TableRow, uuidv7 } from '@liren/kernel'
import { organisation, type Unit } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import type { Entry } from '../dictionary/entry.ts'
import type { Subject, ToldValue } from '../port.ts'
import type { ValueImport } from '../routes-value-imports.ts'
import {
  counted,
  dayOfCell,
  guessValueColumns,
  isTellable,
  noRows,
  type RowCount,
  readCell,
  rowColumns,
  type ToldAbout,
} from '../value-file.ts'
import { type Deed, dayOf, dictionaryOf } from './deed.ts'
import { isRefuted, markOfValue, recordFor } from './record.ts'
import { store, type ValueRow } from './store.ts'
import { type RowFault, type ValueImportRow, valueImportStore } from './store-value-imports.ts'
import { readValueLines } from './value-lines.ts'

const batchRows = 500
const mostRows = 200_000

/** In whose name values are told: departments of their own, or the district's keeper of the catalogue where a field has no department. */
export type Teller = {
  readonly units: readonly Unit[]
  readonly isSteward: boolean
  /** Area prefixes: about whom something may be told. An empty one is everywhere. */
  readonly reach: readonly string[]
}

/** Six digits or fewer: a district, or more than one. */
export const isDistrictSteward = ({ actor }: Pick<Deed, 'actor'>) =>
  actor.kind === 'system' ||
  actor.grants.some(
    ({ role, area, unitId }) => role === 'dataSteward' && unitId === null && areaPrefix(area).length <= 6,
  )

export const tellerOf = async (work: Deed): Promise<Teller> => {
  const { everywhere, areas, units: ids } = work.scope('value.tell')
  const units = await work.use(organisation).units(ids)
  return {
    units,
    isSteward: isDistrictSteward(work),
    reach: everywhere ? [''] : [...areas, ...units.map(({ areaCode }) => areaPrefix(areaCode))],
  }
}

/** For a command line: one department by its code. */
export const tellerByCode = async (work: Deed, code: string): Promise<Teller> => {
  const unit = await work.use(organisation).unitByCode(code)
  if (!unit) throw work.refuse('unknown-unit', {}, 'unit')
  return { units: [unit], isSteward: false, reach: [areaPrefix(unit.areaCode)] }
}

/** 一数一源 Only the field's owner speaks as its authoritative source; a field without one here is the steward's. */
export const ownersOf = async (work: Deed, entries: readonly Entry[], teller: Teller): Promise<ReadonlySet<string>> => {
  const codes = [...new Set(entries.flatMap(({ ownerUnit }) => ownerUnit ?? []))]
  const there = new Set<string>()
  for (const code of codes) if (await work.use(organisation).unitByCode(code)) there.add(code)
  const mine = new Set(teller.units.map(({ code }) => code))
  return new Set(
    entries
      .filter(({ ownerUnit }) => (ownerUnit !== null && there.has(ownerUnit) ? mine.has(ownerUnit) : teller.isSteward))
      .map(({ key }) => key),
  )
}

export type ValueFile = {
  readonly fileName: string
  readonly bytes: Buffer
  readonly isDryRun: boolean
  readonly about: ToldAbout
  /** The day the table speaks of, for rows that name none; today where it is null. */
  readonly on: string | null
  /** Where fields of other departments are from. */
  readonly source: string | null
  /** Column (a row's own, or a key) → heading; empty leaves it out, what is missing is guessed. */
  readonly columns?: Readonly<Record<string, string>>
  readonly teller: Teller
  readonly progress?: (rows: number) => void
  /** Hears of every fault as it is met. */
  readonly refused?: (fault: RowFault) => void
}

type Told = { readonly entry: Entry; readonly heading: string; readonly source: string }
type Plan = {
  readonly identity: string
  readonly name: string | null
  readonly on: string | null
  readonly verifiedOn: string | null
  readonly told: readonly Told[]
  readonly shown: { heading: string; column: string | null }[]
}

/** Which column is what; refused by its name where a needed one is missing or a field is not this department's to tell. */
const planned = async (work: Deed, table: Table, file: ValueFile): Promise<Plan> => {
  const dictionary = await dictionaryOf(work)
  const columns: Record<string, string> = {
    ...guessValueColumns(table.headings, file.about, [...dictionary.values()]),
    ...file.columns,
  }
  for (const [column, heading] of Object.entries(columns)) {
    if (heading === '') delete columns[column]
    else if (!table.headings.includes(heading)) throw work.refuse('column-unmapped', { heading }, column)
  }
  const identity = columns[file.about === 'person' ? 'identityNumber' : 'creditCode']
  if (identity === undefined)
    throw work.refuse(
      'subject-column-needed',
      { headings: table.headings.join('、').slice(0, 300) },
      file.about === 'person' ? 'identityNumber' : 'creditCode',
    )
  const own: readonly string[] = rowColumns
  const keys = Object.keys(columns).filter((column) => !own.includes(column))
  const entries = keys.map((key) => {
    const entry = dictionary.get(key)
    if (!entry) throw work.refuse('unknown-key', { key }, key)
    if (!isTellable(entry, file.about)) throw work.refuse('kept-elsewhere', { key: entry.name.zh }, key)
    return entry
  })
  if (entries.length === 0) throw work.refuse('fields-needed', {}, 'columns')
  const owned = await ownersOf(work, entries, file.teller)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const told = entries.map((entry): Told => {
    const name = entry.name[language]
    if (owned.has(entry.key)) return { entry, heading: columns[entry.key] ?? '', source: entry.source }
    if (!file.source) throw work.refuse('source-needed', { name, owner: entry.owner, source: entry.source }, 'source')
    if (file.source === entry.source)
      throw work.refuse('source-not-yours', { name, owner: entry.owner, source: entry.source }, 'source')
    return { entry, heading: columns[entry.key] ?? '', source: file.source }
  })
  const byHeading = new Map(Object.entries(columns).map(([column, heading]) => [heading, column]))
  return {
    identity,
    name: (file.about === 'person' ? columns.fullName : undefined) ?? null,
    on: columns.on ?? null,
    verifiedOn: columns.verifiedOn ?? null,
    told,
    shown: table.headings.filter(Boolean).map((heading) => ({ heading, column: byHeading.get(heading) ?? null })),
  }
}

type Match = { readonly id: string } | { readonly isAbsent: true } | { readonly fault: string; readonly field: string }

/** Whom rows are about: people by the keyed hash of their number, with a footprint; firms by their public code. */
const matched = async (
  work: Deed,
  plan: Plan,
  file: ValueFile,
  lines: readonly TableRow[],
): Promise<readonly Match[]> => {
  if (file.about === 'person') {
    const found = await work.use(people).matchNumbers({
      rows: lines.map(({ cells }) => ({
        identityNumber: cells[plan.identity] ?? '',
        fullName: plan.name === null ? null : (cells[plan.name] ?? null),
      })),
      purpose: 'service',
      reach: file.teller.reach,
      reason: work
        .words('catalogue.screen.tell.look', {
          unit: file.teller.units[0]?.name ?? work.actor.name,
          fields: plan.told.map(({ entry }) => entry.name[work.locale === 'en' ? 'en' : 'zh']).join('、'),
        })
        .slice(0, 200),
    })
    return found.map((one) => ('personId' in one ? { id: one.personId } : one))
  }
  const codes = lines.map(({ cells }) => (cells[plan.identity] ?? '').trim().toUpperCase())
  const firms = new Map(
    (await work.use(people).enterprisesByCode([...new Set(codes)]))
      .filter(({ areaCode }) => file.teller.reach.some((prefix) => (areaCode ?? '').startsWith(prefix)))
      .map((one) => [one.creditCode, one.id]),
  )
  return codes.map((code): Match => {
    if (code === '') return { fault: 'needed', field: 'creditCode' }
    const id = firms.get(code)
    return id ? { id } : { isAbsent: true }
  })
}

type Ready = { readonly row: number; readonly subject: Subject; readonly values: readonly ToldValue[] }

/** The cells of one row as values, with what cannot be understood. */
const readRow = (line: TableRow, plan: Plan, day: string, today: string) => {
  const faults: { field: string; code: string }[] = []
  const dayAt = (heading: string | null, field: string): string | null => {
    const text = heading === null ? '' : (line.cells[heading] ?? '')
    if (text === '') return null
    const day = dayOfCell(text)
    if (day === undefined || day > today) faults.push({ field, code: 'day-unfit' })
    return day ?? null
  }
  const on = dayAt(plan.on, 'on') ?? day
  const verifiedOn = dayAt(plan.verifiedOn, 'verifiedOn')
  const values = plan.told.flatMap(({ entry, heading, source }): ToldValue[] => {
    const cell = line.cells[heading] ?? ''
    if (cell === '') return []
    if (cell.includes('\uFFFD')) {
      faults.push({ field: entry.key, code: 'characters-unreadable' })
      return []
    }
    const value = readCell(entry, cell)
    if (value === undefined) {
      faults.push({ field: entry.key, code: 'value-unfit' })
      return []
    }
    return [
      {
        key: entry.key,
        value,
        source,
        on,
        verifiedAt: verifiedOn === null ? null : new Date(`${verifiedOn}T00:00:00+08:00`),
      },
    ]
  })
  if (values.length === 0 && faults.length === 0) faults.push({ field: plan.told[0]?.entry.key ?? '', code: 'needed' })
  return { values, faults }
}

const isLater = (one: Date | null | undefined, other: Date | null) =>
  one != null && (other === null || one.getTime() > other.getTime())

const placeOf = (row: { readonly subjectId: string; readonly key: string }) => `${row.subjectId} ${row.key}`

export const importValuesFrom = async (
  work: Deed,
  file: ValueFile,
): Promise<{ readonly report: ValueImport; readonly columns: Plan['shown'] }> => {
  const today = dayOf(work.now)
  const day = file.on ?? today
  if (dayOfCell(day) !== day || day > today) throw work.refuse('day-unfit', {}, 'on')
  const table = await readValueLines(file.bytes).catch(() => {
    throw work.refuse('file-unreadable', {}, 'file')
  })
  const plan = await planned(work, table, file)
  const imports = valueImportStore(work.db)
  const [unit] = file.teller.units
  await imports.lock(unit?.code ?? '')
  const { fingerprint } = secretsOf(work)
  const seen = new Map<string, string>()
  const faults: RowFault[] = []
  let count: RowCount = noRows
  let values = 0
  let conflicts = 0

  const refuse = (row: number, some: readonly { readonly field: string; readonly code: string }[]) => {
    count = counted(count, 'refused')
    for (const one of some) {
      faults.push({ row, ...one })
      file.refused?.({ row, ...one })
    }
  }

  /** What of a row is news, judged by what its own source told before; an older day never goes over a newer one. */
  const settle = async (ready: readonly Ready[]) => {
    const keys = plan.told.map(({ entry }) => entry.key)
    const before = new Map<string, ValueRow[]>()
    const held = await store(work.db).values(
      ready.map(({ subject }) => subject),
      keys,
      true,
    )
    for (const row of held) before.set(placeOf(row), [...(before.get(placeOf(row)) ?? []), row])
    const news: { subject: Subject; values: ToldValue[] }[] = []
    for (const { row, subject, values: told } of ready) {
      const changed: ToldValue[] = []
      const older: string[] = []
      const refuted: string[] = []
      for (const one of told) {
        const there = before.get(placeOf({ subjectId: subject.id, key: one.key })) ?? []
        const mark = markOfValue(fingerprint, one.key, one.value)
        const mine = there.find(({ source }) => source === one.source)
        if (mine && isRefuted(mine, mark, one.verifiedAt ?? null)) refuted.push(one.key)
        else if (mine?.sourceOn && one.on && one.on < mine.sourceOn) {
          if (mine.fingerprint !== mark) older.push(one.key)
        } else if (mine?.fingerprint !== mark || mine.sourceOn !== one.on || isLater(one.verifiedAt, mine.verifiedAt)) {
          // Who looked at the same value since does not have to look again.
          const verifiedAt =
            mine?.fingerprint === mark && !isLater(one.verifiedAt, mine.verifiedAt) ? mine.verifiedAt : one.verifiedAt
          changed.push({ ...one, verifiedAt: verifiedAt ?? null })
          if (there.some((other) => other.source !== one.source && other.fingerprint !== mark && !other.overruledAt))
            conflicts += 1
        }
      }
      if (older.length + refuted.length > 0)
        refuse(row, [
          ...older.map((field) => ({ field, code: 'older-than-held' })),
          ...refuted.map((field) => ({ field, code: 'corrected-here' })),
        ])
      else {
        count = counted(count, changed.length > 0 ? 'told' : 'unchanged')
        values += changed.length
        if (changed.length > 0) news.push({ subject, values: changed })
      }
    }
    if (!file.isDryRun && news.length > 0) await recordFor(work, news)
  }

  const take = async (lines: readonly TableRow[]) => {
    const sound = lines.filter(({ isBroken }) => !isBroken)
    const matches = await matched(work, plan, file, sound)
    const of = new Map(sound.map((line, at) => [line.row, matches[at]]))
    const ready: Ready[] = []
    for (const line of lines) {
      const match = of.get(line.row)
      if (!match) refuse(line.row, [{ field: 'row', code: 'row-unreadable' }])
      else if ('fault' in match) refuse(line.row, [{ field: match.field, code: match.fault }])
      else {
        const read = readRow(line, plan, day, today)
        if (read.faults.length > 0) refuse(line.row, read.faults)
        else if ('isAbsent' in match) count = counted(count, 'absent')
        else {
          const mark = fingerprint(`catalogue-row:${JSON.stringify(read.values)}`)
          const first = seen.get(match.id)
          if (first === undefined) {
            seen.set(match.id, mark)
            ready.push({ row: line.row, subject: { kind: file.about, id: match.id }, values: read.values })
          } else if (first === mark) count = counted(count, 'repeated')
          // The same number with other words needs a human eye.
          else
            refuse(line.row, [{ field: file.about === 'person' ? 'identityNumber' : 'creditCode', code: 'told-twice' }])
        }
      }
    }
    await settle(ready)
    file.progress?.(count.rows)
  }

  let batch: TableRow[] = []
  try {
    for await (const line of table.rows) {
      batch.push(line)
      if (count.rows + batch.length > mostRows) throw work.refuse('too-many-rows', { most: mostRows }, 'file')
      if (batch.length < batchRows) continue
      await take(batch)
      batch = []
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw work.refuse('file-unreadable', {}, 'file')
    throw error
  }
  if (batch.length > 0) await take(batch)
  if (count.rows === 0) throw work.refuse('rows-needed', {}, 'file')

  const row: ValueImportRow = {
    ...{ id: uuidv7(), about: file.about, unitId: unit?.id ?? null, unitName: unit?.name ?? work.actor.name },
    ...{ sources: [...new Set(plan.told.map(({ source }) => source))], keys: plan.told.map(({ entry }) => entry.key) },
    ...{ on: day, fileName: file.fileName.slice(0, 200), isDryRun: file.isDryRun, ...count, valueCount: values },
    ...{ conflicts, importedAt: work.now, importedBy: work.actor.id, importedName: work.actor.name },
  }
  await imports.keep(row)
  await imports.addFaults(row.id, faults)
  work.audit({
    object: `values:${row.id}`,
    facts: { about: row.about, keys: row.keys.join(' '), isDryRun: row.isDryRun, ...count, values, conflicts },
  })
  return { report: await shownImport(work, row), columns: plan.shown }
}

export const shownImport = async (work: Deed, row: ValueImportRow): Promise<ValueImport> => {
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const { keys, valueCount, importedAt, unitId: _, importedBy: __, ...rest } = row
  return {
    ...rest,
    sources: [...row.sources],
    fields: keys.map((key) => dictionary.get(key)?.name[language] ?? key),
    values: valueCount,
    importedAt: importedAt.toISOString(),
  }
}
