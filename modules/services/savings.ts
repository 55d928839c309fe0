/** 三少一快: what applications took against the item's recorded baseline, with the sums a reader can check. */

/** Sums over finished applications of one item. `days` are calendar days from submission to the decision, pauses left out. */
export type Sums = {
  readonly applications: number
  readonly typed: number
  readonly baseFields: number
  readonly materials: number
  readonly baseMaterials: number
  readonly visits: number
  readonly baseVisits: number
  readonly days: number
  readonly baseDays: number
}
export type Saving = {
  readonly numerator: number
  readonly denominator: number
  /** 1 − numerator/denominator; null where nothing was asked before. */
  readonly saved: number | null
}
export type Savings = {
  readonly applications: number
  /** 少填 */ readonly fields: Saving
  /** 少报 */ readonly materials: Saving
  /** 少跑 */ readonly visits: Saving
  /** 快办 */ readonly time: Saving
}

export const noSums: Sums = {
  applications: 0,
  typed: 0,
  baseFields: 0,
  materials: 0,
  baseMaterials: 0,
  visits: 0,
  baseVisits: 0,
  days: 0,
  baseDays: 0,
}

export const add = (one: Sums, other: Sums): Sums => ({
  applications: one.applications + other.applications,
  typed: one.typed + other.typed,
  baseFields: one.baseFields + other.baseFields,
  materials: one.materials + other.materials,
  baseMaterials: one.baseMaterials + other.baseMaterials,
  visits: one.visits + other.visits,
  baseVisits: one.baseVisits + other.baseVisits,
  days: one.days + other.days,
  baseDays: one.baseDays + other.baseDays,
})

const saving = (numerator: number, denominator: number): Saving => ({
  numerator,
  denominator,
  saved: denominator > 0 ? 1 - numerator / denominator : null,
})

export const savingsOf = (sums: Sums): Savings => ({
  applications: sums.applications,
  fields: saving(sums.typed, sums.baseFields),
  materials: saving(sums.materials, sums.baseMaterials),
  visits: saving(sums.visits, sums.baseVisits),
  time: saving(sums.days, sums.baseDays),
})
