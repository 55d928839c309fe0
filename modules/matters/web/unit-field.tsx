/** Chooses a unit by typing a part of its name. */

import { organisation } from '@liren/organisation/contract'
import { Field, SelectField, useAsk, useWords } from '@liren/web'
import { useDeferredValue, useState } from 'react'

export const UnitField = ({
  value,
  onChange,
  label,
  error,
}: {
  value: string
  onChange: (unitId: string) => void
  label?: string
  error?: string | undefined
}) => {
  const t = useWords('matters')
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useAsk(organisation, 'units', { query: { q, limit: 30 } }, { enabled: q.length > 0, staleSeconds: 60 })
  return (
    <>
      <Field
        label={t('screen.findUnit')}
        type="search"
        autoComplete="off"
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SelectField
        label={label ?? t('screen.chooseUnit')}
        placeholder={t('screen.required')}
        value={value}
        error={error}
        choices={(found.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  )
}
