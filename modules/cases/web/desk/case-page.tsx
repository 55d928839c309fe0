/** A case whole (`/cases/:id`): facts at the left, its story in the middle, clocks and moves at the right. */
import { Failed, Section, Skeleton, Slot, useAsk, useFilters, useGo } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { cases } from '../../contract.ts'
import { CaseAdvice } from '../parts/advice.tsx'
import { Acts } from './acts.tsx'
import { useAdopt } from './adopt.ts'
import { useGoesOn } from './after-act.ts'
import { CaseChips, CaseFacts, CasePhotos, Danger, PlaceMap } from './case-facts.tsx'
import { Clocks, Holder, Parts, Requests } from './case-state.tsx'
import { CaseCalls, CaseThread, CaseTimeline } from './case-story.tsx'
import { useCaseWords } from './case-words.ts'
import './desk.css'
import { useCase } from './use-case.ts'

/** Moves after which the case leaves its stage. */
const staying = ['remind', 'supervise', 'logCall', 'resume', 'split', 'merge']

export default function CasePage({ params }: { params: { id: string } }) {
  return <Whole key={params.id} id={params.id} />
}

const Whole = ({ id }: { id: string }) => {
  const { t, d } = useCaseWords()
  const go = useGo()
  const [filters, filter] = useFilters()
  const { data: of, error, refetch } = useCase(id)
  const { goesOn } = useGoesOn()
  const adopt = useAdopt(of)
  // The stage it was met in: after the act that stage's next one is wanted.
  const [stage, setStage] = useState<string>()
  if (of && stage === undefined) setStage(of.matter.state)
  const following = useAsk(
    cases,
    'list',
    { query: { state: stage ?? 'intake', isOpen: true, order: 'due', limit: 5 } },
    { enabled: stage !== undefined && of?.matter.closedAt === null },
  )
  const back = { to: '/cases', label: d('board') }
  if (error && !of)
    return (
      <DeskPage title={t('title')} back={back}>
        <Failed error={error} again={() => void refetch()} />
      </DeskPage>
    )
  if (!of)
    return (
      <DeskPage title={t('title')} back={back}>
        <Skeleton rows={10} />
      </DeskPage>
    )
  const next = following.data?.items.find((row) => row.id !== id)?.id
  const done = (act: string) => {
    if (!staying.includes(act) && goesOn && next) go(`/cases/${next}`)
    else filter({ act: null })
  }
  return (
    <DeskPage
      title={of.matter.title}
      hint={<span className="number">{of.matter.number}</span>}
      back={back}
      tools={<CaseChips of={of} />}
    >
      <Danger of={of} />
      <div className="case-columns">
        <div>
          <Panel title={d('facts')}>
            {of.text && of.text !== of.matter.title && <p className="case-text">{of.text}</p>}
            <CaseFacts of={of} />
            <PlaceMap of={of} />
            <CasePhotos of={of} />
          </Panel>
        </div>
        <div>
          <Panel title={t('matters:screen.thread')}>
            <CaseThread of={of} />
          </Panel>
          <Panel title={t('matters:screen.timeline')}>
            <CaseTimeline of={of} />
          </Panel>
          <Panel title={t('matters:screen.calls')}>
            <CaseCalls of={of} />
          </Panel>
          <Slot name="case-page:main" of={of} />
        </div>
        <div>
          <Panel title={d('acts')}>
            <Requests of={of} />
            <Acts of={of} act={filters.act ?? null} onAct={(act) => filter({ act })} onDone={done} />
            <Slot name="matters:after" of={of.matter} />
            <Slot name="matters:answers" of={of.matter} />
          </Panel>
          <CaseAdvice of={of} onDone={done} />
          <Panel title={d('clocks')}>
            <Clocks of={of} />
            <Section>
              <Holder of={of} />
            </Section>
            <Parts of={of} />
          </Panel>
          <Slot name="case-page:aside" of={{ ...of, adopt }} />
        </div>
      </div>
    </DeskPage>
  )
}
