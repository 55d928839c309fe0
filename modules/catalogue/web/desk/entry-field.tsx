/** 选择数据项 Entries of the dictionary chosen by name; their keys are nobody's to remember. */
import { FieldFrame, useLook, usePages, useWords } from '@liren/web'
import { Select } from 'antd'
import { useId } from 'react'
import { catalogue } from '../../contract.ts'

export const EntryField = ({
  label,
  value,
  onChange,
  error,
  most = 20,
}: {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (keys: readonly string[]) => void
  readonly error?: string | undefined
  readonly most?: number
}) => {
  const t = useWords('catalogue')
  const { locale } = useLook()
  const id = useId()
  const entries = usePages(catalogue, 'listEntries', { query: { limit: 200 } }, { staleSeconds: 600 })
  return (
    <FieldFrame id={id} label={label} {...(error === undefined ? {} : { error })}>
      <Select
        id={id}
        mode="multiple"
        placeholder={t('screen.entry.choose')}
        loading={entries.isLoading}
        status={error === undefined ? '' : 'error'}
        maxCount={most}
        value={[...value]}
        showSearch={{ optionFilterProp: 'label' }}
        onPopupScroll={() => entries.hasMore && !entries.isLoadingMore && entries.more()}
        options={entries.items.map(({ key, name }) => ({
          value: key,
          label: `${locale === 'en' ? name.en : name.zh} ${key}`,
        }))}
        onChange={(keys: string[]) => onChange(keys)}
      />
    </FieldFrame>
  )
}
