/** The facts a move asks for, as fields drawn from its schema. */
import { Field, SelectField, Switch, TextField, useWords } from '@liren/web'

type Property = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly title?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
}
export type Asked = { readonly properties?: Readonly<Record<string, Property>>; readonly required?: readonly string[] }
export type Given = Readonly<Record<string, unknown>>

/** Words of a field: the process's own, then the general ones. */
const useLabel = (module: string, process: string) => {
  const t = useWords('matters')
  return (name: string) => {
    const own = `${module}:process.${process}.fact.${name}`
    const word = t(own)
    if (word !== own) return word
    const general = t(`matters:screen.${name}`)
    return general === `matters:screen.${name}` ? name : general
  }
}

export const AskedFields = ({
  module,
  process,
  asks,
  facts,
  onChange,
  errors = {},
}: {
  module: string
  process: string
  asks: Asked
  facts: Given
  onChange: (facts: Given) => void
  errors?: Readonly<Record<string, string | undefined>>
}) => {
  const label = useLabel(module, process)
  const t = useWords('matters')
  return Object.entries(asks.properties ?? {}).map(([name, property]) => {
    const value = facts[name]
    const isOptional = !asks.required?.includes(name)
    const set = (next: unknown) => onChange({ ...facts, [name]: next === '' ? undefined : next })
    const around = { label: label(name), isOptional, error: errors[name] ?? errors[`facts.${name}`] }
    if (property.type === 'boolean')
      return <Switch key={name} label={around.label} value={value === true} onChange={set} />
    if (property.enum)
      return (
        <SelectField
          key={name}
          {...around}
          placeholder={t('screen.required')}
          value={String(value ?? '')}
          choices={property.enum.map((one) => ({ value: String(one), label: label(`${name}.${String(one)}`) }))}
          onChange={(event) => set(event.target.value)}
        />
      )
    if (property.type === 'integer' || property.type === 'number')
      return (
        <Field
          key={name}
          {...around}
          inputMode="numeric"
          type="number"
          value={value === undefined ? '' : String(value)}
          onChange={(event) => set(event.target.value === '' ? '' : Number(event.target.value))}
        />
      )
    if (property.format === 'date')
      return (
        <Field
          key={name}
          {...around}
          type="date"
          value={String(value ?? '')}
          onChange={(event) => set(event.target.value)}
        />
      )
    return (
      <TextField
        key={name}
        {...around}
        rows={3}
        {...(property.maxLength ? { maxLength: property.maxLength } : {})}
        value={String(value ?? '')}
        onChange={(event) => set(event.target.value)}
      />
    )
  })
}
