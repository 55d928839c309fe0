/** A rule made ready: judged in microseconds, explained clause by clause when somebody asks why. */
import { type Day, readDay } from './calendar.ts'
import type { Facts } from './facts.ts'
import { type CompileCel, compileCondition, type Judge } from './judge.ts'
import type { Rule } from './rule.ts'
import type { Verdict } from './verdict.ts'

export type CompiledRule = {
  readonly rule: Rule
  readonly facts: readonly string[]
  /** Out of force on that day means no, whoever asks. */
  readonly verdict: (facts: Facts, today: Day) => Verdict
  /** Whether the verdict is yes, at the least cost. */
  readonly holds: (facts: Facts, today: Day) => boolean
  readonly missing: (facts: Facts, today: Day) => readonly string[]
  readonly clauses: readonly Judge[]
  readonly isInForce: (today: Day) => boolean
}

const text = ({ year, month, day }: Day) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** How the expressions of one rule are compiled, given the facts it declares. */
export type CelFor = (rule: Rule) => CompileCel

/** @throws Error of the CEL compiler where an expression cannot be read. */
export const compileRule = (rule: Rule, celFor: CelFor): CompiledRule => {
  const compileCel = celFor(rule)
  const clauses = rule.when.map((one) => compileCondition(one, compileCel))
  const whole = compileCondition({ kind: 'all', of: rule.when }, compileCel)
  let [asked, on]: [Day | null, string] = [null, '']
  const isInForce = (today: Day) => {
    // A whole district is asked about on one and the same day.
    if (today !== asked) [asked, on] = [today, text(today)]
    return (rule.validFrom === null || rule.validFrom <= on) && (rule.validUntil === null || on <= rule.validUntil)
  }
  const isAlways = rule.validFrom === null && rule.validUntil === null
  return {
    rule,
    clauses,
    facts: whole.facts,
    isInForce,
    verdict: isAlways ? whole.verdict : (facts, today) => isInForce(today) && whole.verdict(facts, today),
    holds: isAlways ? whole.holds : (facts, today) => isInForce(today) && whole.holds(facts, today),
    missing: whole.missing,
  }
}

/** The day an example or a case speaks of. @throws Error where it is none. */
export const dayFrom = (value: string): Day => {
  const day = readDay(value)
  if (!day) throw new Error(`"${value}" is not a day`)
  return day
}
