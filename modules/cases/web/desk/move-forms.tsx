/** Forms of the moves that ask for little: verification, decline, filing, sending back, signing in, conclusion. */

import { matters } from '@liren/matters/contract'
import { Field, SelectField, useSend, useTimes } from '@liren/web'
import { declineReasons } from '../../case.ts'
import { type CaseView, cases } from '../../contract.ts'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { OneText } from './form-parts.tsx'

type Props = { of: CaseView; onDone: () => void; onCancel: () => void }
const stale = [[cases], [matters]] as const
const textOf = (text: string) => (text ? { text } : {})

export const VerificationForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const send = useSend(cases, 'askVerification', { stale, then: onDone })
  return (
    <OneText
      verb={move('askVerification')}
      label={d('whatToVerify')}
      isOptional
      isBusy={send.isSending}
      phrases={[d('phrase.isThere'), d('phrase.whereExactly'), d('phrase.stillThere')]}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, ...textOf(text) } })}
    />
  )
}

/** Asks the reporter; the case waits for the answer. */
export const QuestionForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const send = useSend(cases, 'askReporter', { stale, then: onDone })
  return (
    <OneText
      verb={move('askReporter')}
      label={d('whatToAsk')}
      isBusy={send.isSending}
      error={send.errors.text}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, text } })}
    />
  )
}

export const UndoForwardForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const { when } = useTimes()
  const send = useSend(cases, 'undoForward', { stale, then: onDone })
  return (
    <OneText
      verb={move('undoForward')}
      label={d('whyUndo')}
      isOptional
      isBusy={send.isSending}
      warning={d('undoUntil', { at: of.undoUntil ? when(of.undoUntil) : '' })}
      phrases={[d('phrase.wrongUnit'), d('phrase.wrongCategory')]}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, ...textOf(text) } })}
    />
  )
}

export const DeclineForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d, move } = useCaseWords()
  const [reason, setReason] = useActState<(typeof declineReasons)[number] | null>('reason', null)
  const [ground, setGround] = useActState('ground', '')
  const send = useSend(cases, 'decline', { stale, then: onDone })
  const needsGround = reason === 'legalProcedure' || reason === 'outsideScope'
  return (
    <OneText
      verb={move(of.matter.state === 'filing' ? 'declineFiling' : 'decline')}
      label={d('wordsForReporter')}
      isGrave
      isBusy={send.isSending}
      isReady={reason !== null && (!needsGround || ground.trim() !== '')}
      warning={d('declineWarning')}
      phrases={reason ? [d(`declinePhrase.${reason}`)] : []}
      onCancel={onCancel}
      onGo={(text) =>
        reason &&
        send.now({
          params: { id: of.matter.id },
          body: { seen: of.matter.seen, reason, text, ...(ground.trim() ? { ground: ground.trim() } : {}) },
        })
      }
    >
      <SelectField
        label={d('reason')}
        placeholder={d('choose')}
        value={reason ?? ''}
        choices={declineReasons.map((value) => ({ value, label: t(`declineReason.${value}`) }))}
        onChange={(event) => setReason(declineReasons.find((one) => one === event.target.value) ?? null)}
      />
      {needsGround && (
        <Field
          label={d('ground')}
          hint={d('groundHint')}
          maxLength={400}
          value={ground}
          error={send.errors.ground}
          onChange={(event) => setGround(event.target.value)}
        />
      )}
    </OneText>
  )
}

export const FileForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const send = useSend(cases, 'file', { stale, then: onDone })
  return (
    <OneText
      verb={move('file')}
      label={d('note')}
      isOptional
      isBusy={send.isSending}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, ...textOf(text) } })}
    >
      {of.category && (
        <dl className="standard">
          <dt>{d('filingStandard')}</dt>
          <dd>{of.category.filingStandard}</dd>
        </dl>
      )}
    </OneText>
  )
}

export const SendBackForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const send = useSend(cases, 'sendBack', { stale, then: onDone })
  return (
    <OneText
      verb={move('sendBack')}
      label={d('reason')}
      isBusy={send.isSending}
      error={send.errors.text}
      phrases={[d('phrase.wrongCategory'), d('phrase.wrongPlace'), d('phrase.twice')]}
      onCancel={onCancel}
      onGo={(text) => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, text } })}
    />
  )
}

export const SignInForm = ({ of, onDone, onCancel }: Props) => {
  const { d, move } = useCaseWords()
  const send = useSend(cases, 'signIn', { stale, then: onDone })
  return (
    <OneText
      verb={move('signIn')}
      label={d('note')}
      isOptional
      isBusy={send.isSending}
      onCancel={onCancel}
      onGo={() => send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen } })}
    />
  )
}

export const ConcludeForm = ({
  of,
  onDone,
  onCancel,
  decision,
}: Props & { decision: 'close' | 'rework' | 'recheck' }) => {
  const { t, d, move } = useCaseWords()
  const send = useSend(cases, 'conclude', { stale, then: onDone })
  return (
    <OneText
      verb={move(decision)}
      label={decision === 'close' ? d('note') : d('reason')}
      isOptional={decision === 'close'}
      isBusy={send.isSending}
      error={send.errors.text}
      onCancel={onCancel}
      onGo={(text) =>
        send.now({ params: { id: of.matter.id }, body: { seen: of.matter.seen, decision, ...textOf(text) } })
      }
    >
      <dl className="standard">
        {of.category && (
          <>
            <dt>{d('closingStandard')}</dt>
            <dd>{of.category.closingStandard}</dd>
          </>
        )}
        {of.outcome && (
          <>
            <dt>{d('outcome')}</dt>
            <dd>{t(`outcome.${of.outcome}`)}</dd>
          </>
        )}
      </dl>
    </OneText>
  )
}
