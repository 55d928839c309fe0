/** Reads a condition from JSON; strict, so that a misspelt word is refused by name and never silently ignored. */
import { readDay } from './calendar.ts'
import { type Comparison, type Condition, comparisons, type Scalar, type Words } from './condition.ts'

/** What cannot be read, and where in the rule. */
export type Fault = { readonly at: string; readonly why: string }

export class Unreadable extends Error {
  readonly fault: Fault
  constructor(at: string, why: string) {
    super(`${at === '' ? '' : `${at}: `}${why}`)
    this.fault = { at, why }
  }
}
const fail = (at: string, why: string): never => {
  throw new Unreadable(at, why)
}

export type Plain = Readonly<Record<string, unknown>>
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const plain = (value: unknown, at: string): Plain => (isPlain(value) ? value : fail(at, 'is not an object'))
export const only = (found: Plain, allowed: readonly string[], at: string) => {
  for (const key of Object.keys(found)) if (!allowed.includes(key)) fail(at, `does not know "${key.slice(0, 60)}"`)
}
export const words = (value: unknown, at: string): Words => {
  const found = plain(value, at)
  only(found, ['zh-CN', 'en'], at)
  const both = [found['zh-CN'], found.en]
  for (const one of both) if (typeof one !== 'string' || one.trim() === '') fail(at, 'needs words in zh-CN and en')
  return { 'zh-CN': String(both[0]), en: String(both[1]) }
}

const limits = { depth: 12, of: 100, items: 50_000, cel: 4000 }
const factName = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$/
export const isFactName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 100 && factName.test(value)

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e5
const isDay = (value: unknown): value is string => value === 'today' || readDay(value) !== undefined

const listOf = (value: unknown, at: string): readonly Scalar[] => {
  if (!Array.isArray(value) || value.length === 0) return fail(at, 'needs a list with something in it')
  if (value.length > limits.items) fail(at, `has more than ${limits.items} values`)
  if (!value.every(isText) && !value.every(isNumber)) fail(at, 'needs texts only, or numbers only')
  return value
}

const operandOf = (comparison: Comparison, value: unknown, at: string): Scalar | readonly Scalar[] => {
  switch (comparison) {
    case 'eq':
    case 'ne':
      return isNumber(value) || typeof value === 'boolean' || typeof value === 'string'
        ? value
        : fail(at, 'needs a text, a number, true or false')
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return isNumber(value) ? value : fail(at, 'needs a number')
    case 'between': {
      const [low, high, more] = Array.isArray(value) ? (value as readonly unknown[]) : []
      return isNumber(low) && isNumber(high) && more === undefined && low <= high
        ? [low, high]
        : fail(at, 'needs two numbers, the smaller first')
    }
    case 'in':
    case 'notIn':
      return listOf(value, at)
    case 'hasAny':
      return listOf(value, at).every(isText) ? listOf(value, at) : fail(at, 'needs texts')
    case 'has':
      return isText(value) ? value : fail(at, 'needs a text')
    case 'withinArea':
      return typeof value === 'string' && /^\d{6,15}$/.test(value) ? value : fail(at, 'needs an area code')
    case 'withinMonths':
    case 'withinDays':
    case 'dueWithinDays':
      return isCount(value) ? value : fail(at, 'needs a whole number, zero or more')
    case 'onOrBefore':
    case 'onOrAfter':
      return isDay(value) ? value : fail(at, 'needs a day (yyyy-MM-dd) or "today"')
  }
}

const compound = (value: unknown, at: string, depth: number): readonly Condition[] => {
  if (!Array.isArray(value) || value.length === 0) return fail(at, 'needs at least one condition')
  if (value.length > limits.of) fail(at, `has more than ${limits.of} conditions`)
  return value.map((one, index) => readCondition(one, `${at}[${index}]`, depth + 1))
}

const turnable: readonly Comparison[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn']

const readFact = (found: Plain, at: string): Condition => {
  const named = comparisons.filter((one) => Object.hasOwn(found, one))
  only(found, ['fact', 'ageBy', 'monthsBy', ...comparisons], at)
  const [comparison] = named
  if (comparison === undefined || named.length > 1) return fail(at, `needs exactly one of ${comparisons.join(', ')}`)
  const { fact } = found
  if (!isFactName(fact)) return fail(`${at}.fact`, 'is not the name of a fact')
  const operand = operandOf(comparison, found[comparison], `${at}.${comparison}`)
  const turns = (['ageBy', 'monthsBy'] as const).filter((one) => Object.hasOwn(found, one))
  const [turn] = turns
  if (turn === undefined) return { kind: 'fact', fact, comparison, operand }
  if (turns.length > 1) return fail(at, 'has both ageBy and monthsBy')
  const on = found[turn]
  if (on !== 'today' && !(typeof on === 'string' && readDay(`2024-${on}`)))
    return fail(`${at}.${turn}`, 'needs "today" or MM-dd')
  const numbers = Array.isArray(operand) ? operand.every(isNumber) : isNumber(operand)
  if (!turnable.includes(comparison) || !numbers) return fail(at, `${turn} is compared with numbers`)
  return { kind: 'fact', fact, turn: { by: turn === 'ageBy' ? 'years' : 'months', on }, comparison, operand }
}

/** @throws Unreadable naming the place and what is wrong there. */
export const readCondition = (value: unknown, at: string, depth = 0): Condition => {
  if (depth > limits.depth) return fail(at, 'is nested too deeply')
  const found = plain(value, at)
  if (Object.hasOwn(found, 'fact')) return readFact(found, at)
  const [kind, more] = Object.keys(found).filter((key) => key !== 'says')
  if (kind === undefined || more !== undefined) return fail(at, 'needs exactly one of all, any, not, fact, cel')
  if (kind === 'all' || kind === 'any') {
    only(found, [kind], at)
    return { kind, of: compound(found[kind], `${at}.${kind}`, depth) }
  }
  if (kind === 'not') {
    only(found, ['not'], at)
    return { kind, of: readCondition(found.not, `${at}.not`, depth + 1) }
  }
  if (kind === 'cel') {
    const source = found.cel
    if (!isText(source) || source.length > limits.cel) return fail(`${at}.cel`, 'needs an expression')
    return { kind, source, ...(found.says === undefined ? {} : { says: words(found.says, `${at}.says`) }) }
  }
  return fail(at, `does not know "${kind.slice(0, 60)}"`)
}
