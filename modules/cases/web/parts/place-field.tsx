/** Where it happened: the phone's place in one press, else a tap on the map, else a name. Never asked before it is needed. */
import { Button, Field, Icon, Notice, online, toastProblem, useCell, useWords } from '@liren/web'
import { useEffect, useId, useRef, useState } from 'react'
import { PlaceMap } from './place-map.tsx'
import { PlaceSearch } from './place-search.tsx'
import { isPlaceAllowed, type NoPlace, ownPlace, type Spot, spotAt } from './spot.ts'
import './cases.css'

type Value = { readonly spot: Spot | null; readonly address: string }

export const PlaceField = ({
  value,
  onChange,
  error,
  isReady = true,
}: {
  value: Value
  onChange: (value: Value) => void
  error?: string | undefined
  /** False while a draft is still being read: nothing is filled in by itself until then. */
  isReady?: boolean
}) => {
  const t = useWords('cases')
  const id = useId()
  const isOnline = useCell(online)
  const [isLocating, setLocating] = useState(false)
  const [trouble, setTrouble] = useState<NoPlace | 'outside' | null>(null)
  const [open, setOpen] = useState<'map' | 'search' | null>(null)
  const { spot, address } = value

  const take = (next: Spot) => {
    setOpen(null)
    setTrouble(null)
    onChange({ spot: next, address: next.words })
  }
  const locate = async () => {
    setLocating(true)
    setTrouble(null)
    try {
      const here = await ownPlace()
      const found = await spotAt(here, here.accuracyMetres)
      if (found) take(found)
      else setTrouble('outside')
    } catch (thrown) {
      if (thrown === 'refused' || thrown === 'unknown' || thrown === 'none') setTrouble(thrown)
      else toastProblem(thrown)
    } finally {
      setLocating(false)
    }
  }
  const hasLooked = useRef(false)
  useEffect(() => {
    if (!isReady || spot || hasLooked.current) return
    hasLooked.current = true
    void isPlaceAllowed().then((isAllowed) => {
      if (isAllowed) void locate()
    })
  }, [isReady])

  return (
    <fieldset className="place" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t('screen.place.label')}</legend>
      {spot ? (
        <>
          <p className="place-here" aria-live="polite">
            <Icon name="pin" size={22} />
            <span>
              {spot.words || t(isOnline ? 'screen.place.unnamed' : 'screen.place.unnamedOffline')}
              {spot.accuracyMetres !== null && spot.accuracyMetres > 0 && (
                <small>{t('screen.place.accuracy', { metres: spot.accuracyMetres })}</small>
              )}
            </span>
            <Button tone="quiet" onClick={() => onChange({ spot: null, address: '' })}>
              {t('screen.place.change')}
            </Button>
          </p>
          <Field
            label={t('screen.place.detail')}
            isOptional
            maxLength={200}
            autoComplete="off"
            placeholder={t('screen.place.detailExample')}
            value={address}
            onChange={(event) => onChange({ spot, address: event.target.value })}
          />
        </>
      ) : (
        <div className="place-ways">
          <Button icon="pin" isWide isBusy={isLocating} onClick={() => void locate()}>
            {t(isLocating ? 'screen.place.locating' : 'screen.place.here')}
          </Button>
          <Button tone="quiet" icon="map" onClick={() => setOpen('map')}>
            {t('screen.place.onMap')}
          </Button>
          <Button tone="quiet" icon="search" onClick={() => setOpen('search')}>
            {t('screen.place.byName')}
          </Button>
        </div>
      )}
      {trouble && <Notice tone="soon">{t(`screen.place.trouble.${trouble}`)}</Notice>}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {open === 'map' && <PlaceMap from={spot} onPick={take} onClose={() => setOpen(null)} />}
      {open === 'search' && <PlaceSearch onPick={take} onClose={() => setOpen(null)} />}
    </fieldset>
  )
}
