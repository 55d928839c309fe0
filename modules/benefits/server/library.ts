/** The library of rules as it is used: read once, compiled once, named in the reader's language. */
import { catalogue } from '@liren/catalogue/contract'
import { type CompiledRule, compileRule } from '../rules/compile-rule.ts'
import type { Naming } from '../rules/explain.ts'
import { readFacts, readRule } from '../rules/read-rule.ts'
import type { FactUse, Rule } from '../rules/rule.ts'
import { celFor } from './cel-clause.ts'
import type { Deed } from './deed.ts'
import { type RuleRecord, ruleStore } from './store-rules.ts'

export type Vocabulary = Readonly<Record<string, FactUse>>

export const vocabularyOf = async (work: Pick<Deed, 'db'>): Promise<Vocabulary> =>
  readFacts(await ruleStore(work.db).facts())

export const namingBy =
  (vocabulary: Vocabulary): Naming =>
  (fact) =>
    Object.hasOwn(vocabulary, fact) ? vocabulary[fact] : undefined

/** A version never changes: its text is its key. */
const known = new Map<string, CompiledRule>()
const most = 2000

/** @throws Error where a stored rule cannot be read: it was checked before it was stored. */
export const compiled = (definition: unknown, vocabulary: Vocabulary): CompiledRule => {
  const key = `${JSON.stringify(definition)}\n${JSON.stringify(vocabulary)}`
  const found = known.get(key)
  if (found) return found
  const read = readRule(definition)
  if ('fault' in read) throw new Error(`rule: ${read.fault.at}: ${read.fault.why}`)
  const made = compileRule(read.rule, celFor(vocabulary))
  if (known.size >= most) known.clear()
  known.set(key, made)
  return made
}

export const compileAll = (records: readonly RuleRecord[], vocabulary: Vocabulary): readonly CompiledRule[] =>
  records.map(({ definition }) => compiled(definition, vocabulary))

/** 血缘 Whoever changes a field sees which rules read it; a rule that is retired reads nothing any more. */
export const registerReads = async (work: Deed, rule: Rule, facts: readonly string[]) => {
  const source = work.use(catalogue)
  const keys = facts.length === 0 ? [] : (await source.entries(facts)).map(({ key }) => key)
  await source.registerUse({ module: 'benefits', kind: 'rule', object: rule.id, title: rule.title['zh-CN'], keys })
}

export const titleIn = (rule: Rule, locale: 'zh-CN' | 'en') => rule.title[locale]
