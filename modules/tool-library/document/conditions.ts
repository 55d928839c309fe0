/** 条件 A condition picked from a few, as the rule it stands for: "only while … is …". What somebody wrote by hand stays theirs. */
import type { Field } from './document.ts'
import { isPhoto } from './facts.ts'

export const comparisons = ['yes', 'no', 'oneOf', 'noneOf', 'has', 'hasNot', 'atLeast', 'atMost'] as const
export type Comparison = (typeof comparisons)[number]
export type Condition = {
  readonly key: string
  readonly is: Comparison
  /** Choices for those that ask for some, else empty. */
  readonly values: readonly string[]
  /** Of the two that compare numbers. */
  readonly number: number | null
}

/** In what ways a field can be asked about; none where a condition says nothing sensible, such as a free text. */
export const comparisonsOf = (field: Field): readonly Comparison[] => {
  const { schema } = field
  if (field.isPersonal || isPhoto(field)) return []
  if (schema.type === 'boolean') return ['yes', 'no']
  if (schema.type === 'integer' || schema.type === 'number') return ['atLeast', 'atMost']
  if (schema.type === 'array') return schema.items.enum ? ['has', 'hasNot'] : []
  return schema.type === 'string' && schema.enum ? ['oneOf', 'noneOf'] : []
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, (sign) => `\\${sign}`)}'`
const listOf = (values: readonly string[]) => `[${values.map(quoted).join(', ')}]`

/** The rule of a condition; null while nothing is chosen to compare with. */
export const ruleOf = ({ key, is, values, number }: Condition, field: Field): string | null => {
  const fact = `answers.${key}`
  if (is === 'yes') return fact
  if (is === 'no') return `!${fact}`
  if (is === 'atLeast' || is === 'atMost') {
    if (number === null) return null
    const digits = field.schema.type === 'number' && Number.isInteger(number) ? `${number}.0` : String(number)
    return `${fact} ${is === 'atLeast' ? '>=' : '<='} ${digits}`
  }
  if (values.length === 0) return null
  const rule =
    is === 'oneOf' || is === 'noneOf' ? `${fact} in ${listOf(values)}` : `${fact}.exists(one, one in ${listOf(values)})`
  return is === 'noneOf' || is === 'hasNot' ? `!(${rule})` : rule
}

const text = String.raw`'(?:\\.|[^'\\])*'`
const shapes: readonly (readonly [
  RegExp,
  (found: RegExpExecArray) => Partial<Condition> & { readonly is: Comparison },
])[] = [
  [/^answers\.(\w+)$/, () => ({ is: 'yes' })],
  [/^!answers\.(\w+)$/, () => ({ is: 'no' })],
  [
    /^answers\.(\w+) (>=|<=) (-?\d+(?:\.\d+)?)$/,
    ([, , sign, digits]) => ({ is: sign === '>=' ? 'atLeast' : 'atMost', number: Number(digits) }),
  ],
  [
    new RegExp(`^answers\\.(\\w+) in \\[(${text}(?:, ${text})*)\\]$`),
    ([, , list]) => ({ is: 'oneOf', values: textsIn(list) }),
  ],
  [
    new RegExp(`^!\\(answers\\.(\\w+) in \\[(${text}(?:, ${text})*)\\]\\)$`),
    ([, , list]) => ({ is: 'noneOf', values: textsIn(list) }),
  ],
  [
    new RegExp(`^answers\\.(\\w+)\\.exists\\(one, one in \\[(${text}(?:, ${text})*)\\]\\)$`),
    ([, , list]) => ({ is: 'has', values: textsIn(list) }),
  ],
  [
    new RegExp(`^!\\(answers\\.(\\w+)\\.exists\\(one, one in \\[(${text}(?:, ${text})*)\\]\\)\\)$`),
    ([, , list]) => ({ is: 'hasNot', values: textsIn(list) }),
  ],
]
const textsIn = (list = '') =>
  [...list.matchAll(new RegExp(text, 'g'))].map(([one]) => one.slice(1, -1).replace(/\\(.)/g, '$1'))

/** A rule as the condition it came from; null for one written by hand. */
export const conditionOf = (rule: string): Condition | null => {
  for (const [shape, read] of shapes) {
    const found = shape.exec(rule)
    if (found) return { key: found[1] ?? '', values: [], number: null, ...read(found) }
  }
  return null
}

/** What a condition begins as once a field is picked. */
export const beginCondition = (field: Field): Condition | null => {
  const [is] = comparisonsOf(field)
  return is ? { key: field.key, is, values: [], number: null } : null
}
