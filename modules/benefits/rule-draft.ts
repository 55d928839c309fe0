/** 规则草稿 A rule as somebody who does not program puts it together: clauses, each one fact compared; turned into its text and back. */
import { type Comparison, comparisons } from './rules/condition.ts'
import type { FactType } from './rules/rule.ts'

export type Clause = {
  readonly fact: string
  readonly comparison: Comparison
  /** As typed; several values are parted by a comma or by 、. */
  readonly operand: string
  readonly isNot: boolean
  /** Completed years (`ageBy`) or months of a day, by today. */
  readonly turn: 'ageBy' | 'monthsBy' | null
}
export type DraftExample = {
  readonly name: string
  readonly today: string
  /** By fact, as typed; empty is not known. */
  readonly facts: Readonly<Record<string, string>>
  readonly expect: 'eligible' | 'not' | 'unknown'
}
export type RuleDraft = {
  readonly id: string
  readonly version: number
  readonly titleZh: string
  readonly titleEn: string
  readonly basis: string
  readonly mode: string
  readonly subject: string
  readonly serviceItem: string
  readonly validFrom: string
  readonly validUntil: string
  readonly join: 'all' | 'any'
  readonly clauses: readonly Clause[]
  readonly examples: readonly DraftExample[]
  /** What the builder has no field for is carried along as it stands: a guard, own facts, what is also asked. */
  readonly rest: Readonly<Record<string, unknown>>
}

const ofNumber: readonly Comparison[] = ['gte', 'lte', 'gt', 'lt', 'eq', 'ne', 'between', 'in', 'notIn']
const ofText: readonly Comparison[] = ['eq', 'ne', 'in', 'notIn']
const ofDay: readonly Comparison[] = ['withinMonths', 'withinDays', 'dueWithinDays', 'onOrBefore', 'onOrAfter']
const ofList: readonly Comparison[] = ['has', 'hasAny']

/** What a fact of a type can be compared by. A turned day is a number. */
export const comparisonsOf = (type: FactType | undefined, turn: Clause['turn']): readonly Comparison[] => {
  if (turn || type === 'int' || type === 'double') return ofNumber
  if (type === 'bool') return ['eq']
  if (type === 'date') return ofDay
  if (type === 'list<string>' || type === 'list<int>') return ofList
  return [...ofText, 'withinArea']
}

const listed = (text: string) =>
  text
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)
const isMany = (comparison: Comparison) => ['in', 'notIn', 'hasAny', 'between'].includes(comparison)
const counts: readonly Comparison[] = [
  'withinMonths',
  'withinDays',
  'dueWithinDays',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
]

const typedAs = (text: string, isNumber: boolean): unknown => {
  const number = Number(text)
  return isNumber && text.trim() !== '' && Number.isFinite(number) ? number : text.trim()
}

const operandOf = ({ comparison, operand, turn }: Clause, type: FactType | undefined): unknown => {
  const isNumber =
    turn !== null || type === 'int' || type === 'double' || type === 'list<int>' || counts.includes(comparison)
  if (type === 'bool') return operand === 'true'
  if (isMany(comparison)) return listed(operand).map((one) => typedAs(one, isNumber))
  return typedAs(operand, isNumber)
}

const conditionOf = (clause: Clause, type: FactType | undefined) => {
  const condition = {
    fact: clause.fact,
    ...(clause.turn ? { [clause.turn]: 'today' } : {}),
    [clause.comparison]: operandOf(clause, type),
  }
  return clause.isNot ? { not: condition } : condition
}

const factValue = (text: string, type: FactType | undefined): unknown => {
  if (type === 'bool') return text === 'true'
  if (type === 'list<string>') return listed(text)
  if (type === 'list<int>') return listed(text).map(Number)
  return typedAs(text, type === 'int' || type === 'double')
}

type Types = Readonly<Record<string, FactType | undefined>>

/** The rule's text. Whether it can be read, and holds on its examples, its reader says (`readRule`, `tryRule`). */
export const definitionOf = (draft: RuleDraft, types: Types): Readonly<Record<string, unknown>> => ({
  ...draft.rest,
  ...{ id: draft.id.trim(), version: draft.version, item: draft.titleZh.trim() },
  ...(draft.serviceItem.trim() ? { serviceItem: draft.serviceItem.trim() } : {}),
  title: { 'zh-CN': draft.titleZh.trim(), en: draft.titleEn.trim() },
  ...{ basis: draft.basis.trim(), mode: draft.mode },
  ...(draft.subject === 'person' ? {} : { subject: draft.subject }),
  ...(draft.validFrom ? { validFrom: draft.validFrom } : {}),
  ...(draft.validUntil ? { validUntil: draft.validUntil } : {}),
  [draft.join]: draft.clauses.map((one) => conditionOf(one, types[one.fact])),
  examples: draft.examples.map(({ name, today, facts, expect }) => ({
    ...{ name, today },
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([fact, text]) =>
        text.trim() === '' ? [] : [[fact, factValue(text, types[fact])] as const],
      ),
    ),
    expect,
  })),
})

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const said = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

const clauseOf = (written: unknown, isNot = false): Clause | null => {
  if (!isPlain(written)) return null
  if (!isNot && isPlain(written.not) && Object.keys(written).length === 1) return clauseOf(written.not, true)
  const comparison = comparisons.find((one) => Object.hasOwn(written, one))
  if (typeof written.fact !== 'string' || !comparison) return null
  const turn = (['ageBy', 'monthsBy'] as const).find((one) => Object.hasOwn(written, one)) ?? null
  // By a day of the year it is more than a line of a form.
  if (turn && written[turn] !== 'today') return null
  return { fact: written.fact, comparison, operand: said(written[comparison]), isNot, turn }
}

const known = ['id', 'version', 'item', 'serviceItem', 'title', 'basis', 'mode', 'subject', 'validFrom', 'validUntil']

/** A rule's text as a draft; null where it holds more than clauses of one fact, which only its text can say. */
export const draftOf = (definition: unknown): RuleDraft | null => {
  if (!isPlain(definition)) return null
  const joins = (['all', 'any', 'not', 'cel'] as const).filter((one) => Object.hasOwn(definition, one))
  const [join] = joins
  if (joins.length !== 1 || (join !== 'all' && join !== 'any')) return null
  const written = definition[join]
  const clauses = Array.isArray(written) ? written.map((one) => clauseOf(one)) : [null]
  if (clauses.includes(null)) return null
  const title = isPlain(definition.title) ? definition.title : {}
  const examples = Array.isArray(definition.examples) ? definition.examples.filter(isPlain) : []
  const text = (key: string) => said(definition[key])
  return {
    ...{ id: text('id'), version: Number(definition.version ?? 1) },
    ...{ titleZh: said(title['zh-CN']) || text('item'), titleEn: said(title.en) || text('item') },
    ...{ basis: text('basis'), mode: text('mode') || 'remind', subject: text('subject') || 'person' },
    ...{ serviceItem: text('serviceItem'), validFrom: text('validFrom'), validUntil: text('validUntil'), join },
    clauses: clauses.filter((one) => one !== null),
    examples: examples.map(({ name, today, facts, expect }) => ({
      ...{ name: said(name), today: said(today) },
      facts: Object.fromEntries(Object.entries(isPlain(facts) ? facts : {}).map(([key, one]) => [key, said(one)])),
      expect: expect === 'eligible' || expect === 'unknown' ? expect : 'not',
    })),
    rest: Object.fromEntries(
      Object.entries(definition).filter(([key]) => !known.includes(key) && key !== join && key !== 'examples'),
    ),
  }
}
