/** One value of a field of the dictionary, by the kind of control its kind asks for. */
import { Field, SelectField, useWords } from '@liren/web'

export type Choosable = {
  readonly type: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export const ValueField = ({
  label,
  field,
  value,
  onChange,
  error,
}: {
  readonly label: string
  readonly field: Choosable | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}) => {
  const t = useWords('catalogue')
  const shared = { label, value, ...(error === undefined ? {} : { error }) }
  if (!field || (field.choices.length === 0 && field.type !== 'boolean'))
    return (
      <Field
        {...shared}
        type={field?.type === 'date' ? 'date' : 'text'}
        maxLength={300}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const yesNo = ['true', 'false'].map((one) => ({
    value: one,
    label: t(one === 'true' ? 'screen.yes' : 'screen.no'),
  }))
  return (
    <SelectField
      {...shared}
      placeholder="—"
      choices={field.type === 'boolean' ? yesNo : field.choices}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
