/**
 * Rules plain enough for a phone to judge before, and mostly without, the whole of CEL: comparisons of one fact joined by `&&`,
 * and one function of one fact. What is not plain is left to whoever reads all of CEL. The answers are the same (`plain.test.ts`).
 */
import type { DeclaredFacts, Derived, Facts, FactType, Verdict } from '@liren/contract/rules'
import { fieldsOf } from './blocks.ts'
import type { Field, FormDefinition } from './definition.ts'
import { contextFacts, factsOf, functions, type Rules } from './facts.ts'

type Clause = { readonly fact: string; readonly holds: (value: never) => boolean }

const comparison = /^([A-Za-z_]\w*)\s*(==|!=|<=|>=|<|>)\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|(true|false)|(\d{1,15}))$/
const called = /^([A-Za-z_]\w*)\(([A-Za-z_]\w*)\)$/
/** In brackets as blocks put them around conditions (`blocks.ts`). */
const bracketed = /^\(([^()]*)\)$/

const typeOf = (declared: DeclaredFacts, name: string): FactType | null => {
  const found = Object.hasOwn(declared, name) ? declared[name] : undefined
  return found === undefined ? null : typeof found === 'string' ? found : found.type
}

/** A fact's value where it is of its declared type; undefined where it is missing. */
const factIn = (facts: Facts, name: string, type: FactType | null): unknown => {
  const value = Object.hasOwn(facts, name) ? facts[name] : undefined
  if (type === 'bool') return typeof value === 'boolean' ? value : undefined
  if (type === 'int') return Number.isSafeInteger(value) ? value : undefined
  return type === 'string' && typeof value === 'string' && value.length <= 10_000 ? value : undefined
}

const numberHolds = (sign: string, limit: number) => (value: number) => {
  switch (sign) {
    case '==':
      return value === limit
    case '!=':
      return value !== limit
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '>':
      return value > limit
    default:
      return value >= limit
  }
}

const clauseOf = (text: string, declared: DeclaredFacts): Clause | null => {
  const [, not, bare] = /^(!?)([A-Za-z_]\w*)$/.exec(text) ?? []
  if (bare !== undefined)
    return typeOf(declared, bare) === 'bool' ? { fact: bare, holds: (value: boolean) => value === (not === '') } : null
  const [, fact = '', sign = '', single, double, flag, number] = comparison.exec(text) ?? []
  const type = typeOf(declared, fact)
  if (type === 'int' && number !== undefined) return { fact, holds: numberHolds(sign, Number(number)) }
  if (sign !== '==' && sign !== '!=') return null
  const word = type === 'string' ? (single ?? double) : undefined
  const limit = type === 'bool' && flag !== undefined ? flag === 'true' : word
  return limit === undefined ? null : { fact, holds: (value: unknown) => (value === limit) === (sign === '==') }
}

/** The comparisons a condition is made of; null where it is more than that. */
const clausesOf = (source: string, declared: DeclaredFacts): readonly Clause[] | null => {
  // A text with `&&` in it falls into halves that are no comparisons.
  if (source.length > 1000) return null
  const clauses = source.split('&&').map((part) => {
    const text = part.trim()
    return clauseOf(bracketed.exec(text)?.[1]?.trim() ?? text, declared)
  })
  return clauses.every((one) => one !== null) ? clauses : null
}

type Call = { readonly fact: string; readonly run: (value: never) => unknown }

const callOf = (source: string, declared: DeclaredFacts): Call | null => {
  const [, name = '', fact = ''] = called.exec(source.trim()) ?? []
  const found = functions.find(({ signature }) => signature.startsWith(`${name}(string):`))
  return found && typeOf(declared, fact) === 'string' ? { fact, run: found.run } : null
}

const verdictOf = (clauses: readonly Clause[], declared: DeclaredFacts, facts: Facts): Verdict => {
  const verdicts = clauses.map(({ fact, holds }): Verdict => {
    const value = factIn(facts, fact, typeOf(declared, fact))
    return value === undefined ? 'unknown' : holds(value as never) // looked at just before: of the type the clause was made for
  })
  return verdicts.includes(false) ? false : verdicts.includes('unknown') ? 'unknown' : true
}

const derivedOf = ({ fact, run }: Call, facts: Facts): Derived => {
  const value = factIn(facts, fact, 'string')
  if (value === undefined) return { isKnown: false, missing: [fact] }
  try {
    return { isKnown: true, value: run(value as never) } // a text, as the function's signature says
  } catch {
    return { isKnown: false, missing: [] }
  }
}

/** Judges plain rules itself and asks `others` about the rest. */
export const plainRules = (others: Rules): Rules => ({
  judge: (source, declared, facts) => {
    const clauses = clausesOf(source, declared)
    return clauses ? verdictOf(clauses, declared, facts) : others.judge(source, declared, facts)
  },
  derive: (source, declared, facts) => {
    const call = callOf(source, declared)
    return call ? derivedOf(call, facts) : others.derive(source, declared, facts)
  },
  readsOf: (source, declared) => {
    const clauses = clausesOf(source, declared) ?? callOf(source, declared)
    if (clauses === null) return others.readsOf(source, declared)
    return 'fact' in clauses ? [clauses.fact] : [...new Set(clauses.map(({ fact }) => fact))]
  },
})

/** Whoever cannot read a rule knows nothing by it. */
export const noRules: Rules = {
  judge: () => 'unknown',
  derive: () => ({ isKnown: false, missing: [] }),
  readsOf: () => [],
}

/** `shown`: rules that decide what stands on a form; `reckoned`: what is only reckoned or checked. */
export type Hard = { readonly shown: boolean; readonly reckoned: boolean }

/** Which rules of a form are not plain, among these fields (by key) or in the whole form. */
export const hardIn = (definition: FormDefinition, only?: readonly string[]): Hard => {
  const hard = { shown: false, reckoned: false }
  const visit = (fields: readonly Field[], outer: DeclaredFacts) => {
    const declared = { ...outer, ...factsOf(fields) }
    for (const { when, derive, fields: inner } of fields) {
      if (when !== undefined && !clausesOf(when, declared)) hard.shown = true
      if (derive !== undefined && !callOf(derive, declared)) hard.reckoned = true
      if (inner) visit(inner, declared)
    }
  }
  const all = fieldsOf(definition)
  const declared = { ...contextFacts, ...factsOf(all) }
  visit(only ? all.filter(({ key }) => only.includes(key)) : all, declared)
  if (only) return hard
  for (const { rule } of definition.checks ?? []) if (!clausesOf(rule, declared)) hard.reckoned = true
  for (const { when } of definition.materials ?? [])
    if (when !== undefined && !clausesOf(when, declared)) hard.shown = true
  return hard
}
