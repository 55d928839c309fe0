/** 触达情况 How far policies came: found, told, agreed, delivered, declined, by rule. Small numbers stay hidden. */
import { Empty, Failed, Skeleton, useArea, useAsk, useWords } from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { benefits } from '../../contract.ts'
import '../benefits.css'

export default function ReachPage() {
  const t = useWords('benefits')
  const { code } = useArea()
  const { data, error, refetch } = useAsk(benefits, 'funnel', { query: code ? { area: code } : {} })
  const shown = (value: number | null) => (value === null ? t('screen.small', { least: data?.smallest ?? 0 }) : value)
  const count = (key: 'found' | 'told' | 'agreed' | 'served' | 'declined', word: string) => ({
    key,
    title: t(word),
    width: 120,
    isNumber: true,
    cell: (row: NonNullable<typeof data>['items'][number]) => shown(row[key]),
  })
  return (
    <DeskPage title={t('nav.funnel')} hint={t('screen.funnelLead')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton rows={6} />
      ) : data.items.length === 0 ? (
        <Empty icon="chart" title={t('screen.noFunnel')} hint={t('screen.noScreeningsHint')} />
      ) : (
        <Panel>
          <Rows
            rowKey={({ rule }) => rule}
            rows={data.items}
            columns={[
              { key: 'rule', title: t('screen.rule'), cell: (row) => row.title },
              count('found', 'screen.found'),
              count('told', 'screen.told'),
              count('agreed', 'screen.agreedCount'),
              count('served', 'screen.served'),
              count('declined', 'screen.declinedCount'),
            ]}
          />
          <p className="benefit-note">{t('screen.noNames')}</p>
        </Panel>
      )}
    </DeskPage>
  )
}
