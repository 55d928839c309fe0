/** 报表 A report as data: columns over ledgers, per area and period; nothing in it is typed that is held or can be worked out. */
import { AreaCode, Nullable, type Static, Type } from '@liren/contract'

export const levels = ['province', 'city', 'district', 'subdistrict'] as const
export type Level = (typeof levels)[number]
export const periods = ['weekly', 'monthly', 'quarterly', 'yearly', 'once'] as const
export type Period = (typeof periods)[number]
/** 每个单元 One row for each cell, community or subdistrict. */
export const units = ['gridCell', 'community', 'subdistrict'] as const
export type AreaUnit = (typeof units)[number]

const Text = (most: number, least = 1) => Type.String({ minLength: least, maxLength: most })
const closed = { additionalProperties: false } as const

export const tallied = [
  'persons',
  'households',
  'enterprises',
  'members',
  'dwellings',
  'buildings',
  'elevators',
  'things',
  'matters',
  'units',
] as const

/** Which of them are counted. Ages are years completed by the end of the year. */
export type Where = Static<typeof Where>
export const Where = Type.Object(
  {
    ageFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
    ageUntil: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
    sex: Type.Optional(Type.Enum(['female', 'male'])),
    residence: Type.Optional(Type.Enum(['permanent', 'floating', 'away'])),
    tag: Type.Optional(Text(60)),
    use: Type.Optional(Type.Enum(['home', 'shop', 'office', 'other'])),
    kind: Type.Optional(Text(60)),
    sizeFrom: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** Of associations: social, civil, or of the new economy. */
    sort: Type.Optional(Type.Enum(['social', 'civil', 'newEconomy'])),
    /** Of matters opened in the period: those closed, or those still open. */
    isClosed: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** Where a column comes from: counted from a ledger, a fact of the area, worked out of other columns, or asked of people. */
export type Source = Static<typeof Source>
export const Source = Type.Union([
  Type.Object({ from: Type.Literal('count'), of: Type.Enum([...tallied]), where: Type.Optional(Where) }, closed),
  Type.Object(
    {
      from: Type.Literal('area'),
      fact: Type.Enum(['code', 'name', 'community', 'subdistrict', 'residents', 'households']),
    },
    closed,
  ),
  Type.Object({ from: Type.Literal('share'), part: Text(60), whole: Text(60) }, closed),
  Type.Object({ from: Type.Literal('sum'), of: Type.Array(Text(60), { minItems: 2, maxItems: 20 }) }, closed),
  /** 名册 Of a report with a row for each: a field of the dictionary. */
  Type.Object({ from: Type.Literal('field'), key: Text(80) }, closed),
  Type.Object(
    { from: Type.Literal('asked'), type: Type.Enum(['integer', 'number', 'text']), key: Type.Optional(Text(80)) },
    closed,
  ),
])

export type Column = Static<typeof Column>
export const Column = Type.Object(
  {
    name: Text(60),
    source: Type.Union([Source, Type.Null()]),
    /** Why people are asked although a register holds it. */
    own: Type.Optional(Text(200)),
  },
  closed,
)

/** 名册 One row for each person, household, dwelling, enterprise or thing, instead of figures for an area. */
export const rosterKinds = ['person', 'household', 'dwelling', 'enterprise', 'thing'] as const
export type RosterKind = (typeof rosterKinds)[number]
export type Rows = Static<typeof Rows>
export const Rows = Type.Object(
  {
    of: Type.Enum([...rosterKinds]),
    where: Type.Optional(Where),
    /** The rule it rests on is a duty in law: values that else need somebody's consent are on the list, and they see it. */
    isStatutory: Type.Optional(Type.Boolean()),
  },
  closed,
)

export type ReportDraft = Static<typeof ReportDraft>
export const ReportDraft = Type.Object(
  {
    title: Text(80, 2),
    department: Text(80),
    level: Type.Enum([...levels]),
    period: Type.Enum([...periods]),
    per: Type.Enum([...units]),
    areaCode: AreaCode,
    /** 依据 The rule that asks for it; without one it may be refused. */
    basis: Nullable(Text(200)),
    purpose: Text(300, 2),
    columns: Type.Array(Column, { minItems: 1, maxItems: 80 }),
    rows: Type.Optional(Rows),
    untilOn: Nullable(Type.String({ format: 'date' })),
  },
  closed,
)

/** Minutes a person needs to find out and type one cell; measured values replace it in the ledger of burden. */
export const minutesPerCell = 0.5

/** Names people give to the same thing: spaces, brackets and units out, common words folded. */
export const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/gu, '')
    .replace(/[\s、,，.。:：/／-]/gu, '')
    .replace(/^(辖区|本社区|社区|街道|网格)(?=.{2,})/u, '')
    .replace(/老年人|老人|长者/gu, '老年人')
    .replace(/周岁/gu, '岁')
    .replace(/及以上/gu, '以上')
    .replace(/(数量|个数|总数|数)$/u, '')
    .replace(/人人$/u, '人')

/** The period a day falls in: 2026-W48, 2026-11, 2026-Q4, 2026. */
export const periodOf = (period: Period, day: string): string => {
  const [year = '', month = ''] = day.split('-')
  if (period === 'monthly') return `${year}-${month}`
  if (period === 'quarterly') return `${year}-Q${Math.ceil(Number(month) / 3)}`
  if (period === 'yearly') return year
  if (period === 'once') return 'once'
  // ISO 8601: the week with the year's first Thursday is the first.
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const first = Date.UTC(date.getUTCFullYear(), 0, 1)
  const week = Math.ceil(((date.getTime() - first) / 86_400_000 + 1) / 7)
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

/** The first day of the period a day falls in; of what is asked once, the first of its year. */
export const periodStart = (period: Period, day: string): string => {
  const [year = '', month = ''] = day.split('-')
  if (period === 'monthly') return `${year}-${month}-01`
  if (period === 'quarterly')
    return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  if (period !== 'weekly') return `${year}-01-01`
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() || 7) - 1))
  return date.toISOString().slice(0, 10)
}
