/** Draws the fields of a tool's form, one under the other, with the device's own pickers; the server says which are asked. */
import { classes, Field, SelectField, Switch, TextField, useAsk, useWords } from '@liren/web'
import { useId } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay, type Words } from './say.ts'

type Schema = {
  readonly type: string
  readonly enum?: readonly string[]
  readonly format?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
}
type ShownField = {
  readonly key: string
  readonly label: Words
  readonly hint: Words | null
  readonly schema: Schema
  readonly choices: Readonly<Record<string, Words>> | null
  readonly isRequired: boolean
  readonly isLong: boolean
  readonly isPersonal: boolean
}
export type ShownForm = {
  readonly id: string
  readonly title: Words
  readonly hint: Words | null
  readonly hasConditions: boolean
  readonly fields: readonly ShownField[]
}
export type Answers = Readonly<Record<string, unknown>>

const inputTypes: Readonly<Record<string, string>> = {
  date: 'date',
  'date-time': 'datetime-local',
  time: 'time',
  email: 'email',
}

/** What is sent: numbers as numbers, nothing for what is empty. */
export const sendable = (form: ShownForm, answers: Answers, asked: readonly string[] | null): Record<string, unknown> =>
  Object.fromEntries(
    form.fields.flatMap(({ key, schema }) => {
      const value = answers[key]
      if (value === undefined || value === '' || (asked && !asked.includes(key))) return []
      if (schema.type === 'integer' || schema.type === 'number') return [[key, Number(value)]]
      if (schema.format === 'date-time') return [[key, new Date(String(value)).toISOString()]]
      return [[key, value]]
    }),
  )

export const isFilled = (form: ShownForm, answers: Answers, asked: readonly string[] | null) =>
  form.fields.every(({ key, isRequired }) => {
    if (!isRequired || (asked && !asked.includes(key))) return true
    const value = answers[key]
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  })

/** Which fields are asked now; asked of the server only where a form has conditions. */
export const useAsked = (
  toolId: string,
  area: string | null,
  form: ShownForm | undefined,
  answers: Answers,
): readonly string[] | null => {
  const isNeeded = form?.hasConditions === true && area !== null
  const { data } = useAsk(
    toolLibrary,
    'asked',
    {
      params: { id: toolId, form: form?.id ?? '' },
      body: { area: area ?? '', answers: form ? sendable(form, answers, null) : {} },
    },
    { enabled: isNeeded, staleSeconds: 600 },
  )
  if (!isNeeded) return null
  // Until the server has spoken, what depends on an answer is left out.
  return (
    data?.fields ??
    form.fields.filter(({ key }) => answers[key] !== undefined || !form.hasConditions).map(({ key }) => key)
  )
}

const Several = ({
  field,
  label,
  value,
  onChange,
}: {
  field: ShownField
  label: string
  value: unknown
  onChange: (next: unknown) => void
}) => {
  const say = useSay()
  const id = useId()
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <fieldset className="field" aria-describedby={id}>
      <legend>{label}</legend>
      {(field.schema.items?.enum ?? []).map((one) => (
        <label key={one} className={classes('check-row')}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
          <span>{say(field.choices?.[one] ?? { 'zh-CN': one, en: one })}</span>
        </label>
      ))}
    </fieldset>
  )
}

const One = ({
  field,
  value,
  error,
  onChange,
}: {
  field: ShownField
  value: unknown
  error: string | undefined
  onChange: (next: unknown) => void
}) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { schema } = field
  const around = {
    label: say(field.label),
    isOptional: !field.isRequired,
    ...(field.hint || field.isPersonal
      ? { hint: [field.hint && say(field.hint), field.isPersonal && t('screen.sealedHint')].filter(Boolean).join(' ') }
      : {}),
    ...(error === undefined ? {} : { error }),
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (schema.type === 'boolean') return <Switch label={say(field.label)} value={value === true} onChange={onChange} />
  if (schema.type === 'array')
    return <Several field={field} label={say(field.label)} value={value} onChange={onChange} />
  if (schema.enum)
    return (
      <SelectField
        {...around}
        placeholder={t('screen.choose')}
        value={text}
        choices={schema.enum.map((one) => ({
          value: one,
          label: say(field.choices?.[one] ?? { 'zh-CN': one, en: one }),
        }))}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (field.isLong)
    return (
      <TextField
        {...around}
        value={text}
        maxLength={schema.maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const isNumber = schema.type === 'integer' || schema.type === 'number'
  return (
    <Field
      {...around}
      type={isNumber ? 'number' : (inputTypes[schema.format ?? ''] ?? 'text')}
      value={text}
      {...(isNumber
        ? {
            min: schema.minimum,
            max: schema.maximum,
            inputMode: 'decimal' as const,
            step: schema.type === 'integer' ? 1 : 'any',
          }
        : { maxLength: schema.maxLength })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

export const FormFields = ({
  form,
  asked,
  answers,
  errors,
  onChange,
}: {
  form: ShownForm
  asked: readonly string[] | null
  answers: Answers
  errors: Readonly<Record<string, string>>
  onChange: (next: Answers) => void
}) => (
  <>
    {form.fields
      .filter(({ key }) => asked === null || asked.includes(key))
      .map((field) => (
        <One
          key={field.key}
          field={field}
          value={answers[field.key]}
          error={errors[`answers.${field.key}`]}
          onChange={(next) => onChange({ ...answers, [field.key]: next })}
        />
      ))}
  </>
)
