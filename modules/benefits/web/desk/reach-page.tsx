/** 触达情况 How far policies came: found, told, agreed, delivered, declined, by rule. Small numbers stay hidden. */
import { Empty, Failed, Skeleton, useArea, useAsk, useWords } from '@liren/web'
import { DeskPage, Panel, reachByKey } from '@liren/web/desk'
import { Table } from 'antd'
import { benefits } from '../../contract.ts'
import '../benefits.css'

export default function ReachPage() {
  const t = useWords('benefits')
  const { code } = useArea()
  const { data, error, refetch } = useAsk(benefits, 'funnel', { query: code ? { area: code } : {} })
  const shown = (value: number | null) => (value === null ? t('screen.small', { least: data?.smallest ?? 0 }) : value)
  const count = (key: 'found' | 'told' | 'agreed' | 'served' | 'declined', word: string) => ({
    title: t(word),
    align: 'right' as const,
    render: (_: unknown, row: NonNullable<typeof data>['items'][number]) => shown(row[key]),
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
          <div ref={reachByKey}>
            <Table
              size="small"
              rowKey="rule"
              pagination={false}
              scroll={{ x: true }}
              dataSource={[...data.items]}
              columns={[
                { title: t('screen.rule'), dataIndex: 'title' },
                count('found', 'screen.found'),
                count('told', 'screen.told'),
                count('agreed', 'screen.agreedCount'),
                count('served', 'screen.served'),
                count('declined', 'screen.declinedCount'),
              ]}
            />
          </div>
          <p className="benefit-note">{t('screen.noNames')}</p>
        </Panel>
      )}
    </DeskPage>
  )
}
