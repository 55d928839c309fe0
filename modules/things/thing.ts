/** 部件 A thing in the street as the ledger knows it: its code, its state, and what a row of a file says of it. Pure. */

/** inUse 在用 · damaged 损坏 · missing 缺失 · repairing 维修中 · retired 停用. */
export const thingStates = ['inUse', 'damaged', 'missing', 'repairing', 'retired'] as const
export type ThingState = (typeof thingStates)[number]

const stateWords: Readonly<Record<string, ThingState>> = {
  在用: 'inUse',
  正常: 'inUse',
  完好: 'inUse',
  损坏: 'damaged',
  破损: 'damaged',
  缺失: 'missing',
  丢失: 'missing',
  维修中: 'repairing',
  停用: 'retired',
  报废: 'retired',
}

/** GB/T 30428: six digits of the district, two of the major class, two of the minor one, six of its own. */
export const kindOfCode = (code: string): string | null => (/^\d{16}$/.test(code) ? code.slice(6, 10) : null)

/** The code of the next thing of a kind in a district, after the last one given. */
export const nextCode = (areaCode: string, kind: string, last: string | null): string => {
  const serial = last === null ? 0 : Number(last.slice(10))
  return `${areaCode.slice(0, 6)}${kind}${String(serial + 1).padStart(6, '0')}`
}

/** What may stand above a column. */
const headings = {
  code: ['部件编码', '编码', '标识码', 'code'],
  kind: ['部件类别', '部件名称', '类别', '名称', 'kind'],
  place: ['位置', '部件位置', '地址', '所在位置', 'place'],
  area: ['区划代码', '社区代码', '网格编码', '所在网格', 'area'],
  owner: ['权属单位', '管养单位', '主管部门', 'owner'],
  state: ['状态', '部件状态', 'state'],
  lon: ['经度', 'lon'],
  lat: ['纬度', 'lat'],
  checkedOn: ['最近巡检日期', '巡检日期', 'checked'],
  note: ['备注', 'note'],
} as const
type Heading = keyof typeof headings

export const rowRules = [
  'missing',
  'unknownKind',
  'unknownArea',
  'outOfReach',
  'codeUnfit',
  'codeTwice',
  'notANumber',
  'notADay',
  'unknownState',
  'unreadable',
] as const
export type RowFault = { readonly row: number; readonly column: string; readonly rule: (typeof rowRules)[number] }

/** Column of the ledger → heading of this file. */
export const columnsOf = (found: readonly string[]): Readonly<Partial<Record<Heading, string>>> =>
  Object.fromEntries(
    (Object.keys(headings) as Heading[]).flatMap((column) => {
      const names: readonly string[] = headings[column]
      const heading = found.find((one) => names.includes(one.trim().toLowerCase()) || names.includes(one.trim()))
      return heading === undefined ? [] : [[column, heading]]
    }),
  )
/** Columns without which no row can be understood. */
export const neededColumns = ['kind', 'place', 'area'] as const satisfies readonly Heading[]

export type ReadThing = {
  readonly code: string | null
  readonly kind: string
  readonly place: string
  readonly areaCode: string
  readonly ownerName: string
  readonly state: ThingState
  readonly lon: number | null
  readonly lat: number | null
  readonly lastCheckedOn: string | null
  readonly note: string
}

const dayIn = (text: string): string | null => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null
}

/** One row as the ledger would keep it, or all that is wrong with it. `kinds`: name or code → code. */
export const readRow = (
  row: number,
  cells: Readonly<Record<string, string>>,
  columns: ReturnType<typeof columnsOf>,
  kinds: ReadonlyMap<string, string>,
): { readonly thing: ReadThing } | { readonly faults: readonly RowFault[] } => {
  const faults: RowFault[] = []
  const said = (column: Heading) => (columns[column] === undefined ? '' : (cells[columns[column]] ?? '').trim())
  const fault = (column: Heading, rule: RowFault['rule']) => {
    faults.push({ row, column: columns[column] ?? headings[column][0], rule })
  }
  for (const column of neededColumns) if (said(column) === '') fault(column, 'missing')
  const kind = kinds.get(said('kind'))
  if (said('kind') !== '' && kind === undefined) fault('kind', 'unknownKind')
  const code = said('code') === '' ? null : said('code')
  if (code !== null && (kindOfCode(code) === null || (kind !== undefined && kindOfCode(code) !== kind)))
    fault('code', 'codeUnfit')
  const areaCode = said('area')
  if (areaCode !== '' && !/^\d{12}(\d{3})?$/.test(areaCode)) fault('area', 'unknownArea')
  const state =
    said('state') === '' ? 'inUse' : (stateWords[said('state')] ?? thingStates.find((one) => one === said('state')))
  if (state === undefined) fault('state', 'unknownState')
  const degrees = (column: 'lon' | 'lat', most: number) => {
    if (said(column) === '') return null
    const value = Number(said(column))
    if (Number.isFinite(value) && Math.abs(value) <= most) return value
    fault(column, 'notANumber')
    return null
  }
  const [lon, lat] = [degrees('lon', 180), degrees('lat', 90)]
  const lastCheckedOn = said('checkedOn') === '' ? null : dayIn(said('checkedOn'))
  if (said('checkedOn') !== '' && lastCheckedOn === null) fault('checkedOn', 'notADay')
  if (faults.length > 0 || kind === undefined || state === undefined) return { faults }
  const isPlaced = lon !== null && lat !== null
  return {
    thing: {
      ...{ code, kind, areaCode, state, lastCheckedOn },
      place: said('place').slice(0, 200),
      ownerName: said('owner').slice(0, 80),
      lon: isPlaced ? lon : null,
      lat: isPlaced ? lat : null,
      note: said('note').slice(0, 300),
    },
  }
}
