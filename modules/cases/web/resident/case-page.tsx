/** One case as residents see it: where it stands in plain words, who has it, what came of it, and what they can do now. */
import type { MapOf } from '@liren/territory/contract'
import {
  AsOf,
  Button,
  ButtonLink,
  Chip,
  dueTone,
  Empty,
  Facts,
  Failed,
  Notice,
  Page,
  problemOf,
  Section,
  Skeleton,
  Slot,
  Stepper,
  useLook,
  useSession,
  useSignInLink,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { CasePhotos } from '../parts/case-photos.tsx'
import { stageOf, stages } from '../parts/case-stage.ts'
import { ContactLooks } from '../parts/contact-looks.tsx'
import { toldOf } from '../parts/told.ts'
import { useCase } from '../parts/use-case.ts'
import { CaseActs } from './case-acts.tsx'
import { CheckPart } from './check-part.tsx'
import { OutcomePart } from './outcome-part.tsx'
import { RatePart } from './rate-part.tsx'
import '../parts/cases.css'

/** The day residents wait for: when it is done, or, before anybody has it, when somebody will have looked at it. */
const dueOf = ({ matter }: CaseView): { readonly what: 'done' | 'accepted' | 'next'; readonly at: string } | null => {
  if (matter.phase === 'done' || matter.suspendedAt || !matter.dueAt) return null
  const handling = matter.clocks.find(({ name, stoppedAt }) => name === 'handle' && stoppedAt === null)
  if (handling) return { what: 'done', at: handling.dueAt }
  return { what: stageOf(matter) === 1 ? 'accepted' : 'next', at: matter.dueAt }
}

const sending = new Set(['dispatch', 'redispatch', 'forward'])

/** Who puts it right: while others check and close it, still the unit it was given to. */
const handlingUnitOf = ({ matter }: CaseView): string | null => {
  if (matter.phase === 'intake') return null
  if (matter.phase === 'doing') return matter.holderUnitName
  const unit = matter.steps.findLast(({ move }) => sending.has(move))?.facts.toUnit
  return typeof unit === 'string' ? unit : null
}

/** One sentence that answers "what is happening with it?" before anything else is read. */
const Standing = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const { locale } = useLook()
  const { matter } = of
  const stage = stageOf(matter)
  const key = `screen.now.${matter.suspendedAt ? 'suspended' : matter.state}`
  const said = t(key, { unit: handlingUnitOf(of) ?? t('screen.somebody') })
  const due = dueOf(of)
  const tone = due ? dueTone(due.at) : 'none'
  return (
    <div className="standing">
      <p className="standing-chips">
        <Chip tone={matter.phase === 'done' ? 'done' : 'main'}>
          {matter.stateWord?.[locale] ?? t(`process.case-handling.state.${matter.state}`)}
        </Chip>
        {matter.grade >= 3 && <Chip tone="overdue">{t(`grade.${matter.grade}`)}</Chip>}
        {tone === 'overdue' && <Chip tone="overdue">{t('screen.late')}</Chip>}
      </p>
      <p className="standing-now">{said === key ? t(`screen.phase.${matter.phase}`) : said}</p>
      {due && (
        <p className="standing-due">
          {t(tone === 'overdue' ? 'screen.wasDue' : `screen.dueBy.${due.what}`, { when: when(due.at) })}
        </p>
      )}
      <Slot name="matters:next" of={matter} />
      {stage !== null && (
        <div className="standing-steps">
          <Stepper steps={stages.map((one) => t(`screen.stage.${one}`))} now={stage} />
        </div>
      )}
    </div>
  )
}

const Place = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const [isOpen, setOpen] = useState(false)
  const { place, areaCode } = of.matter
  if (!place) return null
  return isOpen ? (
    <Slot
      name="territory:map"
      of={
        {
          area: areaCode,
          dots: [{ id: of.matter.id, ...place, label: of.matter.title || t('screen.public.unread') }],
          height: '15rem',
        } satisfies MapOf
      }
    />
  ) : (
    <Button icon="map" onClick={() => setOpen(true)}>
      {t('screen.showMap')}
    </Button>
  )
}

const Whole = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const { matter } = of
  const isParty = matter.mayAs.length > 0
  const handler = handlingUnitOf(of)
  // Photos of later steps stand beside those steps.
  const shownBelow = new Set(matter.steps.flatMap(({ move, fileIds }) => (move === 'opened' ? [] : fileIds)))
  return (
    <>
      <Standing of={of} />
      {matter.waitsForReporter && isParty && <Notice tone="soon">{t('screen.answerPlease')}</Notice>}
      <OutcomePart of={of} />
      <CheckPart of={of} />
      <RatePart key={of.matter.id} of={of} />
      <Section title={t('screen.what')}>
        {of.text && <p className="case-text">{of.text}</p>}
        <CasePhotos of={of.evidence.filter(({ id }) => !shownBelow.has(id))} parts={['report', 'other']} />
        <Facts
          of={[
            [t('screen.number'), matter.number],
            of.category !== null && [t('screen.category'), of.category.name],
            [t('screen.address'), matter.address ?? of.areaPath.slice(1).join(' ')],
            [t('screen.openedAt'), when(matter.openedAt)],
            handler !== null
              ? [t('screen.holder'), handler]
              : [t('screen.nowWith'), matter.holderUnitName ?? t('screen.nobody')],
            of.isAnonymous && isParty && [t('screen.reporter'), t('screen.anonymous')],
            !matter.isPublic && [t('screen.seenBy'), t('screen.notPublic')],
            of.privacyVersion !== null && [t('screen.privacySeen'), t('screen.version', { n: of.privacyVersion })],
          ]}
        />
        <Place of={of} />
      </Section>
      {(matter.acts.includes('say') || matter.messages.length > 0) && (
        <Section title={t('matters:screen.thread')}>
          <Slot name="matters:thread" of={matter} />
        </Section>
      )}
      <Section title={t('matters:screen.timeline')}>
        <Slot name="matters:timeline" of={toldOf(of)} />
      </Section>
      <CaseActs of={of} />
      <Slot name="case-page:after" of={of} />
      {of.contactLooks.length > 0 && (
        <Section title={t('screen.looks.title')}>
          <ContactLooks of={of.contactLooks} />
        </Section>
      )}
      {!isParty && <Notice>{t('screen.strangerHint')}</Notice>}
    </>
  )
}

/** Not there, or not for this reader: perhaps their own, seen after signing in. */
const Missing = ({ error, again }: { error: unknown; again: () => void }) => {
  const t = useWords('cases')
  const isGuest = useSession().kind === 'guest'
  const signIn = useSignInLink()
  const problem = problemOf(error)
  if (problem?.status !== 404) return <Failed error={error} again={again} />
  return (
    <Empty
      icon="search"
      title={t('refusal.not-found')}
      hint={isGuest ? t('screen.perhapsYours') : undefined}
      action={
        isGuest && signIn ? (
          <ButtonLink to={signIn}>{t('screen.signIn')}</ButtonLink>
        ) : (
          <ButtonLink to="/cases/public">{t('nav.public')}</ButtonLink>
        )
      }
    />
  )
}

export default function CasePage({ params }: { params: { id: string } }) {
  const t = useWords()
  const asked = useCase(params.id)
  const { data, error, refetch } = asked
  const isMissing = error !== null && !data
  return (
    <Page
      title={data ? data.matter.title || (data.category?.name ?? t('screen.public.unread')) : t('title')}
      back="/matters"
      canBeRead={data !== undefined}
      isLoading={!data && !isMissing}
    >
      {isMissing && <Missing error={error} again={() => void refetch()} />}
      <AsOf of={asked} />
      {data ? <Whole of={data} /> : !isMissing && <Skeleton rows={6} />}
    </Page>
  )
}
