/** Beside a case: what went to and from other systems about it, and handing it over to one of them. */
import { Button, Chip, SelectField, TextField, toast, useAsk, useMay, useSend, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { useState } from 'react'
import { connectors } from '../../contract.ts'

type Of = { readonly matter: { readonly id: string; readonly phase: string }; readonly isRestricted: boolean }

const HandOver = ({ matterId }: { readonly matterId: string }) => {
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
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{t('screen.handOver')}</Button>
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
  const items = data?.items ?? []
  const mayHandOver = may('exchange.handOver') && !of.isRestricted && of.matter.phase !== 'done' && items.length === 0
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
      {mayHandOver && <HandOver matterId={of.matter.id} />}
    </Panel>
  )
}
