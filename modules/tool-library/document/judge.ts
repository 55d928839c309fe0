/** Rules of a document over what was answered: may a move be made, what does it earn. The runner and the rehearsal of the studio obey the same. */
import { compileRule, type Verdict } from '@liren/contract/rules'
import type { Form, PointsRule, ToolDocument } from './document.ts'
import { answerFacts, formsOf } from './facts.ts'

export type Answers = Readonly<Record<string, unknown>>

/** `answers.key` → value, as rules read them. */
const asFacts = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).map(([key, value]) => [`answers.${key}`, value]))

/** None holds always. */
export const judged = (rule: string | undefined, forms: readonly Form[], answers: Answers): Verdict =>
  rule === undefined ? true : compileRule(rule, answerFacts(forms)).judge(asFacts(answers)).verdict

/** Points a move (or the opening) earns after these answers. */
export const earned = (
  document: ToolDocument,
  process: string,
  on: string,
  answers: Answers,
): readonly PointsRule[] => {
  const found = document.processes.find(({ id }) => id === process)
  const forms = found ? formsOf(document, found) : []
  return (document.points ?? []).filter(
    (rule) => rule.of === process && rule.on === on && judged(rule.when, forms, answers) === true,
  )
}
