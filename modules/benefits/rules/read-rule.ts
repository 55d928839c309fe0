/** Reads a rule from JSON in the shape of the handbook (`id`, `version`, `item`, `basis`, `all` …); refuses by naming the place. */
import { readDay } from './calendar.ts'
import type { Condition, Words } from './condition.ts'
import {
  type Fault,
  isFactName,
  isPlain,
  only,
  type Plain,
  plain,
  readCondition,
  Unreadable,
  words,
} from './read-condition.ts'
import { type Example, type FactUse, factTypes, guards, type Mode, modes, type Rule, subjects } from './rule.ts'

const keys = [
  ...[
    'id',
    'version',
    'item',
    'serviceItem',
    'subject',
    'guard',
    'quiet',
    'help',
    'title',
    'basis',
    'mode',
    'action',
    'message',
    'validFrom',
    'validUntil',
  ],
  ...['all', 'any', 'not', 'cel', 'facts', 'examples', 'alsoAsked'],
]
/** The handbook's word for what is done, where no mode is given. */
const modeOfAction: Readonly<Record<string, Mode>> = {
  pay: 'automatic',
  confirm: 'confirm',
  notify: 'remind',
  visit: 'visit',
}

const fail = (at: string, why: string): never => {
  throw new Unreadable(at, why)
}
const textAt = (found: Plain, key: string, max: number): string => {
  const value = found[key]
  return typeof value === 'string' && value.trim() !== '' && value.length <= max
    ? value
    : fail(key, `needs a text of at most ${max} characters`)
}
const dayAt = (found: Plain, key: string): string | null => {
  const value = found[key]
  if (value === undefined || value === null) return null
  return typeof value === 'string' && readDay(value) ? value : fail(key, 'is not a day (yyyy-MM-dd)')
}

const readFactUse = (value: unknown, at: string): FactUse => {
  const found = plain(value, at)
  only(found, ['type', 'source', 'consent', 'personal', 'title', 'values', 'ifMissing'], at)
  // Anything else would turn a missing fact into an answer.
  if (found.ifMissing !== undefined && found.ifMissing !== 'unknown') fail(`${at}.ifMissing`, 'can only be "unknown"')
  const type = factTypes.find((one) => one === found.type)
  if (found.type !== undefined && type === undefined) fail(`${at}.type`, `is not one of ${factTypes.join(', ')}`)
  for (const key of ['source', 'consent'] as const)
    if (found[key] !== undefined && found[key] !== null && typeof found[key] !== 'string')
      fail(`${at}.${key}`, 'is not a text')
  if (found.personal !== undefined && typeof found.personal !== 'boolean')
    fail(`${at}.personal`, 'is not true or false')
  const values = found.values === undefined ? undefined : plain(found.values, `${at}.values`)
  return {
    ...(type ? { type } : {}),
    ...(typeof found.source === 'string' ? { source: found.source } : {}),
    consent: typeof found.consent === 'string' ? found.consent : null,
    isPersonal: found.personal === true,
    ...(found.title === undefined ? {} : { title: words(found.title, `${at}.title`) }),
    ...(values
      ? {
          values: Object.fromEntries(
            Object.entries(values).map(([key, one]) => [key, words(one, `${at}.values.${key}`)]),
          ),
        }
      : {}),
  }
}

const readExample = (value: unknown, at: string): Example => {
  const found = plain(value, at)
  only(found, ['name', 'today', 'facts', 'expect'], at)
  const { name, today, expect } = found
  if (typeof name !== 'string' || name.trim() === '') return fail(`${at}.name`, 'needs a name')
  if (typeof today !== 'string' || !readDay(today)) return fail(`${at}.today`, 'needs a day (yyyy-MM-dd)')
  if (expect !== 'eligible' && expect !== 'not' && expect !== 'unknown')
    return fail(`${at}.expect`, 'is not one of eligible, not, unknown')
  return { name, today, facts: plain(found.facts, `${at}.facts`), expect }
}

const listAt = <T>(found: Plain, key: string, read: (value: unknown, at: string) => T): readonly T[] => {
  const value = found[key] ?? []
  if (!Array.isArray(value) || value.length > 200) return fail(key, 'needs a list of at most 200')
  return value.map((one, index) => read(one, `${key}[${index}]`))
}

const whenOf = (found: Plain): readonly Condition[] => {
  const conditions = (['all', 'any', 'not', 'cel'] as const).flatMap((key): readonly Condition[] => {
    if (!Object.hasOwn(found, key)) return []
    const read = readCondition({ [key]: found[key] }, '')
    // The clauses of an outermost "all" are explained one by one.
    return read.kind === 'all' ? read.of : [read]
  })
  return conditions.length > 0 ? conditions : fail('', 'has no condition (all, any, not or cel)')
}

const read = (value: unknown): Rule => {
  const found = plain(value, '')
  only(found, keys, '')
  const id = textAt(found, 'id', 100)
  const { version } = found
  if (!Number.isSafeInteger(version) || Number(version) < 1) return fail('version', 'is not a whole number from 1')
  const item = textAt(found, 'item', 200)
  const title: Words = found.title === undefined ? { 'zh-CN': item, en: item } : words(found.title, 'title')
  const subject = found.subject === undefined ? 'person' : subjects.find((one) => one === found.subject)
  if (subject === undefined) return fail('subject', `is not one of ${subjects.join(', ')}`)
  if (found.help !== undefined && found.help !== 'employment') return fail('help', 'can only be "employment"')
  if (found.quiet !== undefined && typeof found.quiet !== 'boolean') return fail('quiet', 'is not true or false')
  const guard = found.guard === undefined || found.guard === null ? null : guards.find((one) => one === found.guard)
  if (guard === undefined) return fail('guard', `is not one of ${guards.join(', ')}`)
  const action = found.action === undefined ? 'notify' : found.action
  const mode = found.mode === undefined ? modeOfAction[String(action)] : modes.find((one) => one === found.mode)
  if (mode === undefined) return fail(found.mode === undefined ? 'action' : 'mode', `is not one of ${modes.join(', ')}`)
  // Words of one's own could say why somebody was found.
  if (found.message !== undefined && found.message !== 'generic') return fail('message', 'can only be "generic"')
  const [validFrom, validUntil] = [dayAt(found, 'validFrom'), dayAt(found, 'validUntil')]
  if (validFrom && validUntil && validUntil < validFrom) return fail('validUntil', 'lies before validFrom')
  return {
    id,
    version: Number(version),
    item,
    serviceItem:
      found.serviceItem === undefined || found.serviceItem === null ? null : textAt(found, 'serviceItem', 40),
    subject,
    guard,
    isQuiet: found.quiet === true,
    isEmploymentHelp: found.help === 'employment',
    title,
    basis: textAt(found, 'basis', 500),
    mode,
    validFrom,
    validUntil,
    when: whenOf(found),
    facts: found.facts === undefined ? {} : readFacts(found.facts),
    examples: listAt(found, 'examples', readExample),
    alsoAsked: listAt(found, 'alsoAsked', (one, at) => (typeof one === 'string' ? one : fail(at, 'is not a text'))),
  }
}

/** A rule, or the first thing wrong with it. */
export const readRule = (value: unknown): { readonly rule: Rule } | { readonly fault: Fault } => {
  if (!isPlain(value)) return { fault: { at: '', why: 'is not an object' } }
  try {
    return { rule: read(value) }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}

/** 事实词表 Facts everybody's rules may use: what they are called, where they come from, what consent they need. */
export const readFacts = (value: unknown): Readonly<Record<string, FactUse>> => {
  const found = plain(value, 'facts')
  for (const name of Object.keys(found))
    if (!isFactName(name)) return fail('facts', `"${name}" is not the name of a fact`)
  return Object.fromEntries(Object.entries(found).map(([name, one]) => [name, readFactUse(one, `facts.${name}`)]))
}
