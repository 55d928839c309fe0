/** A policy as the one it is for reads it: every clause with its outcome, what was used and from where. */
import type { Day } from '../rules/calendar.ts'
import type { CompiledRule } from '../rules/compile-rule.ts'
import { explain } from '../rules/explain.ts'
import { type Facts, known } from '../rules/facts.ts'
import { outcomeOf } from '../rules/verdict.ts'
import type { Mine } from '../shapes.ts'
import type { Deed } from './deed.ts'
import { namingBy, titleIn, type Vocabulary } from './library.ts'
import type { MatchRow } from './store.ts'

export type Looked = { readonly facts: Facts; readonly today: Day; readonly vocabulary: Vocabulary }

export const shownPolicy = (
  work: Deed,
  compiled: CompiledRule,
  { facts, today, vocabulary }: Looked,
  match?: MatchRow,
): Mine => {
  const { rule } = compiled
  const naming = namingBy(vocabulary)
  return {
    rule: rule.id,
    title: titleIn(rule, work.locale),
    basis: rule.basis,
    mode: rule.mode,
    serviceItem: rule.serviceItem,
    outcome: outcomeOf(compiled.verdict(facts, today)),
    because: explain(compiled, facts, today, work.locale, naming).map(({ text, verdict, missing }) => ({
      text,
      outcome: outcomeOf(verdict),
      missing: [...missing],
    })),
    used: compiled.facts
      .filter((fact) => known(facts, fact) !== undefined)
      .map((fact) => ({ title: naming(fact)?.title?.[work.locale] ?? fact, source: naming(fact)?.source ?? null })),
    alsoAsked: [...rule.alsoAsked],
    state: match?.state ?? null,
    restsUntil: match?.restsUntil?.toISOString() ?? null,
  }
}

const rank = { eligible: 0, unknown: 1, not: 2 } as const
/** What fits before what may. */
export const inOrder = (items: readonly Mine[]): Mine[] =>
  [...items].sort((a, b) => rank[a.outcome] - rank[b.outcome] || (a.rule < b.rule ? -1 : 1))
