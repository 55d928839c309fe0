/** 补正 What a correction touched beyond the fields it was asked for: what follows from them may change too, nothing else may. Pure. */
import { fieldsOf } from './blocks.ts'
import type { Field, FormDefinition } from './definition.ts'
import { type Answers, evaluate, type FormContext } from './evaluate.ts'

const written = (value: unknown): string => JSON.stringify(value ?? null)
const partsOf = (value: unknown): Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : {} // neither list nor null
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * Paths that differ though nobody asked for them. A field that only shows, or no longer shows, because of what was named is
 * no straying; nor is what is worked out of the others, which may change with the day.
 */
export const strayed = (
  definition: FormDefinition,
  before: Answers,
  after: Answers,
  named: readonly string[],
  context: FormContext,
): readonly string[] => {
  const then = evaluate(definition, before, context).visible
  const now = evaluate(definition, after, context).visible
  const found: string[] = []
  const compare = (fields: readonly Field[], was: Answers, is: Answers, around: string) => {
    for (const field of fields) {
      const at = around === '' ? field.key : `${around}.${field.key}`
      if (named.includes(at) || field.derive !== undefined || !then.has(at) || !now.has(at)) continue
      const [old, fresh] = [was[field.key], is[field.key]]
      if (!field.fields) {
        if (written(old) !== written(fresh)) found.push(at)
      } else if (!field.repeat) compare(field.fields, partsOf(old), partsOf(fresh), at)
      else if (itemsOf(old).length !== itemsOf(fresh).length) found.push(at)
      else
        for (const [index, item] of itemsOf(old).entries())
          compare(field.fields, partsOf(item), partsOf(itemsOf(fresh)[index]), `${at}.${index}`)
    }
  }
  compare(fieldsOf(definition), before, after, '')
  return found
}
