/** A tool's form as `forms` knows forms: the short notation of authors, compiled once, then drawn, prefilled and checked like every other. */
import type { FormDefinition, Field as FormField, Wording } from '@liren/forms/contract'
import type { Field, FieldSchema, Form } from './document.ts'

const bases: Readonly<Record<NonNullable<Field['basis']>, Wording>> = {
  consent: { 'zh-CN': '经您本人同意', en: 'With your consent' },
  contract: { 'zh-CN': '为办理您提出的事所必需', en: 'Needed for what you ask for' },
  statutoryDuty: { 'zh-CN': '履行法定职责所必需', en: 'Needed for a duty laid down by law' },
  emergency: { 'zh-CN': '应对突发事件所必需', en: 'Needed in an emergency' },
}
const sealedHint = {
  'zh-CN': '密封保存，只有办事人员写明理由才能看。',
  en: 'Kept sealed; staff must give a reason to read it.',
}

/** Forms speak of `tool`, documents of `answers.tool`; what stands in quotes stays as it is. */
const spoken =
  /[rR]?("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\banswers\s*\.\s*([A-Za-z_]\w*)/g
export const plainRule = (rule: string) =>
  rule.replace(spoken, (whole, quoted: string | undefined, key: string | undefined) =>
    quoted === undefined ? (key ?? whole) : whole,
  )

const formats = { date: 'date', 'date-time': 'dateTime', time: 'time', email: 'email', photo: 'file' } as const

const nodeOf = (schema: FieldSchema): Partial<FormField> => {
  if (schema.type === 'array')
    return {
      ...nodeOf(schema.items),
      repeat: { max: schema.maxItems, ...(schema.minItems ? { min: schema.minItems } : {}) },
    }
  if (schema.type === 'boolean') return { type: 'boolean' }
  if (schema.type !== 'string')
    return {
      type: schema.type,
      ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
      ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
    }
  return {
    type: 'string',
    ...(schema.enum ? { enum: schema.enum } : {}),
    ...(schema.format ? { format: formats[schema.format] } : {}),
    ...(schema.minLength === undefined ? {} : { minLength: schema.minLength }),
    ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
  }
}

const joined = (one: Wording | undefined, other: { readonly 'zh-CN': string; readonly en: string }): Wording =>
  one === undefined || typeof one === 'string'
    ? other
    : { 'zh-CN': `${one['zh-CN']} ${other['zh-CN']}`, en: `${one.en ?? one['zh-CN']} ${other.en}` }

export const asFormField = (field: Field): FormField => {
  const value = nodeOf(field.schema)
  const isPhone = field.binds === 'person.phone' && value.type === 'string' && !value.enum
  const help = field.isPersonal ? joined(field.hint, sealedHint) : field.hint
  return {
    key: field.key,
    label: field.label,
    ...value,
    ...(value.enum ? { choices: value.enum.map((one) => field.choices?.[String(one)] ?? String(one)) } : {}),
    ...(field.isLong && !value.format ? { format: 'longText' as const } : {}),
    ...(isPhone ? { format: 'phone' as const, mask: 'phone' as const } : {}),
    ...(help ? { help } : {}),
    ...(field.binds ? { from: field.binds } : {}),
    ...(field.isRequired ? { required: true } : {}),
    ...(field.isPersonal ? { sensitive: true } : {}),
    ...(field.basis ? { basis: bases[field.basis] } : {}),
    ...(field.when ? { when: plainRule(field.when) } : {}),
  }
}

const made = new WeakMap<Form, FormDefinition>()

/** Compiled once for each form; a document that is installed never changes. */
export const definitionOf = (form: Form): FormDefinition => {
  const known = made.get(form)
  if (known) return known
  const fresh: FormDefinition = {
    code: form.id,
    title: form.title,
    audience: 'person',
    fields: form.fields.map(asFormField),
    pages: [
      {
        title: form.title,
        ...(form.hint ? { help: form.hint } : {}),
        groups: [{ fields: form.fields.map(({ key }) => key) }],
      },
    ],
  }
  made.set(form, fresh)
  return fresh
}

/** Under this code a form is laid down among the district's forms. */
export const formCode = (toolId: string, formId: string) => `${toolId}.${formId}`
/** As long as `forms` lets a code be. */
export const formCodeMost = 60
