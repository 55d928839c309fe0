/** The unit tree, opened branch by branch; each branch asks only when it is opened. */
import { Failed, Skeleton, useAsk, useWords } from '@liren/web'
import { Button } from 'antd'
import { useState } from 'react'
import { organisation, type UnitRow } from '../../contract.ts'

type Choose = { readonly chosen: string | null; readonly onChoose: (id: string) => void }

export const UnitButton = ({ unit, chosen, onChoose }: { unit: UnitRow } & Choose) => (
  <Button
    type={unit.id === chosen ? 'primary' : 'text'}
    aria-current={unit.id === chosen ? 'true' : undefined}
    onClick={() => onChoose(unit.id)}
    style={{
      flex: 1,
      minWidth: 0,
      justifyContent: 'start',
      whiteSpace: 'normal',
      height: 'auto',
      minHeight: 'var(--target)',
      textAlign: 'start',
    }}
  >
    {unit.shortName}
  </Button>
)

const Knot = ({ unit, isOpenAtFirst, ...choose }: { unit: UnitRow; isOpenAtFirst: boolean } & Choose) => {
  const t = useWords()
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <li>
      <div style={{ display: 'flex', alignItems: 'center', gap: 'var(--space-1)' }}>
        {unit.hasChildren ? (
          <Button
            type="text"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'screen.fold' : 'screen.unfold', { name: unit.shortName })}
            onClick={() => setOpen(!isOpen)}
            style={{ width: 'var(--target)', height: 'var(--target)' }}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          </Button>
        ) : (
          <span style={{ width: 'var(--target)' }} />
        )}
        <UnitButton unit={unit} {...choose} />
      </div>
      {isOpen && <Branch parent={unit.id} {...choose} />}
    </li>
  )
}

export const Branch = ({ parent, ...choose }: { parent: string } & Choose) => {
  const { data, error, refetch } = useAsk(organisation, 'units', { query: { parent, limit: 200 } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  return (
    <ul style={{ listStyle: 'none', margin: 0, paddingInlineStart: parent === 'root' ? 0 : 'var(--space-4)' }}>
      {data.items.map((unit) => (
        <Knot key={unit.id} unit={unit} isOpenAtFirst={parent === 'root'} {...choose} />
      ))}
    </ul>
  )
}
