/** 选择账号 Somebody's account found by part of a name or login; residents' names are masked. Nothing for whoever may not list accounts. */
import { FieldFrame, useAsk, useMay, useWords } from '@liren/web'
import type { AccountPick } from '@liren/web/desk'
import { Select } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { type AccountLine, identity } from '../../contract.ts'

export default function AccountField({ of }: { of: AccountPick }) {
  const t = useWords('identity')
  const may = useMay()
  const id = useId()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const { data, isFetching } = useAsk(
    identity,
    'accounts',
    { query: { limit: 30, status: 'active', ...(text ? { text } : {}) } },
    { enabled: may('account.list'), staleSeconds: 60 },
  )
  if (!may('account.list')) return null
  const accounts = data?.items ?? []
  const note = ({ loginName, kind, unitName }: AccountLine) => unitName ?? `${t(`screen.kinds.${kind}`)} · ${loginName}`
  const options = accounts.map((one) => ({ value: one.id, label: `${one.displayName} · ${note(one)}` }))
  const kept =
    of.value && !options.some(({ value }) => value === of.value?.id)
      ? [{ value: of.value.id, label: `${of.value.displayName} · ${of.value.note}` }]
      : []
  return (
    <FieldFrame
      id={id}
      label={of.label}
      hint={of.hint ?? t('screen.nameOrLogin')}
      {...(of.error === undefined ? {} : { error: of.error })}
      {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    >
      <Select
        id={id}
        allowClear
        loading={isFetching}
        status={of.error === undefined ? '' : 'error'}
        value={of.value?.id ?? null}
        options={[...options, ...kept]}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        onChange={(chosen: string | null | undefined) => {
          const account = accounts.find((one) => one.id === chosen)
          of.onChange(account ? { id: account.id, displayName: account.displayName, note: note(account) } : null)
        }}
      />
    </FieldFrame>
  )
}
