/** What an administrator says about the effort of a case: figures of cost are estimates from these, and say so. */
import { type Static, Type } from '@liren/contract'

const Minutes = (value: number) => Type.Number({ minimum: 0, maximum: 600, default: value })

export const PlatformSettings = Type.Object({
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
export type Rates = Static<typeof PlatformSettings>
export const rateNames = Object.keys(PlatformSettings.properties) as (keyof Rates)[]
