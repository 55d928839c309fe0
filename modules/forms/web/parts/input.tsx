/** The one control a field is typed or chosen with, by its type. */
import type { Picked } from '@liren/files/web/photo-picker.tsx'
import { Field as Line, SelectField, Switch, TextField, useLook, useWords } from '@liren/web'
import { useState } from 'react'
import { type Field, say } from '../../definition.ts'
import { PhotoPicker, SignaturePad } from './attached.tsx'

export type InputProps = {
  readonly field: Field
  readonly value: unknown
  readonly error: string | undefined
  readonly onChange: (value: unknown) => void
}

const Ticks = ({ field, value, error, onChange }: InputProps) => {
  const { locale } = useLook()
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <fieldset className="form-ticks">
      <legend>{say(field.label, locale)}</legend>
      {field.help && <p className="field-hint">{say(field.help, locale)}</p>}
      {(field.enum ?? []).map((one, index) => (
        <label key={String(one)}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={(event) => {
              const next = event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one)
              onChange(next.length > 0 ? next : undefined)
            }}
          />
          {say(field.choices?.[index], locale) || String(one)}
        </label>
      ))}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

const Photos = ({ field, value, error, onChange }: InputProps) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const kept = (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly string[]
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  // Photos of an earlier visit are on the server already; only their number is known here.
  const [before] = useState(kept)
  const isMany = field.repeat !== undefined
  const hint = [say(field.help, locale), before.length > 0 ? t('screen.photosBefore', { count: before.length }) : '']
  return (
    <PhotoPicker
      label={say(field.label, locale)}
      hint={hint.filter(Boolean).join(' ')}
      error={error}
      value={photos}
      most={isMany ? (field.repeat?.max ?? 9) : 1}
      onChange={(next) => {
        setPhotos(next)
        const ids = [...(next.length === 0 || isMany ? before : []), ...next.map(({ id }) => id)]
        onChange(ids.length === 0 ? undefined : isMany ? ids : ids[0])
      }}
    />
  )
}

const modes: Partial<Record<NonNullable<Field['format']>, 'tel' | 'email' | 'decimal'>> = {
  phone: 'tel',
  email: 'email',
  money: 'decimal',
}

/** The device's own pickers. A moment is written without its zone: it is the one on the wall. */
const pickers: Partial<Record<NonNullable<Field['format']>, string>> = {
  date: 'date',
  dateTime: 'datetime-local',
  time: 'time',
}

export const Input = (props: InputProps) => {
  const { field, value, error, onChange } = props
  const t = useWords('forms')
  const { locale } = useLook()
  const label = say(field.label, locale)
  const around = {
    label,
    hint: field.help ? say(field.help, locale) : undefined,
    error,
    isOptional: !field.required && field.type !== 'boolean',
  }
  if (field.format === 'file') return <Photos {...props} />
  if (field.format === 'signature')
    return (
      <SignaturePad label={label} error={error} isSigned={typeof value === 'string'} onSigned={(id) => onChange(id)} />
    )
  if (field.enum && field.repeat) return <Ticks {...props} />
  if (field.enum)
    return (
      <SelectField
        {...around}
        value={value === undefined ? '' : String(value)}
        placeholder={t('screen.choose')}
        choices={field.enum.map((one, index) => ({
          value: String(one),
          label: say(field.choices?.[index], locale) || String(one),
        }))}
        onChange={(event) => onChange(field.enum?.find((one) => String(one) === event.target.value))}
      />
    )
  if (field.type === 'boolean')
    return <Switch label={label} hint={around.hint} value={value === true} onChange={(next) => onChange(next)} />
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (field.format === 'longText')
    return (
      <TextField
        {...around}
        value={text}
        maxLength={field.maxLength}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    )
  const isNumber = field.type === 'number' || field.type === 'integer'
  return (
    <Line
      {...around}
      value={text}
      type={(field.format && pickers[field.format]) ?? 'text'}
      inputMode={field.format ? modes[field.format] : isNumber ? 'decimal' : undefined}
      maxLength={field.maxLength}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}
