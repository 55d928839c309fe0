/** An item's guide: who may, what is needed and where it comes from, how it goes, how long, and what it was like before. */
import { Chip, Facts, Row, Section, useTimes, useWords } from '@liren/web'
import type { ItemView } from '../../views.ts'
import '../services.css'

type Record = ItemView['record']

const Materials = ({ of }: { of: Record }) => {
  const t = useWords('services')
  const shown = of.materials.filter(({ key }) => key !== 'letter')
  return (
    <Section title={t('screen.need')}>
      {shown.length === 0 && <p>{t('screen.needNone')}</p>}
      {shown.map((material) => {
        const [first] = material.sources
        return (
          <Row
            key={material.key}
            title={material.name}
            note={[
              first === 'licence' && t('screen.bringOnly'),
              material.when && t('screen.onlyWhen'),
              material.mayFollow && t('screen.mayFollow'),
            ]
              .filter(Boolean)
              .join(' · ')}
            after={<Chip tone={first === 'upload' ? 'soon' : 'done'}>{t(`source.${first}`)}</Chip>}
          />
        )
      })}
    </Section>
  )
}

const Steps = ({ of }: { of: Record }) => {
  const t = useWords('services')
  return (
    <Section title={t('screen.steps')}>
      <ol className="services-steps">
        {of.flow.map((step) => (
          <li key={`${step.kind}-${step.name}`}>
            {t('screen.step', { by: t(`by.${step.by}`), name: step.name })}{' '}
            <small className="services-soft">
              {[
                step.noticeDays && t('screen.noticeDays', { n: step.noticeDays }),
                step.workDays ? t('screen.stepDays', { n: step.workDays }) : null,
                step.people && t('screen.people', { n: step.people }),
                step.when && t('screen.onlyWhen'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ol>
    </Section>
  )
}

export const ItemGuide = ({ of }: { of: ItemView }) => {
  const t = useWords('services')
  const { clauses } = useTimes()
  const { record } = of
  const days = (n: number) => (n === 0 ? t('screen.atOnce') : t('screen.days', { n }))
  return (
    <>
      <p className="services-chips">
        <Chip>{t(`type.${record.type}`)}</Chip>
        <Chip tone={of.isZeroVisit ? 'done' : 'plain'}>
          {record.visits === 0 ? t('screen.zero') : t('screen.visits', { n: record.visits })}
        </Chip>
        {record.isInstant && <Chip tone="done">{t('screen.atOnce')}</Chip>}
      </p>
      <Section title={t('screen.who')}>
        <p>{record.whoFor}</p>
      </Section>
      <Materials of={record} />
      <Steps of={record} />
      <Section>
        <Facts
          of={[
            [t('screen.result'), record.result],
            [t('screen.fee'), record.fee],
            [
              t('screen.limit'),
              t('screen.limitText', { promised: days(record.promisedDays), legal: days(record.legalDays) }),
            ],
            [t('screen.owner'), record.ownerName],
            [t('screen.windows'), clauses(record.windows)],
            [t('screen.channelCol'), record.channels.map((one) => t(`channel.${one}`)).join(' · ')],
            record.crossRegion !== undefined && [t('screen.crossRegion'), record.crossRegion],
            [t('screen.basis'), clauses(record.legalBasis)],
          ]}
        />
        <p className="services-soft">{t('screen.before', { ...record.baseline })}</p>
      </Section>
      {record.notes && record.notes.length > 0 && (
        <Section title={t('screen.notes')}>
          <ul className="services-steps">
            {record.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      {record.faq.length > 0 && (
        <Section title={t('screen.faq')}>
          {record.faq.map(({ q, a }) => (
            <details key={q} className="services-faq">
              <summary>{q}</summary>
              <p>{a}</p>
            </details>
          ))}
        </Section>
      )}
    </>
  )
}
