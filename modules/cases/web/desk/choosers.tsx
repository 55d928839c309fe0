/** Choosing from what is too long to scroll: categories (by code, name or everyday words), units, communities. */

import { organisation } from '@liren/organisation/contract'
import { useArea, useAsk } from '@liren/web'
import { Select } from 'antd'
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react'
import { cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'

/** A label, hint and error around a control of antd, as the house's own fields have them. */
export const Labelled = ({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  children: (id: string) => ReactNode
}) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="field-hint">{hint}</p>}
      {children(id)}
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type Chooser = {
  readonly value: string | null
  readonly onChange: (value: string | null, label?: string) => void
  readonly label: string
  readonly id?: string
  readonly width?: number | string
  readonly isLight?: boolean
}

/**
 * `first` are codes to offer before all others: what the reporter chose, what the words suggest.
 * `area` is where it happened: things are called what they are called there, and found by the district's name as well.
 */
export const CategorySelect = ({
  value,
  onChange,
  label,
  id,
  width = '100%',
  first = [],
  area = null,
}: Chooser & { first?: readonly string[]; area?: string | null }) => {
  const { d } = useCaseWords()
  const where = area ? { area: area.slice(0, 12) } : {}
  const { data } = useAsk(cases, 'categories', { query: where }, { staleSeconds: 600 })
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  // Everyday words (“冇人收垃圾”) are known to the server only.
  const likely = useAsk(cases, 'consider', { body: { text: wanted } }, { enabled: wanted.length > 1 })
  const options = useMemo(() => {
    const all = data?.items ?? []
    const suggested = likely.data?.categories.map((one) => one.code) ?? []
    const text = wanted.toLowerCase()
    const shown = text
      ? all.filter(
          (one) =>
            suggested.includes(one.code) ||
            `${one.code} ${one.name} ${one.usualName ?? ''} ${one.path.join(' ')}`.toLowerCase().includes(text),
        )
      : all
    const rank = (code: string) => {
      const place = [...first, ...suggested].indexOf(code)
      return place < 0 ? 99 : place
    }
    return shown
      .toSorted((a, b) => rank(a.code) - rank(b.code) || a.code.localeCompare(b.code))
      .map((one) => ({
        value: one.code,
        label: `${one.name} · ${one.code}`,
        path: one.path.slice(0, 2).join(' › '),
        isFirst: rank(one.code) < 99,
      }))
  }, [data, likely.data, wanted, first])
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      style={{ width }}
      popupMatchSelectWidth={360}
      value={value}
      options={options}
      optionRender={({ data: one }) => (
        <span className="option-two">
          <span>
            {one.label}
            {one.isFirst && <small className="option-mark">{d('suggested')}</small>}
          </span>
          <small>{one.path}</small>
        </span>
      )}
      onChange={(chosen: string | null | undefined) => {
        setTyped('')
        onChange(chosen ?? null)
      }}
    />
  )
}

export const UnitSelect = ({ value, onChange, label, id, width = '100%' }: Chooser) => {
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const { data, isFetching } = useAsk(organisation, 'units', { query: { q: wanted, limit: 60 } }, { staleSeconds: 120 })
  const known = useAsk(
    organisation,
    'unit',
    { params: { id: value ?? '' } },
    { enabled: value !== null && !data?.items.some((unit) => unit.id === value), staleSeconds: 600 },
  )
  const options = (data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.shortName || unit.name }))
  if (value && !options.some((one) => one.value === value))
    options.unshift({ value, label: known.data?.unit.shortName || known.data?.unit.name || '…' })
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={label}
      allowClear
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      style={{ width }}
      popupMatchSelectWidth={280}
      value={value}
      options={options}
      onChange={(chosen: string | null | undefined) => {
        setTyped('')
        onChange(chosen ?? null, options.find((one) => one.value === chosen)?.label)
      }}
    />
  )
}

/** Communities under their subdistricts; a grid cell chosen on the map is shown too. */
export const AreaSelect = ({ value, onChange, label, id, width = '100%' }: Chooser) => {
  const { d } = useCaseWords()
  const { areas } = useArea()
  const options = useMemo(() => {
    const street = new Map(areas.filter((one) => one.level === 'subdistrict').map((one) => [one.code, one.name]))
    const list = areas
      .filter((one) => one.level !== 'district')
      .toSorted((a, b) => a.code.localeCompare(b.code))
      .map((one) => ({
        value: one.code,
        label: one.name,
        path: one.level === 'community' ? (street.get(`${one.code.slice(0, 9)}000`) ?? '') : '',
      }))
    if (value && value.length > 12) {
      const community = areas.find((one) => one.code === value.slice(0, 12))?.name ?? ''
      list.unshift({ value, label: d('cellOf', { community, cell: Number(value.slice(12)) }), path: '' })
    }
    return list
  }, [areas, value, d])
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      popupMatchSelectWidth={260}
      value={value}
      options={options}
      optionRender={({ data: one }) => (
        <span className="option-two">
          <span>{one.label}</span>
          <small>{one.path}</small>
        </span>
      )}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
    />
  )
}
