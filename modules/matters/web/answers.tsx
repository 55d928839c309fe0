/** What somebody waits to hear from staff: a reply to a supervision (督办), and how the follow-up of a bad rating went (回访). */
import { Button, Notice, Section, SelectField, Switch, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { type Cause, causes } from '../reply.ts'
import { ActSheet } from './act-sheet.tsx'

const useAnswer = () => {
  const t = useWords('matters')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.done'), 'good')
    setOpen(false)
  }
  return { t, isOpen, setOpen, text, setText, then }
}

const Supervision = ({ of }: { of: MatterView['supervisions'][number] }) => {
  const { t, isOpen, setOpen, text, setText, then } = useAnswer()
  const { when } = useTimes()
  const send = useSend(matters, 'answerSupervision', { stale: [[matters]], then })
  return (
    <Notice tone="overdue">
      {t(`level.${of.level}`)}: {of.text} ({of.byName} · {when(of.at)}){' '}
      <Button onClick={() => setOpen(true)}>{t('screen.answerIt')}</Button>
      {isOpen && (
        <ActSheet
          title={t('screen.answerIt')}
          label={t('screen.answer')}
          text={text}
          error={send.errors.answer}
          isBusy={send.isSending}
          onText={setText}
          onGo={() => send.now({ params: { id: of.id }, body: { answer: text.trim() } })}
          onClose={() => setOpen(false)}
        />
      )}
    </Notice>
  )
}

const FollowUp = ({ of }: { of: MatterView }) => {
  const { t, isOpen, setOpen, text, setText, then } = useAnswer()
  const [isSatisfiedNow, setSatisfied] = useState(false)
  const [cause, setCause] = useState<Cause | ''>('')
  const [reply, setReply] = useState('')
  const send = useSend(matters, 'finishFollowUp', { stale: [[matters]], then })
  const rating = of.ratings.find(({ followUp }) => followUp === 'open')
  if (!rating) return null
  const why = [...rating.reasons.map((one) => t(`dissatisfaction.${one}`)), rating.text].filter(Boolean).join(' · ')
  return (
    <Notice tone="overdue">
      {t(`score.${rating.score}`)}
      {why && `: ${why}`} <Button onClick={() => setOpen(true)}>{t('screen.followUp')}</Button>
      {isOpen && (
        <ActSheet
          title={t('screen.followUp')}
          label={t('screen.followUpResult')}
          text={text}
          error={send.errors.result}
          isBusy={send.isSending}
          onText={setText}
          isReady={cause !== ''}
          onGo={() =>
            send.now({
              params: { id: of.id },
              body: {
                result: text.trim(),
                isSatisfiedNow,
                ...(cause ? { cause } : {}),
                ...(reply.trim() ? { reply: reply.trim() } : {}),
              },
            })
          }
          onClose={() => setOpen(false)}
        >
          <SelectField
            label={t('screen.cause')}
            placeholder={t('screen.required')}
            value={cause}
            choices={causes.map((value) => ({ value, label: t(`dissatisfaction.${value}`) }))}
            onChange={(event) => setCause(causes.find((one) => one === event.target.value) ?? '')}
          />
          <Switch label={t('screen.satisfiedNow')} value={isSatisfiedNow} onChange={setSatisfied} />
          <TextField
            label={t('screen.replyToReporter')}
            isOptional
            rows={2}
            maxLength={4000}
            value={reply}
            onChange={(event) => setReply(event.target.value)}
          />
        </ActSheet>
      )}
    </Notice>
  )
}

/** Nothing at all where nobody waits. */
export const Answers = ({ of }: { of: MatterView }) => {
  const t = useWords('matters')
  const isStaff = of.mayAs.includes('staff')
  const isHolder = of.mayAs.includes('holder') && of.phase !== 'done'
  // The platform's own warnings carry the name of a clock and ask nobody for words; a reminder neither.
  const asked = of.supervisions.filter(
    ({ answeredAt, level, text }) =>
      answeredAt === null && level !== 'reminder' && !of.clocks.some(({ name }) => name === text),
  )
  const isFollowed = isStaff && !of.mayAs.includes('handler') && of.ratings.some(({ followUp }) => followUp === 'open')
  if (!(isHolder && asked.length > 0) && !isFollowed) return null
  return (
    <Section title={t('screen.waitingForWords')}>
      {isHolder && asked.map((one) => <Supervision key={one.id} of={one} />)}
      {isFollowed && <FollowUp of={of} />}
    </Section>
  )
}
