/** A form as it stands for given answers: what shows, what is derived, what is wrong by field, what is missing. Pure; who judges its rules is handed in. */
import type { DeclaredFacts, Facts } from '@liren/contract/rules'
import { fieldsOf } from './blocks.ts'
import { type Field, type FormDefinition, limits, type Wording } from './definition.ts'
import { contextFacts, factsOf, type Rules } from './facts.ts'
import { levelOf } from './order.ts'
import { inFormOrder, isEmpty, type Leaf, type Shown } from './outline.ts'
import { checkValue, isDay, type ValueFault } from './value.ts'

export type Answers = Readonly<Record<string, unknown>>
export type FormContext = { readonly today: string; readonly channel?: string }

export type Fault = {
  readonly field: string
  readonly code: ValueFault
  readonly limit?: number
  readonly message?: Wording
}

export type Standing = {
  /** Leaves that show, in the order of the form. */
  readonly shown: readonly Shown[]
  /** Paths of everything that shows, groups and lists too. */
  readonly visible: ReadonlySet<string>
  /** What would be kept: answers of visible fields as they should be, and derived values. */
  readonly values: Answers
  readonly derived: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
  /** Visible, required, and empty. */
  readonly missing: readonly string[]
  /** Hidden only because something their condition speaks of is not answered yet. */
  readonly undecided: readonly string[]
  /** Materials that are asked for. */
  readonly materials: readonly string[]
}

/** Where the walk stands: place in the answers, path in the definition, and what is known around it. */
type Spot = {
  readonly at: string
  readonly path: string
  readonly within: readonly Field[]
  readonly declared: DeclaredFacts
  readonly facts: Facts
}

type Walk = {
  readonly context: FormContext
  readonly rules: Rules
  readonly shown: Shown[]
  readonly visible: Set<string>
  readonly derived: Record<string, unknown>
  readonly faults: Fault[]
  readonly missing: string[]
  readonly undecided: string[]
}

const below = (path: string, key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
const objectOf = (value: unknown): Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : {} // neither list nor null
const own = (answers: Answers, key: string) => (Object.hasOwn(answers, key) ? answers[key] : undefined)

/** A derived value as answers hold it: a day as text, a number without the dust of division. */
const derivedValue = (value: unknown): unknown => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10)
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value
}

const walkDerived = (
  field: Field,
  rule: string,
  leaf: Leaf & { at: string },
  spot: Spot,
  beside: Answers,
  walk: Walk,
) => {
  const known = walk.rules.derive(rule, spot.declared, spot.facts)
  const checked = known.isKnown
    ? checkValue(field, derivedValue(known.value), walk.context.today, beside)
    : ({ fault: 'needed' } as const)
  const value = checked.fault === undefined ? checked.value : undefined
  if (value !== undefined) walk.derived[leaf.at] = value
  walk.shown.push({ ...leaf, value })
  return value
}

const walkLeaf = (field: Field, given: unknown, spot: Spot, beside: Answers, walk: Walk): unknown => {
  const leaf = { path: spot.path, at: spot.at, field, within: spot.within }
  if (field.derive !== undefined) return walkDerived(field, field.derive, leaf, spot, beside, walk)
  if (isEmpty(given)) {
    if (field.required) walk.missing.push(spot.at)
    walk.shown.push({ ...leaf, value: undefined })
    return undefined
  }
  walk.shown.push({ ...leaf, value: given })
  const checked = checkValue(field, given, walk.context.today, beside)
  if (checked.fault === undefined) return checked.value
  const { fault, limit } = checked
  walk.faults.push({ field: spot.at, code: fault, ...(limit === undefined ? {} : { limit }) })
  return undefined
}

/** Several plain values are one answer: a set of ticks, a handful of photos. */
const walkValues = (field: Field, items: readonly unknown[], spot: Spot, walk: Walk): unknown => {
  const { path, at, within } = spot
  walk.shown.push({ path, at, field, within, value: items.length > 0 ? items : undefined })
  const kept: unknown[] = []
  for (const [index, item] of items.entries()) {
    const checked = checkValue(field, item, walk.context.today)
    if (checked.fault !== undefined) walk.faults.push({ field: below(at, index), code: checked.fault })
    else if (!kept.includes(checked.value)) kept.push(checked.value)
  }
  return kept.length > 0 ? kept : undefined
}

const walkList = (field: Field, given: unknown, spot: Spot, walk: Walk): unknown => {
  const all = Array.isArray(given) ? (given as readonly unknown[]) : []
  const most = Math.min(field.repeat?.max ?? limits.items, limits.items)
  const least = field.repeat?.min ?? 0
  if (!Array.isArray(given) && !isEmpty(given)) walk.faults.push({ field: spot.at, code: 'wrong-type' })
  if (all.length > most) walk.faults.push({ field: spot.at, code: 'too-many', limit: most })
  if (all.length > 0 && all.length < least) walk.faults.push({ field: spot.at, code: 'too-few', limit: least })
  if (all.length === 0 && (field.required || least > 0)) walk.missing.push(spot.at)
  const items = all.slice(0, most)
  const { fields } = field
  if (!fields) return walkValues(field, items, spot, walk)
  const within = [...spot.within, field]
  const kept = items.map(
    (item, index) => walkLevel(fields, objectOf(item), { ...spot, within, at: below(spot.at, index) }, walk) ?? {},
  )
  return kept.length > 0 ? kept : undefined
}

/** Facts grow field by field, so that a rule sees what stands before it; a hidden field leaves nothing behind. */
const walkLevel = (fields: readonly Field[], answers: Answers, outer: Spot, walk: Walk): Answers | undefined => {
  const { declared, order } = levelOf(fields, outer.declared, walk.rules)
  const inside = new Set(fields.map(({ key }) => key))
  const facts = Object.fromEntries(Object.entries(outer.facts).filter(([key]) => !inside.has(key)))
  const kept = new Map<string, unknown>()
  for (const field of order) {
    const spot = { ...outer, declared, facts, at: below(outer.at, field.key), path: below(outer.path, field.key) }
    if (field.when !== undefined) {
      const verdict = walk.rules.judge(field.when, declared, facts)
      if (verdict === 'unknown') walk.undecided.push(spot.at)
      if (verdict !== true) continue
    }
    walk.visible.add(spot.at)
    const given = own(answers, field.key)
    const value = field.repeat
      ? walkList(field, given, spot, walk)
      : field.fields
        ? walkLevel(field.fields, objectOf(given), { ...spot, within: [...outer.within, field] }, walk)
        : walkLeaf(field, given, spot, answers, walk)
    if (value === undefined) continue
    kept.set(field.key, value)
    facts[field.key] = value
  }
  if (kept.size === 0) return undefined
  return Object.fromEntries(fields.filter(({ key }) => kept.has(key)).map(({ key }) => [key, kept.get(key)]))
}

/** Looks at every field once, so it ends whatever definition and answers say. */
export const standingOf = (
  definition: FormDefinition,
  answers: Answers,
  context: FormContext,
  rules: Rules,
): Standing => {
  if (!isDay(context.today)) throw new Error(`forms: today is a day, not "${context.today}"`)
  const walk: Walk = {
    context,
    rules,
    shown: [],
    visible: new Set(),
    derived: {},
    faults: [],
    missing: [],
    undecided: [],
  }
  const fields = fieldsOf(definition)
  const around = { today: context.today, ...(context.channel === undefined ? {} : { channel: context.channel }) }
  const outer = { at: '', path: '', within: [], declared: contextFacts, facts: around }
  const values = walkLevel(fields, objectOf(answers), outer, walk) ?? {}

  const declared = { ...contextFacts, ...factsOf(fields) }
  const facts = { ...around, ...values }
  for (const { rule, at, message } of definition.checks ?? [])
    if (rules.judge(rule, declared, facts) === false) walk.faults.push({ field: at, code: 'check', message })
  const materials = (definition.materials ?? [])
    .filter(({ when }) => when === undefined || rules.judge(when, declared, facts) === true)
    .map(({ key }) => key)
  const { visible, derived, faults, missing, undecided } = walk
  return { shown: inFormOrder(fields, walk.shown), visible, values, derived, faults, missing, undecided, materials }
}
