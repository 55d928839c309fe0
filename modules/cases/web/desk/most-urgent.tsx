/** 最急的案件 On the desk's home of whoever watches the queue: open cases, the first due first. */
import { Failed, Link, useArea, useAsk, useGo, useMay } from '@liren/web'
import { Panel, Rows } from '@liren/web/desk'
import { cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'
import { DueChip } from './due-chip.tsx'
import { useOwnStages } from './own-stages.ts'

const shown = 6

export default function MostUrgent() {
  const { t, d } = useCaseWords()
  const { stageWord } = useOwnStages()
  const go = useGo()
  const may = useMay()
  const { code } = useArea()
  const isMine = may('queue.read') && may('case.card')
  const query = { isOpen: true, order: 'due' as const, limit: shown, ...(code ? { area: code } : {}) }
  const { data, error, isLoading, refetch } = useAsk(cases, 'list', { query }, { enabled: isMine })
  if (!isMine || data?.items.length === 0) return null
  return (
    <Panel title={d('mostUrgent')} tools={<Link to="/cases">{t('nav.board')}</Link>}>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          rows={data?.items ?? []}
          isLoading={isLoading}
          onOpen={(row) => go(`/cases/${row.id}`)}
          columns={[
            { key: 'title', title: t('title'), cell: (row) => row.title },
            { key: 'stage', title: t('matters:screen.phase'), width: 90, cell: (row) => stageWord(row) },
            { key: 'holder', title: d('holder'), width: 150, cell: (row) => row.holderUnitName ?? '—' },
            { key: 'due', title: t('matters:screen.dueAt'), width: 130, cell: (row) => <DueChip of={row} /> },
          ]}
        />
      )}
    </Panel>
  )
}
