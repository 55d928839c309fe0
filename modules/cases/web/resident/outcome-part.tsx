/** What came of it: in words, with its ground, and with what the spot looked like before and after. */
import { Chip, Section, useTimes, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'
import { CasePhotos } from '../parts/case-photos.tsx'

const ends = new Set(['reply', 'decline', 'declineFiling', 'settle'])
const said = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

export const OutcomePart = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const { matter, evidence } = of
  const isDeclined = matter.state === 'declined'
  // While it is being worked on again, what was said before no longer holds.
  const step =
    matter.phase === 'checking' || matter.phase === 'done'
      ? matter.steps.findLast((one) => ends.has(one.move))
      : undefined
  const outcome = of.outcome ?? matter.outcome
  if (!step && !(matter.phase === 'done' && outcome)) return null
  const facts = step?.facts ?? {}
  const reason = said(facts.reason)
  const ground = said(facts.ground)
  const referredTo = said(facts.referredTo)
  const isGood = outcome === 'fixed' || step?.move === 'settle'
  return (
    <Section title={t('screen.outcome.title')}>
      <p>
        <Chip tone={isGood ? 'main' : 'soon'}>
          {isDeclined
            ? t('process.case-handling.state.declined')
            : t(`outcome.${step?.move === 'settle' ? 'fixed' : (outcome ?? said(facts.outcome) ?? 'fixed')}`)}
        </Chip>
      </p>
      {isDeclined && reason && <p>{t(`declineReason.${reason}`)}</p>}
      {said(facts.text) && <p className="case-text">{said(facts.text)}</p>}
      {ground && <p className="outcome-ground">{t('screen.outcome.ground', { ground })}</p>}
      {referredTo && <p className="outcome-ground">{t('screen.outcome.referredTo', { unit: referredTo })}</p>}
      {evidence.some(({ part }) => part === 'before' || part === 'after') && (
        <div className="before-after">
          {(['before', 'after'] as const).map(
            (part) =>
              evidence.some((one) => one.part === part) && (
                <div key={part}>
                  <h3>{t(`part.${part}`)}</h3>
                  <CasePhotos of={evidence} parts={[part]} />
                </div>
              ),
          )}
        </div>
      )}
      {step && (
        <p className="field-hint">
          {[matter.phase === 'checking' ? t('screen.outcome.beingChecked') : null, when(step.at)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </Section>
  )
}
