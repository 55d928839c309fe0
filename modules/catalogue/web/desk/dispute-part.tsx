/** 共享争议 Whoever asked objects to a refusal or to what was given; a steward who did not answer settles it. */
import type { Static } from '@liren/contract'
import { Button, Section, TextField, toast, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { catalogue, type SharingRequest } from '../../contract.ts'

type Request = Static<typeof SharingRequest>
const stale = [[catalogue]] as const

const Objection = ({ of, onDone }: { readonly of: Request; readonly onDone: () => void }) => {
  const t = useWords('catalogue')
  const [text, setText] = useState('')
  const send = useSend(catalogue, 'disputeAnswer', {
    stale,
    then: () => {
      toast(t('screen.sharing.disputed'), 'good')
      onDone()
    },
  })
  return (
    <Section title={t('screen.sharing.dispute')}>
      <TextField
        label={t('screen.sharing.dispute')}
        hint={t('screen.sharing.disputeHint')}
        value={text}
        maxLength={500}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        isBusy={send.isSending}
        disabled={text.trim().length < 5}
        onClick={() => send.now({ params: { id: of.id }, body: { text: text.trim() } })}
      >
        {t('screen.sharing.disputeSend')}
      </Button>
    </Section>
  )
}

const Settlement = ({ of, onDone }: { readonly of: Request; readonly onDone: () => void }) => {
  const t = useWords('catalogue')
  const [text, setText] = useState('')
  const send = useSend(catalogue, 'settleDispute', {
    stale,
    then: () => {
      toast(t('screen.sharing.answered'), 'good')
      onDone()
    },
  })
  const settle = (decision: 'support' | 'dismiss') =>
    send.now({ params: { id: of.id }, body: { decision, text: text.trim() } })
  return (
    <Section title={t('screen.sharing.settlement')}>
      <TextField
        label={t('screen.sharing.settle')}
        value={text}
        maxLength={500}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="button-row">
        <Button tone="main" isBusy={send.isSending} disabled={text.trim().length < 2} onClick={() => settle('support')}>
          {t('screen.sharing.support')}
        </Button>
        <Button isBusy={send.isSending} disabled={text.trim().length < 2} onClick={() => settle('dismiss')}>
          {t('screen.sharing.dismiss')}
        </Button>
      </p>
    </Section>
  )
}

export const DisputePart = ({ of, onDone }: { readonly of: Request; readonly onDone: () => void }) => {
  const may = useMay()
  if (of.isMine && (of.state === 'refused' || of.state === 'provided')) return <Objection of={of} onDone={onDone} />
  if (!of.isMine && of.state === 'disputed' && may('dataset.approve')) return <Settlement of={of} onDone={onDone} />
  return null
}
