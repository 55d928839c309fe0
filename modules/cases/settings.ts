/** What a community may decide about its cases. */
import { Type } from '@liren/contract'
import { OwnLimit } from './own-limits.ts'

export const publishing = ['whenAccepted', 'atOnce', 'byHand'] as const
export type Publishing = (typeof publishing)[number]

export const communitySettings = Type.Object({
  /** When photos of a published case become visible to everybody: once somebody of the office looked, at once, or one by one. */
  publishPhotos: Type.Enum([...publishing], { default: 'whenAccepted' }),
  /** How far from the case a photo shown as proof may have been taken before it is marked. */
  photoMetres: Type.Integer({ minimum: 20, maximum: 5000, default: 100 }),
  /** Refuse what would be marked. */
  refuseDoubtfulPhotos: Type.Boolean({ default: false }),
  /** Whoever reported may say themself, while it is checked, that it is put right, or that it is not. */
  reporterMayCheck: Type.Boolean({ default: true }),
  /**
   * 轮流 Of several who could look at a place, whoever was sent least often in so many days goes; 0: always the first of the roster, who
   * knows the place best and is asked most.
   */
  fieldTurnDays: Type.Integer({ minimum: 0, maximum: 90, default: 7 }),
  /** What is promised here instead of the district's limits. */
  ownLimits: Type.Array(OwnLimit, { default: [], maxItems: 200 }),
})
