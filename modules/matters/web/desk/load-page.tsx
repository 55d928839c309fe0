/** 单位负荷 What each unit carries: open, late, taken in this week and from how many sources. Of units, never of persons. */
import { Chip, Empty, Failed, useArea, useAsk, useGo, useWords } from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { matters } from '../../contract.ts'

export default function LoadPage() {
  const t = useWords('matters')
  const go = useGo()
  const { code } = useArea()
  const { data, error, refetch } = useAsk(matters, 'load', { query: code ? { area: code.slice(0, 12) } : {} })
  const units = [...(data?.units ?? [])].sort((a, b) => b.thisWeek - a.thisWeek || b.open - a.open)
  return (
    <DeskPage title={t('nav.load')} hint={t('nav.loadHint')}>
      <Panel title={t('nav.load')}>
        {error && !data ? (
          <Failed error={error} again={() => void refetch()} />
        ) : data && units.length === 0 ? (
          <Empty icon="check" title={t('screen.load.none')} hint={t('screen.load.noneHint')} />
        ) : (
          <Rows
            rows={units}
            rowKey={({ unitId }) => unitId}
            isLoading={!data}
            onOpen={({ unitId }) => go(`/matters?unit=${unitId}`)}
            columns={[
              { key: 'unit', title: t('screen.holder'), cell: (row) => row.unitName ?? t('screen.nobody') },
              { key: 'open', title: t('screen.load.open'), width: 100, cell: (row) => row.open },
              { key: 'overdue', title: t('step.overdue'), width: 100, cell: (row) => row.overdue },
              { key: 'week', title: t('screen.load.week'), width: 110, cell: (row) => row.thisWeek },
              { key: 'sources', title: t('screen.load.sources'), width: 110, cell: (row) => row.sources },
              {
                key: 'full',
                title: t('screen.load.fill'),
                width: 120,
                cell: (row) => row.isOverLimit && <Chip tone="overdue">{t('screen.load.over')}</Chip>,
              },
            ]}
          />
        )}
      </Panel>
    </DeskPage>
  )
}
