/** My coming duties: a day one cannot stand is offered to a colleague, and what colleagues ask is answered here. */
import {
  Button,
  Chip,
  Field,
  Row,
  Section,
  SelectField,
  Sheet,
  TextField,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { organisation } from '../../contract.ts'

type Duties = NonNullable<ReturnType<typeof useMyDuties>['data']>
type Duty = Duties['items'][number]
type Asked = Duties['swaps'][number]
const useMyDuties = () => useAsk(organisation, 'myDuties', {})
const stale = [[organisation]] as const
const tones = { asked: 'soon', agreed: 'done', refused: 'overdue', withdrawn: 'plain' } as const

const AskSheet = ({ of, onClose }: { of: Duty; onClose: () => void }) => {
  const t = useWords('organisation')
  const { day } = useTimes()
  const [toMemberId, setTo] = useState('')
  const [inReturnOn, setReturn] = useState('')
  const [reason, setReason] = useState('')
  const then = () => {
    toast(t('screen.swap.sent'), 'good')
    onClose()
  }
  const send = useSend(organisation, 'askSwap', { stale, then })
  const go = () =>
    send.now({
      params: { id: of.shiftId },
      body: { onDay: of.day, toMemberId, reason: reason.trim(), ...(inReturnOn ? { inReturnOn } : {}) },
    })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.swap.ask')}
      action={
        <Button
          tone="main"
          isWide
          disabled={toMemberId === '' || reason.trim() === ''}
          isBusy={send.isSending}
          onClick={go}
        >
          {t('screen.swap.send')}
        </Button>
      }
    >
      <p>
        {of.shiftName} · {day(of.day)} {of.startsAt}–{of.endsAt}
      </p>
      <SelectField
        label={t('screen.swap.whom')}
        placeholder={t('screen.swap.choose')}
        value={toMemberId}
        error={send.errors.toMemberId}
        choices={of.colleagues.map(({ memberId, name }) => ({ value: memberId, label: name }))}
        onChange={(event) => setTo(event.target.value)}
      />
      <Field
        label={t('screen.swap.inReturn')}
        hint={t('screen.swap.inReturnHint')}
        type="date"
        value={inReturnOn}
        error={send.errors.inReturnOn}
        onChange={(event) => setReturn(event.target.value)}
      />
      <TextField
        label={t('screen.swap.reason')}
        rows={2}
        maxLength={200}
        value={reason}
        error={send.errors.reason ?? send.errors.onDay}
        onChange={(event) => setReason(event.target.value)}
      />
    </Sheet>
  )
}

const Swapping = ({ of }: { of: Asked }) => {
  const t = useWords('organisation')
  const { day } = useTimes()
  const send = useSend(organisation, 'answerSwap', { stale, then: () => toast(t('screen.saved'), 'good') })
  const say = (state: 'agreed' | 'refused' | 'withdrawn') => send.now({ params: { id: of.id }, body: { state } })
  const back = of.inReturnOn ? t('screen.swap.back', { day: day(of.inReturnOn) }) : ''
  return (
    <li>
      <Row
        title={t(of.isMine ? 'screen.swap.toColleague' : 'screen.swap.fromColleague', {
          name: of.isMine ? of.toName : of.fromName,
          day: day(of.onDay),
        })}
        note={[of.shiftName, back, of.reason].filter(Boolean).join(' · ')}
        after={<Chip tone={tones[of.state]}>{t(`screen.swap.state.${of.state}`)}</Chip>}
      />
      {of.isMineToAnswer && (
        <p className="button-row">
          <Button isBusy={send.isSending} onClick={() => say('refused')}>
            {t('screen.swap.refuse')}
          </Button>
          <Button tone="main" isBusy={send.isSending} onClick={() => say('agreed')}>
            {t('screen.swap.agree')}
          </Button>
        </p>
      )}
      {of.isMine && of.state === 'asked' && (
        <p className="button-row">
          <Button isBusy={send.isSending} onClick={() => say('withdrawn')}>
            {t('screen.swap.withdraw')}
          </Button>
        </p>
      )}
    </li>
  )
}

export const MyDuties = () => {
  const t = useWords('organisation')
  const { day } = useTimes()
  const { data } = useMyDuties()
  const [asking, ask] = useState<Duty | null>(null)
  if (!data || data.items.length + data.swaps.length === 0) return null
  return (
    <>
      {data.swaps.length > 0 && (
        <Section title={t('screen.swap.title')}>
          <ul className="list">
            {data.swaps.map((one) => (
              <Swapping key={one.id} of={one} />
            ))}
          </ul>
        </Section>
      )}
      {data.items.length > 0 && (
        <Section title={t('screen.swap.mine')}>
          <ul className="list">
            {data.items.slice(0, 10).map((one) => (
              <li key={`${one.shiftId} ${one.day}`}>
                <Row
                  title={`${day(one.day)} ${one.startsAt}–${one.endsAt}`}
                  note={one.shiftName}
                  after={one.colleagues.length > 0 && <Button onClick={() => ask(one)}>{t('screen.swap.ask')}</Button>}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {asking && <AskSheet of={asking} onClose={() => ask(null)} />}
    </>
  )
}
