/** 本期进度 Which communities still have something to confirm of a report, and by when. */
import { Chip, Empty, Failed, Section, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { oneForm } from '../../contract.ts'

export const ProgressPart = ({ id }: { id: string }) => {
  const t = useWords('one-form')
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(oneForm, 'listPeriods', { query: { reportId: id, all: true, limit: 100 } })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={3} />
  return (
    <Section title={t('screen.progress.title')}>
      <Rows
        rowKey={(row) => row.key}
        rows={data.items}
        empty={<Empty title={t('screen.progress.none')} />}
        columns={[
          { key: 'community', title: t('screen.progress.community'), cell: (row) => row.communityName },
          { key: 'period', title: t('screen.progress.period'), width: 100, cell: (row) => row.period },
          { key: 'due', title: t('screen.progress.due'), width: 130, cell: (row) => day(row.dueOn) },
          {
            key: 'left',
            title: t('screen.progress.left'),
            width: 130,
            cell: (row) =>
              row.closedAt === null ? (
                <Chip tone={row.isLate ? 'overdue' : 'soon'}>
                  {row.isLate ? `${t('screen.progress.late')} · ${row.exceptions}` : row.exceptions}
                </Chip>
              ) : (
                <Chip tone={row.isLate ? 'plain' : 'done'}>
                  {t(row.isLate ? 'screen.progress.lateDone' : 'screen.progress.onTime')}
                </Chip>
              ),
          },
        ]}
      />
    </Section>
  )
}
