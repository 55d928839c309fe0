/** What a community and the platform may set for points. */
import { Type } from '@liren/contract'

export const communitySettings = Type.Object({
  /** Points a community may issue in a quarter 季度预算 unless its desk sets another sum. */
  quarterBudget: Type.Integer({ minimum: 0, maximum: 100_000_000, default: 20_000 }),
  /** Points one person of the community may give alone; more waits for a second person. */
  grantAloneAtMost: Type.Integer({ minimum: 0, maximum: 500, default: 100 }),
  /** Days in which a person may object to an entry. */
  objectionDays: Type.Integer({ minimum: 7, maximum: 365, default: 7 }),
})

export const platformSettings = Type.Object({
  /** So many awards each way within thirty days between the same two people are looked at. */
  pairDeeds: Type.Integer({ minimum: 2, maximum: 50, default: 3 }),
  /** More people than these earning from one device are looked at. */
  accountsPerDevice: Type.Integer({ minimum: 1, maximum: 50, default: 3 }),
  /** Answers closer together than this are not reading. */
  burstSeconds: Type.Integer({ minimum: 1, maximum: 120, default: 5 }),
})
