/** The rules of a form as CEL: what is wrong with one, and what it says. A phone fetches it only for forms whose rules are not plain (`plain.ts`). */
import {
  compileExpression,
  compileRule,
  type DeclaredFacts,
  type Derived,
  expressionFault,
  type RuleFault,
  ruleFault,
} from '@liren/contract/rules'
import { functions, type Rules } from './facts.ts'

export const conditionFault = (source: string, facts: DeclaredFacts): RuleFault | null =>
  ruleFault(source, facts, functions)
export const derivationFault = (source: string, facts: DeclaredFacts): RuleFault | null =>
  expressionFault(source, facts, functions)

const unknown: Derived = { isKnown: false, missing: [] }

export const wholeRules: Rules = {
  judge: (source, declared, facts) =>
    ruleFault(source, declared, functions) ? 'unknown' : compileRule(source, declared, functions).judge(facts).verdict,
  derive: (source, declared, facts) =>
    expressionFault(source, declared, functions)
      ? unknown
      : compileExpression(source, declared, functions).derive(facts),
  readsOf: (source, declared) =>
    expressionFault(source, declared, functions) ? [] : compileExpression(source, declared, functions).facts,
}
