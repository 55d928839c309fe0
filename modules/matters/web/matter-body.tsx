/** A matter's own facts, talk and history, as every page that shows one draws them. */
import { Chip, Facts, Notice, Row, Section, useTimes } from '@liren/web'
import type { ReactNode } from 'react'
import type { MatterView } from '../contract.ts'
import { Answers } from './answers.tsx'
import { ClockChip } from './clock-chip.tsx'
import { KeptMoves } from './kept-moves.tsx'
import { MatterTimeline } from './matter-timeline.tsx'
import { useMatterLink, useMatterWords } from './matter-words.ts'
import { NextStep } from './next-step.tsx'
import { RateBox } from './rate-box.tsx'
import { SupportButton } from './support-button.tsx'
import { Thread } from './thread.tsx'

/** The chips at the head of a matter: state, clock, grade, supervision. */
export const MatterChips = ({ of }: { of: MatterView }) => {
  const { t, state } = useMatterWords()
  return (
    <p>
      <Chip tone={of.phase === 'done' ? 'done' : 'main'}>{state(of)}</Chip> <ClockChip of={of} />{' '}
      {of.grade > 1 && <Chip tone={of.grade > 2 ? 'overdue' : 'soon'}>{t(`grade.${of.grade}`)}</Chip>}{' '}
      {of.supervision && (
        <Chip tone={of.supervision === 'reminder' ? 'soon' : 'overdue'}>{t(`level.${of.supervision}`)}</Chip>
      )}{' '}
      {of.passedOnBy > 1 && <Chip tone="overdue">{t('screen.passedOn', { count: of.passedOnBy })}</Chip>}{' '}
      {of.excludedBecause && <Chip>{t('screen.excluded')}</Chip>}
    </p>
  )
}

/** `children` come between the facts and the talk: photos, map, what the module knows. */
export const MatterBody = ({ of, children }: { of: MatterView; children?: ReactNode }) => {
  const { t } = useMatterWords()
  const { day, when } = useTimes()
  const link = useMatterLink()
  return (
    <>
      <MatterChips of={of} />
      <NextStep of={of} />
      <KeptMoves of={of} />
      <Answers of={of} />
      {of.summary && <p>{of.summary}</p>}
      <Facts
        of={[
          [t('screen.number'), of.number],
          of.address !== null && [t('screen.address'), of.address],
          [t('screen.openedAt'), when(of.openedAt)],
          [t('screen.holder'), [of.holderUnitName, of.holderName].filter(Boolean).join(' · ') || t('screen.nobody')],
          of.reviewOn !== null && [t('screen.reviewOn'), day(of.reviewOn)],
        ]}
      />
      {children}
      {of.acts.includes('rate') && (
        <Section>
          <RateBox of={of} />
        </Section>
      )}
      {of.requests
        .filter((request) => request.state === 'asked')
        .map((request) => (
          <Notice key={request.id} tone="soon">
            {t(`step.${request.kind}Asked`)}: {request.reason} ({request.askedByName})
          </Notice>
        ))}
      {of.helpers.length > 0 && (
        <Section title={t('screen.support')}>
          {of.helpers.map((helper) => (
            <Row
              key={helper.id}
              title={helper.unitName}
              note={helper.result ?? helper.overriddenBecause ?? helper.task}
              after={
                <>
                  <Chip tone={helper.doneAt ? 'done' : 'soon'}>
                    {helper.doneAt ? t('phase.done') : when(helper.dueAt) || t('phase.doing')}
                  </Chip>
                  <SupportButton of={of} helper={helper} />
                </>
              }
            />
          ))}
        </Section>
      )}
      {of.children.length > 0 && (
        <Section title={t('screen.children')}>
          {of.children.map((child) => (
            <Row
              key={child.id}
              to={link({ id: child.id, module: of.module })}
              title={child.title}
              note={child.number}
              after={<Chip>{t(`phase.${child.phase}`)}</Chip>}
            />
          ))}
        </Section>
      )}
      {(of.acts.includes('say') || of.messages.length > 0) && (
        <Section title={t('screen.thread')}>
          <Thread of={of} />
        </Section>
      )}
      {of.calls.length > 0 && (
        <Section title={t('screen.calls')}>
          {of.calls.map((call) => (
            <Row
              key={call.id}
              title={`${t(`channel.${call.channel}`)} ${call.toName}`}
              note={[when(call.at), call.byName, call.note].filter(Boolean).join(' · ')}
              after={<Chip>{t(`callOutcome.${call.outcome}`)}</Chip>}
            />
          ))}
        </Section>
      )}
      <Section title={t('screen.timeline')}>
        <MatterTimeline of={of} />
      </Section>
    </>
  )
}
