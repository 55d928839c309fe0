/** What a community may decide about its register. */
import { Type } from '@liren/contract'

export const communitySettings = Type.Object({
  /** Share of permanent residents who should be members, 0–1. */
  coverageTarget: Type.Number({ minimum: 0, maximum: 1, default: 0.9 }),
  /** After how many months without verification an entry stands on the exception list. */
  staleAfterMonths: Type.Integer({ minimum: 1, maximum: 120, default: 12 }),
  /** Text of members' rights and duties; empty for the platform's. */
  rightsAndDuties: Type.String({ maxLength: 4000, default: '' }),
})
