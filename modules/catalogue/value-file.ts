/** 部门报送 A department's table of values: which column is what, how a cell is understood, and counts that add up to its rows. */
import type { Entry } from './dictionary/entry.ts'

/** Of whom a table tells: each row names one of them by a number. */
export const toldAbout = ['person', 'enterprise'] as const
export type ToldAbout = (typeof toldAbout)[number]

/** Columns that say whom a row is about, and of which day; every other column is a key of the dictionary. */
export const rowColumns = ['identityNumber', 'fullName', 'creditCode', 'on', 'verifiedOn'] as const
export type RowColumn = (typeof rowColumns)[number]

const headings: Readonly<Record<RowColumn, readonly string[]>> = {
  identityNumber: [
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '证件号码',
    '证件号',
    '身份证',
    'id number',
    'identity number',
  ],
  fullName: ['姓名', '名字', '居民姓名', 'name', 'full name'],
  creditCode: ['统一社会信用代码', '信用代码', '社会信用代码', 'credit code'],
  on: ['数据日期', '截至日期', '业务日期', 'as of', 'on'],
  verifiedOn: ['核实日期', '核验日期', 'verified on'],
}

/** Every row becomes one of these. `absent`: a sound number that nobody here has. */
export const rowOutcomes = ['told', 'unchanged', 'repeated', 'absent', 'refused'] as const
export type RowOutcome = (typeof rowOutcomes)[number]
export type RowCount = { readonly rows: number } & Readonly<Record<RowOutcome, number>>

export const noRows: RowCount = { rows: 0, told: 0, unchanged: 0, repeated: 0, absent: 0, refused: 0 }
export const counted = (count: RowCount, outcome: RowOutcome): RowCount => ({
  ...count,
  rows: count.rows + 1,
  [outcome]: count[outcome] + 1,
})

/** What a department can tell about them: what is kept here for it, not what a register holds. */
export const isTellable = ({ held, ledger }: Pick<Entry, 'held' | 'ledger'>, about: ToldAbout) =>
  held === 'shared' && ledger === about

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:()-]/g, '')

/** Column (a row's own, or a key) → heading, as far as headings say it themselves. */
export const guessValueColumns = (
  found: readonly string[],
  about: ToldAbout,
  entries: readonly Pick<Entry, 'key' | 'name' | 'held' | 'ledger'>[],
): Readonly<Record<string, string>> => {
  const wanted: (readonly [string, readonly string[]])[] = [
    ...rowColumns
      .filter((column) => (about === 'person' ? column !== 'creditCode' : !isOfPerson(column)))
      .map((column) => [column, [column, ...headings[column]]] as const),
    ...entries
      .filter((entry) => isTellable(entry, about))
      .map(({ key, name }) => [key, [key, name.zh, name.en]] as const),
  ]
  return Object.fromEntries(
    wanted.flatMap(([column, names]) => {
      const known = names.map(plain)
      const heading = found.find((one) => one !== '' && known.includes(plain(one)))
      return heading === undefined ? [] : [[column, heading] as const]
    }),
  )
}

const isOfPerson = (column: RowColumn) => column === 'identityNumber' || column === 'fullName'

/** 1955-03-08, 1955/3/8, 1955.3.8, 1955年3月8日, 19550308 → `yyyy-MM-dd`; undefined where it is no day. */
export const dayOfCell = (text: string): string | undefined => {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.trim().slice(0, 11))
  if (!parts) return undefined
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day
}

const yes = new Set(['true', '1', 'y', 'yes', '是', '有'])
const no = new Set(['false', '0', 'n', 'no', '否', '无', '没有'])

/**
 * A cell as its entry keeps it: days as `yyyy-MM-dd`, money written in yuan as whole fen, codes by code or word, lists split
 * at 、 , ； and |. Undefined where it cannot be one.
 */
export const readCell = ({ type, codes }: Pick<Entry, 'type' | 'codes'>, cell: string): unknown => {
  const text = cell.trim()
  if (text === '') return undefined
  if (type === 'integer' || type === 'number' || type === 'money') {
    const found = Number(text.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, ''))
    if (!Number.isFinite(found)) return undefined
    if (type === 'money') return Math.round(found * 100)
    return type === 'integer' && !Number.isInteger(found) ? undefined : found
  }
  if (type === 'boolean') return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined
  if (type === 'date') return dayOfCell(text)
  if (type === 'code') {
    if (codes === null || Object.hasOwn(codes, text)) return text
    return Object.entries(codes).find(([, { zh, en }]) => zh === text || en.toLowerCase() === text.toLowerCase())?.[0]
  }
  if (type === 'list')
    return text
      .split(/[、,，;；|]/)
      .map((one) => one.trim())
      .filter(Boolean)
  return text.length > 2000 ? undefined : text
}
