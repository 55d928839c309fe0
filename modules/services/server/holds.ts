/** Conditions of materials and steps, over what was answered. */
import { compileRule, ruleFault } from '@liren/kernel'

export type Answers = Readonly<Record<string, unknown>>

/** Does a condition of an item hold, as far as the answers say? */
export const holds = (when: string, answers: Answers, channel: string): boolean | 'unknown' => {
  const names = [...new Set([...when.matchAll(/\b([A-Za-z_]\w*)\b(?!')/g)].map(([, name = '']) => name))].filter(
    (name) => name !== 'channel',
  )
  const facts = {
    channel: 'string' as const,
    ...Object.fromEntries(
      names.map((name) => [name, Array.isArray(answers[name]) ? 'list<string>' : 'string'] as const),
    ),
  }
  if (ruleFault(when, facts)) return 'unknown'
  return compileRule(when, facts).judge({ ...answers, channel }).verdict
}
