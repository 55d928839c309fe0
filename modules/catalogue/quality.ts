/** 数据质量规则 Rules across fields: what must hold between values about one person, in CEL over keys of the dictionary. */
import { type Static, Type } from '@liren/contract'
import { compileRule, type DeclaredFacts, ruleFault } from '@liren/contract/rules'
import type { Entry } from './dictionary/entry.ts'

const text = (maxLength: number) => Type.String({ minLength: 2, maxLength })

export type QualityRule = Static<typeof QualityRule>
export const QualityRule = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
    name: Type.Object({ zh: text(60), en: text(120) }),
    /** Must hold of every living person whose values are known; what is not known is no fault. */
    rule: text(600),
    /** Whose owner is asked to find out. */
    key: Type.String({ minLength: 3, maxLength: 80 }),
    isActive: Type.Boolean(),
  },
  { additionalProperties: false },
)

const kinds: Readonly<Record<string, 'string' | 'int' | 'double' | 'bool' | 'list<string>'>> = {
  integer: 'int',
  number: 'double',
  money: 'double',
  boolean: 'bool',
  list: 'list<string>',
}

/** Facts a rule may speak of: shared values of persons under their keys, and what is open in the register. */
export const qualityFacts = (entries: Iterable<Entry>): DeclaredFacts => ({
  ...Object.fromEntries(
    [...entries]
      .filter(({ held, ledger }) => held === 'shared' && ledger === 'person')
      .map(({ key, type }) => [key, { type: kinds[type] ?? 'string', personal: true }] as const),
  ),
  sex: 'string',
  isLiving: 'bool',
})

export type QualityFault = 'rule' | 'key'
/** What is wrong with a rule, or nothing. */
export const qualityFault = (rule: QualityRule, facts: DeclaredFacts): QualityFault | null => {
  if (ruleFault(rule.rule, facts)) return 'rule'
  return Object.hasOwn(facts, rule.key) && compileRule(rule.rule, facts).facts.includes(rule.key) ? null : 'key'
}

/** Keys of the dictionary a rule speaks of. */
export const keysOfRule = (rule: QualityRule, facts: DeclaredFacts): readonly string[] =>
  compileRule(rule.rule, facts).facts.filter((fact) => fact.includes('.'))

/** Only what is known to be false is broken. */
export const isBroken = (rule: QualityRule, facts: DeclaredFacts, values: Readonly<Record<string, unknown>>): boolean =>
  compileRule(rule.rule, facts).judge(values).verdict === false
