/** 对上数据项 A question bound to an entry of the data dictionary: asked once, filled in by itself, personal where the entry is. */
import type { Field, FieldSchema } from './document.ts'
import { personalKey } from './facts.ts'

/** What the studio has to know of an entry of the dictionary. */
export type DictionaryEntry = {
  readonly key: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly type: string
  readonly sensitivity: string
  readonly codes: Readonly<Record<string, { readonly zh: string; readonly en: string }>> | null
}

const choicesAtMost = 60
const codesOf = ({ codes }: DictionaryEntry) => {
  const all = Object.entries(codes ?? {})
  return all.length > 0 && all.length <= choicesAtMost ? all : null
}

/** Papers and pictures are brought, not bound. */
export const isBindable = ({ type }: DictionaryEntry) => type !== 'file' && type !== 'list'

const schemaOf = (entry: DictionaryEntry, before: FieldSchema): FieldSchema => {
  const codes = codesOf(entry)
  if (codes) return { type: 'string', enum: codes.map(([code]) => code) }
  if (entry.type === 'boolean') return { type: 'boolean' }
  if (entry.type === 'date') return { type: 'string', format: 'date' }
  if (entry.type === 'integer' || entry.type === 'number' || entry.type === 'money') {
    const isWhole = entry.type === 'integer'
    const bounds = before.type === 'integer' || before.type === 'number' ? before : { minimum: 0, maximum: 1_000_000 }
    return {
      type: isWhole ? 'integer' : 'number',
      minimum: bounds.minimum ?? 0,
      maximum: bounds.maximum ?? 1_000_000,
    }
  }
  if (entry.key === 'person.phone') return { type: 'string', minLength: 11, maxLength: 11 }
  return before.type === 'string' && !before.enum && !before.format ? before : { type: 'string', maxLength: 120 }
}

const isPersonalEntry = ({ key, sensitivity }: DictionaryEntry) =>
  personalKey.test(key) || sensitivity === 'personal' || sensitivity === 'sensitive'

/** The same question, answered as the entry is. Its own words stay where it has any. */
export const bindField = (field: Field, entry: DictionaryEntry): Field => {
  const { choices: _, isPersonal: wasPersonal, basis, isLong, ...rest } = field
  const codes = codesOf(entry)
  const schema = schemaOf(entry, field.schema)
  const isSealed = wasPersonal || isPersonalEntry(entry)
  return {
    ...rest,
    label: field.label['zh-CN'].trim()
      ? field.label
      : { 'zh-CN': entry.name.zh.slice(0, 60), en: entry.name.en.slice(0, 120) },
    schema,
    binds: entry.key,
    ...(codes
      ? {
          choices: Object.fromEntries(
            codes.map(([code, word]) => [code, { 'zh-CN': word.zh.slice(0, 60), en: word.en.slice(0, 120) }]),
          ),
        }
      : {}),
    ...(isLong && schema.type === 'string' && !schema.enum && !schema.format ? { isLong: true } : {}),
    ...(isSealed ? { isPersonal: true, basis: basis ?? ('consent' as const) } : {}),
  }
}

/** Asked by hand again; what was sealed stays sealed until somebody says otherwise. */
export const unbound = ({ binds: _, ...field }: Field): Field => field

/** Sealed, with the ground the law gives; or open, where no entry says that it is personal. */
export const sealField = (field: Field, basis: NonNullable<Field['basis']> | null): Field => {
  const { isPersonal: _, basis: __, ...rest } = field
  return basis ? { ...rest, isPersonal: true, basis } : rest
}
export const mustBeSealed = ({ binds }: Field) => binds !== undefined && personalKey.test(binds)
