/** What happened to a case and what was said in it: the timeline, the thread (public or among staff), the calls. */
import { matters } from '@liren/matters/contract'
import { Button, Chip, Section, Segments, Switch, TextField, Timeline, useSend, useTimes } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useReceipts } from '../parts/use-receipts.ts'
import { useCaseWords } from './case-words.ts'

type Step = CaseView['matter']['steps'][number]
const texts = ['text', 'note', 'reason', 'because', 'ground', 'referredTo'] as const

const useSaid = () => {
  const { t, d } = useCaseWords()
  return ({ facts }: Step) => {
    const word = (key: string, group: string) =>
      typeof facts[key] === 'string' ? [t(`${group}.${String(facts[key])}`)] : []
    return [
      ...word('finding', 'finding'),
      ...word('outcome', 'outcome'),
      ...word('level', 'matters:level'),
      ...(typeof facts.categoryCode === 'string' ? [d('asCategory', { code: facts.categoryCode })] : []),
      ...texts.flatMap((key) => {
        const text = facts[key]
        if (typeof text !== 'string') return []
        const reason = `declineReason.${text}`
        return [key === 'reason' && t(reason) !== reason ? t(reason) : text]
      }),
      ...(typeof facts.toUnit === 'string' ? [`→ ${facts.toUnit}`] : []),
      ...(Array.isArray(facts.numbers) ? [facts.numbers.join(' ')] : []),
    ].join(' · ')
  }
}

export const CaseTimeline = ({ of }: { of: CaseView }) => {
  const { t, d, move, actor } = useCaseWords()
  const { when } = useTimes()
  const said = useSaid()
  const receipt = useReceipts(of)
  const last = of.matter.steps.at(-1)?.seq
  return (
    <Timeline
      label={t('matters:screen.timeline')}
      of={of.matter.steps.toReversed().map((step) => ({
        id: String(step.seq),
        at: [when(step.at), actor(step.actorName)].join(' · '),
        title: (
          <>
            {move(step.move)} {!step.isPublic && <Chip tone="plain">{d('internal')}</Chip>}
          </>
        ),
        text: (
          <>
            {said(step)}
            {receipt(step.seq) && <p className="case-note">{receipt(step.seq)}</p>}
          </>
        ),
        tone: step.move === 'overdue' ? 'overdue' : step.seq === last ? 'main' : 'done',
      }))}
    />
  )
}

export const CaseThread = ({ of }: { of: CaseView }) => {
  const { t, d } = useCaseWords()
  const { when } = useTimes()
  const { matter } = of
  const [text, setText] = useState('')
  const [isPublic, setPublic] = useState(true)
  const send = useSend(matters, 'say', { stale: [[cases], [matters]], then: () => setText('') })
  const maySay = matter.acts.includes('say')
  const mayInside = matter.acts.includes('sayInternally')
  return (
    <>
      {matter.messages.length === 0 && <p className="case-note">{t('matters:screen.noMessages')}</p>}
      <ul className="thread">
        {matter.messages.map((message) => (
          <li key={message.id} className={message.isPublic ? 'said' : 'said said-inside'}>
            <p className="case-note">
              <b>{message.authorName || t(`matters:screen.${message.side}`)}</b> · {when(message.at)}{' '}
              {!message.isPublic && <Chip tone="soon">{d('internal')}</Chip>}
            </p>
            <p>{message.text}</p>
          </li>
        ))}
      </ul>
      {(maySay || mayInside) && (
        <div className="say">
          <TextField
            label={d(isPublic && maySay ? 'sayPublicly' : 'sayInside')}
            rows={2}
            maxLength={4000}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          {mayInside && (
            <Switch label={t('matters:screen.internal')} value={!isPublic} onChange={(inside) => setPublic(!inside)} />
          )}
          <p className="button-row">
            <Button
              icon="chat"
              isBusy={send.isSending}
              disabled={text.trim() === ''}
              onClick={() => send.now({ params: { id: matter.id }, body: { text: text.trim(), isPublic } })}
            >
              {t('matters:screen.send')}
            </Button>
          </p>
        </div>
      )}
    </>
  )
}

export const CaseCalls = ({ of }: { of: CaseView }) => {
  const { t, d } = useCaseWords()
  const { when } = useTimes()
  if (of.matter.calls.length === 0) return <p className="case-note">{d('noCalls')}</p>
  return (
    <ul className="thread">
      {of.matter.calls.map((call) => (
        <li key={call.id} className="said">
          <p>
            {t(`matters:channel.${call.channel}`)} {call.toName}{' '}
            <Chip tone={call.outcome === 'reached' ? 'done' : 'soon'}>{t(`matters:callOutcome.${call.outcome}`)}</Chip>
          </p>
          <p className="case-note">{[when(call.at), call.byName, call.note].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ul>
  )
}

/** The three in one place, one shown at a time: for the narrow panel beside a list. */
export const CaseStory = ({ of }: { of: CaseView }) => {
  const { t } = useCaseWords()
  const [shown, show] = useState('timeline')
  return (
    <Section>
      <Segments
        label={t('matters:screen.timeline')}
        value={shown}
        onChange={show}
        choices={[
          { value: 'timeline', label: t('matters:screen.timeline') },
          { value: 'thread', label: t('matters:screen.thread'), count: of.matter.messages.length },
          { value: 'calls', label: t('matters:screen.calls'), count: of.matter.calls.length },
        ]}
      />
      {shown === 'timeline' && <CaseTimeline of={of} />}
      {shown === 'thread' && <CaseThread of={of} />}
      {shown === 'calls' && <CaseCalls of={of} />}
    </Section>
  )
}
