/** The tests beside a rule: nobody switches on a rule that contradicts its own examples, or has none to contradict. */
import { type CelFor, compileRule, dayFrom } from './compile-rule.ts'
import type { Rule } from './rule.ts'
import { type Outcome, outcomeOf } from './verdict.ts'

export type ExampleResult = {
  readonly name: string
  readonly expect: Outcome
  readonly got: Outcome
  readonly missing: readonly string[]
}

export const tryExamples = (rule: Rule, celFor: CelFor): readonly ExampleResult[] => {
  const compiled = compileRule(rule, celFor)
  return rule.examples.map(({ name, today, facts, expect }) => {
    const day = dayFrom(today)
    const verdict = compiled.verdict(facts, day)
    return { name, expect, got: outcomeOf(verdict), missing: verdict === 'unknown' ? compiled.missing(facts, day) : [] }
  })
}

export type NotReady = 'example-fails' | 'no-eligible-example' | 'no-other-example'

/** Why a rule may not be switched on, or null. One somebody gets it by, one somebody does not: both sides of the line. */
export const whyNotReady = (results: readonly ExampleResult[]): NotReady | null => {
  if (results.some(({ expect, got }) => expect !== got)) return 'example-fails'
  if (!results.some(({ expect }) => expect === 'eligible')) return 'no-eligible-example'
  if (!results.some(({ expect }) => expect === 'not')) return 'no-other-example'
  return null
}
