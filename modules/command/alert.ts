/** Alerts 预警: what should not go unseen, as rules with numbers; an alert is raised once and stands until it is over. */
/**
 * threshold 积压: so many open cases at once · surge 激增: many more than is usual · gathering 聚集: several people, one cause ·
 * repeated 反复: one person, again and again · inaction 无人处置: late, and nobody does anything · bounced 推诿: sent back again and
 * again · templates 敷衍: the same reply to many · silent 盲区: nobody of the public has said a word there.
 */
export const alertKinds = [
  'threshold',
  'surge',
  'gathering',
  'repeated',
  'inaction',
  'bounced',
  'templates',
  'silent',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** Numbers a kind needs; `hours` is the window looked at, for `inaction` how long nobody has acted. */
export const numbersOf: Readonly<Record<AlertKind, readonly ('count' | 'hours' | 'factor')[]>> = {
  threshold: ['count'],
  surge: ['count', 'hours', 'factor'],
  gathering: ['count', 'hours'],
  repeated: ['count', 'hours'],
  inaction: ['hours'],
  bounced: ['count'],
  templates: ['count', 'hours'],
  silent: ['hours'],
}
/** Kinds about one case each; the others gather cases. */
export const isOfOneCase = (kind: AlertKind) => kind === 'inaction' || kind === 'bounced'
/** Over which areas cases are gathered. */
export const alertScopes = ['community', 'subdistrict', 'district'] as const
export type AlertScope = (typeof alertScopes)[number]
export const digitsOf: Readonly<Record<AlertScope, number>> = { community: 12, subdistrict: 9, district: 6 }

/** What was found by a rule at this moment. */
export type Finding = {
  /** What it is about: an area and a category, a unit, a person, or a case as it stood. The same key is the same thing. */
  readonly key: string
  readonly areaCode: string
  readonly cellCode: string | null
  readonly categoryCode: string | null
  readonly unitId: string | null
  readonly caseIds: readonly string[]
  readonly isRestricted: boolean
  readonly count: number
  /** What is usual there, for a surge. */
  readonly usual: number | null
  readonly firstAt: Date
}

type Standing = { readonly key: string; readonly lastAt: Date; readonly overAt: Date | null }

/** What has not been found for so long is over: a figure that swings around its threshold is one alert, not many. A case is over at once. */
export const restMs = 60 * 60_000

/** What is new, what goes on, and what is over. Never raised twice while it goes on, be it seen or not. */
export const compare = (standing: readonly Standing[], found: readonly Finding[], now: Date, rest = restMs) => {
  const open = new Map(standing.flatMap((one) => (one.overAt === null ? [[one.key, one] as const] : [])))
  const keys = new Set(found.map(({ key }) => key))
  return {
    raise: found.filter(({ key }, index) => !open.has(key) && found.findIndex((one) => one.key === key) === index),
    goesOn: found.filter(({ key }) => open.has(key)),
    over: [...open.values()]
      .filter(({ key, lastAt }) => !keys.has(key) && now.getTime() - lastAt.getTime() >= rest)
      .map(({ key }) => key),
  }
}

/** Is it a surge? At least so many, and so many times what is usual; where nothing is usual, the number alone decides. */
export const isSurge = (reported: number, usual: number, { count, factor }: { count: number; factor: number }) =>
  reported >= count && reported >= usual * factor
