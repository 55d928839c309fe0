/** An entry of the data dictionary picked by its name: what is known already fills the answer in. */
import { catalogue } from '@liren/catalogue/contract'
import { useLook, usePages, useWords } from '@liren/web'
import { Select } from 'antd'
import { useState } from 'react'
import { type DictionaryEntry, isBindable } from '../../../document/binding.ts'
import { useEntryName } from './entry-name.ts'

export const EntryChoice = ({
  about,
  value,
  onChange,
}: {
  about: string
  value: string | undefined
  onChange: (entry: DictionaryEntry | null) => void
}) => {
  const t = useWords('tool-library')
  const chosen = useEntryName(value)
  const { locale } = useLook()
  const [asked, ask] = useState('')
  const found = usePages(catalogue, 'listEntries', {
    query: { limit: 100, ...(asked.trim() ? { q: asked.trim() } : {}) },
  })
  const entries = found.items.filter(isBindable)
  const nameOf = ({ name, key }: DictionaryEntry) =>
    t('web:noted', { what: locale === 'en' ? name.en : name.zh, note: key })
  return (
    <Select
      allowClear
      aria-label={t('studio.bindOf', { name: about })}
      placeholder={t('studio.bindNone')}
      value={value}
      loading={found.isLoading}
      showSearch={{ filterOption: false, onSearch: ask }}
      notFoundContent={found.isLoading ? null : t('studio.noEntry')}
      options={[
        ...(value && !entries.some(({ key }) => key === value) ? [{ value, label: chosen }] : []),
        ...entries.map((one) => ({ value: one.key, label: nameOf(one) })),
      ]}
      onChange={(key: string | undefined) => onChange(entries.find((one) => one.key === key) ?? null)}
    />
  )
}
