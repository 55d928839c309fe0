/** What a district may set for finding people. */
import { Type } from '@liren/contract'

export const platformSettings = Type.Object({
  /** Days after which somebody who was told and did not answer is reminded once. */
  remindAfterDays: Type.Integer({ minimum: 1, maximum: 90, default: 7 }),
  /** Days after the reminder until somebody calls at the door. */
  visitAfterDays: Type.Integer({ minimum: 1, maximum: 180, default: 14 }),
  /** Doors a community is sent to in seven days; whoever is next waits. Guarded visits are not counted. */
  visitsPerWeek: Type.Integer({ minimum: 1, maximum: 1000, default: 30 }),
  /** Days after which somebody who was served, or got it on an application, is looked for again where the rule still holds. */
  againAfterDays: Type.Integer({ minimum: 30, maximum: 3650, default: 300 }),
  /** Days after a refusal during which nobody tells the same person of the same. */
  restAfterRefusalDays: Type.Integer({ minimum: 0, maximum: 3650, default: 180 }),
  /** Counts below this are not shown. */
  smallestCount: Type.Integer({ minimum: 3, maximum: 100, default: 10 }),
  /** Code of the unit (妇联、派出所) that concerns for somebody's safety go to; empty: the street's command centre. */
  protectionUnit: Type.String({ maxLength: 40, default: '' }),
})
