/** Answers of peers nobody here has gone on with: each opens its case, where their result becomes the reply with one press. */
import { Button, Chip, Empty, Link, toast, useMay, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { connectors } from '../../contract.ts'

export default function AnswersPage() {
  const t = useWords('connectors')
  const { when } = useTimes()
  const may = useMay()
  const settle = useSend(connectors, 'settleAnswer', { then: () => toast(t('screen.seen'), 'good') })
  return (
    <DeskPage
      title={t('nav.answers')}
      hint={t('screen.answersHint')}
      back={{ to: '/connectors/messages', label: t('nav.messages') }}
    >
      <ListTable
        contract={connectors}
        route="answers"
        input={{ query: {} }}
        empty={<Empty icon="check" title={t('screen.answersNone')} hint={t('screen.answersNoneHint')} />}
        columns={[
          {
            key: 'number',
            title: t('screen.ref'),
            cell: (row) => <Link to={`/cases/${row.matterId}`}>{row.number}</Link>,
          },
          { key: 'peer', title: t('screen.peer'), cell: (row) => row.peerName },
          {
            key: 'kind',
            title: t('screen.kind'),
            cell: (row) => <Chip tone={row.kind === 'case.return' ? 'overdue' : 'done'}>{t(`kind.${row.kind}`)}</Chip>,
          },
          { key: 'text', title: t('screen.answer'), cell: (row) => row.text },
          { key: 'at', title: t('screen.at'), width: 160, cell: (row) => when(row.at) },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 120,
            cell: (row) =>
              may('exchange.handOver') ? (
                <Button
                  tone="quiet"
                  isBusy={settle.isSending}
                  onClick={() => settle.now({ params: { id: row.id }, body: {} })}
                >
                  {t('screen.answerSeen')}
                </Button>
              ) : null,
          },
        ]}
      />
    </DeskPage>
  )
}
