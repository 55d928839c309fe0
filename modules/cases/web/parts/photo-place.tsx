/** A photo that says where it was taken: offered as the place of the report, told where it comes from, never taken by itself. */

import { useTakenPlace } from '@liren/files/web/photo-facts.ts'
import type { Picked } from '@liren/files/web/photo-picker.tsx'
import { Button, Notice, toastProblem, useWords } from '@liren/web'
import { useState } from 'react'
import { metresApart } from '../../photo-doubt.ts'
import { type Spot, spotAt } from './spot.ts'

/** Nearer than this it is the place that was chosen already. */
const sameWithin = 100

export const PhotoPlace = ({
  photos,
  spot,
  onTake,
}: {
  photos: readonly Picked[]
  spot: Spot | null
  onTake: (spot: Spot) => void
}) => {
  const t = useWords('cases')
  const taken = useTakenPlace(photos)
  const [left, setLeft] = useState<string | null>(null)
  const [isLooking, setLooking] = useState(false)
  const [isOutside, setOutside] = useState(false)
  if (!taken || taken.id === left) return null
  const { lon, lat } = spot ?? { lon: null, lat: null }
  if (lon !== null && lat !== null && metresApart({ lon, lat }, taken) <= sameWithin) return null

  const take = async () => {
    setLooking(true)
    try {
      const found = await spotAt({ lon: taken.lon, lat: taken.lat })
      if (found) onTake(found)
      setOutside(!found)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setLooking(false)
    }
  }
  return (
    <Notice tone={isOutside ? 'soon' : 'plain'}>
      <b>{t(spot ? 'screen.photoPlace.elsewhere' : 'screen.photoPlace.title')}</b>
      <p>{t(isOutside ? 'screen.photoPlace.outside' : 'screen.photoPlace.told')}</p>
      <p className="photo-place-acts">
        {!isOutside && (
          <Button isBusy={isLooking} onClick={() => void take()}>
            {t('screen.photoPlace.take')}
          </Button>
        )}
        <Button tone="quiet" onClick={() => setLeft(taken.id)}>
          {t('screen.photoPlace.leave')}
        </Button>
      </p>
    </Notice>
  )
}
