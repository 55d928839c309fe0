/**
 * The indicators 指标 of CJJ/T 106 and of 12345 as data: what is due inside a window, and what of it was done. One definition is
 * read twice, here over rows in memory and in the store as SQL, so that a figure and its list can never part.
 */
import { type Estimate, estimateOf, partsOf } from './estimate.ts'
import type { CaseFacts } from './facts.ts'
import { weightsOf } from './formula.ts'
import { type Formula, type Rates, usualFormula } from './settings.ts'

/** Raised whenever a definition below changes: a figure always says by which version it was made. */
export const formulaVersion = '2026-8'

type Of<T> = { [K in keyof CaseFacts]: CaseFacts[K] extends T ? K : never }[keyof CaseFacts]
/** Columns that hold a time (or nothing), a number, a yes or no. */
export type TimeColumn = Of<number | null> & `${string}At`
export type NumberColumn = Exclude<Of<number | null>, `${string}At`>
export type FlagColumn = Of<boolean>

/** One condition on a row. `by`: done at or before due. `late`: done after it. `hours` compares two times. */
export type Test =
  | { readonly by: readonly [done: TimeColumn, due: TimeColumn] }
  | { readonly late: readonly [done: TimeColumn, due: TimeColumn] }
  | { readonly has: keyof CaseFacts }
  | { readonly lacks: keyof CaseFacts }
  | { readonly over: readonly [NumberColumn, number] }
  | { readonly under: readonly [NumberColumn, number] }
  | { readonly is: FlagColumn }
  | { readonly isNot: FlagColumn }
  | { readonly among: readonly ['source' | 'outcome' | 'state', readonly string[]] }
  | { readonly notAmong: readonly ['source' | 'outcome' | 'state', readonly string[]] }
  | { readonly sameDay: true }
  | { readonly atCommunity: true }
  /** The same person reported the same kind within the days before that count as a repeat. */
  | { readonly again: true }

export type Post = 'collector' | 'acceptor' | 'dutyLeader' | 'dispatcher' | 'handler' | 'centre'

/** The time that must lie in the window for a case to be counted. */
export type Anchor = Extract<
  TimeColumn,
  | 'openedAt'
  | 'acceptDueAt'
  | 'verifyDueAt'
  | 'fileDueAt'
  | 'dispatchDueAt'
  | 'signDueAt'
  | 'handleDueAt'
  | 'checkDueAt'
  | 'closeDueAt'
  | 'closedAt'
>

/**
 * A share: `counted` of those `of`. A count has no share; a mean or median is of hours between two times, or (mean) of a number. An estimate
 * is a mean of what the work is thought to have cost.
 */
export type Indicator = {
  readonly anchor: Anchor
  readonly of: readonly Test[]
  readonly counted: readonly Test[]
  readonly kind: 'count' | 'share' | 'weighted' | 'mean' | 'meanHours' | 'medianHours' | 'estimate'
  readonly post: Post
  readonly better: 'high' | 'low' | 'none'
  readonly measure?: readonly [from: TimeColumn, to: TimeColumn] | NumberColumn
  readonly estimate?: Estimate
}

const share = (
  anchor: Anchor,
  post: Post,
  of: readonly Test[],
  counted: readonly Test[],
  better: 'high' | 'low' | 'none' = 'high',
): Indicator => ({ anchor, post, of, counted, better, kind: 'share' })
const count = (anchor: Anchor, post: Post, of: readonly Test[]): Indicator => ({
  anchor,
  post,
  of,
  counted: [],
  better: 'none',
  kind: 'count',
})
const mean = (measure: NumberColumn, of: readonly Test[] = []): Indicator => ({
  ...count('closedAt', 'centre', of),
  kind: 'mean',
  measure,
  better: 'low',
})
const estimated = (estimate: Estimate): Indicator => ({
  ...count('closedAt', 'centre', []),
  kind: 'estimate',
  estimate,
  better: 'low',
})
/** At rest (挂账) is out of what is due, and listed by itself. */
const awake: Test = { lacks: 'suspendedAt' }
export const publicSources = [
  'snap',
  'resident',
  'room',
  'enterprise',
  'merchant',
  'hotline',
  '12345',
  'police',
  'media',
  'petition',
] as const
const handleDone: Test = { by: ['handledAt', 'handleDueAt'] }

export const indicators = {
  reported: count('openedAt', 'collector', []),
  validRate: share('openedAt', 'collector', [], [{ has: 'filedAt' }]),
  publicRate: share('openedAt', 'collector', [], [{ among: ['source', publicSources] }], 'none'),
  discoveryHours: {
    ...count('openedAt', 'collector', [{ has: 'seenAt' }]),
    kind: 'medianHours',
    measure: ['seenAt', 'openedAt'],
    better: 'low',
  },
  missedRate: share('openedAt', 'collector', [{ among: ['source', ['patrol']] }], [{ is: 'isMissed' }], 'low'),
  verifiedOnTime: share('verifyDueAt', 'collector', [], [{ by: ['verifiedAt', 'verifyDueAt'] }]),
  checkedOnTime: share('checkDueAt', 'collector', [], [{ by: ['checkedAt', 'checkDueAt'] }]),
  accepted: count('openedAt', 'acceptor', [{ is: 'isTakenOn' }]),
  acceptedOnTime: share('acceptDueAt', 'acceptor', [], [{ by: ['acceptedAt', 'acceptDueAt'] }]),
  // 接诉即办: of what the public and the hotline bring; what our own people find is nobody's complaint.
  complaintsOnTime: share(
    'acceptDueAt',
    'acceptor',
    [{ among: ['source', publicSources] }],
    [{ by: ['acceptedAt', 'acceptDueAt'] }],
  ),
  complaintHours: {
    ...count('acceptDueAt', 'acceptor', [{ among: ['source', publicSources] }, { has: 'acceptedAt' }]),
    kind: 'medianHours',
    measure: ['openedAt', 'acceptedAt'],
    better: 'low',
  },
  filedRate: share('openedAt', 'dutyLeader', [{ is: 'isTakenOn' }], [{ has: 'filedAt' }]),
  filedOnTime: share('fileDueAt', 'dutyLeader', [{ has: 'filedAt' }], [{ by: ['filedAt', 'fileDueAt'] }]),
  filedRight: share('openedAt', 'dutyLeader', [{ has: 'filedAt' }], [{ isNot: 'isRefiled' }]),
  dispatchedOnTime: share('dispatchDueAt', 'dispatcher', [], [{ by: ['dispatchedAt', 'dispatchDueAt'] }]),
  dispatchedRight: share('dispatchDueAt', 'dispatcher', [], [{ has: 'dispatchedAt' }, { under: ['returns', 1] }]),
  handledRate: share('handleDueAt', 'handler', [awake], [{ has: 'handledAt' }]),
  handledOnTime: share('handleDueAt', 'handler', [awake], [handleDone]),
  handledLate: share('handleDueAt', 'handler', [awake], [{ late: ['handledAt', 'handleDueAt'] }], 'low'),
  overdueOpen: share('handleDueAt', 'handler', [awake], [{ lacks: 'handledAt' }], 'low'),
  delayRate: share('handleDueAt', 'handler', [awake], [{ over: ['delays', 0] }], 'low'),
  returnRate: share('openedAt', 'handler', [{ has: 'dispatchedAt' }], [{ over: ['returns', 0] }], 'low'),
  suspended: count('openedAt', 'handler', [{ has: 'suspendedAt' }]),
  closedRate: share('closeDueAt', 'dutyLeader', [awake], [{ has: 'closedAt' }]),
  closedOnTime: share('closeDueAt', 'dutyLeader', [awake], [{ has: 'closedAt' }, { is: 'isOnTime' }]),
  reworkRate: share('closeDueAt', 'handler', [awake], [{ over: ['reworks', 0] }], 'low'),
  closed: count('closedAt', 'centre', []),
  automatic: share('openedAt', 'centre', [{ has: 'dispatchedAt' }], [{ is: 'isAutomatic' }]),
  automaticRight: share(
    'openedAt',
    'centre',
    [{ has: 'dispatchedAt' }, { is: 'isAutomatic' }],
    [{ isNot: 'isForwardedWrong' }],
  ),
  sameDay: share('openedAt', 'centre', [], [{ has: 'closedAt' }, { sameDay: true }]),
  atCommunity: share('closedAt', 'centre', [{ has: 'leadUnitId' }], [{ atCommunity: true }], 'none'),
  hops: mean('hops'),
  traces: mean('steps'),
  // What several units need to come to terms (协调成本).
  jointMessages: mean('messages', [{ is: 'isJoint' }]),
  jointMeetings: mean('meetings', [{ is: 'isJoint' }]),
  jointHops: mean('hops', [{ is: 'isJoint' }]),
  minutes: estimated('minutes'),
  cost: estimated('yuan'),
  posts: estimated('posts'),
  answerHours: {
    ...count('acceptDueAt', 'acceptor', [{ has: 'acceptedAt' }]),
    kind: 'medianHours',
    measure: ['openedAt', 'acceptedAt'],
    better: 'low',
  },
  answerMean: {
    ...count('acceptDueAt', 'acceptor', [{ has: 'acceptedAt' }]),
    kind: 'meanHours',
    measure: ['openedAt', 'acceptedAt'],
    better: 'low',
  },
  handleMean: {
    ...count('closedAt', 'centre', [{ has: 'dispatchedAt' }, { has: 'handledAt' }]),
    kind: 'meanHours',
    measure: ['dispatchedAt', 'handledAt'],
    better: 'low',
  },
  handleHours: {
    ...count('closedAt', 'centre', [{ has: 'dispatchedAt' }, { has: 'handledAt' }]),
    kind: 'medianHours',
    measure: ['dispatchedAt', 'handledAt'],
    better: 'low',
  },
  // Signed in time, unless whoever reported says when asked that nobody got in touch.
  responded: share(
    'signDueAt',
    'handler',
    [{ isNot: 'isExcluded' }],
    [{ by: ['signedAt', 'signDueAt'] }, { isNot: 'isUncontacted' }],
  ),
  // Left out (剔除): what was refused with its legal ground, and what somebody asked to leave out and was granted.
  solved: share(
    'closedAt',
    'handler',
    [{ has: 'satisfaction' }, { isNot: 'isExcluded' }, { notAmong: ['outcome', ['refused']] }],
    [{ isNot: 'isUnsolved' }],
  ),
  satisfied: {
    ...share('closedAt', 'handler', [{ has: 'satisfaction' }, { isNot: 'isExcluded' }], []),
    kind: 'weighted',
    measure: 'satisfaction',
  },
  badRatings: share(
    'closedAt',
    'centre',
    [{ has: 'rating' }, { isNot: 'isExcluded' }],
    [{ under: ['rating', 3] }],
    'low',
  ),
  reopened: share('closedAt', 'centre', [], [{ over: ['reopens', 0] }], 'low'),
  repeated: share(
    'openedAt',
    'centre',
    [{ among: ['source', publicSources] }, { is: 'isToldApart' }],
    [{ again: true }],
    'low',
  ),
} as const satisfies Record<string, Indicator>

export type IndicatorName = keyof typeof indicators
export const indicatorNames = Object.keys(indicators) as IndicatorName[]
export const indicatorOf = (name: IndicatorName): Indicator => indicators[name]

/** From an instant up to, not including, another. What falls due after now is not owed yet. */
export type Window = { readonly from: number; readonly until: number; readonly now: number }
/** What a row alone does not say: which units stand in a community (居委会, 网格), what work is thought to cost, and the other rows. */
export type Around = {
  readonly communityUnits: ReadonlySet<string>
  readonly rates?: Rates
  readonly formula?: Formula
  readonly rows?: readonly CaseFacts[]
}
const isSamePerson = (one: CaseFacts, other: CaseFacts) =>
  (one.reporterId !== null && one.reporterId === other.reporterId) ||
  (one.callerPrint !== null && one.callerPrint === other.callerPrint)

const cameAgain = (row: CaseFacts, rows: readonly CaseFacts[], days: number) =>
  row.categoryCode !== null &&
  rows.some(
    (one) =>
      one.isCounted &&
      isSamePerson(one, row) &&
      one.categoryCode === row.categoryCode &&
      one.openedAt < row.openedAt &&
      one.openedAt >= row.openedAt - days * 86_400_000,
  )

/** Must it be known which units stand in communities? */
export const asksWhoIsAtCommunity = ({ of, counted }: Indicator) =>
  [...of, ...counted].some((test) => 'atCommunity' in test)

export const isDue = (anchor: Anchor) => anchor.endsWith('DueAt')
/** Until when a window counts: up to now for what falls due. */
export const endOf = (anchor: Anchor, { until, now }: Window) => (isDue(anchor) ? Math.min(until, now) : until)

/** Does a row meet a condition? */
export const meets = (
  row: CaseFacts,
  test: Test,
  { communityUnits, rows = [], formula = usualFormula }: Around,
): boolean => {
  if ('by' in test) {
    const [done, due] = [row[test.by[0]], row[test.by[1]]]
    return done !== null && due !== null && done <= due
  }
  if ('late' in test) {
    const [done, due] = [row[test.late[0]], row[test.late[1]]]
    return done !== null && due !== null && done > due
  }
  if ('has' in test) return row[test.has] !== null
  if ('lacks' in test) return row[test.lacks] === null
  if ('over' in test) return (row[test.over[0]] ?? Number.NEGATIVE_INFINITY) > test.over[1]
  if ('under' in test) return (row[test.under[0]] ?? Number.POSITIVE_INFINITY) < test.under[1]
  if ('is' in test) return row[test.is]
  if ('isNot' in test) return !row[test.isNot]
  if ('among' in test) return test.among[1].includes(row[test.among[0]] ?? '')
  if ('notAmong' in test) return !test.notAmong[1].includes(row[test.notAmong[0]] ?? '')
  if ('sameDay' in test) return row.closedOn === row.openedOn
  if ('again' in test) return cameAgain(row, rows, formula.repeatDays)
  return row.leadUnitId !== null && communityUnits.has(row.leadUnitId)
}

export type Figure = { readonly numerator: number; readonly denominator: number; readonly value: number | null }

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return sorted.length === 0 ? null : (low + high) / 2
}

const inWindow = (row: CaseFacts, { anchor, of }: Indicator, window: Window, around: Around) => {
  const at = row[anchor]
  return (
    row.isCounted &&
    at !== null &&
    at >= window.from &&
    at < endOf(anchor, window) &&
    of.every((test) => meets(row, test, around))
  )
}

/** An indicator over rows: what of the due was done. */
export const figureOf = (
  indicator: Indicator,
  rows: readonly CaseFacts[],
  window: Window,
  given: Around = { communityUnits: new Set() },
): Figure => {
  const around = { ...given, rows }
  const due = rows.filter((row) => inWindow(row, indicator, window, around))
  const denominator = due.length
  const { kind, measure, estimate } = indicator
  const weights = weightsOf(given.formula ?? usualFormula)
  if (kind === 'estimate') {
    if (!estimate || !given.rates) throw new Error('an estimate needs its rates')
    const parts = partsOf(estimate, given.rates)
    const numerator = due.reduce((sum, row) => sum + estimateOf(row, parts), 0)
    return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
  }
  if (kind === 'count') return { numerator: denominator, denominator, value: denominator }
  if (kind === 'mean' || kind === 'weighted') {
    const numbers = due.map((row) =>
      kind === 'weighted'
        ? (weights[(row.satisfaction ?? 0) - 1] ?? 0)
        : Number(typeof measure === 'string' ? row[measure] : 0),
    )
    const numerator = numbers.reduce((sum, one) => sum + one, 0)
    return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
  }
  if (kind === 'medianHours' || kind === 'meanHours') {
    const [from, to] = typeof measure === 'object' ? measure : (['openedAt', 'closedAt'] as const)
    const hours = due.map((row) => ((row[to] ?? 0) - (row[from] ?? 0)) / 3_600_000)
    if (kind === 'medianHours') return { numerator: denominator, denominator, value: median(hours) }
    const numerator = hours.reduce((sum, one) => sum + one, 0)
    return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
  }
  const numerator = due.filter((row) => indicator.counted.every((test) => meets(row, test, around))).length
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}

/** Figures of published cases (案例公布值), never ours: shown beside ours, and labelled so. */
export const references: Readonly<
  Partial<Record<IndicatorName, { readonly value: number; readonly kind: 'share' | 'less' | 'times' }>>
> = {
  automatic: { value: 0.98, kind: 'share' },
  sameDay: { value: 0.788, kind: 'share' },
  hops: { value: 0.4, kind: 'less' },
  handleHours: { value: 6, kind: 'times' },
}

/** Ours against a recorded baseline: so much less (环节压减), so many times faster (时效提升), or a difference of shares. */
export const against = (kind: 'share' | 'less' | 'times', value: number | null, baseline: number | null) => {
  if (value === null || baseline === null) return null
  if (kind === 'share') return value - baseline
  if (baseline === 0 || (kind === 'times' && value === 0)) return null
  return kind === 'less' ? 1 - value / baseline : baseline / value
}
