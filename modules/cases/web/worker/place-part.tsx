/** Where it is: the address, a map when asked for, and the phone's own way-finding. */
import type { MapOf } from '@liren/territory/contract'
import { Button, Icon, Slot, useWords } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'

export const PlacePart = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const [isOpen, setOpen] = useState(false)
  const { matter, areaPath } = of
  const { place } = matter
  const words = matter.address ?? areaPath.slice(1).join(' ')
  return (
    <div className="where">
      <p className="where-words">
        <Icon name="pin" size={22} />
        <span>
          {words}
          {matter.address && <small>{areaPath.slice(1).join(' ')}</small>}
        </span>
      </p>
      {place && (
        <div className="where-ways">
          <Button icon="map" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'screen.worker.hideMap' : 'screen.showMap')}
          </Button>
          <a
            className="button button-plain"
            href={`geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}(${encodeURIComponent(words)})`}
          >
            <Icon name="forward" size={20} />
            <span>{t('screen.worker.navigate')}</span>
          </a>
        </div>
      )}
      {place && isOpen && (
        <Slot
          name="territory:map"
          of={{ area: matter.areaCode, place, height: '15rem', chosen: matter.cellCode } satisfies MapOf}
        />
      )}
    </div>
  )
}
