/** 本单位 The space of a unit: what waits for it, its people, its contracts, and what it answers for. */
import { Chip, Empty, Facts, Failed, Page, Row, Section, Skeleton, Slot, useAsk, useTimes, useWords } from '@liren/web'
import { organisation } from '../../contract.ts'

type Unit = NonNullable<ReturnType<typeof useOwnUnits>['data']>['items'][number]
const useOwnUnits = () => useAsk(organisation, 'ownUnits', {}, { isKept: true })

const People = ({ of }: { of: Unit }) => {
  const t = useWords('organisation')
  const { day } = useTimes()
  return (
    <Section title={t('screen.ownUnits.people')}>
      {of.people.length === 0 && <p className="field-hint">{t('screen.ownUnits.nobody')}</p>}
      <ul className="list">
        {of.people.map((one) => (
          <li key={one.id}>
            <Row
              title={one.name}
              note={[
                one.title,
                one.termTo
                  ? t('screen.myPosts.fromTo', { from: day(one.termFrom), until: day(one.termTo) })
                  : t('screen.myPosts.since', { from: day(one.termFrom) }),
              ].join(' · ')}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const AnswersFor = ({ of }: { of: Unit }) => {
  const t = useWords('organisation')
  if (of.answersFor.length === 0) return null
  return (
    <Section title={t('screen.ownUnits.answersFor')}>
      <ul className="list">
        {of.answersFor.map((one) => (
          <li key={one.title}>
            <Row title={one.title} note={one.what} after={one.isLead && <Chip>{t('screen.ownUnits.lead')}</Chip>} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

export default function OwnUnitsPage() {
  const t = useWords()
  const { data, error, refetch } = useOwnUnits()
  return (
    <Page title={t('nav.ownUnits')} back="/me" isLoading={!data}>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data?.items.length === 0 && (
        <Empty icon="building" title={t('screen.ownUnits.none')} hint={t('screen.ownUnits.noneHint')} />
      )}
      {data?.items.map((unit) => (
        <div key={unit.id}>
          <Section title={unit.name}>
            <Facts
              of={[
                [t('screen.ownUnits.kind'), t(`screen.kind.${unit.kind}`)],
                [t('screen.place'), unit.areaName],
                unit.address !== null && [t('screen.address'), unit.address],
                unit.hours !== null && [t('screen.hours'), unit.hours],
                unit.phone !== null && [
                  t('screen.phone'),
                  <a key="tel" href={`tel:${unit.phone}`}>
                    {unit.phone}
                  </a>,
                ],
              ]}
            />
          </Section>
          <Slot name="own-unit:waiting" of={{ unitId: unit.id }} />
          <People of={unit} />
          <Slot name="own-unit:contracts" of={{ unitId: unit.id }} />
          <AnswersFor of={unit} />
        </div>
      ))}
    </Page>
  )
}
