/** What is offered for a form from values that are held already: each with source and day, each in its place. */
import { fieldsOf } from './blocks.ts'
import type { Field, FormDefinition } from './definition.ts'
import type { Offer } from './origin.ts'
import { isEmpty } from './outline.ts'
import type { Answers } from './standing.ts'
import { checkValue } from './value.ts'

/** A value under a dictionary key, as whoever keeps it tells it. */
export type HeldValue = {
  readonly key: string
  readonly value: unknown
  readonly source: string | null
  readonly on: string | null
}

export type Prefilled = { readonly offers: Readonly<Record<string, Offer>>; readonly answers: Answers }

type Gathered = { readonly offers: Record<string, Offer>; readonly today: string }
type Held = ReadonlyMap<string, HeldValue>

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** A value that does not fit the field is not offered: nobody is to correct what they did not write. */
const offerOne = (field: Field, held: HeldValue, value: unknown, at: string, gathered: Gathered): unknown => {
  if (isEmpty(value)) return undefined
  const checked = checkValue(field, value, gathered.today)
  if (checked.fault !== undefined) return undefined
  gathered.offers[at] = { value: checked.value, source: held.source ?? '', asOf: held.on }
  return checked.value
}

const offerItems = (field: Field, held: HeldValue, at: string, gathered: Gathered): unknown => {
  const items = (Array.isArray(held.value) ? (held.value as readonly unknown[]) : []).slice(0, field.repeat?.max ?? 200)
  const { fields } = field
  if (!fields) {
    const kept = items.flatMap((item) => {
      const checked = checkValue(field, item, gathered.today)
      return checked.fault === undefined ? [checked.value] : []
    })
    if (kept.length === 0) return undefined
    gathered.offers[at] = { value: kept, source: held.source ?? '', asOf: held.on }
    return kept
  }
  const filled = items.map((item, index) => {
    const told = record(item)
    return Object.fromEntries(
      fields.flatMap((inner) => {
        if (inner.derive !== undefined || inner.fields) return []
        const name = inner.from ?? inner.key
        const value = Object.hasOwn(told, name)
          ? offerOne(inner, held, told[name], `${at}.${index}.${inner.key}`, gathered)
          : undefined
        return value === undefined ? [] : [[inner.key, value] as const]
      }),
    )
  })
  return filled.length > 0 ? filled : undefined
}

const offerFields = (fields: readonly Field[], held: Held, before: string, gathered: Gathered): Answers | undefined => {
  const answers: Record<string, unknown> = {}
  for (const field of fields) {
    const at = before === '' ? field.key : `${before}.${field.key}`
    const known = field.from === undefined ? undefined : held.get(field.from)
    const value =
      field.derive !== undefined
        ? undefined
        : field.repeat
          ? known && offerItems(field, known, at, gathered)
          : field.fields
            ? offerFields(field.fields, held, at, gathered)
            : known && offerOne(field, known, known.value, at, gathered)
    const proposed = value ?? (field.fields ? undefined : field.default)
    if (proposed !== undefined) answers[field.key] = proposed
  }
  return Object.keys(answers).length > 0 ? answers : undefined
}

/** Offers and first answers: held values where there are any, the form's own proposals elsewhere. */
export const prefillFrom = (definition: FormDefinition, values: readonly HeldValue[], today: string): Prefilled => {
  const held = new Map(values.filter(({ value }) => !isEmpty(value)).map((one) => [one.key, one]))
  const gathered: Gathered = { offers: {}, today }
  const answers = offerFields(fieldsOf(definition), held, '', gathered) ?? {}
  return { offers: gathered.offers, answers }
}
