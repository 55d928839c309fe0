/** How far our notices get, and where people have had enough of them: numbers per sender and topic. */
import { Empty, Failed, useAsk, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, Panel, Rows } from '@liren/web/desk'
import { notices } from '../../contract.ts'

export default function ReachPage() {
  const t = useWords('notices')
  const { number } = useTimes()
  const { data: report } = useAsk(notices, 'report', { query: {} })
  const senders = useAsk(notices, 'senders', { query: {} })
  const reach = report?.reach
  return (
    <DeskPage title={t('nav.reach')} hint={t('screen.reachHint')}>
      {reach && (
        <Figures
          of={[
            { label: t('screen.recipients'), value: number(reach.recipients) },
            { label: t('screen.delivered'), value: number(reach.delivered) },
            { label: t('screen.read'), value: number(reach.read) },
            { label: t('screen.opened'), value: number(reach.opened) },
            {
              label: t('screen.notReached'),
              value: number(reach.notReached),
              to: '/notices/phone-tasks',
              ...(reach.notReached > 0 ? { tone: 'overdue' as const } : {}),
            },
          ]}
        />
      )}
      {senders.error ? (
        <Failed error={senders.error} again={() => void senders.refetch()} />
      ) : (
        <Panel title={t('screen.bySender')}>
          <Rows
            rows={senders.data?.items ?? []}
            isLoading={senders.isLoading}
            label={t('nav.reach')}
            rowKey={(row) => `${row.unitId} ${row.areaCode} ${row.topic}`}
            empty={<Empty icon="bell" title={t('screen.none')} hint={t('screen.noneHint')} />}
            columns={[
              { key: 'sender', title: t('screen.sender'), cell: (row) => row.sender ?? t('title') },
              { key: 'topic', title: t('screen.topic'), isHead: true, cell: (row) => row.title },
              {
                key: 'messages',
                title: t('screen.messages'),
                width: 120,
                isNumber: true,
                cell: (row) => number(row.messages),
              },
              {
                key: 'opened',
                title: t('screen.openedPercent'),
                isNumber: true,
                width: 120,
                cell: (row) => `${row.openedPercent} %`,
              },
              {
                key: 'optedOut',
                title: t('screen.optedOutPercent'),
                isNumber: true,
                width: 120,
                cell: (row) => `${row.optedOutPercent} %`,
              },
            ]}
          />
        </Panel>
      )}
    </DeskPage>
  )
}
