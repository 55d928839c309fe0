/** 选择类别 Categories found by code, name or place in the list; whole groups by what their codes begin with, where several are asked for. */
import { FieldFrame, useAsk, useWords } from '@liren/web'
import type { CategoryPick } from '@liren/web/desk'
import { Select } from 'antd'
import { useId, useMemo } from 'react'
import { cases } from '../../contract.ts'
import { groupsOf } from '../parts/category-groups.ts'
import './desk.css'

export default function CategoriesField({ of }: { of: CategoryPick }) {
  const t = useWords('cases')
  const id = useId()
  const { data, isLoading } = useAsk(cases, 'categories', { query: {} }, { staleSeconds: 600 })
  const options = useMemo(() => {
    const all = data?.items ?? []
    return [
      ...(of.isOne ? [] : groupsOf(all)).map(({ prefix, path, count }) => ({
        value: prefix,
        label: t('screen.desk.wholeGroup', { group: path.join(' › '), count }),
        path: prefix,
      })),
      ...all.map((one) => ({ value: one.code, label: `${one.name} · ${one.code}`, path: one.path.join(' › ') })),
    ]
  }, [data, of.isOne, t])
  return (
    <FieldFrame
      id={id}
      label={of.label}
      {...(of.hint === undefined ? {} : { hint: of.hint })}
      {...(of.error === undefined ? {} : { error: of.error })}
      {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    >
      <Select
        id={id}
        {...(of.isOne ? {} : { mode: 'multiple' as const })}
        allowClear
        loading={isLoading}
        placeholder={t('screen.desk.category')}
        status={of.error === undefined ? '' : 'error'}
        style={{ width: '100%' }}
        popupMatchSelectWidth={320}
        value={of.isOne ? (of.value[0] ?? null) : [...of.value]}
        options={options}
        showSearch={{
          filterOption: (typed, one) =>
            `${one?.label} ${one?.path} ${one?.value}`.toLowerCase().includes(typed.trim().toLowerCase()),
        }}
        optionRender={({ data: one }) => (
          <span className="option-two">
            <span>{one.label}</span>
            <small>{one.path}</small>
          </span>
        )}
        onChange={(next: string | readonly string[] | null | undefined) =>
          of.onChange(next === null || next === undefined ? [] : typeof next === 'string' ? [next] : next)
        }
      />
    </FieldFrame>
  )
}
