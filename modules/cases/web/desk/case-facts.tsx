/** What is known of a case: words, danger, place, category with its standards, photos, and how to reach the reporter. */
import { Photos } from '@liren/files/web/photos.tsx'
import type { MapOf } from '@liren/territory/contract'
import { Chip, Facts, Section, Slot, useTimes } from '@liren/web'
import type { CaseView } from '../../contract.ts'
import { ContactLooks } from '../parts/contact-looks.tsx'
import { PhotoDoubts } from '../parts/photo-doubts.tsx'
import { PhotoPublicity } from '../parts/photo-publicity.tsx'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import { TitlePublicity } from '../parts/title-publicity.tsx'
import { useConsider } from '../parts/use-consider.ts'
import { useCaseWords } from './case-words.ts'
import { ContactLine } from './contact-line.tsx'
import { DueChip, GradeChip } from './due-chip.tsx'

const kindOf = (mime: string) =>
  mime.startsWith('image/')
    ? ('photo' as const)
    : mime.startsWith('audio/')
      ? ('audio' as const)
      : mime.startsWith('video/')
        ? ('video' as const)
        : ('document' as const)

export const CaseChips = ({ of }: { of: CaseView }) => {
  const { t, d, state } = useCaseWords()
  const { matter } = of
  return (
    <p className="chips">
      <Chip tone={matter.phase === 'done' ? 'done' : 'main'}>{state(matter.state, matter.stateWord)}</Chip>
      <DueChip of={matter} />
      {matter.waitsForReporter && <Chip tone="soon">{d('waitsForReporter')}</Chip>}
      <GradeChip grade={matter.grade} />
      {matter.supervision && (
        <Chip tone={matter.supervision === 'reminder' ? 'soon' : 'overdue'}>
          {t(`matters:level.${matter.supervision}`)}
        </Chip>
      )}
      {of.isRestricted && <Chip tone="overdue">{d('restricted')}</Chip>}
      {matter.reopens > 0 && <Chip tone="soon">{d('reopened', { count: matter.reopens })}</Chip>}
      {matter.isArbitrated && <Chip>{t('matters:step.arbitrated')}</Chip>}
      {matter.passedOnBy > 1 && (
        <Chip tone="overdue">{t('matters:screen.passedOn', { count: matter.passedOnBy })}</Chip>
      )}
      {matter.excludedBecause && <Chip>{t('matters:screen.excluded')}</Chip>}
    </p>
  )
}

/** Danger named in the words, and whom to call: said before everything else. */
export const Danger = ({ of }: { of: CaseView }) => {
  const { advice } = useConsider(
    of.safetyWords.length > 0 && of.matter.phase !== 'done' ? of.text : '',
    of.matter.areaCode,
  )
  return <SafetyAdvice of={advice} />
}

const parts = ['report', 'before', 'after', 'verification', 'check', 'other'] as const

export const CasePhotos = ({ of }: { of: CaseView }) => {
  const { t } = useCaseWords()
  return [
    <PhotoDoubts key="doubts" of={of} />,
    <PhotoPublicity key="publicity" of={of} />,
    <TitlePublicity key="title" of={of} />,
    ...parts.map((part) => {
      const here = of.evidence.filter((one) => one.part === part)
      return (
        here.length > 0 && (
          <Section key={part} title={t(`part.${part}`)}>
            <Photos label={t(`part.${part}`)} of={here.map((one) => ({ ...one, kind: kindOf(one.mime) }))} />
          </Section>
        )
      )
    }),
  ]
}

export const CaseFacts = ({ of }: { of: CaseView }) => {
  const { t, d } = useCaseWords()
  const { when } = useTimes()
  const { matter, category } = of
  return (
    <Facts
      of={[
        [
          d('category'),
          category ? (
            <>
              {category.name}{' '}
              <small className="case-note">{[category.usualName, category.code].filter(Boolean).join(' · ')}</small>
            </>
          ) : (
            d('noCategory')
          ),
        ],
        category !== null && [d('filingStandard'), category.filingStandard],
        category !== null && [d('closingStandard'), category.closingStandard],
        of.ownership !== null && [d('ownership'), t(`ownership.${of.ownership}`)],
        matter.orderKind !== null && [d('orderKind'), t(`matters:orderKind.${matter.orderKind}`)],
        [d('source'), of.source.name],
        [d('place'), [...of.areaPath.slice(1), matter.address].filter(Boolean).join(' ')],
        of.seenAt !== null && [d('seenAt'), when(of.seenAt)],
        [t('matters:screen.openedAt'), when(matter.openedAt)],
        [d('reporter'), <ContactLine key="contact" of={of} />],
        of.contactLooks.length > 0 && [t('screen.looks.staffTitle'), <ContactLooks key="looks" of={of.contactLooks} />],
        of.privacyVersion !== null && [t('screen.privacySeen'), t('screen.version', { n: of.privacyVersion })],
        // Taken up again, it has no result yet.
        of.outcome !== null &&
          (matter.phase === 'checking' || matter.phase === 'done') && [d('outcome'), t(`outcome.${of.outcome}`)],
        [d('publicity'), d(matter.isPublic ? 'isShown' : 'isHidden')],
      ]}
    />
  )
}

export const PlaceMap = ({ of }: { of: CaseView }) => {
  const { matter } = of
  return (
    <Slot
      name="territory:map"
      of={
        {
          area: matter.areaCode.slice(0, 12),
          level: 'gridCell',
          place: matter.place,
          chosen: matter.cellCode,
          height: '13rem',
        } satisfies MapOf
      }
    />
  )
}
