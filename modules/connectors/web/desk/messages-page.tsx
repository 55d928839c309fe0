/** Every message to and from peers; what failed for good is sent again by a person. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Link,
  toast,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { connectors } from '../../contract.ts'
import { messageStates as states } from '../../exchange.ts'

const tones = { waiting: 'soon', sent: 'done', failed: 'overdue', taken: 'done', refused: 'overdue' } as const
const directions = ['in', 'out'] as const

export default function MessagesPage() {
  const t = useWords('connectors')
  const { when } = useTimes()
  const may = useMay()
  const mayRepeat = may('exchange.repeat')
  const mayAnswer = may('exchange.handOver')
  const [filters] = useFilters()
  const { data } = useAsk(connectors, 'peers')
  const repeat = useSend(connectors, 'repeat', { then: () => toast(t('screen.repeated'), 'good') })
  const replay = useSend(connectors, 'replay', { then: () => toast(t('screen.replayed'), 'good') })
  const state = states.find((one) => one === filters.state)
  const direction = directions.find((one) => one === filters.direction)
  return (
    <DeskPage
      title={t('nav.messages')}
      hint={t('screen.messagesHint')}
      tools={
        <>
          {mayAnswer && <ButtonLink to="/connectors/answers">{t('nav.answers')}</ButtonLink>}
          <ButtonLink to="/connectors">{t('nav.peers')}</ButtonLink>
        </>
      }
    >
      <ListTable
        contract={connectors}
        route="messages"
        input={{
          query: {
            ...(filters.peer ? { peer: filters.peer } : {}),
            ...(state ? { state } : {}),
            ...(direction ? { direction } : {}),
          },
        }}
        empty={<Empty icon="layers" title={t('screen.messagesNone')} hint={t('screen.messagesNoneHint')} />}
        filters={[
          {
            name: 'peer',
            label: t('screen.peer'),
            choices: (data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
          },
          {
            name: 'direction',
            label: t('screen.direction'),
            choices: directions.map((value) => ({ value, label: t(`direction.${value}`) })),
          },
          {
            name: 'state',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'kind', title: t('screen.kind'), cell: (row) => t(`kind.${row.kind}`) },
          { key: 'direction', title: t('screen.direction'), cell: (row) => t(`direction.${row.direction}`) },
          { key: 'peer', title: t('screen.peer'), cell: (row) => row.peerName },
          {
            key: 'ref',
            title: t('screen.ref'),
            cell: (row) =>
              row.matterId && row.number ? <Link to={`/cases/${row.matterId}`}>{row.number}</Link> : (row.ref ?? ''),
          },
          { key: 'at', title: t('screen.at'), cell: (row) => when(row.at) },
          {
            key: 'state',
            title: t('screen.state'),
            cell: (row) => (
              <>
                <Chip tone={tones[row.state]}>{t(`state.${row.state}`)}</Chip> {row.failure}
              </>
            ),
          },
          {
            key: 'acts',
            title: t('desk:acts'),
            cell: (row) =>
              mayRepeat && (row.state === 'refused' || (row.kind === 'case.create' && row.state === 'taken')) ? (
                <Button isBusy={replay.isSending} onClick={() => replay.now({ params: { id: row.id }, body: {} })}>
                  {t('screen.replay')}
                </Button>
              ) : mayRepeat && row.direction === 'out' && row.state !== 'waiting' ? (
                <Button isBusy={repeat.isSending} onClick={() => repeat.now({ params: { id: row.id }, body: {} })}>
                  {t('screen.repeat')}
                </Button>
              ) : null,
          },
        ]}
      />
    </DeskPage>
  )
}
