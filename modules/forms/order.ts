/** In which order fields are looked at: each after those its rules speak of, so that one look at every field is enough. */
import type { DeclaredFacts } from '@liren/contract/rules'
import type { Field } from './definition.ts'
import { factsOf, type Rules } from './facts.ts'

/** Names a field and everything within it read from outside of it. */
const readBy = (field: Field, declared: DeclaredFacts, rules: Rules): readonly string[] => {
  const own = [field.when, field.derive].flatMap((rule) => (rule === undefined ? [] : rules.readsOf(rule, declared)))
  if (!field.fields) return own
  const inner = { ...declared, ...factsOf(field.fields) }
  const inside = new Set(field.fields.map(({ key }) => key))
  return [...own, ...field.fields.flatMap((one) => readBy(one, inner, rules)).filter((name) => !inside.has(name))]
}

type Ordered = {
  readonly order: readonly Field[]
  /** Keys of the first circle found: fields whose rules wait for each other. */
  readonly circle: readonly string[] | null
}

export const ordered = (fields: readonly Field[], declared: DeclaredFacts, rules: Rules): Ordered => {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const placed = new Set<string>()
  const open: string[] = []
  const order: Field[] = []
  let circle: readonly string[] | null = null
  const place = (field: Field) => {
    if (placed.has(field.key)) return
    const from = open.indexOf(field.key)
    if (from >= 0) {
      circle ??= open.slice(from)
      return
    }
    open.push(field.key)
    for (const name of readBy(field, declared, rules)) {
      const other = byKey.get(name)
      if (other) place(other)
    }
    open.pop()
    placed.add(field.key)
    order.push(field)
  }
  for (const field of fields) place(field)
  return { order, circle }
}

type Level = { readonly declared: DeclaredFacts; readonly order: readonly Field[] }
const known = new WeakMap<Rules, WeakMap<readonly Field[], Map<string, Level>>>()

/** Facts and order of the fields of one group below given outer facts; worked out once. */
export const levelOf = (fields: readonly Field[], outer: DeclaredFacts, rules: Rules): Level => {
  const byFields = known.get(rules) ?? new WeakMap<readonly Field[], Map<string, Level>>()
  known.set(rules, byFields)
  const levels = byFields.get(fields) ?? new Map<string, Level>()
  byFields.set(fields, levels)
  const name = JSON.stringify(outer)
  const level = levels.get(name)
  if (level) return level
  const declared = { ...outer, ...factsOf(fields) }
  const fresh = { declared, order: ordered(fields, declared, rules).order }
  levels.set(name, fresh)
  return fresh
}
