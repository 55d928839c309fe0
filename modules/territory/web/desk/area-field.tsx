/** 选择区域 An area chosen by name: subdistricts with their communities, typed or picked; the grid cell below where it is wanted. */
import { FieldFrame, useArea, useAsk, useWords } from '@liren/web'
import type { AreaPick } from '@liren/web/desk'
import { Select } from 'antd'
import { useId, useMemo } from 'react'
import { territory } from '../../contract.ts'

const Cells = ({ id, community, of }: { id: string; community: string; of: AreaPick }) => {
  const t = useWords('territory')
  const { data, isLoading } = useAsk(territory, 'areas', { query: { parent: community, limit: 500 } })
  return (
    <Select
      id={id}
      aria-label={t('field.cell')}
      placeholder={t('field.wholeCommunity')}
      loading={isLoading}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={of.value.length === 15 ? of.value : null}
      options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code: string | null | undefined) => of.onChange(code ?? community)}
    />
  )
}

export default function AreaField({ of }: { of: AreaPick }) {
  const t = useWords('territory')
  const id = useId()
  const { areas } = useArea()
  const options = useMemo(() => {
    const choice = ({ code, name }: (typeof areas)[number]) => ({ value: code, label: name })
    const district = areas.filter(({ level }) => level === 'district').map(choice)
    const parts = areas
      .filter(({ level }) => level === 'subdistrict')
      .map((subdistrict) => ({
        label: subdistrict.name,
        options: [
          choice(subdistrict),
          ...areas
            .filter((one) => one.level === 'community' && one.code.startsWith(subdistrict.code.slice(0, 9)))
            .map(choice),
        ],
      }))
    return [...district, ...parts]
  }, [areas])
  const chosen = of.value.length === 15 ? of.value.slice(0, 12) : of.value
  const isCommunity = areas.some(({ code, level }) => code === chosen && level === 'community')
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
          placeholder={t('field.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={of.isOptional === true}
          status={of.error === undefined ? '' : 'error'}
          value={chosen || null}
          options={options}
          onChange={(code: string | null | undefined) => of.onChange(code ?? '')}
        />
        {of.hasCells && isCommunity && <Cells key={chosen} id={`${id}-cell`} community={chosen} of={of} />}
      </div>
    </FieldFrame>
  )
}
