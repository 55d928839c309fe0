/** The case in hand beside the list: what it is, what may be done, how it came here. The list never goes away. */
import { Button, Failed, Icon, Section, Skeleton } from '@liren/web'
import { useEffect, useRef } from 'react'
import { CaseAdvice } from '../parts/advice.tsx'
import { Acts } from './acts.tsx'
import { useGoesOn } from './after-act.ts'
import { CaseChips, CaseFacts, CasePhotos, Danger } from './case-facts.tsx'
import { Clocks, Parts, Requests } from './case-state.tsx'
import { CaseStory } from './case-story.tsx'
import { useCaseWords } from './case-words.ts'
import { RepeatsPart } from './repeats-part.tsx'
import { useCase } from './use-case.ts'

/** Acts after which a case stays where it is, and so does the desk. */
const staying = ['remind', 'supervise', 'logCall', 'resume', 'followUp', 'split', 'merge', 'assign', 'support']

export const CasePanel = ({
  id,
  act,
  onAct,
  onClose,
  onWhole,
  next,
  onNext,
}: {
  id: string
  act: string | null
  onAct: (act: string | null) => void
  onClose: () => void
  onWhole: () => void
  next: () => string | null
  onNext: (id: string | null) => void
}) => {
  const { d, t } = useCaseWords()
  const { data: of, error, refetch } = useCase(id)
  const { goesOn } = useGoesOn()
  const heading = useRef<HTMLHeadingElement>(null)
  // The list this case is about to leave says now who comes after it.
  const following = useRef<string | null>(null)
  const coming = next()
  if (coming !== null) following.current = coming
  const isThere = of !== undefined
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true })
  }, [isThere])
  return (
    <aside className="case-panel" aria-label={d('inHand')}>
      <header className="case-panel-head">
        <span className="number case-note">{of?.matter.number}</span>
        <Button tone="quiet" onClick={onWhole}>
          {d('whole')}
        </Button>
        <button type="button" className="icon-button" aria-label={t('web:close')} onClick={onClose}>
          <Icon name="close" size={20} />
        </button>
      </header>
      <h2 ref={heading} tabIndex={-1}>
        {of?.matter.title ?? t('title')}
      </h2>
      {error && !of ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !of ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <CaseChips of={of} />
          <Danger of={of} />
          <Requests of={of} />
          <Acts
            of={of}
            act={act}
            onAct={onAct}
            onDone={(done) => {
              if (staying.includes(done) || !goesOn) onAct(null)
              else onNext(following.current === id ? null : following.current)
            }}
          />
          {of.text && of.text !== of.matter.title && <p className="case-text">{of.text}</p>}
          <RepeatsPart of={of} />
          <CaseFacts of={of} />
          <CasePhotos of={of} />
          <CaseAdvice of={of} onDone={() => onAct(null)} />
          <Section title={d('clocks')}>
            <Clocks of={of} />
          </Section>
          <Parts of={of} />
          <CaseStory of={of} />
        </>
      )}
    </aside>
  )
}
