/** What happened to a case and what was said in it: the spine's timeline and thread, and the calls. */
import { Chip, Section, Segments, Slot, useTimes } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { toldOf } from '../parts/told.ts'
import { useCaseWords } from './case-words.ts'

export const CaseTimeline = ({ of }: { of: CaseView }) => <Slot name="matters:timeline" of={toldOf(of)} />
export const CaseThread = ({ of }: { of: CaseView }) => <Slot name="matters:thread" of={of.matter} />

export const CaseCalls = ({ of }: { of: CaseView }) => {
  const { t, d } = useCaseWords()
  const { when } = useTimes()
  const { calls, followUps } = of.matter
  if (calls.length + followUps.length === 0) return <p className="case-note">{d('noCalls')}</p>
  return (
    <ul className="thread">
      {followUps.map((one) => (
        <li key={one.id} className="said">
          <p>
            {t('matters:act.followUp')} {t(`matters:channel.${one.channel}`)}{' '}
            <Chip tone={one.isReached && one.isSolved ? 'done' : 'soon'}>
              {t(`matters:screen.${one.isReached ? (one.isSolved ? 'solved' : 'notSolved') : 'notReached'}`)}
            </Chip>{' '}
            {one.satisfaction !== null && t(`matters:score.${one.satisfaction}`)}
          </p>
          <p className="case-note">{[when(one.at), one.byName, one.note].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
      {calls.map((call) => (
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
