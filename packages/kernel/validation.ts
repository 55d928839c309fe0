/** Input is checked against the contract's own schemas; what does not fit is refused with the name of the field. */
import type { TSchema } from '@liren/contract'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formatsPlugin from 'ajv-formats'
import { refuseAsKernel } from './refusal.ts'

// The plugin's CommonJS types hide its callable default export under Node's module rules.
const addFormats = formatsPlugin as unknown as (ajv: Ajv) => void

const make = (isCoercing: boolean) => {
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    removeAdditional: false,
    coerceTypes: isCoercing ? 'array' : false,
    strict: false,
  })
  addFormats(ajv)
  return ajv
}

// Paths and queries arrive as text and are converted; bodies have types of their own and are taken at their word.
const converting = make(true)
const literal = make(false)

/** Compiles a schema for one part of a request. */
export const compile = (schema: TSchema, part: string): ValidateFunction =>
  (part === 'body' ? literal : converting).compile(schema)

/** `/photos/0/id` → `photos.0.id`; for a missing or unknown field its own name is added. */
export const fieldOf = (error: ErrorObject): string => {
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  const extra =
    error.keyword === 'required'
      ? error.params.missingProperty
      : error.keyword === 'additionalProperties'
        ? error.params.additionalProperty
        : null
  return [path, extra].filter(Boolean).join('.').slice(0, 120)
}

/** A refusal naming every faulty field; the first one stands in `field`. */
export const refuseInput = (errors: readonly ErrorObject[], part: string) => {
  // Union branches report each alternative; the outer keyword alone says nothing of use.
  const telling = errors.filter(
    (error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf' && error.keyword !== 'if',
  )
  const listed = (telling.length > 0 ? telling : errors)
    .slice(0, 20)
    .map((error) => ({ field: fieldOf(error) || part, rule: error.keyword }))
  return refuseAsKernel('invalid-input', { errors: listed, part }, listed[0]?.field)
}

/** A bad input found by a handler, in the same shape as one found by a schema. */
export const refuseField = (field: string, rule = 'other') =>
  refuseAsKernel('invalid-input', { errors: [{ field, rule }], part: 'body' }, field)

/** Makes `anyOf [x, null]` a nullable x, which the reply serialiser handles fast and exactly. */
export const serialisable = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(serialisable)
  if (typeof schema !== 'object' || schema === null) return schema
  const node = schema as Record<string, unknown>
  const branches = node.anyOf
  if (Array.isArray(branches) && branches.length === 2) {
    const other = branches.find((branch) => (branch as { type?: string }).type !== 'null') as
      | Record<string, unknown>
      | undefined
    const isNullable = branches.some((branch) => (branch as { type?: string }).type === 'null')
    if (isNullable && other && typeof other.type === 'string') return serialisable({ ...other, nullable: true })
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, serialisable(value)]))
}
