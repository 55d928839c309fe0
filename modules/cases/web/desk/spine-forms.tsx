/** Forms of the spine's acts: remind, supervise, log a call, resume, split, make void. */

import { matters } from '@liren/matters/contract'
import { Field, SelectField, useSend } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { partOf } from '../parts/advice.tsx'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { CategorySelect, Labelled } from './choosers.tsx'
import { OneText } from './form-parts.tsx'

type Props = { of: CaseView; onDone: () => void; onCancel: () => void }
const stale = [[cases], [matters]] as const
const levels = ['yellow', 'red', 'listed', 'instruction'] as const
const channels = ['phone', 'wechat', 'chat', 'visit'] as const
const callOutcomes = ['reached', 'noAnswer', 'busy', 'refused', 'wrongNumber'] as const

export const RemindForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const send = useSend(matters, 'remind', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.remind')}
      label={d('note')}
      isOptional
      isBusy={send.isSending}
      phrases={[d('phrase.dueSoon'), d('phrase.askedAgain')]}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: text ? { text } : {} })}
    />
  )
}

export const SuperviseForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const [level, setLevel] = useActState<(typeof levels)[number]>('level', 'yellow')
  const send = useSend(matters, 'supervise', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.supervise')}
      label={d('superviseText')}
      isBusy={send.isSending}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { level, text } })}
    >
      <SelectField
        label={d('level')}
        value={level}
        choices={levels.map((value) => ({ value, label: t(`matters:level.${value}`) }))}
        onChange={(event) => setLevel(levels.find((one) => one === event.target.value) ?? 'yellow')}
      />
    </OneText>
  )
}

export const CallForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const [toName, setToName] = useActState('toName', '')
  const [channel, setChannel] = useActState<(typeof channels)[number]>('channel', 'phone')
  const [outcome, setOutcome] = useActState<(typeof callOutcomes)[number]>('outcome', 'reached')
  const send = useSend(matters, 'logCall', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.logCall')}
      label={d('note')}
      isOptional
      isBusy={send.isSending}
      isReady={toName.trim() !== ''}
      onCancel={onCancel}
      onGo={(note) =>
        send.now({
          params: { id: of.matter.id },
          body: { toName: toName.trim(), channel, outcome, ...(note ? { note } : {}) },
        })
      }
    >
      <Field
        label={t('matters:screen.calledWhom')}
        maxLength={60}
        value={toName}
        onChange={(event) => setToName(event.target.value)}
      />
      <div className="two">
        <SelectField
          label={t('matters:screen.channel')}
          value={channel}
          choices={channels.map((value) => ({ value, label: t(`matters:channel.${value}`) }))}
          onChange={(event) => setChannel(channels.find((one) => one === event.target.value) ?? 'phone')}
        />
        <SelectField
          label={t('matters:screen.callOutcome')}
          value={outcome}
          choices={callOutcomes.map((value) => ({ value, label: t(`matters:callOutcome.${value}`) }))}
          onChange={(event) => setOutcome(callOutcomes.find((one) => one === event.target.value) ?? 'reached')}
        />
      </div>
    </OneText>
  )
}

export const ResumeForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const send = useSend(matters, 'resume', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.resume')}
      label={d('reason')}
      isBusy={send.isSending}
      onCancel={onCancel}
      onGo={(because) => send.now({ params: { id: of.matter.id }, body: { because } })}
    />
  )
}

export const SplitForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const [code, setCode] = useActState<string | null>('code', null)
  const [partId] = useState(() => crypto.randomUUID())
  const send = useSend(cases, 'splitOff', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.split')}
      label={d('splitText')}
      isBusy={send.isSending}
      error={send.errors.text}
      warning={d('splitHint')}
      onCancel={onCancel}
      onGo={(text) => send.now(partOf(of, partId, text, code))}
    >
      <Labelled label={d('splitCategory')}>
        {(id) => (
          <CategorySelect
            id={id}
            label={d('splitCategory')}
            area={of.matter.areaCode}
            value={code}
            onChange={setCode}
          />
        )}
      </Labelled>
    </OneText>
  )
}

export const UnmergeForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const send = useSend(matters, 'unmerge', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.unmerge')}
      label={d('reason')}
      isBusy={send.isSending}
      warning={d('unmergeHint')}
      onCancel={onCancel}
      onGo={(because) => send.now({ params: { id: of.matter.id }, body: { because } })}
    />
  )
}

export const AskVoidForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const send = useSend(matters, 'ask', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.askVoid')}
      label={d('reason')}
      isBusy={send.isSending}
      error={send.errors.kind}
      warning={d('askVoidHint')}
      onCancel={onCancel}
      onGo={(reason) => send.now({ params: { id: of.matter.id }, body: { kind: 'void', reason } })}
    />
  )
}

export const VoidForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const send = useSend(matters, 'void', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.void')}
      label={d('reason')}
      isGrave
      isBusy={send.isSending}
      warning={d('voidWarning')}
      onCancel={onCancel}
      onGo={(because) => send.now({ params: { id: of.matter.id }, body: { because } })}
    />
  )
}
