/** 对接登记 What a port and a subscriber are said alike: their code, their address, by what somebody is named to them, the ground it rests on. */
import { Field, SelectField, TextField, useWords } from '@liren/web'
import { identifiers } from '../../owner-port.ts'

type Said<V extends string> = {
  readonly value: V
  readonly error: string | undefined
  readonly onChange: (value: V) => void
}

/** Given once: everything that was ever sent is kept under it. */
export const CodeField = ({ value, error, onChange, isKept }: Said<string> & { readonly isKept: boolean }) => {
  const t = useWords('catalogue')
  return (
    <Field
      label={t('screen.ports.code')}
      hint={t('screen.ports.codeHint')}
      value={value}
      maxLength={40}
      disabled={isKept}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

export const AddressField = ({ value, error, onChange }: Said<string>) => {
  const t = useWords('catalogue')
  return (
    <Field
      label={t('screen.ports.url')}
      value={value}
      maxLength={300}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

export const IdentifiesByField = ({ value, error, onChange }: Said<(typeof identifiers)[number]>) => {
  const t = useWords('catalogue')
  return (
    <SelectField
      label={t('screen.ports.identifiesBy')}
      value={value}
      error={error}
      choices={identifiers.map((one) => ({ value: one, label: t(`screen.ports.identifiers.${one}`) }))}
      onChange={(event) => onChange(identifiers.find((one) => one === event.target.value) ?? value)}
    />
  )
}

export const BasisField = ({ value, error, onChange }: Said<string>) => {
  const t = useWords('catalogue')
  return (
    <TextField
      label={t('screen.ports.basis')}
      rows={2}
      value={value}
      maxLength={200}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
