/** Picks a place by tapping the map; the words of the place are shown before it is taken. */
import type { MapOf } from '@liren/territory/contract'
import { Button, Sheet, Slot, toastProblem, useArea, useWords } from '@liren/web'
import { useRef, useState } from 'react'
import { type Spot, spotAt } from './spot.ts'

/** The whole district, as far as this board knows it. */
export const useDistrict = () => {
  const { areas } = useArea()
  return areas.find(({ level }) => level === 'district')?.code ?? null
}

export const PlaceMap = ({
  from,
  onPick,
  onClose,
}: {
  from: Spot | null
  onPick: (spot: Spot) => void
  onClose: () => void
}) => {
  const t = useWords('cases')
  const { code, area } = useArea()
  const district = useDistrict()
  const [picked, pick] = useState<{ lon: number; lat: number } | null>(
    from && from.lon !== null && from.lat !== null ? { lon: from.lon, lat: from.lat } : null,
  )
  const [spot, setSpot] = useState<Spot | null>(from)
  const [isOutside, setOutside] = useState(false)
  const [isWide, setWide] = useState(false)
  const latest = useRef(0)
  // Near by first: the community one looks at; without one, the district by communities.
  const near = !isWide && code && area?.level !== 'district' ? code : null
  const shown = near ?? district
  const take = async (at: { lon: number; lat: number }) => {
    const turn = ++latest.current
    pick({ lon: at.lon, lat: at.lat })
    setSpot(null)
    setOutside(false)
    try {
      const found = await spotAt(at)
      if (turn !== latest.current) return
      setSpot(found)
      setOutside(found === null)
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.place.map')}
      action={
        <Button tone="main" isWide disabled={!spot} onClick={() => spot && onPick(spot)}>
          {t('screen.place.takeThis')}
        </Button>
      }
    >
      <p aria-live="polite" className="place-said">
        {isOutside
          ? t('screen.place.outside')
          : spot
            ? spot.words || t('screen.place.unnamed')
            : picked
              ? t('screen.place.looking')
              : t('screen.place.tap')}
      </p>
      {shown && (
        <Slot
          name="territory:map"
          of={
            {
              area: shown,
              ...(shown === district ? { level: 'community' } : {}),
              place: picked,
              height: '52dvh',
              onPick: (at) => void take(at),
            } satisfies MapOf
          }
        />
      )}
      {near && (
        <Button tone="quiet" onClick={() => setWide(true)}>
          {t('screen.place.wider')}
        </Button>
      )}
    </Sheet>
  )
}
