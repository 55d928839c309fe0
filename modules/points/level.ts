/** Levels 等级 by what was earned in the last twelve months; they are thanks, never a condition of anything. */
import { On, type Static, Type } from '@liren/contract'

export const levelNames = ['none', 'bronze', 'silver', 'gold'] as const
export type LevelName = (typeof levelNames)[number]
export type Thresholds = { readonly bronze: number; readonly silver: number; readonly gold: number }

export type Standing = { readonly level: LevelName; readonly next: LevelName | null; readonly missing: number }

/** The level reached, and how much is missing for the next. */
export const standing = (earned: number, { bronze, silver, gold }: Thresholds): Standing => {
  if (earned >= gold) return { level: 'gold', next: null, missing: 0 }
  if (earned >= silver) return { level: 'silver', next: 'gold', missing: gold - earned }
  if (earned >= bronze) return { level: 'bronze', next: 'silver', missing: silver - earned }
  return { level: 'none', next: 'bronze', missing: bronze - earned }
}

const from = Type.Integer({ minimum: 1, maximum: 1_000_000 })

/** A version as everybody reads it. */
export type LevelVersion = Static<typeof LevelVersion>
export const LevelVersion = Type.Object({
  version: Type.Integer(),
  bronze: from,
  silver: from,
  gold: from,
  /** Empty of the first, which nobody published. */
  because: Type.String(),
  publishedOn: On,
  publishedByName: Type.String(),
  effectiveOn: On,
})

/** The version that counts on a day: the newest in effect. */
export const countingOn = (versions: readonly LevelVersion[], day: string): LevelVersion | undefined =>
  versions.filter(({ effectiveOn }) => effectiveOn <= day).toSorted((one, other) => other.version - one.version)[0]
