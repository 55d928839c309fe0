/** Three values: what is not known stays unknown (strong Kleene logic), and one known fact may settle a whole rule. */

export type Verdict = true | false | 'unknown'

export const negate = (one: Verdict): Verdict => (one === 'unknown' ? one : !one)

/** 结论 What is said of a person under a rule; unknown never counts as "not". */
export type Outcome = 'eligible' | 'not' | 'unknown'
export const outcomeOf = (verdict: Verdict): Outcome =>
  verdict === true ? 'eligible' : verdict === false ? 'not' : 'unknown'
