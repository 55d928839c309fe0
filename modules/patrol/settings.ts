/** What a community may set for its patrols. */
import { Type } from '@liren/contract'

export const communitySettings = Type.Object({
  /** Days without anybody at any stop after which a cell counts as a blind spot 盲区. */
  blindAfterDays: Type.Integer({ minimum: 1, maximum: 30, default: 3 }),
})
