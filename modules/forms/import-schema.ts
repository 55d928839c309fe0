/** A form from a plain JSON Schema, as other systems publish them; what cannot be taken over is named, never guessed. */
import { type Field, type Format, type FormDefinition, limits } from './definition.ts'
import { safePattern } from './pattern.ts'
import { checkValue } from './value.ts'

type Schema = Readonly<Record<string, unknown>>
export type LeftOut = { readonly path: string; readonly what: string }
export type Imported = {
  readonly definition: FormDefinition
  /** Leaves a reader of the schema would list: properties, items and local references, shapes to choose from unread. */
  readonly listed: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (value: unknown, key: string): unknown =>
  isSchema(value) && Object.hasOwn(value, key) ? value[key] : undefined

const formats: Readonly<Record<string, Format>> = { date: 'date', email: 'email' }
const prototypeNames = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

type Import = {
  readonly root: Schema
  readonly leftOut: LeftOut[]
  /** References being followed on the way down to here. */
  readonly open: string[]
  fields: number
}

/** `#/definitions/fullName` within the document; anything else leads nowhere. */
const referred = (root: Schema, ref: string): unknown =>
  ref.startsWith('#/')
    ? ref
        .slice(2)
        .split('/')
        .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>(own, root)
    : undefined

const merged = (one: Schema, other: Schema): Schema => ({
  ...one,
  ...other,
  ...(isSchema(one.properties) && isSchema(other.properties)
    ? { properties: { ...one.properties, ...other.properties } }
    : {}),
})

/** The schema itself, with references followed and alternatives laid together: a form shows every field any of them has. */
const resolve = (given: unknown, path: string, work: Import, open: readonly string[] = []): Schema | null => {
  if (!isSchema(given) || open.length > limits.depth * 2) return null
  const { $ref, allOf, oneOf, anyOf, ...rest } = given
  const parts: Schema[] = []
  if (typeof $ref === 'string') {
    const found = open.includes($ref) ? null : resolve(referred(work.root, $ref), path, work, [...open, $ref])
    if (!found) {
      work.leftOut.push({ path, what: `$ref ${$ref}` })
      return null
    }
    parts.push(found)
  }
  for (const one of Array.isArray(allOf) ? allOf : []) parts.push(resolve(one, path, work, open) ?? {})
  const ways = [...(Array.isArray(oneOf) ? oneOf : []), ...(Array.isArray(anyOf) ? anyOf : [])]
    .map((one) => resolve(one, path, work, open))
    .filter((one): one is Schema => one !== null && one.type !== 'null')
  for (const [index, way] of ways.entries())
    if (index === 0 || isSchema(way.properties)) parts.push(way)
    else work.leftOut.push({ path, what: 'one of several shapes' })
  return parts.reduceRight<Schema>((whole, part) => merged(part, whole), rest)
}

const typeOf = (schema: Schema): string => {
  const { type } = schema
  if (Array.isArray(type)) return String(type.find((one) => one !== 'null') ?? 'string')
  if (typeof type === 'string') return type
  if (isSchema(schema.properties)) return 'object'
  if (schema.items !== undefined) return 'array'
  const [first] = Array.isArray(schema.enum) ? (schema.enum as unknown[]) : []
  return typeof first === 'number' || typeof first === 'boolean' ? typeof first : 'string'
}

const words = (key: string) =>
  key
    .replace(/^view:/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_:-]+/g, ' ')
    .trim()
const labelOf = (schema: Schema, key: string) =>
  typeof schema.title === 'string' && schema.title.trim() !== ''
    ? schema.title.slice(0, limits.words)
    : words(key) || key

const count = (value: unknown) => (Number.isInteger(value) && (value as number) >= 0 ? (value as number) : undefined)
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
const given = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as Partial<T> // leaves out, adds nothing

const leafOf = (schema: Schema, type: string, path: string, work: Import) => {
  const choices = Array.isArray(schema.enum)
    ? (schema.enum as unknown[]).filter((one) => typeof one === 'string' || typeof one === 'number')
    : []
  const enumerated = [...new Set(choices)].slice(0, limits.choices)
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : undefined
  const isSafe = pattern === undefined || safePattern(pattern) !== null
  if (!isSafe) work.leftOut.push({ path, what: `pattern ${pattern}` })
  for (const word of ['not', 'if', 'patternProperties', 'dependencies'])
    if (schema[word] !== undefined) work.leftOut.push({ path, what: word })
  const isText = type === 'string' && enumerated.length === 0
  return given({
    type: type === 'string' ? undefined : (type as 'number' | 'integer' | 'boolean'),
    format: isText && typeof schema.format === 'string' ? formats[schema.format] : undefined,
    enum: enumerated.length > 0 && type !== 'boolean' ? enumerated : undefined,
    ...(isText
      ? {
          minLength: count(schema.minLength),
          maxLength: count(schema.maxLength),
          pattern: isSafe ? pattern : undefined,
        }
      : {}),
    ...(type === 'number' || type === 'integer'
      ? { minimum: number(schema.minimum), maximum: number(schema.maximum) }
      : {}),
  })
}

const fieldOf = (
  key: string,
  raw: unknown,
  path: string,
  isRequired: boolean,
  depth: number,
  work: Import,
): Field | null => {
  const leave = (what: string) => {
    work.leftOut.push({ path, what })
    return null
  }
  if (prototypeNames.has(key) || !/^[A-Za-z_][\w:-]{0,63}$/.test(key)) return leave('key')
  if (depth > limits.depth) return leave('too deep')
  if (work.fields++ >= limits.fields) return leave('too many fields')
  const ref = isSchema(raw) && typeof raw.$ref === 'string' ? raw.$ref : null
  if (ref !== null && work.open.includes(ref)) return leave(`$ref ${ref}`)
  const schema = resolve(raw, path, work)
  if (!schema) return null
  if (ref !== null) work.open.push(ref)
  try {
    return shaped(key, schema, path, isRequired, depth, work)
  } finally {
    if (ref !== null) work.open.pop()
  }
}

const shaped = (
  key: string,
  schema: Schema,
  path: string,
  isRequired: boolean,
  depth: number,
  work: Import,
): Field | null => {
  const leave = (what: string) => {
    work.leftOut.push({ path, what })
    return null
  }
  const type = typeOf(schema)
  const head = {
    key,
    label: labelOf(schema, key),
    ...(typeof schema.description === 'string' && schema.description !== schema.title
      ? { help: schema.description.slice(0, limits.words) }
      : {}),
    ...(isRequired ? { required: true } : {}),
  }
  if (type === 'object') {
    const fields = fieldsOf(schema, path, isRequired, depth + 1, work)
    return fields.length > 0 ? { ...head, type: 'object', fields } : leave('an object of nothing')
  }
  if (type === 'array') {
    const most = Math.min(count(schema.maxItems) ?? limits.items, limits.items)
    const least = isRequired ? count(schema.minItems) : undefined
    const repeat = { ...(least === undefined ? {} : { min: least }), max: most }
    const items = Array.isArray(schema.items) ? schema.items[0] : (schema.items ?? {})
    const item = fieldOf(key, items, `${path}[]`, false, depth, work)
    return item ? { ...item, ...head, repeat } : null
  }
  if (!['string', 'number', 'integer', 'boolean'].includes(type)) return leave(`type ${type}`)
  const field: Field = { ...head, ...(leafOf(schema, type, path, work) as Partial<Field>) }
  const proposal = schema.default
  const isProposal = typeof proposal === 'string' || typeof proposal === 'number' || typeof proposal === 'boolean'
  return isProposal && checkValue(field, proposal, '2999-12-31').fault === undefined
    ? { ...field, default: proposal }
    : field
}

const fieldsOf = (
  schema: Schema,
  path: string,
  isWithinRequired: boolean,
  depth: number,
  work: Import,
): readonly Field[] => {
  const required = new Set(Array.isArray(schema.required) ? (schema.required as unknown[]) : [])
  return Object.entries(isSchema(schema.properties) ? schema.properties : {}).flatMap(([key, one]) => {
    const at = path === '' ? key : `${path}.${key}`
    return fieldOf(key, one, at, isWithinRequired && required.has(key), depth, work) ?? []
  })
}

const listedIn = (root: Schema, given: unknown, path: string, open: readonly string[]): readonly string[] => {
  if (!isSchema(given) || open.length > limits.depth) return [path]
  if (typeof given.$ref === 'string')
    return open.includes(given.$ref) ? [path] : listedIn(root, referred(root, given.$ref), path, [...open, given.$ref])
  if (isSchema(given.properties))
    return Object.entries(given.properties)
      .slice(0, limits.fields)
      .flatMap(([key, one]) => listedIn(root, one, path === '' ? key : `${path}.${key}`, open))
  return isSchema(given.items) ? listedIn(root, given.items, path, open) : [path]
}

/** True for a JSON Schema of an object; a definition of our own has `fields`. */
export const isJsonSchema = (value: unknown): boolean =>
  isSchema(value) && !Array.isArray(value.fields) && (isSchema(value.properties) || typeof value.$ref === 'string')

/**
 * Takes over type, enum, lengths, bounds, harmless patterns, required, lists and local references. A required field within
 * something optional is not required: whether the group applies at all, a schema alone does not say.
 */
export const fromJsonSchema = (schema: unknown, code: string): Imported => {
  const root = isSchema(schema) ? schema : {}
  const work: Import = { root, leftOut: [], open: [], fields: 0 }
  const whole = resolve(root, '', work) ?? {}
  const fields = fieldsOf(whole, '', true, 1, work)
  return {
    definition: {
      code,
      title: typeof whole.title === 'string' && whole.title !== '' ? whole.title.slice(0, 200) : code,
      audience: 'person',
      fields,
    },
    listed: listedIn(root, root, '', []),
    leftOut: work.leftOut,
  }
}
