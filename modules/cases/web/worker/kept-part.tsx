/** What is still on this phone for a case: waiting, or refused — with what changed meanwhile, and what can be done about it. */
import { Button, Chip, discard, keepDraft, Notice, tryAgain, useTimes, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'
import { useStepWord } from '../parts/step-word.ts'
import { draftKey } from './case-form.tsx'
import { type KeptForCase, moveOf, useKeptFor } from './kept.ts'

const Refused = ({ of, one, onMend }: { of: CaseView; one: KeptForCase; onMend: (form: string) => void }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const word = useStepWord()
  const { matter } = of
  const seen = one.kind === 'move' ? one.kept.seen : null
  const since = seen === null ? [] : matter.steps.filter(({ seq }) => seq > seen)
  const name = one.kind === 'move' ? moveOf(one.kept) : one.kept.route
  const isOpen = one.kind === 'act' || matter.moves.some((move) => move.name === name)
  const form = one.kind === 'move' ? name : one.kept.route === 'ask' ? String(one.kept.body.kind) : one.kept.route
  const mend = async () => {
    await keepDraft(draftKey(matter.id, form), one.kept.form)
    await discard(one.send.id)
    onMend(form)
  }
  const isFormless = name === 'signIn' || name === 'file' || name === 'logCall'
  return (
    <Notice tone="overdue">
      <p>
        <strong>{one.send.title.split(' · ')[0]}</strong>
        {t('screen.worker.refused', { why: one.send.why ?? t('screen.worker.unknownWhy') })}
      </p>
      {since.length > 0 && (
        <>
          <p>{t('screen.worker.changed')}</p>
          <ul className="changes">
            {since.map((step) => (
              <li key={step.seq}>
                {when(step.at)} {step.actorName} {word(step.move)}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isOpen && <p>{t('screen.worker.closedMeanwhile')}</p>}
      <div className="button-row">
        <Button tone="quiet" onClick={() => void discard(one.send.id)}>
          {t('screen.worker.giveUp')}
        </Button>
        {isOpen && !isFormless && <Button onClick={() => void mend()}>{t('screen.worker.mend')}</Button>}
        {isOpen && (
          <Button
            tone="main"
            onClick={() =>
              void tryAgain(
                one.send.id,
                one.kind === 'move' ? { ...one.kept, seen: matter.seen, after: null } : undefined,
              )
            }
          >
            {t('screen.worker.sendAnyway')}
          </Button>
        )}
      </div>
    </Notice>
  )
}

export const KeptPart = ({ of, onMend }: { of: CaseView; onMend: (form: string) => void }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const kept = useKeptFor(of.matter.id)
  if (kept.length === 0) return null
  return (
    <div className="kept" aria-live="polite">
      {kept.map((one) =>
        one.send.state === 'refused' ? (
          <Refused key={one.send.id} of={of} one={one} onMend={onMend} />
        ) : (
          <Notice key={one.send.id} tone="soon">
            <strong>{one.send.title.split(' · ')[0]}</strong>{' '}
            <Chip tone="soon">{t(one.send.state === 'sending' ? 'nav.kept.sending' : 'screen.worker.rowKept')}</Chip>
            <small className="kept-at">{t('screen.worker.keptAt', { when: when(one.send.madeAt) })}</small>
          </Notice>
        ),
      )}
    </div>
  )
}
