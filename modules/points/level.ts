/** Levels 等级 by what was earned in the last twelve months; they are thanks, never a condition of anything. */

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
