/** How the days added up on both sides, and a day compared now. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Field,
  Link,
  SelectField,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { connectors } from '../../contract.ts'

const CompareNow = () => {
  const t = useWords('connectors')
  const { data } = useAsk(connectors, 'peers')
  const [code, setCode] = useState('')
  const [on, setOn] = useState('')
  const send = useSend(connectors, 'compare', { then: () => toast(t('screen.compared'), 'good') })
  const chosen = code || (data?.items[0]?.code ?? '')
  if (chosen === '') return null
  return (
    <Panel>
      <div className="button-row" style={{ justifyContent: 'flex-start', alignItems: 'end' }}>
        <SelectField
          label={t('screen.peer')}
          value={chosen}
          choices={(data?.items ?? []).map((peer) => ({ value: peer.code, label: peer.name }))}
          onChange={(event) => setCode(event.target.value)}
        />
        <Field
          label={t('screen.day')}
          type="date"
          value={on}
          error={send.errors.on}
          onChange={(event) => setOn(event.target.value)}
        />
        <Button
          tone="main"
          isBusy={send.isSending}
          disabled={chosen === '' || on === ''}
          onClick={() => send.now({ params: { code: chosen }, body: { on } })}
        >
          {t('screen.compare')}
        </Button>
      </div>
    </Panel>
  )
}

export default function ComparisonsPage() {
  const t = useWords('connectors')
  const { day, when } = useTimes()
  const mayCompare = useMay()('exchange.repeat')
  return (
    <DeskPage
      title={t('nav.comparisons')}
      hint={t('screen.comparisonsHint')}
      back={{ to: '/connectors', label: t('nav.peers') }}
      tools={<ButtonLink to="/connectors/differences">{t('nav.differences')}</ButtonLink>}
    >
      {mayCompare && <CompareNow />}
      <ListTable
        contract={connectors}
        route="comparisons"
        input={{ query: {} }}
        empty={<Empty icon="check" title={t('screen.comparisonsNone')} hint={t('screen.comparisonsNoneHint')} />}
        columns={[
          { key: 'on', title: t('screen.day'), width: 150, cell: (row) => day(row.on) },
          { key: 'peer', title: t('screen.peer'), cell: (row) => row.peer },
          {
            key: 'result',
            title: t('screen.result'),
            cell: (row) => (
              <>
                <Chip tone={row.isAgreed ? 'done' : 'overdue'}>
                  {t(row.isAgreed ? 'screen.agreed' : 'screen.notAgreed')}
                </Chip>{' '}
                {!row.isAgreed && !row.failure && (
                  <Link to={`/connectors/differences?peer=${row.peer}`}>{t('screen.seeDifferences')}</Link>
                )}
                {row.failure}
              </>
            ),
          },
          { key: 'sent', title: t('screen.sentOurs'), isNumber: true, cell: (row) => row.sent },
          { key: 'arrivedThere', title: t('screen.arrivedThere'), isNumber: true, cell: (row) => row.arrivedThere },
          { key: 'received', title: t('screen.receivedOurs'), isNumber: true, cell: (row) => row.received },
          { key: 'sentThere', title: t('screen.sentThere'), isNumber: true, cell: (row) => row.sentThere },
          { key: 'repeated', title: t('screen.repeatedCount'), isNumber: true, cell: (row) => row.repeated },
          { key: 'at', title: t('screen.at'), width: 160, cell: (row) => when(row.at) },
        ]}
      />
    </DeskPage>
  )
}
