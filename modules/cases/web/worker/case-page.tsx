/** A case in the worker's hand: what and where first, whom to ring, what is asked of me — and the next act at the thumb. */

import type { Act } from '@liren/matters/contract'
import { AsOf, Chip, Facts, Failed, Notice, Page, Section, Skeleton, Slot, useTimes, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { RepeatsPart } from '../desk/repeats-part.tsx'
import { CaseAdvice } from '../parts/advice.tsx'
import { CasePhotos } from '../parts/case-photos.tsx'
import { PhotoDoubts } from '../parts/photo-doubts.tsx'
import { PhotoPublicity } from '../parts/photo-publicity.tsx'
import { TitlePublicity } from '../parts/title-publicity.tsx'
import { toldOf } from '../parts/told.ts'
import { useCase } from '../parts/use-case.ts'
import { ContactPart } from './contact-part.tsx'
import { Actions, OpenForm, order } from './forms.tsx'
import { KeptPart } from './kept-part.tsx'
import { PlacePart } from './place-part.tsx'
import '../parts/cases.css'
import './worker.css'

const Standards = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  if (!of.category) return null
  return (
    <div className="standard">
      <p className="standard-name">{[...of.category.path, of.category.name].join(' › ')}</p>
      {of.category.usualName && <p className="row-note">{t('screen.usualName', { name: of.category.usualName })}</p>}
      {of.category.closingStandard && (
        <p>
          <strong>{t('screen.worker.closingStandard')}</strong>
          {of.category.closingStandard}
        </p>
      )}
    </div>
  )
}

const Requests = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  return of.matter.requests
    .filter(({ state }) => state === 'asked')
    .map((one) => (
      <Notice key={one.id} tone="soon">
        {t(`matters:step.${one.kind}Asked`)} · {when(one.askedAt)}
        <br />
        {one.reason}
      </Notice>
    ))
}

const Helpers = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const { helpers } = of.matter
  if (helpers.length === 0) return null
  return (
    <Section title={t('matters:screen.support')}>
      <ul className="list">
        {helpers.map((helper) => (
          <li key={helper.id} className="row">
            <span className="row-main">
              <span className="row-title">{helper.unitName}</span>
              <span className="row-note">{helper.result ?? helper.overriddenBecause ?? helper.task}</span>
            </span>
            <span className="row-after">
              <Chip tone={helper.doneAt ? 'done' : 'soon'}>
                {helper.doneAt ? t('matters:phase.done') : when(helper.dueAt) || t('matters:phase.doing')}
              </Chip>
              <Slot name="matters:support" of={{ matter: of.matter, helper, leadOnly: true }} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Calls = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  if (of.matter.calls.length === 0) return null
  return (
    <Section title={t('matters:screen.calls')}>
      <ul className="list">
        {of.matter.calls.map((call) => (
          <li key={call.id} className="row">
            <span className="row-main">
              <span className="row-title">{call.toName}</span>
              <span className="row-note">{[when(call.at), call.byName, call.note].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="row-after">
              <Chip>{t(`matters:callOutcome.${call.outcome}`)}</Chip>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Acts drawn above in forms of their own, or not for a phone. */
const drawnHere: readonly Act[] = [
  'askDelay',
  'askSuspend',
  'askReturn',
  'finishSupport',
  'logCall',
  'void',
  'askVoid',
  'reopen',
]

const Whole = ({ of, open }: { of: CaseView; open: (form: string) => void }) => {
  const t = useWords('cases')
  const { list, when } = useTimes()
  const { matter } = of
  const isDone = of.evidence.some(({ part }) => part !== 'report' && part !== 'other')
  return (
    <>
      <KeptPart of={of} onMend={open} />
      <div className="case-first">
        <Slot name="matters:chips" of={matter} />
        {of.safetyWords.length > 0 && (
          <Notice tone="overdue">{t('screen.worker.safety', { words: list(of.safetyWords) })}</Notice>
        )}
        {of.text && of.text.trim() !== matter.title && <p className="case-text">{of.text}</p>}
        <CasePhotos of={of.evidence} parts={['report', 'other']} />
        <PhotoPublicity of={of} />
        <TitlePublicity of={of} />
        <PlacePart of={of} />
        <ContactPart of={of} />
      </div>
      <PhotoDoubts of={of} />
      <Requests of={of} />
      <Standards of={of} />
      {isDone && (
        <Section title={t('screen.worker.evidence')}>
          <CasePhotos of={of.evidence} parts={['before', 'after', 'verification', 'check']} />
        </Section>
      )}
      <CaseAdvice of={of} />
      <RepeatsPart of={of} />
      <Helpers of={of} />
      <Facts
        of={[
          [t('screen.number'), matter.number],
          matter.orderKind !== null && [t('matters:screen.orderKind'), t(`matters:orderKind.${matter.orderKind}`)],
          [t('screen.worker.source'), of.source.name],
          [t('screen.openedAt'), when(matter.openedAt)],
          [
            t('screen.holder'),
            [matter.holderUnitName, matter.holderName].filter(Boolean).join(' · ') || t('screen.nobody'),
          ],
          of.ownership !== null && [t('screen.worker.ownership'), t(`ownership.${of.ownership}`)],
          of.isAnonymous && [t('screen.reporter'), t('screen.anonymous')],
        ]}
      />
      {(matter.acts.includes('say') || matter.messages.length > 0) && (
        <Section title={t('matters:screen.thread')}>
          <Slot name="matters:thread" of={matter} />
        </Section>
      )}
      <Calls of={of} />
      <Slot name="case-page:main" of={of} />
      <Section title={t('matters:screen.timeline')}>
        <Slot name="matters:timeline" of={toldOf(of)} />
      </Section>
      <div className="other-acts">
        <Slot name="matters:moves" of={{ matter, without: order }} />
        <Slot name="matters:acts" of={{ matter, without: drawnHere }} />
      </div>
    </>
  )
}

export default function WorkerCasePage({ params }: { params: { id: string } }) {
  const t = useWords()
  const asked = useCase(params.id)
  const { data, error, refetch } = asked
  const [form, open] = useState<string | null>(null)
  const isPending = data?.evidence.some(({ thumbUrl, mime }) => thumbUrl === null && mime.startsWith('image/')) ?? false
  useEffect(() => {
    if (!isPending) return
    // Small copies of photos are made a moment after they arrive.
    const timer = setTimeout(() => void refetch(), 4000)
    return () => clearTimeout(timer)
  }, [isPending, refetch])
  if (!data)
    return (
      <Page title={t('title')} isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={6} />}
      </Page>
    )
  return (
    <Page title={data.matter.title} action={<Actions of={data} open={open} />}>
      <AsOf of={asked} />
      <Whole of={data} open={open} />
      {form && <OpenForm key={form} of={data} form={form} onClose={() => open(null)} />}
    </Page>
  )
}
