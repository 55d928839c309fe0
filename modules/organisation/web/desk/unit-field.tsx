/** 选择单位 A unit found by part of its name; by name also one that is none of this district's. */
import { FieldFrame, useAsk, useWords } from '@liren/web'
import type { UnitPick } from '@liren/web/desk'
import { AutoComplete, Select } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { organisation } from '../../contract.ts'

export default function UnitField({ of }: { of: UnitPick }) {
  const t = useWords('organisation')
  const id = useId()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue((of.by === 'name' ? of.value : typed).trim())
  const { data, isFetching } = useAsk(
    organisation,
    'units',
    { query: { limit: 40, ...(wanted ? { q: wanted } : {}) } },
    { staleSeconds: 300 },
  )
  const units = data?.items ?? []
  const options = units.map((unit) => ({ value: unit[of.by], label: unit.name }))
  // What is chosen has a name also when it is not among those found just now.
  const known = useAsk(
    organisation,
    'units',
    { query: { limit: 40, q: of.value } },
    {
      staleSeconds: 300,
      enabled: of.by === 'code' && of.value !== '' && !options.some((one) => one.value === of.value),
    },
  )
  const byId = useAsk(
    organisation,
    'unit',
    { params: { id: of.value } },
    {
      staleSeconds: 300,
      enabled: of.by === 'id' && of.value !== '' && !options.some((one) => one.value === of.value),
    },
  )
  const kept = [...(known.data?.items ?? []), ...(byId.data ? [byId.data.unit] : [])]
    .filter((unit) => unit[of.by] === of.value)
    .map((unit) => ({ value: unit[of.by], label: unit.name }))
  return (
    <FieldFrame
      id={id}
      label={of.label}
      {...(of.hint === undefined ? {} : { hint: of.hint })}
      {...(of.error === undefined ? {} : { error: of.error })}
      {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    >
      {of.by === 'name' ? (
        <AutoComplete
          id={id}
          value={of.value}
          maxLength={of.maxLength ?? 80}
          options={options}
          status={of.error === undefined ? '' : 'error'}
          onChange={(text: string) => of.onChange(text)}
        />
      ) : (
        <Select
          id={id}
          placeholder={t('field.unit')}
          loading={isFetching}
          status={of.error === undefined ? '' : 'error'}
          value={of.value || null}
          options={[...options, ...kept.filter((one) => !options.some(({ value }) => value === one.value))]}
          allowClear={of.isOptional === true}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          onChange={(value: string | null | undefined) => of.onChange(value ?? '')}
        />
      )}
    </FieldFrame>
  )
}
