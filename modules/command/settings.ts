/** What an administrator says about the effort of a case (figures of cost are estimates from these, and say so), and how far up it calls. */
import { type Static, Type } from '@liren/contract'
import { type Grade, levels, usualLevels } from './linkage.ts'

const Minutes = (value: number) => Type.Number({ minimum: 0, maximum: 600, default: value })

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
})
export const callsUpTo: Readonly<Record<Grade, keyof Static<typeof Calling>>> = {
  1: 'ordinaryCallsUpTo',
  2: 'pressingCallsUpTo',
  3: 'urgentCallsUpTo',
  4: 'criticalCallsUpTo',
}
export const PlatformSettings = Type.Object({ ...Effort.properties, ...Calling.properties })
