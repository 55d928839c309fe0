/** Words of residents and bad ratings that wait for a reply: the next to run out stands first. */
import { Chip, dueTone, useGo, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { matters } from '../../contract.ts'
import { useMatterLink } from '../matter-words.ts'

export default function UnansweredPage() {
  const t = useWords('matters')
  const { when } = useTimes()
  const link = useMatterLink()
  const go = useGo()
  return (
    <DeskPage title={t('nav.unanswered')} hint={t('nav.unansweredHint')}>
      <ListTable
        contract={matters}
        route="unanswered"
        isQueue
        input={{ query: {} }}
        rowKey={(row) => `${row.matterId} ${row.kind}`}
        columns={[
          { key: 'title', title: t('title'), cell: (row) => row.title },
          { key: 'number', title: t('screen.number'), width: 190, cell: (row) => row.number },
          { key: 'kind', title: t('screen.waitsFor'), width: 130, cell: (row) => t(`owed.${row.kind}`) },
          {
            key: 'due',
            title: t('screen.replyBy'),
            width: 170,
            cell: (row) => (
              <Chip tone={row.isMissed || dueTone(row.dueAt) === 'overdue' ? 'overdue' : 'soon'}>
                {when(row.dueAt)}
              </Chip>
            ),
          },
          {
            key: 'holder',
            title: t('screen.holder'),
            width: 160,
            cell: (row) => row.holderUnitName ?? t('screen.nobody'),
          },
        ]}
        onOpen={(row) => go(link({ id: row.matterId, module: row.module }))}
      />
    </DeskPage>
  )
}
