/** What the district may set for its library: what citing earns, and when use makes a standard. */
import { Type } from '@liren/contract'

const points = (by: number) => Type.Integer({ minimum: 0, maximum: 1000, default: by })
const days = (by: number) => Type.Integer({ minimum: 1, maximum: 365, default: by })

export const platformSettings = Type.Object({
  /** Credit for a community that cites instead of building. */
  citingPoints: points(5),
  /** Credit for whose tool is cited by one community more. */
  citedPoints: points(10),
  /** Credit for each further month in which a citation is used. */
  monthPoints: points(2),
  /** Days a citation stands before it earns anything. */
  creditAfterDays: days(30),
  /** What nobody used within so many days counts as not used. */
  usedWithinDays: days(30),
  /** So many independent units in use nominate a tool as the standard of its function. */
  standardUnits: Type.Integer({ minimum: 2, maximum: 1000, default: 5 }),
  /** Days each of them has used it. */
  standardDays: days(90),
  /** Days in which everybody may comment on a nomination. */
  commentDays: days(30),
})
