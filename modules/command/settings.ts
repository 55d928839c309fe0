/** What an administrator says about the effort of a case, from which cost is estimated, how far up it calls, and the parameters of the formulas. */
import { type Static, Type } from '@liren/contract'
import { type Grade, levels, paces, usualLevels, usualNight } from './linkage.ts'

const Minutes = (value: number) => Type.Number({ minimum: 0, maximum: 600, default: value })

const Weight = (value: number) => Type.Number({ minimum: 0, maximum: 1, default: value })
const Points = (value: number) => Type.Number({ minimum: 0, maximum: 100, default: value })

export const Effort = Type.Object({
  /** Something done at a desk: accepting, filing, dispatching, signing in. */
  minutesPerDeskAct: Minutes(5),
  /** Something done on the spot: verifying, handling, checking; with the way there. */
  minutesPerFieldAct: Minutes(40),
  /** People who go there together. */
  peopleInField: Type.Integer({ minimum: 1, maximum: 20, default: 1 }),
  minutesPerMessage: Minutes(2),
  /** What an hour of staff costs, in fen. */
  fenPerHour: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 6000 }),
  /** What a case costs besides: material, platform, travel; in fen. */
  fenPerCase: Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0 }),
  /** Hours one post works in a year. */
  hoursPerYear: Type.Integer({ minimum: 1, maximum: 8784, default: 1744 }),
})
export type Rates = Static<typeof Effort>
export const rateNames = Object.keys(Effort.properties) as (keyof Rates)[]

const upTo = (grade: Grade) => Type.Enum([...levels], { default: usualLevels[grade] })
/** The highest level called at 一般 · 较急 · 紧急 · 特急; the unit that has it is called at every grade. */
export const Calling = Type.Object({
  ordinaryCallsUpTo: upTo(1),
  pressingCallsUpTo: upTo(2),
  urgentCallsUpTo: upTo(3),
  criticalCallsUpTo: upTo(4),
  /** From which grade a case calls without anybody having to press for it. */
  callsBySelfFrom: Type.Enum(['urgent', 'critical', 'never'], { default: 'critical' }),
})
const Answer = (grade: Grade, by: 'minutes' | 'nightMinutes') =>
  Type.Integer({ minimum: 1, maximum: 1440, default: paces[grade][by] })
const Hour = (value: number) => Type.Integer({ minimum: 0, maximum: 23, default: value })
/** Minutes somebody called has to answer, by day and by night, and when a night is. */
export const Answering = Type.Object({
  ordinaryAnswerMinutes: Answer(1, 'minutes'),
  ordinaryAnswerMinutesAtNight: Answer(1, 'nightMinutes'),
  pressingAnswerMinutes: Answer(2, 'minutes'),
  pressingAnswerMinutesAtNight: Answer(2, 'nightMinutes'),
  urgentAnswerMinutes: Answer(3, 'minutes'),
  urgentAnswerMinutesAtNight: Answer(3, 'nightMinutes'),
  criticalAnswerMinutes: Answer(4, 'minutes'),
  criticalAnswerMinutesAtNight: Answer(4, 'nightMinutes'),
  nightFromHour: Hour(usualNight.from),
  nightUntilHour: Hour(usualNight.until),
})
export const gradeNames = { 1: 'ordinary', 2: 'pressing', 3: 'urgent', 4: 'critical' } as const

export const callsUpTo: Readonly<Record<Grade, Exclude<keyof Static<typeof Calling>, 'callsBySelfFrom'>>> = {
  1: 'ordinaryCallsUpTo',
  2: 'pressingCallsUpTo',
  3: 'urgentCallsUpTo',
  4: 'criticalCallsUpTo',
}

export const selfCallGrade = { urgent: 3, critical: 4, never: 5 } as const

/** Where handbooks differ from place to place; a figure says by which of these it was made. */
const Formula = Type.Object({
  /** What an answer weighs in the rate of satisfaction, from 很不满意 to 满意. */
  satisfaction1: Weight(0),
  satisfaction2: Weight(0.3),
  satisfaction3: Weight(0.6),
  satisfaction4: Weight(0.8),
  satisfaction5: Weight(1),
  /** A report of the same kind by the same person within so many days is a repeat (重复来件). */
  repeatDays: Type.Integer({ minimum: 1, maximum: 365, default: 30 }),
  /** Shares of the monthly score; whatever they come to, the whole counts a hundred. */
  scoreHandledRate: Points(30),
  scoreHandledOnTime: Points(20),
  scoreReworkRate: Points(20),
  scoreOverdueOpen: Points(20),
  scoreDelayRate: Points(10),
})
export type Formula = Static<typeof Formula>
export const formulaNames = Object.keys(Formula.properties) as (keyof Formula)[]
export const usualFormula: Formula = {
  satisfaction1: 0,
  satisfaction2: 0.3,
  satisfaction3: 0.6,
  satisfaction4: 0.8,
  satisfaction5: 1,
  repeatDays: 30,
  scoreHandledRate: 30,
  scoreHandledOnTime: 20,
  scoreReworkRate: 20,
  scoreOverdueOpen: 20,
  scoreDelayRate: 10,
}

/** 回访: how soon after closing whoever reported is asked, and how many in a hundred are. */
const FollowUps = Type.Object({
  followUpWithinDays: Type.Integer({ minimum: 1, maximum: 30, default: 3 }),
  followUpShare: Type.Integer({ minimum: 0, maximum: 100, default: 100 }),
})

export const PlatformSettings = Type.Object({
  ...Effort.properties,
  ...Calling.properties,
  ...Answering.properties,
  ...FollowUps.properties,
  ...Formula.properties,
})
