/** Closed cases whose reporters nobody has asked yet (回访): whom to ring up, and until when; the case page notes what they say. */
import { Chip, dueTone, Empty, Link, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { CategoryName, SourceName } from './said.tsx'
import { useBoardArea } from './use-board.ts'
import './board.css'

export default function FollowUpsPage() {
  const t = useWords()
  const { when } = useTimes()
  const { area } = useBoardArea()
  return (
    <DeskPage
      title={t('nav.followUps')}
      hint={t('screen.followUpsHint')}
      back={{ to: '/command', label: t('nav.board') }}
    >
      <ListTable
        contract={command}
        route="followUpsDue"
        isQueue
        input={{ query: area ? { area } : {} }}
        label={t('nav.followUps')}
        empty={<Empty icon="check" title={t('screen.noFollowUps')} hint={t('screen.noFollowUpsHint')} />}
        columns={[
          {
            key: 'title',
            title: t('screen.case'),
            isHead: true,
            cell: (row) => <Link to={`/${row.module}/${row.id}`}>{row.title}</Link>,
          },
          {
            key: 'category',
            title: t('screen.category'),
            width: 140,
            cell: (row) => row.categoryCode && <CategoryName code={row.categoryCode} area={row.areaCode} />,
          },
          { key: 'source', title: t('screen.source'), width: 120, cell: (row) => <SourceName code={row.source} /> },
          { key: 'unit', title: t('screen.unit'), width: 150, cell: (row) => row.holderUnitName ?? '–' },
          {
            key: 'closed',
            title: t('screen.closedLabel'),
            width: 150,
            cell: (row) => row.closedAt && when(row.closedAt),
          },
          {
            key: 'due',
            title: t('screen.askBy'),
            width: 150,
            cell: (row) => <Chip tone={dueTone(row.askBy) === 'overdue' ? 'overdue' : 'soon'}>{when(row.askBy)}</Chip>,
          },
        ]}
      />
    </DeskPage>
  )
}
