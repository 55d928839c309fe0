/** A door to a service on a home page; the main one is large and says what happens behind it. */
import { Icon } from '../icon.tsx'
import type { Tile } from '../module.ts'
import type { OfModule } from '../registry.ts'
import { Link } from '../route.tsx'
import { useWords } from '../words.ts'

/** `name` is what the community calls it, where it has a word of its own. */
export const Door = ({ tile, name }: { tile: OfModule<Tile>; name?: string }) => {
  const t = useWords(tile.module)
  return (
    <Link to={tile.path} className={tile.isMain ? 'door door-main' : 'door'}>
      <Icon name={tile.icon} size={tile.isMain ? 34 : 28} />
      <span className="door-words">
        <span className="door-title">{name || t(tile.title)}</span>
        {tile.isMain && tile.hint && <span className="door-hint">{t(tile.hint)}</span>}
      </span>
      {tile.isMain && <Icon name="forward" size={20} />}
    </Link>
  )
}

/** The place of eight doors whose order is still being asked for: what stands below them does not move when they come. */
export const DoorsComing = () => {
  const t = useWords('web')
  return (
    <div className="doors doors-coming" role="status" aria-label={t('loading')}>
      {Array.from('12345678', (key) => (
        <div key={key} className="door" aria-hidden="true">
          <Icon name="grid" size={28} />
          <i />
        </div>
      ))}
      <div className="door-all" />
    </div>
  )
}
