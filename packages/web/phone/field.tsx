/** Form fields: a visible label, a hint, and the error at the field itself, tied together for screen readers. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { classes } from '../classes.ts'
import { useWords } from '../words.ts'

type Around = {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** The refusal's words for this field, e.g. `send.errors.text`. */
  readonly error?: string | undefined
  readonly isOptional?: boolean
}

/** Label, hint and error around a control of another kind; the control takes the same `id`. */
export const FieldFrame = ({
  id,
  label,
  hint,
  error,
  isOptional,
  children,
}: Around & { id: string; children: ReactNode }) => {
  const t = useWords('web')
  return (
    <div className={classes('field', error !== undefined && 'field-wrong')}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="field-optional">{t('optional')}</span>}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

const describedBy = (id: string, { hint, error }: Around) =>
  classes(hint !== undefined && hint !== null && `${id}-hint`, error !== undefined && `${id}-error`) || undefined

const split = <T extends Around>({ label, hint, error, isOptional, ...rest }: T) => ({
  around: {
    label,
    hint,
    ...(error === undefined ? {} : { error }),
    ...(isOptional === undefined ? {} : { isOptional }),
  } satisfies Around,
  rest,
})

/** One line. `<Field label={t('phone')} inputMode="tel" error={send.errors.phone} … />` */
export const Field = (props: Around & InputHTMLAttributes<HTMLInputElement>) => {
  const id = useId()
  const { around, rest } = split(props)
  return (
    <FieldFrame id={id} {...around}>
      <input
        id={id}
        aria-invalid={around.error ? true : undefined}
        aria-describedby={describedBy(id, around)}
        {...rest}
      />
    </FieldFrame>
  )
}

/** Several lines. */
export const TextField = (props: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const id = useId()
  const { around, rest } = split(props)
  return (
    <FieldFrame id={id} {...around}>
      <textarea
        id={id}
        rows={4}
        aria-invalid={around.error ? true : undefined}
        aria-describedby={describedBy(id, around)}
        {...rest}
      />
    </FieldFrame>
  )
}

export type Choice = { readonly value: string; readonly label: string }

/** A choice from a list, with the device's own picker. */
export const SelectField = ({
  choices,
  placeholder,
  ...props
}: Around & { choices: readonly Choice[]; placeholder?: string } & SelectHTMLAttributes<HTMLSelectElement>) => {
  const id = useId()
  const { around, rest } = split(props)
  return (
    <FieldFrame id={id} {...around}>
      <select
        id={id}
        aria-invalid={around.error ? true : undefined}
        aria-describedby={describedBy(id, around)}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** Yes or no. */
export const Switch = ({
  label,
  hint,
  value,
  onChange,
  disabled,
}: {
  label: ReactNode
  hint?: ReactNode
  value: boolean
  onChange: (next: boolean) => void
  disabled?: boolean
}) => {
  const id = useId()
  return (
    <div className="switch-row">
      <label htmlFor={id}>
        {label}
        {hint && <span className="field-hint">{hint}</span>}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={value}
        className="switch"
        checked={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  )
}
