/** The small parts of a tool's document: names, words, and what a field is. */
import { type Static, Type } from '@liren/contract'

/** Hard borders of a document. They are checked before anything is compiled. */
export const limits = Object.freeze({
  bytes: 256 * 1024,
  depth: 24,
  nodes: 20_000,
  forms: 8,
  fields: 40,
  choices: 60,
  states: 16,
  moves: 32,
  rules: 12,
  textCharacters: 2000,
})

export const closed = { additionalProperties: false } as const
export const name = (maxLength = 40) => Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength })
export const kebab = (maxLength = 40) => Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength })
export const Semver = Type.String({
  pattern: '^(0|[1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})$',
  maxLength: 17,
})
export const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*){1,3}$', maxLength: 80 })
export const Rule = Type.String({ minLength: 1, maxLength: 4000, description: 'CEL over declared facts' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: 'date', maxLength: 10 })
export const Digest = Type.String({ pattern: '^sha256:[0-9a-f]{64}$', maxLength: 71 })

/** The same words in both languages. */
export type Words = Static<typeof Words>
export const Words = Type.Object(
  {
    'zh-CN': Type.String({ minLength: 1, maxLength: limits.textCharacters }),
    en: Type.String({ minLength: 1, maxLength: limits.textCharacters }),
  },
  closed,
)
export const Label = Type.Object(
  { 'zh-CN': Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
  closed,
)

export const icons = [
  ...[
    'calendar',
    'building',
    'camera',
    'chart',
    'chat',
    'check',
    'clock',
    'document',
    'flag',
    'folder',
    'gift',
    'grid',
  ],
  ...['hand', 'heart', 'home', 'inbox', 'key', 'layers', 'link', 'list', 'map', 'people', 'person', 'phone', 'pin'],
  ...['shield', 'shop', 'star', 'vote', 'warning'],
] as const

/** What the value of a field is: a closed part of JSON Schema. No pattern, no reference, no combination: nothing that can run away. */
const stringValue = Type.Object(
  {
    type: Type.Literal('string'),
    minLength: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    /** `photo`: the id of a picture that was uploaded; it stands in no rule and no list. */
    format: Type.Optional(Type.Enum(['date', 'date-time', 'time', 'email', 'photo'])),
    enum: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: limits.choices }),
    ),
  },
  closed,
)
const numberValue = Type.Object(
  {
    type: Type.Enum(['integer', 'number']),
    minimum: Type.Optional(Type.Number({ minimum: -1e9, maximum: 1e9 })),
    maximum: Type.Optional(Type.Number({ minimum: -1e9, maximum: 1e9 })),
  },
  closed,
)
const FieldSchema = Type.Union([
  stringValue,
  numberValue,
  Type.Object({ type: Type.Literal('boolean') }, closed),
  Type.Object(
    {
      type: Type.Literal('array'),
      minItems: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
      maxItems: Type.Integer({ minimum: 1, maximum: 60 }),
      items: stringValue,
    },
    closed,
  ),
])
export type FieldSchema = Static<typeof FieldSchema>

export type Field = Static<typeof Field>
export const Field = Type.Object(
  {
    key: name(),
    label: Label,
    hint: Type.Optional(Words),
    schema: FieldSchema,
    /** Words of each choice of `enum`. */
    choices: Type.Optional(
      Type.Record(Type.String({ pattern: '^.{1,60}$' }), Label, { ...closed, maxProperties: limits.choices }),
    ),
    isRequired: Type.Optional(Type.Boolean()),
    /** Drawn as several lines. */
    isLong: Type.Optional(Type.Boolean()),
    /** Entry of the data dictionary: filled in by itself where the person's own data are known. */
    binds: Type.Optional(Key),
    /** Kept sealed, shown masked, read in clear only with a purpose and a footprint. */
    isPersonal: Type.Optional(Type.Boolean()),
    /** Why the law lets it be asked. Due for personal fields. */
    basis: Type.Optional(Type.Enum(['consent', 'contract', 'statutoryDuty', 'emergency'])),
    /** Asked only while this holds; it may read fields before it as `answers.key`. */
    when: Type.Optional(Rule),
  },
  closed,
)
