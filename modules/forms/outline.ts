/** How a form is walked: its fields with their paths, `members.name` in the definition, `members.0.name` in answers. */
import { fieldsOf } from './blocks.ts'
import type { Field, FormDefinition } from './definition.ts'

export type Leaf = {
  readonly path: string
  readonly field: Field
  /** The fields it lies within, outermost first. */
  readonly within: readonly Field[]
}

const gather = (fields: readonly Field[], before: string, within: readonly Field[]): readonly Leaf[] =>
  fields.flatMap((field) => {
    const path = before === '' ? field.key : `${before}.${field.key}`
    return field.fields ? gather(field.fields, path, [...within, field]) : [{ path, field, within }]
  })

/** Everything that takes one answer, in the order of the form. */
export const leavesOf = (definition: FormDefinition): readonly Leaf[] => gather(fieldsOf(definition), '', [])

/** `members.0.name` → `members.name`. */
export const definitionPath = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '')

/** Dictionary keys a form asks for. Within a bound list the list itself is what is asked. */
export const keysOf = (definition: FormDefinition): readonly string[] => {
  const keys = new Set<string>()
  const visit = (fields: readonly Field[]) => {
    for (const field of fields) {
      if (field.from) keys.add(field.from)
      if (field.fields && !(field.repeat && field.from)) visit(field.fields)
    }
  }
  visit(fieldsOf(definition))
  for (const { from } of definition.materials ?? []) if (from) keys.add(from)
  return [...keys]
}

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key] // looked at just before
    : undefined

/** Value at a path of answers; undefined where there is none. */
export const valueAt = (answers: unknown, path: string): unknown => path.split('.').reduce(own, answers)

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** A leaf that shows: its place in the answers and what stands in it. */
export type Shown = Leaf & { readonly at: string; readonly value: unknown }

const placesOf = (fields: readonly Field[], before = '', places = new Map<string, number>()) => {
  for (const field of fields) {
    const path = before === '' ? field.key : `${before}.${field.key}`
    places.set(path, places.size)
    if (field.fields) placesOf(field.fields, path, places)
  }
  return places
}

/** As they stand on the form; within a list, item by item. */
export const inFormOrder = (fields: readonly Field[], shown: readonly Shown[]): readonly Shown[] => {
  const places = placesOf(fields)
  const rank = ({ at }: Shown) => {
    let path = ''
    return at.split('.').map((step) => {
      if (/^\d+$/.test(step)) return Number(step)
      path = path === '' ? step : `${path}.${step}`
      return places.get(path) ?? 0
    })
  }
  const compare = (left: readonly number[], right: readonly number[]) => {
    for (const [index, one] of left.entries()) {
      const difference = one - (right[index] ?? -1)
      if (difference !== 0) return difference
    }
    return 0
  }
  return shown
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ one }) => one)
}
