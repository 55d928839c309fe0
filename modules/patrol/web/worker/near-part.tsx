/** Reports to verify and results to check that wait for me or my unit, the nearest to the round first. */
import { List, Row, Section, useAsk, useTimes, useWords } from '@liren/web'
import { patrol } from '../../contract.ts'
import { metresBetween, type Spot } from '../../walk.ts'

const metresTo = (here: Spot | null, lon: number | null, lat: number | null) =>
  here && lon !== null && lat !== null ? Math.round(metresBetween(here, { lon, lat }) / 10) * 10 : null

export const NearPart = ({ here }: { here: Spot | null }) => {
  const t = useWords('patrol')
  const { since } = useTimes()
  const near = useAsk(patrol, 'near', {}, { isKept: true })
  const far = Number.POSITIVE_INFINITY
  const items = (near.data?.items ?? [])
    .map((one) => ({ ...one, metres: metresTo(here, one.lon, one.lat) }))
    .sort((one, other) => (one.metres ?? far) - (other.metres ?? far) || one.number.localeCompare(other.number))
  return (
    <Section title={t('screen.near')}>
      <List
        items={items}
        isLoading={near.isLoading}
        error={near.error}
        label={t('screen.near')}
        keyOf={(one) => one.id}
        empty={<p className="patrol-quiet">{t('screen.nearNone')}</p>}
      >
        {(one) => (
          <Row
            to={`/cases/${one.id}`}
            title={one.title}
            note={[
              t(`state.${one.state}`),
              one.metres === null ? '' : t('screen.metres', { metres: one.metres }),
              one.dueAt ? since(one.dueAt) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        )}
      </List>
    </Section>
  )
}
