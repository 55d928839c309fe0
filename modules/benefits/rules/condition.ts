/** The conditions a rule is made of, as written in JSON: compounds, comparisons of one fact, and CEL for the rest. */

/** Words in both languages. */
export type Words = { readonly 'zh-CN': string; readonly en: string }
export type Scalar = string | number | boolean

/** What a fact is compared with. Exactly one of these stands beside `fact`. */
export const comparisons = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'notIn',
  'has',
  'hasAny',
  'withinArea',
  'withinMonths',
  'withinDays',
  'dueWithinDays',
  'onOrBefore',
  'onOrAfter',
] as const
export type Comparison = (typeof comparisons)[number]

/**
 * One fact compared. `ageBy` and `monthsBy` first turn a day into completed years or months by `today` or by a day of this
 * year (`08-31`); then the number is compared.
 */
export type FactCondition = {
  readonly kind: 'fact'
  readonly fact: string
  readonly turn?: { readonly by: 'years' | 'months'; readonly on: string }
  readonly comparison: Comparison
  readonly operand: Scalar | readonly Scalar[]
}
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'cel'; readonly source: string; readonly says?: Words }
  | FactCondition

/** Every fact a condition names, CEL apart: that is asked of its compiler. */
export const factsNamed = (condition: Condition): readonly string[] => {
  if (condition.kind === 'fact') return [condition.fact]
  if (condition.kind === 'cel') return []
  return [...new Set((condition.kind === 'not' ? [condition.of] : condition.of).flatMap(factsNamed))]
}

export const celIn = (condition: Condition): readonly string[] => {
  if (condition.kind === 'cel') return [condition.source]
  if (condition.kind === 'fact') return []
  return (condition.kind === 'not' ? [condition.of] : condition.of).flatMap(celIn)
}
