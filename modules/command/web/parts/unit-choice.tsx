/** Chooses a unit by typing a part of its name. */
import { organisation } from '@liren/organisation/contract'
import { Field, SelectField, useAsk, useWords } from '@liren/web'
import { useDeferredValue, useState } from 'react'

export type ChosenUnit = { readonly id: string; readonly name: string }

export const UnitChoice = ({
  value,
  onChoose,
  error,
}: {
  value: string
  onChoose: (unit: ChosenUnit | null) => void
  error?: string | undefined
}) => {
  const t = useWords('command')
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useAsk(organisation, 'units', { query: { q, limit: 30 } }, { enabled: q.length > 0, staleSeconds: 60 })
  const units = found.data?.items ?? []
  return (
    <>
      <Field
        label={t('screen.findUnit')}
        type="search"
        autoComplete="off"
        maxLength={60}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          onChoose(null)
        }}
      />
      <SelectField
        label={t('screen.toUnit')}
        placeholder={t('screen.chooseUnit')}
        value={value}
        error={error}
        choices={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        onChange={(event) => onChoose(units.find((unit) => unit.id === event.target.value) ?? null)}
      />
    </>
  )
}
