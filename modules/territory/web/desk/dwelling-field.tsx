/** 选择房屋 A dwelling: the building by part of its name or address, then its door. */
import { FieldFrame, useAsk, usePages, useWords } from '@liren/web'
import type { DwellingPick } from '@liren/web/desk'
import { Select } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { territory } from '../../contract.ts'

export default function DwellingField({ of }: { of: DwellingPick }) {
  const t = useWords('territory')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [building, setBuilding] = useState<string | null>(null)
  const wanted = useDeferredValue(typed.trim())
  const buildings = useAsk(
    territory,
    'buildings',
    { query: { area: of.area, limit: 50, ...(wanted ? { q: wanted } : {}) } },
    { enabled: of.area !== '', staleSeconds: 120 },
  )
  const dwellings = usePages(
    territory,
    'dwellings',
    { params: { id: building ?? '' }, query: { limit: 200 } },
    { enabled: building !== null, staleSeconds: 120 },
  )
  return (
    <FieldFrame
      id={id}
      label={of.label}
      {...(of.hint === undefined ? {} : { hint: of.hint })}
      {...(of.error === undefined ? {} : { error: of.error })}
      {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    >
      <div className="field-choices">
        <Select
          id={id}
          placeholder={t('field.building')}
          loading={buildings.isFetching}
          value={building}
          notFoundContent={t('field.noBuilding')}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          options={(buildings.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.name} · ${one.address}`,
          }))}
          onChange={(chosen: string) => {
            setBuilding(chosen)
            of.onChange(null)
          }}
        />
        {building && (
          <Select
            aria-label={t('field.dwelling')}
            placeholder={t('field.dwelling')}
            loading={dwellings.isLoading}
            value={of.value?.id ?? null}
            showSearch={{ optionFilterProp: 'label' }}
            options={dwellings.items.map((one) => ({ value: one.id, label: one.address }))}
            onChange={(chosen: string) => {
              const one = dwellings.items.find((other) => other.id === chosen)
              of.onChange(one ? { id: one.id, text: one.address } : null)
            }}
            // The last of a tall building are not on the first page.
            onPopupScroll={() => dwellings.hasMore && !dwellings.isLoadingMore && dwellings.more()}
          />
        )}
      </div>
    </FieldFrame>
  )
}
