/** The left side of the page: a search over all units, else the tree. */
import { Empty, Failed, useAsk, useWords } from '@liren/web'
import { Input } from 'antd'
import { useState } from 'react'
import { organisation } from '../../contract.ts'
import { Branch, UnitButton } from './unit-tree.tsx'

export const UnitFinder = (choose: { chosen: string | null; onChoose: (id: string) => void }) => {
  const t = useWords()
  const [wanted, setWanted] = useState('')
  const { data, error, refetch } = useAsk(
    organisation,
    'units',
    { query: { q: wanted, limit: 60 } },
    { enabled: wanted !== '' },
  )
  return (
    <nav aria-label={t('screen.tree')}>
      <Input.Search
        allowClear
        aria-label={t('screen.searchLabel')}
        placeholder={t('screen.search')}
        onSearch={(text) => setWanted(text.trim())}
      />
      <div style={{ marginBlockStart: 'var(--space-3)' }}>
        {wanted === '' ? (
          <Branch parent="root" {...choose} />
        ) : error ? (
          <Failed error={error} again={() => void refetch()} />
        ) : (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {data?.items.map((unit) => (
              <li key={unit.id} style={{ display: 'flex' }}>
                <UnitButton unit={unit} {...choose} />
              </li>
            ))}
            {data?.items.length === 0 && <Empty icon="search" title={t('screen.nothingFound')} />}
          </ul>
        )}
      </div>
    </nav>
  )
}
