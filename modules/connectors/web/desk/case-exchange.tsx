/** Beside a case: what went to and from other systems about it, and handing it over to one of them. */
import {
  Button,
  Chip,
  Notice,
  refresh,
  SelectField,
  TextField,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { useState } from 'react'
import { connectors } from '../../contract.ts'

type Of = {
  readonly matter: { readonly id: string; readonly phase: string }
  readonly isRestricted: boolean
  /** Makes what the peer answered the reply; null where the case does not stand so that it could be. */
  readonly adopt?: ((text: string, referredTo: string) => Promise<unknown>) | null
}

type Answered = { readonly id: string; readonly kind: string; readonly peerName: string; readonly text: string }

/** Their result, as the words our reporter will read: changed if need be, and sent. */
const Answer = ({ answer, adopt }: { readonly answer: Answered; readonly adopt: Of['adopt'] }) => {
  const t = useWords('connectors')
  const [text, setText] = useState(answer.text)
  const [isBusy, setBusy] = useState(false)
  const settle = useSend(connectors, 'settleAnswer', { then: () => toast(t('screen.seen'), 'good') })
  const send = async () => {
    if (!adopt) return
    setBusy(true)
    try {
      await adopt(text.trim(), answer.peerName)
      toast(t('screen.adopted'), 'good')
      await refresh([connectors])
    } finally {
      setBusy(false)
    }
  }
  const isResult = answer.kind === 'case.result'
  return (
    <>
      <Notice tone={isResult ? 'good' : 'soon'}>
        {answer.peerName} · {t(`kind.${answer.kind}`)}: {answer.text}
      </Notice>
      {isResult && adopt && (
        <TextField
          label={t('screen.adoptText')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <p className="button-row">
        {isResult && adopt && (
          <Button tone="main" isBusy={isBusy} disabled={text.trim() === ''} onClick={() => void send()}>
            {t('screen.adopt')}
          </Button>
        )}
        <Button
          tone="quiet"
          isBusy={settle.isSending}
          onClick={() => settle.now({ params: { id: answer.id }, body: {} })}
        >
          {t('screen.answerSeen')}
        </Button>
      </p>
    </>
  )
}

const HandOver = ({ matterId, again }: { readonly matterId: string; readonly again: boolean }) => {
  const t = useWords('connectors')
  const { data } = useAsk(connectors, 'peers')
  const [isOpen, setOpen] = useState(false)
  const [code, setCode] = useState('')
  const [text, setText] = useState('')
  const send = useSend(connectors, 'handOver', {
    then: () => {
      toast(t('screen.handedOver'), 'good')
      setOpen(false)
    },
  })
  const peers = (data?.items ?? []).filter(({ isOn, hasSecret }) => isOn && hasSecret)
  const chosen = code || (peers[0]?.code ?? '')
  if (peers.length === 0) return null
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{t(again ? 'screen.handAgain' : 'screen.handOver')}</Button>
  return (
    <>
      <SelectField
        label={t('screen.peer')}
        value={chosen}
        choices={peers.map((peer) => ({ value: peer.code, label: peer.name }))}
        onChange={(event) => setCode(event.target.value)}
      />
      <TextField
        label={t('screen.handOverText')}
        value={text}
        error={send.errors.text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={text.trim().length < 2}
        onClick={() => send.now({ params: { code: chosen }, body: { matterId, text: text.trim() } })}
      >
        {t('screen.handOver')}
      </Button>
    </>
  )
}

export default function CaseExchange({ of }: { readonly of: Of }) {
  const t = useWords('connectors')
  const { when } = useTimes()
  const may = useMay()
  const { data } = useAsk(
    connectors,
    'messages',
    { query: { matter: of.matter.id } },
    { enabled: may('exchange.read') },
  )
  const answered = useAsk(
    connectors,
    'answers',
    { query: { matter: of.matter.id } },
    { enabled: may('exchange.handOver') },
  )
  const items = data?.items ?? []
  // With a peer now: the newest that went out as a case has not come back.
  const sent = items.filter(({ direction, kind }) => direction === 'out' && kind === 'case.create')
  const ends = items.filter(({ direction, kind }) => direction === 'in' && kind === 'case.return')
  const mayHandOver =
    may('exchange.handOver') && !of.isRestricted && of.matter.phase !== 'done' && sent.length <= ends.length
  if (items.length === 0 && !mayHandOver) return null
  return (
    <Panel title={t('screen.exchange')}>
      {items.length > 0 ? (
        <ul className="list">
          {items.map((row) => (
            <li key={row.id}>
              {t(`direction.${row.direction}`)} · {row.peerName} · {t(`kind.${row.kind}`)} · {when(row.at)}{' '}
              <Chip>{t(`state.${row.state}`)}</Chip>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('screen.exchangeNone')}</p>
      )}
      {(answered.data?.items ?? []).map((answer) => (
        <Answer key={answer.id} answer={answer} adopt={of.adopt} />
      ))}
      {mayHandOver && <HandOver matterId={of.matter.id} again={sent.length > 0} />}
    </Panel>
  )
}
