/** 数据集 What a department must say of a dataset, what is looked at before a version of it counts, and when it is late. */
import { AreaCode, At, Id, Nullable, On, type Static, Type } from '@liren/contract'
import { type Refresh, refreshes, sharingClasses } from './dictionary/entry.ts'

const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** One column. `entry` ties it to the dictionary; personal columns never leave in an open list. */
export type Column = Static<typeof Column>
export const Column = Type.Object(
  {
    name: Text(60),
    type: Type.Enum(['text', 'integer', 'number', 'date', 'boolean', 'code']),
    isRequired: Type.Optional(Type.Boolean()),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    codes: Type.Optional(Type.Array(Text(60))),
    entry: Type.Optional(Text(80)),
    isPersonal: Type.Optional(Type.Boolean()),
    /** Why it is kept beside the shared field of the same name. */
    own: Type.Optional(Text(200)),
  },
  { additionalProperties: false },
)

/** 数据权属 Who owns and holds it, what it may be used for, on which terms it goes on. */
export const DataRights = Type.Object(
  {
    owner: Text(120),
    holder: Text(120),
    permittedUses: Type.Array(Text(200), { minItems: 1 }),
    circulation: Text(500),
    /** Rules for enterprises: what they must delete and prove. */
    retention: Text(300),
  },
  { additionalProperties: false },
)
export type DataRights = Static<typeof DataRights>

/** How it is opened: rows as they are, or only the count of them by these columns. */
const Opening = Type.Object(
  {
    as: Type.Enum(['rows', 'counts']),
    by: Type.Array(Text(60), { maxItems: 2 }),
    licence: Text(120),
    scenario: Text(120),
  },
  { additionalProperties: false },
)
export type Opening = Static<typeof Opening>

/** All of it is due: an entry without provider, standard, frequency or steward is refused (数据提供部门及更新标准、频率). */
export type DatasetDraft = Static<typeof DatasetDraft>
export const DatasetDraft = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' }),
    title: Text(80),
    titleEn: Text(80),
    summary: Text(500),
    areaCode: AreaCode,
    providerUnit: Text(40),
    stewardName: Text(40),
    columns: Type.Array(Column, { minItems: 1, maxItems: 60 }),
    keyColumns: Type.Array(Text(60), { minItems: 1, maxItems: 6 }),
    format: Type.Enum(['table', 'api', 'file']),
    sharing: Type.Enum([...sharingClasses]),
    sharingTerms: Type.Union([Text(300), Type.Null()]),
    updateStandard: Text(300),
    refresh: Type.Enum([...refreshes]),
    securityLevel: Type.Integer({ minimum: 1, maximum: 4 }),
    legalBasis: Text(200),
    rights: DataRights,
    opening: Nullable(Opening),
  },
  { additionalProperties: false },
)

export const updateStates = ['submitted', 'faulty', 'published', 'returned'] as const
export type UpdateState = (typeof updateStates)[number]
export const lateness = ['onTime', 'dueSoon', 'yellow', 'red'] as const
export type Lateness = (typeof lateness)[number]

export type Fault = Static<typeof Fault>
export const Fault = Type.Object({
  row: Type.Integer(),
  column: Type.String(),
  rule: Type.Enum(['missing', 'type', 'range', 'code', 'duplicate', 'unknownColumn', 'empty']),
})

export type Dataset = Static<typeof Dataset>
export const Dataset = Type.Object({
  ...DatasetDraft.properties,
  providerUnitId: Nullable(Id),
  providerName: Type.String(),
  version: Type.Integer(),
  rows: Type.Integer(),
  publishedAt: Nullable(At),
  dueOn: Nullable(On),
  lateness: Type.Enum([...lateness]),
  /** Share of cells filled and in order in the version that counts, 0–100. */
  quality: Nullable(Type.Integer()),
})

export type Update = Static<typeof Update>
export const Update = Type.Object({
  id: Id,
  datasetCode: Type.String(),
  datasetTitle: Type.String(),
  state: Type.Enum([...updateStates]),
  rows: Type.Integer(),
  rowsBefore: Type.Integer(),
  /** Of all that is wrong; `faults` names the first two hundred. */
  faultCount: Type.Integer(),
  faults: Type.Array(Fault),
  /** Fewer rows than four fifths of the version before: a person must say that this is so. */
  isDrop: Type.Boolean(),
  submittedAt: At,
  submittedBy: Type.String(),
  note: Nullable(Type.String()),
  decidedAt: Nullable(At),
  decidedBy: Nullable(Type.String()),
})

export type Row = Readonly<Record<string, unknown>>

const typed = (column: Column, value: unknown): boolean => {
  switch (column.type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    default:
      return typeof value === 'string'
  }
}

/** What a cell of a spreadsheet says, as its column understands it; what it cannot understand stays as it is and is a fault. */
export const understood = (column: Column, text: unknown): unknown => {
  if (typeof text !== 'string') return text ?? null
  const written = text.trim()
  if (written === '') return null
  if (column.type === 'integer' || column.type === 'number') {
    const number = Number(written.replaceAll(',', ''))
    return Number.isFinite(number) ? number : written
  }
  if (column.type === 'boolean')
    return ['是', 'true', '1', 'yes'].includes(written.toLowerCase())
      ? true
      : ['否', 'false', '0', 'no'].includes(written.toLowerCase())
        ? false
        : written
  return column.type === 'date' ? written.replaceAll('/', '-') : written
}

const dropShare = 0.2
const keptFaults = 200

/** 自动检查 Schema, range, duplicates, and whether a fifth of the rows is gone. */
export const checkRows = (
  of: { readonly columns: readonly Column[]; readonly keyColumns: readonly string[] },
  rows: readonly Row[],
  rowsBefore: number,
): { readonly faultCount: number; readonly faults: Fault[]; readonly isDrop: boolean; readonly quality: number } => {
  const faults: Fault[] = []
  let faultCount = 0
  let goodCells = 0
  const fault = (row: number, column: string, rule: Fault['rule']) => {
    faultCount += 1
    if (faults.length < keptFaults) faults.push({ row, column, rule })
  }
  if (rows.length === 0) fault(0, '', 'empty')
  const names = new Set(of.columns.map(({ name }) => name))
  const unknown = new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row).filter((name) => !names.has(name))))
  for (const name of unknown) fault(1, name, 'unknownColumn')
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    // Headings are row 1, as people see it.
    const line = at + 2
    for (const column of of.columns) {
      const value = row[column.name] ?? null
      if (value === null) {
        if (column.isRequired || of.keyColumns.includes(column.name)) fault(line, column.name, 'missing')
        continue
      }
      if (!typed(column, value)) fault(line, column.name, 'type')
      else if (
        typeof value === 'number' &&
        ((column.min !== undefined && value < column.min) || (column.max !== undefined && value > column.max))
      )
        fault(line, column.name, 'range')
      else if (column.codes && !column.codes.includes(String(value))) fault(line, column.name, 'code')
      else goodCells += 1
    }
    const key = JSON.stringify(of.keyColumns.map((name) => row[name] ?? null))
    if (seen.has(key)) fault(line, of.keyColumns.join('+'), 'duplicate')
    seen.add(key)
  }
  const cells = rows.length * of.columns.length
  return {
    faultCount,
    faults,
    isDrop: rowsBefore > 0 && rows.length < rowsBefore * (1 - dropShare),
    quality: cells === 0 ? 0 : Math.floor((goodCells / cells) * 100),
  }
}

const days: Readonly<Record<Refresh, number | null>> = {
  realtime: 1,
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
  irregular: null,
}

/** The day by which the next version is due; irregular ones never are. */
export const dueOn = (refresh: Refresh, publishedOn: string): string | null => {
  const span = days[refresh]
  if (span === null) return null
  const due = new Date(`${publishedOn}T00:00:00Z`)
  due.setUTCDate(due.getUTCDate() + span)
  return due.toISOString().slice(0, 10)
}

/** 黄 once it is late, 红 when it is late by half its period again (a week at least). */
export const latenessOn = (refresh: Refresh, due: string | null, today: string): Lateness => {
  if (due === null) return 'onTime'
  const late = Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000)
  if (late > Math.max(7, (days[refresh] ?? 0) / 2)) return 'red'
  if (late > 0) return 'yellow'
  return late > -3 && (days[refresh] ?? 0) > 7 ? 'dueSoon' : 'onTime'
}
