/** Calls that wait for my answer: who calls, why, how long is left; accept, or decline with a reason. The same at the desk and on the phone. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Failed,
  keyOf,
  Sheet,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useLive,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import './calls.css'

export const MyCalls = () => {
  const t = useWords('command')
  const { since, when } = useTimes()
  const session = useSession()
  const [declining, setDeclining] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const asked = useAsk(command, 'myCalls', { query: {} }, { everySeconds: 30 })
  useLive([session.id && `account:${session.id}`], [keyOf(command, 'myCalls')])
  const send = useSend(command, 'answerCall', {
    then: (_, { body }) => {
      setDeclining(null)
      setReason('')
      toast(t(`screen.answered.${body.answer}`), 'good')
    },
  })
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={3} />
  if (asked.data.items.length === 0)
    return <Empty icon="check" title={t('screen.noCalls')} hint={t('screen.noCallsHint')} />
  return (
    <>
      <ul className="calls">
        {asked.data.items.map((call) => (
          <li key={call.id}>
            <p className="calls-head">
              <Chip tone={call.grade >= 3 ? 'overdue' : 'soon'}>{t(`screen.grade.${call.grade}`)}</Chip>
              <span>{t('screen.calledBy', { name: call.startedByName, since: since(call.calledAt) })}</span>
            </p>
            <h2>{call.title}</h2>
            <p className="calls-because">{call.because}</p>
            <p className="calls-due">{t('screen.answerBy', { at: when(call.dueAt) })}</p>
            <div className="button-row">
              <Button tone="plain" onClick={() => setDeclining(call.id)}>
                {t('screen.decline')}
              </Button>
              <Button
                tone="main"
                isBusy={send.isSending}
                onClick={() => send.now({ params: { id: call.id }, body: { answer: 'accepted' } })}
              >
                {t('screen.accept')}
              </Button>
            </div>
            <ButtonLink to={`/matters/${call.caseId}`} tone="quiet" icon="chat">
              {t('screen.toRoom')}
            </ButtonLink>
          </li>
        ))}
      </ul>
      {declining && (
        <Sheet
          isOpen
          onClose={() => setDeclining(null)}
          title={t('screen.decline')}
          action={
            <Button
              tone="main"
              isWide
              disabled={reason.trim() === ''}
              isBusy={send.isSending}
              onClick={() => send.now({ params: { id: declining }, body: { answer: 'declined', reason } })}
            >
              {t('screen.declineSend')}
            </Button>
          }
        >
          <TextField
            label={t('screen.whyNot')}
            rows={3}
            maxLength={400}
            value={reason}
            error={send.errors.reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Sheet>
      )}
    </>
  )
}
