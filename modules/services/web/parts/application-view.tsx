/** An application as everybody concerned reads it: where it stands, what was given, who was there, what was decided. */
import { Photos } from '@liren/files/web/photos.tsx'
import { ButtonLink, Chip, Facts, Notice, Row, Section, Slot, Stepper, useTimes, useWords } from '@liren/web'
import { stageOf } from '../../application.ts'
import type { ApplicationView as Whole } from '../../views.ts'
import '../services.css'

export const ApplicationFacts = ({ of }: { of: Whole }) => {
  const t = useWords('services')
  const { day, list, when } = useTimes()
  const { matter } = of
  return (
    <>
      <p className="services-chips">
        <Chip tone={of.finishedAt ? 'done' : 'main'}>{t(`state.${of.state}`)}</Chip>
        {matter && <Slot name="matters:clock" of={matter} />}
      </p>
      <Stepper
        steps={['submit', 'accept', 'examine', 'hand', 'finish'].map((one) => t(`screen.stage.${one}`))}
        now={stageOf(of.state)}
      />
      {of.state === 'correcting' && (
        <Notice tone="soon">
          {t('screen.gaps')}
          <ol className="services-steps">
            {of.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ol>
        </Notice>
      )}
      <Facts
        of={[
          [t('screen.number'), of.number ?? '–'],
          of.submittedAt !== null && [t('screen.submittedAt'), when(of.submittedAt)],
          matter !== null && matter.holderUnitName !== null && [t('screen.nowWith'), matter.holderUnitName],
          [t('screen.channelCol'), of.channels.map((one) => t(`channel.${one}`)).join(' → ')],
          of.enterpriseName !== null && [t('screen.firmFor'), of.enterpriseName],
          of.handedTo !== null && [t('screen.crossRegion'), `${of.handedTo} · ${of.handedState ?? ''}`],
          [t('screen.savedHere'), t('screen.savedHereText', { ...of.counts, base: of.item.baseline.fields })],
        ]}
      />
      {of.decision && (
        <Section title={t('screen.decision')}>
          <Facts
            of={[
              [t('screen.outcome'), t(`outcome.${of.decision.outcome}`)],
              [t('screen.number'), of.decision.number],
            ]}
          />
          <ButtonLink to={`/services/decisions/${of.decision.id}`}>{t('screen.readDecision')}</ButtonLink>
        </Section>
      )}
      {of.effects.length > 0 && (
        <Section title={t('screen.effects')}>
          <p className="services-soft">{t('screen.effectsHint')}</p>
          {of.effects.map(({ what, name, source, fault }, index) => (
            <Row
              // Written in this order, once.
              key={`${index} ${what}`}
              title={name ?? t(`screen.effect.${what}`)}
              note={fault === null ? (source ?? undefined) : t('screen.effectLeft')}
              after={<Chip tone={fault === null ? 'done' : 'soon'}>{t(`screen.effect.${what}`)}</Chip>}
            />
          ))}
        </Section>
      )}
      <Section title={t('screen.need')}>
        {of.materials.map((one) => (
          <div key={one.key}>
            <Row
              title={one.name}
              note={
                one.isLater && one.source === null
                  ? t('screen.dueLater', { day: day(one.dueOn) })
                  : one.signedVersion !== null
                    ? t('screen.textVersion', { n: one.signedVersion })
                    : undefined
              }
              after={
                <Chip tone={one.source ? 'done' : 'soon'}>
                  {one.source ? t(`source.${one.source}`) : t('screen.mayFollow')}
                </Chip>
              }
            />
            <Photos label={one.name} of={one.files} />
          </div>
        ))}
        {of.materials.length === 0 && <p>{t('screen.needNone')}</p>}
      </Section>
      {of.notices.map((notice) => (
        <Section key={notice.id} title={t('nav.notices')}>
          <p>{notice.shown}</p>
          <p className="services-soft">{t('screen.hangsUntil', { at: when(notice.untilAt) })}</p>
          {notice.objections.map((one) => (
            <Row key={one.id} title={one.text} note={one.answer ?? t('screen.notAnswered')} />
          ))}
        </Section>
      ))}
      {of.visits.length > 0 && (
        <Section title={t('screen.visitsDone')}>
          {of.visits.map((one) => (
            <Row key={one.id} title={list(one.byNames)} note={when(one.at)} />
          ))}
        </Section>
      )}
    </>
  )
}
