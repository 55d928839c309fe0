/** What the platform is doing behind the screens: events on their way, queues, screens that listen. */
import { Failed } from '../phone/list.tsx'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import { DeskPage, Figures } from './desk-page.tsx'
import { useJobs } from './kernel-api.ts'
import { Rows } from './list-table.tsx'

export default function JobsPage() {
  const t = useWords('web')
  const { number } = useTimes()
  const { data, error, isLoading, refetch } = useJobs()
  return (
    <DeskPage title={t('desk:jobs')} hint={t('desk:jobsHint')}>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <>
          <Figures
            of={[
              {
                label: t('desk:waitingEvents'),
                value: number(data?.waitingEvents ?? 0),
                tone: (data?.waitingEvents ?? 0) > 1000 ? 'soon' : 'plain',
              },
              { label: t('desk:liveScreens'), value: number(data?.liveScreens ?? 0) },
            ]}
          />
          <Rows
            rows={data?.queues ?? []}
            rowKey={({ name }) => name}
            isLoading={isLoading}
            columns={[
              { key: 'name', title: t('desk:queue'), cell: (row) => t(`desk:queueOf.${row.name}`) },
              { key: 'queued', title: t('desk:queued'), width: 120, isNumber: true, cell: (row) => number(row.queued) },
              { key: 'active', title: t('desk:active'), width: 120, isNumber: true, cell: (row) => number(row.active) },
              { key: 'failed', title: t('desk:failed'), width: 120, isNumber: true, cell: (row) => number(row.failed) },
            ]}
          />
        </>
      )}
    </DeskPage>
  )
}
