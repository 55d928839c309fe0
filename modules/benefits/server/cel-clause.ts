/** CEL inside a rule: the kernel's language, over facts whose types the rule or the vocabulary declares. */
import { compileRule, type DeclaredFacts, ruleFault } from '@liren/kernel'
import type { Day } from '../rules/calendar.ts'
import type { CelFor } from '../rules/compile-rule.ts'
import { type Facts, known } from '../rules/facts.ts'
import type { CompileCel } from '../rules/judge.ts'
import type { FactUse } from '../rules/rule.ts'

const two = (value: number) => String(value).padStart(2, '0')
const textOf = ({ year, month, day }: Day) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** A compiler over declared facts. `today` is declared by itself. @throws Error naming what is wrong with an expression. */
export const celOver =
  (declared: DeclaredFacts): CompileCel =>
  (source) => {
    const all: DeclaredFacts = { ...declared, today: 'date' }
    const fault = ruleFault(source, all)
    if (fault) throw new Error(`cel: ${fault.code} ${fault.what}`)
    const rule = compileRule(source, all)
    const named = rule.facts.filter((one) => one !== 'today')
    const judge = (facts: Facts, today: Day) =>
      rule.judge({ ...Object.fromEntries(named.map((name) => [name, known(facts, name)])), today: textOf(today) })
    return {
      facts: named,
      verdict: (facts, today) => judge(facts, today).verdict,
      holds: (facts, today) => judge(facts, today).verdict === true,
      missing: (facts, today) => judge(facts, today).missing,
    }
  }

/** Facts a rule declares with a type, over those everybody knows. */
export const celFor =
  (known: Readonly<Record<string, FactUse>> = {}): CelFor =>
  (rule) => {
    const declared = Object.entries({ ...known, ...rule.facts }).flatMap(([name, own]) => {
      const type = own.type ?? known[name]?.type
      return type ? [[name, { type, personal: own.isPersonal }] as const] : []
    })
    return celOver(Object.fromEntries(declared))
  }
