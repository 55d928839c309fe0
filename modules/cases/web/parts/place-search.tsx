/** Finds a place by its name: a street, an estate, a landmark, or a community when nothing nearer is known. */
import { territory } from '@liren/territory/contract'
import { Empty, Failed, Field, Row, Sheet, Skeleton, useArea, useAsk, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import type { Spot } from './spot.ts'

/** What was typed, a moment after the last letter. */
export const useSettled = (value: string, milliseconds: number) => {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

const nowhere = { lon: null, lat: null, accuracyMetres: null }

const Found = ({ q, onPick }: { q: string; onPick: (spot: Spot) => void }) => {
  const t = useWords('cases')
  const enabled = q.length > 0
  const places = useAsk(territory, 'findAddresses', { query: { q, limit: 12 } }, { enabled, staleSeconds: 600 })
  const communities = useAsk(
    territory,
    'areas',
    { query: { q, level: 'community', limit: 8 } },
    { enabled, staleSeconds: 600 },
  )
  if (!enabled) return <p className="field-hint">{t('screen.place.searchHint')}</p>
  if (places.error) return <Failed error={places.error} again={() => void places.refetch()} />
  if (!places.data || !communities.data) return <Skeleton rows={3} />
  const [spots, areas] = [places.data.items, communities.data.items]
  if (spots.length + areas.length === 0)
    return <Empty icon="search" title={t('screen.place.nothing')} hint={t('screen.place.nothingHint')} />
  return (
    <ul className="list">
      {spots.map((one) => (
        <li key={one.id}>
          <Row
            title={one.name}
            note={[one.subdistrictName, one.communityName, one.text === one.name ? '' : one.text]
              .filter(Boolean)
              .join(' · ')}
            onClick={() =>
              onPick({ lon: one.lon, lat: one.lat, accuracyMetres: null, areaCode: one.communityCode, words: one.text })
            }
          />
        </li>
      ))}
      {areas.map((one) => (
        <li key={one.code}>
          <Row
            title={one.name}
            note={t('screen.place.wholeCommunity')}
            onClick={() => onPick({ ...nowhere, areaCode: one.code, words: one.name })}
          />
        </li>
      ))}
    </ul>
  )
}

export const PlaceSearch = ({ onPick, onClose }: { onPick: (spot: Spot) => void; onClose: () => void }) => {
  const t = useWords('cases')
  const { area } = useArea()
  const [q, setQ] = useState('')
  const settled = useSettled(q.trim(), 300)
  return (
    <Sheet isOpen onClose={onClose} title={t('screen.place.search')}>
      <div className="place-search">
        <Field
          label={t('screen.place.searchLabel')}
          type="search"
          maxLength={60}
          autoComplete="off"
          placeholder={t('screen.place.searchExample')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        {settled === '' && area?.level === 'community' && (
          <ul className="list">
            <li>
              <Row
                title={area.name}
                note={t('screen.place.myCommunity')}
                onClick={() => onPick({ ...nowhere, areaCode: area.code, words: area.name })}
              />
            </li>
          </ul>
        )}
        <Found q={settled} onPick={onPick} />
      </div>
    </Sheet>
  )
}
