/**
 * Reports to verify and results to check that wait for me or my unit, first due first; with a place (of the round, or where I stand
 * when I ask for it) the nearest first, but never before what is late already.
 */
import { Button, List, Row, Section, Slot, toast, useAsk, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { patrol } from '../../contract.ts'
import { metresBetween, type Spot } from '../../walk.ts'
import { placeNow } from './own-place.ts'

const metresTo = (here: Spot | null, lon: number | null, lat: number | null) =>
  here && lon !== null && lat !== null ? Math.round(metresBetween(here, { lon, lat }) / 10) * 10 : null

export const NearPart = ({ here: onRound }: { here: Spot | null }) => {
  const t = useWords('patrol')
  // Read once, when somebody presses for it, and kept by nobody: it is gone with this page.
  const [mine, setMine] = useState<Spot | null>(null)
  const [isLooking, setLooking] = useState(false)
  const here = mine ?? onRound
  const look = async () => {
    setLooking(true)
    const found = await placeNow()
    setLooking(false)
    if (found) setMine(found)
    else toast(t('screen.noPlace'), 'bad')
  }
  const { since } = useTimes()
  const near = useAsk(patrol, 'near', {}, { isKept: true })
  const far = Number.POSITIVE_INFINITY
  const isLate = ({ dueAt }: { readonly dueAt: string | null }) => dueAt !== null && new Date(dueAt) <= new Date()
  // They come first due first, and stay so where nothing else decides.
  const items = (near.data?.items ?? [])
    .map((one) => ({ ...one, metres: metresTo(here, one.lon, one.lat) }))
    .sort(
      (one, other) =>
        (here ? Number(isLate(other)) - Number(isLate(one)) : 0) ||
        (isLate(one) && isLate(other) ? 0 : (one.metres ?? far) - (other.metres ?? far)) ||
        0,
    )
  return (
    <Section title={t('screen.near')}>
      {items.length > 1 && (
        <p className="patrol-ways">
          <Button tone="quiet" icon="pin" isBusy={isLooking} onClick={() => void look()}>
            {t('screen.sortByMe')}
          </Button>
          <small className="patrol-note">{t('screen.sortByMeHint')}</small>
        </p>
      )}
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
            after={
              <Slot name="inbox:next-cases" of={{ id: one.id, state: one.state, part: null, suspendedAt: null }} />
            }
          />
        )}
      </List>
    </Section>
  )
}
