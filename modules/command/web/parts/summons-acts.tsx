/** What whoever steers does with a calling: note what somebody said on the telephone, or end it with a reason. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Segments, Sheet, TextField, toast, useMay, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'

export type Summons = Reply<RouteOf<typeof command, 'summonses'>>['items'][number]
export type Call = Summons['calls'][number]
const answers = ['accepted', 'declined'] as const

const PhoneSheet = ({ of, onClose }: { of: Call; onClose: () => void }) => {
  const t = useWords('command')
  const [answer, setAnswer] = useState<(typeof answers)[number]>('accepted')
  const [reason, setReason] = useState('')
  const send = useSend(command, 'answerByPhone', {
    then: () => {
      toast(t('screen.phoneNoted'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.byPhoneOf', { name: of.name })}
      action={
        <Button
          tone="main"
          isWide
          disabled={reason.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { answer, reason } })}
        >
          {t('screen.phoneNote')}
        </Button>
      }
    >
      <Segments
        label={t('screen.phoneSaid')}
        value={answer}
        onChange={(value) => setAnswer(value === 'declined' ? 'declined' : 'accepted')}
        choices={answers.map((value) => ({ value, label: t(`screen.phoneAnswer.${value}`) }))}
      />
      <TextField
        label={t('screen.phoneWords')}
        rows={3}
        maxLength={400}
        value={reason}
        error={send.errors.reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Sheet>
  )
}

const EndSheet = ({ of, onClose }: { of: Summons; onClose: () => void }) => {
  const t = useWords('command')
  const [because, setBecause] = useState('')
  const send = useSend(command, 'endSummons', {
    then: () => {
      toast(t('screen.callingEnded'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.endCalling')}
      action={
        <Button
          tone="main"
          isWide
          disabled={because.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { because } })}
        >
          {t('screen.endCalling')}
        </Button>
      }
    >
      <p>{t('screen.endCallingHint')}</p>
      <TextField
        label={t('screen.endBecause')}
        rows={3}
        maxLength={400}
        value={because}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
    </Sheet>
  )
}

/** Beside one call that nobody has answered. */
export const ByPhone = ({ of, call }: { of: Summons; call: Call }) => {
  const t = useWords('command')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (of.state !== 'open' || call.answer !== null || !may('summons.steer')) return null
  return (
    <>
      <Button tone="quiet" icon="phone" onClick={() => setOpen(true)}>
        {t('screen.byPhone')}
      </Button>
      {isOpen && <PhoneSheet of={call} onClose={() => setOpen(false)} />}
    </>
  )
}

export const EndCalling = ({ of }: { of: Summons }) => {
  const t = useWords('command')
  const may = useMay()
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const isMine = session.id !== null && of.startedByName === session.name
  if (of.state !== 'open' || !(may('summons.steer') || isMine)) return null
  return (
    <>
      <Button tone="quiet" icon="close" onClick={() => setOpen(true)}>
        {t('screen.endCalling')}
      </Button>
      {isOpen && <EndSheet of={of} onClose={() => setOpen(false)} />}
    </>
  )
}
