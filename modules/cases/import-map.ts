/** Column maps 列映射: how a foreign table of reports says what we want to know, and what of it cannot be understood. */

export const importFields = [
  'id',
  'title',
  'text',
  'created',
  'address',
  'lon',
  'lat',
  'area',
  'category',
  'reporterName',
  'reporterPhone',
  'status',
] as const
export type ImportField = (typeof importFields)[number]

/** Field → heading, and for categories the words of the other system → our codes. Saved and used again. */
export type ImportMap = {
  readonly columns: Readonly<Partial<Record<ImportField, string>>>
  readonly categories?: Readonly<Record<string, string>>
}

/** Headings seen in Chinese hotline exports and in 311 open data, best first. Compared without spaces, case and marks. */
const headings: Readonly<Record<ImportField, readonly string[]>> = {
  id: [
    '编号',
    '工单编号',
    '工单号',
    '案件编号',
    '案件号',
    '留言编号',
    '事件编号',
    '诉求编号',
    '序号',
    'id',
    'uniquekey',
    'servicerequestid',
    'caseenquiryid',
    'requestid',
    'caseid',
    'number',
  ],
  title: [
    '标题',
    '主题',
    '工单标题',
    '留言主题',
    '诉求标题',
    '案件标题',
    'title',
    'casetitle',
    'complainttype',
    'subject',
  ],
  text: [
    '内容',
    '描述',
    '诉求内容',
    '工单内容',
    '留言详情',
    '留言内容',
    '问题描述',
    '案件描述',
    '事件描述',
    '详情',
    'text',
    'description',
    'descriptor',
    'details',
    'content',
    'type',
  ],
  created: [
    '上报时间',
    '受理时间',
    '创建时间',
    '来电时间',
    '留言时间',
    '登记时间',
    '发生时间',
    '时间',
    '日期',
    'created',
    'createddate',
    'createdat',
    'opendt',
    'open',
    'opened',
    'requesteddatetime',
    'time',
    'date',
  ],
  address: [
    '地址',
    '事发地址',
    '事发地点',
    '地点',
    '详细地址',
    '位置',
    '案发地址',
    'address',
    'incidentaddress',
    'addressstring',
    'location',
    'locationstreetname',
    'neighborhood',
    'locationtype',
  ],
  lon: ['经度', 'lon', 'lng', 'long', 'longitude', 'x'],
  lat: ['纬度', 'lat', 'latitude', 'y'],
  area: ['社区', '所属社区', '所属区域', '区域编码', '街道', '所属街道', 'areacode', 'area'],
  category: [
    '类别',
    '小类',
    '案件类别',
    '一级标签',
    '诉求类别',
    '问题类别',
    '分类',
    'category',
    'label',
    'complainttype',
    'servicecode',
    'servicename',
    'casetype',
    'type',
    'reason',
  ],
  reporterName: ['姓名', '诉求人', '上报人', '联系人', '来电人', 'name', 'reporter', 'contactname'],
  reporterPhone: ['电话', '联系电话', '手机', '手机号', '来电号码', '联系方式', 'phone', 'mobile', 'contactphone'],
  status: ['状态', '案件状态', '办理状态', 'status', 'casestatus', 'state'],
}

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()（）:：*]/g, '')

/** The map of a table whose headings are common ones. */
export const guessMap = (found: readonly string[]): ImportMap => {
  const byPlain = new Map(found.map((heading) => [plain(heading), heading]))
  const columns: Partial<Record<ImportField, string>> = {}
  for (const field of importFields) {
    const known = headings[field].find((one) => byPlain.has(one))
    const heading = known === undefined ? undefined : byPlain.get(known)
    if (heading !== undefined) columns[field] = heading
  }
  return { columns }
}

const pad = (part: string | undefined) => (part ?? '0').padStart(2, '0')
const zoned = (year: string, month: string, day: string, hour: string, minute: string, second: string) => {
  // The thirtieth of February is no day, though programs would take it for the second of March.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null
  const at = new Date(`${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}+08:00`)
  return Number.isNaN(at.getTime()) ? null : at
}

/**
 * A time as people and programs write it, local to China unless it says otherwise; null when it is none.
 * @example timeOf('2020/1/6 12:09:38'), timeOf('06/26/2018 10:58:54 AM'), timeOf('2020年1月6日'), timeOf('2015-01-01T03:08:01')
 */
export const timeOf = (text: string): Date | null => {
  const written = text.normalize('NFKC').trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.exec(written)
  if (iso) {
    const [, year = '', month = '', day = ''] = iso
    const at = new Date(written)
    return Number.isNaN(at.getTime()) || zoned(year, month, day, '0', '0', '0') === null ? null : at
  }
  const clock = String.raw`(?:[T\s]*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*([AP]M)?)?`
  const hourOf = (hour: string | undefined, half: string | undefined) => {
    const count = Number(hour ?? 0)
    return half === undefined ? String(count) : String((count % 12) + (half === 'PM' ? 12 : 0))
  }
  const ours = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${clock}$`, 'i').exec(written)
  if (ours) {
    const [, year = '', month = '', day = '', hour, minute, second, half] = ours
    return zoned(year, month, day, hourOf(hour, half?.toUpperCase()), minute ?? '0', second ?? '0')
  }
  const american = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${clock}$`, 'i').exec(written)
  if (american) {
    const [, month = '', day = '', year = '', hour, minute, second, half] = american
    return zoned(year, month, day, hourOf(hour, half?.toUpperCase()), minute ?? '0', second ?? '0')
  }
  return null
}

/** A row as text under its headings. */
export type Cells = Readonly<Record<string, string>>
export type ForeignReport = {
  readonly ref: string | null
  readonly text: string
  readonly createdAt: Date | null
  readonly address: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
  readonly area: string | null
  readonly category: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly status: string | null
}
export type Fault = { readonly field: ImportField; readonly reason: string }

const longest = 20_000
const longestId = 200
/** Nobody reported anything here before; an office program that lost a date writes 1900. */
const earliest = Date.parse('1949-10-01T00:00:00+08:00')

/** Reads one row; every fault it has, or the report it tells of. */
export const readRow = (cells: Cells, map: ImportMap, now: Date, isWhole = true): ForeignReport | readonly Fault[] => {
  const cell = (field: ImportField) => cells[map.columns[field] ?? '']?.trim() || null
  const faults: Fault[] = []
  for (const field of isWhole ? [] : importFields)
    if (cell(field)?.includes('\uFFFD')) faults.push({ field, reason: 'characters-unreadable' })
  const ref = cell('id')
  if (ref !== null && ref.length > longestId) faults.push({ field: 'id', reason: 'too-long' })
  const title = cell('title')
  const body = cell('text')
  const text = title && body && !body.startsWith(title) ? `${title}。${body}` : (body ?? title ?? '')
  if (text === '') faults.push({ field: 'text', reason: 'nothing-said' })
  if (text.length > longest) faults.push({ field: 'text', reason: 'too-long' })
  const written = cell('created')
  const createdAt = written === null ? null : timeOf(written)
  if (written !== null && (createdAt === null || createdAt.getTime() < earliest))
    faults.push({ field: 'created', reason: 'time-unreadable' })
  if (createdAt && createdAt.getTime() > now.getTime() + 86_400_000)
    faults.push({ field: 'created', reason: 'time-ahead' })
  const [lon, lat] = [cell('lon'), cell('lat')]
  if (lon !== null && lat === null) faults.push({ field: 'lat', reason: 'place-unreadable' })
  if (lat !== null && lon === null) faults.push({ field: 'lon', reason: 'place-unreadable' })
  const place = lon !== null && lat !== null ? { lon: Number(lon), lat: Number(lat) } : null
  if (place && !(Math.abs(place.lon) <= 180)) faults.push({ field: 'lon', reason: 'place-unreadable' })
  if (place && !(Math.abs(place.lat) <= 90)) faults.push({ field: 'lat', reason: 'place-unreadable' })
  if (faults.length > 0) return faults
  return {
    ref,
    text,
    createdAt,
    address: cell('address')?.slice(0, 200).toWellFormed() ?? null,
    // 0/0 is how many systems write "unknown".
    place: place && (place.lon !== 0 || place.lat !== 0) ? place : null,
    area: cell('area'),
    category: cell('category')?.slice(0, 200).toWellFormed() ?? null,
    name: cell('reporterName'),
    phone: cell('reporterPhone'),
    status: cell('status')?.slice(0, 200).toWellFormed() ?? null,
  }
}
