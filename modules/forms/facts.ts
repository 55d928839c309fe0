/** What the rules of a form may speak of: its fields, the day, the channel; and the functions over identity numbers and lists. */

import { ageOn, birthOnOf, residentIdFault, sexOf } from '@liren/contract/numbers'
import type { DeclaredFacts, Derived, Facts, FactType, RuleFunction, Verdict } from '@liren/contract/rules'
import type { Field } from './definition.ts'

/** Who judges a form's rules. A condition that cannot be read is not known to hold, a value that cannot be reckoned is not known. */
export type Rules = {
  readonly judge: (source: string, declared: DeclaredFacts, facts: Facts) => Verdict
  readonly derive: (source: string, declared: DeclaredFacts, facts: Facts) => Derived
  /** What a rule or a derivation reads; nothing where it is faulty. */
  readonly readsOf: (source: string, declared: DeclaredFacts) => readonly string[]
}

/** Known of every form beside its fields: `today`, and by which way it is filled in (`online`, `window`, `proxy`, `paper`, `scan`). */
export const contextFacts = { today: 'date', channel: 'string' } as const satisfies DeclaredFacts

const farFuture = '2999-12-31'
const checked = (number: string): string => {
  if (residentIdFault(number, farFuture) !== null) throw new Error('not an identity number')
  return number
}

export const functions: readonly RuleFunction[] = [
  {
    signature: 'idBirth(string): google.protobuf.Timestamp',
    run: (number: string) => new Date(birthOnOf(checked(number))),
  },
  { signature: 'idSex(string): string', run: (number: string) => sexOf(checked(number)) },
  {
    signature: 'ageOn(google.protobuf.Timestamp, google.protobuf.Timestamp): int',
    run: (born: Date, day: Date) => BigInt(ageOn(born.toISOString().slice(0, 10), day.toISOString().slice(0, 10))),
  },
  {
    signature: 'sum(list): double',
    run: (numbers: readonly unknown[]) => {
      const total = numbers.reduce((before: number, one) => before + Number(one), 0)
      if (!Number.isFinite(total)) throw new Error('not numbers')
      return total
    },
  },
] as readonly RuleFunction[] // each takes what its signature says

const isName = (key: string) => /^[A-Za-z_]\w*$/.test(key) && !reserved.has(key)
const reserved = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
])

const factType = (field: Field): FactType => {
  const isList = field.repeat !== undefined
  if (field.fields) return isList ? 'list<map>' : 'map'
  if (isList) return field.type === 'integer' ? 'list<int>' : 'list<string>'
  if (field.format === 'date' || field.format === 'dateTime') return 'date'
  switch (field.type) {
    case 'number':
      return 'double'
    case 'integer':
      return 'int'
    case 'boolean':
      return 'bool'
    default:
      return 'string'
  }
}

/** The facts fields stand for; keys that are no names in CEL take part in no rule. */
export const factsOf = (fields: readonly Field[]): DeclaredFacts =>
  Object.fromEntries(
    fields
      .filter(({ key }) => isName(key))
      .map((field) => [field.key, { type: factType(field), personal: true }] as const),
  )
