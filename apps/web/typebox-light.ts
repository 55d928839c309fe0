/** The schema language as browsers need it: plain JSON Schema, a tenth of TypeBox's weight. Checking is the server's work; types come from TypeBox. */

type Schema = Record<string, unknown>

/** Like TypeBox, optionality is a mark that no serialisation shows. */
const isOptional = (schema: Schema) => schema['~optional'] === true
const mark = (schema: Schema, name: string) => {
  const marked = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as Schema
  return Object.defineProperty(marked, name, { value: true, enumerable: false, configurable: true, writable: true })
}
const plain =
  (type: string) =>
  (options: Schema = {}) => ({ type, ...options })

const object = (properties: Record<string, Schema>, options: Schema = {}): Schema => {
  const required = Object.keys(properties).filter((name) => !isOptional(properties[name] ?? {}))
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties, ...options }
}
const parts = (schema: Schema) => schema.properties as Record<string, Schema>
const pick = (schema: Schema, keep: (name: string) => boolean, options: Schema = {}) =>
  object(Object.fromEntries(Object.entries(parts(schema)).filter(([name]) => keep(name))), options)

export const Type = {
  String: plain('string'),
  Integer: plain('integer'),
  Number: plain('number'),
  Boolean: plain('boolean'),
  Null: plain('null'),
  Unknown: (options: Schema = {}) => ({ ...options }),
  Any: (options: Schema = {}) => ({ ...options }),
  Unsafe: (schema: Schema) => ({ ...schema }),
  Literal: (value: unknown, options: Schema = {}) => ({ type: typeof value, const: value, ...options }),
  Enum: (values: readonly unknown[], options: Schema = {}) => ({ enum: [...values], ...options }),
  Array: (items: Schema, options: Schema = {}) => ({ type: 'array', items, ...options }),
  Tuple: (items: readonly Schema[], options: Schema = {}) => ({
    type: 'array',
    additionalItems: false,
    items: [...items],
    minItems: items.length,
    ...options,
  }),
  Union: (anyOf: readonly Schema[], options: Schema = {}) => ({ anyOf: [...anyOf], ...options }),
  Intersect: (allOf: readonly Schema[], options: Schema = {}) => ({ allOf: [...allOf], ...options }),
  Record: (key: Schema, value: Schema, options: Schema = {}) =>
    Array.isArray(key.enum)
      ? object(Object.fromEntries(key.enum.map((name) => [String(name), value])), options)
      : { type: 'object', patternProperties: { [String(key.pattern ?? '^.*$')]: value }, ...options },
  Object: object,
  Optional: (schema: Schema) => mark(schema, '~optional'),
  Readonly: (schema: Schema) => mark(schema, '~readonly'),
  Partial: (schema: Schema, options: Schema = {}) =>
    object(
      Object.fromEntries(Object.entries(parts(schema)).map(([name, part]) => [name, mark(part, '~optional')])),
      options,
    ),
  Pick: (schema: Schema, names: readonly string[], options?: Schema) =>
    pick(schema, (name) => names.includes(name), options),
  Omit: (schema: Schema, names: readonly string[], options?: Schema) =>
    pick(schema, (name) => !names.includes(name), options),
}
